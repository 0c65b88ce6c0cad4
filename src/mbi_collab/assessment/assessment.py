"""One run's values together: what the answers of a panel mean."""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np

from mbi_collab.assessment.doubt import Doubt, Sampling
from mbi_collab.assessment.headline import headline_of
from mbi_collab.assessment.order import Order, order_of
from mbi_collab.assessment.priorities import Priorities, prioritize
from mbi_collab.assessment.scorecard import Scorecard
from mbi_collab.assessment.scoring import measure, scorecard_of
from mbi_collab.assessment.settings import Settings, Weights, minimum_group_of, settings_of
from mbi_collab.assessment.wording import Wording
from mbi_collab.errors import Fault, SettingsError
from mbi_collab.markup.table import Table
from mbi_collab.survey.panel import Panel
from mbi_collab.version import __version__

# What is made only when asked for is imported only then: half a first assessment's time is imports.
if TYPE_CHECKING:
    from mbi_collab.assessment.agreement import Agreement
    from mbi_collab.assessment.certainty import Certainty
    from mbi_collab.assessment.conversation import Conversation
    from mbi_collab.assessment.drawing import Basis
    from mbi_collab.assessment.explanation import Explanation
    from mbi_collab.assessment.findings import Findings
    from mbi_collab.assessment.perception import Perception
    from mbi_collab.assessment.provenance import Provenance


@attrs.frozen(repr=False)
class Assessment:
    """What the answers of one panel mean.

    Attributes:
        panel: the answers.
        settings: targets and criterion weights in force.
        scorecard: levels, bounds, gaps and classes.
        priorities: how urgent each practice is.
        order: what to take up, in which order; ``order[0]`` first.
        engine_version: the library that made it.

    >>> import mbi_collab as mbi
    >>> sheet = mbi.load_catalogue().questionnaire()
    >>> anna = mbi.AnswerSet("anna", side="CIO", answers={"Q313": 4, "Q312a": 2})
    >>> mbi.assess(mbi.Panel(sheet, [anna], named_chiefs=True))
    <Assessment of <Panel of 'S006+': CIO 1, CMO 0>: R06 first, 3 open practices>
    """

    panel: Panel
    settings: Settings
    scorecard: Scorecard
    priorities: Priorities
    order: Order
    engine_version: str = __version__

    @cached_property
    def provenance(self) -> "Provenance":
        """What it was made with; made when asked for."""
        from mbi_collab.assessment.provenance import provenance_of  # noqa: PLC0415  see above

        return provenance_of(self.panel, self.engine_version)

    @cached_property
    def conversation(self) -> "Conversation":
        """What the two chiefs should talk about; made when asked for."""
        from mbi_collab.assessment.conversation import conversation_of  # noqa: PLC0415  see above

        return conversation_of(self.scorecard, self.priorities)

    @cached_property
    def findings(self) -> "Findings":
        """What stands out; made when asked for."""
        from mbi_collab.assessment.standouts import findings_of  # noqa: PLC0415  see above

        return findings_of(self.scorecard, self.priorities, self.perception)

    @cached_property
    def perception(self) -> "Perception":
        """How the two sides see each other: mirrored items, guesses and evidence; made when asked for."""
        from mbi_collab.assessment.mirroring import perception_of  # noqa: PLC0415  see above

        return perception_of(self.scorecard)

    @cached_property
    def agreement(self) -> "Agreement":
        """How alike the answers inside each side are, item by item; made when asked for."""
        from mbi_collab.assessment.agreement import agreement_of  # noqa: PLC0415  see above

        return agreement_of(self.scorecard)

    @property
    def is_withheld(self) -> bool:
        """Whether a side is too small to be broken out, so that nothing below area level may be shown."""
        return self.scorecard.is_withheld

    @cached_property
    def certainty(self) -> "Certainty | None":
        """How sure the recommendation is, from ``settings.sampling``; ``None`` without draws."""
        if not self.settings.sampling.samples:
            return None
        from mbi_collab.assessment.certainty import certainty_of  # noqa: PLC0415  see above

        return certainty_of(self.basis, self.scorecard, self.settings.sampling)

    @property
    def basis(self) -> "Basis":
        """What draws start from."""
        from mbi_collab.assessment.drawing import Basis  # noqa: PLC0415  see above

        factors = [self.priorities.practice(code).factor for code, _ in self.settings.targets]
        return Basis(measure(self.panel), self.settings, np.array(factors))

    def explain(self, practice: str) -> "Explanation":
        """Return what the priority and the place of a practice rest on, open or not."""
        self.priorities.practice(practice)
        step = next((each for each in self.order if each.practice == practice), None)
        if step is not None:
            return step.explain()
        from mbi_collab.assessment.explanation import explain  # noqa: PLC0415  see above

        return explain(practice, self.priorities.by_practice)

    def to_records(self) -> list[dict[str, object]]:
        """Return one flat dict per step of the recommended order."""
        return self.order.to_records()

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain data: the consultant's working copy, complete, with every answer."""
        return {
            "format": "mbi-collab/assessment",
            "version": 1,
            "working_copy": "complete: holds the answers of every respondent; not for handing on",
            "provenance": _plain(self.provenance),
            "settings": {
                "targets": dict(self.settings.targets),
                "weights": dict(self.settings.weights),
                "sampling": _plain(self.settings.sampling),
            },
            "minimum_group": self.scorecard.minimum_group,
            "panel": self.panel.to_dict(),
            "scorecard": {
                name: _plain(getattr(self.scorecard, name))
                for name in ("overall", "areas", "questions", "items", "practices")
            },
            "priorities": [_plain(each) for each in self.priorities],
            "order": [_plain(each) for each in self.order],
            "conversation": [_plain(each) for each in self.conversation],
            "findings": [_plain(each) for each in self.findings],
        }

    def table(self, language: str | None = None) -> Table:
        """Return the recommended order as a table."""
        return self.order.table(language)

    def __str__(self) -> str:
        return f"{self.headline()}\n\n{self.order}\n\n{self.scorecard}"

    def headline(self, language: str | None = None) -> str:
        """Return the first sentence: what to take up first, in which MBI task; or the lowest area, or why nothing."""
        say = Wording.of(self.panel.questionnaire.catalogue, language)
        return headline_of(self.order, self.priorities, self.scorecard.told, say)

    def __repr__(self) -> str:
        if self.is_withheld:
            return f"<Assessment of {self.panel!r}: a side too small to say more>"
        first = f"{self.order[0].practice} first" if len(self.order) else "nothing open"
        return f"<Assessment of {self.panel!r}: {first}, {len(self.order)} open practices>"

    def _repr_html_(self) -> str:
        return "".join((self.order.table().to_html(), self.scorecard.table().to_html()))


#: Fields that lead back to what a value was made from; a saved file holds each value once.
_BACK = frozenset({"scorecard", "priorities", "panel", "questionnaire"})


def _plain(value: Any) -> Any:
    """Return a value as dicts, lists, texts and numbers, without what it was made from."""
    if attrs.has(type(value)):
        return {f.name: _plain(getattr(value, f.name)) for f in attrs.fields(type(value)) if f.name not in _BACK}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return value


def assess(  # noqa: PLR0913  each is a question a caller may answer
    panel: Panel,
    *,
    targets: Mapping[str, float] | None = None,
    criterion_weights: Weights | None = None,
    samples: int = 10_000,
    seed: int = 0,
    doubt: Doubt | None = None,
    minimum_group: int | None = None,
) -> Assessment:
    """Return what the answers of a panel mean.

    Parameters
    ----------
    panel : Panel
        The answers.
    targets : mapping, optional
        Wanted levels in (0, 1] by practice or area code; the pack's for those left out.
    criterion_weights : mapping, optional
        Weights of ``need``, ``leverage`` and ``ease``, normalised; a criterion left out counts 0. Default: the pack's.
        Or their order, the most important first, equals in a tuple.
    samples : int
        How many draws ``Assessment.certainty`` makes at its first use; 0: none.
    seed : int
        Where their random numbers start.
    doubt : Doubt, optional
        Which sources of doubt are drawn; default: weights around those in force, who was not heard, and a chance of .2
        that a rating is read one step up or down.
    minimum_group : int, optional
        Sides with fewer respondents are not broken out in anything that is handed on. Default: the pack's.

    Returns
    -------
    Assessment
        Levels and gaps, what is urgent, the order, what to talk about, findings; each explains itself.

    Raises
    ------
    SettingsError
        If a target, a weight or the minimum group cannot be used.

    >>> import mbi_collab as mbi
    >>> sheet = mbi.load_catalogue().questionnaire()
    >>> twos = {item.code: 2 for item in sheet.items}
    >>> chiefs = [mbi.AnswerSet(who, side=who, answers=twos) for who in ("CIO", "CMO")]
    >>> mbi.assess(mbi.Panel(sheet, chiefs)).order[0].practice
    'R01'
    """
    if not isinstance(panel, Panel):
        raise SettingsError([Fault("panel", "must be a Panel", type(panel).__name__)], "assess()")
    sampling = Sampling(samples, seed, Doubt() if doubt is None else doubt)
    settings = settings_of(panel.questionnaire, targets, criterion_weights, sampling)
    return assess_under(panel, settings, minimum_group_of(panel.questionnaire, minimum_group))


def refuse_other_kinds(result: object, function: str) -> None:
    """Raise SettingsError if a value is no assessment.

    >>> refuse_other_kinds("x", "write_report()")
    Traceback (most recent call last):
    mbi_collab.errors.SettingsError: write_report(): result: 'str' must be an Assessment, as assess() gives it
    """
    if not isinstance(result, Assessment):
        problem = "must be an Assessment, as assess() gives it"
        raise SettingsError([Fault("result", problem, type(result).__name__)], function)


def assess_under(panel: Panel, settings: Settings, minimum_group: int) -> Assessment:
    """Return what the answers of a panel mean under settings that were checked before.

    Parameters
    ----------
    panel : Panel
        The answers.
    settings : Settings
        A target for each practice of the panel's questionnaire, in its order, and the criterion weights.
    minimum_group : int
        As in :func:`assess`.
    """
    measured = measure(panel)
    scorecard = scorecard_of(measured, minimum_group)
    made = prioritize(measured, scorecard, settings)
    return Assessment(
        panel=panel,
        settings=settings,
        scorecard=scorecard,
        priorities=made.priorities,
        order=order_of(measured, made),
    )
