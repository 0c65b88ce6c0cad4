"""What we were told about the company, and which priorities it raises or lowers, each with the reason."""

from collections.abc import Iterator

from mbi_collab.assessment.factors import Factor, factor_sentence, product_sentence, reporting_line_of
from mbi_collab.catalogue.context import OrganisationModel
from mbi_collab.report.outline import Block, Bullets, Entries, Entry, Heading, Paragraph
from mbi_collab.report.phrases import Phrases
from mbi_collab.survey.context import Context


def company(told: Phrases) -> Iterator[Block]:
    """Yield the context and what it changes; nothing where nothing was told."""
    context = told.result.panel.context
    entries = () if context is None else tuple(_entries(told, context))
    if not entries:
        return
    yield Paragraph(told("company.intro"))
    yield Entries(entries)
    yield Heading(told("company.changes"))
    lines = tuple(_changes(told))
    yield Bullets(lines) if lines else Paragraph(told("company.no_changes"))


def _entry(told: Phrases, key: str, text: str) -> Entry:
    return Entry(told(f"company.{key}"), text)


def _entries(told: Phrases, context: Context) -> Iterator[Entry]:
    if context.focus:
        yield _entry(told, "focus", told("semicolon").join(_foci(told, context)))
    if context.model is not None:
        yield _entry(told, "model", _model(told, told.catalogue.organisation_model(context.model)))
    line = reporting_line_of(told.catalogue, context)
    if line is not None:
        found = told.catalogue.reporting_line(line)
        basis = told.say.listed(list(found.facts)) or told.say.words("basis.judged")
        yield _entry(told, "line", told("company.line_text", title=found.title, focus=found.focus, basis=basis))
    if context.posts:
        yield _entry(told, "posts", told.say.listed([told.catalogue.post(code).title for code in context.posts]))
    if context.important:
        yield _entry(told, "important", told("semicolon").join(_thing(told, code) for code in context.important))
    for side, entries in context.priority_lists:
        ranked = [
            told("company.ranked", place=at, text=told.priority(each)) for at, each in enumerate(entries, start=1)
        ]
        label = told("company.priorities", side=told.say.side(side))
        yield Entry(label, told("semicolon").join(ranked) or told("company.empty_list"))


def _foci(told: Phrases, context: Context) -> Iterator[str]:
    for side, option in context.focus:
        text = told("company.focus_none") if option is None else told.catalogue.focus_option(option).title
        yield told("named", label=told.say.side(side), text=text)


def _model(told: Phrases, model: OrganisationModel) -> str:
    """Return what the model is, who heads it, whether a source left it, what it brings about and what it needs."""
    parts = [told("company.model_text", title=model.title, text=model.text)]
    parts += [told("company.rejected")] if model.is_rejected else []
    parts += [told("company.head", text=model.head), told("company.looks", text=model.focus)]
    for kind in ("effect", "condition"):
        for claim in model.claims:
            if claim.kind == kind:
                facts = told.say.listed(list(claim.facts))
                basis = facts if claim.basis == "stated" else told.say.words("basis.judged")
                parts.append(told(f"company.{kind}", text=claim.text, basis=basis))
    return told.joined(parts)


def _thing(told: Phrases, code: str) -> str:
    """Return a practice or an area by code and title."""
    if any(practice.code == code for practice in told.sheet.practices):
        return told.say.practice(code)
    return told.say.area(code)


def _changes(told: Phrases) -> Iterator[str]:
    """Yield each factor with its reason; practices that are important with their area stand together."""
    factors = {each.practice: each.factors for each in told.result.priorities}
    brought = [factor for practice in told.sheet.practices for factor in factors[practice.code]]
    for each in (one for one in brought if one.kind != "important"):
        yield told("named", label=told.say.practice(each.practice), text=factor_sentence(each, told.say))
    important = [one for one in brought if one.kind == "important"]
    for code in dict.fromkeys(one.code for one in important):
        yield _important(told, [one for one in important if one.code == code])
    for practice in told.sheet.practices:
        together = product_sentence(factors[practice.code], told.say)
        if together:
            yield told("named", label=told.say.practice(practice.code), text=together)


def _important(told: Phrases, factors: list[Factor]) -> str:
    sentence = factor_sentence(factors[0], told.say)
    if factors[0].code == factors[0].practice:
        return told("named", label=told.say.practice(factors[0].practice), text=sentence)
    return told("named", label=told.practices([each.practice for each in factors]), text=sentence)
