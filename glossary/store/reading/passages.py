"""Evidence opened in its place: the sentences of a document around a context of a concept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from sqlalchemy import Connection

from align.errors import GlossaryError
from align.model import SegmentedDocument
from glossary.model import Concept, Context, Side, StoredDocument
from glossary.model.attested import Attested
from glossary.model.windows import CUT, LONGEST
from glossary.store.database import schema
from glossary.store.database.damage import note
from glossary.store.database.rows import concept_with, of_concepts
from glossary.store.documents.places import squashed, squashed_context
from glossary.store.documents.records import document_with
from glossary.store.documents.texts import Alignment, alignments_of
from glossary.store.glossary import Glossary
from glossary.store.reading.attesting import attested
from glossary.store.reading.deciding import decisions
from glossary.store.reading.documents import gap, require_within, segmented
from glossary.store.reading.ladder import Ladder, ladders
from glossary.store.reading.usage import Usage, usages
from glossary.store.searching.names import concepts_named

Segments = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PassageLine:
    """A bead around the evidence, or a sentence where the document is not aligned.

    Attributes:
        sides: what it says in each language, the original first; the terms of the concept are
            marked where it is the place itself.
        is_evidence: whether it is the place itself.
        score: the probability that the bead is right; None where it is no bead.
        who: the person who made the bead, or "".
    """

    sides: tuple[Side, ...]
    is_evidence: bool = False
    score: float | None = None
    who: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A context with what stands around it in its document.

    Attributes:
        document: where it was found.
        translation: the document aligned with it, or None.
        start, end: the characters of the evidence within the document's text.
        lines: in reading order; those of the evidence among them.
    """

    context: Context
    document: StoredDocument
    translation: StoredDocument | None
    start: int
    end: int
    lines: tuple[PassageLine, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """A concept, the documents that use it, what is said for its renderings, these by rank where
    they differ between issuers, and its contexts, each in its place; see `passages`."""

    concept: Concept
    usages: tuple[Usage, ...]
    renderings: tuple[Attested, ...]
    ladders: tuple[Ladder, ...]
    passages: tuple[Passage, ...]


def opened(
    glossary: Glossary, name: str, *, around: int = 2, limit: int | None = None
) -> list[Opened]:
    """The concepts that a term or id names, with their evidence as `passages` gives it."""
    with glossary.reading() as connection:
        (found,) = concepts_named(connection, [name])
        return [_with_evidence(connection, concept, around, limit) for concept in found.concepts]


def _with_evidence(
    connection: Connection, concept: Concept, around: int, limit: int | None
) -> Opened:
    used, decided = usages(connection, concept.id), decisions(connection, concept.id)
    return Opened(
        concept,
        used,
        attested(concept, used, decided),
        ladders(concept, used, decided),
        tuple(_passages(connection, concept, around, limit)),
    )


def renderings_of(glossary: Glossary, concept: Concept) -> tuple[Attested, ...]:
    """What documents and people say for each rendering of a stored concept."""
    with glossary.reading() as connection:
        used, decided = usages(connection, concept.id), decisions(connection, concept.id)
        return attested(concept, used, decided)


def passages(
    glossary: Glossary, concept_id: str, *, around: int = 2, limit: int | None = None
) -> list[Passage]:
    """Open the contexts of a concept, in their order.

    A context whose document is not stored, or does not hold it, is left out.

    Args:
        around: how many beads or sentences to show before and after.
        limit: open no more contexts than that.

    Raises:
        NotFoundError: there is no such concept.
    """
    with glossary.reading() as connection:
        concept = concept_with(connection, concept_id)
        return list(_passages(connection, concept, around, limit))


def _passages(
    connection: Connection, concept: Concept, around: int, limit: int | None
) -> Iterator[Passage]:
    rows = of_concepts(connection, schema.context, [concept.id])
    pointers = list(zip(concept.contexts, (row.document_id for row in rows), strict=True))
    texts = _Texts(connection)
    yield from islice(_found(connection, pointers, around, texts), limit)


def _found(
    connection: Connection,
    pointers: Sequence[tuple[Context, int | None]],
    around: int,
    texts: _Texts,
) -> Iterator[Passage]:
    for context, number in pointers:
        if number is None:
            continue
        try:
            passage = _opened(context, number, around, texts)
        except GlossaryError as error:  # what is damaged of one document costs no other
            note(connection, error.what)
            continue
        if passage is not None:
            yield passage


class _Texts:
    """Texts and alignments, read when they are first needed."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._texts: dict[int, SegmentedDocument] = {}
        self._records: dict[int, StoredDocument] = {}
        self._alignments: dict[int, list[Alignment]] = {}

    def text(self, number: int) -> SegmentedDocument:
        """The document with its segments; one that was stored without has its lines for them."""
        if number not in self._texts:
            self._texts[number] = segmented(self._connection, number)
        return self._texts[number]

    def record(self, number: int) -> StoredDocument:
        if number not in self._records:
            self._records[number] = document_with(self._connection, number)
        return self._records[number]

    def alignments(self, number: int) -> list[Alignment]:
        """The alignments with documents that are in use."""
        if number not in self._alignments:
            self._alignments[number] = [
                each
                for each in alignments_of(self._connection, number)
                if self.record(each.other(number)).withdrawn is None
            ]
        return self._alignments[number]


def _opened(context: Context, number: int, around: int, texts: _Texts) -> Passage | None:
    own = texts.text(number)
    segments = _segments(context, own)
    if not segments:
        return None
    alignment = _alignment(context, number, segments, texts)
    lines = (
        _sentences(own, segments, around)
        if alignment is None
        else _beads(alignment, number, segments, around, texts)
    )
    return Passage(
        context=context,
        document=texts.record(number),
        translation=None if alignment is None else texts.record(alignment.other(number)),
        start=own.segments[segments[0]].start,
        end=own.segments[segments[-1]].end,
        lines=tuple(_marked(line, context) for line in lines),
    )


def _segments(context: Context, text: SegmentedDocument) -> Segments:
    """The segments of the document that hold its side of a context; none where it does not.

    Where the document was segmented anew since, they are found by what they say.
    """
    side = context.side(text.language)
    if side is None:
        return ()
    said = squashed_context(side.text)
    is_there = side.segments and side.segments[-1] < len(text.segments)
    if is_there and _says(_joined(text, side.segments), side.text):
        return side.segments
    parts = [squashed(segment.reading.text) for segment in text.segments]
    start = "".join(parts).find(said)
    if not said or start < 0:
        return ()
    found, reached = [], 0
    for index, part in enumerate(parts):
        if reached < start + len(said) and reached + len(part) > start:
            found.append(index)
        reached += len(part)
    return tuple(found)


def _says(whole: str, said: str) -> bool:
    """Whether one side of a context is this text, or was cut from it."""
    text = squashed(whole)
    return text == squashed(said) or (len(text) > LONGEST and squashed_context(said) in text)


def _joined(text: SegmentedDocument, segments: Segments) -> str:
    require_within(text, segments)
    return gap(text.language).join(text.segments[index].reading.text for index in segments)


def _alignment(
    context: Context, number: int, segments: Segments, texts: _Texts
) -> Alignment | None:
    """The alignment that the context was taken from: the one whose other side says the same."""
    known = texts.alignments(number)
    for alignment in known:
        language = texts.text(alignment.other(number)).language
        said = context.text(language)
        lines = _beads(alignment, number, segments, 0, texts)
        sides = (side for line in lines for side in line.sides if side.language is language)
        if said and _says("".join(side.text for side in sides), said):
            return alignment
    return known[0] if known else None


def _beads(
    alignment: Alignment, number: int, segments: Segments, around: int, texts: _Texts
) -> list[PassageLine]:
    both = texts.text(alignment.original), texts.text(alignment.translation)
    wanted = set(segments)
    is_original = alignment.original == number
    hits = [
        place
        for place, each in enumerate(alignment.beads)
        if wanted & set(each.bead.source if is_original else each.bead.target)
    ]
    if not hits:
        return []
    first, last = max(0, hits[0] - around), hits[-1] + around
    return [
        PassageLine(
            tuple(
                Side(text.language, said, segments=own)
                for text, own in zip(both, (each.bead.source, each.bead.target), strict=True)
                if (said := _joined(text, own))
            ),
            is_evidence=place in hits,
            score=each.bead.score,
            who=each.who,
        )
        for place, each in enumerate(alignment.beads[first : last + 1], start=first)
    ]


def _sentences(text: SegmentedDocument, segments: Segments, around: int) -> list[PassageLine]:
    first, last = max(0, segments[0] - around), segments[-1] + around
    return [
        PassageLine(
            (Side(text.language, segment.reading.text, segments=(index,)),),
            is_evidence=index in segments,
        )
        for index, segment in enumerate(text.segments[first : last + 1], start=first)
    ]


def _marked(line: PassageLine, context: Context) -> PassageLine:
    """The line with the terms marked, where it says what the context says."""
    if not line.is_evidence:
        return line
    sides = (
        replace(side, spans=_moved(marked, side.text))
        if (marked := context.side(side.language))
        else side
        for side in line.sides
    )
    return replace(line, sides=tuple(sides))


def _moved(side: Side, line: str) -> tuple[tuple[int, int], ...]:
    """Places in one side of a context as places in the line that it was cut from."""
    if side.text == line:
        return side.spans
    said = side.text.strip(CUT)
    at = line.find(said)
    by = at - (len(side.text) - len(side.text.lstrip(CUT)))
    return tuple((start + by, end + by) for start, end in side.spans) if said and at >= 0 else ()
