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
from glossary.store.writing.concepts import Attribution

Text = Document | SegmentedDocument | Bitext
_ALIGNMENT, _BEAD, _STEPS = map(columns_of, (schema.alignment, schema.bead, schema.segmentation))


@dataclass(frozen=True, slots=True)
class StoredBead:
    """A bead as it is stored.

    Attributes:
        bead: the Chinese segments are its source, the English ones its target.
        who: the person who made it, or "" for the program.
    """

    bead: Bead
    who: str = ""


@dataclass(frozen=True, slots=True)
class Alignment:
    """The beads between two stored documents, in reading order.

    Attributes:
        zh, en: the ids of the documents.
    """

    id: int
    zh: int
    en: int
    beads: tuple[StoredBead, ...]

    @property
    def is_corrected(self) -> bool:
        """Whether a person has made any of the beads."""
        return any(each.who for each in self.beads)

    def other(self, document: int) -> int:
        """The id of the document on the other side."""
        return self.en if document == self.zh else self.zh


def documents_in(texts: Iterable[Text]) -> list[Document]:
    """The documents of texts, both sides of bitexts among them."""
    found: list[Document] = []
    for text in texts:
        if isinstance(text, Bitext):
            found += (text.source.document, text.target.document)
        else:
            found.append(text.document if isinstance(text, SegmentedDocument) else text)
    return found


def originals_in(texts: Iterable[Text]) -> dict[int, int]:
    """By the place of a translation in `documents_in` that of its original, which is Chinese."""
    found: dict[int, int] = {}
    place = 0
    for text in texts:
        if isinstance(text, Bitext):
            is_first = text.source.language is Language.ZH
            found[place + is_first] = place + (not is_first)
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
            _keep_segments(connection, number, text.segments, attribution)
        elif isinstance(text, Bitext):
            _keep_bitext(connection, text, (number, next(rest)), attribution)


def _keep_bitext(
    connection: Connection, text: Bitext, numbers: tuple[int, int], attribution: Attribution
) -> None:
    sides = {text.source.language: numbers[0], text.target.language: numbers[1]}
    kept = [
        _keep_segments(connection, sides[language], text.side(language).segments, attribution)
        for language in Language
    ]
    if all(kept):
        beads = [
            StoredBead(Bead(*pair, bead.score))
            for pair, bead in zip(text.pairs(), text.beads, strict=True)
        ]
        _keep_beads(connection, (sides[Language.ZH], sides[Language.EN]), beads, attribution)


def _keep_segments(
    connection: Connection, number: int, segments: Sequence[Segment], attribution: Attribution
) -> bool:
    """Store where the segments of a document stand; returned is whether they are the stored ones.

    Where a person has corrected beads of the document, its segments stay what they were.
    """
    table = schema.segmentation
    steps, old = _packed(segments), steps_of(connection, number)
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
        values = {"zh_id": sides[0], "en_id": sides[1]}
        made = insert(schema.alignment).returning(schema.alignment.c.id)
        _insert_beads(connection, connection.execute(made, values).scalar_one(), beads)
    elif not old.is_corrected and places_of(old.beads) != places_of(beads):
        replace_beads(connection, old, beads, attribution)


def places_of(beads: Iterable[StoredBead]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The segments of beads, Chinese ones first."""
    return [(each.bead.source, each.bead.target) for each in beads]


def replace_beads(
    connection: Connection, old: Alignment, beads: Sequence[StoredBead], attribution: Attribution
) -> Alignment:
    """Store beads in the place of others, which go into the history of the Chinese document."""
    new = Alignment(old.id, old.zh, old.en, tuple(beads))
    connection.execute(delete(schema.bead).where(schema.bead.c.alignment_id == old.id))
    _insert_beads(connection, old.id, beads)
    kept = set(old.beads) & set(new.beads)
    before, after = (
        replace(each, beads=tuple(bead for bead in each.beads if bead not in kept))
        for each in (old, new)
    )
    attribution = Attribution(attribution.who, "align", attribution.why)
    note(connection, old.zh, attribution, _as_json(before), _as_json(after))
    return new


def _insert_beads(connection: Connection, number: int, beads: Iterable[StoredBead]) -> None:
    rows = [
        {
            "alignment_id": number,
            "position": position,
            "zh": list(each.bead.source),
            "en": list(each.bead.target),
            "score": each.bead.score,
            "who": each.who,
        }
        for position, each in enumerate(beads)
    ]
    if rows:
        connection.execute(insert(schema.bead), rows)


def _as_json(alignment: Alignment) -> dict[str, Any]:
    return {
        "zh": alignment.zh,
        "en": alignment.en,
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
    return _alignments(connection, or_(table.c.zh_id == number, table.c.en_id == number))


def partners_of(connection: Connection) -> dict[int, list[int]]:
    """The documents that each document is aligned with, by their ids."""
    table = schema.alignment
    found: dict[int, list[int]] = {}
    for row in connection.execute(select(table.c.zh_id, table.c.en_id).order_by(table.c.id)):
        found.setdefault(row.zh_id, []).append(row.en_id)
        found.setdefault(row.en_id, []).append(row.zh_id)
    return found


def alignment_of(connection: Connection, zh: int, en: int) -> Alignment | None:
    """The alignment of two documents; None where there is none."""
    table = schema.alignment
    found = _alignments(connection, (table.c.zh_id == zh) & (table.c.en_id == en))
    return found[0] if found else None


def _alignments(connection: Connection, which: Any) -> list[Alignment]:
    table, bead = schema.alignment, schema.bead
    found = []
    for row in connection.execute(select(table).where(which).order_by(table.c.id)).all():
        query = select(bead).where(bead.c.alignment_id == row.id).order_by(bead.c.position)
        rows = connection.execute(query).all()
        fault = next(filter(None, (_ALIGNMENT.fault(row), *map(_BEAD.fault, rows))), None)
        if fault is not None:
            documents = f"the documents {row.zh_id} and {row.en_id}"
            raise GlossaryError(f"the alignment of {documents} is damaged: {fault}", REMEDY)
        beads = (
            StoredBead(Bead(tuple(each.zh), tuple(each.en), each.score), each.who) for each in rows
        )
        found.append(Alignment(row.id, row.zh_id, row.en_id, tuple(beads)))
    return found


def corrected_beads(
    connection: Connection, source: SegmentedDocument, target: SegmentedDocument
) -> tuple[Bead, ...] | None:
    """The beads of two texts where people have corrected them; None where nobody has.

    The texts must have the segments that are stored; those of the source come first.
    """
    ids = {}
    for text in (source, target):
        own = replace(text.document, text=storable(text.document.text))
        number = number_of(connection, digest(own))
        if number is None or (steps_of(connection, number) or []) != _packed(text.segments):
            return None
        ids[text.language] = number
    alignment = alignment_of(connection, ids[Language.ZH], ids[Language.EN])
    if alignment is None or not alignment.is_corrected:
        return None
    beads = (each.bead for each in alignment.beads)
    if source.language is Language.ZH:
        return tuple(beads)
    return tuple(Bead(bead.target, bead.source, bead.score) for bead in beads)
