"""What a machine may lack: its tests are left out, and it is said; in CI that is an error."""

import os
from typing import NoReturn

import pytest


def lacks(program: str, package: str) -> NoReturn:
    """Leave the test out, or fail it in CI."""
    sentence = f"{program} is not installed (Debian: apt install {package})"
    if os.environ.get("CI"):
        pytest.fail(sentence)
    pytest.skip(sentence)
