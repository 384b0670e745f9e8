"""Files are written whole or not at all."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from waiting import PATIENCE

from align.errors import OutputError
from exports.files import replacing, require_writable


def test_a_failure_leaves_the_old_file_and_no_litter(tmp_path: Path) -> None:
    path = tmp_path / "glossary.xlsx"
    path.write_text("old")
    with pytest.raises(ZeroDivisionError), replacing(path) as neighbour:
        neighbour.write_text("half" * (1 // 0))
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_success_replaces_the_file_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "glossary.xlsx"
    path.write_text("old")
    path.chmod(0o640)
    with replacing(path) as neighbour:
        neighbour.write_text("new")
    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_has_the_mode_that_the_umask_gives(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        with replacing(tmp_path / "new.tsv") as neighbour:
            neighbour.write_text("x")
    finally:
        os.umask(old)
    assert (tmp_path / "new.tsv").stat().st_mode & 0o777 == 0o640


def test_a_folder_in_its_place_is_said(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="is a folder"):
        require_writable(tmp_path)


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="there is no folder"):
        require_writable(tmp_path / "missing" / "glossary.xlsx")


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    link = tmp_path / "link.xlsx"
    link.symlink_to("there/glossary.xlsx")
    for text in ("first", "second"):
        with replacing(link) as neighbour:
            neighbour.write_text(text)
        assert link.is_symlink()
        assert (tmp_path / "there" / "glossary.xlsx").read_text() == text
    assert [path.name for path in (tmp_path / "there").iterdir()] == ["glossary.xlsx"]


def test_a_pipe_gets_the_bytes_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        with replacing(pipe) as neighbour:
            neighbour.write_text("whole")
        assert os.read(reader, 100) == b"whole"
    finally:
        os.close(reader)
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]


def test_a_pipe_of_the_shell_is_written_too(tmp_path: Path) -> None:
    ours, its = os.pipe()
    try:
        with replacing(Path(f"/dev/fd/{its}")) as neighbour:
            neighbour.write_text("whole")
        assert os.read(ours, 100) == b"whole"
    finally:
        os.close(ours)
        os.close(its)


def test_a_name_that_fills_its_folder_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 250 + ".tsv")
    with replacing(path) as neighbour:
        neighbour.write_text("x")
    assert path.read_text() == "x"


def test_a_name_that_is_too_long_is_said(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="name too long"):
        require_writable(tmp_path / ("x" * 300))


def test_a_link_that_leads_to_itself_is_said(tmp_path: Path) -> None:
    link = tmp_path / "loop"
    link.symlink_to(link)
    with pytest.raises(OutputError, match="symbolic links"):
        require_writable(link)


def test_a_closed_folder_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: Path, **_options: object) -> None:
        raise PermissionError(13, "Permission denied")  # which root never sees

    monkeypatch.setattr(Path, "stat", refused)
    with pytest.raises(OutputError, match="permission denied"):
        require_writable(tmp_path / "glossary.xlsx")


WRITER = """
import sys, time
from pathlib import Path
from exports.files import replacing
with replacing(Path(sys.argv[1])) as neighbour:
    neighbour.write_text("half")
    neighbour.with_name(neighbour.name + "-journal").write_text("half")
    print("writing", flush=True)
    while True:
        time.sleep(1)
"""


@contextmanager
def writer(path: Path) -> Iterator[subprocess.Popen[str]]:
    """A process in the middle of writing a file."""
    command = [sys.executable, "-c", WRITER, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "writing\n"
            yield process
        finally:
            process.kill()


def litter(folder: Path) -> list[Path]:
    return sorted(folder.glob(".tifa-*"))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_that_ends_the_process_leaves_no_litter(
    tmp_path: Path, number: signal.Signals
) -> None:
    path = tmp_path / "glossary.xlsx"
    path.write_text("old")
    with writer(path) as process:
        assert len(litter(tmp_path)) == 2
        process.send_signal(number)
        assert process.wait(PATIENCE) == -number
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_dead_process_left_goes_and_what_a_live_one_writes_stays(tmp_path: Path) -> None:
    path = tmp_path / "glossary.xlsx"
    with writer(path) as dead:
        dead.kill()
        dead.wait(PATIENCE)
    left = litter(tmp_path)
    (tmp_path / ".tifa-older.part").write_text("half")  # of a tifa that locked nothing
    os.mkfifo(tmp_path / ".tifa-pipe.part")
    with writer(path):
        theirs = [each for each in litter(tmp_path) if each.is_file()]
        assert len(theirs) == len(left) == 2
        assert not {*left} & {*theirs}
        with replacing(tmp_path / "other.tsv") as neighbour:
            neighbour.write_text("whole")
            assert {*theirs} < {*litter(tmp_path)}
        assert [each for each in litter(tmp_path) if each.is_file()] == theirs


def test_a_file_and_its_folder_are_on_the_disk_when_it_takes_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, done = tmp_path / "glossary.xlsx", list[str]()
    move, sync = Path.replace, os.fsync

    def synced(handle: int) -> None:
        done.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        sync(handle)

    def moved(own: Path, target: Path) -> Path:
        done.append("move")
        return move(own, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", moved)
    with replacing(path) as neighbour:
        neighbour.write_text("new")
    assert done == ["file", "move", "folder"]


def test_a_disk_that_is_found_full_when_the_file_is_synced_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "glossary.xlsx"
    path.write_text("old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="no space left"), replacing(path) as neighbour:
        neighbour.write_text("new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
