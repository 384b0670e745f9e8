"""File formats that documents are read from: one module a format, found by file suffix.

A format module has one function, `read(data: bytes) -> Content`, which raises
`UnreadableError` where the bytes are not what the suffix promises.
"""

from __future__ import annotations

import importlib
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast

from align.errors import InputError

#: A document may have this many bytes, pictures and markup included.
MAX_BYTES = 64 * 1024 * 1024

#: And hold this many characters of text, some 500,000 English words. What is done with a text takes
#: memory in proportion to it (docs/quality.md).
MAX_CHARACTERS = 3_300_000


def too_long(characters: int) -> str:
    """What is told of a text beyond `MAX_CHARACTERS`; its remedy is to split it."""
    return f"holds {characters:,} characters; the limit is {MAX_CHARACTERS:,}"


@dataclass(frozen=True, slots=True)
class Content:
    """What a format module found in a file.

    Attributes:
        title: "" where it has none.
        first_line, losses: as in `align.model.Document`.
    """

    text: str
    title: str = ""
    first_line: int = 0
    losses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """A format.

    Attributes:
        name, description: for people.
        suffixes: what it is known by, with the point, in lower case.
        module: the module that reads it.
        textual: whether its files are text that any editor shows.
    """

    name: str
    suffixes: tuple[str, ...]
    module: str
    description: str
    textual: bool = True

    def load(self) -> Callable[[bytes], Content]:
        """The function that reads this format; its module is imported now."""
        module: Any = importlib.import_module(self.module)
        return cast("Callable[[bytes], Content]", module.read)


class UnreadableError(InputError):
    """The bytes cannot be read in this format; `what` is to follow the name of the file."""


_WORD_PROCESSOR = "save it as .docx or as plain text"

#: How files begin that are no text although they may hold nothing but ASCII.
_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "is a PDF", "give it the suffix .pdf"),
    (b"PK\x03\x04", "is a Word document or archive", "give it the suffix .docx, or unpack it"),
    (b"{\\rtf", "is a Rich Text file", _WORD_PROCESSOR),
    (b"\xd0\xcf\x11\xe0", "is an old Office file", _WORD_PROCESSOR),
)


def refuse_disguised(data: bytes) -> None:
    """Refuse a file of another format that comes as text.

    Raises:
        UnreadableError: the first bytes are those of such a format.
    """
    for signature, what, remedy in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableError(what, remedy)


PLAIN = Reader("text", (".txt", ".text"), "align.formats.plain", "plain text in any encoding")

READERS: tuple[Reader, ...] = (
    PLAIN,
    Reader("Markdown", (".md", ".markdown"), "align.formats.markdown", "CommonMark with tables"),
    Reader("HTML", (".html", ".htm", ".xhtml"), "align.formats.html", "the main text of a page"),
    Reader(
        "Word",
        (".docx",),
        "align.formats.word",
        "paragraphs and tables in their order",
        textual=False,
    ),
    Reader("PDF", (".pdf",), "align.formats.pdf", "PDF with a text layer", textual=False),
)

BY_SUFFIX: dict[str, Reader] = {suffix: reader for reader in READERS for suffix in reader.suffixes}

#: Formats that people try and that need converting first.
_TABLE = "save the column with the text as plain text"
_BOTH = "give it alone, without a second text: it holds both languages"
UNSUPPORTED: dict[str, str] = {
    **dict.fromkeys((".doc", ".dot", ".rtf", ".odt", ".wps", ".pages", ".docm"), _WORD_PROCESSOR),
    **dict.fromkeys((".xlsx", ".xls", ".ods", ".numbers", ".et"), _TABLE),
    **dict.fromkeys((".tmx", ".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff", ".txlf"), _BOTH),
    **dict.fromkeys((".pptx", ".ppt", ".odp", ".key"), "export its text as plain text or as .pdf"),
    **dict.fromkeys((".epub", ".mobi", ".azw3", ".caj", ".ofd"), "convert it to .pdf or .txt"),
    **dict.fromkeys((".mht", ".mhtml", ".webarchive"), "save the page as .html"),
    **dict.fromkeys((".zip", ".gz", ".bz2", ".xz", ".7z", ".rar", ".tar"), "unpack it first"),
    **dict.fromkeys(
        (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".gif", ".bmp", ".webp"),
        "recognise its characters (OCR) and give the text",
    ),
}


@contextmanager
def quiet(name: str) -> Iterator[None]:
    """Keep a library's remarks about flaws that it repairs off standard error."""
    logger = logging.getLogger(name)
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(before)
