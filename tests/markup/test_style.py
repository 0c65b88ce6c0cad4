"""The style sheet of every page."""

import re

import pytest

from mbi_collab.markup.style import STYLE


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("name", ["ink", "soft", "accent", "second"])
def test_text_is_legible_on_both_grounds(name: str) -> None:
    """A contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3)."""
    colours = dict(re.findall(r"--(\w+): (#\w{6})", STYLE))
    for ground in ("#ffffff", colours["wash"]):
        assert (_luminance(ground) + 0.05) / (_luminance(colours[name]) + 0.05) >= 4.5


def test_the_style_fetches_nothing_and_is_whole() -> None:
    """No import, no address, every brace closed."""
    assert not re.search(r"url\(|@import|@font-face|https?:|<", STYLE)
    assert STYLE.count("{") == STYLE.count("}")


@pytest.mark.parametrize(
    "name", ["card", "lanes", "side-1", "side-2", "note", "headline", "lead", "chart", "mbi-table"]
)
def test_every_class_has_a_rule(name: str) -> None:
    """The classes that reports use."""
    assert f".{name} " in STYLE


def test_the_print_keeps_cards_whole_on_a4() -> None:
    """What the consultant hands over is paper."""
    assert "@page { size: A4" in STYLE
    assert "page-break-inside: avoid" in STYLE
