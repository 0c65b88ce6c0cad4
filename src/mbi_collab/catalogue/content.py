"""All objects of one content pack in one language, and the look-ups by code."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

import attrs

from mbi_collab.catalogue.components import Application, Bundle, Metric, NamedObject, Responsibility
from mbi_collab.catalogue.context import Advice, FocusOption, OrganisationModel, Post, ReportingLine
from mbi_collab.catalogue.evidence import Fact, JudgementReason, Source, Study
from mbi_collab.catalogue.migration import Migration
from mbi_collab.catalogue.practices import Area, Practice
from mbi_collab.catalogue.questions import AnswerScale, ControlQuestion, Item
from mbi_collab.catalogue.rules import Pack, Profile, Rules
from mbi_collab.catalogue.scenarios import Role, Scenario, Side, Task
from mbi_collab.errors import Fault, SettingsError, UnknownCodeError, unknown

if TYPE_CHECKING:
    from mbi_collab.catalogue.finding import Found


class _Coded(Protocol):
    @property
    def code(self) -> str: ...


_Object = TypeVar("_Object", bound=_Coded)
_Found = TypeVar("_Found")


#: The collections that stand in the graph and can be found, and what one of their objects is called. Posts and
#: reporting lines are not: a role may share their codes, which are words one searches for (``CIO``, ``marketing``).
KIND_OF: Final[Mapping[str, str]] = {
    "scenarios": "scenario",
    "tasks": "task",
    "practices": "practice",
    "bundles": "bundle",
    "areas": "area",
    "questions": "control question",
    "items": "item",
    "roles": "role",
    "responsibilities": "responsibility",
    "metrics": "metric",
    "applications": "application",
    "studies": "study",
    "facts": "fact",
    "focus_options": "strategic focus",
    "organisation_models": "organisation model",
    "named_objects": "name",
}


def kind_of(name: str, found: object) -> str:
    """Return what an object of a collection is called; of one that is a name only, that too."""
    return f"{found.kind} (name only)" if isinstance(found, NamedObject) else KIND_OF[name]


def find_by_code(code: str, objects: Mapping[str, _Found], what: str) -> _Found:
    """Return the object with this code, or raise UnknownCodeError with the nearest one."""
    try:
        return objects[code]
    except (KeyError, TypeError):
        raise UnknownCodeError([unknown("look-up", what, str(code), objects)]) from None


def by_code(objects: Sequence[_Object]) -> dict[str, _Object]:
    """Return the objects under their codes."""
    return {each.code: each for each in objects}


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Content:
    """The objects of a pack, as its files hold them.

    Collections are tuples in the order of the files; beside each stands a look-up by code that raises
    :class:`~mbi_collab.errors.UnknownCodeError` with the nearest code.
    """

    pack: Pack
    rules: Rules = Rules()
    sides: tuple[Side, ...]
    profiles: tuple[Profile, ...]
    reasons: tuple[JudgementReason, ...] = ()
    scales: tuple[AnswerScale, ...]
    sources: tuple[Source, ...] = ()
    facts: tuple[Fact, ...] = ()
    studies: tuple[Study, ...] = ()
    roles: tuple[Role, ...] = ()
    scenarios: tuple[Scenario, ...]
    tasks: tuple[Task, ...] = ()
    areas: tuple[Area, ...]
    practices: tuple[Practice, ...]
    questions: tuple[ControlQuestion, ...]
    metrics: tuple[Metric, ...] = ()
    applications: tuple[Application, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    bundles: tuple[Bundle, ...] = ()
    named_objects: tuple[NamedObject, ...] = ()
    focus_options: tuple[FocusOption, ...] = ()
    organisation_models: tuple[OrganisationModel, ...] = ()
    reporting_lines: tuple[ReportingLine, ...] = ()
    posts: tuple[Post, ...] = ()
    advice: tuple[Advice, ...] = ()
    migrations: tuple[Migration, ...] = ()

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The items of all control questions."""
        return tuple(item for question in self.questions for item in question.items)

    @cached_property
    def _by_code(self) -> Mapping[str, Mapping[str, object]]:
        without = ("pack", "rules", "migrations")
        names = [field.name for field in attrs.fields(Content) if field.name not in without]
        return {name: by_code(getattr(self, name)) for name in (*names, "items")}

    def _find(self, name: str, what: str, code: str) -> object:
        return find_by_code(code, self._by_code[name], what)

    def find_object(self, code: str) -> object:
        """Return the object of any kind with this code, as the graph holds it."""
        objects = {own: each for name in KIND_OF for own, each in self._by_code[name].items()}
        return find_by_code(code, objects, "the code of an object of this pack")

    def find(self, text: str) -> "tuple[Found, ...]":
        """Return the objects with this code or with all of these words, best first; accents and case do not matter."""
        if not isinstance(text, str):
            raise SettingsError([Fault("text", "must be a code or words, as text", type(text).__name__)], "find()")
        from mbi_collab.catalogue.finding import find_in  # noqa: PLC0415  most catalogues are not searched

        return find_in(((kind_of(name, each), each) for name in KIND_OF for each in getattr(self, name)), text)

    def side(self, code: str) -> Side:
        """Return the side with this code."""
        return self._find("sides", "a side of this pack", code)  # type: ignore[return-value]

    def profile(self, code: str) -> Profile:
        """Return the profile with this code."""
        return self._find("profiles", "a profile of this pack", code)  # type: ignore[return-value]

    def scenario(self, code: str) -> Scenario:
        """Return the scenario with this code."""
        return self._find("scenarios", "a scenario of this pack", code)  # type: ignore[return-value]

    def task(self, code: str) -> Task:
        """Return the task with this code."""
        return self._find("tasks", "a task of this pack", code)  # type: ignore[return-value]

    def role(self, code: str) -> Role:
        """Return the role with this code."""
        return self._find("roles", "a role of this pack", code)  # type: ignore[return-value]

    def area(self, code: str) -> Area:
        """Return the area with this code."""
        return self._find("areas", "an area of this pack", code)  # type: ignore[return-value]

    def practice(self, code: str) -> Practice:
        """Return the practice with this code."""
        return self._find("practices", "a practice of this pack", code)  # type: ignore[return-value]

    def question(self, code: str) -> ControlQuestion:
        """Return the control question with this code."""
        return self._find("questions", "a control question of this pack", code)  # type: ignore[return-value]

    def item(self, code: str) -> Item:
        """Return the item with this code."""
        return self._find("items", "an item of this pack", code)  # type: ignore[return-value]

    def scale(self, code: str) -> AnswerScale:
        """Return the answer scale with this code; empty: the pack's own."""
        return self._find("scales", "a scale of this pack", code or self.pack.scale)  # type: ignore[return-value]

    def source(self, code: str) -> Source:
        """Return the source with this code."""
        return self._find("sources", "a source of this pack", code)  # type: ignore[return-value]

    def fact(self, code: str) -> Fact:
        """Return the fact with this code."""
        return self._find("facts", "a fact of this pack", code)  # type: ignore[return-value]

    def study(self, code: str) -> Study:
        """Return the study with this code."""
        return self._find("studies", "a study of this pack", code)  # type: ignore[return-value]

    def reason(self, code: str) -> JudgementReason:
        """Return the reason with this code."""
        return self._find("reasons", "a reason of this pack", code)  # type: ignore[return-value]

    def focus_option(self, code: str) -> FocusOption:
        """Return the strategic focus with this code."""
        return self._find("focus_options", "a strategic focus of this pack", code)  # type: ignore[return-value]

    def organisation_model(self, code: str) -> OrganisationModel:
        """Return the organisation model with this code."""
        return self._find("organisation_models", "an organisation model of this pack", code)  # type: ignore[return-value]

    def reporting_line(self, code: str) -> ReportingLine:
        """Return the reporting line with this code."""
        return self._find("reporting_lines", "a reporting line of this pack", code)  # type: ignore[return-value]

    def post(self, code: str) -> Post:
        """Return the post with this code."""
        return self._find("posts", "a post of this pack", code)  # type: ignore[return-value]

    def advised(self, finding: str) -> tuple[str, ...]:
        """Return the codes of the practices that a kind of finding speaks for."""
        return next((each.practices for each in self.advice if each.code == finding), ())

    def metric(self, code: str) -> Metric:
        """Return the metric with this code."""
        return self._find("metrics", "a metric of this pack", code)  # type: ignore[return-value]

    def application(self, code: str) -> Application:
        """Return the application with this code."""
        return self._find("applications", "an application of this pack", code)  # type: ignore[return-value]

    def responsibility(self, code: str) -> Responsibility:
        """Return the responsibility with this code."""
        return self._find("responsibilities", "a responsibility of this pack", code)  # type: ignore[return-value]

    def bundle(self, code: str) -> Bundle:
        """Return the bundle of practices with this code."""
        return self._find("bundles", "a bundle of this pack", code)  # type: ignore[return-value]

    def named_object(self, code: str) -> NamedObject:
        """Return the object with this code of which only the name is known."""
        return self._find("named_objects", "a named object of this pack", code)  # type: ignore[return-value]

    def question_of(self, item: str) -> ControlQuestion:
        """Return the control question that owns the item."""
        self.item(item)
        return next(each for each in self.questions if any(own.code == item for own in each.items))

    def target_of(self, practice: str) -> float:
        """Return the wanted level of a practice: its own, its area's or the pack's."""
        own = self.practice(practice)
        area = self.area(own.area)
        return next(each for each in (own.target, area.target, self.rules.target) if each is not None)
