"""The documents of the glossary: the list, adding to it, and the first run."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from desks import Opened
from reader_bench import EN, SENTENCES, ZH, pair, running
from textual.widgets import Input, ProgressBar, Select, Static
from waiting import PATIENCE

from align.encoders import Encoder
from align.errors import EncoderError
from align.model import Language
from glossary.model import Particulars
from glossary.model.authority import Authority
from glossary.store import Glossary
from glossary.store.reading.catalogue import describe
from glossary.store.reading.documents import documents_in_use
from seeds import seed
from tui.access import shipped_encoder
from tui.screens.adding import AddingScreen
from tui.screens.documents import DocumentsScreen
from tui.screens.first_run import FirstRunScreen
from tui.screens.reader import ReaderScreen
from tui.screens.record import RecordScreen
from tui.widgets.path_line import PathLine, completed

BOTH_SIZES = pytest.mark.parametrize("size", [(80, 24), (200, 60)])


def documents(opened: Opened) -> list[str]:
    with opened() as glossary:
        return sorted(each.document.source for each in documents_in_use(glossary))


@pytest.fixture
def texts(tmp_path: Path) -> dict[Language, Path]:
    """A Chinese file and its English translation."""
    paths = {}
    for number, language in enumerate((ZH, EN)):
        text = "\n".join(sentence[number] for sentence in SENTENCES)
        paths[language] = tmp_path / f"speech.{language}.txt"
        paths[language].write_text(text, "utf-8")
    return paths


@BOTH_SIZES
async def test_the_list_says_what_each_document_is_and_opens_it(
    opened: Opened, size: tuple[int, int]
) -> None:
    with opened() as glossary:
        about = {"speech.zh.txt": Particulars(title="讲话 [b]", dated="2024-07")}
        glossary.add([], [pair()], who="tests", about=about)
    async with running(DocumentsScreen, opened, size=size) as desk:
        (line,) = (line for line in desk.lines if "▸" in line)
        assert "讲话 [b]" in line
        assert "2024-07" in line
        assert "speech.txt" in line
        if size[0] == 200:
            assert " 4 " in line
        assert "2 documents" in desk.text
        await desk.press("enter")
        assert isinstance(desk.app.screen, ReaderScreen)
        assert SENTENCES[0][0] in desk.text
        await desk.press("escape")
        assert isinstance(desk.app.screen, DocumentsScreen)
        await desk.press("escape")
        assert desk.app.returned == [False]


async def test_what_a_document_is_is_said_in_the_list(opened: Opened) -> None:
    with opened() as glossary:
        glossary.add([], [pair()], who="tests")
    async with running(DocumentsScreen, opened, size=(140, 30)) as desk:
        await desk.press("e")
        assert "Rank of its wording" in desk.text
        await desk.write("新华社 [b]")
        await desk.press("tab")
        await desk.write("2024-07-18")
        desk.app.screen.query_one(Select).value = Authority.MEDIA.value
        await desk.press("ctrl+s")
        (line,) = (line for line in desk.lines if "▸" in line)
        assert "新华社 [b]" in line
        assert "2024-07-18" in line
        assert desk.text.count("2024-07-18") == 2
        await desk.press("escape")
        assert desk.app.returned == [True]
    with opened() as glossary:
        said = {
            (d.issuer, d.dated, d.authority)
            for d in (v.document for v in documents_in_use(glossary))
        }
        assert said == {("新华社 [b]", "2024-07-18", Authority.MEDIA)}  # of its translation too


async def test_a_record_that_is_wrong_or_unwanted_is_not_stored(opened: Opened) -> None:
    with opened() as glossary:
        glossary.add([], [pair()], who="tests")
        before = [each.document for each in documents_in_use(glossary)]
    async with running(DocumentsScreen, opened) as desk:
        await desk.press("e", "tab")
        await desk.write("someday")
        await desk.press("enter")
        assert "! 'someday' is no date; write it as 2024, 2024-07 or 2024-07-18" in desk.text
        await desk.press("escape")
        assert "Not stored" in desk.text
        await desk.press("escape")
        assert isinstance(desk.app.screen, DocumentsScreen)
        await desk.press("e", "escape")
        assert isinstance(desk.app.screen, DocumentsScreen)
    with opened() as glossary:
        assert [each.document for each in documents_in_use(glossary)] == before


async def test_what_is_written_after_a_warning_is_warned_of_again(opened: Opened) -> None:
    with opened() as glossary:
        glossary.add([], [pair()], who="tests")
    async with running(DocumentsScreen, opened) as desk:
        await desk.press("e")
        await desk.write("新华")
        await desk.press("escape")
        await desk.write("社")
        await desk.press("escape")
        assert isinstance(desk.app.screen, RecordScreen)
        await desk.press("escape")
        assert isinstance(desk.app.screen, DocumentsScreen)


async def test_what_others_said_of_a_document_meanwhile_stays(opened: Opened) -> None:
    with opened() as glossary:
        glossary.add([], [pair()], who="tests")
    async with running(DocumentsScreen, opened) as desk:
        await desk.press("e")
        await desk.write("新华社")
        with opened() as glossary:
            describe(glossary, "1", Particulars(dated="2024"), who="Wei")
        await desk.press("enter")
    with opened() as glossary:
        first = documents_in_use(glossary)[0].document
    assert (first.issuer, first.dated) == ("新华社", "2024")


async def test_documents_get_the_rank_that_the_configuration_gives_them(
    opened: Opened, texts: dict[Language, Path]
) -> None:
    def ranked(issuer: str | None, path: str) -> Authority | None:
        return Authority.CENTRAL if path.endswith(".zh.txt") else None

    async with running(AddingScreen, opened, ranked=ranked) as desk:
        desk.app.screen.query_one("#add-document", Input).value = str(texts[ZH])
        desk.app.screen.query_one("#add-translation", Input).value = str(texts[EN])
        await desk.press("ctrl+s")
        assert "Done: " in desk.text
    with opened() as glossary:
        ranks = {
            each.document.language: each.document.authority for each in documents_in_use(glossary)
        }
    assert ranks == {ZH: Authority.CENTRAL, EN: Authority.CENTRAL}


async def test_an_empty_list_offers_to_add_one(opened: Opened) -> None:
    async with running(DocumentsScreen, opened) as desk:
        assert "There is no document yet: a adds one" in desk.text
        await desk.press("enter", "a")
        assert isinstance(desk.app.screen, AddingScreen)


@BOTH_SIZES
async def test_a_document_and_its_translation_are_added_aligned(
    opened: Opened, texts: dict[Language, Path], size: tuple[int, int]
) -> None:
    async with running(DocumentsScreen, opened, size=size) as desk:
        await desk.press("a")
        desk.app.screen.query_one("#add-document", Input).value = str(texts[ZH])
        desk.app.screen.query_one("#add-translation", Input).value = str(texts[EN])
        await desk.press("ctrl+s")
        assert "Done: " in desk.text
        await desk.press("escape")
        assert "2 documents" in desk.text
        with opened() as glossary:
            assert sum(glossary.count().values()) > 0
            assert all(each.partners for each in documents_in_use(glossary))
        await desk.press("enter")
        assert SENTENCES[0][0] in desk.text
        await desk.press("escape", "escape")
        assert desk.app.returned == [True]


async def test_a_file_that_is_not_there_is_said_and_nothing_is_stored(opened: Opened) -> None:
    async with running(AddingScreen, opened) as desk:
        await desk.press("ctrl+s")
        assert "Type the path of a document" in desk.text
        await desk.write("/nowhere/[b]x.txt")
        await desk.press("enter", "enter")
        assert "! /nowhere/[b]x.txt: no such file" in desk.text
        await desk.press("escape")
        assert desk.app.returned == [False]
    assert documents(opened) == []


async def test_two_folders_are_added_pair_by_pair_and_what_is_left_out_is_said(
    opened: Opened, texts: dict[Language, Path], tmp_path: Path
) -> None:
    for language, path in texts.items():
        (tmp_path / language).mkdir()
        for name in ("one", "two"):
            copy = tmp_path / language / f"{name}.{language}.txt"
            copy.write_bytes(path.read_bytes() + f"\n{name}.".encode())
    (tmp_path / ZH / "empty.zh.txt").write_text("", "utf-8")
    async with running(AddingScreen, opened) as desk:
        desk.app.screen.query_one("#add-document", Input).value = str(tmp_path / ZH)
        desk.app.screen.query_one("#add-translation", Input).value = str(tmp_path / EN)
        await desk.press("ctrl+s")
        assert "Done: " in desk.text
        said = str(desk.app.screen.query_one("#add-said", Static).content)
        assert "empty.zh.txt: is empty" in said
        assert "left out" in said
    with opened() as glossary:
        added = {each.document.source.rsplit("/")[-1]: each for each in documents_in_use(glossary)}
    assert set(added) == {f"{name}.{language}.txt" for name in ("one", "two") for language in texts}
    assert all(each.partners for each in added.values())


async def test_of_many_files_that_are_left_out_the_number_is_said(
    opened: Opened, texts: dict[Language, Path], tmp_path: Path
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    (folder / "good.txt").write_bytes(texts[EN].read_bytes())
    for number in range(8):
        (folder / f"empty{number}.txt").write_text("", "utf-8")
    async with running(AddingScreen, opened) as desk:
        desk.app.screen.query_one("#add-document", Input).value = str(folder)
        await desk.press("ctrl+s")
        assert "Done: " in desk.text
        assert "! and 3 more remarks" in desk.text
    assert [source.rsplit("/")[-1] for source in documents(opened)] == ["good.txt"]


@pytest.mark.parametrize("typed", ["~nobody-has-this-name/x.txt", "a" * 5_000])
async def test_a_path_that_no_file_can_have_is_said(opened: Opened, typed: str) -> None:
    async with running(AddingScreen, opened) as desk:
        desk.app.screen.query_one("#add-document", Input).value = typed
        await desk.press("ctrl+s")
        said = str(desk.app.screen.query_one("#add-said", Static).content)
        assert said.startswith(f"! {typed[:20]}")
        assert "check the path" in said


async def test_adding_is_cancelled_at_any_time_and_leaves_nothing(
    opened: Opened, texts: dict[Language, Path]
) -> None:
    reached, go_on = threading.Event(), threading.Event()

    def slow() -> Encoder:
        reached.set()
        go_on.wait(PATIENCE)
        return shipped_encoder()

    async with running(AddingScreen, opened, encoder=slow) as desk:
        screen = desk.app.screen
        screen.query_one("#add-document", Input).value = str(texts[ZH])
        screen.query_one("#add-translation", Input).value = str(texts[EN])
        await desk.pilot.press("ctrl+s")
        while not reached.is_set():
            await desk.pilot.pause()
        await desk.pilot.pause()
        assert screen.query_one(ProgressBar).display
        await desk.pilot.press("escape")
        assert "Stopping" in desk.text
        go_on.set()
        await desk.settle()
        assert "Stopped; nothing was stored" in desk.text
        await desk.press("escape")
        assert desk.app.returned == [False]
    assert documents(opened) == []


async def test_cancelling_while_the_glossary_is_busy_stores_nothing(
    opened: Opened, texts: dict[Language, Path]
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def hold(glossary: Glossary) -> None:
        begun.set()
        go_on.wait(PATIENCE)

    async with running(AddingScreen, opened) as desk:
        desk.app.store.submit(hold)
        screen = desk.app.screen
        screen.query_one("#add-document", Input).value = str(texts[ZH])
        await desk.pilot.press("ctrl+s")
        before = desk.app.store._executor._work_queue
        while before.empty():  # the job waits for its turn
            await desk.pilot.pause()
        await desk.pilot.press("escape")
        go_on.set()
        await desk.settle()
        assert "Stopped; nothing was stored" in desk.text
    assert documents(opened) == []


async def test_what_is_doubtful_about_a_text_is_said(opened: Opened, tmp_path: Path) -> None:
    mixed = tmp_path / "mixed.txt"
    lines = [zh for zh, _ in SENTENCES] * 2 + [en for _, en in SENTENCES]
    mixed.write_text("\n\n".join(lines), "utf-8")
    async with running(AddingScreen, opened) as desk:
        desk.app.screen.query_one("#add-document", Input).value = str(mixed)
        await desk.press("ctrl+s")
        said = str(desk.app.screen.query_one("#add-said", Static).content)
        assert "of its sentences are in English" in said


async def test_an_encoder_that_cannot_be_had_is_said(
    opened: Opened, texts: dict[Language, Path]
) -> None:
    def none() -> Encoder:
        raise EncoderError("the encoder is not there", "install it")

    async with running(AddingScreen, opened, encoder=none) as desk:
        desk.app.screen.query_one("#add-document", Input).value = str(texts[ZH])
        await desk.press("ctrl+s")
        assert "! the encoder is not there; install it" in desk.text


def test_paths_are_completed_to_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for name in ("first.txt", "fool.exe", ".hidden", "bad\x1b[2J.txt"):
        (tmp_path / name).write_text("")
    base = f"{tmp_path}/"
    assert completed(f"{base}fo", (".txt",)) == f"{base}folder/"
    assert completed(f"{base}fi") == f"{base}first.txt"
    assert completed(f"{base}foo", (".txt",)) is None
    assert completed(f"{base}b") is None, "its name would command the terminal"
    assert completed(f"{base}.h") == f"{base}.hidden"
    assert completed("") is None
    assert completed("/nowhere/x") is None
    assert completed("~nobody-has-this-name/x") is None


async def test_tab_takes_the_completion_and_then_goes_on(opened: Opened, tmp_path: Path) -> None:
    (tmp_path / "only.txt").write_text("x")
    async with running(AddingScreen, opened) as desk:
        line = desk.app.screen.query_one("#add-document", PathLine)
        line.value = f"{tmp_path}/on"
        line.cursor_position = len(line.value)
        while not line._suggestion:
            await desk.pilot.pause()
        await desk.press("tab")
        assert line.value == f"{tmp_path}/only.txt"
        await desk.press("tab")
        assert desk.app.focused is not None
        assert desk.app.focused.id == "add-translation"


@BOTH_SIZES
async def test_an_empty_glossary_offers_the_demo_documents_an_import_or_leaving(
    opened: Opened, size: tuple[int, int]
) -> None:
    async with running(FirstRunScreen, opened, size=size) as desk:
        for offer in ("Show me", "Add documents", "Import a glossary", "Leave"):
            assert offer in desk.text
        await desk.press("a")
        assert isinstance(desk.app.screen, AddingScreen)
        await desk.press("escape")
        assert isinstance(desk.app.screen, FirstRunScreen)


async def test_an_empty_glossary_is_filled_from_a_table_of_another_program(
    opened: Opened, tmp_path: Path
) -> None:
    (tmp_path / "terms.csv").write_text(
        "Chinese,English\n新质生产力,new quality productive forces\n"
    )
    async with running(FirstRunScreen, opened) as desk:
        await desk.press("I")
        desk.app.screen.query_one(PathLine).value = str(tmp_path / "terms.csv")
        await desk.press("enter", "ctrl+s", "escape")
        assert desk.app.returned == [True]
    with opened() as glossary:
        assert glossary.matching("新质生产力", ZH)


async def test_the_demo_adds_the_texts_that_ship_with_tifa(opened: Opened) -> None:
    async with running(FirstRunScreen, opened) as desk:
        await desk.press("enter")
        assert "Done: " in desk.text
        await desk.press("escape")
        assert desk.app.returned == [True]
    assert documents(opened) == ["article.txt", "article.zh.txt"]
    with opened() as glossary:
        assert glossary.matching("三首", ZH)
        assert str(seed("article.txt")) not in {
            context.source for concept in glossary.concepts() for context in concept.contexts
        }
