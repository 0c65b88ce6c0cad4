"""What a company says of itself: checked all at once, carried unchanged."""

import json
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mbi_collab as mbi
from mbi_collab.errors import AnswersError
from mbi_collab.survey.context import Context, context_faults, context_from, context_shape_faults, entry_key

SHEET = mbi.load_catalogue().questionnaire()
WHOLE = Context(
    focus={"CMO": "customer-knowledge", "CIO": None},
    model="one-executive",
    posts=["CMO", "CDO"],
    reporting_line="ceo",
    important=["U01", "R"],
    priority_lists={"CMO": ["Reach", "R05"], "CIO": ["Lower cost"]},
)


def refused(**given: Any) -> list[tuple[str, str | None]]:
    with pytest.raises(AnswersError) as problem:
        Context(**given)
    return [(fault.place, fault.found) for fault in problem.value.faults]


def test_a_context_holds_tuples_and_can_be_hashed() -> None:
    """No order of entry is kept but that of a priority list."""
    assert WHOLE.focus == (("CIO", None), ("CMO", "customer-knowledge"))
    assert WHOLE.posts == ("CDO", "CMO")
    assert WHOLE.priority_lists == (("CIO", ("Lower cost",)), ("CMO", ("Reach", "R05")))
    assert hash(WHOLE) == hash(attrs.evolve(WHOLE, posts=("CDO", "CMO")))
    assert (WHOLE.focus_of("CMO"), WHOLE.focus_of("CIO"), WHOLE.focus_of("rest")) == ("customer-knowledge", None, None)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        WHOLE.model = None  # type: ignore[misc]


def test_it_is_read_back_as_it_was() -> None:
    plain = json.loads(json.dumps(WHOLE.to_dict()))
    assert context_from(plain) == WHOLE
    assert context_from({}) == Context()
    panel = mbi.Panel(SHEET, [], context=WHOLE)
    assert mbi.Panel.from_dict(json.loads(json.dumps(panel.to_dict())), SHEET) == panel
    assert mbi.Panel.from_dict(mbi.Panel(SHEET, []).to_dict(), SHEET).context is None
    assert panel.with_context(None).context is None


def test_what_is_of_the_wrong_shape_is_told_at_once() -> None:
    found = refused(
        focus=5, model=["x"], posts="CDO", important=[1], priority_lists={"CIO": "abc", "CMO": ["a", " A "]}
    )
    assert found == [
        ("context focus", "5"),
        ("context model", "['x']"),
        ("context posts", "CDO"),
        ("context important", "1"),
        ("context priority list of CIO", "abc"),
        ("context priority list of CMO", "a"),
    ]
    assert refused(focus=[("CIO", "a"), ("CIO", "b")]) == [("context focus", "CIO")]
    assert refused(focus={"CIO": ["a"]}) == [("context focus of CIO", "['a']")]
    assert refused(posts=["CDO", "CDO"]) == [("context posts", "CDO")]


def test_a_priority_list_is_bounded() -> None:
    entries = [str(at) for at in range(101)]
    assert refused(priority_lists={"CIO": entries}) == [("context priority list of CIO", "101")]
    assert refused(priority_lists={"CIO": [" ", "x" * 201]}) == [
        ("context priority list of CIO", " "),
        ("context priority list of CIO", "x" * 201),
    ]


def test_every_unknown_code_is_told_with_the_nearest() -> None:
    wrong = Context(
        focus={"CI": "customer-knowlege"},
        model="one-exec",
        posts=["cdo"],
        reporting_line="markting",
        important=["R5", "D"],
        priority_lists={"CM": ["a"]},
    )
    with pytest.raises(AnswersError) as problem:
        mbi.Panel(SHEET, [], context=wrong)
    found = {fault.found: fault.nearest for fault in problem.value.faults}
    assert found.keys() == {"CI", "customer-knowlege", "one-exec", "cdo", "markting", "R5", "D", "CM"}
    assert (found["customer-knowlege"], found["one-exec"], found["cdo"]) == (
        "customer-knowledge",
        "one-executive",
        "CDO",
    )
    assert (found["markting"], found["R5"]) == ("marketing", "R05")


def test_what_is_no_context_is_a_fault_of_the_panel() -> None:
    with pytest.raises(AnswersError, match="must be a Context"):
        mbi.Panel(SHEET, [], context={"model": "one-executive"})  # type: ignore[arg-type]
    with pytest.raises(AnswersError, match="Did you mean 'model'"):
        mbi.Panel.from_dict({"answer_sets": [], "context": {"modle": "one-executive"}}, SHEET)
    with pytest.raises(AnswersError, match="must be an object"):
        context_from([1])
    assert list(context_shape_faults(None)) == list(context_faults(None, SHEET)) == []


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
        max_leaves=8,
    ),
    st.sampled_from([field.name for field in attrs.fields(Context)]),
)
def test_any_plain_data_is_a_context_or_a_fault(value: Any, key: str) -> None:
    """Nothing but AnswersError comes of what a file may hold; what passes is hashable and comes back."""
    try:
        made = context_from({key: value})
    except AnswersError:
        return
    assert context_from(made.to_dict()) == made
    assert isinstance(hash(made), int)
    assert isinstance(list(context_faults(made, SHEET)), list)


@given(st.text(max_size=12))
def test_what_makes_two_entries_the_same_does_not_change_by_repeating(text: str) -> None:
    assert entry_key(entry_key(text)) == entry_key(f"  {text}\t") == entry_key(text)
