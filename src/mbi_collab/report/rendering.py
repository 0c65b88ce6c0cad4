"""A report as text or as a file, in Markdown or HTML."""

import os
from pathlib import Path
from typing import Final, Literal

from mbi_collab.assessment.assessment import Assessment, refuse_other_kinds
from mbi_collab.errors import Fault, OutputError, SettingsError, unknown
from mbi_collab.report.composing import compose
from mbi_collab.report.html import to_html
from mbi_collab.report.markdown import to_markdown
from mbi_collab.writing import write_whole

ReportFormat = Literal["markdown", "html"]

_WRITERS: Final = {"markdown": to_markdown, "html": to_html}
_FORMAT_OF: Final[dict[str, ReportFormat]] = {".md": "markdown", ".html": "html", ".htm": "html"}


def render_report(result: Assessment, format: ReportFormat, *, language: str | None = None) -> str:  # noqa: A002
    """Return the report of an assessment: what to take up first, why, and what the answers say.

    Where a side has too few respondents to be broken out, nothing below area level is shown. No respondent is named.

    Parameters
    ----------
    result : Assessment
        What ``assess`` gives.
    format : {"markdown", "html"}
        HTML is one file without script that needs no other file.
    language : str, optional
        A BCP 47 tag, ``"cs"``; without one, the catalogue's language.

    Returns
    -------
    str
        The whole document.

    Raises
    ------
    SettingsError
        If there is no such format.

    Examples
    --------
    >>> import mbi_collab as mbi
    >>> sheet = mbi.load_catalogue().questionnaire()
    >>> answers = {item.code: 2 for item in sheet.items}
    >>> chiefs = [mbi.AnswerSet(who, side=who, answers=answers) for who in ("CIO", "CMO")]
    >>> result = mbi.assess(mbi.Panel(sheet, chiefs, named_chiefs=True))
    >>> print(mbi.render_report(result, "markdown").splitlines()[0])
    # MBI scenario S006: “The cooperation of CIO and CMO needs improving”
    """
    refuse_other_kinds(result, "render_report()")
    if format not in _WRITERS:
        raise SettingsError([unknown("format", "a format of a report", str(format), _WRITERS)], "render_report()")
    return _WRITERS[format](compose(result, language))


def write_report(
    result: Assessment,
    path: str | os.PathLike[str],
    *,
    language: str | None = None,
    format: ReportFormat | None = None,  # noqa: A002
) -> Path:
    """Write the report of an assessment to a file, whole or not at all.

    Parameters
    ----------
    result : Assessment
        What ``assess`` gives.
    path : path
        The file; what stands there is replaced.
    language : str, optional
        As in ``render_report``.
    format : {"markdown", "html"}, optional
        Without one, by the suffix of the file: ``.md``, ``.html`` or ``.htm``.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    SettingsError
        If the suffix or the format is none of these.
    OutputError
        If the file cannot be written.

    Examples
    --------
    >>> import mbi_collab as mbi
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> sheet = mbi.load_catalogue().questionnaire()
    >>> result = mbi.assess(mbi.Panel(sheet, [mbi.AnswerSet("anna", side="CIO", answers={"Q313": 4})]))
    >>> with TemporaryDirectory() as folder:
    ...     mbi.write_report(result, Path(folder) / "report.html").name
    'report.html'
    """
    refuse_other_kinds(result, "write_report()")
    text = render_report(result, format or format_of(path), language=language)
    return write_whole(path, text)


def format_of(path: str | os.PathLike[str]) -> ReportFormat:
    """Return the format of a report by the suffix of its file, or raise SettingsError with the suffixes there are.

    >>> format_of("report.HTM")
    'html'
    """
    if not isinstance(path, str | os.PathLike):
        raise OutputError([Fault("path", "is no path of a file", type(path).__name__)], "write_report()")
    suffix = Path(path).suffix.lower()
    if suffix not in _FORMAT_OF:
        raise SettingsError([unknown(str(path), "the suffix of a report", suffix, _FORMAT_OF)], "write_report()")
    return _FORMAT_OF[suffix]
