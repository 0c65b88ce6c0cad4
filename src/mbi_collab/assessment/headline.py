"""The first sentence of a result: what to take up first; where that is withheld, which area stands lowest."""

from mbi_collab.assessment.order import Order
from mbi_collab.assessment.priorities import Priorities
from mbi_collab.assessment.scorecard import Score, Scorecard
from mbi_collab.assessment.wording import Wording
from mbi_collab.engine.priorities import DECIMALS


def headline_of(order: Order, priorities: Priorities, scorecard: Scorecard, say: Wording) -> str:
    """Return what to take up first and in which task, why there is nothing, or why it is not told.

    >>> import mbi_collab as mbi
    >>> sheet = mbi.load_catalogue().questionnaire()
    >>> chiefs = [mbi.AnswerSet(who, who, {item.code: 2 for item in sheet.items}) for who in ("CIO", "CMO")]
    >>> mbi.assess(mbi.Panel(sheet, chiefs, named_chiefs=True)).headline()
    'Take up first: R01 Reset the approach to cooperation, in MBI task U005B.'
    """
    if scorecard.is_withheld:
        return _withheld(scorecard, say)
    if not len(order):
        return say.words(f"headline.{_nothing_open(priorities, scorecard)}")
    first = order[0]
    names = {"practice": say.practice(first.practice), "task": say.task(first.task)}
    if first.for_the_sake_of:
        return say.words("headline.sake", **names, sake=say.practice(first.for_the_sake_of))
    return say.words("headline.urgent", **names)


def lowest_first(scorecard: Scorecard) -> list[Score]:
    """Return the areas of which every side's level may be told, by the mean of these; equals in their order."""
    levels = {each.code: _told_levels(scorecard, each) for each in scorecard.areas}
    means = {code: round(sum(found) / len(found), DECIMALS) for code, found in levels.items() if found}
    return sorted((each for each in scorecard.areas if each.code in means), key=lambda each: means[each.code])


def _told_levels(scorecard: Scorecard, area: Score) -> list[float]:
    """Return the level of each side that has one; nothing if one may not be told."""
    sheet, shown = scorecard.panel.questionnaire, scorecard.shown(area).sides
    asked = {side for code in area.items for side in sheet.item(code).asked_of}
    levels = [each.level for each in area.by_side if each.level is not None]
    return levels if asked <= set(shown) else []


def _withheld(scorecard: Scorecard, say: Wording) -> str:
    areas, number = lowest_first(scorecard), scorecard.minimum_group
    if not areas:
        return say.words("headline.withheld_bare", number=number)
    asked = (each for each in areas[0].by_side if each.is_asked)
    views = [say.words("page.view", side=say.side(each.side), level=say.level(each.level)) for each in asked]
    return say.words("headline.withheld", number=number, area=say.area(areas[0].code), views=say.listed(views))


def _nothing_open(priorities: Priorities, scorecard: Scorecard) -> str:
    """Return why there is no open practice."""
    if any(each.status == "in-place" for each in priorities):
        return "nothing"
    applies = scorecard.overall.low is not None or not scorecard.panel.answer_sets
    return "unknown" if applies else "nothing_applies"
