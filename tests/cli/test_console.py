"""What people see on a terminal while they wait."""

from __future__ import annotations

import os
import pty
from pathlib import Path

import pytest
from running import Tifa
from terminals import written_to

from cli.console import Column, print_table, progress


def test_a_stage_that_begins_again_has_a_new_estimate(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = pty.openpty()
    monkeypatch.setenv("TERM", "xterm")
    with os.fdopen(theirs, "w") as terminal:
        monkeypatch.setattr("sys.stderr", terminal)
        with progress() as report:
            report("encoding", 5, 5)
            report("encoding", 0, 5)
    shown = written_to(ours)
    os.close(ours)
    assert "-:--:--" in shown.rpartition("encoding")[2]


def test_a_narrow_window_hides_no_column(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = pty.openpty()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "40")
    columns = [Column("Name", share=1), *(Column(f"Number {n}") for n in range(5))]
    with os.fdopen(theirs, "w") as terminal:
        monkeypatch.setattr("sys.stdout", terminal)
        print_table(columns, [["三首", *(f"<{n}>" for n in range(5))]])
    shown = written_to(ours)
    os.close(ours)
    for cell in ("三首", "<0>", "<4>"):
        assert cell in shown


def test_one_thing_is_not_said_in_the_plural(tifa: Tifa, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("Chinese,English\n三首,three firsts\n", "utf-8")
    assert tifa("import", "t.csv").returncode == 0
    assert tifa("stats").stdout.startswith("1 concept: 1 proposed")
    assert tifa("backup", "b.sqlite").stdout.startswith("1 concept and the history copied")
    assert tifa("annotate", "-", input="三首\n").stderr == "1 concept in 1 place\n"
