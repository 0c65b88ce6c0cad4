"""From files to objects: what a pack's files may look like, its languages, and all faults at once."""

import typing
from collections.abc import Iterator
from typing import Any

import attrs
import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mbi_collab.catalogue.building import build
from mbi_collab.catalogue.catalogue import Catalogue
from mbi_collab.catalogue.content import Content
from mbi_collab.catalogue.fields import OptionalText, Text
from mbi_collab.catalogue.laying import TEXTS
from mbi_collab.catalogue.sources import PackFiles
from mbi_collab.errors import InvalidPackError
from tests.catalogue.small_pack import (
    Data,
    changed,
    document,
    drop,
    faults_of,
    files,
    inside,
    places,
    put,
    structure,
    texts,
)


def classes(kind: Any) -> Iterator[Any]:
    """Yield the attrs classes that a field's type is made of, and theirs."""
    if attrs.has(kind):
        yield kind
        for field in attrs.fields(kind):
            yield from classes(field.type)
    for part in typing.get_args(kind):
        yield from classes(part)


def test_texts_are_the_fields_that_the_classes_mark_as_texts() -> None:
    """The list of fields a text file may fill is the one the classes state."""
    marked = {
        field.name for kind in classes(Content) for field in attrs.fields(kind) if field.type in (Text, OptionalText)
    }
    assert marked == TEXTS


def test_the_small_pack_is_sound() -> None:
    """The pack that the other tests break loads whole."""
    built = build(files(), None)
    assert (built.language, built.languages, built.missing_texts) == ("en", ("en",), 0)
    assert [item.code for item in built.content.items] == ["Q1a", "Q1b", "Q2", "M1"]
    assert built.content.scenario("S1").modified == "2014-11-02"


def test_tables_may_stand_in_any_file() -> None:
    """A pack may keep all its tables in one file."""
    one = PackFiles("one", (("all.toml", document(structure())), ("text/en.toml", document(texts()))))
    assert Catalogue.from_files(one).practices == Catalogue.from_files(files()).practices


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("areas.toml", b"[[areas]\n", "is not TOML"),
        ("areas.toml", b"areas = [\n", "is not TOML"),
        ("areas.toml", b"areas = 1\nareas = 2\n", "is not TOML"),
        ("areas.toml", b"a = " + b"[" * 100_000, "is not TOML"),
        ("areas.toml", b"a = " + b"9" * 5000, "is not TOML"),
        ("areas.toml", b"a = '\x00'\n", "is not TOML"),
        ("areas.toml", b"a = '\xff'\n", "is not UTF-8 at byte 5"),
        ("areas.toml", "a = 'č'\n".encode("utf-16"), "is not UTF-8"),
        ("text/en.toml", b"[areas", "is not TOML"),
        ("text/en.toml", "a = 'č'".encode("cp1250"), "is not UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(name: str, content: bytes, problem: str) -> None:
    """What is not TOML in UTF-8 is said of that file, without guesses about the rest."""
    (fault,) = faults_of(files(extra={name: content}))
    assert fault.place == name
    assert fault.problem.startswith(problem)


def test_a_byte_order_mark_is_no_fault() -> None:
    """Editors that write a byte order mark do no harm."""
    marked = b"\xef\xbb\xbf" + document({"areas": structure()["areas"]})
    assert Catalogue.from_files(files(extra={"areas.toml": marked})).area("A").weight == 2


def test_all_broken_files_are_told() -> None:
    """Each file that cannot be read is a fault of its own."""
    assert places(faults_of(files(extra={"areas.toml": b"[", "tasks.toml": b"\xff"}))) == ["areas.toml", "tasks.toml"]


@pytest.mark.parametrize("kind", ["areas", "practices", "pack", "scenarios"])
def test_an_empty_file_lacks_its_table(kind: str) -> None:
    """An empty file is told as the missing table."""
    found = faults_of(files(extra={f"{kind}.toml": b""}))
    assert any(kind in fault.place for fault in found)


def test_an_empty_text_file_lacks_every_text() -> None:
    """Without its words a pack is refused, each missing one named."""
    found = faults_of(files(extra={"text/en.toml": b""}))
    assert "text/en.toml practices.A1.card.trap" in places(found)
    assert "text/en.toml pack.title" in places(found)
    assert {fault.problem for fault in found} == {"nothing stands here, but something must"}


def test_an_empty_folder_is_no_pack() -> None:
    """No file at all is refused."""
    assert faults_of(PackFiles("nothing", ()))


def test_a_table_stands_in_one_file() -> None:
    """The second file with the same table is named, and the first."""
    (fault,) = faults_of(files(extra={"more.toml": document({"areas": []})}))
    assert (fault.place, fault.problem) == ("more.toml areas", "stands in areas.toml as well")


def test_an_unknown_table_gets_the_nearest() -> None:
    """A misspelt table is named with its file and what was meant."""
    (fault,) = faults_of(files(extra={"more.toml": b"[practises]\n"}))
    assert (fault.place, fault.found, fault.nearest) == ("more.toml", "practises", "practices")


def test_a_language_needs_its_text_file() -> None:
    """A language that is listed but has no file is named."""
    (fault,) = faults_of(files(changed(structure(), put("pack.languages", ["en", "cs"]))))
    assert (fault.place, fault.problem) == ("text/cs.toml", "is missing, but pack.languages names it")


def test_a_text_file_needs_its_language() -> None:
    """A text file whose language is not listed is named."""
    (fault,) = faults_of(files(cs=texts()))
    assert (fault.place, fault.found) == ("text/cs.toml", "cs")


@pytest.mark.parametrize("languages", [[], "en", [1], {}, 3])
def test_languages_are_a_list_of_tags(languages: object) -> None:
    """Whatever else stands there is refused with its key."""
    (fault,) = faults_of(files(changed(structure(), put("pack.languages", languages))))
    assert fault.place == "pack.toml pack.languages"


def test_a_language_is_named_once() -> None:
    """A tag that stands there twice is a fault."""
    (fault,) = faults_of(files(changed(structure(), put("pack.languages", ["en", "en"]))))
    assert (fault.found, fault.problem) == ("en", "is named twice")


@pytest.mark.parametrize(
    ("path", "value", "place", "problem", "near"),
    [
        ("practices.a1", {"title": "x"}, "practices.a1", "is not something of this pack", "A1"),
        ("practises", {}, "practises", "is not something of this pack", "practices"),
        ("practices.A1.titel", "x", "practices.A1.titel", "is not a text of this object", "title"),
        ("practices.A1.effort", "low", "practices.A1.effort", "is not a text of this object", None),
        ("practices.title", "x", "practices.title", "is not a text of this object", "title"),
        ("pack.title", "TODO", "pack.title", "is a placeholder, not a text", None),
        ("areas.A.text", "  ", "areas.A.text", "is a placeholder, not a text", None),
        ("practices.A2.note", "…", "practices.A2.note", "is a placeholder, not a text", None),
        ("practices.A2.requires.A1.why", "?", "practices.A2.requires.A1.why", "is a placeholder, not a text", None),
        ("areas.A.text", 3, "areas.A.text", "is not text", None),
        ("areas.A.text", "a\0b", "areas.A.text", "holds a control character", None),
        ("areas.A.help", "x", "areas.A.help", "is not a key known here", None),
    ],
)
def test_a_text_must_be_wanted_and_said(path: str, value: object, place: str, problem: str, near: str | None) -> None:
    """Texts for nothing, placeholders and misspelt fields are named with the text file and key."""
    found = faults_of(files(en=changed(texts(), put(path, value))))
    fault = next(each for each in found if each.place == f"text/en.toml {place}")
    assert fault.problem == problem
    assert near is None or fault.nearest == near


def test_a_text_stands_once() -> None:
    """What the structure says itself is not said again in a text file."""
    (fault,) = faults_of(files(changed(structure(), put("areas.0.title", "Area"))))
    assert (fault.place, fault.problem) == ("text/en.toml areas.A.title", "stands in the structure as well")


@pytest.mark.parametrize("path", ["areas.A.title", "facts.X-1", "scales.three.points.2.text", "practices.A1.card.trap"])
def test_a_missing_text_is_named(path: str) -> None:
    """The text file and the key say where to write."""
    found = faults_of(files(en=changed(texts(), drop(path))))
    assert any(each.startswith(f"text/en.toml {path}") for each in places(found))


CZECH: Data = {"areas": {"A": {"title": "První oblast"}}, "practices": {"A1": {"text": "Začněte."}}}


def czech(words: Data) -> PackFiles:
    """The small pack with a second language."""
    return files(changed(structure(), put("pack.languages", ["en", "cs"])), cs=words)


@pytest.mark.parametrize(
    ("tag", "language"), [("cs", "cs"), ("cs-CZ", "cs"), ("CS_cz", "cs"), ("fi", "en"), ("", "en"), ("en-GB", "en")]
)
def test_a_language_is_looked_up_by_truncation(tag: str, language: str) -> None:
    """RFC 4647: the tag is cut from the right until it fits; else the pack's first language."""
    assert build(czech(CZECH), tag).language == language


def test_missing_texts_fall_back_and_are_counted() -> None:
    """What a language lacks is said in the pack's first one."""
    built = build(czech(CZECH), "cs")
    area = built.content.area("A")
    assert (area.title, area.text) == ("První oblast", "About First area.")
    whole = build(czech(texts()), "cs")
    assert whole.missing_texts == 0
    assert built.missing_texts == build(czech({}), "cs").missing_texts - 2 > 0


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ({"areas": {"Z": {"title": "x"}}}, "text/cs.toml areas.Z"),
        ({"areas": {"A": {"title": "TBD"}}}, "text/cs.toml areas.A.title"),
        ({"areas": "x"}, "text/cs.toml areas"),
        ({"areas": {"A": "x"}}, "text/cs.toml areas.A"),
        ({"areas": {"A": {"title": {"a": "b"}}}}, "text/cs.toml areas.A.title"),
    ],
)
def test_faults_of_a_translation_are_its_own(words: Data, place: str) -> None:
    """A fault of the second language names the second text file."""
    assert place in places(faults_of(czech(words), "cs"))


def test_all_faults_are_told_at_once() -> None:
    """Seven faults of seven kinds, in structure, texts and references, are told in one error."""
    data = changed(
        structure(),
        put("practices.0.efort", "low"),  # unknown key
        put("areas.0.weight", -1),  # weight out of range
        put("areas.1.facts", ["X-9"]),  # dangling reference
        lambda data: data["tasks"].append(dict(data["tasks"][0])),  # duplicate code
        put("roles.0.facts", []),  # stated without facts
        put("rules.targets", 0.5),
        put("colours", {}),  # unknown table
    )
    words = changed(texts(), put("facts.X-2.text", "todo"), drop("studies.B1890.use"), put("areas.C", {"title": "C"}))
    found = {(fault.place, fault.found) for fault in faults_of(files(data, en=words))}
    assert found >= {
        ("practices.toml A1.efort", "efort"),
        ("areas.toml A.weight", "-1"),
        ("areas.toml B.facts", "X-9"),
        ("tasks.toml T1.code", "T1"),
        ("roles.toml BOSS.facts", None),
        ("rules.toml targets", "targets"),
        ("colours.toml", "colours"),
        ("text/en.toml facts.X-2.text", "todo"),
        ("text/en.toml studies.B1890.use", None),
        ("text/en.toml areas.C", "C"),
    }


def test_an_entry_with_a_fault_does_not_dangle() -> None:
    """An area with a wrong weight is not called unknown where practices name it."""
    (fault,) = faults_of(files(changed(structure(), put("areas.0.weight", "heavy"))))
    assert fault.place == "areas.toml A.weight"


def test_deep_nesting_is_refused() -> None:
    """Thousands of tables in one another are a fault, not a crash."""
    deep = f"[{'.'.join('a' * 5000)}]\n".encode()
    assert faults_of(files(extra={"text/en.toml": deep, "a.toml": deep}))
    two = changed(structure(), put("pack.languages", ["en", "cs"]))
    (fault,) = faults_of(files(two, extra={"text/cs.toml": deep, "text/en.toml": deep}), "cs")
    assert fault.problem == "is nested too deeply"


def paths(value: object, before: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield the path of every value in plain data."""
    if before:
        yield ".".join(before)
    if isinstance(value, dict | list):
        entries = value.items() if isinstance(value, dict) else enumerate(value)
        for key, each in entries:
            yield from paths(each, (*before, str(key)))


STRUCTURE_PATHS = list(paths(structure()))
TEXT_PATHS = list(paths(texts()))
SCALARS = (
    st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats()
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
    | st.sampled_from(["A1", "A2", "Q1a", "X-1", "S1", "en", "stated", "judged", "code", "1", "guess", "IT"])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["code", "text", "a"]), inner),
    max_leaves=5,
)


def vary(data: Data, known: list[str], draw: st.DataObject) -> None:
    """Replace, drop, double or exchange one value, if an earlier change has left its place."""
    path, change = draw.draw(st.sampled_from(known)), draw.draw(st.sampled_from(["put", "drop", "double", "swap"]))
    value = draw.draw(VALUES) if change == "put" else None
    try:
        holder, key = inside(data, path)
        match change:
            case "put":
                holder[key] = value
            case "drop":
                del holder[key]
            case "double":
                holder.append(holder[key])
            case "swap":
                holder[key], holder["code"] = holder["code"], holder[key]
    except (LookupError, TypeError, ValueError, AttributeError):
        return


def loaded(pack: PackFiles) -> Catalogue | None:
    """Return a catalogue, or nothing where the pack is refused with faults that say where and what."""
    try:
        return Catalogue.from_files(pack)
    except InvalidPackError as error:
        refused = error
    assert refused.faults
    assert all(fault.place and fault.problem for fault in refused.faults)
    assert str(refused)
    return None


@settings(max_examples=200)
@given(st.data())
def test_a_changed_pack_is_a_catalogue_or_has_faults(draw: st.DataObject) -> None:
    """Whatever is changed in a pack, nothing but InvalidPackError with named faults leaves."""
    data, words = structure(), texts()
    for _ in range(draw.draw(st.integers(1, 3))):
        vary(*draw.draw(st.sampled_from([(data, STRUCTURE_PATHS), (words, TEXT_PATHS)])), draw)
    if catalogue := loaded(files(data, en=words)):
        assert catalogue.questionnaire().items
        assert catalogue.graph.number_of_nodes()
        assert catalogue.diagram()
        assert "".join(nx.generate_graphml(catalogue.graph))


@settings(max_examples=100)
@given(st.sampled_from([name for name, _ in files().files]), st.binary(max_size=60), st.integers(0, 200))
def test_random_bytes_in_a_file_never_break_out(name: str, noise: bytes, at: int) -> None:
    """Bytes thrown into a file give a catalogue or InvalidPackError."""
    content = dict(files().files)[name]
    loaded(files(extra={name: content[:at] + noise + content[at:]}))


def test_a_list_that_no_pack_needs_is_refused_at_once() -> None:
    """Wherever it stands; nothing is held against its thousands of entries."""
    data = structure()
    data["areas"] = [{"code": f"A{number}"} for number in range(2001)]
    data["profiles"][0]["items"] = ["Q1a"] * 2001
    found = {(fault.place, fault.problem) for fault in faults_of(files(data))}
    problem = "holds more than 2000 entries"
    assert found == {("areas.toml.areas", problem), ("profiles.toml.profiles.0.items", problem)}


@pytest.mark.parametrize("name", ["more.toml", "text/en.toml", "areas.toml"])
def test_faults_without_end_are_told_up_to_a_thousand(name: str) -> None:
    """A hostile pack is refused in seconds, with faults enough to begin with."""
    many = "".join(f"x{number} = {{ a = 1 }}\n" for number in range(5000))
    own = f"areas = [{{ code = 'A', {', '.join(f'x{number} = 1' for number in range(5000))} }}]"
    assert 1000 <= len(faults_of(files(extra={name: (own if name == "areas.toml" else many).encode()}))) <= 3000
