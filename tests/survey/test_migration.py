"""Panels and targets of earlier versions."""

import pytest

import mbi_collab as mbi
from mbi_collab.errors import AnswersError
from mbi_collab.survey.carrying import NotCarried
from mbi_collab.survey.migration import migrate, migrate_targets
from tests.survey.migrating import panel, sheet

SHEET = sheet()


def test_a_panel_of_an_earlier_version_becomes_a_panel() -> None:
    """With what was carried and what was not."""
    done = migrate(panel(One=2, Q2=1, Old=3), SHEET)
    assert done.panel.answer_sets[0].answers == (("Q1a", 2), ("Q2", 1))
    assert (done.version, done.carried) == ("1", 2)
    assert done.dropped == (NotCarried("anna", "Old", "dropped", "guess"),)
    assert done.to_records() == [{"place": "anna", "code": "Old", "kind": "dropped", "reason": "guess"}]
    assert repr(done) == "<Migrated 1 → 3: answers carried 2, not carried 1>"


def test_a_panel_of_this_version_is_itself() -> None:
    """Nothing is carried and nothing lost."""
    own = mbi.Panel(SHEET, [mbi.AnswerSet("anna", "IT", {"Q1a": 2})])
    done = migrate(own.to_dict(), SHEET)
    assert done.panel == own
    assert done.dropped == ()


def test_a_panel_of_another_profile_is_carried_as_far_as_it_goes() -> None:
    """What this profile does not ask is told, as any other answer that has no place here."""
    done = migrate({**panel(One=2, Elsewhere=1), "profile": "larger"}, SHEET)
    assert done.carried == 1
    assert done.dropped == (NotCarried("anna", "Elsewhere", "no-such-code"),)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({**panel(), "pack": {"id": "smal", "version": "1"}}, "Did you mean 'small'"),
        (panel("0"), "'0' is a version from which no migration leads to 3"),
        ({**panel(), "pack": None}, "must be an object with id and version"),
        ({**panel(), "answer_sets": 7}, "must be an object with a list 'answer_sets'"),
        ([], "must be an object with a list 'answer_sets'"),
        (panel(One="often"), "'often' is not an answer of this scale"),
    ],
)
def test_what_cannot_be_carried_at_all_is_refused(data: object, told: str) -> None:
    """Another pack, an unknown version, no panel, answers that never were any."""
    with pytest.raises(AnswersError) as refused:
        migrate(data, SHEET)  # type: ignore[arg-type]
    assert told in str(refused.value)


def test_targets_are_carried() -> None:
    """By the table of practices; those that are gone are told."""
    done = migrate_targets({"P1": 0.5, "B1": 0.6, "P9": 0.7, "Z": 0.8}, "1", SHEET)
    assert done.targets == (("A1", 0.5), ("B1", 0.6))
    assert done.dropped == (NotCarried("targets", "P9", "dropped", "asks"), NotCarried("targets", "Z", "no-such-code"))
    assert migrate_targets({"P1": 0.5, "A1": 0.9}, "1", SHEET).dropped == (NotCarried("targets", "A1", "taken"),)


def test_targets_of_an_unknown_version_are_refused() -> None:
    """The versions that are known are listed."""
    with pytest.raises(AnswersError, match=r"allowed: 1, 2, 3"):
        migrate_targets({}, "0", SHEET)
