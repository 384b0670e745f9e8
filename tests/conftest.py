"""The databases that tests run on, how often properties are tried, and when garbage is looked for.

Tests that ask for a `location`, or for one that is `unmade`, run on every database.
"""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import forked
import pytest
from examples import at_most
from hypothesis import settings

from cli.main import collect_rarely
from glossary.store import Glossary

if TYPE_CHECKING:
    from postgres import Server

settings.register_profile("tests", at_most(100))
settings.load_profile("tests")


def pytest_configure() -> None:
    """Garbage is looked for as seldom as the program does it."""
    collect_rarely()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long tests come first: none is left to one worker at the end, nor divided between two."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_collection_finish() -> None:
    """The tests themselves, thousands of objects each, are never looked through."""
    gc.freeze()


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


@pytest.fixture(scope="session")
def warm() -> None:
    """What commands need is loaded, so that they can be forked."""
    forked.warm()


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A glossary in a file in which nothing is; not to be changed."""
    path = tmp_path_factory.mktemp("empty") / "glossary.db"
    Glossary.open(str(path)).close()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def unmade(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a glossary of the test's own can be made."""
    if request.param == "sqlite":
        return str(tmp_path / "glossary.db")
    return str(request.getfixturevalue("server").schema())


@pytest.fixture(params=["sqlite", "postgresql"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty glossary of the test's own, which is copied and not made."""
    if request.param == "sqlite":
        return str(shutil.copy(request.getfixturevalue("empty"), tmp_path / "glossary.db"))
    return str(request.getfixturevalue("server").glossary())
