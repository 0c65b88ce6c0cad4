"""Which language a reader gets."""

import pytest

from mbi_collab.language.tags import best_tag


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("cs", "cs"),
        ("cs-CZ", "cs"),
        ("CS_cz", "cs"),
        ("pt-br-x-old", "pt-BR"),
        ("zh-Hant-x-a", "zh-Hant"),
        ("fi", "en"),
        ("", "en"),
        ("-", "en"),
        ("pt", "en"),
    ],
)
def test_a_tag_is_cut_from_the_right_until_it_fits(wanted: str, found: str) -> None:
    """The lookup of RFC 4647, 3.4; the first language stands in for all others."""
    assert best_tag(wanted, ["en", "cs", "pt-BR", "zh-Hant"]) == found


def test_a_single_letter_subtag_goes_with_the_next() -> None:
    """``zh-Hant-x-a`` is cut to ``zh-Hant``, never to ``zh-Hant-x``."""
    assert best_tag("zh-Hant-x-a", ["en", "zh-Hant-x"]) == "en"


def test_without_a_language_nothing_is_best() -> None:
    """There is no answer where nothing is available."""
    with pytest.raises(ValueError, match="no language"):
        best_tag("en", [])
