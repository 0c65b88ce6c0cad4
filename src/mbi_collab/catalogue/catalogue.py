"""The catalogue of a content pack, and the questionnaire that one of its profiles asks."""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from mbi_collab.catalogue.assembling import assemble
from mbi_collab.catalogue.components import Application, Metric, Responsibility
from mbi_collab.catalogue.content import Content, by_code, find_by_code
from mbi_collab.catalogue.diagram import mermaid
from mbi_collab.catalogue.practices import Area, Practice
from mbi_collab.catalogue.questions import AnswerScale, ControlQuestion, Item
from mbi_collab.catalogue.rules import Profile
from mbi_collab.catalogue.scenarios import Scenario, Side, Task
from mbi_collab.catalogue.sources import PackFiles

if TYPE_CHECKING:
    from mbi_collab.catalogue.graph import Connection, Graph


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Catalogue(Content):
    """The scenarios, tasks, practices and control questions of one content pack.

    Immutable; two catalogues are equal if their packs' files and languages are.

    Attributes:
        language: tag of its texts.
        languages: tags of all languages of the pack, the one others fall back to first.
        missing_texts: how many texts were not there in ``language``.

    >>> import mbi_collab as mbi
    >>> mbi.load_catalogue()
    <Catalogue 'cio-cmo' 1.0: 1 scenario, 3 tasks, 56 practices, 62 control questions>
    """

    language: str
    languages: tuple[str, ...]
    missing_texts: int
    files: PackFiles

    @property
    def id(self) -> str:
        """The pack's name."""
        return self.pack.id

    @property
    def version(self) -> str:
        """The version of the pack's content."""
        return self.pack.version

    @property
    def digest(self) -> str:
        """SHA-256 of the pack's files."""
        return self.files.digest

    def tasks_of(self, code: str) -> tuple[Task, ...]:
        """Return the tasks that solve a scenario, or in which a practice is carried out."""
        if any(practice.code == code for practice in self.practices):
            return (self.task(self.practice(code).task),)
        return tuple(self.task(task) for task in self.scenario(code).task_codes)

    def questions_of(self, scenario: str) -> tuple[ControlQuestion, ...]:
        """Return the control questions of a scenario, in its source's order."""
        return tuple(self.question(code) for code in self.scenario(scenario).question_codes)

    def practices_in(self, task: str) -> tuple[Practice, ...]:
        """Return the practices that are carried out in a task."""
        wanted = self.task(task).code
        return tuple(practice for practice in self.practices if practice.task == wanted)

    def unlocked_by(self, practice: str) -> tuple[Practice, ...]:
        """Return the practices that name this one as a prerequisite."""
        wanted = self.practice(practice).code
        return tuple(each for each in self.practices if any(need.code == wanted for need in each.requires))

    def metrics_of(self, practice: str) -> tuple[Metric, ...]:
        """Return the metrics that show the effect of a practice."""
        wanted = self.practice(practice).code
        return tuple(each for each in self.metrics if wanted in each.measures)

    def applications_of(self, practice: str) -> tuple[Application, ...]:
        """Return the applications that a practice uses, renews or decides about."""
        wanted = self.practice(practice).code
        return tuple(each for each in self.applications if wanted in each.used_in)

    def responsibilities_of(self, code: str) -> tuple[Responsibility, ...]:
        """Return the responsibilities in which a role has a part, or which a practice settles."""
        if any(practice.code == code for practice in self.practices):
            return tuple(each for each in self.responsibilities if code in each.settled_in)
        wanted = self.role(code).code
        return tuple(each for each in self.responsibilities if each.letters_of(wanted))

    @cached_property
    def graph(self) -> "Graph":
        """All objects as a frozen networkx graph, to look at and to hand on."""
        from mbi_collab.catalogue.graph import graph_of  # noqa: PLC0415  networkx is heavy and rarely wanted

        return graph_of(self)

    def connection(self, first: str, second: str) -> "tuple[Connection, ...]":
        """Return why two objects are connected: the shortest chain of edges between them, empty if there is none."""
        from mbi_collab.catalogue.graph import shortest_connection  # noqa: PLC0415  as above

        for code in (first, second):
            self.find_object(code)
        return shortest_connection(self.graph, first, second)

    def diagram(self, around: str | None = None, depth: int = 1) -> str:
        """Return a Mermaid flowchart of scenarios, tasks and practices, or of what is near one of them."""
        return mermaid(self, around, depth)

    def questionnaire(self, profile: str | None = None) -> "Questionnaire":
        """Return what a profile asks; without a name, the pack's own profile."""
        return Questionnaire(self, self.profile(profile or self.pack.profile))

    def in_language(self, language: str) -> "Catalogue":
        """Return the same catalogue with the texts of another language; no file is read."""
        return Catalogue.from_files(self.files, language)

    @classmethod
    def from_files(cls, files: PackFiles, language: str | None = None) -> "Catalogue":
        """Return the catalogue of a pack's files, or raise InvalidPackError with every fault."""
        if files.is_sound:
            built = assemble(files, language)
        else:
            from mbi_collab.catalogue.building import build  # noqa: PLC0415  strictness takes cattrs

            built = build(files, language)
        own = {field.name: getattr(built.content, field.name) for field in attrs.fields(Content)}
        return cls(
            **own,
            language=built.language,
            languages=built.languages,
            missing_texts=built.missing_texts,
            files=files,
        )

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Catalogue):
            return False
        return self.language == other.language and self.files.files == other.files.files

    def __hash__(self) -> int:
        return hash((self.id, self.version, self.language))  # not the digest: it takes OpenSSL

    def __repr__(self) -> str:
        counts = (
            _counted(len(self.scenarios), "scenario"),
            _counted(len(self.tasks), "task"),
            _counted(len(self.practices), "practice"),
            _counted(len(self.questions), "control question"),
        )
        return f"<Catalogue {self.id!r} {self.version}: {', '.join(counts)}>"


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


#: Why an item may not apply to a respondent's company; every item accepts each.
NOT_APPLICABLE = ("na:out-of-scope", "na:no-such-role", "na:not-here", "na:other")


@attrs.frozen(repr=False)
class Questionnaire:
    """The items a profile puts to each side; it knows its catalogue.

    Attributes:
        catalogue: what the codes mean.
        profile: which items and practices.

    >>> from mbi_collab import load_catalogue
    >>> load_catalogue().questionnaire("S006")
    <Questionnaire 'S006' of 'cio-cmo' 1.0: 22 items to CIO, CMO>
    """

    catalogue: "Catalogue"
    profile: Profile

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The items, mirror-only ones among them, in the pack's order."""
        codes = {*self.profile.items, *self.profile.mirror_only}
        return tuple(item for item in self.catalogue.items if item.code in codes)

    @cached_property
    def questions(self) -> tuple[ControlQuestion, ...]:
        """The control questions of the items that enter levels."""
        codes = frozenset(self.profile.items)
        return tuple(each for each in self.catalogue.questions if any(item.code in codes for item in each.items))

    @cached_property
    def areas(self) -> tuple[Area, ...]:
        """The areas of the control questions."""
        codes = {each.area for each in self.questions}
        return tuple(area for area in self.catalogue.areas if area.code in codes)

    @cached_property
    def practices(self) -> tuple[Practice, ...]:
        """The practices that can be recommended."""
        codes = frozenset(self.profile.practices)
        return tuple(each for each in self.catalogue.practices if each.code in codes)

    @cached_property
    def scenario(self) -> Scenario:
        """The pack's scenario; its sides give the sign of every side gap."""
        return self.catalogue.scenario(self.catalogue.pack.scenario)

    @cached_property
    def sides(self) -> tuple[Side, ...]:
        """The sides that are asked something: the scenario's in its order, then the others."""
        asked = {side for item in self.items for side in item.asked_of}
        first = [code for code in self.scenario.sides if code in asked]
        rest = [side.code for side in self.catalogue.sides if side.code in asked and side.code not in first]
        return tuple(self.catalogue.side(code) for code in (*first, *rest))

    @cached_property
    def side_codes(self) -> tuple[str, ...]:
        """The codes of the sides."""
        return tuple(side.code for side in self.sides)

    @cached_property
    def place_of(self) -> Mapping[str, int]:
        """The place of each item, from 0, by code."""
        return {item.code: place for place, item in enumerate(self.items)}

    @cached_property
    def _items_by_code(self) -> Mapping[str, Item]:
        return by_code(self.items)

    def item(self, code: str) -> Item:
        """Return the item with this code, or raise UnknownCodeError with the nearest."""
        return find_by_code(code, self._items_by_code, f"an item of profile {self.profile.code!r}")

    def items_for(self, side: str, *, other_first: bool = False) -> tuple[Item, ...]:
        """Return the items put to a side, in order.

        Parameters
        ----------
        side : str
            Its code.
        other_first : bool
            Whether those about the side itself come last in their area, after those about another side: how people have
            just rated themselves colours how they rate others.

        Raises
        ------
        UnknownCodeError
            If nothing is asked of such a side.

        >>> from mbi_collab import load_catalogue
        >>> sheet = load_catalogue().questionnaire("S006")
        >>> [item.code for item in sheet.items_for("CIO", other_first=True)][:7]
        ['Q311a', 'Q312b', 'Q312d', 'Q313', 'Q311b', 'Q312a', 'Q312c']
        """
        wanted = find_by_code(side, {each.code: each for each in self.sides}, "a side of this questionnaire").code
        items = tuple(item for item in self.items if wanted in item.asked_of)
        if not other_first:
            return items
        areas = [self.catalogue.question_of(item.code).area for item in items]
        own_last = sorted(zip(areas, items, strict=True), key=lambda each: each[1].subject == wanted)
        of_area = {area: iter([item for one, item in own_last if one == area]) for area in areas}
        return tuple(next(of_area[area]) for area in areas)

    def views_of(self, item: Item) -> tuple[str, str]:
        """Return the two sides whose views a mirrored item compares: the one it is about, and the other party asked."""
        parties = [code for code in item.asked_of if self.catalogue.side(code).kind == "party" and code != item.subject]
        return item.subject, parties[0]

    def capability_of(self, item: Item) -> tuple[str, ...]:
        """Return the practices that help a mirrored item's subject: its own, else those it measures or hints at."""
        return item.capability or item.primary or item.secondary

    def scale_of(self, item: Item) -> AnswerScale:
        """Return the answer scale of an item."""
        return self.catalogue.scale(item.scale)

    def __repr__(self) -> str:
        pack = self.catalogue.pack
        of = f"{self.profile.code!r} of {pack.id!r} {pack.version}"
        return f"<Questionnaire {of}: {len(self.items)} items to {', '.join(self.side_codes)}>"
