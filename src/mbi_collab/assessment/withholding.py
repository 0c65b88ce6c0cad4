"""What a comparison may show where a side is small: only what its two assessments show by themselves (model 11)."""

from mbi_collab.assessment.assessment import Assessment
from mbi_collab.assessment.changes import NodeChange
from mbi_collab.assessment.scorecard import OF_AREAS, Score

#: An assessment then, and one now.
Pair = tuple[Assessment, Assessment]


def shows_nothing_new(node: NodeChange, given: Pair, scored: Pair) -> bool:
    """Return whether the numbers of a node stand in the two assessments as well, so that they tell nothing more.

    An area over fewer items, or fewer sides' views, than in the assessments could come down to one person's answers,
    and so could the difference between two ways to weigh the same answers. Where not everybody rated everything, not
    even that may be told: it would show what a whole side left out.

    Parameters
    ----------
    node : NodeChange
        How the node changed.
    given, scored : pair of Assessment
        The two as they were given, and by one yardstick.
    """
    by_itself = all(one is other for one, other in zip(given, scored, strict=True))
    if node.kind not in OF_AREAS or not by_itself:
        return False
    alike = _rated(given[0], node) == _rated(given[1], node)
    return alike and all(_is_told(each, node) for each in given)


def _score_of(result: Assessment, node: NodeChange) -> Score | None:
    """Return what an assessment says of the whole, or of an area if it has that."""
    card = result.scorecard
    return next(
        (each for each in (card.overall, *card.areas) if (each.kind, each.code) == (node.kind, node.code)), None
    )


def _rated(result: Assessment, node: NodeChange) -> set[tuple[str, str]]:
    """Return the items of the whole or of an area, each with a side that rated it."""
    score = _score_of(result, node)
    items = [] if score is None else [result.scorecard.item(code) for code in score.items]
    return {(item.code, each.side) for item in items for each in item.by_side if each.level is not None}


def _is_told(result: Assessment, node: NodeChange) -> bool:
    """Whether a level of all sides is told, and every respondent gave every item that the side is asked a point."""
    score, panel = _score_of(result, node), result.panel
    if score is None or not result.scorecard.shown(score).level:
        return False
    asked = [side for code in score.items for side in panel.questionnaire.item(code).asked_of]
    return all(each.answered == len(panel.respondents_of(each.side)) * asked.count(each.side) for each in score.by_side)
