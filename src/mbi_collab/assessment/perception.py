"""How two sides see each other, and what is true: self-view, other's view, guess and evidence (model 5).

Two parties look at one thing, and each has an idea of how the other sees it: co-orientation. Newcomb, T. M. (1953). An
approach to the study of communicative acts. Psychological Review, 60(6), 393-404. Agreement, accuracy and congruency
are the comparisons of McLeod, J. M., & Chaffee, S. H. (1973). Interpersonal approaches to communication research.
American Behavioral Scientist, 16(4), 469-499.

Ours are: 1 - |difference| of side means as their number; evidence, and with it view gap, self error and observer error;
mean view gap, perception difference, misconception index, asymmetry and distance; the readings and what they lead to.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property

import attrs

from mbi_collab.assessment.readings import Reading
from mbi_collab.assessment.scorecard import Scorecard
from mbi_collab.assessment.wording import Wording
from mbi_collab.catalogue.content import find_by_code
from mbi_collab.engine.priorities import DECIMALS
from mbi_collab.markup.table import Column, Table


def difference(first: float | None, second: float | None) -> float | None:
    """Return first minus second, or ``None`` where one of them is not there."""
    return None if first is None or second is None else first - second


@attrs.frozen
class View:
    """How one side sees the side that an item is about.

    Attributes:
        side: whose view it is.
        level: mean value of the points given, or ``None``.
        respondents: how many gave a point.
        spread: standard deviation of their values (n - 1), or ``None`` below two.
        dont_know: how many answered that they don't know.
        guess: mean value of what they think the other side answers, or ``None``.
        guesses: how many guessed.
        accuracy: 1 - |guess - the other side's view|: does this side know what the other answers? McLeod and Chaffee's.
        congruency: 1 - |own view - guess|: does this side believe that the other agrees? McLeod and Chaffee's.
    """

    side: str
    level: float | None
    respondents: int
    spread: float | None
    dont_know: int
    guess: float | None
    guesses: int
    accuracy: float | None
    congruency: float | None


@attrs.frozen
class ItemPerception:
    """A mirrored item: two views of its subject, what was found, and what that comes to.

    Attributes:
        item: its code.
        own: how the subject sees itself.
        others: how the other side sees the subject.
        evidence: value of the point that the observation comes to, or ``None``.
        reading: the one that applies.
        practices: codes of the practices it leads to; they need not be of the profile.
    """

    item: str
    own: View
    others: View
    evidence: float | None
    reading: Reading
    practices: tuple[str, ...]

    @property
    def subject(self) -> str:
        """The side the item is about."""
        return self.own.side

    @property
    def other(self) -> str:
        """The side that observes it."""
        return self.others.side

    @property
    def self_view(self) -> float | None:
        """The subject's view of itself."""
        return self.own.level

    @property
    def other_view(self) -> float | None:
        """The other side's view of the subject."""
        return self.others.level

    @property
    def view_gap(self) -> float | None:
        """Other's view minus self-view; negative: seen worse than it sees itself."""
        return difference(self.other_view, self.self_view)

    @property
    def self_error(self) -> float | None:
        """Self-view minus evidence; positive: the subject thinks too well of itself."""
        return difference(self.self_view, self.evidence)

    @property
    def observer_error(self) -> float | None:
        """Other's view minus evidence; negative: the other side thinks too badly of the subject."""
        return difference(self.other_view, self.evidence)

    @property
    def size(self) -> float:
        """How much is at stake: the largest of the view gap and the two errors, to 9 decimals; 0 if none is known."""
        known = (self.view_gap, self.self_error, self.observer_error)
        return max((round(abs(value), DECIMALS) for value in known if value is not None), default=0.0)

    @property
    def distance(self) -> int:
        """How many of the other side don't know how the subject is."""
        return self.others.dont_know

    @property
    def two_people(self) -> bool:
        """Whether it rests on one person a side."""
        return self.own.respondents == self.others.respondents == 1

    def to_record(self, *, withheld: bool = False) -> dict[str, object]:
        """Return one flat dict; withheld: without anything that was answered."""
        record: dict[str, object] = {"item": self.item, "subject": self.subject, "other": self.other}
        record["withheld"] = withheld
        if withheld:
            return record
        record |= {"self_view": self.self_view, "other_view": self.other_view, "evidence": self.evidence}
        record |= {"view_gap": self.view_gap, "self_error": self.self_error, "observer_error": self.observer_error}
        record |= {"reading": self.reading, "practices": " ".join(self.practices), "distance": self.distance}
        for name, view in (("self", self.own), ("other", self.others)):
            record |= {f"{name}_respondents": view.respondents, f"{name}_spread": view.spread}
            record |= {f"{name}_guess": view.guess, f"{name}_accuracy": view.accuracy}
            record |= {f"{name}_congruency": view.congruency}
        return record | {"two_people": self.two_people}


@attrs.frozen
class SidePerception:
    """How one side is seen, over all mirrored items about it; what is undefined is ``None``. The measures are ours.

    Attributes:
        side: its code.
        items: how many items both sides answered.
        mean_view_gap: mean view gap; negative: it is seen worse than it sees itself. Over two items or more.
        perception_difference: mean |view gap|; it says nothing of who is right.
        evidenced: how many items have evidence and the other side's view.
        mean_self_error: mean of self-view minus evidence.
        mean_observer_error: mean of other's view minus evidence.
        misconception: mean |other's view minus evidence|; only with evidence.
    """

    side: str
    items: int
    mean_view_gap: float | None
    perception_difference: float | None
    evidenced: int
    mean_self_error: float | None
    mean_observer_error: float | None
    misconception: float | None


@attrs.frozen
class SharedPicture:
    """An item about neither side: whether both see the same thing.

    Attributes:
        item: its code.
        agreement: 1 - |first side's level - second side's|, or ``None``. McLeod and Chaffee's.
        respondents: how many of the two sides gave a point.
    """

    item: str
    agreement: float | None
    respondents: tuple[int, int]


@attrs.frozen(repr=False)
class Perception:
    """How the two sides see each other.

    Attributes:
        items: one entry a mirrored item of the questionnaire, mirror-only ones among them, in its order.
        sides: one entry a side that mirrored items are about, in the questionnaire's order.
        shared: the items about neither side that both were asked.
        asymmetry: mean view gap of the scenario's first side minus that of its second; negative: the first is seen
            worse, measured by its own view. Ours.
        scorecard: the scores beside it.
    """

    items: tuple[ItemPerception, ...]
    sides: tuple[SidePerception, ...]
    shared: tuple[SharedPicture, ...]
    asymmetry: float | None
    scorecard: Scorecard = attrs.field(eq=False)

    @cached_property
    def _items_by_code(self) -> Mapping[str, ItemPerception]:
        return {each.item: each for each in self.items}

    def item(self, code: str) -> ItemPerception:
        """Return how a mirrored item is seen."""
        return find_by_code(code, self._items_by_code, "a mirrored item of this questionnaire")

    def side(self, code: str) -> SidePerception:
        """Return how a side is seen."""
        return find_by_code(code, {each.side: each for each in self.sides}, "a side that mirrored items are about")

    @property
    def is_withheld(self) -> bool:
        """Whether a side is too small to be broken out, so that nothing of this may be shown."""
        return self.scorecard.is_withheld

    def __iter__(self) -> Iterator[ItemPerception]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def to_records(self) -> list[dict[str, object]]:
        """Return one flat dict per mirrored item; without what was answered where a side is too small."""
        return [each.to_record(withheld=self.is_withheld) for each in self.items]

    def table(self, language: str | None = None) -> Table:
        """Return the mirrored items that somebody answered, with both views, the evidence and the reading.

        Where a side is too small to be broken out it has no rows: not even which items were answered.
        """
        say = Wording.of(self.scorecard.panel.questionnaire.catalogue, language)
        names = ("self_view", "other_view", "evidence", "view_gap")
        columns = [Column("item", say.words("table.item")), Column("subject", say.words("reading.about"))]
        columns += [Column(name, say.words(f"reading.{name}"), "right") for name in names]
        columns += [
            Column("people", say.words("reading.people"), "right"),
            Column("reading", say.words("reading.reading")),
        ]
        shown = (
            [] if self.is_withheld else [each for each in self.items if each.own.respondents or each.others.respondents]
        )
        rows = [self._row(each, say) for each in shown]
        notes = [say.words("reading.note_view_gap")]
        if self.is_withheld:
            notes.append(say.words("table.note_withheld", number=self.scorecard.minimum_group))
        elif any(each.two_people for each in shown):
            notes.append(say.words("reading.note_two_people"))
        return Table(say.words("reading.table"), columns, rows, footnotes=notes)

    def _row(self, each: ItemPerception, say: Wording) -> list[str]:
        title = say.words("table.coded", code=each.item, title=say.catalogue.item(each.item).text)
        evidence = say.words("reading.no_evidence") if each.evidence is None else say.level(each.evidence)
        views = [say.level(each.self_view), say.level(each.other_view), evidence, say.gap(each.view_gap)]
        people = say.words("reading.both", own=each.own.respondents, others=each.others.respondents)
        return [title, say.side(each.subject), *views, people, say.words(f"reading.{each.reading}")]

    def __str__(self) -> str:
        return self.table().to_text()

    def __repr__(self) -> str:
        if self.is_withheld:
            return "<Perception: nothing shown>"
        seen = sum(each.view_gap is not None for each in self.items)
        return f"<Perception: {seen} of {len(self.items)} mirrored items seen by both sides>"

    def _repr_html_(self) -> str:
        return self.table().to_html()
