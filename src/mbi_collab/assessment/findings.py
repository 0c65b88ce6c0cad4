"""What stands out, as kinds, codes and numbers, each with the practices it speaks for; the report makes sentences."""

from collections.abc import Sequence
from typing import Final, Literal, get_args, overload

import attrs

from mbi_collab.assessment.shown import to_hand_on
from mbi_collab.assessment.wording import Wording
from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.markup.table import Column, Table

#: The readings of mirrored perception that say something, first those on evidence; a strength needs nothing said.
PerceivedKind = Literal[
    "stereotype",
    "self-deception",
    "hidden-problem",
    "modesty",
    "both-off",
    "shared-illusion",
    "disputed",
    "disputed-undersold",
    "acknowledged-gap",
]
PERCEIVED: Final[tuple[PerceivedKind, ...]] = get_args(PerceivedKind)
FindingKind = Literal[
    "foci-differ",
    "no-focus-declared",
    "focus-not-applicable",
    "priorities-disjoint",
    "priorities-conflict",
    "priorities-overlap",
    "reporting-line",
    "one-side-only",
    "gaps-both-ways",
    PerceivedKind,
    "split-inside",
    "disputed-strength",
    "shared-weakness",
    "hidden-zero",
    "far-apart",
    "part-missing",
]


@attrs.frozen
class Finding:
    """One thing that stands out.

    ``codes`` are, by kind: of ``foci-differ`` each side and its focus in turn; of ``no-focus-declared`` the sides; of
    ``focus-not-applicable`` the items; of the three of priorities the two sides; of ``reporting-line`` the line; of
    ``one-side-only`` the side, then areas; of ``gaps-both-ways`` the two sides; of a reading of mirrored perception the
    side it is about, the one that observes it, then the items; of ``split-inside`` the node and the side; of
    ``disputed-strength`` the node, the side that sees a strength and the one that does not; of ``shared-weakness`` the
    node; of ``hidden-zero`` the area and the item; of ``far-apart`` the control question, its highest and its lowest
    item; of ``part-missing`` the control question, then the items of what is missing. A node is a control question if
    the finding is below area level, else an area.

    Attributes:
        kind: what it is.
        codes: see above.
        practices: codes of the practices it speaks for.
        values: named numbers: levels, counts, Kendall's tau-b.
        entries: of two priority lists what both name, in the first one's words and order; before the others the
            ``reordered`` ones: those that stand in the two lists on different sides of another one.
        is_below_area: whether it rests on answers below area level, so that it is withheld where a side is small.
    """

    kind: FindingKind
    codes: tuple[str, ...]
    practices: tuple[str, ...]
    values: tuple[tuple[str, float], ...]
    is_below_area: bool
    entries: tuple[str, ...] = ()

    def value(self, name: str) -> float | None:
        """Return one of its numbers, or ``None`` where it has none of that name."""
        return dict(self.values).get(name)

    def to_record(self) -> dict[str, object]:
        """Return one flat dict; entries, of which a list has a bounded number, in one text."""
        record: dict[str, object] = {"kind": self.kind, "codes": " ".join(self.codes)}
        record["practices"] = " ".join(self.practices)
        named = {"entries": "; ".join(self.entries)} if self.entries else {}
        return record | dict(self.values) | named


@attrs.frozen(repr=False)
class Findings(Sequence[Finding]):
    """All that stands out in one assessment, in a fixed order of kinds.

    Attributes:
        entries: every finding: the consultant's working copy.
        questionnaire: what was asked.
        is_withheld: whether those below area level are kept back from anything that is handed on.
        told: what may be told of the areas where that is so: the class of an area need not be the working copy's.
    """

    entries: tuple[Finding, ...]
    questionnaire: Questionnaire = attrs.field(eq=False)
    is_withheld: bool
    told: tuple[Finding, ...] = ()

    @property
    def shown(self) -> tuple[Finding, ...]:
        """The findings that may be handed on."""
        return self.told if self.is_withheld else self.entries

    @overload
    def __getitem__(self, index: int) -> Finding: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Finding, ...]: ...
    def __getitem__(self, index: int | slice) -> Finding | tuple[Finding, ...]:
        return self.entries[index]

    def __len__(self) -> int:
        return len(self.entries)

    def of(self, kind: FindingKind) -> tuple[Finding, ...]:
        """Return the findings of one kind."""
        return tuple(each for each in self.entries if each.kind == kind)

    def to_records(self) -> list[dict[str, object]]:
        """Return one flat dict per finding that may be handed on."""
        records = [each.to_record() for each in self.shown]
        return [to_hand_on(each) for each in records] if self.is_withheld else records

    def table(self, language: str | None = None) -> Table:
        """Return what stands out by kind and codes, with the practices it speaks for; the report makes sentences."""
        say = Wording.of(self.questionnaire.catalogue, language)
        columns = [Column(name, say.words(f"table.{name}")) for name in ("finding", "about", "speaks_for")]
        rows = [
            [say.words(f"finding_kind.{each.kind}"), " ".join(each.codes), " ".join(each.practices)]
            for each in self.shown
        ]
        notes = [say.words("table.note_below_area")] if self.is_withheld else []
        return Table(say.words("table.findings"), columns, rows, footnotes=notes)

    def __str__(self) -> str:
        return self.table().to_text()

    def _repr_html_(self) -> str:
        return self.table().to_html()

    def __repr__(self) -> str:
        return f"<Findings: {len(self.shown)} shown>" if self.is_withheld else f"<Findings: {len(self)}>"


def advised(
    sheet: Questionnaire,
    kind: FindingKind,
    codes: tuple[str, ...],
    values: dict[str, float] | None = None,
    *,
    is_below_area: bool,
) -> Finding:
    """Return a finding with the practices that the pack names for its kind.

    Parameters
    ----------
    sheet : Questionnaire
        Gives the pack.
    kind, codes, values, is_below_area
        As in :class:`Finding`.
    """
    return Finding(kind, codes, sheet.catalogue.advised(kind), tuple((values or {}).items()), is_below_area)
