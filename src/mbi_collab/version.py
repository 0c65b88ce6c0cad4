"""The version of the library, as results and saved files name it."""

from typing import Final

__version__: Final = "0.1.0"
