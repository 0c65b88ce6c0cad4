"""What an import says of itself."""

import pickle

from mbi_collab.survey.import_report import ImportedColumn, ImportedFile, ImportReport


def report() -> ImportReport:
    """A report of one file with an ignored column."""
    columns = (ImportedColumn("Q313", "answer", "Q313", "code"), ImportedColumn("Day", "ignored"))
    file = ImportedFile(
        name="a.csv", layout="wide", encoding="utf-8", delimiter=",", rows=2, answer_sets=2, columns=columns
    )
    return ImportReport(files=(file,), answer_sets=2, points=1, dont_know=0, not_applicable=0, comments=0)


def test_ignored_columns_are_named_with_their_file() -> None:
    """What was not taken is easy to find."""
    assert report().ignored == (("a.csv", "Day"),)
    assert report().files[0].ignored == ("Day",)


def test_records_are_one_a_column() -> None:
    """Flat, for a data frame."""
    records = report().to_records()
    assert [record["header"] for record in records] == ["Q313", "Day"]
    assert records[0] == {
        "file": "a.csv", "encoding": "utf-8", "delimiter": ",",
        "header": "Q313", "kind": "answer", "code": "Q313", "matched_by": "code",
    }  # fmt: skip


def test_it_is_a_value() -> None:
    """Equal by content, hashable, picklable, and counted in its repr."""
    assert pickle.loads(pickle.dumps(report())) == report()  # noqa: S301  our own bytes
    assert len({report(), report()}) == 1
    assert repr(report()) == "<ImportReport: files 1, answer sets 2, columns ignored 1>"
