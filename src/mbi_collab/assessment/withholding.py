"""What a comparison may show where a side is small: only what its two assessments show by themselves (model 11)."""

from collections.abc import Iterator

from mbi_collab.assessment.assessment import Assessment
from mbi_collab.assessment.changes import NodeChange
from mbi_collab.assessment.scorecard import Score
from mbi_collab.engine.priorities import DECIMALS

#: An assessment then, and one now.
Pair = tuple[Assessment, Assessment]


def shows_nothing_new(node: NodeChange, given: Pair, scored: Pair) -> bool:
    """Return whether the numbers of a node stand in the two assessments as well, so that they tell nothing more.

    An area over fewer items, or fewer sides' views, than in the assessments could come down to one person's answers.
    Where not everybody rated everything, not even that may be told: it would show what a whole side left out.

    Parameters
    ----------
    node : NodeChange
        How the node changed.
    given, scored : pair of Assessment
        The two as they were given, and by one yardstick.
    """
    if node.kind not in ("overall", "area"):
        return False
    own = [_rated(each, node) for each in given]
    common = [_rated(each, node) for each in scored]
    whole = common[0] == common[1] and [len(each) for each in own] == [len(each) for each in common]
    return whole and all(_is_full(each, node) for each in given) and all(_as_given(node, given))


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


def _is_full(result: Assessment, node: NodeChange) -> bool:
    """Whether every respondent gave every item of the whole or of an area that the side is asked a point."""
    score, panel = _score_of(result, node), result.panel
    if score is None:
        return False
    asked = [side for code in score.items for side in panel.questionnaire.item(code).asked_of]
    return all(each.answered == len(panel.respondents_of(each.side)) * asked.count(each.side) for each in score.by_side)


def _as_given(node: NodeChange, given: Pair) -> Iterator[bool]:
    """Yield for each number of an area whether it is the one it was given with."""
    for at, result in enumerate(given):
        score = _score_of(result, node)
        if score is None or not result.scorecard.shown(score).level:
            yield False
            continue
        yield _same((node.then, node.now)[at], score.level)
        levels = {each.side: each.level for each in score.by_side}
        yield from (_same((level.then, level.now)[at], levels.get(side)) for side, level in node.by_side)
        gaps = {(each.first, each.second): each.value for each in score.gaps}
        yield from (_same((gap.then, gap.now)[at], gaps.get((one, other))) for one, other, gap in node.gaps)


def _same(first: float | None, second: float | None) -> bool:
    if first is None or second is None:
        return first is second
    return round(first, DECIMALS) == round(second, DECIMALS)
