"""PDF documents with a text layer."""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from align.formats import MAX_CHARACTERS, Content, UnreadableError, quiet
from align.formats.plain import line_ends, title_of

if TYPE_CHECKING:
    from pypdf import PdfReader

_DAMAGED = "open it in a PDF viewer and print it to a new PDF, or save its text"

#: The end mark stands near the end of a whole file (ISO 32000-2, 7.5.5); some tools add to it.
_TAIL = 64 * 1024

#: Lines at the top and at the bottom of a page where running heads and page numbers stand.
_EDGE = 2
_PAGE_NUMBER = re.compile(
    r"[\s\-–—·.|]*(?:(?:Page\s+)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,4})?"
    r"|第\s*\d{1,3}\s*页(?:[\s,，/]*共\s*\d{1,4}\s*页)?"
    r"|(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3}))[\s\-–—·.|]*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")

#: What programs write where the author gave no title.
_NO_TITLE = re.compile(
    r"\W*(?:untitled|anonymous|无标题|Microsoft \w+ -|.*\.(?:docx?|indd|pdf|wps|txt)\Z)",
    re.IGNORECASE,
)


def read(data: bytes) -> Content:
    """The text of the pages in their order, without running heads and page numbers.

    Pages follow each other line by line, since sentences run on from one to the next.

    Raises:
        UnreadableError: the bytes are no PDF, half of one, encrypted, or pictures of text only.
    """
    from pypdf.errors import DependencyError, PyPdfError

    if b"%PDF-" not in data[:1024]:
        raise UnreadableError("is no PDF", "check the suffix")
    if b"%%EOF" not in data[-_TAIL:]:
        raise UnreadableError("is half of a PDF: its end is missing", "fetch it again")
    with quiet("pypdf"):
        try:
            reader = _open(data)
            text = "\n".join(_without_running_lines(list(_pages(reader))))
            title = str((reader.metadata.title if reader.metadata else "") or "").strip()
        except DependencyError as error:
            raise _encrypted() from error
        except (
            PyPdfError,
            KeyError,
            ValueError,
            TypeError,
            IndexError,
            AttributeError,
            ArithmeticError,
            AssertionError,
            NotImplementedError,
            RecursionError,
            struct.error,
            zlib.error,
        ) as error:
            raise UnreadableError("is a damaged PDF", _DAMAGED) from error
    if not text.strip():
        raise UnreadableError(
            "has no text on its pages", "recognise its characters (OCR) first if it was scanned"
        )
    return Content(text, title_of(text) if not title or _NO_TITLE.match(title) else title)


def _open(data: bytes) -> PdfReader:
    from pypdf import PasswordType, PdfReader

    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
        raise _encrypted()
    return reader


def _pages(reader: PdfReader) -> Iterator[str]:
    length = 0
    for page in reader.pages:
        text = line_ends(page.extract_text())
        length += len(text)
        if length > MAX_CHARACTERS:
            raise UnreadableError(
                f"has more than {MAX_CHARACTERS:,} characters", "split it into parts"
            )
        yield text


def _without_running_lines(pages: list[str]) -> Iterator[str]:
    """The pages without page numbers and lines that stand at the edge of most of them."""
    if len(pages) < 2:
        yield from pages
        return
    split = [[line for line in page.split("\n") if line.strip()] for page in pages]
    seen = Counter(shape for lines in split for shape in {_shape(line) for line in _edges(lines)})
    most = max(len(pages) / 2, 2.5)
    for page, lines in zip(pages, split, strict=True):
        edges = _edges(lines)
        running = {
            line
            for line in edges
            if _PAGE_NUMBER.fullmatch(line.strip()) or seen[_shape(line)] >= most
        }
        yield "\n".join(line for line in page.split("\n") if line not in running).strip("\n")


def _edges(lines: list[str]) -> list[str]:
    """The lines at the top and the bottom of a page, never more than half of them."""
    depth = min(_EDGE, len(lines) // 4)
    return lines[:depth] + lines[-depth:] if depth else []


def _shape(line: str) -> str:
    """The line with its numbers made alike, as page numbers differ from page to page."""
    return _DIGITS.sub("#", " ".join(line.split()))


def _encrypted() -> UnreadableError:
    return UnreadableError("is protected by a password", "save a copy without the password")
