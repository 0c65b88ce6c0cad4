"""The version is said once, in version.py."""

import importlib.metadata

from mbi_collab.version import __version__


def test_installed_version_is_the_source_s() -> None:
    assert importlib.metadata.version("mbi-collab") == __version__
