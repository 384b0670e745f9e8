"""Marks, decisions on many, undo and redo."""

from __future__ import annotations

from dataclasses import replace

from desks import Actions, Opened, Plain, Start, Stored

from glossary.model import Concept, ConceptStatus

APPROVED, REJECTED = ConceptStatus.APPROVED, ConceptStatus.REJECTED
PROPOSED, DEFERRED = ConceptStatus.PROPOSED, ConceptStatus.IN_REVIEW


def three(plain: Plain) -> list[Concept]:
    return [
        plain(name, f"词{name}", f"term {name}", score=s)
        for name, s in zip("abc", (0.9, 0.8, 0.7), strict=True)
    ]


async def test_marked_entries_are_approved_together_and_undone_as_one(
    start: Start, plain: Plain, opened: Opened
) -> None:
    async with start(*three(plain), size=(80, 24)) as desk:
        await desk.press("space", "shift+down")
        assert sum(line[1] == "*" for line in desk.lines if len(line) > 1) == 3
        assert "3 marked" in desk.text
        await desk.press("escape", "home", "space", "space", "a")
        with opened() as glossary:
            assert [glossary.concept(each).status for each in "abc"] == [
                APPROVED,
                APPROVED,
                PROPOSED,
            ]
        await desk.press("u")
        with opened() as glossary:
            assert glossary.count()[PROPOSED] == 3
        await desk.press("U")
        with opened() as glossary:
            assert [glossary.concept(each).status for each in "abc"] == [
                APPROVED,
                APPROVED,
                PROPOSED,
            ]


async def test_all_shown_are_rejected_for_one_reason(
    start: Start, plain: Plain, actions: Actions
) -> None:
    async with start(*three(plain)) as desk:
        await desk.press("ctrl+a", "r", "down", "enter")
        assert all(actions(each) == [("Ana", "reject", "not a term of art")] for each in "abc")


async def test_one_change_by_somebody_else_keeps_all_marked_from_being_decided(
    start: Start, plain: Plain, opened: Opened
) -> None:
    async with start(*three(plain)) as desk:
        with opened() as glossary:
            glossary.save(replace(glossary.concept("b"), note="wait"), who="Wei")
        await desk.press("ctrl+a", "a")
        assert any("was changed by Wei" in notice for notice in desk.notices)
        with opened() as glossary:
            assert glossary.count()[PROPOSED] == 3
        assert "[proposed 3]" in desk.lines[0]


async def test_deferring_keeps_an_entry_open_and_goes_on(
    start: Start, plain: Plain, stored: Stored, actions: Actions
) -> None:
    async with start(*three(plain)) as desk:
        await desk.press("d")
        assert stored("a").status is DEFERRED
        assert actions("a") == [("Ana", "defer", "")]
        assert "in review 1" in desk.lines[0]


async def test_undo_goes_through_a_chain_and_redo_back_again(
    start: Start, plain: Plain, stored: Stored
) -> None:
    async with start(*three(plain)[:1]) as desk:
        await desk.press("s", "s", "s", "a", "d", "u", "u")
        assert stored("a").status is PROPOSED
        await desk.press("U", "ctrl+r", "U")
        assert stored("a").status is DEFERRED
        assert "There is nothing to do again" in desk.notices
        await desk.press("u", "u")
        assert stored("a").status is PROPOSED
