"""What is answered: one person's answers, and the panel of one organisation."""
