"""The lines of a PDF with their places, read by PDFium in a process of its own.

PDFium is native code and a PDF is hostile until proven otherwise: streams of three megabytes unpack
to gigabytes, and forms that draw each other draw without end. Here that costs this process alone,
which the system stops; `align.formats.pdf` starts it and says what happened.

Standard input holds the PDF. Standard output gets one JSON object a line: first
`{"title": str, "pages": int}`, then `{"height": float, "lines": [[text, left, bottom, right, top,
size], …], "scan": bool}` for each page in its order, in points from the lower left corner; or
`{"error": "encrypted" | "damaged" | "too long"}`, after which nothing follows. A scan is a page
that shows a picture and has no text.
"""

from __future__ import annotations

import ctypes
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from align.formats.raised import NOTED, REACH

#: What the process may take: bytes of memory, of which PDFium needs some 100 MB for any document,
#: and seconds of processor time; a book of 1,000 pages takes ten.
MEMORY = 1_200_000_000
SECONDS = 300

#: Share of a page that pictures cover from which they may be pictures of text.
_PICTURE = 0.3
#: PDFium's sign for a hyphen and the line end behind it.
_HYPHEN = "\x02"
_PASSWORD = 4  # FPDF_ERR_PASSWORD

#: Gaps that are wider than these shares of the height of the letters part words: between Chinese
#: and other characters typesetting puts a quarter, between Chinese ones justification some more.
_GAP, _WIDE_GAP = 0.18, 0.6

#: A gap of so many heights parts the cells of a table; a smaller one does where the line shifts by
#: this share of the height.
_CELLS, _SHIFT = 2.0, 0.25
#: What fills a gap of a line may overlap with what stands around it by this share.
_TAKEN = 0.2

#: A raised number of at most this share of the height of the letters before it calls a note.
_NOTE_HEIGHT, _NOTE_RAISE = 0.9, 0.2
_NOTE = re.compile(r"[\d*†‡①-⑳\[\]〔〕［］()]")
_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U000323af]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


#: Left, bottom, right and top, in points from the lower left corner of the page.
Box = tuple[float, float, float, float]


class PageLine(NamedTuple):
    """A line as it is set: its text, its box in points, and the size of its font.

    The size is what the PDF says; programs that scale the page itself give another unit.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float


class Character(NamedTuple):
    """A character, its box, as high as its font, and the size of that."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float

    @property
    def height(self) -> float:
        return self.top - self.bottom


def main() -> None:
    """Read standard input and write the lines to standard output."""
    _limit()
    data = sys.stdin.buffer.read()
    for record in _records(data, int(sys.argv[1])):
        sys.stdout.write(json.dumps(record) + "\n")


def _limit() -> None:
    """Let the system stop this process when it takes too much, where the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for kind, value in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        soft = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (soft, hard))


def _records(data: bytes, limit: int) -> Iterator[dict[str, Any]]:
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
        yield {"title": document.get_metadata_value("Title"), "pages": len(document)}
        for number in range(len(document)):
            page = document[number]
            lines = _lines(page.get_textpage())
            limit -= sum(len(line.text) for line in lines)
            if limit < 0:
                yield {"error": "too long"}
                return
            scan = not lines and _shows_picture(page)
            yield {"height": page.get_height(), "lines": lines, "scan": scan}
            page.close()
    except pdfium.PdfiumError as error:
        yield {"error": "encrypted" if error.err_code == _PASSWORD else "damaged"}


def _shows_picture(page: Any) -> bool:
    """Whether pictures, as large as text would be, stand on a page."""
    import pypdfium2.raw as api

    width, height = page.get_size()
    covered = 0.0
    for picture in page.get_objects(filter=[api.FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = picture.get_bounds()
        covered += (right - left) * (top - bottom)
    return bool(covered > _PICTURE * width * height)


def _lines(page: Any) -> list[PageLine]:
    """The lines of a page in the order in which it draws them."""
    pieces = list(_drawn(page))
    upright = sum(len(piece) for piece in pieces if _vertical(piece))
    if 2 * upright > sum(map(len, pieces)):
        return [_line(column) for column in _columns(pieces)]
    return [_line(row) for row in _rows(pieces)]


def _rows(pieces: Sequence[list[Character]]) -> list[list[Character]]:
    """Horizontal lines from pieces: what another font shows is drawn by itself, as quotes are."""
    lines: list[list[Character]] = []
    for piece in pieces:
        if lines and _fills(piece, lines[-1]):
            lines[-1] += piece
        else:
            lines.append(list(piece))
    return lines


def _columns(pieces: Sequence[list[Character]]) -> list[list[Character]]:
    """Vertical lines from pieces; PDFium takes the first characters of some for lines."""
    lines: list[list[Character]] = []
    for piece in pieces:
        above = next((line for line in lines[-1:-3:-1] if _below(line[-1], piece[0])), None)
        if above is not None:
            above += piece
        else:
            lines.append(list(piece))
    for place, (line, following) in enumerate(pairwise(lines)):
        level = abs(line[0].top - following[0].top) < line[0].height
        if level and line[0].right <= following[0].left and _vertical(line):
            lines[place : place + 2] = following, line
    return lines


def _drawn(page: Any) -> Iterator[list[Character]]:
    """The characters of each line, or cell of a table in it, without the blanks PDFium makes up."""
    lines = [(line, _cells(line)) for line in runs(_characters(page))]
    columns = {_sides(line) for line, cells in lines if len(cells) == 1}
    for line, cells in lines:
        if len(cells) > 1 and _sides(line) in columns and _is_justified(line):
            yield line
        else:
            yield from cells


def runs(characters: Iterable[Character]) -> Iterator[list[Character]]:
    """The characters of a page between its line ends."""
    line: list[Character] = []
    ended = False
    for one in characters:
        if one.text in "\r\n":
            ended = True
            continue
        if line and (_next_line(line[-1], one) or (ended and not _goes_on(line[-1], one))):
            yield line
            line = []
        ended = one.text == _HYPHEN
        line.append(one._replace(text="-") if ended else one)
    if line:
        yield line


def _characters(page: Any) -> Iterator[Character]:
    """All characters of a page, line ends too, but for the blanks that PDFium makes up."""
    import pypdfium2.raw as api

    box = api.FS_RECTF()
    turned = _turned(page.page)
    for index in range(page.count_chars()):
        shown = chr(api.FPDFText_GetUnicode(page.raw, index))
        if shown == " " and api.FPDFText_IsGenerated(page.raw, index) == 1:
            continue
        api.FPDFText_GetLooseCharBox(page.raw, index, ctypes.byref(box))
        size = api.FPDFText_GetFontSize(page.raw, index)
        yield Character(shown, *turned(box.left, box.bottom, box.right, box.top), size)


def _goes_on(before: Character, one: Character) -> bool:
    """Whether a line goes on where PDFium ends it, as it does before some digits."""
    level = abs(one.bottom - before.bottom) < _SHIFT * before.height
    return level and abs(one.left - before.right) < _WIDE_GAP * before.height


def _cells(line: list[Character]) -> list[list[Character]]:
    """A line, or the cells of a table that it holds."""
    parted = [at for at, (before, one) in enumerate(pairwise(line), 1) if _next_cell(before, one)]
    return [line[start:end] for start, end in pairwise([0, *parted, len(line)])]


def _sides(line: Sequence[Character]) -> tuple[int, int]:
    """Where a line begins and ends, as those of one column do."""
    shown = [one for one in line if one.text != " "] or line
    return round(shown[0].left), round(shown[-1].right)


def _is_justified(line: Sequence[Character]) -> bool:
    """Whether gaps only fill a line: those between its words are all alike."""
    shown = [one for one in line if one.text != " "]
    gaps = [one.left - before.right for before, one in pairwise(shown) if _parted(before, one)]
    return bool(gaps) and max(gaps) - min(gaps) < _SHIFT * line[0].height


def _turned(page: Any) -> Callable[[float, float, float, float], Box]:
    """What takes a box to where it is seen, as wide tables stand on pages that are turned."""
    width, height = page.get_size()
    turns: dict[int, Callable[[float, float, float, float], Box]] = {
        90: lambda left, bottom, right, top: (bottom, height - right, top, height - left),
        180: lambda left, bottom, right, top: (
            width - right,
            height - top,
            width - left,
            height - bottom,
        ),
        270: lambda left, bottom, right, top: (width - top, left, width - bottom, right),
    }
    return turns.get(page.get_rotation(), lambda *sides: sides)


def _next_line(before: Character, one: Character) -> bool:
    """Whether a character begins another line, which PDFium does not always say."""
    back = before.left - one.left
    return back > before.height and abs(one.bottom - before.bottom) > before.height / 2


def _next_cell(before: Character, one: Character) -> bool:
    """Whether a character begins another cell of a table, on the same line or near it."""
    gap = one.left - before.right
    if gap > _CELLS * before.height:
        return True
    shift = abs(one.bottom - before.bottom)
    raised = one.size != before.size  # or lowered, in the same cell
    return gap > (_WIDE_GAP if raised else _GAP) * before.height and shift > _SHIFT * before.height


def _fills(piece: Sequence[Character], line: Sequence[Character]) -> bool:
    """Whether a piece stands in a gap of a line."""
    if _vertical(piece) or _vertical(line):
        return False
    height = min(line[0].height, piece[0].height)
    overlap = min(line[0].top, piece[0].top) - max(line[0].bottom, piece[0].bottom)
    left, right = piece[0].left, piece[-1].right
    if overlap < height / 2 or not line[0].left < left < max(one.right for one in line):
        return False
    taken = sum(max(0.0, min(one.right, right) - max(one.left, left)) for one in line)
    return taken < _TAKEN * (right - left)


def _below(above: Character, one: Character) -> bool:
    """Whether a character stands directly below another in a column."""
    overlap = min(above.right, one.right) - max(above.left, one.left)
    return overlap > (one.right - one.left) / 2 and 0 <= above.bottom - one.top + 1 < above.height


def _vertical(line: Sequence[Character]) -> bool:
    """Whether the characters stand below each other."""
    first, last = line[0], line[-1]
    return abs(last.bottom - first.bottom) > abs(last.left - first.left)


def _line(line: Sequence[Character]) -> PageLine:
    across = not _vertical(line)
    if across and not any(_RIGHT_TO_LEFT.match(one.text) for one in line):
        line = sorted(line, key=lambda one: one.left)
    shown, kept = line[0].text, line[0]  # kept: the last character that calls no note
    for before, one in pairwise(line):
        if across and _calls_note(kept, one, shown):
            continue
        shown += " " + one.text if _parted(before, one) else one.text
        kept = one
    return PageLine(
        shown,
        round(min(one.left for one in line), 1),
        round(min(one.bottom for one in line), 1),
        round(max(one.right for one in line), 1),
        round(max(one.top for one in line), 1),
        round(line[len(line) // 2].size, 1),
    )


def _calls_note(before: Character, one: Character, shown: str) -> bool:
    return (
        _NOTE.match(one.text) is not None
        and one.height < _NOTE_HEIGHT * before.height
        and one.bottom > before.bottom + _NOTE_RAISE * before.height
        and NOTED.search(shown[-REACH:]) is not None
    )


def _parted(before: Character, one: Character) -> bool:
    """Whether the gap between two characters is that between two words."""
    if before.text == " " or one.text == " ":
        return False
    wide = _WIDE.match(before.text) or _WIDE.match(one.text)
    along = one.left - before.right
    sideways = max(before.bottom - one.top, one.bottom - before.top)
    if sideways > along:
        return not wide and sideways > _GAP * (one.right - one.left)
    return along > (_WIDE_GAP if wide else _GAP) * one.height


if __name__ == "__main__":
    main()
