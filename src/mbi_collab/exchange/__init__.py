"""Files in and out: answers, questionnaires and results."""
