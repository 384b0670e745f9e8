"""Workbooks of others, opened with care: a zip archive of XML parts may be made to do harm."""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import TYPE_CHECKING, BinaryIO
from xml.etree.ElementTree import ParseError

from align.errors import InputError

if TYPE_CHECKING:
    from openpyxl import Workbook

_MOST_PARTS = 10_000
_MOST_BYTES = 2 * 2**30  #: of all parts, unpacked
_MOST_SHARED = 512 * 2**20  #: of the parts that are held in memory: all but the sheets
_BEST_RATIO = 400  #: of large parts; a sheet of equal cells packs a hundredfold
_LARGE = 16 * 2**20
_HEAD = 64 * 2**10
_MOST_ROWS = 1_048_576

_OLD = b"\xd0\xcf\x11\xe0"  #: how .xls begins, and .xlsx with a password
_PROLOG = re.compile(rb"^(?:\xef\xbb\xbf)?\s*(?:<\?[^>]*\?>\s*|<!--.*?-->\s*)*<[A-Za-z]", re.DOTALL)
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    EOFError,
    NotImplementedError,
    OSError,
)


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
        from openpyxl import load_workbook

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl does not keep of a workbook
            workbook = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        try:
            yield workbook
        finally:
            workbook.close()
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


def rows(sheet: object, *, first: int = 1, columns: int = 256) -> Iterator[tuple[int, list[str]]]:
    """The rows of a sheet that hold anything as strings, from `first`, each with its number.

    What the sheet says of its own size is not believed.
    """
    reset = getattr(sheet, "reset_dimensions", None)
    if reset is None:
        return  # a sheet of charts
    reset()
    found = sheet.iter_rows(  # type: ignore[attr-defined]
        min_row=first, max_col=columns, values_only=True
    )
    for number, row in enumerate(found, first):
        if number > _MOST_ROWS:
            return
        if row.count(None) < len(row):
            yield number, [_text(value) for value in row]


def _text(value: object) -> str:
    """The value of a cell as it is shown; what Excel escapes is taken off again."""
    if isinstance(value, str):
        return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), value) if "_x" in value else value
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date | time) else str(value)
