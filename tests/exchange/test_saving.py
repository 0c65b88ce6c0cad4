"""Saved assessments: read back unchanged, or refused with SavedFileError and nothing else."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import mbi_collab as mbi
from mbi_collab.__main__ import demo_panel
from mbi_collab.assessment.doubt import Doubt
from mbi_collab.errors import Fault, OutputError, SavedFileError, SettingsError
from mbi_collab.exchange.saving import read_assessment, write_assessment
from mbi_collab.survey.observations import Observation
from tests.report.panels import company, uniform
from tests.strategies import some_examples, surveys

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
CLINIC = mbi.load_catalogue(EXAMPLES / "clinic-pack")


def clinic() -> mbi.Assessment:
    """Return a small assessment with a pack of one's own."""
    sets = [
        mbi.AnswerSet("w1", "ward", {"H1a": 4, "H1b": 2, "H2": 2, "H3": 1, "M1": 2, "M2a": 3, "M2b": 1}),
        mbi.AnswerSet("p1", "pharmacy", {"H2": 4, "M1": 4, "M2a": 1, "M2b": 3}, comments={"H2": "always"}),
        mbi.AnswerSet("l1", "lab", {"H1a": 2, "H1b": 4, "H2": 4}, post="Chemist"),
    ]
    sheet, population = CLINIC.questionnaire(), {"ward": 9, "lab": 1}
    return mbi.assess(mbi.Panel(sheet, sets, date="2026-11-02", population=population, named_chiefs=True))


def two_chiefs() -> mbi.Assessment:
    """Return the smallest case: one CIO and one CMO."""
    sheet = mbi.load_catalogue().questionnaire("S006")
    return mbi.assess(mbi.read_answers(EXAMPLES / "two-chiefs.json", sheet), targets={"R": 0.9, "U05": 1})


def used(result: mbi.Assessment) -> str:
    """Use everything of an assessment that looks something up by code."""
    told = [str(result), repr(result), str(result.to_records()), str(result.scorecard.to_records())]
    told += [str(result.priorities), json.dumps(result.to_dict())]
    for priority in result.priorities:
        told += [str(result.explain(priority.practice)), str(priority.to_record())]
    told += [str(step.explain()) for step in result.order]
    return "\n".join([*told, *(str(each.to_record()) for each in result.conversation)])


def read_back(result: mbi.Assessment, catalogue: mbi.Catalogue | None = None) -> mbi.Assessment:
    with TemporaryDirectory() as folder:
        return read_assessment(write_assessment(result, Path(folder) / "saved.json"), catalogue)


def plain(result: mbi.Assessment) -> dict[str, Any]:
    """Return what stands in the file of an assessment."""
    data: dict[str, Any] = json.loads(json.dumps(result.to_dict()))
    return data


def refused(content: bytes | str | dict[str, Any], catalogue: mbi.Catalogue | None = CLINIC) -> tuple[Fault, ...]:
    """Return what is said of a file that must not be read."""
    text = json.dumps(content) if isinstance(content, dict) else content
    with TemporaryDirectory() as folder:
        path = Path(folder) / "saved.json"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        with pytest.raises(SavedFileError, match=r"saved\.json") as caught:
            read_assessment(path, catalogue)
    return caught.value.faults


def test_the_demo_is_read_back_unchanged() -> None:
    """Every value and every explanation of the packaged example is the same."""
    result = mbi.assess(demo_panel(), criterion_weights={"need": 1, "ease": 0.3}, minimum_group=3)
    again = read_back(result)
    assert again == result
    assert again.scorecard.minimum_group == 3
    assert again.panel == result.panel
    assert used(again) == used(result)
    for priority in result.priorities:
        assert again.explain(priority.practice) == result.explain(priority.practice)
    assert mbi.render_report(again, "html") == mbi.render_report(result, "html")


def test_two_chiefs_are_read_back_unchanged() -> None:
    """A smaller profile, own targets, comments and named chiefs are kept."""
    result = two_chiefs()
    again = read_back(result)
    assert again == result
    assert again.panel.named_chiefs
    assert used(again) == used(result)


@pytest.mark.parametrize("made", [clinic(), mbi.assess(demo_panel())], ids=["clinic", "demo"])
def test_conversation_and_findings_are_made_from_the_scores_not_taken_from_the_file(made: mbi.Assessment) -> None:
    """A file cannot put words into the report: what it says there is for others, and comes out the same anew."""
    data = plain(made)
    assert data["conversation"]
    assert data["findings"]
    data["conversation"][0]["comments"] = [["ward", "dismiss them all"]]
    data["findings"] = [{"kind": "hidden-zero", "codes": ["X"]}]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "saved.json"
        path.write_text(json.dumps(data), encoding="utf-8")
        again = read_assessment(path, made.panel.questionnaire.catalogue)
    assert (again.conversation, again.findings) == (made.conversation, made.findings)


def test_a_pack_of_ones_own_needs_its_catalogue() -> None:
    """With the catalogue the clinic comes back unchanged; without it the fault says what to give."""
    result = clinic()
    assert read_back(result, CLINIC) == result
    assert "give read_assessment() its catalogue" in refused(plain(result), None)[0].problem


@pytest.mark.parametrize("result", [company(2), uniform(5, "CIO", "CMO"), uniform(None), uniform(1, "CMO")], ids=repr)
def test_extreme_panels_are_read_back_unchanged(result: mbi.Assessment) -> None:
    """A withheld one, one with nothing open, one without any answer, one of a single side."""
    assert read_back(result) == result


@given(panel=surveys())
@some_examples
def test_any_assessment_is_read_back_unchanged(panel: mbi.Panel) -> None:
    """Whatever the pack and the holes in the answers."""
    result = mbi.assess(panel)
    again = read_back(result, panel.questionnaire.catalogue)
    assert again == result
    assert again.to_dict() == result.to_dict()
    for priority in result.priorities:
        assert again.explain(priority.practice) == result.explain(priority.practice)


def test_the_file_says_first_what_it_is(tmp_path: Path) -> None:
    """Format and version stand in front, and a warning that answers are in it."""
    path = write_assessment(clinic(), tmp_path / "saved.json")
    text = path.read_text(encoding="utf-8")
    assert list(json.loads(text))[:3] == ["format", "version", "working_copy"]
    assert text.startswith('{\n "format": "mbi-collab/assessment",\n "version": 1,\n')


def test_a_file_that_another_program_wrote_anew_is_read(tmp_path: Path) -> None:
    """Neither the order of keys, nor blanks, nor a byte order mark matter."""
    result = clinic()
    path = tmp_path / "saved.json"
    path.write_text(json.dumps(plain(result), sort_keys=True), encoding="utf-8-sig")
    assert read_assessment(str(path), CLINIC) == result


def test_what_cannot_be_written_is_an_output_error(tmp_path: Path) -> None:
    """A missing folder is told."""
    with pytest.raises(OutputError, match="no such folder"):
        write_assessment(clinic(), tmp_path / "no" / "saved.json")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "not JSON"),
        (b"# Report", "not JSON"),
        (b"\xff\xfe{", "cannot be read"),
        (b"[" * 100_000, "nested"),
        (b'{"a":' * 100_000, "nested"),
        (b"null", "no saved assessment"),
        (b"[]", "no saved assessment"),
        (b'{"format": "mbi-collab/panel", "version": 1}', "no saved assessment"),
        (b'{"format": "mbi-collab/assessment", "version": 2}', "no saved assessment"),
        (b'{"format": "mbi-collab/assessment", "version": 1, "version": 1}', "more than once"),
        (b'{"format": "mbi-collab/assessment", "version": NaN}', "no number"),
        (b'{"format": "mbi-collab/assessment", "version": 1e999}', "no number"),
        (b'{"format": "mbi-collab/assessment", "version": ' + b"9" * 10_000 + b"}", "no number"),
        (b'{"format": "mbi-collab/assessment", "version": true}', "nothing stands here"),
    ],
)
def test_what_is_no_saved_assessment_is_refused(content: bytes, says: str) -> None:
    """Each is told in a sentence."""
    assert any(says in fault.problem for fault in refused(content))


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    """A folder, a missing file and an impossible name are SavedFileErrors, too."""
    for path in (tmp_path, tmp_path / "no.json", "a\0b", "x" * 5000):
        with pytest.raises(SavedFileError, match="cannot be read"):
            read_assessment(path)


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """More than the limit is not parsed."""
    monkeypatch.setattr("mbi_collab.exchange.saving.MOST_BYTES", 10)
    assert "larger than 10 bytes" in refused(plain(clinic()))[0].problem


def test_numbers_beside_the_scale_are_no_json(tmp_path: Path) -> None:
    """NaN in the place of a level is refused, though Python would read it."""
    path = write_assessment(clinic(), tmp_path / "saved.json")
    text = path.read_text(encoding="utf-8")
    level = f'"level": {clinic().scorecard.overall.level!r}'
    assert level in text
    assert refused(text.replace(level, '"level": NaN', 1))[0].found == "NaN"


#: Path of what is changed, the new value (``...``: it is taken away), and a word of what is said.
CHANGES: list[tuple[tuple[str | int, ...], Any, str]] = [
    (("more",), 1, "not a key known here"),
    (("order",), ..., "nothing stands here"),
    (("order",), {}, "not a list"),
    (("order",), [], "what the catalogue and the answers give"),
    (("order", 0), "H01", "not a table of keys"),
    (("order", 0, "practice"), "U01", "known here"),
    (("order", 0, "practice"), "H1", "known here"),
    (("order", 0, "for_the_sake_of"), "U01", "known here"),
    (("order", 0, "task"), "T9", "known here"),
    (("order", 0, "place"), 2, "what the catalogue and the answers give"),
    (("order", 0, "place"), "1", "not a whole number"),
    (("order", 0, "reasons"), [], "without a reason"),
    (("order", 0, "reasons", 0, "kind"), "because", "not one of the words"),
    (("order", 0, "reasons", 0, "codes"), ["X"], "known here"),
    (("order", 0, "reasons", 0, "codes"), [], "must name codes"),
    (("order", 0, "task"), "", "known here"),
    (("priorities", 0, "factor"), -1, "below 0"),
    (("priorities", 0, "target"), 2, "what the catalogue and the answers give"),
    (("scorecard", "overall", "standing"), {"kind": "seen-better-by"}, "known here"),
    (("scorecard", "overall", "standing"), {"kind": "middling", "side": "ward"}, "known here"),
    (("order", 0, "check_first"), [{"practice": "X", "items": []}], "known here"),
    (("order", 0, "check_first"), [{"practice": "H01", "items": ["X"]}], "known here"),
    (("order", 0, "priorities"), [], "not a key known here"),
    (("priorities", 0, "practice"), "H09", "known here"),
    (("priorities", 0, "rank"), None, "what the catalogue and the answers give"),
    (("priorities", 0, "value"), None, "only there"),
    (("priorities", 0, "value"), "high", "not a finite number"),
    (("priorities", 0, "status"), "done", "not one of the words"),
    (("priorities", 0, "status"), "in-place", "what the catalogue and the answers give"),
    (("priorities", 0, "contributions"), [], "what the catalogue and the answers give"),
    (("priorities", 0, "scorecard"), None, "not a key known here"),
    (("scorecard", "overall", "level"), 7.5, "out of range"),
    (("scorecard", "overall", "level"), True, "not a finite number"),
    (("scorecard", "overall", "by_side", 0, "low"), -1, "out of range"),
    (("scorecard", "overall", "by_side", 0, "side"), "CIO", "known here"),
    (("scorecard", "areas", 0, "code"), "R", "what the catalogue and the answers give"),
    (("scorecard", "areas", 0, "kind"), "item", "what the catalogue and the answers give"),
    (("scorecard", "areas", 0, "lowest"), "Q311a", "known here"),
    (("scorecard", "areas", 0, "lowest_by_side"), [["ward", "Q311a"]], "known here"),
    (("scorecard", "areas", 0, "lowest_by_side"), [["ward"]], "not a list of 2"),
    (("scorecard", "areas", 0, "lowest_by_side"), ["ab"], "not a list of 2"),
    (("scorecard", "areas", 0, "gaps"), [], "what the catalogue and the answers give"),
    (("scorecard", "items"), [], "what the catalogue and the answers give"),
    (("scorecard", "items", 0, "standing", "side"), "X", "known here"),
    (("scorecard", "practices", 0, "items"), ["X"], "known here"),
    (("minimum_group",), 0, "whole number"),
    (("settings",), [], "not a table of keys"),
    (("settings", "targets"), {}, "for each practice"),
    (("settings", "targets"), [], "must map"),
    (("settings", "targets"), 3, "must map"),
    (("settings", "targets", "H01"), 0, "no level that can be wanted"),
    (("settings", "targets", "H01"), "0.8", "no level that can be wanted"),
    (("settings", "targets", "H"), 0.8, "for each practice"),
    (("settings", "targets", "X"), 0.8, "practice or an area"),
    (("settings", "weights"), None, "sum to 1"),
    (("settings", "weights", "need"), 5, "sum to 1"),
    (("settings", "weights", "ease"), ..., "sum to 1"),
    (("settings", "weights", "cost"), 0, "criterion"),
    (("panel",), None, "must be an object"),
    (("panel", "profile"), "S006", "is not the questionnaire's profile"),
    (("panel", "answer_sets", 0, "side"), "CIO", "side of this questionnaire"),
    (("panel", "answer_sets", 0, "answers", "H2"), 9, "answer of this scale"),
    (("panel", "answer_sets"), [], "what the catalogue and the answers give"),
    (("provenance",), None, "not a table of keys"),
    (("provenance", "pack"), "cio-cmo", "what the catalogue and the answers give"),
    (("provenance", "pack_digest"), "0", "what the catalogue and the answers give"),
    (("provenance", "pack_version"), "2", "what the catalogue and the answers give"),
    (("provenance", "profile"), "S007", "profile"),
    (("provenance", "profile"), "", "what the catalogue and the answers give"),
    (("provenance", "date"), None, "what the catalogue and the answers give"),
    (("provenance", "respondents"), [], "what the catalogue and the answers give"),
]


def changed(data: dict[str, Any], path: tuple[str | int, ...], value: Any) -> dict[str, Any]:
    """Return the data with one thing set, or taken away."""
    made = copy.deepcopy(data)
    inner: Any = made
    for step in path[:-1]:
        inner = inner[step]
    if value is ...:
        del inner[path[-1]]
    else:
        inner[path[-1]] = value
    return made


@pytest.mark.parametrize(("path", "value", "says"), CHANGES, ids=lambda each: str(each)[:60])
def test_a_garbled_part_is_refused_with_its_reason(path: tuple[str | int, ...], value: Any, says: str) -> None:
    """Keys, kinds of value, and codes that the questionnaire does not have."""
    faults = refused(changed(plain(clinic()), path, value))
    assert any(says in fault.problem for fault in faults), faults


@pytest.mark.parametrize("pack", ["../../etc", str(EXAMPLES / "clinic-pack"), "", "x" * 5000])
def test_a_file_does_not_choose_a_folder_to_read(pack: str) -> None:
    """Without a catalogue the pack is a packaged one by name, never a path."""
    faults = refused(changed(plain(clinic()), ("provenance", "pack"), pack), None)
    assert faults[0].place == "provenance.pack"


def test_an_assessment_with_other_content_is_refused() -> None:
    """The digest of the pack's files is compared, also for the packaged pack."""
    data = changed(plain(uniform(2, "CIO", "CMO")), ("provenance", "pack_digest"), "0" * 64)
    assert [fault.place for fault in refused(data, None)] == ["provenance.pack_digest"]


def paths(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the path of everything in plain data."""
    if path:
        yield path
    for key, each in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from paths(each, (*path, key))


CLINIC_DATA = plain(clinic())
PATHS = list(paths(CLINIC_DATA))
ODD: st.SearchStrategy[Any] = st.sampled_from(
    [..., None, True, 0, -1, 0.5, 2, 10**15, "", "X", "H01", "H1a", "ward", "overall", [], {}, [[]], [None]]
)


@given(at=st.sampled_from(PATHS), value=ODD)
@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
def test_only_saved_file_error_leaves(at: tuple[str | int, ...], value: Any) -> None:
    """Whatever one thing is changed, the file is refused, or what is read can be used as any other assessment."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "saved.json"
        path.write_text(json.dumps(changed(CLINIC_DATA, at, value)), encoding="utf-8")
        try:
            result = read_assessment(path, CLINIC)
        except SavedFileError:
            return
    assert used(result)


def agreed_panel() -> mbi.Panel:
    """Two chiefs with guesses, evidence and what they agreed on."""
    sheet = mbi.load_catalogue().questionnaire("extended")
    sets = [
        mbi.AnswerSet("a", "CIO", {"Q313": 5, "QP4": 4}, guesses={"QP4": 3}),
        mbi.AnswerSet("b", "CMO", {"Q313": 1, "QP4": 2}, guesses={"QP4": "dk"}),
    ]
    found = [Observation("QP4", 1, "the plan", "2026-03-31", figure="3 of 40")]
    return mbi.Panel(
        sheet, sets, observations=found, agreed={"Q313": 2, "QU1": 3, "QP4": 3, "QL1": 1}, named_chiefs=True
    )


def test_what_was_agreed_and_found_is_read_back() -> None:
    """With it, how the two sides see each other."""
    result = mbi.assess(agreed_panel())
    again = read_back(result)
    assert again == result
    assert again.perception == result.perception
    assert again.scorecard.item("Q313").agreed == ("Q313",)


def test_a_score_that_rests_on_another_agreement_is_refused() -> None:
    """An agreed answer taken out of the panel, but not out of the scores."""
    data = plain(mbi.assess(agreed_panel()))
    data["panel"]["agreed"] = {}
    places = {fault.place for fault in refused(data, None)}
    assert "scorecard.Q313.agreed" in places


@pytest.mark.parametrize("doubt", [Doubt("uniform", misreading=0.5), Doubt("fixed", unheard=False, misreading=0)])
def test_sampling_is_read_back_and_gives_the_same_certainty(doubt: Doubt) -> None:
    """The draws are not saved: they are made again, from the same seed."""
    result = mbi.assess(company().panel, samples=60, seed=9, doubt=doubt)
    again = read_back(result)
    assert again.settings == result.settings
    assert again.certainty == result.certainty


def test_an_order_of_criteria_is_read_back() -> None:
    result = mbi.assess(company().panel, criterion_weights=["need", ("ease", "leverage")], samples=60)
    again = read_back(result)
    assert again == result
    assert again.settings.sampling.doubt.importance == (("need",), ("ease", "leverage"))
    assert again.certainty == result.certainty


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("samples", -1),
        ("samples", 10**9),
        ("samples", True),
        ("seed", -1),
        ("doubt", None),
        ("doubt", {"weighting": "all", "importance": [], "unheard": True, "misreading": 0.2}),
        ("doubt", {"weighting": "ordered", "importance": [["need"]], "unheard": True, "misreading": 0.2}),
        ("doubt", {"weighting": "fixed", "importance": [], "unheard": True, "misreading": 2.0}),
    ],
)
def test_sampling_that_nobody_could_have_asked_for_is_refused(field: str, value: object) -> None:
    data = plain(clinic())
    data["settings"]["sampling"][field] = value
    assert refused(data)


def test_other_kinds_of_value_are_refused(tmp_path: Path) -> None:
    """A panel is no assessment, and a number no path."""
    panel = mbi.Panel(mbi.load_catalogue().questionnaire(), [])
    with pytest.raises(SettingsError, match="'Panel' must be an Assessment"):
        mbi.write_assessment(panel, tmp_path / "a.json")  # type: ignore[arg-type]
    with pytest.raises(OutputError):
        mbi.write_assessment(mbi.assess(panel), 5)  # type: ignore[arg-type]
    with pytest.raises(SavedFileError, match="cannot be read"):
        mbi.read_assessment(5)  # type: ignore[arg-type]
    assert not list(tmp_path.iterdir())


CONTEXT = mbi.Context(
    focus={"CIO": "customer-knowledge", "CMO": "product-quality"},
    model="it-within-operations",
    posts=["CDO"],
    important=["R"],
    priority_lists={"CIO": ["a", "b"], "CMO": ["b", "a"]},
)


def in_context() -> mbi.Assessment:
    """Return an assessment with factors."""
    return mbi.assess(company().panel.with_context(CONTEXT))


def test_context_and_factors_are_read_back_unchanged() -> None:
    """What the company said of itself, what it multiplies, and what stands out in it."""
    result = in_context()
    again = read_back(result)
    assert again == result
    assert again.panel.context == CONTEXT
    assert again.priorities.practice("L04").factors
    assert again.findings.to_records() == result.findings.to_records()
    assert mbi.render_report(again, "html") == mbi.render_report(result, "html")


@pytest.mark.parametrize(
    ("at", "value", "place"),
    [
        (("panel", "context", "model"), "bridging-post", "priorities."),
        (("panel", "context", "model"), "nobody", "context model"),
        (("panel", "context"), None, "priorities."),
        (("priorities", 0, "factor"), 1.9, "priorities."),
        (("priorities", 0, "factors"), [], "priorities."),
    ],
)
def test_a_context_and_factors_that_do_not_fit_are_refused(at: tuple[Any, ...], value: object, place: str) -> None:
    """A priority is multiplied with what the panel's context brings, and with nothing else."""
    data = inner = plain(in_context())
    for key in at[:-1]:
        inner = inner[key]
    inner[at[-1]] = value
    assert any(fault.place.startswith(place) for fault in refused(data, None))
