"""Words in their contexts over all documents: found, put in order, read where they stand."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from desks import Opened, Plain, Start
from reader_bench import AR, ARABIC, EN, FR, FRENCH, SENTENCES, ZH, pair, running
from rich.cells import cell_len
from textual.widgets import Input
from waiting import PATIENCE

from align.errors import GlossaryError
from align.languages import Language
from align.model import Bitext
from glossary.model import Particulars, StoredDocument
from glossary.store import Glossary
from glossary.store.reading.concordance import KeyWord
from tui.access import Access
from tui.screens import finding
from tui.screens.finding import FindScreen
from tui.screens.reader import ReaderScreen
from tui.screens.review import ReviewScreen
from tui.views import Views
from tui.widgets.key_words import KeyWordsView, below, in_context
from tui.widgets.page import Page
from tui.widgets.reader_view import ReaderView

BOTH_SIZES = pytest.mark.parametrize("size", [(80, 24), (200, 60)])
#: Another text, whose sentences with 改革 differ from the first's on both sides.
LATER = (
    ("全面深化改革不能停顿。", "Comprehensive reform must go deeper."),
    ("坚持改革开放。", "We will keep to reform and opening up."),
    ("坚持改革不动摇。", "We will never waver in reform."),
)


def named(bitext: Bitext, zh: str, other: str) -> Bitext:
    """A pair under other names."""
    sides = [
        replace(side, document=replace(side.document, source=source))
        for side, source in ((bitext.source, zh), (bitext.target, other))
    ]
    return replace(bitext, source=sides[0], target=sides[1])


@pytest.fixture
def texts(opened: Opened) -> Opened:
    """A glossary with two dated texts, the later one added first."""
    with opened() as glossary:
        about = {"later.zh.txt": Particulars(title="后来的讲话 [b]", dated="2024-03-05")}
        glossary.add(
            [], [named(pair(LATER), "later.zh.txt", "later.txt")], who="tests", about=about
        )
        about = {"speech.zh.txt": Particulars(dated="2021", issuer="新华社")}
        glossary.add([], [pair()], who="tests", about=about)
    return opened


def stored(language: Language) -> StoredDocument:
    return StoredDocument(1, "a.txt", "", language, "", datetime.now(UTC), "tests")


def find(words: str) -> Callable[[Access], FindScreen]:
    return lambda access: FindScreen(access, words)


def starts(lines: list[str], word: str) -> list[int]:
    """The columns at which a word begins in lines that hold it."""
    return [cell_len(line[: line.index(word)]) for line in lines if word in line]


@BOTH_SIZES
async def test_what_is_found_stands_in_one_column_with_its_date_and_translation(
    texts: Opened, size: tuple[int, int]
) -> None:
    async with running(find("改革"), texts, size=size) as desk:
        shown = desk.lines[1:9]
        assert [line[2:12].strip() for line in shown[::2]] == ["2021", *["2024-03-05"] * 3]
        assert len(set(starts(shown[::2], "改革"))) == 1
        for line, (_, said) in zip(shown[1::2], (SENTENCES[3], *LATER), strict=True):
            assert f"en  {said}" in line
        assert desk.styled("underline").count("改革") == 4
        assert "4 places in 2 documents; the oldest first" in desk.text
        assert "新华社  sentence 4" in desk.text
        await desk.press("down")
        assert "后来的讲话 [b]  2024-03-05  sentence 1" in desk.text


async def test_o_puts_places_in_order_of_what_stands_before_then_behind(texts: Opened) -> None:
    async with running(find("改革"), texts) as desk:
        view = desk.app.screen.query_one(KeyWordsView)

        def order() -> list[tuple[str, str]]:
            return [(each.before[-1:], each.after[:2]) for each in view._places]

        await desk.press("o")
        assert [before for before, _ in order()] == ["", "化", "持", "持"]
        assert "by what stands before" in desk.text
        await desk.press("o")
        assert [after for _, after in order()] == ["不动", "不能", "不能", "开放"]
        await desk.press("o")
        assert "the oldest first" in desk.text


async def test_the_words_beside_places_are_shown_with_how_often_they_stand_there(
    texts: Opened,
) -> None:
    async with running(find("改革"), texts) as desk:
        near = desk.app.screen.query_one("#find-near", Page).text
        assert "before      坚持 2" in near
        assert "停顿 2" in near


async def test_enter_reads_the_words_where_they_stand_and_escape_comes_back(texts: Opened) -> None:
    async with running(find("reform"), texts) as desk:
        await desk.press("end", "enter")
        assert isinstance(desk.app.screen, ReaderScreen)
        view = desk.app.screen.query_one(ReaderView)
        assert (view.cursor, view.language, view.here) == (2, EN, (EN, 23))
        assert desk.styled("reverse")
        await desk.press("escape")
        assert isinstance(desk.app.screen, FindScreen)
        assert desk.app.screen.query_one(KeyWordsView).place is not None
        await desk.press("escape")
        assert desk.app.returned == [False]


async def test_other_words_are_typed(texts: Opened) -> None:
    async with running(find(""), texts) as desk:
        assert "Type words and press enter" in desk.text
        await desk.write("农业")
        await desk.press("enter")
        assert "1 place in 1 document" in desk.text
        assert "Agriculture is the foundation." in desk.text
        await desk.press("slash")
        await desk.write("nichts")
        await desk.press("enter")
        assert "nichts: in no document here" in desk.text
        assert "/ changes the words, L the languages looked in: Chinese, English" in desk.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("改革 since:2024", "3 places in 1 document"),
        ("改革 until:2023", "1 place in 1 document"),
        ("issuer:新华 改革", "1 place in 1 document"),
        ("改革 doc:later", "3 places in 1 document"),
        ("改革 since:2030", "in no document here"),
        ("改革 since:soon", "since:soon is no date; write 2024, 2024-05 or 2024-05-01"),
    ],
)
async def test_it_looks_in_documents_of_some_dates_and_issuers(
    texts: Opened, typed: str, said: str
) -> None:
    async with running(find(typed), texts) as desk:
        assert said in desk.text


async def test_without_documents_it_says_how_to_add_them(opened: Opened) -> None:
    async with running(find("农业"), opened, size=(80, 24)) as desk:
        assert "No document is stored here: D in the queue adds some" in desk.text


async def test_it_looks_in_the_languages_that_the_reviewer_chose(texts: Opened) -> None:
    views = Views()
    views.choose([EN])
    async with running(find("改革"), texts, views=views) as desk:
        assert "改革: in no document here" in desk.text
        assert "looked in: English" in desk.text
        await desk.press("L", "space", "enter")
        assert "4 places" in desk.text
        assert "in Chinese, English" in desk.text


async def test_l_shows_the_translations_into_the_next_language(opened: Opened) -> None:
    with opened() as glossary:
        glossary.add([], [pair(), pair(FRENCH, FR)], who="tests")
    async with running(find("农业"), opened) as desk:
        assert SENTENCES[2][1] in desk.text
        await desk.press("l")
        assert FRENCH[2][1] in desk.text
        assert SENTENCES[2][1] not in desk.text
        await desk.press("l")
        assert SENTENCES[2][1] in desk.text


async def test_escape_stops_a_search_that_takes_long(
    texts: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    read = []

    def slowly(glossary: Glossary, words: str, **_: object) -> Iterator[KeyWord]:
        document = stored(ZH)
        for number in range(3):
            read.append(number)
            yield KeyWord(document, number, "改革", 0, 2)
            begun.set()
            go_on.wait(PATIENCE)

    monkeypatch.setattr(finding, "key_words_of", slowly)
    async with running(find(""), texts) as desk:
        await desk.pilot.press(*"abc", "enter")
        while not begun.is_set():
            await desk.pilot.pause(0.01)
        assert "Looking for abc" in desk.text
        await desk.pilot.press("escape")
        go_on.set()
        await desk.settle()
        assert read == [0, 1]
        assert "Stopped: f5 looks again" in desk.text
        assert isinstance(desk.app.screen, FindScreen)


async def test_a_glossary_that_cannot_be_read_says_so() -> None:
    def broken() -> Glossary:
        raise GlossaryError("glossary.db: damaged", "restore a backup")

    async with running(find("改革"), broken) as desk:
        assert "! glossary.db: damaged" in desk.text


async def test_the_queue_opens_it_with_the_term_under_the_cursor(
    start: Start, texts: Opened, plain: Plain
) -> None:
    async with start(plain("a", "农业", "agriculture")) as desk:
        await desk.press("f")
        assert isinstance(desk.app.screen, FindScreen)
        assert desk.app.screen.query_one("#find-words", Input).value == "农业"
        assert "1 place in 1 document" in desk.text
        await desk.press("escape")
        assert isinstance(desk.app.screen, ReviewScreen)


def place(text: str, found: str, language: Language) -> KeyWord:
    start = text.index(found)
    return KeyWord(stored(language), 0, text, start, start + len(found))


@pytest.mark.parametrize("width", [40, 78, 150])
@pytest.mark.parametrize("orders", [False, True])
def test_a_line_takes_no_more_cells_than_there_are(width: int, orders: bool) -> None:
    long = "前" * 300
    for each in (
        place(f"{long}改革{long}", "改革", ZH),
        place(f"{long}改革", f"{long}改革", ZH),
        place("改革", "改革", ZH),
        place("e\u0301\n" * 90 + "x" + "a b " * 90, "x", EN),
        place(ARABIC[2][0] + ARABIC[2][1] * 9, "هي", AR),
    ):
        line = in_context(each, width, 12, orders=orders)
        assert cell_len(line.plain) <= width - 2
        for said in (None, (AR, ARABIC[1][1] * 9), (ZH, long)):
            assert cell_len(below(each, said, width, orders=orders).plain) <= width - 2


def test_arabic_stands_in_the_column_with_what_follows_to_its_left() -> None:
    lines = [
        in_context(place(said, found, AR), 78, 6, orders=True).plain
        for said, found in (
            ("قال أحمد إن زيد هنا اليوم", "زيد"),
            ("ذهب زيد إلى البيت الكبير في المدينة", "زيد"),
        )
    ]
    # As it is drawn: the letters from left to right, in the forms that join.
    assert len(set(starts(lines, "ﺪﻳﺯ"))) == 1
