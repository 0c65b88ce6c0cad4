"""The catalogue as a value, what a consultant asks of it, and the questionnaires of its profiles."""

import copy
import pickle

import attrs
import pytest

from mbi_collab import load_catalogue
from mbi_collab.catalogue.catalogue import NOT_APPLICABLE, Catalogue
from mbi_collab.catalogue.sources import read_pack
from mbi_collab.errors import UnknownCodeError
from tests.catalogue.small_pack import changed, document, files, put, structure

CATALOGUE = load_catalogue()


def test_catalogues_are_equal_by_content() -> None:
    """The same files in the same language are the same catalogue, made twice or not."""
    again = Catalogue.from_files(read_pack("cio-cmo"))
    assert again is not CATALOGUE
    assert again == CATALOGUE
    assert hash(again) == hash(CATALOGUE)
    assert Catalogue.from_files(files()) != CATALOGUE
    assert CATALOGUE != "cio-cmo"


def test_a_catalogue_survives_pickle_and_copy() -> None:
    """Workers get it whole, whether its graph was made or not."""
    assert CATALOGUE.graph
    for again in (pickle.loads(pickle.dumps(CATALOGUE)), copy.deepcopy(CATALOGUE)):  # noqa: S301
        assert again == CATALOGUE
        assert hash(again) == hash(CATALOGUE)
        assert again.practice("U04") == CATALOGUE.practice("U04")
        assert again.graph.number_of_edges() == CATALOGUE.graph.number_of_edges()
        assert again.in_language("en") == CATALOGUE


def test_a_catalogue_never_changes() -> None:
    """Assignment is refused."""
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        CATALOGUE.language = "cs"  # type: ignore[misc]


def test_it_says_what_it_is() -> None:
    """Id, version, digest and counts."""
    assert (CATALOGUE.id, CATALOGUE.version, CATALOGUE.missing_texts) == ("cio-cmo", "1.0", 0)
    assert len(CATALOGUE.digest) == 64
    assert repr(CATALOGUE) == "<Catalogue 'cio-cmo' 1.0: 1 scenario, 3 tasks, 56 practices, 62 control questions>"


def test_a_copy_in_another_language_needs_no_file() -> None:
    """A second language falls back to the first, text by text, and says how many."""
    words = document({"areas": {"R": {"title": "Společné důvody"}}})
    contents = dict(read_pack("cio-cmo").files) | {"text/cs.toml": words}
    contents["pack.toml"] = contents["pack.toml"].replace(b'languages = ["en"]', b'languages = ["en", "cs"]')
    english = Catalogue.from_files(attrs.evolve(read_pack("cio-cmo"), files=tuple(sorted(contents.items()))))
    czech = english.in_language("cs-CZ")
    assert (czech.language, czech.languages) == ("cs", ("en", "cs"))
    assert (czech.area("R").title, english.area("R").title) == ("Společné důvody", "Shared reasons")
    assert czech.area("U") == english.area("U")
    assert czech.missing_texts > 1000
    assert czech != english
    assert czech.in_language("fi") == english
    assert czech.in_language("en") == english


@pytest.mark.system(4)
def test_the_task_of_a_practice_is_given() -> None:
    """In which task a practice is carried out, and which practices a task carries."""
    assert [task.code for task in CATALOGUE.tasks_of("R02")] == ["U003A"]
    for task in CATALOGUE.tasks:
        practices = CATALOGUE.practices_in(task.code)
        assert practices
        assert all(CATALOGUE.tasks_of(each.code) == (task,) for each in practices)
    assert sum(len(CATALOGUE.practices_in(task.code)) for task in CATALOGUE.tasks) == 56


def test_what_a_practice_unlocks_is_given() -> None:
    """The practices that name it as a prerequisite, no others."""
    assert "R03" in {each.code for each in CATALOGUE.unlocked_by("R02")}
    pairs = {(each.code, need.code) for each in CATALOGUE.practices for need in each.requires}
    unlocked = {(later.code, each.code) for each in CATALOGUE.practices for later in CATALOGUE.unlocked_by(each.code)}
    assert unlocked == pairs
    assert len(pairs) == 53


@pytest.mark.parametrize("ask", ["tasks_of", "questions_of", "practices_in", "unlocked_by", "questionnaire", "diagram"])
def test_every_question_about_nothing_is_an_unknown_code(ask: str) -> None:
    """One error for every unknown code."""
    with pytest.raises(UnknownCodeError):
        getattr(CATALOGUE, ask)("nothing")


@pytest.mark.parametrize(
    ("profile", "counts", "areas", "sides"),
    [
        ("S006", (22, 9, 22), "RUL", ("CIO", "CMO")),
        (None, (33, 20, 22), "RUL", ("CIO", "CMO")),
        ("extended", (83, 59, 56), "RULPFDVG", ("CIO", "CMO", "rest")),
    ],
)
def test_a_questionnaire_is_what_a_profile_asks(
    profile: str | None, counts: tuple[int, int, int], areas: str, sides: tuple[str, ...]
) -> None:
    """Items with the mirror-only ones, control questions of what enters levels, sides in the scenario's order."""
    sheet = CATALOGUE.questionnaire(profile)
    assert sheet.catalogue is CATALOGUE
    assert (len(sheet.items), len(sheet.questions), len(sheet.practices)) == counts
    assert "".join(area.code for area in sheet.areas) == areas
    assert sheet.side_codes == sides
    assert list(sheet.place_of) == [item.code for item in sheet.items]
    assert [sheet.place_of[item.code] for item in sheet.items] == list(range(counts[0]))


def test_a_questionnaire_finds_its_own_items_only() -> None:
    """An item of the pack that the profile leaves out is unknown to it."""
    sheet = CATALOGUE.questionnaire("S006")
    assert sheet.item("Q313") is CATALOGUE.item("Q313")
    assert sheet.scale_of(sheet.item("Q313")).code == "fit5"
    assert sheet.scenario.code == "S006"
    with pytest.raises(UnknownCodeError, match="is not an item of profile 'S006'"):
        sheet.item("QR2")


def test_a_questionnaire_is_a_value() -> None:
    """Equal by catalogue and profile, hashable, pickled, frozen."""
    sheet = CATALOGUE.questionnaire("S006")
    assert sheet == CATALOGUE.questionnaire("S006") != CATALOGUE.questionnaire()
    assert hash(sheet) == hash(CATALOGUE.questionnaire("S006"))
    assert pickle.loads(pickle.dumps(sheet)) == sheet  # noqa: S301
    assert repr(sheet) == "<Questionnaire 'S006' of 'cio-cmo' 1.0: 22 items to CIO, CMO>"
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        sheet.profile = CATALOGUE.profile("S006+")  # type: ignore[misc]


def test_a_side_that_is_no_party_comes_last() -> None:
    """Sides beyond the scenario's stand in the pack's order after them."""
    data = changed(structure(), put("scenarios.0.sides", ["MK", "IT"]))
    assert Catalogue.from_files(files(data)).questionnaire().side_codes == ("MK", "IT")
    data = changed(structure(), put("scenarios.0.sides", ["MK"]))
    assert Catalogue.from_files(files(data)).questionnaire().side_codes == ("MK", "IT")


def test_reasons_for_not_applicable_are_closed() -> None:
    """Four, spelled the same everywhere."""
    assert NOT_APPLICABLE == ("na:out-of-scope", "na:no-such-role", "na:not-here", "na:other")


@pytest.mark.parametrize("profile", ["S006", "S006+", "extended"])
@pytest.mark.parametrize("side", ["CIO", "CMO"])
def test_the_other_side_may_be_asked_about_first(profile: str, side: str) -> None:
    """In each area, and so in each control question; otherwise in the same order."""
    sheet = CATALOGUE.questionnaire(profile)
    plain, turned = sheet.items_for(side), sheet.items_for(side, other_first=True)
    area = {item.code: CATALOGUE.question_of(item.code).area for item in plain}
    assert plain == tuple(item for item in sheet.items if side in item.asked_of)
    assert sorted(turned, key=lambda item: item.code) == sorted(plain, key=lambda item: item.code)
    assert [area[item.code] for item in turned] == [area[item.code] for item in plain]
    for code in area.values():
        about = [item.subject == side for item in turned if area[item.code] == code]
        assert about == sorted(about)
    for own in (True, False):
        kept = [[item for item in items if (item.subject == side) == own] for items in (plain, turned)]
        assert kept[0] == kept[1]


def test_a_side_that_is_asked_nothing_has_no_items() -> None:
    with pytest.raises(UnknownCodeError, match="CIO"):
        CATALOGUE.questionnaire().items_for("CI0")
