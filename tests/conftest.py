"""The databases that tests run on, and how often properties are tried.

Tests that ask for a `location` run on every database.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from examples import at_most
from hypothesis import settings

if TYPE_CHECKING:
    from postgres import Server

settings.register_profile("tests", at_most(100))
settings.load_profile("tests")


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server; where none can be started, CI fails and other machines skip."""
    try:
        from postgres import programs, running
    except ImportError as error:
        missing = f"the store is not tested on PostgreSQL: {error}; make test installs psycopg"
        binaries = None
    else:
        missing = "the store is not tested on PostgreSQL: apt-get install postgresql brings it"
        binaries = programs()
    if binaries is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(missing)
    with running(binaries) as started:
        yield started


@pytest.fixture(params=["sqlite", "postgresql"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a glossary of the test's own can be made."""
    if request.param == "sqlite":
        return str(tmp_path / "glossary.db")
    return str(request.getfixturevalue("server").schema())
