"""The segments of stored documents and the beads between them.

A document has one segmentation, by offsets into its text, and two documents have one alignment. A
bead that a person has made stays: neither another run of the program nor another segmentation takes
its place. What is replaced goes into the history of the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select

from align.errors import GlossaryError, NotFoundError
from align.model import Bead, Bitext, Document, Language, Segment, SegmentedDocument
from align.normalise import Habits
from align.text import storable
from glossary.store.database import schema
from glossary.store.database.damage import REMEDY, columns_of
from glossary.store.database.faults import translating_damage
from glossary.store.documents.records import digest, note, number_of
from glossary.store.searching import sentences
from glossary.store.writing.concepts import Attribution

Text = Document | SegmentedDocument | Bitext
_ALIGNMENT, _BEAD, _STEPS = map(columns_of, (schema.alignment, schema.bead, schema.segmentation))


@dataclass(frozen=True, slots=True)
class StoredBead:
    """A bead as it is stored.

    Attributes:
        bead: the segments of the original are its source, those of the translation its target.
        who: the person who made it, or "" for the program.
    """

    bead: Bead
    who: str = ""


@dataclass(frozen=True, slots=True)
class Alignment:
    """The beads between two stored documents, in reading order.

    Attributes:
        original, translation: the ids of the documents.
    """

    id: int
    original: int
    translation: int
    beads: tuple[StoredBead, ...]

    @property
    def is_corrected(self) -> bool:
        """Whether a person has made any of the beads."""
        return any(each.who for each in self.beads)

    def other(self, document: int) -> int:
        """The id of the document on the other side."""
        return self.translation if document == self.original else self.original


def documents_in(texts: Iterable[Text]) -> list[Document]:
    """The documents of texts, both sides of bitexts among them."""
    found: list[Document] = []
    for text in texts:
        if isinstance(text, Bitext):
            found += (text.source.document, text.target.document)
        else:
            found.append(text.document if isinstance(text, SegmentedDocument) else text)
    return found


def are_stored(connection: Connection, text: Text) -> bool:
    """Whether all documents of a text are stored, those that were withdrawn among them."""
    plain = (replace(each, text=storable(each.text)) for each in documents_in([text]))
    return all(number_of(connection, digest(each)) is not None for each in plain)


def originals_in(texts: Iterable[Text]) -> dict[int, int]:
    """By the place of a translation in `documents_in` that of its original."""
    found: dict[int, int] = {}
    place = 0
    for text in texts:
        if isinstance(text, Bitext):
            found[place + (not text.is_turned)] = place + text.is_turned
        place += 1 + isinstance(text, Bitext)
    return found


def keep_texts(
    connection: Connection, texts: Iterable[Text], numbers: Sequence[int], attribution: Attribution
) -> None:
    """Store segments and beads of texts.

    Args:
        numbers: the ids of their documents, in the order of `documents_in`.
    """
    rest = iter(numbers)
    for text in texts:
        number = next(rest)
        if isinstance(text, SegmentedDocument):
            _keep_segments(connection, number, text, attribution)
        elif isinstance(text, Bitext):
            _keep_bitext(connection, text, (number, next(rest)), attribution)


def _keep_bitext(
    connection: Connection, text: Bitext, numbers: tuple[int, int], attribution: Attribution
) -> None:
    original, translation = reversed(numbers) if text.is_turned else numbers
    text = text.from_original()
    kept = [
        _keep_segments(connection, number, side, attribution)
        for number, side in ((original, text.source), (translation, text.target))
    ]
    if all(kept):
        beads = [StoredBead(bead) for bead in text.beads]
        _keep_beads(connection, (original, translation), beads, attribution)


def _keep_segments(
    connection: Connection, number: int, text: SegmentedDocument, attribution: Attribution
) -> bool:
    """Store where the segments of a document stand; returned is whether they are the stored ones.

    Where a person has corrected beads of the document, its segments stay what they were.
    """
    table = schema.segmentation
    steps, old = _packed(text.segments), steps_of(connection, number)
    if old == steps:
        return True
    if old is not None:
        alignments = alignments_of(connection, number)
        if any(each.is_corrected for each in alignments):
            return False
        gone = [_as_json(each) for each in alignments]
        connection.execute(
            delete(schema.alignment).where(schema.alignment.c.id.in_([a.id for a in alignments]))
        )
        connection.execute(delete(table).where(table.c.document_id == number))
        note(
            connection,
            number,
            Attribution(attribution.who, "segment", attribution.why),
            {"steps": old, "alignments": gone},
            {"steps": steps, "alignments": []},
        )
    connection.execute(insert(table), {"document_id": number, "steps": steps})
    sentences.keep(connection, number, text.language, text.segments)
    return True


def steps_of(connection: Connection, number: int) -> list[int] | None:
    """Where the segments of a document stand, as `_packed` says it; None where none are stored."""
    table = schema.segmentation
    row = connection.execute(select(table).where(table.c.document_id == number)).first()
    if row is None:
        return None
    fault = _STEPS.fault(row)
    if fault is not None:
        raise GlossaryError(f"the segments of the document {number} are damaged: {fault}", REMEDY)
    steps: list[int] = row.steps
    return steps


def _packed(segments: Sequence[Segment]) -> list[int]:
    """For each segment how far it begins after the end of the one before, and how long it is."""
    steps: list[int] = []
    end = 0
    for segment in segments:
        steps += (segment.start - end, segment.end - segment.start)
        end = segment.end
    return steps


def _unpacked(steps: Sequence[int], text: str) -> tuple[Segment, ...]:
    habits = Habits.of(text)
    segments, end = [], 0
    for gap, length in zip(steps[::2], steps[1::2], strict=True):
        start = end + gap
        end = start + length
        if gap < 0 or length < 0 or end > len(text):
            raise ValueError(f"a segment from {start} to {end} of {len(text)} characters")
        segments.append(Segment(start, end, text[start:end], habits))
    return tuple(segments)


def _keep_beads(
    connection: Connection,
    sides: tuple[int, int],
    beads: Sequence[StoredBead],
    attribution: Attribution,
) -> None:
    """Store the beads of two documents, unless a person has corrected those that are there."""
    old = alignment_of(connection, *sides)
    if old is None:
        values = {"original_id": sides[0], "translation_id": sides[1]}
        made = insert(schema.alignment).returning(schema.alignment.c.id)
        _insert_beads(connection, connection.execute(made, values).scalar_one(), beads)
    elif not old.is_corrected and places_of(old.beads) != places_of(beads):
        replace_beads(connection, old, beads, attribution)


def places_of(beads: Iterable[StoredBead]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The segments of beads, those of the original first."""
    return [(each.bead.source, each.bead.target) for each in beads]


def replace_beads(
    connection: Connection, old: Alignment, beads: Sequence[StoredBead], attribution: Attribution
) -> Alignment:
    """Store beads in the place of others, which go into the history of the original."""
    new = Alignment(old.id, old.original, old.translation, tuple(beads))
    connection.execute(delete(schema.bead).where(schema.bead.c.alignment_id == old.id))
    _insert_beads(connection, old.id, beads)
    kept = set(old.beads) & set(new.beads)
    before, after = (
        replace(each, beads=tuple(bead for bead in each.beads if bead not in kept))
        for each in (old, new)
    )
    attribution = Attribution(attribution.who, "align", attribution.why)
    note(connection, old.original, attribution, _as_json(before), _as_json(after))
    return new


def _insert_beads(connection: Connection, number: int, beads: Iterable[StoredBead]) -> None:
    rows = [
        {
            "alignment_id": number,
            "position": position,
            "original": list(each.bead.source),
            "translation": list(each.bead.target),
            "score": each.bead.score,
            "who": each.who,
        }
        for position, each in enumerate(beads)
    ]
    if rows:
        connection.execute(insert(schema.bead), rows)


def _as_json(alignment: Alignment) -> dict[str, Any]:
    return {
        "original": alignment.original,
        "translation": alignment.translation,
        "beads": [
            [list(each.bead.source), list(each.bead.target), each.bead.score, each.who]
            for each in alignment.beads
        ],
    }


@translating_damage("the text of a document")
def text_of(connection: Connection, number: int) -> SegmentedDocument:
    """The document with this id and its segments, which are none where none were stored.

    Raises:
        NotFoundError: there is no such document.
    """
    table, cut = schema.document, schema.segmentation
    row = connection.execute(
        select(table.c.text, table.c.source, table.c.language, table.c.title, cut.c.steps)
        .outerjoin(cut, cut.c.document_id == table.c.id)
        .where(table.c.id == number)
    ).first()
    if row is None:
        raise NotFoundError(f"no document has the number {number}", "see: tifa documents --all")
    document = Document(row.text, row.source, Language(row.language), row.title)
    return SegmentedDocument(document, _unpacked(row.steps or (), row.text))


def alignments_of(connection: Connection, number: int) -> list[Alignment]:
    """The alignments of a document with others, first made first."""
    table = schema.alignment
    return _alignments(
        connection, or_(table.c.original_id == number, table.c.translation_id == number)
    )


def partners_of(connection: Connection) -> dict[int, list[int]]:
    """The documents that each document is aligned with, by their ids."""
    table = schema.alignment
    found: dict[int, list[int]] = {}
    pairs = select(table.c.original_id, table.c.translation_id).order_by(table.c.id)
    for original, translation in connection.execute(pairs):
        found.setdefault(original, []).append(translation)
        found.setdefault(translation, []).append(original)
    return found


def alignment_of(connection: Connection, original: int, translation: int) -> Alignment | None:
    """The alignment of a document with a translation of it; None where there is none."""
    table = schema.alignment
    pair = (table.c.original_id == original) & (table.c.translation_id == translation)
    found = _alignments(connection, pair)
    return found[0] if found else None


def _alignments(connection: Connection, which: Any) -> list[Alignment]:
    table, bead = schema.alignment, schema.bead
    found = []
    for row in connection.execute(select(table).where(which).order_by(table.c.id)).all():
        query = select(bead).where(bead.c.alignment_id == row.id).order_by(bead.c.position)
        rows = connection.execute(query).all()
        fault = next(filter(None, (_ALIGNMENT.fault(row), *map(_BEAD.fault, rows))), None)
        if fault is not None:
            documents = f"the documents {row.original_id} and {row.translation_id}"
            raise GlossaryError(f"the alignment of {documents} is damaged: {fault}", REMEDY)
        beads = (
            StoredBead(Bead(tuple(each.original), tuple(each.translation), each.score), each.who)
            for each in rows
        )
        found.append(Alignment(row.id, row.original_id, row.translation_id, tuple(beads)))
    return found


def stored_beads(
    connection: Connection,
    source: SegmentedDocument,
    target: SegmentedDocument,
    *,
    corrected: bool,
) -> tuple[Bead, ...] | None:
    """The beads of two texts as they are stored; None where none are.

    The texts must have the segments that are stored; those of the source come first.

    Args:
        corrected: only where people have corrected them.
    """
    ids = []
    for text in (source, target):
        own = replace(text.document, text=storable(text.document.text))
        number = number_of(connection, digest(own))
        if number is None or (steps_of(connection, number) or []) != _packed(text.segments):
            return None
        ids.append(number)
    first, second = ids
    alignment = alignment_of(connection, first, second) or alignment_of(connection, second, first)
    if alignment is None or (corrected and not alignment.is_corrected):
        return None
    beads = (each.bead for each in alignment.beads)
    if alignment.original == first:
        return tuple(beads)
    return tuple(Bead(bead.target, bead.source, bead.score) for bead in beads)
