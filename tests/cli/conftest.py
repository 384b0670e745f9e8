"""The command as people run it: its real entry point, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

TIFA = Path(sys.executable).with_name("tifa")

Tifa = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An environment in which nothing of the user's is read or written."""
    home = tmp_path / "home"
    home.mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TIFA_")}
    return {
        **kept,
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "TIFA_GLOSSARY": str(tmp_path / "glossary.sqlite"),
        "TIFA_CONFIG": os.devnull,
        "TIFA_REVIEWER": "Tester",
    }


@pytest.fixture
def tifa(tmp_path: Path, environment: dict[str, str]) -> Tifa:
    """Run `tifa` in `tmp_path`; keyword arguments are environment variables and `input`."""

    def run(
        *arguments: str | Path, input: str | bytes = "", **variables: str
    ) -> subprocess.CompletedProcess[str]:
        given = input if isinstance(input, bytes) else input.encode("utf-8")
        answer = subprocess.run(
            [TIFA, *arguments],
            input=given,
            capture_output=True,
            cwd=tmp_path,
            env={**environment, **variables},
        )
        return subprocess.CompletedProcess(
            answer.args, answer.returncode, answer.stdout.decode(), answer.stderr.decode()
        )

    return run


@pytest.fixture
def seeds(tmp_path: Path) -> tuple[Path, Path]:
    """The seed pair, Chinese first, in `tmp_path`."""
    from seeds import seed

    paths = tmp_path / "article.zh.txt", tmp_path / "article.txt"
    for path in paths:
        path.write_bytes(seed(path.name).read_bytes())
    return paths
