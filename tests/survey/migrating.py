"""The small pack in its third version, with migrations from two earlier ones, for the tests of what is carried."""

from mbi_collab.catalogue.catalogue import Catalogue, Questionnaire
from tests.catalogue.small_pack import Data, changed, files, put, structure


def sheet(*changes: object) -> Questionnaire:
    """Return the questionnaire of the third version."""
    steps: list[Data] = [
        {"version": "1", "to": "2", "items": {"One": "Uno"}, "practices": {"P1": "P2"}, "dropped": {"Old": "guess"}},
        {"version": "2", "to": "3", "items": {"Uno": "Q1a"}, "practices": {"P2": "A1"}, "dropped": {"P9": "asks"}},
    ]
    data = changed(structure(), put("pack.version", "3"), put("migrations", steps), *changes)  # type: ignore[arg-type]
    return Catalogue.from_files(files(data)).questionnaire()


def panel(version: object = "1", **answers: object) -> Data:
    """Return a panel's plain data as an earlier version saved it."""
    return {
        "format": "mbi-collab/panel",
        "version": 1,
        "pack": {"id": "small", "version": version},
        "profile": "P",
        "answer_sets": [{"respondent": "anna", "side": "IT", "answers": answers}],
    }
