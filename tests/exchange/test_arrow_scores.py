"""Writing record batches: one schema for every questionnaire, and nothing of a small side below area level."""

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mbi_collab as mbi
from mbi_collab import BatchScorer, load_catalogue, simulate_panels
from mbi_collab.exchange.arrow_scores import FIELDS, schema_of
from mbi_collab.exchange.batch_model import batch_model
from tests.exchange.test_batches import batch_of
from tests.strategies import packs, panels, some_examples

SHEET = load_catalogue().questionnaire()
pa = pytest.importorskip("pyarrow")


@pytest.mark.parametrize("profile", ["S006", "extended"])
def test_the_schema_is_the_same_and_its_metadata_names_the_places(profile: str) -> None:
    """Types do not hang on the questionnaire; codes stand in the metadata, as JSON."""
    sheet = load_catalogue().questionnaire(profile)
    schema = schema_of(batch_model(sheet))
    assert schema.equals(schema_of(batch_model(SHEET)), check_metadata=False)
    assert schema.names == [name for name, _ in FIELDS]
    told = json.loads(schema.metadata[b"mbi-collab"])
    assert told["pack_digest"] == sheet.catalogue.digest
    assert told["sides"] == list(sheet.side_codes)
    assert told["pairs"][0] == f"{sheet.side_codes[0]}-{sheet.side_codes[1]}"
    assert len(told["pairs"]) == len(sheet.sides) * (len(sheet.sides) - 1) // 2


def test_what_a_small_side_said_stays_above_area_level() -> None:
    """Fewer than the minimum group: no numbers below area level, none of priorities, and no steps."""
    batch = batch_of(simulate_panels(SHEET, 40, 2))
    scorer, whole = BatchScorer(SHEET), BatchScorer(SHEET, named_chiefs=True)
    below = scorer.model.below_area
    for row, complete in zip(scorer(batch).to_pylist(), whole(batch).to_pylist(), strict=True):
        small = any(0 < size < 4 for size in row["respondents"])
        assert row["withheld"] is small
        assert complete["withheld"] is False
        steps = ("first_steps", "open_practices")
        assert [row[name] for name in steps] == [None if small else complete[name] for name in steps]
        if small:
            told = [(one, two) for one, two in zip(row["level"], complete["level"], strict=True) if one is not None]
            assert told == [(pytest.approx(two, abs=0.01), two) for _, two in told]
            lists = [row["level"], row["coverage"], *row["level_by_side"], *row["gap"]]
            assert {number for each in lists for number in each[below:]} == {None}
            assert set(row["priority"]) == {None}
        else:
            assert row == complete
    assert any(BatchScorer(SHEET, minimum_group=1)(batch).column("withheld").to_pylist()) is False


@some_examples
@given(packs().flatmap(lambda sheet: st.lists(panels(sheet, fewest=1, most=5), min_size=1, max_size=4)))
def test_of_a_small_side_the_same_is_told_as_in_the_records_of_its_assessment(drawn: list[mbi.Panel]) -> None:
    """What may be said of an area is decided in one place; a batch knows of nobody who was not heard."""
    heard = [mbi.Panel(each.questionnaire, each.answer_sets) for each in drawn]
    scored = BatchScorer(heard[0].questionnaire)(rows_of(heard)).to_pylist()
    for panel, row in zip(heard, scored, strict=True):
        card = mbi.assess(panel).scorecard
        wanted = {each["code"]: each for each in card.to_records() if each["kind"] in ("overall", "area")}
        for at, (record, node) in enumerate(zip(wanted.values(), (card.overall, *card.areas), strict=True)):
            assert row["withheld"] is card.is_withheld
            assert (row["level"][at], row["coverage"][at]) == (near(record["level"]), near(record["coverage"]))
            sides = [each.side for each in node.by_side]
            assert [each[at] for each in row["level_by_side"]] == [near(record[f"level_{side}"]) for side in sides]
            assert not node.gaps or row["gap"][0][at] == near(record["gap"])
        assert (row["answered"], row["asked"]) == (wanted["overall"]["answered"], wanted["overall"]["asked"])


def near(value: object) -> object:
    return value if value is None else pytest.approx(value, abs=1e-12)


def rows_of(heard: list[mbi.Panel]) -> Any:
    """Return panels as a record batch."""
    at = heard[0].questionnaire.side_codes.index
    return pa.RecordBatch.from_pydict(
        {
            "organisation": [str(number) for number in range(len(heard))],
            "side": [[at(each.side) for each in panel.answer_sets] for panel in heard],
            "answers": [
                np.frombuffer(panel.cells, dtype=np.int8).reshape(len(panel.answer_sets), -1).tolist()
                for panel in heard
            ],
        }
    )


def test_a_row_that_cannot_be_scored_has_nothing_but_its_name_and_why() -> None:
    """All other columns are null, and the rows around it are as without it."""
    batch = batch_of(simulate_panels(SHEET, 3, 0))
    sides = batch.column("side").to_pylist()
    sides[1] = None
    spoilt = batch.set_column(1, "side", pa.array(sides, pa.list_(pa.int8())))
    scorer = BatchScorer(SHEET)
    found, wanted = scorer(spoilt).to_pylist(), scorer(batch).to_pylist()
    assert [found[0], found[2]] == [wanted[0], wanted[2]]
    assert {name: each for name, each in found[1].items() if each is not None} == {
        "organisation": "1",
        "error": "side: is null",
    }
