"""PDF documents with a text layer."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from align.formats import MAX_CHARACTERS, Content, UnreadableError
from align.formats.plain import line_ends

if TYPE_CHECKING:
    from pypdf import PdfReader

_DAMAGED = "open it in a PDF viewer and print it to a new PDF, or save its text"

#: The end mark stands near the end of a whole file (ISO 32000-2, 7.5.5); some tools add to it.
_TAIL = 64 * 1024


def read(data: bytes) -> Content:
    """The text of the pages in their order.

    Raises:
        UnreadableError: the bytes are no PDF, half of one, encrypted, or pictures of text only.
    """
    from pypdf.errors import DependencyError, PyPdfError

    if b"%PDF-" not in data[:1024]:
        raise UnreadableError("is no PDF", "check the suffix")
    if b"%%EOF" not in data[-_TAIL:]:
        raise UnreadableError("is half of a PDF: its end is missing", "fetch it again")
    with _quiet("pypdf"):
        try:
            reader = _open(data)
            text = "\n\n".join(_pages(reader))
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
            RecursionError,
            OverflowError,
        ) as error:
            raise UnreadableError("is a damaged PDF", _DAMAGED) from error
    if not text.strip():
        raise UnreadableError(
            "has no text, only pictures of pages", "recognise its characters (OCR) first"
        )
    return Content(text, title)


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


def _encrypted() -> UnreadableError:
    return UnreadableError("is protected by a password", "save a copy without the password")


@contextmanager
def _quiet(name: str) -> Iterator[None]:
    """Keep a library's warnings about flaws it repairs off standard error."""
    logger = logging.getLogger(name)
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(before)
