"""What the tests of this room share: files in memory, and a questionnaire with one item changed."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs

from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.errors import Fault

#: The header of most files here, and two people under it.
HEADER = "respondent,side,Q313,Q311a\n"
TWO = HEADER + "anna,CIO,4,dk\nben,CMO,2,na:not-here\n"

FaultsOf = Callable[..., tuple[Fault, ...]]
Folder = Callable[[dict[str, str | bytes]], Path]


def changed(sheet: Questionnaire, code: str, **changes: Any) -> Questionnaire:
    """Return the questionnaire with one item changed."""
    questions = tuple(
        attrs.evolve(
            question,
            items=tuple(attrs.evolve(item, **changes) if item.code == code else item for item in question.items),
        )
        for question in sheet.catalogue.questions
    )
    return Questionnaire(attrs.evolve(sheet.catalogue, questions=questions), sheet.profile)


def named(content: str | bytes, name: str = "answers.csv", encoding: str = "utf-8") -> io.BytesIO:
    """Return an open binary file with a name."""
    file = io.BytesIO(content if isinstance(content, bytes) else content.encode(encoding))
    file.name = name
    return file
