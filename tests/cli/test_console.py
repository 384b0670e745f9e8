"""What people see on a terminal while they wait."""

from __future__ import annotations

import os
import pty
import sys
from pathlib import Path

import pytest
from running import Tifa
from terminals import shown_by, written_to

from cli import streams
from cli.console import TableColumn, print_table, progress


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
    columns = [TableColumn("Name", share=1), *(TableColumn(f"Number {n}") for n in range(5))]
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


HELD = "\x1b[31m \u009b31m \u202e\u206f \x7f \x85 \u2028"


def test_a_terminal_gets_escapes_and_a_file_every_character(
    tifa: Tifa, tmp_path: Path, environment: dict[str, str]
) -> None:
    table = f"Chinese,English,Note\n三首,three firsts,{HELD[6:]}\n"
    (tmp_path / "t.csv").write_text(table, "utf-8")
    assert tifa("import", "t.csv").returncode == 0
    for form in ("csv", "tsv", "jsonl", "tbx"):
        command = "export", "-", "--format", form
        assert HELD[6:] in tifa(*command).stdout, form
        _, shown = shown_by(command, tmp_path, environment)
        assert "\\u009b31m \\u202e\\u206f \\u007f \\u0085 \\u2028" in shown, form


def test_what_is_shown_does_not_depend_on_how_it_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = []
    whole = f"三首\r\nA\rB\t{HELD}\ufeff\n".encode() + b"\xff\xe4\n"
    for parts in ([whole], [bytes([byte]) for byte in whole]):
        ours, theirs = pty.openpty()
        with os.fdopen(theirs, "w", encoding="utf-8") as terminal:
            monkeypatch.setattr("sys.stdout", terminal)
            streams.prepare()
            assert streams.beneath(sys.stdout) is terminal
            for part in parts:
                sys.stdout.buffer.write(part)
            sys.stdout.flush()
            monkeypatch.undo()
        shown.append(written_to(ours))
        os.close(ours)
    assert shown[0] == shown[1]
    assert shown[0] == (
        "三首\r\r\nA\\u000dB\t\\u001b[31m \\u009b31m \\u202e\\u206f "
        "\\u007f \\u0085 \\u2028\ufeff\r\n\\xff\\xe4\r\n"
    )


def test_rich_passes_styles_and_no_other_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    from rich.text import Text

    from cli.console import output

    ours, theirs = pty.openpty()
    monkeypatch.setenv("TERM", "xterm")
    with os.fdopen(theirs, "w") as terminal:
        monkeypatch.setattr("sys.stdout", terminal)
        output().print(Text(f"<{HELD}>", "bold"))
    shown = written_to(ours)
    os.close(ours)
    assert shown.startswith("\x1b[1m<\\u001b[31m \\u009b31m")
