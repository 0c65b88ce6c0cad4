"""How to read the page: the method in a few lines, what it was made with, and where its content comes from."""

from collections.abc import Iterator

from mbi_collab.catalogue.evidence import Reference
from mbi_collab.markup.table import Column, Table
from mbi_collab.report.outline import Block, Bullets, Heading, Paragraph
from mbi_collab.report.phrases import Phrases
from mbi_collab.report.steps import shown_steps

#: How much of the content's digest is shown.
DIGEST = 12


def how_to_read(told: Phrases) -> Iterator[Block]:
    """Yield method, provenance, the facts behind the cards, and the scenario's reference."""
    yield Bullets(_method(told))
    yield _made_with(told)
    facts = tuple(_facts(told))
    if facts:
        yield Heading(told("reading.sources"))
        yield Bullets(facts)
        yield Paragraph(told("semicolon").join(_sources(told)), "note")
    yield Heading(told("reading.reference"))
    yield from (Paragraph(text) for text in _reference(told))


def _method(told: Phrases) -> Iterator[str]:
    points = [
        told("reading.point", text=point.text, value=told.say.level(point.value))
        for point in told.catalogue.scale("").points
    ]
    weights = {name: told.say.share(weight) for name, weight in told.result.settings.weights}
    yield told("reading.scale", points=told.say.listed(points))
    yield told("reading.voice")
    yield told("reading.roll_up")
    yield told("reading.missing")
    yield _target(told)
    yield told("reading.priority", **weights)
    yield told("reading.ordering")
    yield told("reading.basis_note")


def _target(told: Phrases) -> str:
    targets = [target for _, target in told.result.settings.targets]
    low, high = told.say.level(min(targets)), told.say.level(max(targets))
    return told("reading.target", target=low) if low == high else told("reading.targets", low=low, high=high)


def _made_with(told: Phrases) -> Table:
    made = told.result.provenance
    pack = {"pack": made.pack, "version": made.pack_version, "digest": made.pack_digest[:DIGEST]}
    people = [
        told("named", label=told.say.side(side), text=told.say.words.plural("page.reading.people", number))
        for side, number in made.respondents
    ]
    values = {
        "pack": told("reading.pack_value", **pack),
        "engine": f"mbi-collab {made.engine_version}",
        "profile": told("reading.profile_value", code=made.profile, title=told.catalogue.profile(made.profile).title),
        "date": made.date or told("reading.no_date"),
        "respondents": told.say.listed(people),
    }
    columns = [Column("what", told.say.words("table.what")), Column("which", told.say.words("table.which"))]
    return Table(told("reading.made_with"), columns, [(told(f"reading.{key}"), text) for key, text in values.items()])


def _shown_facts(told: Phrases) -> tuple[str, ...]:
    codes = [fact for step in shown_steps(told) for fact in told.catalogue.practice(step.practice).facts]
    return tuple(dict.fromkeys(codes))


def _facts(told: Phrases) -> Iterator[str]:
    for code in _shown_facts(told):
        yield told("reading.fact_line", code=code, text=told.catalogue.fact(code).text)


def _sources(told: Phrases) -> Iterator[str]:
    for code in dict.fromkeys(told.catalogue.fact(fact).source for fact in _shown_facts(told)):
        yield told("reading.source_line", code=code, title=told.catalogue.source(code).title)


def _reference(told: Phrases) -> Iterator[str]:
    scenario = told.catalogue.scenario(told.sheet.scenario.code)
    names = {"code": scenario.code, "title": scenario.title, "modified": scenario.modified}
    author, affiliation = scenario.author.name, told.say.listed(list(scenario.author.affiliation))
    by = told("reading.of", name=author, affiliation=affiliation) if affiliation else author
    where = {"public_id": scenario.public_id, "original": scenario.original_title}
    key = "reading.portal" if scenario.public_id else "reading.original"
    yield told.joined([told("reading.author", author=by, **names), told(key, **where)])
    if scenario.references:
        cited = told("semicolon").join(_citation(told, each) for each in scenario.references)
        yield told("reading.cited", references=cited)


def _citation(told: Phrases, cited: Reference) -> str:
    names = {"author": cited.author, "title": cited.title, "institution": cited.institution, "year": cited.year}
    return told("reading.citation", **names)
