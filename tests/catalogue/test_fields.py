"""The kinds of field: each form of value has its own name."""

from typing import get_args

from mbi_collab.catalogue import fields


def test_a_claim_is_stated_or_judged() -> None:
    """There is no third basis."""
    assert get_args(fields.Basis) == ("stated", "judged")


def test_no_two_forms_are_taken_for_one_another() -> None:
    """The converter tells forms apart by their names."""
    forms = (
        *(fields.Code, fields.Text, fields.OptionalText, fields.Share, fields.PositiveShare),
        *(fields.Weight, fields.Count, fields.Day),
    )
    assert len(set(forms)) == len(forms)
