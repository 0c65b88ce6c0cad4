"""How the properties are tried: without a deadline, and on CI the same examples every time."""

import os

from hypothesis import settings

settings.register_profile("default", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("default")
