"""Relations of an entry seen, accepted, rejected and added in the review application."""

from __future__ import annotations

from desks import Opened, Start

from align.model import CHINESE_ENGLISH, Document
from align.segment import segment_lines
from glossary.model import (
    Concept,
    Definition,
    Kind,
    Particulars,
    Proposal,
    RelationStatus,
    Term,
    TermStatus,
)
from glossary.store.reading.relations import related_concepts
from tui.screens.entry import EntryScreen
from tui.screens.relations import RelationsScreen
from tui.screens.review import ReviewScreen

ZH, EN = CHINESE_ENGLISH
LIST = "绿水、青山、蓝天"


def fill(opened: Opened) -> None:
    """A formula whose list names two concepts, and a third concept."""
    with opened() as glossary:
        for concept_id, text in {"green": "青山", "blue": "蓝天", "reform": "改革"}.items():
            glossary.save(Concept(concept_id, (Term(ZH, text),), kind=Kind.CONCEPT), who="Bo")
        drawn = Definition(
            ZH, LIST, "a.txt", 0, 3, 3 + len(LIST), members=tuple(LIST.split("、")), score=0.9
        )
        term = Term(ZH, "三美", TermStatus.PREFERRED, frequency=1)
        proposal = Proposal((term,), Kind.NUMERIC, 0.9, 1, (drawn,))
        said = segment_lines(Document(f"三美是{LIST}。", "a.txt", ZH))
        glossary.add([proposal], [said], who="Bo", about={"a.txt": Particulars(dated="2023-05")})


def stored(opened: Opened, concept_id: str) -> list[str]:
    """The relations of a concept, with "?" where they are only proposed."""
    with opened() as glossary:
        return [
            f"{each.said} {each.concept.terms[0].text}"
            + "?" * (each.status is RelationStatus.PROPOSED)
            for each in related_concepts(glossary, glossary.concept(concept_id))
        ]


async def test_a_proposed_one_is_shown_with_its_sentence_accepted_and_undone(
    start: Start, opened: Opened
) -> None:
    async with start() as desk:
        fill(opened)
        await desk.press("f5", "slash", *"青山", "enter", "R")
        assert isinstance(desk.app.screen, RelationsScreen)
        assert "member of 三美  proposed" in desk.text
        assert f"三美是{LIST}。" in desk.text
        assert "a.txt, 2023-05, sentence 1" in desk.text
        await desk.press("a")
        assert "proposed, to be accepted" in desk.text
        await desk.press("enter")
        assert stored(opened, "green") == ["member of 三美"]
        await desk.press("u")
        assert stored(opened, "green") == ["member of 三美?"]


async def test_a_rejected_one_does_not_come_back(start: Start, opened: Opened) -> None:
    async with start() as desk:
        fill(opened)
        await desk.press("f5", "slash", *"三美", "enter", "R", "r", "enter")
        left = stored(opened, "green") + stored(opened, "blue")
        assert left == ["member of 三美?"]
        await desk.press("R")
        assert desk.text.count("has member") == 1


async def test_one_is_added_by_typing_and_all_is_stored_at_one_go(
    start: Start, opened: Opened
) -> None:
    async with start() as desk:
        fill(opened)
        await desk.press("f5", "slash", *"青山", "enter", "R", "a", "n")
        await desk.press(*["tab"] * 6, *"改")
        assert "青山  broader  …" in desk.text
        await desk.press("enter")
        assert "broader 改革  new" in desk.text
        await desk.press("escape")
        assert "Not stored" in desk.text
        await desk.press("enter")
        assert stored(opened, "green") == ["member of 三美", "broader 改革"]
        assert stored(opened, "reform") == ["narrower 青山"]
        await desk.press("u")
        assert stored(opened, "green") == ["member of 三美?"]
        await desk.press("U")
        assert stored(opened, "green") == ["member of 三美", "broader 改革"]
        await desk.press("R", "r", "r", "enter")
        assert stored(opened, "green") == []


async def test_the_other_entry_is_read_and_gone_to(start: Start, opened: Opened) -> None:
    async with start() as desk:
        fill(opened)
        await desk.press("f5", "slash", *"青山", "enter", "R", "o")
        assert isinstance(desk.app.screen, EntryScreen)
        assert "has member 青山 ?; 蓝天 ?" in desk.text
        await desk.press("escape", "g")
        assert isinstance(desk.app.screen, ReviewScreen)
        assert any("三美 is not in this list" in each for each in desk.notices)
        await desk.press("slash", "escape", "home")
        await desk.press("R", "g")
        assert desk.title != "青山"


async def test_an_entry_without_relations_says_so(start: Start, opened: Opened) -> None:
    async with start() as desk:
        fill(opened)
        await desk.press("f5", "slash", *"改革", "enter", "R")
        assert "It has no relations; n adds one" in desk.text
        await desk.press("a", "n", *"无", "enter")
        assert "there is no entry to relate it to" in desk.text
        await desk.press("escape", "escape")
        assert isinstance(desk.app.screen, ReviewScreen)
