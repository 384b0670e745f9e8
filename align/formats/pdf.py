"""PDF documents with a text layer: their lines become pages, and pages a text."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from statistics import median

from align.formats import MAX_CHARACTERS, Content, UnreadableError
from align.formats.pdf_lines import MEMORY, SECONDS, PageLine
from align.formats.plain import title_of
from align.text import numbered

_DAMAGED = "open it in a PDF viewer and print it to a new PDF, or save its text"

#: The end mark stands near the end of a whole file (ISO 32000-2, 7.5.5); some tools add to it.
_TAIL = 64 * 1024

#: Rows at the top and at the bottom of a page where running heads and page numbers stand.
_EDGE = 2
#: A running head stands at the same height on its pages, in points.
_LEVEL = 4.0
#: Number of its pages, and their share of the pages from its first to its last, if it is set apart
#: from the text and if not: left and right pages may have heads of their own, chapters too.
_PAGES = {True: (2, 0.45), False: (3, 0.75)}
#: It is set apart by another size of font, or by so many times the pitch of the rows.
_APART = 1.3

_PAGE_NUMBER = re.compile(
    r"[\s\-–—·.|]*(?:(?:Page\s+)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,4})?"
    r"|第\s*\d{1,3}\s*页(?:[\s,，/]*共\s*\d{1,4}\s*页)?"
    r"|(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3}))[\s\-–—·.|]*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")

#: Notes at the foot of a page are set smaller than the text, by this share, and begin with a mark.
_NOTE_SIZE = 0.95
_NOTE = re.compile(r"\s*(?:\d{1,3}(?!\d)|[①-⑳*†‡]|[\[（(〔［]\d{1,3}[\]）)〕］])")
_SENTENCE_END = re.compile(r"[。！？.!?…][”’」』）)\"']*\s*\Z")

#: Characters that a font shows and does not name, and the share of them that makes a text useless.
_UNNAMED = re.compile("[\x00\ue000-\uf8ff\ufffd]")
_USELESS = 0.2

#: What programs write where the author gave no title.
_NO_TITLE = re.compile(
    r"\W*(?:untitled|anonymous|无标题|Microsoft \w+ -|.*\.(?:docx?|indd|pdf|wps|txt)\Z)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Page:
    """A page: its height in points and its lines in the order in which they are read.

    Attributes:
        scan: it shows a picture and has no text.
    """

    height: float
    lines: tuple[PageLine, ...]
    scan: bool = False


def read(data: bytes) -> Content:
    """The text of the pages in their order, without running heads, page numbers and note marks.

    Pages follow each other line by line, since sentences run on from one to the next; the notes at
    the foot of a page follow the sentence that the page ends with.

    Raises:
        UnreadableError: the bytes are no PDF, half of one, encrypted, pictures of text only, or
            ask for more memory or time than is good.
    """
    if b"%PDF-" not in data[:1024]:
        raise UnreadableError("is no PDF", "check the suffix")
    if b"%%EOF" not in data[-_TAIL:]:
        raise UnreadableError("is half of a PDF: its end is missing", "fetch it again")
    title, pages = _read(data)
    text = "\n".join(_lines(_without_running_lines(pages)))
    if not text.strip():
        raise UnreadableError(
            "has no text on its pages", "recognise its characters (OCR) first if it was scanned"
        )
    if len(_UNNAMED.findall(text)) > _USELESS * len(text):
        raise UnreadableError(
            "does not say which characters its fonts show",
            "recognise its characters (OCR), or save its text from the program that made it",
        )
    titled = title_of(text) if not title or _NO_TITLE.match(title) else title
    return Content(text, titled, losses=_scans(pages))


def _scans(pages: Sequence[_Page]) -> tuple[str, ...]:
    """What is to be said of pages that are pictures."""
    numbers = [number for number, page in enumerate(pages, 1) if page.scan]
    if not numbers:
        return ()
    many = len(numbers) > 1
    pictures = "are pictures without text" if many else "is a picture without text"
    whose = "their" if many else "its"
    return (f"{numbered(numbers, 'page')} {pictures}; recognise {whose} characters (OCR)",)


def _read(data: bytes) -> tuple[str, list[_Page]]:
    """The title and the pages, as another process finds them: see `align.formats.pdf_lines`."""
    found = subprocess.run(  # noqa: S603 - our own module, and -P keeps the folder off its path
        [sys.executable, "-P", "-m", "align.formats.pdf_lines", str(MAX_CHARACTERS)],
        input=data,
        capture_output=True,
        check=False,
    )
    title, pages = "", []
    for record in map(json.loads, found.stdout.splitlines()):
        match record:
            case {"error": error}:
                raise _refused(error)
            case {"title": title}:
                pass
            case {"height": height, "lines": lines, "scan": scan}:
                pages.append(_Page(height, tuple(PageLine(*line) for line in lines), scan))
    if found.returncode:
        raise _refused("stopped")
    return title.strip(), pages


def _refused(error: str) -> UnreadableError:
    what, remedy = {
        "encrypted": ("is protected by a password", "save a copy without the password"),
        "too long": (f"has more than {MAX_CHARACTERS:,} characters", "split it into parts"),
        "stopped": (
            f"is damaged, or needs more than {MEMORY // 10**6:,} MB or {SECONDS} s to read",
            _DAMAGED,
        ),
    }.get(error, ("is a damaged PDF", _DAMAGED))
    return UnreadableError(what, remedy)


def _lines(pages: Sequence[_Page]) -> Iterator[str]:
    """The lines of the pages, with the notes of each page where its last sentence ends."""
    body = _body_size(pages)
    waiting: list[str] = []
    for page in pages:
        lines, notes = _notes(page.lines, body)
        for line in lines:
            yield line.text
            if waiting and _SENTENCE_END.search(line.text):
                yield from ("", *waiting, "")
                waiting = []
        noted = [line.text for line in notes]
        if noted and lines and _SENTENCE_END.search(lines[-1].text):
            yield from ("", *noted, "")
        else:
            waiting += noted
    if waiting:
        yield from ("", *waiting)


def _body_size(pages: Sequence[_Page]) -> float:
    """The size of font in which most of the text is set."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[line.size] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _notes(lines: Sequence[PageLine], body: float) -> tuple[Sequence[PageLine], Sequence[PageLine]]:
    """The lines of a page without the notes at its foot, and these."""
    start = len(lines)
    while start and lines[start - 1].size <= _NOTE_SIZE * body:
        start -= 1
    while start < len(lines) and not _NOTE.match(lines[start].text):
        start += 1
    return (lines[:start], lines[start:]) if start else (lines, ())


def _without_running_lines(pages: Sequence[_Page]) -> list[_Page]:
    """The pages without page numbers and lines that run along at the edge of several."""
    body = _body_size(pages)
    edges = [list(_edges(page, body)) for page in pages]
    seen: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, edge in enumerate(edges):
        for row in edge:
            seen[row.shape].append((number, row.place))

    @cache
    def runs(shape: str, place: float, *, apart: bool) -> bool:
        return _runs(seen[shape], place, apart=apart)

    kept = []
    for page, edge in zip(pages, edges, strict=True):
        running = {
            line
            for row in edge
            if (_PAGE_NUMBER.fullmatch(row.text) and (row.apart or len(pages) > 1))
            or runs(row.shape, row.place, apart=row.apart)
            for line in row.lines
        }
        left = tuple(line for line in page.lines if line not in running)
        kept.append(_Page(page.height, left))
    return kept


@dataclass(frozen=True, slots=True)
class _Row:
    """A row at the edge of a page.

    Attributes:
        place: how far it is from that edge, in points, above 0 at the top and below at the bottom.
        apart: whether it is set apart from the text.
    """

    lines: tuple[PageLine, ...]
    place: float
    apart: bool

    @property
    def text(self) -> str:
        """What it shows, from left to right."""
        shown = " ".join(line.text for line in sorted(self.lines, key=lambda one: one.left))
        return " ".join(shown.split())

    @property
    def shape(self) -> str:
        """The text with its numbers made alike, as page numbers differ from page to page."""
        return _DIGITS.sub("#", self.text)


def _runs(seen: Sequence[tuple[int, float]], place: float, *, apart: bool) -> bool:
    """Whether what a row shows, given the pages and places where it stands, runs along there."""
    numbers = {number for number, other in seen if abs(other - place) <= _LEVEL}
    fewest, density = _PAGES[apart]
    spread = max(numbers) - min(numbers) + 1
    return len(numbers) >= fewest and len(numbers) >= density * spread


def _edges(page: _Page, body: float) -> Iterator[_Row]:
    """The rows at the top and the bottom of a page, one of each where there are few.

    Args:
        body: the size of font of the text.
    """
    rows = _level(page.lines)
    depth = min(_EDGE if len(rows) >= 4 * _EDGE else 1, len(rows) // 2)
    pitches = [above[0].top - below[0].top for above, below in pairwise(rows)]
    for index in (*range(depth), *range(len(rows) - depth, len(rows))):
        top = index < depth
        gaps = pitches[index:depth] if top else pitches[len(rows) - depth - 1 : index]
        first = rows[index][0]
        yield _Row(
            tuple(rows[index]),
            round(page.height - first.top if top else -first.bottom, 1),
            first.size != body or max(gaps) > _APART * median(pitches),
        )


def _level(lines: Sequence[PageLine]) -> list[list[PageLine]]:
    """The lines in rows from the top of the page to its bottom; those at one height share one."""
    rows: list[list[PageLine]] = []
    for line in sorted(lines, key=lambda one: -(one.top + one.bottom)):
        if rows and (line.top + line.bottom) / 2 > rows[-1][0].bottom:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows
