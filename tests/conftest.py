"""The databases that tests run on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from postgres import Server


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
