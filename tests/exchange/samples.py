"""What the tests of this room share: files in memory, and a questionnaire with one item changed."""

import csv
import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import attrs

from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.errors import Fault
from mbi_collab.survey.panel import Panel

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


def wide_csv(organisations: Mapping[str, Panel]) -> str:
    """Return panels of one questionnaire as a table with one row a respondent."""
    lines: list[list[str]] = []
    for name, panel in organisations.items():
        codes = list(panel.questionnaire.place_of)
        lines = lines or [["organisation", "respondent", "side", *codes]]
        for each in panel.answer_sets:
            lines.append([name, each.respondent, each.side, *(str(each.answer(code) or "") for code in codes)])
    return _table(lines)


def long_csv(organisations: Mapping[str, Panel]) -> str:
    """Return panels as a table with one row an answer, and one for each respondent without any."""
    lines = [["organisation", "respondent", "side", "item", "answer"]]
    for name, panel in organisations.items():
        for each in panel.answer_sets:
            answers = each.answers or (("", ""),)
            lines += [[name, each.respondent, each.side, code, str(answer)] for code, answer in answers]
    return _table(lines)


def _table(lines: list[list[str]]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(lines)
    return written.getvalue()
