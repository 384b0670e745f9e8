"""Programs of the system that some tests need: in CI they have to be there, elsewhere they may."""

from __future__ import annotations

import os
import shutil

import pytest


def program(name: str) -> str:
    """The path of a program; skips the test where there is none, and fails it in CI."""
    found = shutil.which(name)
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail(f"CI has no {name}: .ci/run installs it")
        pytest.skip(f"no {name} on this machine")
    return found
