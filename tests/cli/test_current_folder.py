"""Nothing that lies in the current folder is run, whatever its name: it may be anybody's folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from running import TIFA, isolated
from serving import filled, serving

MODULES = (
    "click.py",
    "textual.py",
    "sitecustomize.py",
    "usercustomize.py",
    "signal.py",
    "aiohttp.py",
    "numpy.py",
    "jieba.py",
    "cli/__init__.py",
    "cli/main.py",
    "tui/__init__.py",
    "encodings/__init__.py",
)
RUNS = "import os, pathlib\npathlib.Path(__file__).with_suffix('.ran').touch()\nos._exit(9)\n"


@pytest.fixture
def trap(tmp_path: Path) -> Path:
    """A folder whose modules leave a trace where they are run."""
    folder = tmp_path / "trap"
    for name in MODULES:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(RUNS)
    return folder


def ran(trap: Path) -> list[Path]:
    return sorted(trap.rglob("*.ran"))


async def test_a_window_of_the_browser_runs_nothing_of_it(tmp_path: Path, trap: Path) -> None:
    with serving(filled(tmp_path), cwd=trap) as server:
        async with server.window() as window:
            await window.shown("国有企业")
    assert ran(trap) == []


@pytest.mark.parametrize(
    "arguments",
    [["lookup", "国有企业"], ["stats"], ["completion", "bash"], ["extract", "../zh.txt"]],
    ids=lambda each: each[0],
)
def test_no_command_runs_anything_of_it(tmp_path: Path, trap: Path, arguments: list[str]) -> None:
    filled(tmp_path)
    (tmp_path / "zh.txt").write_text("坚持党的领导。坚持党的领导。", "utf-8")
    environment = isolated(tmp_path)
    del environment["TIFA_REVIEWER"]  # so that git is asked
    answer = subprocess.run([TIFA, *arguments], cwd=trap, env=environment, capture_output=True)
    assert answer.returncode == 0, answer.stderr
    assert ran(trap) == []


def test_what_libraries_start_runs_nothing_of_it(tmp_path: Path, trap: Path) -> None:
    # As tqdm does within transformers: multiprocessing starts its tracker with -c.
    script = tmp_path / "script.py"
    script.write_text(
        "import sys\n"
        "from cli.main import main\n"
        "sys.argv = ['tifa', '--version']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "from multiprocessing import resource_tracker as tracker\n"
        "tracker.ensure_running()\n"
        "tracker._resource_tracker._stop()\n"
    )
    subprocess.run([sys.executable, script], cwd=trap, env=isolated(tmp_path), check=True)
    assert ran(trap) == []
