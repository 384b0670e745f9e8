"""Exporting and importing inside the application."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from desks import Opened, Plain, Stored
from openpyxl import Workbook
from reader_bench import Reading, running
from textual.widgets import Input, OptionList, Select
from waiting import PATIENCE

from exports.registry import GLOSSARY_FORMATS
from glossary.model import Concept, ConceptStatus
from glossary.model.serial import to_json
from glossary.store import Glossary
from tui.screens.exporting import ExportScreen
from tui.screens.importing import ImportScreen
from tui.widgets.checklist import Checklist
from tui.widgets.page import Page
from tui.working import Watch

BOTH_SIZES = pytest.mark.parametrize("size", [(80, 24), (200, 60)])


@pytest.fixture
def two(opened: Opened, plain: Plain, five: Concept) -> dict[str, Concept]:
    """A glossary of a proposed and an approved concept."""
    with opened() as glossary:
        glossary.save(five, who="tests", action="add")
        approved = plain("ok", "双循环", "dual circulation", status=ConceptStatus.APPROVED)
        glossary.save(approved, who="tests", action="add")
        return {each.id: each for each in glossary.concepts()}


def put(desk: Reading, which: str, text: str | Path) -> None:
    desk.app.screen.query_one(which, Input).value = str(text)


def said(desk: Reading) -> str:
    return desk.app.screen.query_one(Page).text


def written(path: Path, *concepts: Concept) -> Path:
    path.write_text(
        "".join(json.dumps(to_json(each), ensure_ascii=False) + "\n" for each in concepts), "utf-8"
    )
    return path


@BOTH_SIZES
async def test_the_ending_gives_the_format_and_all_is_written(
    opened: Opened, two: dict[str, Concept], tmp_path: Path, size: tuple[int, int]
) -> None:
    async with running(ExportScreen, opened, size=size) as desk:
        put(desk, "#export-path", tmp_path / "out.jsonl")
        await desk.press("enter")
        assert "2 concepts written to" in desk.text
        assert "Nothing was lost." in desk.text
    lines = (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
    assert {json.loads(line)["id"] for line in lines} == {"five", "ok"}


async def test_what_the_format_does_not_carry_is_said(
    opened: Opened, two: dict[str, Concept], tmp_path: Path
) -> None:
    async with running(ExportScreen, opened) as desk:
        put(desk, "#export-path", tmp_path / "out.tbx")
        await desk.press("enter")
        assert "Not carried: " in said(desk)


async def test_only_the_chosen_statuses_are_written(
    opened: Opened, two: dict[str, Concept], tmp_path: Path
) -> None:
    async with running(ExportScreen, opened) as desk:
        put(desk, "#export-path", tmp_path / "out.jsonl")
        await desk.settle()
        for status in ("proposed", "in review", "approved"):
            assert f"[x] {status}" in desk.text
        assert "[ ] rejected" in desk.text
        chosen = desk.app.screen.query_one(Checklist)
        chosen.focus()
        await desk.press("home", "space", "down", "space")
        assert "[ ] proposed" in desk.text
        await desk.press("ctrl+s")
        assert "1 concept written" in said(desk)
        chosen.choose(())
        await desk.press("ctrl+s")
        assert "Choose at least one status" in said(desk)


async def test_an_empty_file_for_tools_is_said_to_be_empty_for_want_of_approved_concepts(
    opened: Opened, five: Concept, tmp_path: Path
) -> None:
    with opened() as glossary:
        glossary.save(five, who="tests", action="add")
    async with running(ExportScreen, opened) as desk:
        put(desk, "#export-path", tmp_path / "out.utf8")
        await desk.settle()
        await desk.press("enter")
        assert "0 concepts written" in said(desk)
        assert "No concept has a status that is chosen here" in flat(desk)


async def test_every_format_of_the_registry_is_offered(
    opened: Opened, two: dict[str, Concept]
) -> None:
    async with running(ExportScreen, opened, size=(200, 60)) as desk:
        offered = desk.app.screen.query_one("#export-format", OptionList)
        prompts = [str(each.prompt) for each in offered.options]
        titles = [form.title for form in GLOSSARY_FORMATS.values()]
        assert len(prompts) == len(titles)
        assert all(title in prompt for title, prompt in zip(titles, prompts, strict=True))
        assert titles[0] in desk.text


async def test_a_file_that_is_there_is_replaced_only_when_asked_twice(
    opened: Opened, two: dict[str, Concept], tmp_path: Path
) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("mine")
    async with running(ExportScreen, opened) as desk:
        put(desk, "#export-path", path)
        await desk.press("enter")
        assert "is there already" in said(desk).replace("\n", " ")
        assert path.read_text() == "mine"
        await desk.press("enter")
        assert "2 concepts written" in said(desk)
        put(desk, "#export-path", tmp_path / "no" / "such" / "folder.jsonl")
        await desk.press("enter")
        assert said(desk).startswith("! ")


@BOTH_SIZES
async def test_an_import_is_shown_before_it_is_done(
    opened: Opened,
    two: dict[str, Concept],
    plain: Plain,
    tmp_path: Path,
    size: tuple[int, int],
    stored: Stored,
) -> None:
    changed = replace(two["ok"], note="agreed [b]")
    path = written(tmp_path / "in.jsonl", changed, plain("new", "三农", "three rural issues"))
    async with running(ImportScreen, opened, size=size) as desk:
        put(desk, "#import-path", path)
        await desk.press("enter")
        assert "1 would be added, 1 would be changed, 0 unchanged, 0 in conflict" in desk.text
        assert "+ addition" in desk.text
        assert "三农" in desk.text
        assert "~ change" in desk.text
        assert "agreed [b]" in desk.text
        assert stored("ok").note == ""
        await desk.press("ctrl+s")
        assert "1 added, 1 changed" in desk.text
        await desk.press("escape")
        assert desk.app.returned == [True]
    assert stored("ok").note == "agreed [b]"
    assert stored("new").terms[0].text == "三农"


async def test_conflicts_are_shown_and_left_as_they_are(
    opened: Opened, two: dict[str, Concept], tmp_path: Path, stored: Stored
) -> None:
    path = written(tmp_path / "in.jsonl", replace(two["ok"], note="theirs"))
    with opened() as glossary:
        glossary.save(replace(two["ok"], note="ours"), who="Bo")
    async with running(ImportScreen, opened) as desk:
        put(desk, "#import-path", path)
        await desk.press("enter")
        assert "! conflict" in desk.text
        assert "There is nothing to apply" in desk.text
        await desk.press("ctrl+s", "escape")
        assert desk.app.returned == [False]
    assert stored("ok").note == "ours"


async def test_bad_lines_are_named_and_left_out_only_when_the_reviewer_goes_on(
    opened: Opened, two: dict[str, Concept], plain: Plain, tmp_path: Path
) -> None:
    path = written(tmp_path / "in.jsonl", plain("new", "三农", "three rural issues"))
    with path.open("a") as stream:
        stream.write("no json\n")
    async with running(ImportScreen, opened) as desk:
        put(desk, "#import-path", path)
        await desk.press("enter")
        assert "! 1 bad, to be left out:" in desk.text
        assert "in.jsonl, line 2" in desk.text
        assert "ctrl+s applies the rest, without what is bad" in desk.text
        with opened() as glossary:
            assert len(glossary.concepts()) == 2
        await desk.press("ctrl+s")
        assert "1 added" in desk.text
        assert "! 1 bad, left out:" in desk.text
    with opened() as glossary:
        assert len(glossary.concepts()) == 3


async def test_a_file_of_no_known_format_imports_nothing(
    opened: Opened, two: dict[str, Concept], tmp_path: Path
) -> None:
    (tmp_path / "x.docx").write_bytes(b"PK")
    async with running(ImportScreen, opened) as desk:
        put(desk, "#import-path", tmp_path / "x.docx")
        desk.app.screen.query_one("#import-path").focus()
        await desk.press("enter")
        assert "no format has this extension" in said(desk).replace("\n", " ")
    with opened() as glossary:
        assert len(glossary.concepts()) == 2


@BOTH_SIZES
async def test_columns_are_named_where_the_titles_of_a_table_do_not_tell(
    opened: Opened, two: dict[str, Concept], tmp_path: Path, size: tuple[int, int]
) -> None:
    path = tmp_path / "t.csv"
    path.write_text("No.,甲,乙\n1,三农,three rural issues; 3R\n2,三首,\n3,三严,\n", "utf-8")
    async with running(ImportScreen, opened, size=size) as desk:
        put(desk, "#import-path", path)
        await desk.press("enter")
        assert "no columns with terms of two languages (No., 甲," in flat(desk)
        assert desk.app.focused is not None
        assert desk.app.focused.id == "import-columns", "they can be typed at once"
        put(desk, "#import-columns", "zh=甲,en=Target")
        await desk.press("enter")
        assert "no row with the titles 甲, Target" in flat(desk)
        put(desk, "#import-columns", "zh=甲,en=乙")
        await desk.press("enter")
        assert "3 would be added" in desk.text
        put(desk, "#import-columns", "zh=甲")
        await desk.settle()
        await desk.press("ctrl+s")
        assert "3 would be added" in desk.text, "what was changed is shown before it is done"
        await desk.press("ctrl+s")
        assert "3 added" in desk.text
    with opened() as glossary:
        added = [each for each in glossary.concepts() if each.id not in two]
    assert {term.text for each in added for term in each.terms} == {"三农", "三首", "三严"}


async def test_a_path_that_was_typed_during_a_preview_is_shown_before_it_is_imported(
    opened: Opened, two: dict[str, Concept], plain: Plain, tmp_path: Path
) -> None:
    gate = threading.Event()

    def late() -> Glossary:
        gate.wait(timeout=PATIENCE)
        return opened()

    first = written(tmp_path / "first.jsonl", plain("first", "三农", "three rural issues"))
    second = written(tmp_path / "second.jsonl", plain("second", "新常态", "new normal"))
    async with running(ImportScreen, late) as desk:
        put(desk, "#import-path", first)
        await desk.pilot.press("enter")
        put(desk, "#import-path", second)
        await desk.pilot.pause()
        gate.set()
        await desk.settle()
        await desk.press("ctrl+s")
        assert "新常态" in desk.text
        with opened() as glossary:
            assert {each.id for each in glossary.concepts()} == two.keys()


async def test_only_tables_have_columns(
    opened: Opened, two: dict[str, Concept], plain: Plain, tmp_path: Path
) -> None:
    path = written(tmp_path / "in.jsonl", plain("new", "三农", "three rural issues"))
    async with running(ImportScreen, opened) as desk:
        put(desk, "#import-path", path)
        put(desk, "#import-columns", "zh=A,en=B")
        await desk.press("enter")
        assert "has no columns to choose" in flat(desk)


def flat(desk: Reading) -> str:
    return " ".join(said(desk).split())


async def test_a_sheet_a_format_and_a_delimiter_are_chosen(
    opened: Opened, two: dict[str, Concept], tmp_path: Path
) -> None:
    book = Workbook()
    for name, row in (("one", ["三农", "rural issues"]), ("two", ["三严", "three stricts"])):
        book.create_sheet(name)
        for each in (["中文", "英文"], row):
            book[name].append(each)
    book.save(tmp_path / "t.xlsx")
    (tmp_path / "t.txt").write_text("中文|英文\n三首|a, b\n三农|c, d\n", "utf-8")
    async with running(ImportScreen, opened) as desk:
        put(desk, "#import-path", tmp_path / "t.xlsx")
        await desk.press("enter")
        assert "2 would be added" in desk.text
        put(desk, "#import-sheet", "two")
        desk.app.screen.query_one("#import-sheet").focus()
        await desk.press("enter")
        assert "1 would be added" in desk.text
        assert "三严" in desk.text
        put(desk, "#import-sheet", "")
        put(desk, "#import-path", tmp_path / "t.txt")
        desk.app.screen.query_one("#import-format", Select).value = "csv"
        desk.app.screen.query_one("#import-delimiter", Select).value = "bar"
        await desk.settle()
        desk.app.screen.query_one("#import-path").focus()
        await desk.press("enter")
        assert "2 would be added" in desk.text
        assert "a, b" in desk.text


async def test_what_was_not_read_is_shown(
    opened: Opened, two: dict[str, Concept], tmp_path: Path
) -> None:
    path = tmp_path / "t.csv"
    path.write_text("中文,英文\n一、经济,\n三农,rural,more\n", "utf-8")
    async with running(ImportScreen, opened, size=(200, 60)) as desk:
        put(desk, "#import-path", path)
        await desk.press("enter")
        assert "more cells than titles, not read: row 3 (more)" in desk.text
        assert "headings, no entries: row 2 (一、经济)" in desk.text


def many(tmp_path: Path, plain: Plain, number: int = 600) -> Path:
    concepts = (plain(f"n{each}", f"第{each}", f"number {each}") for each in range(number))
    return written(tmp_path / "many.jsonl", *concepts)


class Slow:
    """Work that waits where it first says how far it is."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.reached, self.go_on = threading.Event(), threading.Event()
        report = Watch.__call__

        def waiting(watch: Watch, stage: str, done: int, total: int) -> None:
            report(watch, stage, done, total)
            self.reached.set()
            self.go_on.wait(PATIENCE)
            report(watch, stage, done, total)

        monkeypatch.setattr(Watch, "__call__", waiting)

    async def stopped(self, desk: Reading, key: str, told: str) -> None:
        """Begin with a key, see how far it is, and stop it with escape."""
        await desk.pilot.press(key)
        while not self.reached.is_set():
            await desk.pilot.pause()
        await desk.pilot.pause()
        assert told in said(desk)
        await desk.pilot.press("escape")
        assert "Stopping…" in said(desk)
        self.go_on.set()
        await desk.settle()


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    """Work that waits at each report of its progress until it is let go on, or is stopped."""
    return Slow(monkeypatch)


async def test_an_export_that_is_stopped_leaves_the_old_file(
    opened: Opened, two: dict[str, Concept], tmp_path: Path, slow: Slow
) -> None:
    path = tmp_path / "out.jsonl"
    async with running(ExportScreen, opened) as desk:
        put(desk, "#export-path", path)
        await desk.settle()
        await slow.stopped(desk, "enter", "Writing concepts: 2; escape stops it")
        assert "Stopped; " in said(desk)
        assert list(tmp_path.glob("out*")) == []
        await desk.press("enter")
        assert "2 concepts written" in said(desk)


async def test_an_import_is_stopped_while_it_is_read_and_while_it_is_done(
    opened: Opened, two: dict[str, Concept], plain: Plain, tmp_path: Path, slow: Slow
) -> None:
    async with running(ImportScreen, opened) as desk:
        put(desk, "#import-path", many(tmp_path, plain))
        await desk.settle()
        await slow.stopped(desk, "enter", "Reading entries: 500; escape stops it")
        assert "Stopped; nothing was changed" in said(desk)
        await desk.press("enter")
        assert "600 would be added" in said(desk)
        slow.reached.clear()
        slow.go_on.clear()
        await slow.stopped(desk, "ctrl+s", "Importing entries: 500; escape stops it")
        assert "Stopped; nothing was changed" in said(desk)
        with opened() as glossary:
            assert len(glossary.concepts()) == 2
        await desk.press("ctrl+s", "ctrl+s")
        assert "600 added" in said(desk)
        await desk.press("escape")
        assert desk.app.returned == [True]
