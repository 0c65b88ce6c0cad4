"""Panels that the tests of the report share; all people in them are invented."""

from collections.abc import Mapping

import mbi_collab as mbi
from mbi_collab.assessment.wording import Wording
from mbi_collab.report.phrases import Phrases

SHEET = mbi.load_catalogue().questionnaire()
CIO: dict[str, int | str] = {
    "Q311a": 3,
    "Q312a": 4,
    "Q312b": 2,
    "Q313": 2,
    "Q321a": 4,
    "Q321b": 2,
    "Q321c": 5,
    "Q322": 3,
    "Q323a": 5,
    "Q324b": 4,
}
CMO: dict[str, int | str] = {
    "Q311a": 5,
    "Q312a": 2,
    "Q312b": 4,
    "Q313": 2,
    "Q321a": 2,
    "Q321b": 3,
    "Q321c": 1,
    "Q322": 3,
    "Q323a": 5,
    "Q324b": 4,
}
MORE: dict[str, int | str] = {
    "Q331a": 2,
    "Q331b": 3,
    "QR2": 2,
    "QR5": 3,
    "QU1": 1,
    "QU4": 3,
    "QL1": "dk",
    "QL3": "na:not-here",
}
HOSTILE = "<script>alert('x')</script> | **bold** \u202edlob\u202c [link](javascript:alert(1))"


def people(side: str, answers: Mapping[str, int | str], number: int, **more: object) -> list[mbi.AnswerSet]:
    """Return answer sets of a side; the first person rates everything a point lower and may say more."""
    lower = {code: max(1, value - 1) if isinstance(value, int) else value for code, value in answers.items()}
    first = mbi.AnswerSet(f"secret-{side}-0", side, lower, **more)  # type: ignore[arg-type]
    return [first, *(mbi.AnswerSet(f"secret-{side}-{at}", side, answers) for at in range(1, number))]


def company(number: int = 4, **more: object) -> mbi.Assessment:
    """Return a company whose sides differ; with fewer than four a side it is withheld."""
    comments = {"Q321c": "Only after the budget is closed."}
    sets = people("CIO", CIO | MORE, number)
    sets += people("CMO", CMO | MORE, number, post="Head of marketing", comments=comments)
    return mbi.assess(mbi.Panel(SHEET, sets, date="2026-03-02", **more))  # type: ignore[arg-type]


def uniform(value: int | None, *sides: str, **more: object) -> mbi.Assessment:
    """Return a panel in which one named chief a side gives every statement the same point, or none."""
    answers = {} if value is None else {item.code: value for item in SHEET.items}
    sets = [mbi.AnswerSet(f"secret-{side}", side, answers) for side in sides]
    return mbi.assess(mbi.Panel(SHEET, sets, named_chiefs=True, **more))  # type: ignore[arg-type]


def told(result: mbi.Assessment) -> Phrases:
    """Return the phrases of a result in English."""
    return Phrases(result, Wording.of(result.panel.questionnaire.catalogue))
