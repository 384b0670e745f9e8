"""An environment of the test's own for the command."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path

import forked
import pytest
from running import Asked, Tifa, isolated, put_seeds


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An environment in which nothing of the user's is read or written."""
    return isolated(tmp_path)


@pytest.fixture
def tifa(warm: None, tmp_path: Path, environment: dict[str, str]) -> Tifa:
    """Run `tifa` in `tmp_path`; keyword arguments are environment variables and `input`.

    It runs in a process of its own, which begins where everything is loaded. How the command
    starts and ends as a program is what tests of `TIFA` are about.
    """

    def run(
        *arguments: str | Path, input: str | bytes = "", **variables: str
    ) -> subprocess.CompletedProcess[str]:
        given = input if isinstance(input, bytes) else input.encode("utf-8")
        answer = forked.tifa(arguments, tmp_path, {**environment, **variables}, given)
        return subprocess.CompletedProcess(
            [*map(str, arguments)], answer.code, answer.out, answer.err
        )

    return run


@pytest.fixture(scope="session")
def seed_glossary(warm: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A glossary to which the seed pair was added; not to be changed."""
    folder = tmp_path_factory.mktemp("seed")
    environment = isolated(folder)
    pair = put_seeds(folder)
    answer = forked.tifa(["add", *(path.name for path in pair)], folder, environment)
    assert answer.code == 0, answer.err
    return folder / "glossary.sqlite"


@pytest.fixture
def seeds(tmp_path: Path, environment: dict[str, str], seed_glossary: Path) -> tuple[Path, Path]:
    """The seed pair, Chinese first, in `tmp_path`; the vectors of its texts are cached."""
    known = seed_glossary.with_name("home") / "cache"
    shutil.copytree(known, environment["XDG_CACHE_HOME"], dirs_exist_ok=True)
    return put_seeds(tmp_path)


@pytest.fixture(scope="session")
def extracted(warm: None, seed_glossary: Path, tmp_path_factory: pytest.TempPathFactory) -> Asked:
    """What `tifa extract` says of the seed pair, `article.zh.txt` and `article.txt`; asked once."""
    folder = tmp_path_factory.mktemp("extracted")
    put_seeds(folder)
    environment = isolated(folder)
    shutil.copytree(seed_glossary.with_name("home"), folder / "home", dirs_exist_ok=True)

    @cache
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        answer = forked.tifa(("extract", *arguments), folder, environment)
        return subprocess.CompletedProcess([*arguments], answer.code, answer.out, answer.err)

    return run


@pytest.fixture
def filled(tmp_path: Path, seed_glossary: Path) -> Path:
    """A glossary of the test's own that holds the terms of the seed pair."""
    return Path(shutil.copy(seed_glossary, tmp_path / "glossary.sqlite"))
