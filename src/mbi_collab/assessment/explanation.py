"""Why a practice stands where it does: answers, links, need, prerequisites, tasks and sources; the numbers add up."""

from collections.abc import Iterable, Iterator, Mapping

import attrs

from mbi_collab.assessment.arrays import closure
from mbi_collab.assessment.factors import factor_sentence, product_sentence
from mbi_collab.assessment.priorities import Contribution, Priority, Status
from mbi_collab.assessment.scorecard import Score
from mbi_collab.assessment.sides import SideScore
from mbi_collab.assessment.wording import Wording
from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.catalogue.fields import Basis
from mbi_collab.catalogue.practices import Practice
from mbi_collab.markup.table import Column, Table


@attrs.frozen
class LinkedItem:
    """An item that a practice's level rests on, or could.

    Attributes:
        item: its code.
        weight: of the link; the level is Σ weight · level / Σ weight over the linked items that have a level.
        level, careful: of the item, or ``None``.
        by_side: what each side's answers say.
        answered, asked: points given, of answers that could have been given.
        agreed: whether the level is what the two chiefs agreed on, in place of both sides' values.
    """

    item: str
    weight: float
    level: float | None
    careful: float | None
    by_side: tuple[SideScore, ...]
    answered: int
    asked: int
    agreed: bool = False


@attrs.frozen
class Prerequisite:
    """A practice that must come first.

    Attributes:
        practice: its code.
        status: its state here, or ``None`` if it is outside the profile.
        basis: whether a source states the order or we judge it.
    """

    practice: str
    status: Status | None
    basis: Basis


@attrs.frozen(repr=False)
class Explanation:
    """All that a priority and a place in the order rest on.

    Attributes:
        practice: its code.
        priority: urgency and its contributions.
        score: level, careful level, bounds, gap of the practice.
        items: the items of its level, with each side's view.
        requires: its direct prerequisites.
        waiting: the practices that wait for it, with their needs: they make its leverage.
        reasons: kinds and codes; empty for a practice that is not in the order.
        questionnaire: what was asked.
    """

    practice: str
    priority: Priority
    score: Score
    items: tuple[LinkedItem, ...]
    requires: tuple[Prerequisite, ...]
    waiting: tuple[tuple[str, float], ...]
    reasons: tuple[tuple[str, tuple[str, ...]], ...]
    questionnaire: Questionnaire = attrs.field(eq=False)

    @property
    def contributions(self) -> tuple[Contribution, ...]:
        """What each criterion adds to the priority."""
        return self.priority.contributions

    @property
    def _practice(self) -> Practice:
        return self.questionnaire.catalogue.practice(self.practice)

    @property
    def facts(self) -> tuple[str, ...]:
        """Codes of the facts the practice rests on."""
        return self._practice.facts

    @property
    def task(self) -> str:
        """Code of the MBI task in which it is carried out."""
        return self._practice.task

    @property
    def is_withheld(self) -> bool:
        """Whether a side is too small to be broken out, so that no number is shown."""
        return self.priority.scorecard.is_withheld

    def to_records(self) -> list[dict[str, object]]:
        """Return one flat dict per contribution and per item; none where a side is too small to be broken out."""
        if self.is_withheld:
            return []
        parts: list[dict[str, object]] = [
            {"of": "priority", "code": each.part, "weight": each.weight, "value": each.value, "points": each.points}
            for each in self.contributions
        ]
        return parts + [
            {"of": "level", "code": each.item, "weight": each.weight, "value": each.level, "answered": each.answered}
            | {f"level_{side.side}": side.level for side in each.by_side}
            for each in self.items
        ]

    def tables(self, language: str | None = None) -> tuple[Table, ...]:
        """Return the explanation as tables: the sum, the answers, and where it comes from."""
        say = Wording.of(self.questionnaire.catalogue, language)
        if self.is_withheld:
            return (_sources(self, say),)
        return (_sum(self, say), _answers(self, say), _sources(self, say))

    def __str__(self) -> str:
        return "\n\n".join(table.to_text() for table in self.tables())

    def __repr__(self) -> str:
        return f"<Explanation of {self.practice}>"

    def _repr_html_(self) -> str:
        return "".join(table.to_html() for table in self.tables())


def explain(
    code: str, priorities: Mapping[str, Priority], reasons: Iterable[tuple[str, tuple[str, ...]]] = ()
) -> Explanation:
    """Return what a practice's priority and place rest on.

    Parameters
    ----------
    code : str
        The practice.
    priorities : mapping
        The priorities of all practices of the profile, by code: its neighbours' states are shown as well.
    reasons : iterable
        Kinds and codes of the reasons of its place.
    """
    priority = priorities[code]
    sheet, score = priority.scorecard.panel.questionnaire, priority.scorecard.practice(code)
    needs = {each.code: [need.code for need in each.requires] for each in sheet.catalogue.practices}
    waiting = (other for other in priorities.values() if other.need > 0 and code in closure(other.practice, needs))
    return Explanation(
        practice=code,
        priority=priority,
        score=score,
        items=tuple(_linked(code, score, priority)),
        requires=tuple(
            Prerequisite(need.code, priorities[need.code].status if need.code in priorities else None, need.basis)
            for need in sheet.catalogue.practice(code).requires
        ),
        waiting=tuple(sorted((other.practice, other.need) for other in waiting)),
        reasons=tuple(reasons),
        questionnaire=sheet,
    )


def _linked(code: str, score: Score, priority: Priority) -> Iterator[LinkedItem]:
    scorecard = priority.scorecard
    rules = scorecard.panel.questionnaire.catalogue.rules
    for name in score.items:
        item, own = scorecard.panel.questionnaire.item(name), scorecard.item(name)
        weight = 1.0 if code in item.primary else rules.secondary_weight
        yield LinkedItem(name, weight, own.level, own.careful, own.by_side, own.answered, own.asked, bool(own.agreed))


def _sum(made: Explanation, say: Wording) -> Table:
    """What adds up to the priority; of a practice that has none its state, with what is known of its level."""
    priority, score = made.priority, made.score
    if priority.status != "open":
        return _unranked(made, say)
    columns = [
        Column("part", say.words("table.criterion")),
        Column("weight", say.words("table.weight"), "right"),
        Column("value", say.words("table.value"), "right"),
        Column("points", say.words("table.points"), "right"),
    ]
    rows = [
        [say.words(f"part.{each.part}"), say.plain(each.weight), say.plain(each.value), say.points(each.points)]
        for each in made.contributions
    ]
    rows.append([say.words("part.priority"), "", "", say.points(priority.value)])
    level = {"level": say.level(score.level), "careful": say.level(score.careful), "target": say.level(priority.target)}
    notes = [say.words("explain.levels", **level, range=say.bounds(score.low, score.high), gap=say.gap(score.gap))]
    if made.reasons:
        why = say.words("page.space").join(say.reason(kind, codes) for kind, codes in made.reasons)
        notes.insert(0, say.words("explain.why", reasons=why))
    if score.indicated:
        notes.append(say.words("explain.indicated", items=say.listed(list(score.items))))
    if made.waiting:
        names = [f"{code} ({say.plain(need)})" for code, need in made.waiting]
        notes.append(say.words("explain.waiting", names=say.listed(names)))
    notes += [factor_sentence(each, say) for each in priority.factors]
    notes += [each for each in [product_sentence(priority.factors, say)] if each]
    return Table(say.words("explain.sum", practice=say.practice(made.practice)), columns, rows, footnotes=notes)


def _unranked(made: Explanation, say: Wording) -> Table:
    """What is known of a practice that is in place or not assessed: it has no priority."""
    score = made.score
    columns = [Column("what", say.words("table.what")), Column("value", say.words("table.value"), "right")]
    known = {
        "level": say.level(score.level),
        "careful": say.level(score.careful),
        "target": say.level(made.priority.target),
        "gap": say.gap(score.gap),
        "bounds": say.bounds(score.low, score.high),
    }
    rows = [[say.words(f"table.{name}"), text] for name, text in known.items()]
    title = say.words(f"explain.{made.priority.status}", practice=say.practice(made.practice))
    return Table(title, columns, rows, footnotes=[say.words("table.note_indicated")] if score.indicated else [])


def _answers(made: Explanation, say: Wording) -> Table:
    """The items of the level, with each side's view."""
    sides = made.questionnaire.side_codes
    columns = [Column("item", say.words("table.item")), Column("weight", say.words("table.weight"), "right")]
    columns += [Column(side, say.side(side), "right") for side in sides]
    columns += [
        Column("level", say.words("table.level"), "right"),
        Column("careful", say.words("table.careful"), "right"),
        Column("answered", say.words("table.answers"), "right"),
    ]
    rows = [
        [
            say.words("table.coded", code=each.item, title=say.catalogue.item(each.item).text),
            say.plain(each.weight),
            *(say.view(side.level, asked=side.is_asked) for side in each.by_side),
            say.words("table.agreed", level=say.level(each.level)) if each.agreed else say.level(each.level),
            say.level(each.careful),
            say.counted(each.answered, each.asked),
        ]
        for each in made.items
    ]
    notes = [say.words("explain.mean")]
    if any(each.agreed for each in made.items):
        notes.append(say.words("table.note_agreed"))
    return Table(say.words("explain.answers"), columns, rows, footnotes=notes)


def _sources(made: Explanation, say: Wording) -> Table:
    """Where the practice, its order and its task come from; stated and judged apart."""
    practice = say.catalogue.practice(made.practice)
    columns = [
        Column("what", say.words("table.what")),
        Column("which", say.words("table.which")),
        Column("known", say.words("table.known")),
    ]
    task = say.catalogue.task(practice.task)
    coded = say.words("table.coded", code=task.code, title=task.title)
    rows = [
        [say.words("table.practice"), practice.text, say.words(f"basis.{practice.basis}")],
        [say.words("table.task"), coded, say.words(f"basis.{practice.basis_of('task')}")],
    ]
    for need in made.requires:
        may_be = need.status is None or not made.is_withheld
        state = say.shown(say.words(f"status.{need.status or 'outside'}"), may_be=may_be)
        needed = say.words("explain.required", practice=say.practice(need.practice), state=state)
        rows.append([say.words("table.first"), needed, say.words(f"basis.{need.basis}")])
    for code in practice.facts:
        fact = say.catalogue.fact(code)
        source = say.words("table.coded", code=fact.source, title=say.catalogue.source(fact.source).title)
        rows.append([say.words("table.fact"), say.words("table.coded", code=code, title=fact.text), source])
    for code in practice.studies:
        study = say.catalogue.study(code)
        used = say.words("table.coded", code=code, title=f"{study.text} {study.use} {study.verification}".rstrip())
        rows.append([say.words("table.study"), used, say.words(f"study.{study.kind}")])
    return Table(say.words("explain.sources"), columns, rows)
