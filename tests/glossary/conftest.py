"""Where glossaries are kept: the tests that ask for a `location` run on every database."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(params=["sqlite", "postgresql"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a glossary of the test's own can be made."""
    if request.param == "sqlite":
        return str(tmp_path / "glossary.db")
    return str(request.getfixturevalue("server").schema())
