"""One path that is either a saved assessment or answers: told by its content, given as an assessment."""

import os
from pathlib import Path

import attrs

from mbi_collab.assessment.assessment import Assessment, assess
from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.errors import MBICollabError, SavedFileError
from mbi_collab.exchange.json_text import parse_json
from mbi_collab.exchange.reading import read_answers
from mbi_collab.exchange.saved_form import FORMAT
from mbi_collab.exchange.saving import MOST_BYTES, read_assessment
from mbi_collab.exchange.sources import Limits


def open_assessment(
    path: str | os.PathLike[str],
    questionnaire: Questionnaire,
    *,
    side: str | None = None,
    encoding: str | None = None,
    named_chiefs: bool = False,
) -> Assessment:
    """Return a saved assessment as it is, or what the answers in a file or folder mean.

    Parameters
    ----------
    path : path
        A file that :func:`write_assessment` wrote, or whatever :func:`read_answers` takes.
    questionnaire : Questionnaire
        What the answers are to; a saved assessment brings its own.
    side, encoding, named_chiefs : optional
        As in :func:`read_answers`.

    Raises
    ------
    MBICollabError
        If it is neither, or has faults.
    """
    if is_saved(path):
        try:
            return read_assessment(path)
        except SavedFileError as problem:
            faults = [attrs.evolve(fault, place=f"{path}, {fault.place}") for fault in problem.faults]
            raise SavedFileError(faults) from None
    return assess(read_answers(path, questionnaire, side=side, encoding=encoding, named_chiefs=named_chiefs))


def is_saved(path: str | os.PathLike[str]) -> bool:
    """Whether a file says that it is a saved assessment."""
    try:
        with Path(path).open("rb") as file:
            if file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")[:1] != b"{":
                return False
            file.seek(0)
            data, _ = parse_json(file.read(MOST_BYTES).decode("utf-8-sig"), str(path), Limits(cell=MOST_BYTES))
    except (OSError, ValueError, MBICollabError):
        return False
    return isinstance(data, dict) and data.get("format") == FORMAT
