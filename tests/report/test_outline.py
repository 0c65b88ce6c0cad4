"""The values of the page."""

import attrs
import pytest

from mbi_collab.report.outline import Bullets, Card, Paragraph


def test_blocks_are_frozen_and_hold_tuples() -> None:
    card = Card("title", [Paragraph("text"), Bullets(["a", "b"])])
    assert card.blocks == (Paragraph("text"), Bullets(("a", "b")))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        card.title = "other"  # type: ignore[misc]
