"""A glossary on disk, the application over it, and what the screen shows."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from contexts import context_of
from desks import Actions, Desk, Drafts, Opened, Plain, Start, Stored
from driving import at_rest
from waiting import PATIENCE

from align.model import Language
from glossary.model import (
    Concept,
    ConceptStatus,
    Definition,
    Kind,
    Term,
    TermStatus,
)
from glossary.store import Glossary
from tui.app import ReviewApp
from tui.drafts import DraftBox

ZH, EN = Language.ZH, Language.EN


@pytest.fixture(autouse=True)
def _idle_is_told_by_the_event_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    """What Pilot presses and waits for has come about, however little processor there is.

    Pilot itself sleeps until the process is idle, twenty milliseconds and more for each key.
    """

    async def idle(min_sleep: float = 0, max_sleep: float = 1) -> None:
        await at_rest()

    for module in ("textual.pilot", "textual.app"):
        monkeypatch.setattr(f"{module}.wait_for_idle", idle)


@pytest.fixture(autouse=True)
def _notices_stay_until_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine takes longer from a key to the look at the screen than a notice is shown."""
    monkeypatch.setattr("textual.app.App.NOTIFICATION_TIMEOUT", PATIENCE)


@pytest.fixture(autouse=True)
def _others_are_looked_for_when_a_test_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test does behind the application's back stays there until then."""
    monkeypatch.setattr("tui.screens.with_news.LOOK_EVERY", 10 * PATIENCE)


@pytest.fixture
def patience() -> float:
    """Seconds that a glossary waits while another program writes it; tests of that give fewer."""
    return PATIENCE


@pytest.fixture
def opened(tmp_path: Path, empty: Path, patience: float) -> Opened:
    """Opens the same glossary anew at each call."""
    path = shutil.copy(empty, tmp_path / "glossary.db")
    return lambda: Glossary.open(str(path), timeout=patience)


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    """Opens the box of edits under way, as each process does."""
    return lambda: DraftBox(tmp_path / "drafts", "glossary")


@pytest.fixture
def start(opened: Opened, drafts: Drafts) -> Start:
    """Runs the application over concepts that are put into the glossary first."""

    @asynccontextmanager
    async def started(*concepts: Concept, size: tuple[int, int] = (120, 36)) -> AsyncIterator[Desk]:
        fill(opened, *concepts)
        app = ReviewApp(opened, "Ana", drafts())
        async with app.run_test(size=size, notifications=True) as pilot:
            desk = Desk(pilot, app)
            await desk.settle()
            yield desk

    return started


@pytest.fixture
def stored(opened: Opened) -> Stored:
    """A concept as the glossary holds it now."""

    def read(concept_id: str) -> Concept:
        with opened() as glossary:
            return glossary.concept(concept_id)

    return read


@pytest.fixture
def actions(opened: Opened) -> Actions:
    """The history of a concept after it was added, as (who, action, why)."""

    def read(concept_id: str) -> list[tuple[str, str, str]]:
        with opened() as glossary:
            revisions = glossary.history(concept_id)
        return [(each.who, each.action, each.why) for each in revisions[1:]]

    return read


@pytest.fixture
def five() -> Concept:
    """A numeric formula with everything that an entry can have."""
    zh = "要统筹推进“五位一体”总体布局。"
    en = "We will pursue the Five-Sphere Integrated Plan."
    return Concept(
        id="five",
        terms=(
            Term(ZH, "五位一体", TermStatus.PREFERRED, frequency=4),
            Term(EN, "Five-Sphere Integrated Plan", TermStatus.PREFERRED, frequency=3),
            Term(EN, "five in one", TermStatus.DEPRECATED, frequency=1, inconsistency=0.87),
        ),
        definitions=(
            Definition(
                EN,
                "economic, political, cultural, social and ecological progress",
                source="plan.txt",
                segment=6,
                start=0,
                end=61,
                members=("economic", "political", "cultural", "social", "ecological"),
            ),
            Definition(ZH, "中国特色社会主义事业的总体布局", source="book.txt", segment=0),
        ),
        contexts=(context_of(zh, en, "plan.txt", ((6, 10),), ((19, 46),)),),
        kind=Kind.NUMERIC,
        subject="politics",
        note="see the report of 2017",
        score=0.95,
        frequency=4,
    )


def fill(opened: Opened, *concepts: Concept) -> None:
    with opened() as glossary:
        for concept in concepts:
            glossary.save(concept, who="tests", action="add")


@pytest.fixture
def plain() -> Plain:
    """A concept with one term in each language."""

    def make(
        concept_id: str,
        zh: str,
        en: str,
        *,
        score: float = 0.5,
        status: ConceptStatus = ConceptStatus.PROPOSED,
    ) -> Concept:
        terms = (Term(ZH, zh, TermStatus.PREFERRED), Term(EN, en, TermStatus.PREFERRED))
        return Concept(id=concept_id, terms=terms, score=score, status=status)

    return make
