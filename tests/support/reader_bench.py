"""The screens about documents without the review screen, over a glossary on disk."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from driving import Driven
from textual.app import App
from textual.screen import Screen

import tui
from align.encoders import Encoder
from align.model import (
    Bead,
    Bitext,
    Document,
    Language,
    Segment,
    SegmentedDocument,
)
from glossary.extraction.said import Ranked, unranked
from glossary.store import Glossary
from tui.access import Access, shipped_encoder
from tui.files import ANYWHERE, Files
from tui.store_thread import StoreThread
from tui.views import Views

ZH, EN = Language.ZH, Language.EN
FR, AR, JA = Language("fr"), Language("ar"), Language("ja")
STYLES = Path(tui.__file__).parent
#: Two texts of which the third bead joins what are two translations.
SENTENCES = (
    ("要推进共同富裕。", "We will promote common prosperity."),
    ("三首是首都、首脑和首创。", "The three firsts are capital, leaders and initiative."),
    ("农业是基础。", "Agriculture is the foundation."),
    ("改革不能停顿。", "Reform must not stop."),
)
#: The same original in other languages.
FRENCH = (
    ("要推进共同富裕。", "Nous favoriserons la prospérité commune."),
    (
        "三首是首都、首脑和首创。",
        "Les trois premiers : capitale, dirigeants, initiative.",
    ),
    ("农业是基础。", "L’agriculture est la base."),
    ("改革不能停顿。", "La réforme ne doit pas s’arrêter."),
)
ARABIC = (
    ("要推进共同富裕。", "سنعمل على تعزيز الرخاء المشترك."),
    ("三首是首都、首脑和首创。", "الأوائل الثلاثة هي العاصمة والقادة والمبادرة."),
    ("农业是基础。", "الزراعة هي الأساس."),
    ("改革不能停顿。", "يجب ألا يتوقف الإصلاح."),
)


def segmented(sentences: list[str], language: Language, source: str) -> SegmentedDocument:
    """A document of these sentences."""
    joint = "" if language is ZH else " "
    segments, at = [], 0
    for sentence in sentences:
        segments.append(Segment(at, at + len(sentence), sentence))
        at += len(sentence) + len(joint)
    document = Document(joint.join(sentences), source, language, source)
    return SegmentedDocument(document, tuple(segments))


def pair(sentences: Sequence[tuple[str, str]] = SENTENCES, language: Language = EN) -> Bitext:
    """A Chinese text and its translation, aligned one to one."""
    zh, other = zip(*sentences, strict=True)
    beads = tuple(Bead((index,), (index,), 0.9) for index in range(len(sentences)))
    name = "speech.txt" if language is EN else f"speech.{language}.txt"
    return Bitext(
        segmented(list(zh), ZH, "speech.zh.txt"), segmented(list(other), language, name), beads
    )


class Bench(App[None]):
    """Shows one screen; `returned` has what it gave back."""

    CSS_PATH = [STYLES / "tifa.tcss", STYLES / "documents.tcss"]  # noqa: RUF012

    def __init__(
        self,
        make: Callable[[Access], Screen[Any]],
        open_glossary: Callable[[], Glossary],
        encoder: Callable[[], Encoder],
        ranked: Ranked = unranked,
        files: Files = ANYWHERE,
        views: Views | None = None,
    ) -> None:
        super().__init__()
        self.store = StoreThread(open_glossary)
        self.access = Access(
            open_glossary, self.store, "Ana", encoder, ranked, files, views or Views()
        )
        self._make = make
        self.returned: list[object] = []

    def on_mount(self) -> None:
        self.push_screen(self._make(self.access), self.returned.append)

    def on_unmount(self) -> None:
        self.store.close()

    def action_help(self) -> None:
        pass


class Reading(Driven[Bench]):
    """A screen about documents at work."""

    def styled(self, name: str) -> list[str]:
        """The parts of the screen that are drawn underlined, bold, reverse…"""
        return [
            part.text
            for strip in self.app.screen._compositor.render_strips()
            for part in strip
            if part.style and getattr(part.style, name)
        ]


@asynccontextmanager
async def running(
    make: Callable[[Access], Screen[Any]],
    open_glossary: Callable[[], Glossary],
    *,
    size: tuple[int, int] = (120, 36),
    encoder: Callable[[], Encoder] = shipped_encoder,
    ranked: Ranked = unranked,
    files: Files = ANYWHERE,
    views: Views | None = None,
) -> AsyncIterator[Reading]:
    """Run one screen."""
    app = Bench(make, open_glossary, encoder, ranked, files, views)
    async with app.run_test(size=size, notifications=True) as pilot:
        reading = Reading(pilot, app)
        await reading.settle()
        yield reading
