"""Measure how far two sides of a company collaborate, and say which practice to take up first, and why.

>>> import mbi_collab as mbi
>>> sheet = mbi.load_catalogue().questionnaire()
>>> chiefs = [mbi.AnswerSet(who, side=who, answers={item.code: 2 for item in sheet.items}) for who in ("CIO", "CMO")]
>>> mbi.assess(mbi.Panel(sheet, chiefs)).order[0].practice
'R01'
"""

from typing import TYPE_CHECKING

from mbi_collab.version import __version__ as __version__

if TYPE_CHECKING:
    from mbi_collab.assessment.assessment import Assessment, assess
    from mbi_collab.assessment.comparison import compare
    from mbi_collab.assessment.order import Step
    from mbi_collab.assessment.priorities import Priority
    from mbi_collab.assessment.scorecard import Scorecard
    from mbi_collab.catalogue.catalogue import Catalogue, Questionnaire
    from mbi_collab.catalogue.loading import load_catalogue
    from mbi_collab.catalogue.practices import Area, Practice
    from mbi_collab.catalogue.questions import ControlQuestion, Item
    from mbi_collab.catalogue.scenarios import Scenario, Task
    from mbi_collab.catalogue.sources import available_catalogues
    from mbi_collab.exchange.batches import BatchScorer, score_arrays, score_frame
    from mbi_collab.exchange.reading import read_answers
    from mbi_collab.exchange.saving import read_assessment, write_assessment
    from mbi_collab.report.rendering import render_report, write_report
    from mbi_collab.survey.answers import AnswerSet
    from mbi_collab.survey.context import Context
    from mbi_collab.survey.observations import Observation
    from mbi_collab.survey.panel import Panel
    from mbi_collab.survey.simulate import simulate_panels

__all__ = [
    "AnswerSet",
    "Area",
    "Assessment",
    "BatchScorer",
    "Catalogue",
    "Context",
    "ControlQuestion",
    "Item",
    "Observation",
    "Panel",
    "Practice",
    "Priority",
    "Questionnaire",
    "Scenario",
    "Scorecard",
    "Step",
    "Task",
    "assess",
    "available_catalogues",
    "compare",
    "load_catalogue",
    "read_answers",
    "read_assessment",
    "render_report",
    "score_arrays",
    "score_frame",
    "simulate_panels",
    "write_assessment",
    "write_report",
]

#: The file in which each public name lives; it is read at the name's first use.
_ROOM_OF: dict[str, str] = {
    "AnswerSet": "survey.answers",
    "Area": "catalogue.practices",
    "Assessment": "assessment.assessment",
    "BatchScorer": "exchange.batches",
    "Catalogue": "catalogue.catalogue",
    "Context": "survey.context",
    "ControlQuestion": "catalogue.questions",
    "Item": "catalogue.questions",
    "Observation": "survey.observations",
    "Panel": "survey.panel",
    "Practice": "catalogue.practices",
    "Priority": "assessment.priorities",
    "Questionnaire": "catalogue.catalogue",
    "Scenario": "catalogue.scenarios",
    "Scorecard": "assessment.scorecard",
    "Step": "assessment.order",
    "Task": "catalogue.scenarios",
    "assess": "assessment.assessment",
    "available_catalogues": "catalogue.sources",
    "compare": "assessment.comparison",
    "load_catalogue": "catalogue.loading",
    "read_answers": "exchange.reading",
    "read_assessment": "exchange.saving",
    "render_report": "report.rendering",
    "score_arrays": "exchange.batches",
    "score_frame": "exchange.batches",
    "simulate_panels": "survey.simulate",
    "write_assessment": "exchange.saving",
    "write_report": "report.rendering",
}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Read a public name from its room, once."""
        if name not in _ROOM_OF:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module  # noqa: PLC0415  only where a name is read

        found = getattr(import_module(f"{__name__}.{_ROOM_OF[name]}"), name)
        globals()[name] = found
        return found

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
