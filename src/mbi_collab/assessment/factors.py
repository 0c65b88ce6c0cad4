"""What the context multiplies each priority with, and why (model 6). No factor depends on an answer."""

import math
from collections.abc import Callable, Iterable, Iterator
from typing import Literal

import attrs

from mbi_collab.assessment.wording import Wording
from mbi_collab.catalogue.catalogue import Catalogue, Questionnaire
from mbi_collab.catalogue.context import ContextFactor, FocusOption, OrganisationModel, Post, ReportingLine
from mbi_collab.survey.context import Context

FactorKind = Literal["focus", "model", "reporting-line", "post", "important"]

#: A product of factors stays between these, so that no context makes a need vanish or drown all others.
SMALLEST, LARGEST = 0.01, 2.0


@attrs.frozen
class Factor:
    """One reason why a priority is multiplied.

    Attributes:
        kind: what of the context it comes from.
        code: of the focus, model, reporting line or post, or what was called important: a practice or its area.
        practice: whose priority it multiplies.
        factor: above 1 raises the priority, below 1 lowers it.
    """

    kind: FactorKind
    code: str
    practice: str
    factor: float


def factors_of(sheet: Questionnaire, context: Context | None) -> tuple[Factor, ...]:
    """Return every factor that a context brings to the practices of a profile, by practice in the profile's order.

    A strategic focus counts if no other side declares another: where they differ, the one that holds is not known.
    A reporting line that is not stated is the one that the organisation model brings with it. A practice that is called
    important, by itself or with its area, is multiplied once.
    """
    if context is None:
        return ()
    found = [*_pack_factors(sheet.catalogue, context), *_important(sheet, context)]
    place = {practice.code: at for at, practice in enumerate(sheet.practices)}
    kept = (each for each in found if each.practice in place)
    return tuple(sorted(kept, key=lambda each: place[each.practice]))


def product(factors: Iterable[Factor]) -> float:
    """Return the product of factors, kept between :data:`SMALLEST` and :data:`LARGEST`; 1 without any."""
    return min(LARGEST, max(SMALLEST, math.prod(each.factor for each in factors)))


def declared_focus(context: Context) -> str | None:
    """Return the focus that sides declare and none contradicts, or ``None``."""
    declared = {option for _, option in context.focus if option is not None}
    return declared.pop() if len(declared) == 1 else None


def reporting_line_of(catalogue: Catalogue, context: Context) -> str | None:
    """Return the reporting line that is stated, else the one the organisation model brings with it, or ``None``."""
    if context.reporting_line is not None or context.model is None:
        return context.reporting_line
    return catalogue.organisation_model(context.model).reporting_line or None


def _pack_factors(catalogue: Catalogue, context: Context) -> Iterator[Factor]:
    focus, line = declared_focus(context), reporting_line_of(catalogue, context)
    sources: list[tuple[FactorKind, str, tuple[ContextFactor, ...]]] = []
    if focus is not None:
        sources.append(("focus", focus, catalogue.focus_option(focus).factors))
    if context.model is not None:
        sources.append(("model", context.model, catalogue.organisation_model(context.model).factors))
    if line is not None:
        sources.append(("reporting-line", line, catalogue.reporting_line(line).factors))
    sources += [("post", code, catalogue.post(code).factors) for code in context.posts]
    for kind, code, factors in sources:
        yield from (Factor(kind, code, each.code, each.factor) for each in factors)


def _important(sheet: Questionnaire, context: Context) -> Iterator[Factor]:
    for practice in sheet.practices:
        named = next((code for code in (practice.code, practice.area) if code in context.important), None)
        if named is not None:
            yield Factor("important", named, practice.code, sheet.catalogue.rules.important_factor)


def factor_sentence(factor: Factor, say: Wording) -> str:
    """Return one factor with its reason and its facts: «Multiplied with 0.80 because … (KO-22).»"""
    number = say.plain(factor.factor)
    if factor.kind == "important" and factor.code == factor.practice:
        return say.words("factor.important_itself", factor=number)
    if factor.kind == "important":
        area = say.area(factor.code)
        return say.words("factor.important", factor=number, what=area)
    source = _source(factor, say.catalogue)
    if not source.facts:
        return say.words("factor.because_judged", factor=number, why=source.why)
    return say.words("factor.because", factor=number, why=source.why, facts=say.listed(list(source.facts)))


def product_sentence(factors: tuple[Factor, ...], say: Wording) -> str:
    """Return the product of several factors, and whether it was cut; empty for one that was not."""
    exact, kept = math.prod(each.factor for each in factors), product(factors)
    if exact != kept:
        return say.words("factor.cut", product=say.plain(exact), factor=say.plain(kept))
    return say.words("factor.together", factor=say.plain(kept)) if len(factors) > 1 else ""


def _source(factor: Factor, catalogue: Catalogue) -> ContextFactor:
    find: dict[str, Callable[[str], FocusOption | OrganisationModel | ReportingLine | Post]] = {
        "focus": catalogue.focus_option,
        "model": catalogue.organisation_model,
        "reporting-line": catalogue.reporting_line,
        "post": catalogue.post,
    }
    return next(each for each in find[factor.kind](factor.code).factors if each.code == factor.practice)
