"""What people see on a terminal while they wait."""

from __future__ import annotations

import os
import pty

import pytest
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
