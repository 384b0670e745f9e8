"""The main screen: looking, deciding and undoing."""

from __future__ import annotations

import sqlite3
import threading
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from desks import Actions, Desk, Drafts, Opened, Plain, Start, Stored
from driving import settled
from textual import events
from waiting import PATIENCE

from align.errors import GlossaryError
from glossary.model import Concept, ConceptStatus
from glossary.store import Glossary
from glossary.store.reading.summaries import Since, changed_since
from tui.app import ReviewApp
from tui.screens.review import ReviewScreen
from tui.widgets.detail import Detail
from tui.widgets.virtual_list import VirtualList

APPROVED, REJECTED = ConceptStatus.APPROVED, ConceptStatus.REJECTED


def rows(desk: Desk) -> int:
    return len(desk.app.query_one(VirtualList)._rows)


async def test_the_queue_lists_proposals_best_first_with_counts(start: Start, plain: Plain) -> None:
    concepts = (
        plain("a", "共同富裕", "common prosperity", score=0.2),
        plain("b", "双循环", "dual circulation", score=0.9),
        plain("c", "一带一路", "Belt and Road", score=0.5, status=APPROVED),
    )
    async with start(*concepts) as desk:
        assert "双循环" in desk.lines[2]
        assert "共同富裕" in desk.lines[3]
        assert "一带一路" not in desk.text
        for part in ("all 3", "[proposed 2]", "approved 1", "rejected 0"):
            assert part in desk.lines[0]


async def test_the_entry_shows_terms_definition_members_and_contexts(
    start: Start, five: Concept
) -> None:
    async with start(five, size=(200, 60)) as desk:
        for shown in (
            "Five-Sphere Integrated Plan  preferred, 3 uses",
            "five in one  ! inconsistent, 87% sure  deprecated, 1 use",
            "economic, political, cultural, social and",
            "1. economic",
            "5. ecological",
            "from the text of plan.txt, sentence 7",
            "中国特色社会主义事业的总体布局",
            "? proposed · numeric · score 0.95 · 4 uses",
            "politics",
            "see the report of 2017",
            "要统筹推进“五位一体”总体布局。",
            "We will pursue the Five-Sphere Integrated",
        ):
            assert shown in desk.text


async def test_terms_are_marked_in_both_sentences_without_colour(
    start: Start, five: Concept
) -> None:
    async with start(five, size=(120, 60)) as desk:
        strips = desk.app.screen._compositor.render_strips()
        marked = [
            segment.text
            for strip in strips
            for segment in strip
            if segment.style and segment.style.underline and segment.style.bold
        ]
        assert "五位一体" in marked
        assert "Five-Sphere" in " ".join(marked)


async def test_on_110_columns_the_queue_shows_whole_terms_and_every_figure(
    start: Start, plain: Plain
) -> None:
    concept = plain("a", "国有资产监督管理委员会", "reform of SOEs", score=0.97)
    async with start(concept, size=(110, 30)) as desk:
        head, row = (line.split("│")[0].split() for line in desk.lines[1:3])
        assert [word for word in head if word.isascii()] == ["Chinese", "English", "Uses", "Score"]
        assert row[2:] == ["国有资产监督管理委员会", "reform", "of", "SOEs", "0", "0.97"]
        assert "? proposed · concept" in desk.text


async def test_moving_through_the_queue_changes_the_entry(start: Start, plain: Plain) -> None:
    concepts = (
        plain("a", "双循环", "dual circulation", score=0.9),
        plain("b", "共同富裕", "common prosperity", score=0.2),
    )
    async with start(*concepts) as desk:
        await desk.press("n")
        assert "共同富裕 · common prosperity" in desk.title
        await desk.press("p")
        assert "双循环 · dual circulation" in desk.title
        await desk.press("down", "down", "down")
        assert "共同富裕" in desk.title


async def test_the_filter_narrows_as_one_types_in_either_language(
    start: Start, plain: Plain
) -> None:
    concepts = (
        plain("a", "双循环", "dual circulation"),
        plain("b", "共同富裕", "Common Prosperity"),
        plain("c", "共同體", "community"),
    )
    async with start(*concepts) as desk:
        await desk.press("slash")
        await desk.write("共同")
        assert rows(desk) == 2
        await desk.write("体")  # the simplified form finds the traditional one
        assert rows(desk) == 1
        await desk.press("escape")
        assert rows(desk) == 3
        await desk.press("slash")
        await desk.write("prosp comm")
        assert rows(desk) == 1
        await desk.press("enter", "a")
        assert "approved 1" in desk.lines[0]


async def test_a_filter_that_finds_nothing_says_so_and_decides_nothing(
    start: Start, plain: Plain, stored: Stored
) -> None:
    async with start(plain("a", "双循环", "dual circulation")) as desk:
        await desk.press("slash")
        await desk.write("zzz")
        assert "Nothing to show" in desk.text
        await desk.press("enter", "a", "r", "e", "u")
        assert stored("a").status is ConceptStatus.PROPOSED


async def test_the_status_filter_goes_round(start: Start, plain: Plain) -> None:
    concepts = (
        plain("a", "双循环", "dual circulation"),
        plain("b", "共同富裕", "common prosperity", status=APPROVED),
        plain("c", "三首", "three firsts", status=REJECTED),
    )
    async with start(*concepts) as desk:
        found = []
        for _ in range(4):
            await desk.press("s")
            found.append((desk.lines[0].split("[")[1].split("]")[0], rows(desk)))
        assert found == [("approved 1", 1), ("rejected 1", 1), ("all 3", 3), ("proposed 1", 1)]


async def test_a_click_on_a_count_chooses_what_is_shown(start: Start, plain: Plain) -> None:
    async with start(plain("a", "双循环", "dual circulation", status=APPROVED)) as desk:
        assert rows(desk) == 0
        await desk.pilot.click("#show-approved")
        await desk.settle()
        assert rows(desk) == 1


async def test_approving_is_stored_with_the_reviewer_and_moves_on(
    start: Start, plain: Plain, stored: Stored, actions: Actions
) -> None:
    concepts = (
        plain("a", "双循环", "dual circulation", score=0.9),
        plain("b", "共同富裕", "common prosperity", score=0.2),
    )
    async with start(*concepts) as desk:
        before = stored("a").revision
        await desk.press("a")
        assert stored("a").status is APPROVED
        assert stored("a").revision > before
        assert actions("a") == [("Ana", "approve", "")]
        assert "共同富裕" in desk.title
        assert "[proposed 1]  approved 1" in desk.lines[0]


async def test_where_all_are_shown_a_decision_goes_to_the_next_proposal(
    start: Start, plain: Plain, stored: Stored
) -> None:
    concepts = (
        plain("a", "双循环", "dual circulation", score=0.9),
        plain("b", "共同富裕", "common prosperity", score=0.5, status=APPROVED),
        plain("c", "三首", "three firsts", score=0.2),
    )
    async with start(*concepts) as desk:
        await desk.press("s", "s", "s", "a")
        assert "三首" in desk.title
        assert any(line.lstrip().startswith("✓  双循环") for line in desk.lines)


async def test_rejecting_stores_the_reason(
    start: Start, plain: Plain, stored: Stored, actions: Actions
) -> None:
    async with start(plain("a", "双循环", "dual circulation")) as desk:
        await desk.press("r")
        await desk.write("too general")
        await desk.press("enter")
        assert stored("a").status is REJECTED
        assert actions("a") == [("Ana", "reject", "too general")]


async def test_a_usual_reason_needs_no_typing(start: Start, plain: Plain, actions: Actions) -> None:
    async with start(plain("a", "双循环", "dual circulation")) as desk:
        await desk.press("r", "down", "down", "enter")
        assert actions("a") == [("Ana", "reject", "general language")]


async def test_rejecting_without_a_reason_or_with_second_thoughts_does_nothing(
    start: Start, plain: Plain, stored: Stored
) -> None:
    async with start(plain("a", "双循环", "dual circulation")) as desk:
        await desk.press("r", "enter")
        assert "A reason is needed" in desk.text
        await desk.press("escape")
        assert stored("a").status is ConceptStatus.PROPOSED


async def test_undo_puts_the_former_state_back_as_a_new_revision(
    start: Start, plain: Plain, stored: Stored, actions: Actions
) -> None:
    concepts = (
        plain("a", "双循环", "dual circulation", score=0.9),
        plain("b", "共同富裕", "common prosperity", score=0.2),
    )
    async with start(*concepts) as desk:
        await desk.press("a")
        approved = stored("a").revision
        await desk.press("u")
        assert stored("a").status is ConceptStatus.PROPOSED
        assert stored("a").revision > approved
        said = f"undo of revision {approved}: approve"
        assert actions("a") == [("Ana", "approve", ""), ("Ana", "undo", said)]
        assert "双循环" in desk.title


async def test_undo_goes_back_step_by_step_without_waiting_for_the_store(
    start: Start, plain: Plain, stored: Stored, actions: Actions
) -> None:
    async with start(plain("a", "双循环", "dual circulation")) as desk:
        await desk.press("s", "s", "s")
        await desk.pilot.press("a", "r", "down", "enter", "u", "u", "u")
        await desk.settle()
        assert stored("a").status is ConceptStatus.PROPOSED
        assert [action for _, action, _ in actions("a")] == ["approve", "reject", "undo", "undo"]
        assert "There is nothing to undo" in desk.notices


async def test_undo_leaves_alone_what_somebody_else_changed_since(
    start: Start, plain: Plain, opened: Opened, stored: Stored
) -> None:
    async with start(plain("a", "双循环", "dual circulation")) as desk:
        await desk.press("a")
        change(opened, "a", status=REJECTED)
        await desk.press("u")
        assert stored("a").status is REJECTED
        assert any("was changed by Wei" in notice for notice in desk.notices)
        assert "rejected 1" in desk.lines[0]


async def test_a_decision_on_what_somebody_else_changed_is_refused_and_shown(
    start: Start, plain: Plain, opened: Opened, stored: Stored, actions: Actions
) -> None:
    async with start(plain("a", "双循环", "dual circulation")) as desk:
        change(opened, "a", note="ask first")
        await desk.press("a")
        assert stored("a").status is ConceptStatus.PROPOSED
        assert stored("a").note == "ask first"
        assert any("was changed by Wei" in notice for notice in desk.notices)
        assert "ask first" in desk.text
        await desk.press("a")  # now on the state that the reviewer has seen
        assert stored("a").status is APPROVED
        assert stored("a").note == "ask first"


async def test_forty_rapid_approvals_are_all_stored(
    start: Start, plain: Plain, opened: Opened
) -> None:
    concepts = [plain(f"c{n}", f"词{n}", f"term {n}", score=1 - n / 100) for n in range(40)]
    async with start(*concepts) as desk:
        for _ in range(40):
            desk.app.post_message(events.Key("a", "a"))
        await desk.pilot.pause()
        await desk.settle()
        with opened() as glossary:
            assert glossary.count()[APPROVED] == 40
        assert "approved 40" in desk.lines[0]


async def test_what_is_queued_is_stored_before_the_application_ends(
    start: Start, plain: Plain, opened: Opened
) -> None:
    concepts = [plain(f"c{n}", f"词{n}", f"term {n}", score=1 - n / 100) for n in range(40)]
    async with start(*concepts) as desk:
        for key in "a" * 40 + "q":
            desk.app.post_message(events.Key(key, key))
        await desk.pilot.pause()
    with opened() as glossary:
        assert glossary.count()[APPROVED] == 40


@pytest.mark.parametrize("patience", [0.2])
async def test_a_failing_save_is_reported_and_keeps_the_proposal(
    start: Start, plain: Plain, stored: Stored, tmp_path: Path
) -> None:
    async with start(plain("a", "双循环", "dual circulation")) as desk:
        with closing(sqlite3.connect(tmp_path / "glossary.db")) as other:
            other.execute("BEGIN IMMEDIATE")
            await desk.press("a")
        assert any("is being written by another program" in notice for notice in desk.notices)
        assert "[proposed 1]" in desk.lines[0]
        assert stored("a").status is ConceptStatus.PROPOSED


@pytest.mark.parametrize("patience", [0.2])
async def test_quitting_waits_for_what_could_not_be_stored(
    start: Start, plain: Plain, tmp_path: Path
) -> None:
    async with start(plain("a", "双循环", "dual circulation")) as desk:
        with closing(sqlite3.connect(tmp_path / "glossary.db")) as other:
            other.execute("BEGIN IMMEDIATE")
            gate = threading.Event()
            desk.app._store.submit(lambda glossary: gate.wait(timeout=PATIENCE))
            await desk.pilot.press("a", "q")
            gate.set()
            await desk.settle()
        assert desk.app.is_running
        assert desk.app._exit is False
        assert any("is being written by another program" in notice for notice in desk.notices)
        await desk.press("q")
        assert desk.app._exit is True


async def test_reading_again_brings_what_others_added(
    start: Start, plain: Plain, opened: Opened
) -> None:
    async with start(plain("a", "双循环", "dual circulation", score=0.5)) as desk:
        with opened() as glossary:
            glossary.save(plain("b", "三首", "three firsts", score=0.9), who="Wei", action="add")
        await desk.press("f5")
        assert "三首" in desk.lines[2]
        assert "双循环" in desk.lines[3]
        assert "双循环" in desk.title


async def test_what_others_do_is_shown_without_reading_again(
    start: Start, plain: Plain, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slowly(glossary: Glossary, number: int) -> Since:
        time.sleep(0.3)  # longer than from one look to the next
        return changed_since(glossary, number)

    monkeypatch.setattr("tui.screens.with_news.LOOK_EVERY", 0.05)
    monkeypatch.setattr("tui.screens.with_news.changed_since", slowly)
    one, two = plain("a", "双循环", "dual circulation"), plain("b", "三农", "rural", score=0.4)
    async with start(one, two) as desk:
        change(opened, "a", status=APPROVED)
        with opened() as glossary:
            glossary.save(plain("c", "三首", "three firsts", score=0.9), who="Wei", action="add")
        end = time.monotonic() + PATIENCE
        while not ("approved 1" in desk.lines[0] and "三首" in desk.text):
            assert time.monotonic() < end, desk.text
            await desk.pilot.pause(0.05)
        assert any("Changed by others" in notice for notice in desk.notices)


async def test_what_is_under_way_here_is_not_overwritten_by_what_others_did(
    start: Start, plain: Plain, opened: Opened, stored: Stored
) -> None:
    async with start(plain("a", "双循环", "dual circulation")) as desk:
        await desk.press("a")
        screen = desk.app.screen
        assert isinstance(screen, ReviewScreen)
        screen.look()
        await desk.settle()
        assert not any("Changed by others" in notice for notice in desk.notices)
        assert stored("a").status is APPROVED


async def test_an_empty_glossary_offers_ways_to_fill_it(
    start: Start, plain: Plain, opened: Opened
) -> None:
    async with start() as desk:
        for offered in ("The demo", "Add documents"):
            assert offered in desk.text
        with opened() as glossary:
            glossary.save(plain("a", "三首", "three firsts"), who="Wei", action="add")
        await desk.press("f5")
        assert "three firsts" in desk.text
        assert "The demo" not in desk.text


async def test_eighty_by_twenty_four_shows_queue_entry_and_keys(
    start: Start, five: Concept, plain: Plain
) -> None:
    concepts = [plain(f"c{n}", f"词{n}", f"term {n}", score=0.5 - n / 100) for n in range(9)]
    async with start(five, *concepts, size=(80, 24)) as desk:
        assert all(len(line) <= 80 for line in desk.lines)
        assert "词4" in desk.text
        assert "Five-Sphere Integrated Plan  preferred" in desk.text
        for key in ("Approve", "Reject", "Edit", "Undo", "Filter", "Help", "Quit"):
            assert key in desk.lines[-1]
        await desk.press("end")
        assert "▸ ?  词8" in desk.text
        await desk.press("home", *["right_square_bracket"] * 3)
        assert desk.app.query_one(Detail).scroll_offset.y > 0


async def test_light_and_dark_and_ansi_themes_work(start: Start, five: Concept) -> None:
    async with start(five) as desk:
        for theme in ("textual-light", "textual-dark", "ansi-dark", "ansi-light"):
            desk.app.theme = theme
            await desk.settle()
            assert "▸ ?  五位一体" in desk.text


async def test_a_glossary_that_cannot_be_read_ends_the_application_with_the_error(
    tmp_path: Path, drafts: Drafts
) -> None:
    (tmp_path / "text.db").write_text("no database", encoding="utf-8")
    app = ReviewApp(lambda: Glossary.open(str(tmp_path / "text.db")), "Ana", drafts())
    async with app.run_test() as pilot:
        await settled(pilot)
    assert isinstance(app.return_value, GlossaryError)
    assert app.return_code == 2


async def test_cancelling_who_waits_does_not_cancel_the_save(
    start: Start, plain: Plain, stored: Stored
) -> None:
    async with start(plain("a", "双循环", "dual circulation")) as desk:
        gate = threading.Event()
        desk.app._store.submit(lambda glossary: gate.wait())
        await desk.pilot.press("a")
        desk.app.workers.cancel_all()
        await desk.pilot.pause()
        gate.set()
    assert stored("a").status is APPROVED


def change(opened: Opened, concept_id: str, **fields: Any) -> None:
    """What another reviewer does over a connection of their own."""
    with opened() as glossary:
        glossary.save(replace(glossary.concept(concept_id), **fields), who="Wei")
