"""Workbooks of others, opened with care: a zip archive of XML parts may be made to do harm."""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, BinaryIO, cast
from xml.etree.ElementTree import ParseError

from align.errors import InputError
from align.workbooks.sheets import Book, Sheet, Style
from align.workbooks.shown import GENERAL, LOCAL
from align.workbooks.strings import Strings, shared

__all__ = ["Sheet", "Workbook", "opened"]

if TYPE_CHECKING:
    from openpyxl import Workbook as Opened

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
            yield _workbook(stream, archive)
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


def _workbook(stream: BinaryIO, archive: zipfile.ZipFile) -> Workbook:
    """What openpyxl makes of the parts of a workbook, but for its texts and rows.

    Those it reads without what is struck through, whether a formula has a value, and which cells
    are merged, and several times slower.
    """
    from openpyxl.packaging.manifest import Manifest
    from openpyxl.reader.excel import ExcelReader
    from openpyxl.xml.constants import SHARED_STRINGS

    class Reader(ExcelReader):  # type: ignore[misc]
        """Opens everything but the texts and the sheets, which it reads to their ends."""

        package: Manifest

        def read_strings(self) -> None:
            self.shared_strings: list[str] = []

        def read_worksheets(self) -> None:
            """Nothing: `found` says where they are."""

        def found(self) -> Iterator[tuple[str, str, str]]:
            """The name, the state and the part of each sheet of cells."""
            for sheet, relation in self.parser.find_sheets():
                if relation.target in self.valid_files and "chartsheet" not in relation.Type:
                    yield sheet.name, sheet.state, relation.target

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl does not keep of a workbook
        reader = Reader(stream, read_only=True, data_only=True, keep_links=False)
        reader.read()
    found = reader.package.find(SHARED_STRINGS)
    strings = Strings()
    if found is not None:
        with archive.open(found.PartName.lstrip("/")) as part:
            strings = shared(cast(BinaryIO, part))
    book = Book(strings, tuple(_styles(reader.wb)), reader.wb.epoch.year == 1904)

    def sheet(name: str, state: str, path: str) -> Sheet:
        def start() -> IO[bytes]:
            return archive.open(path)

        return Sheet(name, state, book, cast("Callable[[], BinaryIO]", start))

    return Workbook(tuple(sheet(*each) for each in reader.found()))


def _styles(workbook: Opened) -> Iterator[Style]:
    from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE

    for each in workbook._cell_styles:
        number = each.numFmtId
        if number >= BUILTIN_FORMATS_MAX_SIZE:
            code = workbook._number_formats[number - BUILTIN_FORMATS_MAX_SIZE]
        else:
            code = LOCAL.get(number) or BUILTIN_FORMATS.get(number, GENERAL)
        font = workbook._fonts[each.fontId]
        yield Style(code, bool(font.strike), bool(font.b))
