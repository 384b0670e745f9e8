"""Which format of a glossary a file is in, told by its ending and by how it begins."""

from __future__ import annotations

import re
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from align.errors import InputError
from align.text import called
from exports.registry import READABLE_FORMATS, Format, readable_format

_START = 4096  #: bytes that show the format
_ARCHIVE = b"PK"
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z]\w*)")
#: The root elements of formats that are XML, and the ending that any XML may have.
_ROOTS = MappingProxyType(
    {"tbx": "tbx", "TBX": "tbx", "martif": "tbx2", "mtf": "multiterm", "tmx": "tmx"}
)
_XML = ".xml"
_TABLES = frozenset({"csv", "tsv"})
_LINES = frozenset({"csv", "tsv", "omegat", "jsonl"})


def format_of_file(path: Path, stream: BinaryIO) -> Format:
    """The format of a file that is opened; the stream stands at its beginning then.

    Args:
        path: its path; "-" for standard input, which only its beginning tells.

    Raises:
        InputError: its ending means none, or its beginning is that of another.
    """
    start = stream.read(_START)
    stream.seek(0)
    if str(path) == "-" or path.suffix.lower() == _XML:
        return _by_start(path, start)
    form = readable_format(path)
    _require(path, form, start)
    return form


def _by_start(path: Path, start: bytes) -> Format:
    name = _name(start)
    if name not in READABLE_FORMATS:
        raise InputError(f"{called(str(path))}: the format cannot be told", "name it with --format")
    return READABLE_FORMATS[name]


def _require(path: Path, form: Format, start: bytes) -> None:
    """Say in one line, not in one for every line of it, that a file is not what it is called."""
    found = _name(start)
    other = READABLE_FORMATS.get(found)
    if not form.reads or (other and other.suffix == form.suffix):
        return
    if form.name in _LINES and found in {"", *_TABLES}:
        return  # each line says what is wrong with it
    looks = other.title if other else "something else"
    raise InputError(
        f"{path}: is no {form.title}, and looks like {looks}", "name its format with --format"
    )


def _name(start: bytes) -> str:
    """The name of the format; "" where it cannot be told."""
    if start.startswith((_ARCHIVE, _OLD_WORKBOOK)):
        return "xlsx"
    wide = start.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = start.decode("utf-16" if wide else "utf-8-sig", errors="replace").lstrip()
    if text.startswith("<"):
        root = _ROOT.search(text)
        return _ROOTS.get(root[1], "xml") if root else "xml"
    if text.startswith("{"):
        return "jsonl"
    first = text.split("\n", 1)[0]
    return "tsv" if "\t" in first else "csv" if "," in first or ";" in first else ""
