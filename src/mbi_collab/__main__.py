"""The command line: demo, assess, compare, catalogue, check-pack. No logic of its own."""

import argparse
import io
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from mbi_collab.assessment.assessment import Assessment, assess
from mbi_collab.assessment.comparison import compare
from mbi_collab.catalogue.catalogue import Catalogue
from mbi_collab.catalogue.inspection import PackReport, inspect_pack
from mbi_collab.catalogue.loading import load_catalogue
from mbi_collab.errors import MBICollabError, UnknownPackError, nearest
from mbi_collab.exchange.opening import open_assessment
from mbi_collab.exchange.options import DUPLICATES
from mbi_collab.exchange.reading import read_answers
from mbi_collab.language.words import Words, load_words
from mbi_collab.markup.escaping import on_one_line, printable
from mbi_collab.packaged import packaged_names, read_packaged
from mbi_collab.report.rendering import format_of, write_report
from mbi_collab.report.search import search_table
from mbi_collab.survey.panel import Panel
from mbi_collab.version import __version__

#: Where the demo's report goes unless told otherwise.
DEMO_REPORT = "mbi-collab-demo.html"
#: How many of a folder's files that were not read are named.
NAMED = 12
#: What a shell expects of a command that was stopped with Ctrl-C.
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0: done, 1: the input has faults, 2: the command's words are off."""
    _speak_unicode()
    try:
        try:
            return _run(arguments)
        finally:
            print(end="", flush=True)
    except OSError as problem:  # of what is printed to: the disk is full, or nobody reads on (`… | head`)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains when it ends
        if isinstance(problem, BrokenPipeError):
            return 0
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED


def _speak_unicode() -> None:
    """Print what a console cannot show as an escape, rather than fail."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _run(arguments: Sequence[str] | None) -> int:
    words = load_words()
    options = _parser(words).parse_args(arguments)
    try:
        if getattr(options, "report", None) is not None:
            format_of(options.report)  # told before anything is read
        options.run(options, words)
    except MBICollabError as problem:
        with suppress(BrokenPipeError):  # the faults are there though nobody reads on
            for fault in problem.faults:  # all of them; str() of the error shows the first twenty
                print(on_one_line(str(fault)), file=sys.stderr)
        return 1
    return 0


class _Parser(argparse.ArgumentParser):
    """Names what may have been meant by a misspelled command, option or choice; a command tells its own options."""

    def parse_known_args(self, *given: Any) -> tuple[Any, list[str]]:  # type: ignore[override]  # as it is called
        """Refuse what is left over here, where the options are known, not in the parser of all commands."""
        found, left = super().parse_known_args(*given)
        if left:
            known = [each for action in self._actions for each in action.option_strings]
            self.error(f"unrecognized arguments: {' '.join(left)}{_meant(left[0].partition('=')[0], known)}")
        return found, left

    def _check_value(self, action: argparse.Action, value: object) -> None:
        try:
            super()._check_value(action, value)
        except argparse.ArgumentError as problem:
            known = map(str, action.choices or ())
            raise argparse.ArgumentError(action, f"{problem.message}{_meant(str(value), known)}") from None


def _meant(text: str, known: Iterable[str]) -> str:
    near = nearest(text, known)
    return f". Did you mean {near!r}?" if near else ""


def _parser(words: Words) -> argparse.ArgumentParser:
    parser = _Parser(prog="mbi-collab", description=words("cli.description"))
    parser.add_argument("--version", action="version", version=f"mbi-collab {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    demo = commands.add_parser("demo", help=words("cli.demo_help"))
    demo.add_argument("--report", metavar="OUT", default=DEMO_REPORT, help=words("cli.report_help"))
    demo.set_defaults(run=_demo)
    answers = commands.add_parser("assess", help=words("cli.assess_help"))
    answers.add_argument("files", metavar="FILES", nargs="+", help=words("cli.files_help"))
    answers.add_argument("--report", metavar="OUT", help=words("cli.report_help"))
    for name in ("profile", "side", "encoding"):
        answers.add_argument(f"--{name}", help=words(f"cli.{name}_help"))
    answers.add_argument("--duplicates", choices=DUPLICATES, default="error", help=words("cli.duplicates_help"))
    answers.add_argument(
        "--map", metavar="HEADER=FIELD", action="append", type=_meaning, default=[], help=words("cli.map_help")
    )
    answers.add_argument("--named-chiefs", action="store_true", help=words("cli.named_chiefs_help"))
    answers.add_argument(
        "--population",
        metavar="SIDE=NUMBER",
        action="append",
        type=_people,
        default=[],
        help=words("cli.population_help"),
    )
    answers.add_argument("--date", metavar="YYYY-MM-DD", help=words("cli.date_help"))
    answers.set_defaults(run=_assess)
    two = commands.add_parser("compare", help=words("cli.compare_help"))
    for name in ("then", "now"):
        two.add_argument(name, metavar=name.upper(), help=words(f"cli.{name}_help"))
    for name in ("profile", "side", "encoding"):
        two.add_argument(f"--{name}", help=words(f"cli.{name}_help"))
    two.add_argument("--named-chiefs", action="store_true", help=words("cli.named_chiefs_help"))
    two.set_defaults(run=_compare)
    known = commands.add_parser("catalogue", help=words("cli.catalogue_help"))
    known.add_argument("text", metavar="TEXT", nargs="*", help=words("cli.code_help"))
    known.set_defaults(run=_catalogue)
    check = commands.add_parser("check-pack", help=words("cli.check_pack_help"))
    check.add_argument("pack", metavar="PACK", help=words("cli.pack_help"))
    check.set_defaults(run=_check_pack)
    return parser


def _meaning(text: str) -> tuple[str, str]:
    """Return a header and what it means; a header may itself hold ``=``."""
    header, sign, meaning = text.rpartition("=")
    if not sign:
        raise argparse.ArgumentTypeError(f"{text!r} is not HEADER=FIELD")
    return header, meaning.strip()


def _people(text: str) -> tuple[str, int]:
    """Return a side and how many people it has."""
    side, sign, number = text.rpartition("=")
    if not sign or not number.strip().isdecimal():
        sides = ", ".join(load_catalogue().questionnaire().side_codes)
        raise argparse.ArgumentTypeError(f"{text!r} is not SIDE=NUMBER (sides: {sides}; number: 0 or more)")
    return side.strip(), int(number)


def _demo(options: argparse.Namespace, words: Words) -> None:
    panel = demo_panel()
    heard = ", ".join(f"{side.title} {len(panel.respondents_of(side.code))}" for side in panel.questionnaire.sides)
    _show(assess(panel), [words("cli.example", heard=heard)], options.report, words)


def demo_panel() -> Panel:
    """Return the answers of the packaged example, read from its files as they arrived."""
    files = []
    for name in packaged_names("demo"):
        files.append(io.BytesIO(read_packaged("demo", name)))
        files[-1].name = name
    return read_answers(files, load_catalogue().questionnaire())


def _assess(options: argparse.Namespace, words: Words) -> None:
    sheet = load_catalogue().questionnaire(options.profile)
    given = {"side": options.side, "encoding": options.encoding, "named_chiefs": options.named_chiefs}
    given |= {"mapping": dict(options.map), "duplicates": options.duplicates}
    given |= {"population": options.population, "date": options.date}
    panel = read_answers(options.files, sheet, **given)
    _show(assess(panel), _notes(panel, words), options.report, words)


def _compare(options: argparse.Namespace, words: Words) -> None:
    sheet = load_catalogue().questionnaire(options.profile)
    given = {"side": options.side, "encoding": options.encoding, "named_chiefs": options.named_chiefs}
    made = compare(*(open_assessment(each, sheet, **given) for each in (options.then, options.now)))
    hints = [words("cli.withheld")] if made.is_withheld else []
    print(*(printable(str(each)) for each in (*hints, made)), sep="\n")


def _notes(panel: Panel, words: Words) -> Iterator[str]:
    """Yield what was read, and what a reader must know of it before the result."""
    report, catalogue = panel.import_report, panel.questionnaire.catalogue
    if report is not None:
        yield words("cli.read", sets=len(panel.answer_sets), files=len(report.files))
        for file in report.files:
            if file.numbered:
                yield words("cli.numbered", file=file.name)
            if file.ignored:
                yield words("cli.ignored", file=file.name, columns=", ".join(file.ignored))
            if file.not_carried:
                codes = ", ".join(sorted({each.code for each in file.not_carried}))
                yield words("cli.not_carried", file=file.name, version=file.pack_version, codes=codes)
        if report.not_read:
            names, more = ", ".join(report.not_read[:NAMED]), len(report.not_read) - NAMED
            yield words("cli.not_read", files=names) if more <= 0 else words("cli.not_read_more", files=names, n=more)
    for side in panel.missing_sides:
        yield words("cli.missing_side", side=catalogue.side(side).title)
    for each in panel.stand_ins:
        yield words("cli.stand_in", side=catalogue.side(each.side).title, post=each.post)


def _show(result: Assessment, notes: Iterable[str], report: str | None, words: Words) -> None:
    """Write the report first, so that what is printed is true however far it is read."""
    written = [] if report is None else ["", words("cli.report_written", path=write_report(result, report))]
    hints = [words("cli.withheld")] if result.is_withheld else []
    parts = [result.headline(), *map(on_one_line, [*notes, *hints]), "", result.order, "", result.scorecard, *written]
    print(*(printable(str(each)) for each in parts), sep="\n")


def _catalogue(options: argparse.Namespace, words: Words) -> None:  # noqa: ARG001  every command takes the same
    catalogue = load_catalogue()
    print(search_table(catalogue, " ".join(options.text)) if options.text else _overview(catalogue))


def _overview(catalogue: Catalogue) -> str:
    lines = [repr(catalogue), ""]
    for area in catalogue.areas:
        lines.append(f"{area.code} {area.title}")
        lines += [f"  {each.code} {each.title}" for each in catalogue.practices if each.area == area.code]
    return "\n".join(lines)


def _check_pack(options: argparse.Namespace, words: Words) -> None:
    pack, report = _inspected(options.pack)
    print(words("cli.pack_good", pack=pack, counts=repr(load_catalogue(pack))))
    print(words("cli.pack_files", license=report.license, files=report.files, digest=report.digest))
    for each in report.languages:
        print(words("cli.pack_language", language=each.tag, translated=each.translated, total=each.total))
    if report.migrates_from:
        print(words("cli.pack_migrations", versions=", ".join(report.migrates_from)))


def _inspected(pack: str) -> tuple[str | Path, PackReport]:
    """Return the place that is meant, else the name, with its report."""
    if pack:  # no place is not the current folder
        with suppress(UnknownPackError):
            return Path(pack), inspect_pack(Path(pack))
    return pack, inspect_pack(pack)


if __name__ == "__main__":
    sys.exit(main())
