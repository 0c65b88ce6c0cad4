"""Management situations and the MBI tasks and roles around them."""

from typing import Literal

import attrs

from mbi_collab.catalogue.evidence import Author, Reference
from mbi_collab.catalogue.fields import Basis, Code, Day, OptionalText, Share, Text


@attrs.frozen(kw_only=True)
class Problem:
    """A part of the situation, as a scenario describes it.

    Attributes:
        code: unique within the scenario, ``"b1"``.
        facts: where the source says it.
        text: in our words.
    """

    code: Code
    facts: tuple[Code, ...]
    text: Text


@attrs.frozen(kw_only=True)
class OpenQuestion:
    """A question a scenario leaves to the company; an area of the assessment answers it.

    Attributes:
        code: ``"OQ1"``.
        area: code of the area that answers it.
        facts: where the source asks it.
        text: in our words.
    """

    code: Code
    area: Code
    facts: tuple[Code, ...]
    text: Text


@attrs.frozen(kw_only=True)
class OutcomeSign:
    """What the rest of the company would see once the scenario is solved.

    Attributes:
        code: unique within the scenario.
        items: codes of the items that ask for it.
        facts: where the source says it.
        text: in our words.
    """

    code: Code
    items: tuple[Code, ...]
    facts: tuple[Code, ...]
    text: Text


@attrs.frozen(kw_only=True)
class ListedPractice:
    """One bullet of a scenario's recommendations; it may hold several practices.

    Attributes:
        section: where it stands, ``"3.1"``.
        ordered: whether the source gives the bullets of this section an order.
        codes: the practices it holds.
    """

    section: str
    ordered: bool
    codes: tuple[Code, ...]


@attrs.frozen(kw_only=True)
class Scenario:
    """A situation in managing the company or its IT that carries open questions.

    Attributes:
        code: MBI's own code where it has one, ``"S006"``.
        public_id: its number in the MBI portal's addresses, ``"SCENARIO-100"``; not the code.
        original_title: the title as its source prints it, in the source's language.
        author: who wrote it.
        modified: day of the last change, ``yyyy-mm-dd``.
        sides: codes of the sides in whose order gaps are taken.
        problems: what is wrong in the situation.
        open_questions: what the company has to find out; an area answers each.
        outcome_signs: what others would see once it is solved.
        references: publications it cites.
        listed_practices: its bullets of recommendations, in the source's order.
        preface_practices: practices its introductions recommend before the bullets.
        area_codes: the areas that answer it.
        question_codes: the control questions that ask about it.
        task_codes: the tasks that solve it.
        basis, facts, reason: where it comes from.
        title: what it is called.
        text: what it is about.

    >>> import mbi_collab as mbi
    >>> mbi.load_catalogue().scenario("S006").task_codes
    ('U005B', 'U003A', 'U004A')
    """

    code: Code
    public_id: str = ""
    original_title: str
    author: Author
    modified: Day
    sides: tuple[Code, ...]
    problems: tuple[Problem, ...]
    open_questions: tuple[OpenQuestion, ...]
    outcome_signs: tuple[OutcomeSign, ...] = ()
    listed_practices: tuple[ListedPractice, ...]
    preface_practices: tuple[Code, ...] = ()
    area_codes: tuple[Code, ...]
    question_codes: tuple[Code, ...]
    task_codes: tuple[Code, ...]
    references: tuple[Reference, ...] = ()
    basis: Basis
    facts: tuple[Code, ...] = ()
    reason: str = ""
    title: Text
    text: Text


@attrs.frozen(kw_only=True)
class Task:
    """A piece of management work that solves a scenario: MBI's central component.

    Attributes:
        code: MBI's own code where it has one, ``"U005B"``.
        public_id: its number in the MBI portal's addresses, or empty.
        original_title: the title as its source prints it, in the source's language.
        probability: MBI's assumed probability of use in practice, where a public page gives it.
        basis, facts, reason: where it comes from.
        title: in our words.
        text: its goal, in our words, and where that was read.

    >>> import mbi_collab as mbi
    >>> mbi.load_catalogue().task("U005B").title
    'Cooperation of business and IT managers: CIO and CMO'
    """

    code: Code
    public_id: str = ""
    original_title: str
    probability: Share | None = None
    basis: Basis
    facts: tuple[Code, ...] = ()
    reason: str = ""
    title: Text
    text: Text


@attrs.frozen(kw_only=True)
class Role:
    """A post that owns practices or answers questions.

    Attributes:
        code: MBI's own code where it has one, ``"R101"``.
        basis, facts, reason: where it comes from.
        title: as it is called, ``"CIO"``.
        text: what it stands for.
    """

    code: Code
    basis: Basis
    facts: tuple[Code, ...] = ()
    reason: str = ""
    title: Text
    text: Text


@attrs.frozen(kw_only=True)
class Side:
    """A group whose voice counts once, however many of its people answer.

    Attributes:
        code: ``"CIO"``.
        role: code of the role that leads it; empty for the rest of the company.
        kind: ``"party"`` for a side of the scenario, ``"witness"`` for one asked about its outcome.
        title: what reports call it.
        stand_in: who answers where the post does not exist.
    """

    code: Code
    role: str = ""
    kind: Literal["party", "witness"] = "party"
    title: Text
    stand_in: OptionalText = ""
