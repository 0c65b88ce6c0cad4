"""Five hundred wrong packs: our own error or a valid pack, nothing else, and the JSON Schemas agree."""

from tests.fuzz.mutated_packs import bases, files_of, mutated, outcome

PACKS = 500


def test_the_packs_that_are_made_wrong_are_sound() -> None:
    """Before any change, library and schemas find nothing."""
    for structure, texts in bases():
        found = outcome(files_of(structure, texts))
        assert (found.parsed, found.faults, found.by_schema) == (True, (), ())


def test_wrong_packs_are_refused_and_the_schemas_agree() -> None:
    """Most of them parse as TOML and are wrong in keys, types, codes or references."""
    found = [outcome(mutated(seed)) for seed in range(PACKS)]
    assert [seed for seed, each in enumerate(found) if not each.agree] == []
    assert sum(each.parsed and each.refused for each in found) >= 0.8 * PACKS
    assert sum(bool(each.by_schema) for each in found) >= 0.5 * PACKS
    assert all(each.refused for each in found if not each.parsed)
