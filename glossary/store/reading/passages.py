"""Evidence opened in its place: the sentences of a document around a context of a concept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from sqlalchemy import Connection

from align.errors import GlossaryError
from align.model import Language, SegmentedDocument
from glossary.model import Concept, Context, StoredDocument
from glossary.model.windows import CUT, LONGEST
from glossary.store.database import schema
from glossary.store.database.damage import note
from glossary.store.database.rows import concept_with, of_concepts
from glossary.store.documents.places import squashed, squashed_context
from glossary.store.documents.records import document_with
from glossary.store.documents.texts import Alignment, alignments_of
from glossary.store.glossary import Glossary
from glossary.store.reading.documents import require_within, segmented
from glossary.store.reading.usage import Usage, usages
from glossary.store.searching.names import concepts_named

Segments = tuple[int, ...]
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A bead around the evidence, or a sentence where the document is not aligned.

    Attributes:
        zh, en: the text on each side, or None.
        zh_segments, en_segments: the indices of its segments.
        is_evidence: whether it is the place itself.
        zh_spans, en_spans: there, where the terms of the concept stand.
        score: the probability that the bead is right; None where it is no bead.
        who: the person who made the bead, or "".
    """

    zh: str | None
    en: str | None
    zh_segments: Segments = ()
    en_segments: Segments = ()
    is_evidence: bool = False
    zh_spans: Spans = ()
    en_spans: Spans = ()
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
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """A concept, the documents that use it, and its contexts, each in its place; see `passages`."""

    concept: Concept
    usages: tuple[Usage, ...]
    passages: tuple[Passage, ...]


def opened(
    glossary: Glossary, name: str, *, around: int = 2, limit: int | None = None
) -> list[Opened]:
    """The concepts that a term or id names, with their evidence as `passages` gives it."""
    with glossary.reading() as connection:
        (found,) = concepts_named(connection, [name])
        return [
            Opened(
                concept,
                usages(connection, concept.id),
                tuple(_passages(connection, concept, around, limit)),
            )
            for concept in found.concepts
        ]


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
    said = squashed_context(getattr(context, text.language.value))
    given: Segments = getattr(context, f"{text.language.value}_segments")
    is_there = given and given[-1] < len(text.segments)
    if is_there and _says(_joined(text, given), getattr(context, text.language.value)):
        return given
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


def _says(whole: str | None, said: str | None) -> bool:
    """Whether one side of a context is this text, or was cut from it."""
    text = squashed(whole or "")
    return text == squashed(said or "") or (len(text) > LONGEST and squashed_context(said) in text)


def _joined(text: SegmentedDocument, segments: Segments) -> str | None:
    require_within(text, segments)
    gap = "" if text.language is Language.ZH else " "
    return gap.join(text.segments[index].reading.text for index in segments) or None


def _alignment(
    context: Context, number: int, segments: Segments, texts: _Texts
) -> Alignment | None:
    """The alignment that the context was taken from: the one whose other side says the same."""
    known = texts.alignments(number)
    other = texts.text(number).language.other.value
    said = getattr(context, other)
    for alignment in known:
        lines = _beads(alignment, number, segments, 0, texts)
        if said and _says("".join(getattr(line, other) or "" for line in lines), said):
            return alignment
    return known[0] if known else None


def _beads(
    alignment: Alignment, number: int, segments: Segments, around: int, texts: _Texts
) -> list[Line]:
    zh, en = texts.text(alignment.zh), texts.text(alignment.en)
    wanted = set(segments)
    is_zh = alignment.zh == number
    hits = [
        place
        for place, each in enumerate(alignment.beads)
        if wanted & set(each.bead.source if is_zh else each.bead.target)
    ]
    if not hits:
        return []
    first, last = max(0, hits[0] - around), hits[-1] + around
    return [
        Line(
            _joined(zh, each.bead.source),
            _joined(en, each.bead.target),
            each.bead.source,
            each.bead.target,
            is_evidence=place in hits,
            score=each.bead.score,
            who=each.who,
        )
        for place, each in enumerate(alignment.beads[first : last + 1], start=first)
    ]


def _sentences(text: SegmentedDocument, segments: Segments, around: int) -> list[Line]:
    first, last = max(0, segments[0] - around), segments[-1] + around
    is_zh = text.language is Language.ZH
    return [
        Line(
            zh=segment.reading.text if is_zh else None,
            en=None if is_zh else segment.reading.text,
            zh_segments=(index,) if is_zh else (),
            en_segments=() if is_zh else (index,),
            is_evidence=index in segments,
        )
        for index, segment in enumerate(text.segments[first : last + 1], start=first)
    ]


def _marked(line: Line, context: Context) -> Line:
    """The line with the terms marked, where it says what the context says."""
    if not line.is_evidence:
        return line
    return replace(
        line,
        zh_spans=_moved(context.zh_spans, context.zh, line.zh),
        en_spans=_moved(context.en_spans, context.en, line.en),
    )


def _moved(spans: Spans, said: str | None, line: str | None) -> Spans:
    """Places in one side of a context as places in the line that it was cut from."""
    if not said or not line:
        return ()
    if said == line:
        return spans
    at = line.find(said.strip(CUT))
    by = at - (len(said) - len(said.lstrip(CUT)))
    return tuple((start + by, end + by) for start, end in spans) if at >= 0 else ()
