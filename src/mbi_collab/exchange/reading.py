"""Answers from files: all of them or none, with every fault of every file at once."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.errors import AnswersError, Fault, SettingsError, nearest
from mbi_collab.exchange.found import FoundFile, FoundSet, Statement
from mbi_collab.exchange.options import Options, checked_options, respondent_key
from mbi_collab.exchange.recognition import recognise
from mbi_collab.exchange.rows import read_table
from mbi_collab.exchange.sources import Limits, Source, SourceFile, read_sources
from mbi_collab.exchange.spellings import normalised, side_names
from mbi_collab.survey.context import Context
from mbi_collab.survey.import_report import ImportReport
from mbi_collab.survey.observations import Observation
from mbi_collab.survey.panel import Panel


def read_answers(  # noqa: PLR0913  each is a question a caller may answer
    source: Source,
    questionnaire: Questionnaire,
    *,
    side: str | Mapping[str, str] | None = None,
    mapping: Mapping[str, str] | None = None,
    duplicates: Literal["error", "last", "first"] = "error",
    encoding: str | None = None,
    limits: Limits | None = None,
    named_chiefs: bool = False,
    population: Mapping[str, int] | Iterable[tuple[str, int]] | None = None,
    date: str | None = None,
) -> Panel:
    r"""Read answers from CSV and JSON files and return them as a panel; ``panel.import_report`` says what was taken.

    Parameters
    ----------
    source : path, folder, open binary file, or several of them
        Of a folder, every ``*.csv``, ``*.tsv``, ``*.txt`` and ``*.json`` is read, by name; the report names the others.
    questionnaire : Questionnaire
        What was asked.
    side : str or dict, optional
        The side of all respondents, the header of the column that says it, or respondents with their sides.
        Without it a column ``side``, or the JSON file, says it.
    mapping : dict, optional
        Headers that are not recognised by themselves, each with the code of an item or one of ``respondent``,
        ``side``, ``post``, ``item``, ``answer``, ``comment``.
    duplicates : "error", "last" or "first"
        Which of several answer sets of one respondent is taken.
    encoding : str, optional
        Of every file. Without it: UTF-8, UTF-16 with its mark, else the code page under which the headers are found.
    limits : Limits, optional
        How much is read at most.
    named_chiefs : bool
        Whether the respondents are the chiefs themselves, named and agreed to be shown. Without that, sides of few
        respondents are not broken out. A JSON panel can say it itself.
    population : dict, optional
        Sides with how many people each has; those who did not answer count as unheard. Without it, or a JSON panel
        that says it, those who answered are taken to be all.
    date : str, optional
        Day of the survey, ``yyyy-mm-dd``. What is declared here must not contradict a JSON panel.

    Returns
    -------
    Panel
        All answers of all files; one respondent has one answer set.

    Raises
    ------
    AnswersError
        With every fault of every file, each with its line and column or key. Nothing is half read.
    SettingsError
        If an option cannot be used.

    >>> import io
    >>> import mbi_collab as mbi
    >>> file = io.BytesIO(b"respondent;side;Q313;Q311a\nanna;CIO;4;dk\nben;CMO;2;\n")
    >>> read_answers(file, mbi.load_catalogue().questionnaire())
    <Panel of 'S006+': CIO 1, CMO 1>
    """
    options = checked_options(
        questionnaire,
        side=side,
        mapping=mapping,
        duplicates=duplicates,
        encoding=encoding,
        limits=limits,
        population=population,
        date=date,
    )
    files, not_read, faults = read_sources(source, options.limits)
    found = [each for file in files for each in [_read(file, options, faults)] if each is not None]
    kept, dropped = _one_each([each for file in found for each in file.sets], options.duplicates, faults)
    statements = _agreed([*options.statements, *(each for file in found for each in file.statements)], faults)
    faults += _population_faults(statements, kept)
    if faults:
        raise AnswersError(faults, "answers")
    settings = list(_unused(options, found))
    if settings:
        raise SettingsError(settings)
    said = {about: each.value for about, each in statements.items()}
    said["named_chiefs"] = named_chiefs or bool(said.get("named_chiefs"))
    return _panel(questionnaire, kept, said, _report(found, kept, dropped, not_read))


def _read(file: SourceFile, options: Options, faults: list[Fault]) -> FoundFile | None:
    """Return what is in a file; its faults join the others'."""
    try:
        if file.is_json:
            from mbi_collab.exchange.json_answers import read_json  # noqa: PLC0415  most answers come as tables

            found = read_json(file, options)
        else:
            found = read_table(file.name, recognise(file, options), options)
    except AnswersError as problem:
        faults += problem.faults
        return None
    faults += found.faults
    return found


def _one_each(found: list[FoundSet], duplicates: str, faults: list[Fault]) -> tuple[list[FoundSet], list[FoundSet]]:
    """Return the answer sets that are kept, one a respondent, and those that gave way.

    Names that differ in case and blanks alone are one: a slip of typing must not make a side larger.
    """
    kept: dict[str, FoundSet] = {}
    dropped: list[FoundSet] = []
    for each in found:
        key = normalised(each.answer_set.respondent)
        before = kept.setdefault(key, each)
        if before is each:
            continue
        fault = _twice(before, each, duplicates)
        if fault:
            faults.append(fault)
        elif duplicates == "last":
            kept[key] = each
            dropped.append(before)
        else:
            dropped.append(each)
    return list(kept.values()), dropped


def _twice(before: FoundSet, again: FoundSet, duplicates: str) -> Fault | None:
    """Return the fault of a respondent who is there twice, if it is one; of two sides it always is."""
    respondent, sides = again.answer_set.respondent, (before.answer_set.side, again.answer_set.side)
    first = before.answer_set.respondent
    spelled = "" if respondent_key(first) == respondent_key(respondent) else f"as {first!r} "
    if all(sides) and sides[0] != sides[1]:
        problem = f"answers as {sides[1]}, and {spelled}as {sides[0]} on {before.place}"
        return Fault(again.place, problem, respondent, ("one side a respondent", "another name for another person"))
    if duplicates == "error":
        problem = f"is there twice, first {spelled}on {before.place}: say which of the duplicates is taken"
        return Fault(again.place, problem, respondent, ("last", "first"))
    return None


def _agreed(statements: list[Statement], faults: list[Fault]) -> dict[str, Statement]:
    """Return what the files say of the panel; a contradiction is a fault."""
    agreed: dict[str, Statement] = {}
    for each in statements:
        before = agreed.setdefault(each.about, each)
        if before.value != each.value:
            faults.append(Fault(each.place, f"is not what {before.place} says", str(each.value), (str(before.value),)))
    return agreed


def _population_faults(statements: Mapping[str, Statement], kept: list[FoundSet]) -> Iterator[Fault]:
    for about, each in statements.items():
        if about.startswith("population of "):
            heard = sum(one.answer_set.side == about.removeprefix("population of ") for one in kept)
            if isinstance(each.value, int) and each.value < heard:
                yield Fault(
                    each.place, f"is fewer than the {heard} who answered", str(each.value), (f"{heard} or more",)
                )


def _unused(options: Options, found: list[FoundFile]) -> Iterator[Fault]:
    """Yield a fault for every header that was named and stands in none of the tables that were read."""
    headers = {normalised(header): header.strip() for file in found for header in file.headers}
    for header, _ in options.mapping:
        if normalised(header) not in headers:
            yield Fault("mapping", "is a header of none of the files", header, (), nearest(header, headers.values()))
    column = options.side_column
    if column is not None and normalised(column) not in headers:
        known = (*side_names(options.questionnaire), *headers.values())
        problem = "is neither a side of this questionnaire nor a header of the files"
        yield Fault("side", problem, column, known, nearest(column, known))


def _report(found: list[FoundFile], kept: list[FoundSet], dropped: list[FoundSet], not_read: list[str]) -> ImportReport:
    answers = [answer for each in kept for _, answer in each.answer_set.answers]
    return ImportReport(
        files=tuple(file.report for file in found),
        answer_sets=len(kept),
        points=sum(isinstance(answer, int) for answer in answers),
        dont_know=sum(answer == "dk" for answer in answers),
        not_applicable=sum(str(answer).startswith("na:") for answer in answers),
        comments=sum(len(each.answer_set.comments) for each in kept),
        guesses=sum(len(each.answer_set.guesses) for each in kept),
        dropped=tuple(each.place for each in dropped),
        not_read=tuple(not_read),
    )


def _panel(
    questionnaire: Questionnaire, kept: list[FoundSet], said: Mapping[str, object], report: ImportReport
) -> Panel:
    date, context = said.get("date"), said.get("context")
    return Panel(
        questionnaire,
        [each.answer_set for each in kept],
        date=date if isinstance(date, str) else None,
        population=_numbers(said, "population of ") or None,
        observations=[each for each in said.values() if isinstance(each, Observation)],
        agreed=_numbers(said, "agreed answer to "),
        context=context if isinstance(context, Context) else None,
        named_chiefs=bool(said["named_chiefs"]),
        import_report=report,
    )


def _numbers(said: Mapping[str, object], about: str) -> dict[str, int]:
    """Return the numbers that are said of each side, or of each item."""
    return {
        key.removeprefix(about): value
        for key, value in said.items()
        if key.startswith(about) and isinstance(value, int)
    }
