"""What the application looks like; look at a changed picture before you accept it.

`pytest tests/tui/test_snapshots.py --snapshot-update` accepts, and writes the pictures beside.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from glossary.model import Concept, ConceptStatus
from glossary.store import Glossary
from tui.app import ReviewApp, review_app
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
    return review_app(opened, "Ana", drafts())


async def settled(pilot: Pilot[None]) -> None:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause(0.4)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "200x60"])
def test_the_queue(
    app: ReviewApp, snap_compare: Callable[..., bool], size: tuple[int, int]
) -> None:
    assert snap_compare(app, terminal_size=size, run_before=settled)


def test_marked_entries_in_light_colours(app: ReviewApp, snap_compare: Callable[..., bool]) -> None:
    async def mark(pilot: Pilot[None]) -> None:
        pilot.app.theme = "textual-light"
        await settled(pilot)
        await pilot.press("space", "space", "d")
        await settled(pilot)
        pilot.app.clear_notifications()
        await pilot.pause()

    assert snap_compare(app, terminal_size=SMALL, run_before=mark)


def test_sixteen_colours(app: ReviewApp, snap_compare: Callable[..., bool]) -> None:
    async def plainer(pilot: Pilot[None]) -> None:
        pilot.app.theme = "ansi-dark"
        await settled(pilot)

    assert snap_compare(app, terminal_size=SMALL, run_before=plainer)
