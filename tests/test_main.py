"""The command line: what it prints, where it writes, and how it ends."""

import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import mbi_collab as mbi
from mbi_collab import __main__ as command
from mbi_collab.__main__ import INTERRUPTED, main
from mbi_collab.exchange.reading import read_answers
from mbi_collab.language.words import load_words
from mbi_collab.version import __version__
from tests.survey import migrating

EXAMPLES = Path(__file__).parent.parent / "examples"
RETAILER = EXAMPLES / "outdoor-retailer"
CLINIC = EXAMPLES / "clinic-pack"
HEADER = "respondent;side;Q313"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Start every command in an empty folder."""
    monkeypatch.chdir(tmp_path)


def refused(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """Run a command on bad input; return what it says, which is no traceback, and nothing else."""
    assert main([str(each) for each in arguments]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "Traceback" not in told.err
    return told.err


def started(*arguments: str, **options: object) -> "subprocess.CompletedProcess[str]":
    """Run a command as a process of its own."""
    line = [sys.executable, "-m", "mbi_collab", *arguments]
    return subprocess.run(line, capture_output=True, encoding="utf-8", check=False, **options)  # type: ignore[call-overload, no-any-return]


def test_demo_prints_the_headline_first_and_says_where_the_report_is(capsys: pytest.CaptureFixture[str]) -> None:
    """The first line says what to take up first, the last one where the report is."""
    assert main(["demo"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Take up first: R01 ")
    assert "CIO side 5, CMO side 6" in lines[1]
    assert lines[-1] == "Report written to mbi-collab-demo.html"
    assert Path("mbi-collab-demo.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_demo_takes_another_place_for_the_report(capsys: pytest.CaptureFixture[str]) -> None:
    """With --report the demo writes there, and nowhere else."""
    assert main(["demo", "--report", "talk.md"]) == 0
    assert "talk.md" in capsys.readouterr().out
    assert [each.name for each in Path().iterdir()] == ["talk.md"]


def test_assess_says_what_it_read_and_what_it_did_not_use(capsys: pytest.CaptureFixture[str]) -> None:
    """Files, columns that matched nothing, and stand-ins stand above the result."""
    assert main(["assess", str(RETAILER)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1:4] == [
        "Answer sets: 11. Files: 2.",
        "marketing-side.csv: columns not used: Timestamp.",
        "CMO side: Head of marketing stands in.",
    ]
    assert not list(Path().iterdir())


def test_assess_takes_several_files_a_profile_and_a_report(capsys: pytest.CaptureFixture[str]) -> None:
    """The files of both sides are one panel, and the report is written on request."""
    files = [str(each) for each in sorted(RETAILER.iterdir())]
    Path("own").mkdir()
    assert main(["assess", *files, "--profile", "S006+", "--report", "own/report.html"]) == 0
    assert capsys.readouterr().out.endswith("Report written to own/report.html\n")


def test_assess_warns_of_a_side_that_nobody_answered_for(capsys: pytest.CaptureFixture[str]) -> None:
    """One side's file alone is assessed, and the missing side is named."""
    assert main(["assess", str(RETAILER / "it-side.csv")]) == 0
    assert "Nobody answered for CMO side." in capsys.readouterr().out


def test_assess_takes_a_side_for_a_file_without_one(capsys: pytest.CaptureFixture[str]) -> None:
    """A file without a column of sides is refused, and read once the side is said."""
    Path("it.csv").write_text("respondent;Q313\nanna;4\n", encoding="utf-8")
    assert "side" in refused(capsys, "assess", "it.csv")
    assert main(["assess", "it.csv", "--side", "CIO"]) == 0


def test_assess_takes_an_encoding(capsys: pytest.CaptureFixture[str]) -> None:
    """A file in a code page that cannot be told by itself is read once the encoding is said."""
    Path("it.csv").write_bytes("respondent;side;Q313\nŠárka;CIO;4\n".encode("cp1250"))
    assert "name its encoding" in refused(capsys, "assess", "it.csv")
    assert "'nonsense'" in refused(capsys, "assess", "it.csv", "--encoding", "nonsense")
    assert main(["assess", "it.csv", "--encoding", "cp1250"]) == 0


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "No such file"),
        ("", "it.csv"),
        (f"{HEADER}\nanna;CIO;9\n", "'9'"),
        (f"{HEADER}\nanna;CEO;4\n", "'CEO'"),
        (f"{HEADER}\nanna;CIO;4\nanna;CIO;4\n", "'anna'"),
        ("a\0b", "NUL"),
    ],
)
def test_bad_answers_are_told_without_a_traceback(
    content: str | None, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What cannot be read ends with 1 and a message that names it."""
    if content is not None:
        Path("it.csv").write_text(content, encoding="utf-8")
    assert says in refused(capsys, "assess", "it.csv")


def test_every_fault_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """No fault is left to `.faults`, which a command line does not have."""
    rows = "".join(f"p{number};CIO;9\n" for number in range(30))
    Path("it.csv").write_text(f"{HEADER}\n{rows}", encoding="utf-8")
    told = refused(capsys, "assess", "it.csv").splitlines()
    assert len(told) == 30
    assert "line 31" in told[-1]


def test_a_folder_without_answers_and_an_unknown_profile_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    """An empty folder is named, and so is a profile with its nearest."""
    assert "without answer files" in refused(capsys, "assess", ".")
    assert "Did you mean 'S006'" in refused(capsys, "assess", RETAILER, "--profile", "S06")


@pytest.mark.parametrize(
    ("report", "says"),
    [
        ("there.html", "folder or device"),
        ("no/such/report.html", "no such folder"),
        ("report.pdf", ".html"),
        (".", ".html"),
        ("", ".html"),
        ("a\0.html", "null byte"),
    ],
)
def test_a_report_that_cannot_be_written_is_told(report: str, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder, a missing folder and an unknown suffix end with 1 before anything is printed."""
    Path("there.html").mkdir()
    assert says in refused(capsys, "demo", "--report", report)


def test_an_unknown_suffix_of_a_report_is_told_before_anything_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    """Alone, with the suffixes there are: the file that is not there is not looked for."""
    (told,) = refused(capsys, "assess", "nowhere.csv", "--report", "talk.pdf").splitlines()
    assert told.startswith("talk.pdf: '.pdf' is not the suffix of a report (allowed: .md, .html, .htm)")


@pytest.mark.parametrize(
    ("table", "arguments", "says"),
    [
        ("respondent;side;Q313\nanna;CIO;4\nanna;CIO;5\n", "", "which of the duplicates is taken"),
        ("respondent;side;Q313\nŠárka;CIO;4\n", "", "name its encoding"),
        ("respondent;side;Q313\nŠárka;CIO;4\n", "--encoding ascii", "name another encoding"),
        ("respondent;Q313\nanna;4\n", "", "map a header to it, or name the side of all"),
        ("respondent;side;Q313\nanna;;4\n", "", "name the side"),
        ("respondent;side;Q313\nanna;CMO;4\n", "--side CIO", "not the side named"),
        ("respondent;side;Q313;QR22\nanna;CIO;4;5\n", "", "map it"),
        ("who;side;Q313\nanna;CIO;4\n", "--map Who?=respondent", "is mapped"),
    ],
)
def test_what_a_fault_asks_for_is_not_spelled_as_in_python(
    table: str, arguments: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """One wording serves both: it names encoding, side, duplicates or map, and neither ``--side`` nor ``side=``."""
    Path("it.csv").write_bytes(table.encode("cp1250"))
    told = refused(capsys, "assess", "it.csv", *arguments.split())
    assert says in told
    assert not re.search(r"[a-z]=|--", told)


def test_catalogue_shows_all_practices_or_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a code the practices by area, with one the object."""
    assert main(["catalogue"]) == 0
    assert "  U04 Integrate the customer-experience processes" in capsys.readouterr().out
    for code, says in (("U04", "U01 Build a common language"), ("S006", "Dohnal, J."), ("Q321a", "metrics")):
        assert main(["catalogue", code]) == 0
        assert says in capsys.readouterr().out


@pytest.mark.parametrize(("code", "nearest"), [("uu4", "Did you mean 'U04'?"), ("", "''"), ("\udcff\0", "is not")])
def test_an_unknown_code_gives_the_nearest(code: str, nearest: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A code that nothing has ends with 1 and a suggestion."""
    assert nearest in refused(capsys, "catalogue", code)


def test_what_is_not_carried_from_an_earlier_version_is_told() -> None:
    """With file, version and codes, before the result."""
    plain = json.dumps(migrating.panel("1", One=2, Old=1)).encode()
    file = io.BytesIO(plain)
    file.name = "old.json"
    notes = list(command._notes(read_answers(file, migrating.sheet()), load_words()))
    assert "old.json: answers of version 1 of the pack; not carried on: Old." in notes


def test_check_pack_says_what_a_good_pack_holds(capsys: pytest.CaptureFixture[str]) -> None:
    """A pack without faults is counted."""
    assert main(["check-pack", str(CLINIC)]) == 0
    told = capsys.readouterr().out
    assert "6 practices" in told
    assert "Language en: 62 of 62 texts" in told
    assert mbi.load_catalogue(CLINIC).digest in told


def test_check_pack_tells_what_is_missing_in_each_language(capsys: pytest.CaptureFixture[str]) -> None:
    """A language that is not done is counted, and the versions whose answers are carried are named."""
    shutil.copytree(CLINIC, "pack")
    pack = Path("pack/pack.toml")
    pack.write_text(pack.read_text(encoding="utf-8").replace('["en"]', '["en", "cs"]'), encoding="utf-8")
    Path("pack/text/cs.toml").write_text('[pack]\ntitle = "Předávání"\n', encoding="utf-8")
    Path("pack/migrations.toml").write_text('[[migrations]]\nversion = "0.9"\nto = "1.0"\n', encoding="utf-8")
    assert main(["check-pack", "pack"]) == 0
    told = capsys.readouterr().out
    assert "Language cs: 1 of 62 texts" in told
    assert "Carries answers of version 0.9" in told


def test_check_pack_tells_all_faults(capsys: pytest.CaptureFixture[str]) -> None:
    """Thirty faults are thirty lines."""
    shutil.copytree(CLINIC, "pack")
    practices = Path("pack/practices.toml")
    more = "".join(f'\n[[practices]]\ncode = "X{number}"\narea = "nowhere"\n' for number in range(30))
    practices.write_text(practices.read_text(encoding="utf-8") + more, encoding="utf-8")
    told = refused(capsys, "check-pack", "pack").splitlines()
    assert all(any(f"X{number}" in line for line in told) for number in range(30))


@pytest.mark.parametrize("pack", ["", "nowhere", "a\0b", "x" * 5000])
def test_check_pack_refuses_what_is_neither_a_place_nor_a_name(pack: str, capsys: pytest.CaptureFixture[str]) -> None:
    """No text is not the folder one stands in."""
    shutil.copytree(CLINIC, ".", dirs_exist_ok=True)
    assert "is neither a pack at hand nor a folder or zip file" in refused(capsys, "check-pack", pack)


def test_check_pack_takes_the_name_of_a_pack_unless_a_place_is_called_so(capsys: pytest.CaptureFixture[str]) -> None:
    """First the pack that comes with the library, a file being no pack; then a folder of that name, with another."""
    Path("cio-cmo").touch()
    assert main(["check-pack", "cio-cmo"]) == 0
    assert " 56 practices" in capsys.readouterr().out
    Path("cio-cmo").unlink()
    shutil.copytree(CLINIC, "cio-cmo")
    assert main(["check-pack", "cio-cmo"]) == 0
    assert " 6 practices" in capsys.readouterr().out


@pytest.mark.parametrize(("pack", "nearest"), [("cio_cmo", "cio-cmo"), ("clinc-pack", "clinic-pack")])
def test_check_pack_offers_the_nearest_name_or_place(
    pack: str, nearest: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is misspelled may be either."""
    Path("clinic-pack").mkdir()
    assert f"Did you mean '{nearest}'?" in refused(capsys, "check-pack", pack)


@pytest.mark.parametrize("arguments", [[], ["assess"], ["nothing"], ["demo", "--nothing"], ["check-pack"]])
def test_wrong_usage_ends_with_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A command that is not known or lacks its files is explained."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage: mbi-collab" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["--help", "--version"])
def test_help_and_version_end_with_zero(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Both are printed to standard output."""
    with pytest.raises(SystemExit) as ended:
        main([name])
    assert not ended.value.code
    assert (__version__ if name == "--version" else "check-pack") in capsys.readouterr().out


def test_an_interrupt_is_quiet(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends a command without a word."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "load_catalogue", stop)
    assert main(["catalogue"]) == INTERRUPTED == 128 + signal.SIGINT
    assert capsys.readouterr() == ("", "")


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
def test_a_broken_pipe_is_quiet() -> None:
    """Where nobody reads on, the command ends as if all had been read, and the report is there."""
    reading, writing = os.pipe()
    os.close(reading)
    line = [sys.executable, "-m", "mbi_collab", "demo"]
    done = subprocess.run(line, stdout=writing, stderr=subprocess.PIPE, encoding="utf-8", check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")
    assert Path("mbi-collab-demo.html").exists()


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
def test_faults_that_nobody_reads_are_faults_all_the_same() -> None:
    """Where what is told of bad answers goes into a closed pipe, the command still ends with 1."""
    reading, writing = os.pipe()
    os.close(reading)
    line = [sys.executable, "-m", "mbi_collab", "assess", "nowhere.csv"]
    done = subprocess.run(line, stdout=subprocess.PIPE, stderr=writing, check=False)
    os.close(writing)
    assert (done.returncode, done.stdout) == (1, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_full_disk_is_told() -> None:
    """Where nothing can be printed any more, the command says so and ends with 1."""
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        line = [sys.executable, "-m", "mbi_collab", "catalogue"]
        done = subprocess.run(line, stdout=full, stderr=subprocess.PIPE, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1


def test_a_console_of_another_encoding_gets_escapes() -> None:
    """What an ASCII console cannot show is escaped, not an error."""
    done = started("catalogue", "S006", env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stderr) == (0, "")
    assert r"\u010cVUT" in done.stdout


def test_compare_takes_saved_assessments_and_answers(capsys: pytest.CaptureFixture[str]) -> None:
    """Each of the two may be either, and the first lines say what changed."""
    panel = mbi.read_answers(RETAILER, mbi.load_catalogue().questionnaire())
    mbi.write_assessment(mbi.assess(panel), "then.json")
    assert main(["compare", "then.json", str(RETAILER)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Take up first, now as then: R01 ")
    assert "What changed" in lines


def test_compare_tells_what_cannot_be_compared(capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is not there, and a profile of which nothing is known, are faults."""
    assert "none.csv" in refused(capsys, "compare", "none.csv", RETAILER)
    assert "'S007'" in refused(capsys, "compare", RETAILER, RETAILER, "--profile", "S007")


def test_assess_takes_a_mapping_and_which_of_two_is_taken(capsys: pytest.CaptureFixture[str]) -> None:
    """A header may itself hold an equals sign; what is no HEADER=FIELD is wrong usage."""
    Path("it.csv").write_text("Name;side;a=b\nanna;CIO;4\nanna;CIO;5\n", encoding="utf-8")
    line = ["assess", "it.csv", "--map", "Name=respondent", "--map", "a=b=Q313"]
    assert "duplicates" in refused(capsys, *line)
    assert main([*line, "--duplicates", "last"]) == 0
    capsys.readouterr()
    assert "'Q31'" in refused(capsys, "assess", "it.csv", "--map", "a=b=Q31")
    with pytest.raises(SystemExit) as ended:
        main(["assess", "it.csv", "--map", "Name"])
    assert ended.value.code == 2


def test_assess_takes_head_counts_and_the_day(capsys: pytest.CaptureFixture[str]) -> None:
    """Both stand in the report; what cannot be is told, and what is no SIDE=NUMBER is wrong usage."""
    line = ["assess", str(RETAILER), "--report", "out.md", "--date", "2026-03-02", "--population", "CIO=50"]
    assert main([*line, "--population", "cmo side=6"]) == 0
    told = Path("out.md").read_text(encoding="utf-8")
    assert "Survey of 2026-03-02." in told
    assert "CIO side: 5 of 50 people, CMO side: 6 people" in told
    capsys.readouterr()
    assert "Did you mean 'CIO'?" in refused(capsys, *line, "--population", "CI0=5")
    assert "fewer than the 6 who answered" in refused(capsys, *line, "--population", "CMO=5")
    assert "'40' is said twice" in refused(capsys, *line, "--population", "CIO=40")
    assert "yyyy-mm-dd" in refused(capsys, *line, "--date", "2.3.2026")
    for wrong in ("CIO", "CIO=many", "50"):
        with pytest.raises(SystemExit) as ended:
            main(["assess", str(RETAILER), "--population", wrong])
        assert ended.value.code == 2
        assert f"{wrong!r} is not SIDE=NUMBER" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("asess it.csv", "Did you mean 'assess'?"),
        ("assess it.csv --popluation CIO=5", "--popluation CIO=5. Did you mean '--population'?"),
        ("assess it.csv --duplicates latest", "Did you mean 'last'?"),
        ("assess it.csv --population CIO=many", "'CIO=many' is not SIDE=NUMBER (sides: CIO, CMO; number: 0 or more)"),
    ],
)
def test_what_is_misspelled_on_the_command_line_names_what_was_meant(
    line: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the usage of the command, where there is one."""
    with pytest.raises(SystemExit) as ended:
        main(line.split())
    told = capsys.readouterr().err
    assert ended.value.code == 2
    assert says in told
    assert ("usage: mbi-collab assess" in told) == line.startswith("assess")


def test_files_of_a_folder_that_are_not_read_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    """The first dozen, and how many more there are."""
    Path("own").mkdir()
    Path("own/cio.csv").write_text(f"{HEADER}\nanna;CIO;4\n", encoding="utf-8")
    Path("own/cmo.xlsx").write_bytes(b"PK")
    assert main(["assess", "own"]) == 0
    assert "\nNot read, because neither .csv, .tsv, .txt nor .json: cmo.xlsx.\n" in capsys.readouterr().out
    for number in range(14):
        Path(f"own/p{number:02}.png").touch()
    assert main(["assess", "own"]) == 0
    assert ": cmo.xlsx, p00.png, " in (told := capsys.readouterr().out)
    assert "p10.png, … 3 more." in told


def test_rows_without_respondents_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    """A form's export is assessed, and the note says how its respondents are called."""
    Path("form.csv").write_text("Timestamp;side;Q313\n9:00;CIO;4\n", encoding="utf-8")
    assert main(["assess", "form.csv"]) == 0
    assert "form.csv: no column names the respondents" in capsys.readouterr().out


def test_nothing_that_a_file_says_steers_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """Escapes in headers and file names are taken out, and a line break makes no line of its own."""
    name = "\x1b[31mit.csv"
    Path(name).write_text('respondent;side;Q313;"\x1b]0;owned\x07\nTake up first"\nanna;CIO;4;\n', encoding="utf-8")
    assert main(["assess", name]) == 0
    told = capsys.readouterr().out
    assert "columns not used: ]0;owned Take up first." in told
    Path(name).write_text("respondent;side;Q313\nanna;CIO;9\n", encoding="utf-8")
    assert not {"\x1b", "\x07"} & {*told, *refused(capsys, "assess", name)}


def test_a_saved_assessment_is_no_answers(capsys: pytest.CaptureFixture[str]) -> None:
    """The message says what takes it."""
    mbi.write_assessment(mbi.assess(mbi.Panel(mbi.load_catalogue().questionnaire(), [])), "saved.json")
    assert "is a saved assessment" in refused(capsys, "assess", "saved.json")


def test_where_the_order_is_withheld_the_option_that_shows_it_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    """For two chiefs who agree; with it, and for larger sides, there is no hint."""
    Path("chiefs.csv").write_text(f"{HEADER}\nanna;CIO;2\nbert;CMO;1\n", encoding="utf-8")
    assert main(["assess", "chiefs.csv"]) == 0
    assert "--named-chiefs shows the order" in capsys.readouterr().out
    assert main(["assess", "chiefs.csv", "--named-chiefs"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Take up first: R07 ")
    assert "--named-chiefs" not in told
    assert main(["compare", "chiefs.csv", "chiefs.csv"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("If those who answered are the named chiefs")
    assert "What changed is withheld" in told
