"""The editor: what it stores, what it refuses, and that it loses no edit."""

from __future__ import annotations

import asyncio
import sqlite3
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from desks import Actions, Desk, Opened, Plain, Start, Stored
from textual.widgets import Select
from waiting import PATIENCE

from align.model import Language
from glossary.model import Concept, Kind, Origin, Term, TermStatus
from glossary.model.conditions import conditions_of
from tui.screens.edit import EditScreen
from tui.screens.review import ReviewScreen
from tui.widgets.detail import Detail
from tui.widgets.fields import Line, Paragraph
from tui.widgets.form import Form
from tui.widgets.term_row import TermRow

ZH, EN = Language.ZH, Language.EN
PREFERRED, ADMITTED, DEPRECATED = TermStatus.PREFERRED, TermStatus.ADMITTED, TermStatus.DEPRECATED


def texts(concept: Concept) -> list[tuple[str, str]]:
    return [(term.text, term.status.value) for term in concept.terms]


async def fill(desk: Desk, row: int, text: str) -> None:
    """Put a text into the field of a term, as a paste over what it held."""
    line = list(desk.app.screen.query(TermRow))[row].query_one(Line)
    line.focus()
    await desk.pilot.pause()
    line.select_all()
    await desk.paste(line, text)


async def test_an_edited_term_is_stored_under_the_reviewers_name(
    start: Start, five: Concept, stored: Stored, actions: Actions, opened: Opened
) -> None:
    async with start(five) as desk:
        await desk.press("e")
        await fill(desk, 1, "five-sphere integrated plan")
        assert "edited, not saved yet" in desk.text
        await desk.press("ctrl+s")
        assert isinstance(desk.app.screen, ReviewScreen)
        assert actions("five") == [("Ana", "edit", "")]
        term = stored("five").terms[1]
        assert (term.text, term.status) == ("five-sphere integrated plan", PREFERRED)
        assert term.frequency == 0  # nobody has seen that wording yet
        shown = " ".join(desk.app.query_one(Detail).text.split())
        assert "five-sphere integrated plan preferred, 0 uses" in shown
        untouched = replace(stored("five"), terms=five.terms, revision=0)
        assert untouched == five


async def test_typing_in_a_field_adds_to_what_it_holds(
    start: Start, five: Concept, stored: Stored
) -> None:
    async with start(five) as desk:
        await desk.press("e")
        await desk.write("x")
        await desk.press("ctrl+s")
    assert stored("five").terms[0].text == "五位一体x"


async def test_terms_are_added_removed_and_given_a_status(
    start: Start, five: Concept, stored: Stored
) -> None:
    async with start(five) as desk:
        await desk.press("e", "f3")
        await desk.write("overall plan")
        await desk.press("f2")
        await desk.write("总体布局")
        rows = list(desk.app.screen.query(TermRow))
        rows[3].query_one(Line).focus()  # "five in one"
        await desk.press("f4")
        await desk.press("ctrl+s")
        assert texts(stored("five")) == [
            ("五位一体", "preferred"),
            ("总体布局", "admitted"),
            ("Five-Sphere Integrated Plan", "preferred"),
            ("overall plan", "admitted"),
        ]


async def test_one_key_gives_a_term_its_status(start: Start, five: Concept, stored: Stored) -> None:
    async with start(five) as desk:
        await desk.press("e")
        rows = list(desk.app.screen.query(TermRow))
        rows[1].query_one(Line).focus()
        await desk.press("f8")
        rows[2].query_one(Line).focus()
        await desk.press("f7")
        await desk.press("ctrl+s")
        assert texts(stored("five"))[1:] == [
            ("Five-Sphere Integrated Plan", "deprecated"),
            ("five in one", "admitted"),
        ]


async def test_a_condition_is_set_and_cleared_and_what_is_none_is_not_stored(
    start: Start, five: Concept, stored: Stored, actions: Actions
) -> None:
    async with start(five) as desk:
        await desk.press("e")
        list(desk.app.screen.query(TermRow))[1].query_one(Line).focus()
        await desk.press("ctrl+g")
        await desk.write("world")
        assert "the condition is world; write: after WORD" in " ".join(desk.text.split())
        await desk.press("ctrl+s")
        assert actions("five") == []
        await desk.press("home")
        await desk.write("after ")
        await desk.press("ctrl+s")
        assert [each.conditions for each in stored("five").terms[:2]] == [
            (),
            conditions_of("after world"),
        ]
        shown = " ".join(desk.app.query_one(Detail).text.split())
        assert "Used Five-Sphere Integrated Plan after world (set)" in shown
        await desk.press("e")
        line = list(desk.app.screen.query(TermRow))[1].query(Line).last()
        assert line.value == "after world"
        line.focus()
        await desk.press("ctrl+u", "ctrl+s")
        assert stored("five").terms == five.terms


async def test_definition_members_kind_subject_and_note_are_stored(
    start: Start, five: Concept, stored: Stored
) -> None:
    async with start(five, size=(120, 50)) as desk:
        await desk.press("e")
        screen = desk.app.screen
        screen.query_one("#definition-en", Paragraph).text = "progress in five fields"
        screen.query_one("#members-en", Paragraph).text = "economy\npolitics\n\nculture"
        screen.query_one("#kind", Select).value = "strategy"
        screen.query_one("#subject", Line).value = "planning"
        screen.query_one("#note", Paragraph).text = "first line\nsecond line"
        await desk.press("ctrl+s")
    concept = stored("five")
    first = concept.definitions[0]
    assert (first.text, first.members) == (
        "progress in five fields",
        ("economy", "politics", "culture"),
    )
    assert (first.origin, first.source, first.segment) == (Origin.PERSON, "Ana", None)
    assert concept.definitions[1:] == five.definitions[1:]
    assert (concept.kind, concept.subject, concept.note) == (
        Kind.STRATEGY,
        "planning",
        "first line\nsecond line",
    )


async def test_saving_without_a_change_writes_nothing(
    start: Start, five: Concept, actions: Actions
) -> None:
    async with start(five) as desk:
        await desk.press("e", "ctrl+s")
        assert isinstance(desk.app.screen, ReviewScreen)
        assert actions("five") == []


@pytest.mark.parametrize(
    ("row", "text", "message"),
    [
        (0, " ", "A Chinese term is empty"),
        (2, "Five-Sphere Integrated Plan", "A English term is listed twice"),
        (2, "five\x07 in one", "holds the symbol of a control character"),
    ],
)
async def test_an_invalid_term_is_named_as_one_types_and_not_stored(
    start: Start, five: Concept, stored: Stored, row: int, text: str, message: str
) -> None:
    message = message.replace("A English", "An English")
    async with start(five) as desk:
        await desk.press("e")
        await fill(desk, row, text)
        assert message in desk.text
        await desk.press("ctrl+s")
        assert isinstance(desk.app.screen, EditScreen)
        assert any(message in notice for notice in desk.notices)
    assert stored("five").terms == five.terms


async def test_two_preferred_terms_and_no_term_at_all_are_refused(
    start: Start, five: Concept, stored: Stored
) -> None:
    async with start(five) as desk:
        await desk.press("e")
        rows = list(desk.app.screen.query(TermRow))
        rows[2].query_one(Line).focus()
        await desk.press("f6")
        assert "More than one English term is preferred" in desk.text
        for row in rows:
            row.query_one(Line).focus()
            await desk.press("f4")
        assert "at least one term" in desk.text
        await desk.press("ctrl+s")
    assert stored("five").terms == five.terms


async def test_the_form_can_be_asked_at_any_moment_of_a_removal(
    start: Start, five: Concept
) -> None:
    async with start(five) as desk:
        await desk.press("e")
        form = desk.app.screen.query_one(Form)
        row = desk.app.screen.query(TermRow).last()
        removal = asyncio.ensure_future(row.remove())
        while not removal.done():
            assert len(form.draft.terms) in (len(five.terms) - 1, len(five.terms))
            await asyncio.sleep(0)
        await removal
        assert len(form.draft.terms) == len(five.terms) - 1


async def test_the_form_can_be_asked_at_any_moment_of_another_draft(
    start: Start, five: Concept
) -> None:
    async with start(five) as desk:
        await desk.press("e")
        form = desk.app.screen.query_one(Form)
        other = replace(form.draft, note="another")
        putting = asyncio.ensure_future(form.put(other))
        while not putting.done():
            await asyncio.sleep(0)
            assert form.draft == other
        await putting


async def test_escape_asks_before_it_throws_an_edit_away(
    start: Start, five: Concept, stored: Stored
) -> None:
    async with start(five) as desk:
        await desk.press("e")
        await fill(desk, 1, "the plan")
        await desk.press("escape")
        assert "Unsaved edit" in desk.text
        assert "English term added: the plan" in desk.text
        await desk.press("k")
        assert isinstance(desk.app.screen, EditScreen)
        assert list(desk.app.screen.query(TermRow))[1].draft.text == "the plan"
        await desk.press("escape", "t")
        assert isinstance(desk.app.screen, ReviewScreen)
    assert stored("five").terms == five.terms


async def test_escape_leaves_at_once_where_nothing_was_edited(start: Start, five: Concept) -> None:
    async with start(five) as desk:
        await desk.press("e", "escape")
        assert isinstance(desk.app.screen, ReviewScreen)


async def test_while_an_edit_is_being_stored_nothing_more_is_typed_or_thrown_away(
    start: Start, five: Concept, stored: Stored
) -> None:
    async with start(five) as desk:
        await desk.press("e")
        await fill(desk, 1, "in five spheres")
        is_free = Event()
        desk.app._store.submit(lambda _glossary: is_free.wait(timeout=PATIENCE))
        await desk.pilot.press("ctrl+s", "x", "escape")
        await desk.pilot.pause()
        assert isinstance(desk.app.screen, EditScreen)
        assert any("being stored" in notice for notice in desk.notices)
        is_free.set()
        await desk.settle()
        assert isinstance(desk.app.screen, ReviewScreen)
        assert stored("five").terms[1].text == "in five spheres"
        await desk.press("e")  # which waits for nothing any more
        assert isinstance(desk.app.screen, EditScreen)


@pytest.mark.parametrize("patience", [0.2])
async def test_after_an_edit_could_not_be_stored_one_types_on_where_one_was(
    start: Start, five: Concept, stored: Stored, tmp_path: Path
) -> None:
    async with start(five) as desk:
        await desk.press("e")
        await desk.write("x")
        other = sqlite3.connect(tmp_path / "glossary.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        await desk.press("ctrl+s")
        other.close()
        assert any("being written" in notice for notice in desk.notices)
        await desk.write("y")
        await desk.press("ctrl+s")
    assert stored("five").terms[0].text == "五位一体xy"


async def test_quitting_does_not_lose_an_edit(start: Start, five: Concept, stored: Stored) -> None:
    async with start(five) as desk:
        await desk.press("e")
        await fill(desk, 1, "the plan")
        await desk.press("ctrl+q")
        assert desk.app.is_running
        assert "Unsaved edit" in desk.text
        await desk.press("ctrl+q", "k", "ctrl+s")
    assert stored("five").terms[1].text == "the plan"


async def test_a_conflict_loses_neither_edit(
    start: Start, five: Concept, opened: Opened, stored: Stored, actions: Actions
) -> None:
    async with start(five) as desk:
        await desk.press("e")
        await fill(desk, 1, "the plan")
        with opened() as other:
            now = other.concept("five")
            more = (*now.terms, Term(EN, "five-in-one layout", ADMITTED))
            other.save(replace(now, terms=more, subject="planning"), who="Wei")
        await desk.press("ctrl+s")
        assert "your edit is kept" in desk.text
        assert "was changed by Wei" in desk.text
        assert "five-in-one layout" in desk.text
        assert stored("five").subject == "planning"
        await desk.press("a")
        assert [row.draft.text for row in desk.app.screen.query(TermRow)] == [
            "五位一体",
            "the plan",
            "five in one",
            "five-in-one layout",
        ]
        await desk.press("ctrl+s")
    assert [text for text, _ in texts(stored("five"))] == [
        "五位一体",
        "the plan",
        "five in one",
        "five-in-one layout",
    ]
    assert stored("five").subject == "planning"
    assert [who for who, _, _ in actions("five")] == ["Wei", "Ana"]


async def test_after_a_conflict_one_can_go_on_editing_or_drop_the_edit(
    start: Start, five: Concept, opened: Opened, stored: Stored
) -> None:
    async with start(five) as desk:
        await desk.press("e")
        await fill(desk, 1, "the plan")
        with opened() as other:
            other.save(replace(other.concept("five"), note="changed"), who="Wei")
        await desk.press("ctrl+s", "k")
        assert list(desk.app.screen.query(TermRow))[1].draft.text == "the plan"
        await desk.press("ctrl+s", "d")
        assert isinstance(desk.app.screen, ReviewScreen)
        assert "changed" in desk.text
    assert (stored("five").terms, stored("five").note) == (five.terms, "changed")


async def test_an_edit_can_be_undone(
    start: Start, five: Concept, stored: Stored, actions: Actions
) -> None:
    async with start(five) as desk:
        await desk.press("e")
        await fill(desk, 1, "the plan")
        await desk.press("ctrl+s")
        said = f"undo of revision {stored('five').revision}: edit"
        await desk.press("u")
    assert stored("five").terms == five.terms
    assert actions("five") == [("Ana", "edit", ""), ("Ana", "undo", said)]


async def test_undoing_an_edit_leaves_alone_what_somebody_else_changed_since(
    start: Start, five: Concept, opened: Opened, stored: Stored
) -> None:
    async with start(five) as desk:
        await desk.press("e")
        await fill(desk, 1, "the plan")
        await desk.press("ctrl+s")
        with opened() as other:
            theirs = other.save(replace(other.concept("five"), note="changed"), who="Wei")
        await desk.press("u")
    assert stored("five") == theirs
    assert theirs.terms[1].text == "the plan"


async def test_what_the_form_cannot_show_literally_survives_an_edit_elsewhere(
    start: Start, plain: Plain, stored: Stored
) -> None:
    odd = plain("a", "新\u200e质", "bold [red]x[/red]")
    async with start(odd) as desk:
        await desk.press("e")
        assert "[red]x[/red]" in desk.text
        desk.app.screen.query_one("#subject", Line).value = "economy"
        await desk.press("ctrl+s")
    assert stored("a").terms == odd.terms
    assert stored("a").subject == "economy"
