"""What must hold for the answers of one organisation: known people, sides and items, answers that their scales have."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from mbi_collab.catalogue.catalogue import NOT_APPLICABLE, Questionnaire
from mbi_collab.errors import Fault, unknown
from mbi_collab.survey.answers import DONT_KNOW, AnswerSet, cell_of
from mbi_collab.survey.observations import as_text_fault, mirrored_faults, point_faults
from mbi_collab.survey.texts import shown, text_faults

#: More people than this are on no side; a number of more digits could not be read back.
MOST_PEOPLE = 10**12


def kind_faults(sheet: object, answer_sets: Iterable[object]) -> Iterator[Fault]:
    """Yield which parts of a panel are of another kind, so that nothing else can be checked."""
    if not isinstance(sheet, Questionnaire):
        problem = "must be a Questionnaire, as Catalogue.questionnaire() gives it"
        yield Fault("questionnaire", problem, type(sheet).__name__)
    strange = [type(each).__name__ for each in answer_sets if not isinstance(each, AnswerSet)]
    yield from (Fault("answer sets", "must be AnswerSet values", each) for each in dict.fromkeys(strange))


def chiefs_faults(named_chiefs: object) -> Iterator[Fault]:
    """Yield why a value does not say whether the respondents are the chiefs: a text such as ``"no"`` would say yes."""
    if not isinstance(named_chiefs, bool):
        yield Fault("named_chiefs", "must be True or False", shown(named_chiefs))


def identity_faults(answer_sets: Sequence[AnswerSet]) -> Iterator[Fault]:
    """Yield who has no name, or is there twice."""
    names: list[object] = [each.respondent for each in answer_sets]
    nameless = [name for name in names if not isinstance(name, str) or not name.strip()]
    yield from (Fault("respondent", "must be a name or an id", each) for each in dict.fromkeys(map(repr, nameless)))
    for name in dict.fromkeys(name for name in names if isinstance(name, str)):
        yield from text_faults("respondent", name)
    twice = [name for name in _repeated(names) if name.strip()]
    yield from (Fault("respondent", "is there more than once", name) for name in twice)


def _repeated(codes: Iterable[object]) -> list[str]:
    """Return the texts that are there more than once; what is no text is told elsewhere."""
    counted = Counter(code for code in codes if isinstance(code, str))
    return [code for code, count in counted.items() if count > 1]


def population_faults(
    population: Sequence[tuple[str, int]], answer_sets: Sequence[AnswerSet], sheet: Questionnaire
) -> Iterator[Fault]:
    """Yield which side cannot have that many people."""
    numbers: Sequence[tuple[str, object]] = population
    for side, people in numbers:
        heard = sum(each.side == side for each in answer_sets)
        if side not in sheet.side_codes:
            yield unknown("population", "a side of this questionnaire", str(side), sheet.side_codes)
        elif isinstance(people, bool) or not isinstance(people, int) or not heard <= people <= MOST_PEOPLE:
            problem = f"must be a whole number, at least the {heard} who answered"
            yield Fault(f"population of {side}", problem, shown(people), (f"{heard} to {MOST_PEOPLE}",))


def answer_faults(given: AnswerSet, sheet: Questionnaire) -> Iterator[Fault]:
    """Yield what is wrong with one answer set: its side, its items, its values."""
    who = f"respondent {given.respondent!r}"
    if given.side not in sheet.side_codes:
        yield unknown(who, "a side of this questionnaire", str(given.side), sheet.side_codes)
    for code in _repeated(code for code, _ in given.answers):
        yield Fault(f"{who}, item {code!r}", "is answered more than once")
    for code, answer in given.answers:
        yield from _answer_faults(code, answer, given.side, sheet, who)
    if given.post is not None:
        yield from text_faults(f"{who}, post", given.post)
    for code in _repeated(code for code, _ in given.comments):
        yield Fault(f"{who}, comment on {code!r}", "is there more than once")
    comments: Sequence[tuple[object, object]] = given.comments
    for item, comment in comments:
        if not isinstance(item, str) or item not in sheet.place_of:
            yield unknown(f"{who}, comment", f"an item of profile {sheet.profile.code!r}", shown(item), sheet.place_of)
        yield from text_faults(f"{who}, comment on {shown(item)!r}", comment)
    yield from _all_guess_faults(given, sheet, who)


def _answer_faults(code: object, answer: object, side: str, sheet: Questionnaire, who: str) -> Iterator[Fault]:
    if not isinstance(code, str) or code not in sheet.place_of:
        yield unknown(who, f"an item of profile {sheet.profile.code!r}", shown(code), sheet.place_of)
        return
    item = sheet.items[sheet.place_of[code]]
    points = sheet.scale_of(item).points
    if cell_of(answer, len(points)) is None:
        allowed = (*(point.code for point in points), DONT_KNOW, *NOT_APPLICABLE)
        where = f"{who}, item {code!r}"
        text = as_text_fault(where, answer, allowed, points)
        yield text or unknown(where, "an answer of this scale", shown(answer), allowed)
    if side in sheet.side_codes and side not in item.asked_of:
        yield Fault(f"{who}, item {code!r}", "is answered, but this side is not asked", side, item.asked_of)


def _all_guess_faults(given: AnswerSet, sheet: Questionnaire, who: str) -> Iterator[Fault]:
    """Yield what is wrong with what somebody thinks the other side will answer."""
    for code in _repeated(code for code, _ in given.guesses):
        yield Fault(f"{who}, guess on {code!r}", "is there more than once")
    for code, guess in given.guesses:
        yield from guess_faults(f"{who}, guess on {code!r}", code, guess, given.side, sheet)


def guess_faults(where: str, code: object, guess: object, side: str, sheet: Questionnaire) -> Iterator[Fault]:
    """Yield why a guess cannot be: it is a point or don't know, on a mirrored item, from one of the two compared."""
    faults = list(mirrored_faults(where, code, sheet))
    yield from faults
    if faults:
        return
    item = sheet.item(str(code))
    points, sides = sheet.scale_of(item).points, sheet.views_of(item)
    if (cell_of(guess, len(points)) or -2) < -1:
        allowed = (*(point.code for point in points), DONT_KNOW)
        text = as_text_fault(where, guess, allowed, points)
        yield text or unknown(where, "a guess at an answer of this scale", shown(guess), allowed)
    if side in sheet.side_codes and side not in sides:
        yield Fault(where, "is given, but this side is not one of the two that are compared", side, sides)


def agreed_faults(agreed: Sequence[tuple[object, object]], sheet: Questionnaire) -> Iterator[Fault]:
    """Yield what is wrong with the answers that the chiefs settled on: each is a point of an item asked here."""
    for repeated in _repeated(code for code, _ in agreed):
        yield Fault(f"agreed answer to {repeated!r}", "is there more than once")
    for code, point in agreed:
        if not isinstance(code, str) or code not in sheet.place_of:
            yield unknown("agreed answers", f"an item of profile {sheet.profile.code!r}", str(code), sheet.place_of)
        elif sheet.item(code).mirror_only:
            yield Fault(f"agreed answer to {code!r}", "would change nothing: the item serves perception alone")
        else:
            yield from point_faults(f"agreed answer to {code!r}", code, point, sheet)
