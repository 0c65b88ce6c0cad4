"""The page from top to bottom: which section follows which."""

from collections.abc import Callable, Iterator

import attrs

from mbi_collab.assessment.assessment import Assessment
from mbi_collab.assessment.wording import Wording
from mbi_collab.report.certainty import how_sure
from mbi_collab.report.company import company
from mbi_collab.report.findings import what_stands_out
from mbi_collab.report.opening import headline_of, opening_of, title_of
from mbi_collab.report.ordering import recommended_order
from mbi_collab.report.outline import Block, Page, Section
from mbi_collab.report.perception import how_they_see_each_other
from mbi_collab.report.phrases import Phrases
from mbi_collab.report.questions import further_areas, open_questions
from mbi_collab.report.reading import how_to_read
from mbi_collab.report.sides import every_practice, sides_compared
from mbi_collab.report.steps import first_steps
from mbi_collab.report.talk import conversation
from mbi_collab.report.unanswered import unanswered

#: The sections in their order, with what each says.
SECTIONS: tuple[tuple[str, Callable[[Phrases], Iterator[Block]]], ...] = (
    ("questions", open_questions),
    ("further", further_areas),
    ("sides", sides_compared),
    ("findings", what_stands_out),
    ("steps", first_steps),
    ("talk", conversation),
    ("perception", how_they_see_each_other),
    ("order", recommended_order),
    ("certainty", how_sure),
    ("company", company),
    ("practices", every_practice),
    ("missing", unanswered),
    ("reading", how_to_read),
)


def compose(result: Assessment, language: str | None = None) -> Page:
    """Return all that a report of an assessment says.

    Parameters
    ----------
    result : Assessment
        What is reported.
    language : str, optional
        A BCP 47 tag; without one, the catalogue's language.
    """
    result = attrs.evolve(result, scorecard=result.scorecard.told) if result.is_withheld else result
    told = Phrases(result, Wording.of(result.panel.questionnaire.catalogue, language))
    made = (Section(key, told(f"section.{key}"), tuple(write(told))) for key, write in SECTIONS)
    return Page(
        title=title_of(told),
        opening=opening_of(told),
        headline=headline_of(told),
        sections=tuple(section for section in made if section.blocks),
        say=told.say,
    )
