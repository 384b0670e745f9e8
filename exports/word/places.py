"""From characters of a text that was read from a Word document to where they stand in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from align.errors import InputError
from align.formats.word import Word
from align.formats.word.blocks import Block, Spot, Stretch, followed, moved
from align.model import SegmentedDocument
from align.text import called, clean


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a comment stands.

    Attributes:
        first, last: the first and the last character that it is about.
        note: the kind and id of the note in which these stand, as a comment cannot: it stands at
            the mark of the note instead, and `first` and `last` say nothing. "" for none.
    """

    first: Spot = (0, 0)
    last: Spot = (0, 0)
    note: str = ""


class Located:
    """Finds the characters of a text in the Word document that it was read from.

    Args:
        text: the whole document, or one side of its tables.

    Raises:
        InputError: the document does not say what the text does.
    """

    def __init__(self, word: Word, text: SegmentedDocument) -> None:
        source = text.document.source
        self._starts: list[int] = []
        self._blocks: list[Block] = []
        if any(segment.name for segment in text.segments):
            rows = _rows(word)
            self._starts = [segment.start for segment in text.segments]
            self._blocks = [
                _in_cell(rows.get(segment.name, {}), segment.text) for segment in text.segments
            ]
            return
        blocks = [block for block in word.blocks if block.text]
        if clean("\n\n".join(block.text for block in blocks))[0] != text.document.text:
            raise InputError(f"{called(source)}: was changed meanwhile", "do it again")
        start = 0
        for block in blocks:
            self._starts.append(start)
            self._blocks.append(block)
            start += len(block.text) + len("\n\n")

    def anchor(self, start: int, end: int) -> Anchor | None:
        """Where these characters stand; None where no text of the document does.

        What has no place of its own, as a formula, is at the text before it in its paragraph, or
        else at the text behind it.
        """
        first = max(bisect_right(self._starts, start) - 1, 0)
        found: list[Spot] = []
        for number in range(first, len(self._blocks)):
            at = self._starts[number]
            if at >= max(end, start + 1):
                break
            block = self._blocks[number]
            if block.note:
                return Anchor(note=block.note)
            found += _between(block.stretches, start - at, max(end, start + 1) - at)
        if not found:
            found = _nearest(self._blocks[first].stretches, start - self._starts[first])
        return Anchor(found[0], found[-1]) if found else None


def _between(stretches: Sequence[Stretch], start: int, end: int) -> Iterator[Spot]:
    """The first and the last characters of stretches that stand between two places."""
    for each in stretches:
        first, last = max(start, each.start), min(end, each.end) - 1
        if first <= last:
            element, offset = each.spot
            yield element, offset + first - each.start
            yield element, offset + last - each.start


def _nearest(stretches: Sequence[Stretch], start: int) -> list[Spot]:
    if not stretches:
        return []
    each = next((one for one in reversed(stretches) if one.start <= start), stretches[0])
    element, offset = each.spot
    return [(element, min(max(start, each.start), each.end - 1) - each.start + offset)]


#: The blocks of each cell of a row, by its column.
_Row = dict[int, list[Block]]


def _rows(word: Word) -> dict[str, _Row]:
    """The rows of the tables by the names that `align.bitexts.word` gives them."""
    tables: dict[int, dict[int, _Row]] = {}
    for block in word.blocks:
        if block.cell is not None:
            row = tables.setdefault(block.cell.table, {}).setdefault(block.cell.row, {})
            row.setdefault(block.cell.column, []).extend([block] if block.text else ())
    several = len(tables) > 1
    return {
        f"table {table}, row {row + 1}" if several else f"row {row + 1}": cells
        for table, rows in enumerate(tables.values(), 1)
        for row, cells in rows.items()
    }


def _in_cell(row: _Row, text: str) -> Block:
    """A text with the places of its characters in the cell of a row that says it."""
    for blocks in row.values():
        raw = "\n".join(block.text for block in blocks)
        places = followed(raw, text)
        if _says(raw, text, places):
            stretches, start = [], 0
            for block in blocks:
                stretches += [
                    Stretch(start + each.start, start + each.end, each.spot)
                    for each in block.stretches
                ]
                start += len(block.text) + 1
            return Block(text, None, tuple(moved(stretches, places)))
    return Block(text)


def _says(raw: str, text: str, places: Sequence[int]) -> bool:
    """Whether a text is that of a cell, but for hyphens where its lines ended."""
    left = len("".join(raw.split())) - len("".join(text.split()))
    found = all(
        place >= 0 or character.isspace() for place, character in zip(places, text, strict=True)
    )
    return found and left <= raw.count("-")
