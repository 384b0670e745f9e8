"""Files are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

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
