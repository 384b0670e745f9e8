"""Where glossaries are kept: the tests that ask for a `location` run on every database."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(params=["sqlite", "postgresql"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A glossary of the test's own, without concepts."""
    if request.param == "sqlite":
        return str(tmp_path / "glossary.db")
    return str(request.getfixturevalue("server").begun())


@pytest.fixture(params=["sqlite", "postgresql"])
def unmade(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a glossary can be made."""
    if request.param == "sqlite":
        return str(tmp_path / "glossary.db")
    return str(request.getfixturevalue("server").empty())
