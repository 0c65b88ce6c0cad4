"""SMAA-2 on request: who is ranked before whom, and by which weights a practice is first."""

import attrs
import pytest
from hypothesis import given

import mbi_collab as mbi
from mbi_collab.assessment.doubt import CRITERIA, Doubt
from mbi_collab.assessment.placing import placing_details
from mbi_collab.errors import SettingsError, UnknownCodeError
from tests.strategies import sheet_of, small_pack, some_examples, surveys

SHEET = sheet_of(small_pack("abc", requires={"b": ["a"]}))


def rated(a: int, b: int, c: int | str, people: int = 4, **more: object) -> mbi.Assessment:
    sets = [
        mbi.AnswerSet(f"{side}{at}", side, {"a": a, "b": b, "c": c}) for side in ("S0", "S1") for at in range(people)
    ]
    return mbi.assess(mbi.Panel(SHEET, sets), **{"samples": 400, **more})  # type: ignore[arg-type]


def test_need_puts_one_first_and_leverage_the_other() -> None:
    """Practice b needs more, but a unlocks it: who ranks a first weighs leverage high."""
    doubt = Doubt(weighting="uniform", misreading=0)
    found = placing_details(rated(2, 1, 3, doubt=doubt))
    first, second = found.practice("pa"), found.practice("pb")
    assert first.first is not None
    assert second.first is not None
    assert first.first + second.first == 1
    assert found.winning("pa", "pb") == pytest.approx(first.first)
    weights = [dict(each.central_weights or ()) for each in (first, second)]
    assert weights[0]["leverage"] > weights[1]["leverage"]
    for each in weights:
        assert sum(each.values()) == pytest.approx(1)
    assert (first.confidence, second.confidence) == (1.0, 1.0)  # the answers are not drawn: the weights decide


def test_what_is_never_first_has_no_central_weights() -> None:
    """Practice c is in place: ranked last in every draw."""
    found = placing_details(rated(1, 1, 3, doubt=Doubt(misreading=0))).practice("pc")
    assert (found.first, found.central_weights, found.confidence) == (0.0, None, None)
    assert dict(found.wins) == {"pa": 0.0, "pb": 0.0}
    assert found.to_record()["weight_need"] is None


def test_what_is_not_assessed_is_not_ranked() -> None:
    found = placing_details(rated(1, 1, "dk"))
    assert (found.practice("pc").first, found.practice("pc").wins) == (None, ())
    assert found.winning("pa", "pc") is None
    assert found.winning("pa", "pa") is None
    nothing = placing_details(mbi.assess(mbi.Panel(SHEET, [])))
    assert [each.first for each in nothing.practices] == [None] * 3
    assert not nothing.table().rows


def test_it_is_the_ranking_of_the_certainty() -> None:
    """The same draws: ranked first as often as the first rank is acceptable."""
    result = rated(2, 2, 2)
    for each in placing_details(result).practices:
        assert each.first == result.certainty.practice(each.practice).ranks[0]  # type: ignore[union-attr]
    assert placing_details(result) == placing_details(result)
    assert placing_details(result, samples=7).sampling.samples == 7


def test_codes_and_samples_are_checked() -> None:
    found = placing_details(rated(1, 2, 3), samples=5)
    for pair in (("pz", "pa"), ("pa", "pz")):
        with pytest.raises(UnknownCodeError):
            found.winning(*pair)
    for samples in (0, -1, 0.5):
        with pytest.raises(SettingsError):
            placing_details(rated(1, 2, 3), samples=samples)  # type: ignore[arg-type]
    with pytest.raises(SettingsError):
        placing_details(rated(1, 2, 3, samples=0))


def test_the_table_shows_what_is_ever_first() -> None:
    found = placing_details(rated(1, 1, 3, doubt=Doubt(misreading=0)))
    names = {row[0].split()[0] for row in found.table().rows}
    assert names == {each.practice for each in found.practices if each.first}
    assert "400 draws" in " ".join(str(found).split())
    assert found._repr_html_() == found.table().to_html()
    assert repr(found) == "<PlacingDetails of 3 practices in 400 draws>"
    records = found.to_records()
    assert {"weight_need", "weight_leverage", "weight_ease", "wins_over_pb"} <= records[0].keys()


def test_nothing_is_shown_of_a_small_side() -> None:
    """The values are there, the records and the rows are not."""
    found = placing_details(rated(1, 1, 3, people=3))
    assert found.practice("pa").first is not None
    assert found.to_records() == []
    assert not found.table().rows
    assert "400" not in str(found)


def test_only_an_assessment_is_placed() -> None:
    with pytest.raises(SettingsError, match="'int' must be an Assessment"):
        placing_details(5)  # type: ignore[arg-type]


@some_examples
@given(surveys())
def test_two_practices_share_their_draws(panel: mbi.Panel) -> None:
    """Winning shares sum to 1, first shares too; weights are weights, and the confidence is a share."""
    found = placing_details(mbi.assess(panel, samples=50))
    assessed = [each for each in found.practices if each.first is not None]
    if assessed:
        assert sum(each.first or 0.0 for each in assessed) == pytest.approx(1)
    for each in assessed:
        assert len(each.wins) == len(assessed) - 1
        for other, share in each.wins:
            assert share + (found.winning(other, each.practice) or 0.0) == pytest.approx(1)
        assert (each.central_weights is None) == (each.first == 0) == (each.confidence is None)
        assert each.central_weights is None or [name for name, _ in each.central_weights] == list(CRITERIA)
    assert attrs.evolve(found) == found
