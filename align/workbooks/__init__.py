"""Workbooks of others, opened with care: a zip archive of XML parts may be made to do harm."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, BinaryIO, cast

from lxml.etree import XMLSyntaxError

from align.errors import InputError
from align.workbooks.parts import contents
from align.workbooks.sheets import Book, Sheet
from align.workbooks.strings import Strings, shared

__all__ = ["Sheet", "Workbook", "opened"]

_MOST_PARTS = 10_000
_MOST_BYTES = 2 * 2**30  #: of all parts, unpacked
_MOST_SHARED = 512 * 2**20  #: of the parts that are held in memory: all but the sheets
_BEST_RATIO = 400  #: of large parts; a sheet of equal cells packs a hundredfold
_LARGE = 16 * 2**20
_HEAD = 64 * 2**10

_OLD = b"\xd0\xcf\x11\xe0"  #: how .xls begins, and .xlsx with a password
_PROLOG = re.compile(rb"^(?:\xef\xbb\xbf)?\s*(?:<\?[^>]*\?>\s*|<!--.*?-->\s*)*<[A-Za-z]", re.DOTALL)
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    XMLSyntaxError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    EOFError,
    NotImplementedError,
    OSError,
)


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets of a workbook in their order, hidden ones too; sheets of charts are none."""

    sheets: tuple[Sheet, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(sheet.name for sheet in self.sheets)

    def sheet(self, name: str) -> Sheet | None:
        """The sheet with a name; None where there is none."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)


@contextmanager
def opened(stream: BinaryIO, name: str) -> Iterator[Workbook]:
    """A workbook for reading: the values of its cells, without macros and links to other files.

    Raises:
        InputError: it is no workbook, is cut off, or could do harm; also while it is read.
    """
    start = stream.read(4)
    stream.seek(0)
    if start == _OLD:
        raise InputError(
            f"{name} is an old or a protected workbook", "save it as .xlsx without a password"
        )
    try:
        _require_harmless(stream, name)
        stream.seek(0)
        with zipfile.ZipFile(stream) as archive:
            yield _workbook(archive, name)
    except InputError:
        raise
    except _BROKEN as error:
        raise InputError(
            f"{name} is broken or no workbook ({type(error).__name__})",
            "open it in a spreadsheet program and save it as .xlsx",
        ) from error


def _require_harmless(stream: BinaryIO, name: str) -> None:
    with zipfile.ZipFile(stream) as archive:
        parts = archive.infolist()
        total = sum(part.file_size for part in parts)
        shared = sum(part.file_size for part in parts if "/sheet" not in part.filename.lower())
        dense = any(
            part.file_size > _LARGE and part.file_size > _BEST_RATIO * part.compress_size
            for part in parts
        )
        if len(parts) > _MOST_PARTS or total > _MOST_BYTES or shared > _MOST_SHARED or dense:
            raise InputError(
                f"{name} unpacks to {total:,} bytes in {len(parts):,} parts",
                "copy the sheet with the terms into a new workbook",
            )
        for part in parts:
            if part.filename.endswith((".xml", ".rels", ".vml")):
                with archive.open(part) as opened_part:
                    head = opened_part.read(_HEAD)
                if head and not _PROLOG.match(head):
                    raise InputError(
                        f"{name} is not safe: {part.filename} has a document type or is no XML",
                        "copy the sheet with the terms into a new workbook",
                    )


def _workbook(archive: zipfile.ZipFile, name: str) -> Workbook:
    found = contents(archive, name)
    strings = Strings()
    if found.strings is not None:
        with archive.open(found.strings) as part:
            strings = shared(cast(BinaryIO, part))
    book = Book(strings, found.styles, found.since_1904)

    def sheet(title: str, state: str, path: str) -> Sheet:
        def start() -> IO[bytes]:
            return archive.open(path)

        return Sheet(title, state, book, cast("Callable[[], BinaryIO]", start))

    return Workbook(tuple(sheet(*each) for each in found.sheets))
