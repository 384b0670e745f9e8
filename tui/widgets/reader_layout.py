"""Beads laid out in terminal lines: side by side where there is room, else one above the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rich.cells import cell_len
from textual.content import Content

from align.model import Language
from tui.bidi import has_right, in_cells, places, runs_right
from tui.cells import fit, literal
from tui.wrap import breaks

GUTTER = 2  # cells: the cursor, or the sign of a bead that a person made
BESIDE = 96  #: cells from which both languages stand side by side
BETWEEN = 3  # cells between the columns
CURSOR, CORRECTED = "▸", "✎"
#: Shares of the room: an alphabet takes more than the characters that it translates.
_DENSE, _ALPHABETIC = 9, 11

Styled = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Part:
    """What a bead says in one language, and how parts of it are drawn."""

    language: Language
    text: str
    styles: Sequence[Styled] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a side on one line: where it stands on the screen and in the side's text.

    Attributes:
        order: its characters from left to right, by their places in it, where that is not the
            order in which they are read.
    """

    language: Language
    line: int
    column: int
    start: int
    end: int
    order: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Laid:
    """A bead in lines of the screen, an empty one last."""

    lines: tuple[Content, ...]
    pieces: tuple[Piece, ...]


def shown(text: str) -> str:
    """A text with as many characters, whose line ends are blanks."""
    return text.replace("\n", " ")


def columns(languages: Sequence[Language], width: int) -> tuple[int, int, int]:
    """Cells of the original's column, where that of the translation begins, and its cells."""
    room = width - GUTTER - BETWEEN
    own, other = (_DENSE if each.profile.cells == 2 else _ALPHABETIC for each in languages)
    first = room * own // (own + other)
    return first, GUTTER + first + BETWEEN, room - first


def lay_out(parts: Sequence[Part], width: int, sign: str, *, orders: bool = False) -> Laid:
    """Lay out one bead.

    Args:
        parts: of the original, then of its translation; of a document alone its own.
        width: cells in all.
        sign: what stands in the gutter of the first line, of one cell.
        orders: put text from the right in the order of its cells: the terminal does not.
    """
    if len(parts) == 2 and width >= BESIDE:
        return _beside(parts, width, sign, orders=orders)
    lines: list[Content] = []
    pieces: list[Piece] = []
    for part in parts:
        if not part.text:
            continue
        for piece, content in _pieces(part, GUTTER, width - GUTTER, len(lines), orders=orders):
            lines.append(_gutter("" if lines else sign) + content)
            pieces.append(piece)
    return Laid((*(lines or [_gutter(sign)]), literal("")), tuple(pieces))


def _beside(parts: Sequence[Part], width: int, sign: str, *, orders: bool) -> Laid:
    first, second, rest = columns([part.language for part in parts], width)
    left = _pieces(parts[0], GUTTER, first, 0, orders=orders)
    right = _pieces(parts[1], second, rest, 0, orders=orders)
    lines = []
    for number in range(max(len(left), len(right), 1)):
        own = left[number][1] if number < len(left) else literal("")
        theirs = right[number][1] if number < len(right) else literal("")
        pad = " " * (first - cell_len(own.plain) + BETWEEN)
        lines.append(_gutter("" if number else sign) + own + literal(pad) + theirs)
    pieces = (piece for piece, _ in (*left, *right))
    return Laid((*lines, literal("")), tuple(pieces))


def _pieces(
    part: Part, column: int, width: int, first: int, *, orders: bool
) -> list[tuple[Piece, Content]]:
    text = shown(part.text)
    content = literal(text)
    for start, end, style in part.styles:
        content = content.stylize(style, start, end)
    offsets = [0, *breaks(text, width), len(text)] if text else []
    from_right = runs_right(part.language)
    made = []
    for number, (start, end) in enumerate(pairwise(offsets)):
        line = content[start:end].rstrip()
        order: tuple[int, ...] = ()
        if orders and has_right(line.plain):
            order = tuple(places(line.plain, from_right=from_right))
            line = in_cells(line, from_right=from_right)
        # What is written from the right begins there.
        indent = max(0, width - cell_len(line.plain)) if from_right else 0
        piece = Piece(part.language, first + number, column + indent, start, end, order)
        made.append((piece, literal(" " * indent) + line))
    return made


def _gutter(sign: str) -> Content:
    return literal(fit(sign, GUTTER), "bold")


def offset_at(text: str, piece: Piece, x: int) -> int:
    """The character of a side's text at a column of the screen, on the line of `piece`."""
    used = piece.column
    order = piece.order or range(piece.end - piece.start)
    for offset in (piece.start + place for place in order):
        used += cell_len(text[offset])
        if x < used:
            return offset
    return piece.end
