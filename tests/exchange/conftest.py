"""A questionnaire to read answers of, and what must not be readable."""

from pathlib import Path
from typing import Any

import pytest

from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.catalogue.loading import load_catalogue
from mbi_collab.errors import AnswersError, Fault
from mbi_collab.exchange.reading import read_answers
from tests.exchange.samples import FaultsOf, Folder, named


@pytest.fixture(scope="session")
def sheet() -> Questionnaire:
    """The packaged questionnaire."""
    return load_catalogue().questionnaire()


@pytest.fixture
def faults_of(sheet: Questionnaire) -> FaultsOf:
    """Read what must not be readable, and give its faults."""

    def read(content: Any, *, of: Questionnaire = sheet, **options: Any) -> tuple[Fault, ...]:
        source = named(content) if isinstance(content, str | bytes) else content
        with pytest.raises(AnswersError) as caught:
            read_answers(source, of, **options)
        return caught.value.faults

    return read


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Write files into a folder."""

    def write(files: dict[str, str | bytes]) -> Path:
        for name, content in files.items():
            (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return write
