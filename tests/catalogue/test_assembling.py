"""Making the objects of a pack that is known to be sound."""

import subprocess
import sys

import attrs
import pytest

from mbi_collab.catalogue.assembling import assemble
from mbi_collab.catalogue.building import build
from mbi_collab.catalogue.catalogue import Catalogue
from mbi_collab.catalogue.content import Content
from mbi_collab.catalogue.sources import PackFiles, read_pack
from mbi_collab.errors import InvalidPackError
from mbi_collab.packaged import packaged_names
from tests.catalogue import small_pack


@pytest.mark.parametrize("files", [*map(read_pack, packaged_names("packs")), small_pack.files()])
def test_a_sound_pack_gives_the_same_objects_as_the_strict_way(files: PackFiles) -> None:
    """Every field of every object, in type and value: nothing is skipped but the checks."""
    quick, strict = assemble(files, None), build(files, None)
    assert (quick.language, quick.languages, quick.missing_texts) == (strict.language, strict.languages, 0)
    for field in attrs.fields(Content):
        ours, theirs = getattr(quick.content, field.name), getattr(strict.content, field.name)
        assert ours == theirs
        assert repr(ours) == repr(theirs)


def test_only_packs_that_ship_with_the_library_are_taken_as_sound() -> None:
    """The same files from elsewhere are read strictly: a fault in them is told."""
    files = read_pack("cio-cmo")
    assert files.is_sound
    broken = tuple((name, content.replace(b'"R01"', b'"R99"', 1)) for name, content in files.files)
    with pytest.raises(InvalidPackError):
        Catalogue.from_files(PackFiles("elsewhere", broken))


def test_a_language_the_pack_lacks_falls_back() -> None:
    """As the strict way does."""
    files = read_pack("cio-cmo")
    assert assemble(files, "xx-YY").language == build(files, "xx-YY").language == "en"


def test_a_packaged_pack_is_loaded_without_cattrs() -> None:
    """Strict conversion is for packs that nobody has checked yet."""
    code = "import sys, mbi_collab; mbi_collab.load_catalogue(); print('cattrs' in sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "False"
