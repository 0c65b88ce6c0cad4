"""Where to look first where no order may be told: the areas, the lowest first, with the practices of each."""

from collections.abc import Iterator

from mbi_collab.assessment.headline import lowest_first
from mbi_collab.assessment.scorecard import Score
from mbi_collab.catalogue.practices import Practice
from mbi_collab.report.outline import Block, Entries, Entry, Paragraph
from mbi_collab.report.phrases import Phrases


def areas_first(told: Phrases) -> Iterator[Block]:
    """Yield the areas of which each side's level may be told, with practices and tasks: nothing new is told by that."""
    areas = lowest_first(told.result.scorecard)
    yield Paragraph(told("areas.intro" if areas else "areas.none", number=told.result.scorecard.minimum_group))
    if areas:
        yield Entries(Entry(_area(told, each), _practices(told, each.code)) for each in areas)


def _area(told: Phrases, score: Score) -> str:
    return told("areas.area", area=told.say.area(score.code), views=told.views(score))


def _practices(told: Phrases, area: str) -> str:
    own = (_practice(told, each) for each in told.sheet.practices if each.area == area)
    return told("semicolon").join(own)


def _practice(told: Phrases, practice: Practice) -> str:
    """Return a practice with its task and what must come first."""
    inside = {each.code for each in told.sheet.practices}
    before = [need.code for need in practice.requires if need.code in inside]
    names = {"practice": told.say.practice(practice.code), "task": practice.task}
    return told("areas.practice_after" if before else "areas.practice", **names, codes=told.say.listed(before))
