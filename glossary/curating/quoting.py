"""Definitions that a person took from the evidence: what stands there verbatim keeps its source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from align.model import Language
from glossary.model import Concept, Context, Definition, Origin
from glossary.model.searchable import Indexed, indexed
from glossary.model.windows import CUT

#: Characters from which a text that stands in a context is taken for a quotation of it.
_SHORTEST, _SHORTEST_DENSE = 20, 6


@dataclass(frozen=True, slots=True)
class Sentence:
    """One side of a context, as a definition could be taken from it."""

    language: Language
    text: str
    source: str
    segment: int | None


def sentences(concept: Concept) -> Iterator[Sentence]:
    """Both sides of every context, in their order; each text once."""
    seen = set()
    for context in concept.contexts:
        for side in _sides(context):
            if side.text not in seen:
                seen.add(side.text)
                yield side


def quoted(text: str, concept: Concept) -> Definition | None:
    """The definition that a text is where it stands verbatim in the evidence of a concept.

    Returns:
        One with the source of what it was taken from; None for a text that is nobody's but the
        writer's, and for one that is too short to tell.
    """
    for definition in concept.definitions:
        if text == definition.text:
            return definition
        if _is_part(text, definition.text, definition.language):
            # Its place within the segment moves with what was cut off before it.
            at = definition.text.index(text)
            start = None if definition.start is None else definition.start + at
            end = None if start is None else start + len(text)
            return replace(definition, text=text, start=start, end=end, members=())
    for side in sentences(concept):
        if _is_part(text, side.text, side.language):
            return Definition(side.language, text, side.source, side.segment, origin=Origin.CONTEXT)
    return None


def _is_part(text: str, whole: str, language: Language) -> bool:
    shortest = _SHORTEST_DENSE if indexed(language) is Indexed.DENSE else _SHORTEST
    return len(text) >= shortest and text in whole


def _sides(context: Context) -> Iterator[Sentence]:
    for side in context.sides:
        only = side.segments[0] if len(side.segments) == 1 else None
        yield Sentence(side.language, side.text.strip(CUT), context.source, only)
