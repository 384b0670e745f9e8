"""The command as people run it: its real entry point, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeAlias

TIFA = Path(sys.executable).with_name("tifa")


#: What a command says to these arguments, the same each time.
Asked: TypeAlias = Callable[..., subprocess.CompletedProcess[str]]


class Tifa(Protocol):
    """Runs `tifa` in the test's folder; keyword arguments are environment variables."""

    def __call__(
        self, *arguments: str | Path, input: str | bytes = "", **variables: str
    ) -> subprocess.CompletedProcess[str]: ...


def isolated(folder: Path) -> dict[str, str]:
    """An environment in which nothing of the user's is read or written."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TIFA_")}
    home = folder / "home"
    home.mkdir(exist_ok=True)
    return {
        **kept,
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "TIFA_GLOSSARY": str(folder / "glossary.sqlite"),
        "TIFA_CONFIG": os.devnull,
        "TIFA_REVIEWER": "Tester",
    }


def put_seeds(folder: Path) -> tuple[Path, Path]:
    """Put the seed pair into a folder, Chinese first."""
    from seeds import seed

    paths = folder / "article.zh.txt", folder / "article.txt"
    for path in paths:
        path.write_bytes(seed(path.name).read_bytes())
    return paths
