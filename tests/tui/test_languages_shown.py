"""The queue and the entry in the languages that the reviewer chooses."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from desks import Desk, Drafts, Opened, Start
from textual.widgets import OptionList

from align.model import Language
from glossary.model import Concept, Context, Definition, Side, Term, TermStatus
from glossary.store.reading.summaries import summary
from tui.app import ReviewApp
from tui.queue import Queue, loaded
from tui.screens.languages import LanguagesScreen
from tui.views import Views, following
from tui.widgets.detail import Detail, blocks
from tui.widgets.queue_list import QueueList, QueueRows, Shown

ZH, EN, FR, AR, JA = map(Language, ("zh", "en", "fr", "ar", "ja"))
SAID = {
    ZH: ("共同富裕", "要推进共同富裕。"),
    EN: ("common prosperity", "We will promote common prosperity."),
    FR: ("prospérité commune", "Nous favoriserons la prospérité commune."),
    AR: ("الرخاء المشترك", "سنعمل على تعزيز الرخاء المشترك."),
    JA: ("共同富裕", "共同富裕を推進する。"),
}
RICH = Concept(
    "rich",
    tuple(Term(language, term, TermStatus.PREFERRED) for language, (term, _) in SAID.items()),
    contexts=(Context(tuple(Side(each, text) for each, (_, text) in SAID.items()), "speech.txt"),),
    score=0.9,
)
PLAIN = Concept("plain", (Term(ZH, "双循环"), Term(EN, "dual circulation")), score=0.5)

Running = Callable[..., AbstractAsyncContextManager[Desk]]


@pytest.fixture
def run(opened: Opened, drafts: Drafts, tmp_path: Path) -> Running:
    """Runs the application over an entry in five languages and one in two; views are kept."""
    with opened() as glossary:
        glossary.save_all([RICH, PLAIN], who="tests")

    @asynccontextmanager
    async def running(size: tuple[int, int] = (120, 36)) -> AsyncIterator[Desk]:
        app = ReviewApp(opened, "Ana", drafts(), views=Views(tmp_path / "views", "glossary"))
        async with app.run_test(size=size, notifications=True) as pilot:
            desk = Desk(pilot, app)
            await desk.settle()
            yield desk

    return running


def languages(desk: Desk) -> tuple[Language, ...]:
    return desk.app.query_one(QueueList).languages


async def test_l_shows_each_language_beside_the_first_then_all_again(run: Running) -> None:
    async with run() as desk:
        assert languages(desk) == (ZH, EN, FR, AR, JA)
        seen = []
        for _ in range(5):
            await desk.press("l")
            seen.append(languages(desk))
        assert seen == [(ZH, EN), (ZH, FR), (ZH, AR), (ZH, JA), (ZH, EN, FR, AR, JA)]


async def test_the_languages_that_are_chosen_are_kept(run: Running) -> None:
    async with run() as desk:
        await desk.press("L")
        assert isinstance(desk.app.screen, LanguagesScreen)
        listed = desk.app.screen.query_one(OptionList)
        assert "[ ] French  français" in desk.text
        for row in (0, 2, 3):
            listed.highlighted = row
            await desk.press("space")
        assert "[x] French  français" in desk.text
        await desk.press("enter")
        assert languages(desk) == (ZH, FR, AR)
    async with run() as desk:
        assert languages(desk) == (ZH, FR, AR)
        header = desk.lines[1]
        assert [each for each in ("Chinese", "English", "French", "Arabic") if each in header] == [
            "Chinese",
            "French",
            "Arabic",
        ]


async def test_the_entry_shows_the_chosen_languages_in_full_and_names_the_others(
    run: Running,
) -> None:
    async with run((200, 60)) as desk:
        text = desk.app.query_one(Detail).text
        assert all(said in text for _, said in SAID.values())
        await desk.press("l", "l")
        text = desk.app.query_one(Detail).text
        assert "Nous favoriserons" in text
        assert "We will promote" not in text
        (also,) = [line for line in text.split("\n") if line.startswith("Also")]
        assert "English common prosperity" in also
        assert "Japanese 共同富裕" in also


def test_a_definition_in_a_chosen_language_comes_first() -> None:
    definitions = (Definition(EN, "first of all"), Definition(AR, "تعريف"))
    concept = replace(RICH, definitions=definitions)
    for shown, expected in (((), "first of all"), ((ZH, AR), "تعريف")):
        found = [each for each in blocks(concept, None, shown) if each.label == "Definition"]
        assert [each.body.plain for each in found] == [expected]
        assert [each.right for each in found] == [expected == "تعريف"]


async def test_three_languages_are_read_at_eighty_columns(run: Running) -> None:
    async with run((80, 24)) as desk:
        await desk.press("L")
        for row in (0, 2, 3):
            desk.app.screen.query_one(OptionList).highlighted = row
            await desk.press("space")
        await desk.press("enter")
        drawn = next(line for line in desk.lines if line.startswith(("▸", " ▸")))
        for term in ("共同富裕", "prospérité", "الرخاء"):
            assert term in drawn


async def test_an_entry_that_lacks_the_chosen_languages_is_shown_in_its_own(run: Running) -> None:
    async with run() as desk:
        await desk.press("l", "l", "l", "down")
        assert "双循环" in desk.app.query_one(Detail).text
        assert "dual circulation" in desk.app.query_one(Detail).text


def test_a_row_that_no_language_seen_has_a_term_for_shows_the_first_of_its_own() -> None:
    arabic = Concept("arabic", (Term(AR, "الرخاء"), Term(JA, "繁栄")))
    queue = Queue()
    queue.load(loaded(map(summary, (RICH, arabic))))
    rows = {each.id: place for place, each in enumerate(queue[at] for at in range(len(queue)))}
    drawn = QueueRows(queue, Shown((ZH, EN, FR)))
    assert drawn.row(rows["arabic"]).cells[1:3] == ("الرخاء (ar)", "")
    assert drawn.row(rows["rich"]).cells[1:3] == ("共同富裕", "common prosperity")
    drawn.shown = Shown((ZH, JA), is_chosen=True)
    assert drawn.row(rows["arabic"]).cells[1:3] == ("", "繁栄")


async def test_rows_go_in_the_order_of_a_language_that_is_shown(run: Running) -> None:
    async with run() as desk:
        await desk.press("l", "l", "o", "o", "o")
        assert any("In order of French" in each for each in desk.notices)
        assert "French▾" in desk.text


async def test_a_glossary_of_two_languages_has_no_other_to_show(
    start: Start, five: Concept
) -> None:
    async with start(five) as desk:
        await desk.press("l")
        assert languages(desk) == (ZH, EN)
        assert any("no language but Chinese and English" in each for each in desk.notices)


def test_words_of_every_language_are_found_and_fields_tell_who_lacks_one() -> None:
    queue = Queue()
    queue.load(loaded(map(summary, (RICH, PLAIN))))
    for text, expected in (
        ("prosperite", ["rich"]),
        ("PROSPÉRITÉ commune", ["rich"]),
        ("الرخاء", ["rich"]),
        ("in:fr", ["rich"]),
        ("in:french in:en", ["rich", "plain"]),
        ("lacks:ar", ["plain"]),
        ("lacks:arab circulation", ["plain"]),
        ("in:xx", []),
    ):
        queue.filter(text=text)
        assert [queue[row].id for row in range(len(queue))] == expected, text


def test_a_language_that_an_edit_adds_is_there_to_be_shown() -> None:
    queue = Queue()
    queue.load(loaded([summary(PLAIN)]))
    assert FR not in queue.languages
    queue.put(summary(replace(PLAIN, terms=(*PLAIN.terms, Term(FR, "double circulation")))))
    assert queue.languages == (ZH, EN, FR)


def test_a_view_that_cannot_be_read_shows_all(tmp_path: Path) -> None:
    kept = Views(tmp_path, "g")
    kept.choose([FR, ZH])
    kept.keep()
    assert Views(tmp_path, "g").view.languages == (ZH, FR)
    (path,) = tmp_path.iterdir()
    for broken in ("", "[", '"fr"', '{"languages": "fr"}', '{"languages": [["fr"], 1, "xx"]}'):
        path.write_text(broken, "utf-8")
        assert Views(tmp_path, "g").view.languages == ()
    assert Views(tmp_path, "g").shown((ZH, EN)) == (ZH, EN)


def test_languages_that_a_glossary_has_lost_leave_all_that_it_has() -> None:
    views = Views()
    views.choose([FR])
    assert views.shown((ZH, EN)) == (ZH, EN)
    assert following((), (ZH, EN)) == (ZH, EN)


async def test_a_choice_that_cannot_be_kept_is_said_and_holds(
    opened: Opened, drafts: Drafts, tmp_path: Path
) -> None:
    with opened() as glossary:
        glossary.save(RICH, who="tests")
    (tmp_path / "views").write_text("a file where the folder should be")
    app = ReviewApp(opened, "Ana", drafts(), views=Views(tmp_path / "views", "glossary"))
    async with app.run_test(notifications=True) as pilot:
        desk = Desk(pilot, app)
        await desk.settle()
        await desk.press("l")
        assert languages(desk) == (ZH, EN)
        assert any("views" in each for each in desk.notices)
