"""What the application looks like; look at a changed picture before you accept it.

`pytest tests/tui/test_snapshots.py --snapshot-update` accepts, and writes the pictures beside.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from driving import settled
from reader_bench import pair
from textual.pilot import Pilot

from align.errors import TifaError
from glossary.model import Concept, ConceptStatus, Particulars
from glossary.store import Glossary
from tui.app import ReviewApp
from tui.drafts import DraftBox

SMALL, LARGE = (80, 24), (200, 60)


@pytest.fixture
def app(
    opened: Callable[[], Glossary],
    drafts: Callable[[], DraftBox],
    five: Concept,
    plain: Callable[..., Concept],
) -> ReviewApp:
    """The application over a few entries, some of them decided."""
    with opened() as glossary:
        for concept in (
            five,
            plain("a", "新质生产力", "new quality productive forces", score=0.9),
            plain("b", "国务院国有资产监督管理委员会", "SASAC [red]", score=0.8),
            plain("c", "双循环", "dual circulation", score=0.7),
            plain("d", "三首", "three firsts", score=0.6, status=ConceptStatus.APPROVED),
            plain("e", "=1+1\x1b[31m", "escape", score=0.5),
        ):
            glossary.save(concept, who="Wei", action="add")
    return ReviewApp(opened, "Ana", drafts())


async def rested(pilot: Pilot[TifaError]) -> None:
    """Until what surrounds the entry has come too: it is read once the reviewer stays."""
    await settled(pilot)
    await pilot.pause(0.4)
    await settled(pilot)


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "200x60"])
def test_the_queue(
    app: ReviewApp, snap_compare: Callable[..., bool], size: tuple[int, int]
) -> None:
    assert snap_compare(app, terminal_size=size, run_before=rested)


def test_marked_entries_in_light_colours(app: ReviewApp, snap_compare: Callable[..., bool]) -> None:
    async def mark(pilot: Pilot[TifaError]) -> None:
        pilot.app.theme = "textual-light"
        await rested(pilot)
        for key in ("space", "space", "d"):
            await pilot.press(key)
            await rested(pilot)
        pilot.app.clear_notifications()
        await pilot.pause()

    assert snap_compare(app, terminal_size=SMALL, run_before=mark)


def test_sixteen_colours(app: ReviewApp, snap_compare: Callable[..., bool]) -> None:
    async def plainer(pilot: Pilot[TifaError]) -> None:
        pilot.app.theme = "ansi-dark"
        await rested(pilot)

    assert snap_compare(app, terminal_size=SMALL, run_before=plainer)


@pytest.fixture
def dated(app: ReviewApp, opened: Callable[[], Glossary]) -> ReviewApp:
    """The application with a dated text and its translation besides."""
    sentences = (
        ("加快发展新质生产力。", "Develop new quality productive forces faster."),
        ("新质生产力由技术突破催生。", "New quality productive forces spring from technology."),
    )
    about = {"speech.zh.txt": Particulars(dated="2024-03-05", issuer="国务院")}
    with opened() as glossary:
        glossary.add([], [pair(sentences)], who="Wei", about=about)
    return app


@pytest.mark.parametrize("key", ["f", "T"], ids=["words in documents", "use over time"])
def test_words_in_documents_and_use_over_time(
    dated: ReviewApp, snap_compare: Callable[..., bool], key: str
) -> None:
    async def look(pilot: Pilot[TifaError]) -> None:
        await rested(pilot)
        await pilot.press("down", key)
        await rested(pilot)

    assert snap_compare(dated, terminal_size=SMALL, run_before=look)
