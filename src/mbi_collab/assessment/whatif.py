"""What if: other answers of some respondents, and what would move."""

from collections.abc import Iterator, Mapping

import attrs

from mbi_collab.assessment.assessment import Assessment, assess_under, refuse_other_kinds
from mbi_collab.assessment.changes import Change
from mbi_collab.assessment.moves import StepMove, moves_of
from mbi_collab.assessment.scorecard import NodeKind
from mbi_collab.assessment.wording import Wording
from mbi_collab.engine.priorities import DECIMALS
from mbi_collab.errors import AnswersError, Fault, unknown
from mbi_collab.markup.table import Column, Table
from mbi_collab.survey.answers import Answer, AnswerSet
from mbi_collab.survey.panel import Panel


@attrs.frozen
class LevelMove:
    """The level of a node before and after.

    Attributes:
        code, kind: of the node.
        level: the two levels; ``None`` where there is none.
    """

    code: str
    kind: NodeKind
    level: Change


@attrs.frozen(repr=False)
class WhatIf:
    """What other answers would change.

    Attributes:
        before: the assessment asked about.
        result: the assessment with the other answers, under the same settings.
        changes: respondent, item and the answer put in; ``None`` takes the answer away.
        moves: the practices whose place or status is another one, by their new place.
        levels: the nodes whose level is another one.
    """

    before: Assessment = attrs.field(eq=False)
    result: Assessment
    changes: tuple[tuple[str, str, Answer | None], ...]
    moves: tuple[StepMove, ...]
    levels: tuple[LevelMove, ...]

    @property
    def first_changes(self) -> bool:
        """Whether something else would be taken up first."""
        return _first(self.before) != _first(self.result)

    @property
    def is_withheld(self) -> bool:
        """Whether a side is too small to be broken out: what moves would tell what was answered before."""
        return self.before.is_withheld or self.result.is_withheld

    def to_records(self) -> list[dict[str, object]]:
        """Return one dict per practice that moves, with its levels; no names, and none where a side is too small."""
        levels = {each.code: each.level for each in self.levels if each.kind == "practice"}
        if self.is_withheld:
            return []
        found = [(each, levels.get(each.practice, Change(None, None))) for each in self.moves]
        return [each.to_record() | {"level_then": level.then, "level_now": level.now} for each, level in found]

    def table(self, language: str | None = None) -> Table:
        """Return the practices that move, with their places before and after."""
        say = Wording.of(self.result.panel.questionnaire.catalogue, language)
        columns = [Column("practice", say.words("table.practice"))]
        columns += [Column(key, say.words(f"what_if.{key}"), "right") for key in ("before", "after")]
        if self.is_withheld:
            why = say.words("what_if.withheld", number=self.result.scorecard.minimum_group)
            return Table(say.words("what_if.table"), columns, (), footnotes=[why])
        rows = [[say.practice(each.practice), *each.shown(say)] for each in self.moves]
        note = say.words("what_if.note", moved=len(self.moves), changed=len(self.changes))
        return Table(say.words("what_if.table"), columns, rows, footnotes=[note])

    def __str__(self) -> str:
        return self.table().to_text()

    def __repr__(self) -> str:
        if self.is_withheld:
            return f"<WhatIf: answers {len(self.changes)}, nothing shown>"
        first = "another first step" if self.first_changes else "the same first step"
        return f"<WhatIf: answers {len(self.changes)}, practices moved {len(self.moves)}, {first}>"

    def _repr_html_(self) -> str:
        return self.table().to_html()


def what_if(result: Assessment, changes: Mapping[str, Mapping[str, Answer | None]]) -> WhatIf:
    """Return what other answers would change, under the same settings.

    Parameters
    ----------
    result : Assessment
        What is asked about; it stays as it is.
    changes : mapping
        Respondents with items and answers: a point, ``"dk"``, ``"na:…"``, or ``None`` for no answer.

    Raises
    ------
    AnswersError
        With every respondent, item and answer that cannot be.
    SettingsError
        If the result is no assessment.

    >>> import mbi_collab as mbi
    >>> sheet = mbi.load_catalogue().questionnaire()
    >>> twos = {item.code: 2 for item in sheet.items}
    >>> chiefs = [mbi.AnswerSet(who, side=who, answers=twos) for who in ("CIO", "CMO")]
    >>> what_if(mbi.assess(mbi.Panel(sheet, chiefs)), {"CMO": {"Q313": 5}}).result.scorecard.item("Q313").level
    0.625
    """
    refuse_other_kinds(result, "what_if()")
    faults = list(_change_faults(result.panel, changes))
    given = _well_formed(changes)
    answer_sets = [_replaced(each, given.get(each.respondent, {})) for each in result.panel.answer_sets]
    try:
        panel = result.panel.with_answer_sets(answer_sets)
    except AnswersError as problem:
        faults += problem.faults
    if faults:
        raise AnswersError(faults, "what_if()")
    made = assess_under(panel, result.settings, result.scorecard.minimum_group)
    return WhatIf(
        before=result,
        result=made,
        changes=tuple((who, item, answer) for who in sorted(given) for item, answer in sorted(given[who].items())),
        moves=tuple(each for each in moves_of(result, made) if each.has_moved or each.status_then != each.status_now),
        levels=tuple(_level_moves(result, made)),
    )


def _well_formed(changes: object) -> dict[str, Mapping[str, Answer | None]]:
    """Return the changes that map items to answers; the others are faults."""
    pairs = changes.items() if isinstance(changes, Mapping) else ()
    return {who: each for who, each in pairs if isinstance(each, Mapping)}


def _change_faults(panel: Panel, changes: object) -> Iterator[Fault]:
    if not isinstance(changes, Mapping):
        yield Fault("changes", "must map respondents to items and answers", str(changes)[:80])
        return
    known = tuple(each.respondent for each in panel.answer_sets)
    for who, answers in changes.items():
        if who not in known:
            yield unknown("changes", "a respondent of this panel", str(who), known)
        if not isinstance(answers, Mapping):
            yield Fault(f"changes of {str(who)!r}", "must map items to answers", str(answers)[:80])
            continue
        taken = [str(code) for code, answer in answers.items() if answer is None]  # the panel checks the others
        what, items = f"an item of profile {panel.questionnaire.profile.code!r}", panel.questionnaire.place_of
        yield from (unknown(f"changes of {str(who)!r}", what, code, items) for code in taken if code not in items)


def _replaced(given: AnswerSet, answers: Mapping[str, Answer | None]) -> AnswerSet:
    if not answers:
        return given
    merged = dict(given.answers) | dict(answers)
    return attrs.evolve(given, answers={code: answer for code, answer in merged.items() if answer is not None})


def _level_moves(before: Assessment, after: Assessment) -> Iterator[LevelMove]:
    for old, new in zip(before.scorecard, after.scorecard, strict=True):
        if _rounded(old.level) != _rounded(new.level):
            yield LevelMove(old.code, old.kind, Change(old.level, new.level))


def _rounded(level: float | None) -> float | None:
    return None if level is None else round(level, DECIMALS)


def _first(result: Assessment) -> str | None:
    return result.order[0].practice if len(result.order) else None
