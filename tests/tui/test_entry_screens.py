"""What can be seen of one entry and done to it: history, contexts in place, terms, split, merge."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from contexts import context_of
from desks import Desk, Opened, Plain, Start, Stored
from textual.screen import Screen

from align.model import CHINESE_ENGLISH, Document
from glossary.model import Concept, ConceptStatus, Term, TermStatus
from glossary.store.reading.dossier import dossier
from tui.screens.history import HistoryScreen
from tui.screens.merge import MergeScreen, Merging, Offer
from tui.screens.passages import PassagesScreen
from tui.screens.split import SplitScreen
from tui.screens.terms import TermsScreen
from tui.widgets.detail import blocks
from tui.widgets.page import Page

ZH, EN = CHINESE_ENGLISH


async def shown(desk: Desk, screen: Screen[Any]) -> list[Any]:
    """Push a screen; a list that fills with what it returned."""
    returned: list[Any] = []
    desk.app.push_screen(screen, returned.append)
    await desk.settle()
    return returned


async def test_the_history_says_who_changed_what_and_why(
    start: Start, five: Concept, opened: Opened
) -> None:
    async with start(five) as desk:
        with opened() as glossary:
            stored = glossary.concept(five.id)
            glossary.save(replace(stored, subject="politics [b]"), who="Bo", why="as agreed")
        returned = await shown(desk, HistoryScreen(five, opened))
        text = desk.app.screen.query_one(Page).text
        assert text.index("edit by Bo: as agreed") < text.index("add by")
        assert "politics [b]" in text
        await desk.press("escape")
        assert returned == [None]


async def test_contexts_open_in_their_documents(
    start: Start, five: Concept, opened: Opened, plain: Plain
) -> None:
    zh = Document("前一句。落实五位一体。后一句。再后一句。", "a.zh.txt", ZH)
    async with start() as desk:
        with opened() as glossary:
            from glossary.model import Kind, Proposal

            context = context_of("落实五位一体。", None, zh.source, ((2, 6),), (), (1,))
            proposal = Proposal((Term(ZH, "五位一体"),), Kind.NUMERIC, 0.9, 1, contexts=(context,))
            from align.segment import segment

            report = glossary.add([proposal], [segment(zh)], who="Bo")
            concept = glossary.concept(report.concepts[0])
        await shown(desk, PassagesScreen(concept, opened))
        page = desk.app.screen.query_one(Page)
        assert "前一句。" in page.text
        assert "▸           落实五位一体。" in page.text
        assert "再后一句。" in page.text
        await desk.press("minus")
        assert "再后一句。" not in page.text
        await desk.press("plus")
        assert "再后一句。" in page.text


async def test_without_stored_documents_that_is_said(
    start: Start, five: Concept, opened: Opened
) -> None:
    async with start(five) as desk:
        await shown(desk, PassagesScreen(five, opened))
        assert "None of its contexts is in a document" in desk.text


async def test_one_key_marks_a_rendering_and_one_preferred_term_is_left(
    start: Start, five: Concept
) -> None:
    concept = Concept(
        "c",
        (
            Term(ZH, "三首", TermStatus.PREFERRED),
            Term(EN, "three firsts", TermStatus.PREFERRED, frequency=1),
            Term(EN, "three leaders"),
        ),
    )
    async with start(five) as desk:
        returned = await shown(desk, TermsScreen(concept))
        await desk.press("down", "down", "p", "enter")
        assert [(t.text, t.status) for t in returned[0]] == [
            ("三首", TermStatus.PREFERRED),
            ("three firsts", TermStatus.ADMITTED),
            ("three leaders", TermStatus.PREFERRED),
        ]
        returned = await shown(desk, TermsScreen(concept))
        assert re.search(r"three firsts  1 use\b", desk.text)
        await desk.press("d", "escape")
        assert returned == [None]
        returned = await shown(desk, TermsScreen(concept))
        await desk.press("enter")
        assert returned == [None], "nothing was changed"


async def test_a_split_shows_both_halves_before_it_is_made(start: Start, five: Concept) -> None:
    concept = Concept(
        "c",
        (Term(ZH, "三首"), Term(EN, "three firsts"), Term(EN, "three leaders")),
        contexts=(context_of("三首", "three leaders", "a", ((0, 2),), ((0, 13),)),),
    )
    async with start(five) as desk:
        returned = await shown(desk, SplitScreen(concept))
        await desk.press("enter")
        assert returned == [], "one half would be empty"
        assert any("no term" in notice for notice in desk.notices)
        await desk.press("b", "down", "down", "g")
        assert "stays: 三首 · three firsts, 0 contexts" in desk.text
        assert "new:   三首 · three leaders, 1 context" in desk.text
        await desk.press("enter")
        (halves,) = returned
        assert halves.goes == {(ZH, "三首"), (EN, "three leaders")}
        assert halves.stays == {(ZH, "三首"), (EN, "three firsts")}


async def test_what_resembles_an_entry_is_offered_for_merging_and_others_are_found(
    start: Start, five: Concept
) -> None:
    near = [Offer("a", "三首 · [three] firsts", ConceptStatus.APPROVED)]
    asked: list[str] = []

    def search(text: str) -> list[Offer]:
        asked.append(text)
        return [Offer("b", "三农", ConceptStatus.PROPOSED), Offer(five.id, "self", near[0].status)]

    async def read(concept_id: str) -> Concept:
        return Concept(concept_id, (Term(ZH, "三农"),))

    async with start(five) as desk:
        returned = await shown(desk, MergeScreen(five, near, search, read))
        assert "三首 · [three] firsts" in desk.text
        await desk.press("x")
        assert asked == ["x"]
        assert "三农" in desk.text
        assert "self" not in desk.text
        await desk.press("down", "enter")
        assert returned == [Merging("b")]


def test_an_entry_shows_when_its_terms_are_used_and_what_is_like_it(opened: Opened) -> None:
    with opened() as glossary:
        from glossary.model import Kind, Particulars, Proposal

        for source, dated in (("a.txt", "2019"), ("b.txt", "2024-07")):
            document = Document(f"三首{source}", source, ZH)
            proposal = Proposal((Term(ZH, "三首", frequency=1),), Kind.NUMERIC, 0.5, 1)
            about = {source: Particulars(dated=dated)}
            report = glossary.add([proposal], [document], who="Bo", about=about)
        other = Concept("other", (Term(ZH, "三首"),), status=ConceptStatus.APPROVED)
        glossary.save(other, who="Bo")
        found = dossier(glossary, report.concepts[0])
    text = "\n".join(block.body.plain for block in blocks(found.concept, found))
    assert "2 uses in 2 documents, 2019 to 2024-07" in text
    assert "✓ 三首  the same term" in text
    assert "state TV news: fewer than 3 of 1,460 days" in text
    assert "2 revisions; h opens it" in text


async def test_the_keys_of_an_entry_open_its_screens(start: Start, five: Concept) -> None:
    async with start(five) as desk:
        for key, screen in (
            ("h", HistoryScreen),
            ("x", PassagesScreen),
            ("t", TermsScreen),
            ("m", MergeScreen),
            ("S", SplitScreen),
        ):
            await desk.press(key)
            assert isinstance(desk.app.screen, screen), key
            await desk.press("escape")


async def test_a_preferred_rendering_is_marked_with_two_keys_and_the_mark_undone(
    start: Start, five: Concept, stored: Stored
) -> None:
    async with start(five) as desk:
        before = stored(five.id).terms
        await desk.press("t", "down", "d", "enter")
        changed = stored(five.id).terms
        assert [t.status for t in changed] != [t.status for t in before]
        await desk.press("u")
        assert stored(five.id).terms == before


async def test_a_merge_takes_the_other_entry_from_the_queue_and_undo_brings_it_back(
    start: Start, plain: Plain, opened: Opened
) -> None:
    one = plain("one", "三首", "three firsts", score=0.9)
    other = plain("other", "三个首", "three leaders", score=0.5)
    async with start(one, other) as desk:
        await desk.press("m")
        await desk.write("leaders")
        await desk.press("down", "enter")
        await desk.settle()
        with opened() as glossary:
            assert glossary.with_ids(["other"]) == []
            assert len(glossary.concept("one").terms) == 4
        assert "[proposed 1]" in desk.lines[0]
        await desk.press("u")
        await desk.settle()
        with opened() as glossary:
            assert glossary.concept("other").terms == other.terms
            assert glossary.concept("one").terms == one.terms
        assert "[proposed 2]" in desk.lines[0]
        await desk.press("U")
        await desk.settle()
        assert "[proposed 1]" in desk.lines[0]


async def test_a_split_makes_a_second_entry_and_undo_joins_them_again(
    start: Start, opened: Opened
) -> None:
    concept = Concept(
        "one",
        (Term(ZH, "三首"), Term(EN, "three firsts"), Term(EN, "three leaders")),
    )
    async with start(concept) as desk:
        await desk.press("S", "b", "down", "down", "g", "enter")
        await desk.settle()
        assert "[proposed 2]" in desk.lines[0]
        await desk.press("u")
        await desk.settle()
        assert "[proposed 1]" in desk.lines[0]
        with opened() as glossary:
            assert glossary.concept("one").terms == concept.terms


async def test_a_merge_is_refused_where_somebody_was_faster(
    start: Start, plain: Plain, opened: Opened
) -> None:
    one = plain("one", "三首", "three firsts", score=0.9)
    other = plain("other", "三个首", "three leaders", score=0.5)
    async with start(one, other) as desk:
        with opened() as glossary:
            known = glossary.concept("other")
            glossary.save(replace(known, note="mine"), who="Wei")
        await desk.press("m")
        await desk.write("leaders")
        await desk.press("down", "enter")
        await desk.settle()
        assert any("was changed by Wei" in notice for notice in desk.notices)
        with opened() as glossary:
            assert glossary.concept("other").note == "mine"


async def test_what_stands_around_an_entry_follows_once_the_reviewer_stays(
    start: Start, plain: Plain
) -> None:
    one = plain("one", "三首", "three firsts", score=0.9)
    other = plain("other", "三首", "three leaders", score=0.5)
    async with start(one, other) as desk:
        await desk.pilot.pause(0.4)
        await desk.settle()
        assert "Alike" in desk.text
        assert "1 revision; h opens it" in desk.app.query_one(Page).text
