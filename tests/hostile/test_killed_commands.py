"""A command that is killed at any moment leaves each file as before or as after, whole."""

from __future__ import annotations

import itertools
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import forked
import pytest
from killing import content
from openpyxl import load_workbook
from probing import Probes
from running import isolated, put_seeds

from glossary.store import Glossary
from glossary.store import glossary as module

pytestmark = [pytest.mark.hostile("killed commands"), pytest.mark.usefixtures("warm")]


@dataclass(frozen=True, slots=True)
class Job:
    """A command, and the file that it makes beside the glossary."""

    arguments: tuple[str, ...]
    makes: str = ""


TABLE = "Chinese,English,Note\n" + "".join(f"三首{n},three firsts {n},n\n" for n in range(60))
JOBS = (
    Job(("add", "article.zh.txt", "--no-cache")),
    Job(("import", "table.csv")),
    Job(("reject", "三首", "--reason", "because")),
    Job(("withdraw", "article.txt", "--reason", "because")),
    Job(("undo", "2")),
    Job(("export", "out.xlsx"), "out.xlsx"),
    Job(("export", "out.tbx"), "out.tbx"),
    Job(("backup", "out.bak"), "out.bak"),
)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory, warm: None) -> Path:
    """A folder with a glossary, and old exports and an old copy in the place of new ones."""
    folder = tmp_path_factory.mktemp("base")
    put_seeds(folder)
    (folder / "table.csv").write_text(TABLE, "utf-8")
    (folder / "few.csv").write_text("Chinese,English\n三首,three firsts\n", "utf-8")
    environment = isolated(folder)
    for arguments in (
        ("import", "few.csv"),
        *(("export", f"out.{ending}") for ending in ("xlsx", "tbx")),
        ("backup", "out.bak"),
        ("add", "article.txt", "--no-cache"),
    ):
        assert forked.tifa(arguments, folder, environment).code == 0, arguments
    return folder


@pytest.mark.parametrize("job", JOBS, ids=lambda job: " ".join(job.arguments[:2]))
def test_what_is_killed_is_done_or_not_done(
    job: Job,
    base: Path,
    tmp_path: Path,
    probes: Probes,
    times: Callable[[int], range],
    chance: random.Random,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    numbers = itertools.count()
    monkeypatch.setattr(module, "new_id", lambda: f"c{next(numbers)}")
    before = content(base / "glossary.sqlite")
    whole = Path(shutil.copytree(base, tmp_path / "whole"))
    done = forked.tifa(job.arguments, whole, isolated(whole))
    assert done.code == 0, done.err
    after = content(whole / "glossary.sqlite")
    for number in times(8):
        folder = Path(shutil.copytree(base, tmp_path / f"{number}"))
        moment = done.seconds * chance.uniform(0.2, 1.1)
        with probes.probe(f"killed after {moment:.3f} s of {done.seconds:.3f} s"):
            killed = forked.tifa(job.arguments, folder, isolated(folder), killed_after=moment)
            assert killed.code in (0, -forked.KILLED), killed.err
            assert content(folder / "glossary.sqlite") in (before, after)
            if job.makes and (folder / job.makes).read_bytes() != (base / job.makes).read_bytes():
                require_whole(folder / job.makes, whole / job.makes)
            again = forked.tifa(job.arguments, folder, isolated(folder))
            assert again.code in (0, 1, 2)
            assert "Traceback" not in again.err
            assert not list(folder.glob(".tifa-*"))
        shutil.rmtree(folder)


def require_whole(made: Path, expected: Path) -> None:
    """A file that took the place of another is all there."""
    if made.suffix == ".xlsx":
        assert load_workbook(made).sheetnames == load_workbook(expected).sheetnames
    elif made.suffix == ".bak":
        assert content(made) == content(expected)
        Glossary.open(str(made), read_only=True).close()
    else:
        assert made.stat().st_size == expected.stat().st_size
