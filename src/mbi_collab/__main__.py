"""The command line: demo, assess, catalogue, check-pack. No logic of its own."""

import argparse
import io
import sys
from collections.abc import Sequence
from pathlib import Path

from mbi_collab.assessment.assessment import Assessment, assess
from mbi_collab.catalogue.catalogue import Catalogue
from mbi_collab.catalogue.loading import load_catalogue
from mbi_collab.errors import MBICollabError
from mbi_collab.exchange.reading import read_answers
from mbi_collab.language.words import Words, load_words
from mbi_collab.packaged import packaged_names, read_packaged
from mbi_collab.report.objects import object_table
from mbi_collab.report.rendering import write_report
from mbi_collab.survey.panel import Panel
from mbi_collab.version import __version__

#: Where the demo's report goes unless told otherwise.
DEMO_REPORT = "mbi-collab-demo.html"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0: done, 1: the input has faults, 2: the command's words are off."""
    _speak_unicode()
    words = load_words()
    options = _parser(words).parse_args(arguments)
    try:
        options.run(options, words)
    except MBICollabError as fault:
        print(fault, file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
    return 0


def _speak_unicode() -> None:
    """Print what a console cannot show as an escape, rather than fail."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _parser(words: Words) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="mbi-collab", description=words("cli.description"))
    parser.add_argument("--version", action="version", version=f"mbi-collab {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    demo = commands.add_parser("demo", help=words("cli.demo_help"))
    demo.add_argument("--report", metavar="OUT", default=DEMO_REPORT)
    demo.set_defaults(run=_demo)
    answers = commands.add_parser("assess", help=words("cli.assess_help"))
    answers.add_argument("files", metavar="FILES", nargs="+")
    answers.add_argument("--report", metavar="OUT")
    answers.add_argument("--profile")
    answers.set_defaults(run=_assess)
    known = commands.add_parser("catalogue", help=words("cli.catalogue_help"))
    known.add_argument("code", metavar="CODE", nargs="?")
    known.set_defaults(run=_catalogue)
    check = commands.add_parser("check-pack", help=words("cli.check_pack_help"))
    check.add_argument("folder", metavar="FOLDER", type=Path)
    check.set_defaults(run=_check_pack)
    return parser


def _demo(options: argparse.Namespace, words: Words) -> None:
    panel = demo_panel()
    heard = ", ".join(f"{side.title} {len(panel.respondents_of(side.code))}" for side in panel.questionnaire.sides)
    result = assess(panel)
    print(result.headline())
    print(words("cli.example", heard=heard))
    _finish(result, options.report, words)


def demo_panel() -> Panel:
    """Return the answers of the packaged example, read from its files as they arrived."""
    files = [io.BytesIO(read_packaged("demo", name)) for name in packaged_names("demo")]
    return read_answers(files, load_catalogue().questionnaire())


def _assess(options: argparse.Namespace, words: Words) -> None:
    panel = read_answers(options.files, load_catalogue().questionnaire(options.profile))
    result = assess(panel)
    print(result.headline())
    report = panel.import_report
    if report is not None:
        print(words("cli.read", sets=len(panel.answer_sets), files=len(report.files)))
    for side in panel.missing_sides:
        print(words("cli.missing_side", side=panel.questionnaire.catalogue.side(side).title))
    _finish(result, options.report, words)


def _finish(result: Assessment, report: str | None, words: Words) -> None:
    print()
    print(result.order)
    print()
    print(result.scorecard)
    if report is not None:
        print()
        print(words("cli.report_written", path=write_report(result, report)))


def _catalogue(options: argparse.Namespace, words: Words) -> None:
    catalogue = load_catalogue()
    print(object_table(catalogue, options.code) if options.code else _overview(catalogue))


def _overview(catalogue: Catalogue) -> str:
    lines = [repr(catalogue), ""]
    for area in catalogue.areas:
        lines.append(f"{area.code} {area.title}")
        lines += [f"  {each.code} {each.title}" for each in catalogue.practices if each.area == area.code]
    return "\n".join(lines)


def _check_pack(options: argparse.Namespace, words: Words) -> None:
    catalogue = load_catalogue(options.folder)
    print(words("cli.pack_good", pack=options.folder, counts=repr(catalogue)))


if __name__ == "__main__":
    sys.exit(main())
