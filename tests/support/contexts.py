"""Contexts of Chinese and English in one line, and what is marked in them."""

from __future__ import annotations

from align.model import Language
from glossary.model import Context, Side
from glossary.store.reading.passages import PassageLine

Spans = tuple[tuple[int, int], ...]
Segments = tuple[int, ...]


def context_of(
    zh: str | None,
    en: str | None,
    source: str,
    zh_spans: Spans = (),
    en_spans: Spans = (),
    zh_segments: Segments = (),
    en_segments: Segments = (),
) -> Context:
    """The context with these sides; None is none."""
    sides = (
        (Language.ZH, zh, zh_spans, zh_segments),
        (Language.EN, en, en_spans, en_segments),
    )
    return Context(
        tuple(
            Side(language, text, spans, segments)
            for language, text, spans, segments in sides
            if text is not None
        ),
        source,
    )


def marked(place: Context | PassageLine, language: Language) -> Spans:
    """Where terms stand in the text of a language."""
    return next((side.spans for side in place.sides if side.language is language), ())


def texts_of(line: PassageLine) -> tuple[str | None, str | None]:
    """The Chinese and the English of a line of a passage."""
    said = {side.language: side.text for side in line.sides}
    return said.get(Language.ZH), said.get(Language.EN)


def without(context: Context, language: Language) -> Context:
    """The context without one side."""
    kept = tuple(side for side in context.sides if side.language is not language)
    return Context(kept, context.source)
