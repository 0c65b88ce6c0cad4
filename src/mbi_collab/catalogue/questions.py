"""What is asked: answer scales, control questions and their items."""

import attrs

from mbi_collab.catalogue.fields import Basis, Code, OptionalText, Share, Text, Weight


@attrs.frozen(kw_only=True)
class ScalePoint:
    """A point of an answer scale.

    Attributes:
        code: what a respondent writes, ``"4"``; points are numbered from 1.
        value: the number in [0, 1] it stands for.
        text: its anchor.
    """

    code: Code
    value: Share
    text: Text


@attrs.frozen(kw_only=True)
class AnswerScale:
    """Ordered points from least to most.

    Attributes:
        code: ``"fit5"``.
        points: at least two, in rising order of value.
        title: what is rated.
    """

    code: Code
    points: tuple[ScalePoint, ...]
    title: Text


@attrs.frozen(kw_only=True)
class Item:
    """A statement to rate: one predicate about one subject.

    Attributes:
        code: ``"Q311a"``.
        subject: code of the side it is about, or empty.
        asked_of: codes of the sides it is put to.
        mirrored: whether both sides rate it and the two views are compared.
        mirror_only: whether it serves perception alone and enters no level.
        scale: code of its answer scale; empty: the pack's.
        weight: how much it counts in its control question.
        primary: the practices it measures.
        secondary: the practices it only indicates.
        capability: of a mirrored item, the practices that help its subject do better; empty: those it measures.
        link_reason: code of the reason of these links; every link is a judgement.
        basis, facts, reason: where it comes from.
        text: the statement; higher is better.
        help: what else belongs to it.
        evidence: what would show who is right, where the two sides differ.
        ask: what to ask the two when they talk about it.

    >>> import mbi_collab as mbi
    >>> item = mbi.load_catalogue().item("Q313")
    >>> item.primary, item.asked_of
    (('R07',), ('CIO', 'CMO'))
    """

    code: Code
    subject: str = ""
    asked_of: tuple[Code, ...]
    mirrored: bool = False
    mirror_only: bool = False
    scale: str = ""
    weight: Weight = 1.0
    primary: tuple[Code, ...] = ()
    secondary: tuple[Code, ...] = ()
    capability: tuple[Code, ...] = ()
    link_reason: str = ""
    basis: Basis
    facts: tuple[Code, ...] = ()
    reason: str = ""
    text: Text
    help: OptionalText = ""
    evidence: OptionalText = ""
    ask: OptionalText = ""


@attrs.frozen(kw_only=True)
class ControlQuestion:
    """One bullet of a source: it asks whether or how far something is in place.

    Attributes:
        code: ``"Q311"``.
        area: code of its area.
        place: where it stands in its source.
        weight: how much it counts in its area.
        items: what a respondent rates.
        parts: codes of those items that ask for the parts of one whole, so that a missing part is named.
        basis, facts, reason: where it comes from.
        text: in our words.

    >>> import mbi_collab as mbi
    >>> question = mbi.load_catalogue().question("Q311")
    >>> question.place, [item.code for item in question.items]
    ('3.1 bullet 1', ['Q311a', 'Q311b'])
    """

    code: Code
    area: Code
    place: str
    weight: Weight = 1.0
    items: tuple[Item, ...]
    parts: tuple[Code, ...] = ()
    basis: Basis
    facts: tuple[Code, ...] = ()
    reason: str = ""
    text: Text
