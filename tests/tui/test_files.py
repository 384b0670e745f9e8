"""Files of a review that others can reach: below one folder, or none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from desks import Opened
from reader_bench import running
from textual.screen import Screen
from textual.widgets import Input

from align.errors import InputError
from glossary.model import Concept
from tui.access import Access
from tui.files import Files
from tui.screens.adding import AddingScreen
from tui.screens.exporting import ExportScreen
from tui.screens.importing import ImportScreen
from tui.widgets.page import Page
from tui.widgets.path_line import completed


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A folder with a file, a folder, and links that lead out of it and within it."""
    folder = tmp_path / "shared"
    (folder / "inner").mkdir(parents=True)
    (folder / "terms.csv").write_text("zh,en\n双循环,dual circulation\n", "utf-8")
    (folder / "within.csv").symlink_to("terms.csv")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.csv").write_text("zh,en\n三首,three firsts\n", "utf-8")
    (outside / "zh.txt").write_text("坚持三首。", "utf-8")
    (folder / "out").symlink_to(outside)
    (folder / "out.csv").symlink_to(outside / "secret.csv")
    (folder / "new.csv").symlink_to(outside / "new.csv")
    return folder


def outside(shared: Path) -> list[str]:
    return [
        "../outside/secret.csv",
        "inner/../../outside/secret.csv",
        str(shared.parent / "outside" / "secret.csv"),
        "out/secret.csv",
        "out.csv",
        "new.csv",
        "~/secret.csv",
        "/etc/passwd",
        "/dev/zero",
        "/proc/self/environ",
        f"{shared}-other/x.csv",
        "..",
        "/",
        "x\x00.csv",
        "out/" * 500,
    ]


def test_only_what_is_below_the_folder_is_meant(shared: Path) -> None:
    files = Files(shared)
    within = shared / "terms.csv"
    for typed in ("terms.csv", "within.csv", "inner/../terms.csv", str(within), "./terms.csv"):
        assert files.path(typed) == within
    assert files.path("inner/new.csv") == shared / "inner" / "new.csv"
    for typed in outside(shared):
        with pytest.raises(InputError):
            files.path(typed)


def test_a_folder_that_is_reached_by_a_link_is_the_folder(shared: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(shared)
    assert Files(link).path("terms.csv") == shared / "terms.csv"


def test_a_link_that_is_exchanged_after_the_path_was_typed_leads_nowhere(shared: Path) -> None:
    files = Files(shared)
    assert files.path("terms.csv")
    (shared / "terms.csv").unlink()
    (shared / "terms.csv").symlink_to(shared.parent / "outside" / "secret.csv")
    with pytest.raises(InputError):
        files.path("terms.csv")


def test_names_are_completed_below_the_folder_only(shared: Path) -> None:
    files = Files(shared)
    assert completed("te", files=files) == "terms.csv"
    assert completed("inn", files=files) == "inner/"
    for typed in ("out/s", "../outside/s", "/etc/pass", f"{shared.parent}/out"):
        assert completed(typed, files=files) is None
    assert completed("te", files=Files(barred=True)) is None


async def test_an_export_goes_below_the_folder_only(
    opened: Opened, five: Concept, shared: Path
) -> None:
    with opened() as glossary:
        glossary.save(five, who="tests", action="add")
    before = (shared.parent / "outside" / "secret.csv").read_bytes()
    async with running(ExportScreen, opened, files=Files(shared)) as desk:
        for typed in ("out.csv", "new.csv", "out/new.csv", "../outside/new.csv", "/etc/new.csv"):
            desk.app.screen.query_one("#export-path", Input).value = typed
            await desk.press("enter", "enter")
            assert "is not below the folder shared" in desk.app.screen.query_one(Page).text
        desk.app.screen.query_one("#export-path", Input).value = "inner/mine.csv"
        await desk.press("enter")
        assert "1 concept written to inner/mine.csv" in desk.text
    assert (shared / "inner" / "mine.csv").exists()
    assert sorted(path.name for path in (shared.parent / "outside").iterdir()) == [
        "secret.csv",
        "zh.txt",
    ]
    assert (shared.parent / "outside" / "secret.csv").read_bytes() == before


async def test_an_import_comes_from_below_the_folder_only(opened: Opened, shared: Path) -> None:
    async with running(ImportScreen, opened, files=Files(shared)) as desk:
        for typed in ("out.csv", "../outside/secret.csv", "/etc/passwd"):
            desk.app.screen.query_one("#import-path", Input).value = typed
            await desk.press("enter")
            assert "is not below the folder shared" in desk.text
            assert "三首" not in desk.text
        desk.app.screen.query_one("#import-path", Input).value = "terms.csv"
        await desk.press("enter")
        assert "1 would be added" in desk.text
        (shared / "terms.csv").unlink()
        (shared / "terms.csv").symlink_to(shared.parent / "outside" / "secret.csv")
        await desk.press("ctrl+s")
        assert "is not below the folder shared" in desk.text
    with opened() as glossary:
        assert list(glossary.concepts()) == []


async def test_documents_come_from_below_the_folder_only(opened: Opened, shared: Path) -> None:
    async with running(AddingScreen, opened, files=Files(shared)) as desk:
        for typed in ("out/zh.txt", "../outside", "/etc/hostname"):
            desk.app.screen.query_one("#add-document", Input).value = typed
            await desk.press("ctrl+s")
            assert "is not below the folder shared" in desk.text
        desk.app.screen.query_one("#add-document", Input).value = "terms.csv"
        desk.app.screen.query_one("#add-translation", Input).value = "out.csv"
        await desk.press("ctrl+s")
        assert "is not below the folder shared" in desk.text


@pytest.mark.parametrize("screen", [ExportScreen, ImportScreen, AddingScreen])
async def test_where_no_file_may_be_meant_that_is_said_and_none_is(
    opened: Opened, tmp_path: Path, screen: Callable[[Access], Screen[Any]]
) -> None:
    target = tmp_path / "target.csv"
    async with running(screen, opened, files=Files(barred=True)) as desk:
        assert "started without --folder DIR" in desk.text
        line = desk.app.screen.query(Input).first()
        line.disabled = False
        line.value = str(target)
        line.focus()
        await desk.press("enter", "ctrl+s")
        assert "no files can be reached" in desk.text
    assert not target.exists()
