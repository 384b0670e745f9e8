"""Merging: one enter, what becomes of each term, and fragments that are dropped."""

from __future__ import annotations

from desks import Desk, Opened, Start

from align.model import Language
from glossary.model import Concept, Term, TermStatus
from glossary.store.changing.joining import merge
from tui.fates import fates
from tui.screens.merge import MergeScreen
from tui.screens.review import ReviewScreen

ZH, EN, FR = map(Language, ("zh", "en", "fr"))
PREFERRED, ADMITTED = TermStatus.PREFERRED, TermStatus.ADMITTED
KEPT = Concept(
    "kept", (Term(ZH, "共同富裕", PREFERRED), Term(EN, "common prosperity", PREFERRED)), score=0.9
)
GONE = Concept(
    "gone",
    (
        Term(ZH, "共同富裕", PREFERRED),
        Term(EN, "prosperity for all", PREFERRED),
        Term(EN, "Prosperity", ADMITTED),
        Term(FR, "prospérité commune", PREFERRED),
    ),
    score=0.5,
)


def test_each_term_has_its_fate() -> None:
    found = fates(KEPT, GONE)
    assert [(each.term.text, each.is_there, each.said, each.part_of) for each in found] == [
        ("共同富裕", True, "preferred", ""),
        ("prosperity for all", False, "preferred → admitted", ""),
        ("Prosperity", False, "admitted", "common prosperity"),
        ("prospérité commune", False, "preferred", ""),
    ]


async def merging(desk: Desk) -> None:
    """Open the dialog once what resembles the entry is known."""
    await desk.pilot.pause(0.4)
    await desk.settle()
    await desk.press("m")
    assert isinstance(desk.app.screen, MergeScreen)


async def test_what_resembles_an_entry_is_merged_with_one_enter(
    start: Start, opened: Opened
) -> None:
    async with start(KEPT, GONE) as desk:
        await merging(desk)
        assert "Both have: 共同富裕" in desk.text
        assert "[x] en  prosperity for all  preferred → admitted" in desk.text
        await desk.press("enter")
        assert isinstance(desk.app.screen, ReviewScreen)
        with opened() as glossary:
            assert glossary.with_ids(["gone"]) == []
            terms = glossary.concept("kept").terms
        assert [(term.text, term.status) for term in terms] == [
            ("共同富裕", PREFERRED),
            ("common prosperity", PREFERRED),
            ("prosperity for all", ADMITTED),
            ("Prosperity", ADMITTED),
            ("prospérité commune", PREFERRED),
        ]


async def test_fragments_are_dropped_with_a_key_and_other_terms_one_by_one(
    start: Start, opened: Opened
) -> None:
    async with start(KEPT, GONE) as desk:
        await merging(desk)
        assert "1 fragment: f4 drops" in desk.text
        assert "Prosperity  admitted, a part of common prosperity" in desk.text
        await desk.press("f4", "f4", "f4")
        assert "[ ] en  Prosperity" in desk.text
        await desk.press("tab", "space")
        assert "[ ] en  prosperity for all" in desk.text
        await desk.press("enter")
        with opened() as glossary:
            terms = [term.text for term in glossary.concept("kept").terms]
        assert terms == ["共同富裕", "common prosperity", "prospérité commune"]
        await desk.press("u")
        with opened() as glossary:
            assert glossary.concept("gone").terms == GONE.terms


async def test_nothing_is_merged_where_nothing_is_offered(start: Start) -> None:
    async with start(KEPT) as desk:
        await desk.press("m", "enter")
        assert "there is no entry to merge" in desk.text
        assert isinstance(desk.app.screen, MergeScreen)


def test_dropped_terms_are_no_terms_of_the_merged_concept(opened: Opened) -> None:
    with opened() as glossary:
        kept, gone = glossary.save_all([KEPT, GONE], who="tests")
        made = merge(glossary, kept, gone, who="Ana", dropped=gone.terms[1:3])
    assert [term.text for term in made.terms][2:] == ["prospérité commune"]
