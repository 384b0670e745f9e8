"""The review application in a real terminal, driven through tmux."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from programs import program
from running import TIFA, isolated
from waiting import until

from glossary.model import ConceptStatus
from glossary.store import Glossary


class Terminal:
    """A terminal of 80 columns and 24 rows that runs one command."""

    def __init__(self, tmux: str, folder: Path, command: str, environment: dict[str, str]) -> None:
        self._tmux = [tmux, "-S", str(folder / "tmux"), "-f", "/dev/null"]
        self._folder = folder
        new = ("new-session", "-d", "-x", "80", "-y", "24", command)
        subprocess.run([*self._tmux, *new], check=True, cwd=folder, env=environment)

    def screen(self) -> str:
        shown = subprocess.run([*self._tmux, "capture-pane", "-p"], check=True, capture_output=True)
        return shown.stdout.decode()

    def press(self, *keys: str) -> None:
        subprocess.run([*self._tmux, "send-keys", *keys], check=True)

    def close(self) -> None:
        subprocess.run([*self._tmux, "kill-server"], check=False, capture_output=True)


@pytest.fixture
def terminal(tmp_path: Path, filled: Path, request: pytest.FixtureRequest) -> Iterator[Terminal]:
    environment = {**isolated(tmp_path), "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
    # tmux ends with its command; the shell after it keeps the screen to look at.
    command = f"{shlex.quote(str(TIFA))} review; echo ended with $?; cat"
    opened = Terminal(program("tmux"), tmp_path, command, environment)
    yield opened
    opened.close()


def test_a_reviewer_opens_decides_and_quits(terminal: Terminal, filled: Path) -> None:
    until(lambda: "国有企业" in terminal.screen(), terminal.screen)
    terminal.press("a")
    until(lambda: "approved 1" in terminal.screen(), terminal.screen)
    terminal.press("q")
    until(lambda: "ended with 0" in terminal.screen(), terminal.screen)
    with Glossary.open(str(filled), read_only=True) as glossary:
        assert glossary.count()[ConceptStatus.APPROVED] == 1


def test_the_columns_of_the_queue_line_up_beside_chinese_text(terminal: Terminal) -> None:
    from rich.cells import cell_len

    until(lambda: "国有企业" in terminal.screen(), terminal.screen)
    lines = terminal.screen().splitlines()
    # The entry below says its status in words, with points between.
    rows = [line for line in lines if line.lstrip("▸> ").startswith("?") and "·" not in line]
    assert len(rows) >= 5
    scores = {cell_len(row[: row.rindex(".")]) for row in rows}
    assert len(scores) == 1, "the points of the scores stand under each other"
