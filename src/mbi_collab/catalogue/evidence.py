"""Where the catalogue's claims come from: sources, facts, studies and the reasons of judgements."""

from typing import Literal

import attrs

from mbi_collab.catalogue.fields import Code, OptionalText, Text

StudyKind = Literal["prediction", "survey", "qualitative", "case"]


@attrs.frozen(kw_only=True)
class Source:
    """A document that facts were taken from.

    Attributes:
        code: the first part of its facts' codes, ``"CZ"``.
        file: the name of the file that was read.
        language: tag of the document's language, ``"cs"``.
        title: what the document is, in our words.
    """

    code: Code
    file: str
    language: str
    title: Text


@attrs.frozen(kw_only=True)
class Fact:
    """One statement of a source, in our own words.

    Attributes:
        code: source and number, ``"CZ-23"``.
        source: code of the source.
        place: where in the source it stands.
        kind: what it is: claim, problem, practice, figure, …
        text: the statement.
    """

    code: Code
    source: Code
    place: str
    kind: str
    text: Text


@attrs.frozen(kw_only=True)
class Wording:
    """How one source words a study, where the sources word it differently.

    Attributes:
        code: of the source's fact, ``"FI-04"``.
        text: what it says there, in our words.
    """

    code: Code
    text: Text


@attrs.frozen(kw_only=True)
class Study:
    """Published evidence that a source names.

    Attributes:
        code: ``"B-ACC13"``.
        kind: prediction, survey, qualitative or case.
        year: as the source gives it, or ``"not stated"``.
        facts: where the sources name it.
        wordings: how each source words it, where they differ; neither is preferred.
        contradicted: whether public sources contradict what the sources say of it.
        title: who published it.
        text: what it says.
        use: how it may be used, and how not.
        verification: what public sources say of it, beyond the sources.
    """

    code: Code
    kind: StudyKind
    year: str = "not stated"
    facts: tuple[Code, ...] = ()
    wordings: tuple[Wording, ...] = ()
    contradicted: bool = False
    title: Text
    text: Text
    use: Text
    verification: OptionalText = ""

    @property
    def is_benchmark(self) -> bool:
        """Whether a figure of it may be compared with: predictions, cases and studies without numbers may not."""
        return self.kind == "survey"


@attrs.frozen(kw_only=True)
class JudgementReason:
    """Why something is judged as it is, where no source says it.

    Attributes:
        code: what ``reason`` fields name, ``"asks-directly"``.
        text: the reason.
    """

    code: Code
    text: Text


@attrs.frozen(kw_only=True)
class Reference:
    """A publication that an object of the sources cites.

    Attributes:
        author: as printed.
        year: of publication.
        term: the term of a lecture, if it is one.
        institution: who published it.
        title: what it is called.
    """

    author: str
    year: int
    term: str = ""
    institution: str = ""
    title: str


@attrs.frozen(kw_only=True)
class Author:
    """Who wrote an object of the sources.

    Attributes:
        name: surname first, as printed.
        affiliation: from the smallest unit to the largest; it belongs to the object, not to the person.
    """

    name: str
    affiliation: tuple[str, ...] = ()
