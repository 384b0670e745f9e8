"""The parts of a workbook that say what is in it: its sheets, their styles, its dates.

They are read by their local names, so that workbooks in the strict form of the standard (ISO/IEC
29500) and those of programs that take liberties with styles are read as any other; openpyxl
refuses a font family that it does not know.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zipfile import ZipFile

from lxml import etree

from align.errors import InputError
from align.workbooks.shown import GENERAL, LOCAL
from align.xml_safe import local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_BYTES = 64 * 2**20  #: of a part that is held as a tree
_FIRST_OWN = 164  #: the number of the first format that a workbook defines for itself
_FALSE = frozenset({"0", "false", "off"})


@dataclass(frozen=True, slots=True)
class Style:
    """What of the look of a cell decides what is read."""

    code: str = GENERAL
    struck: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Contents:
    """What a workbook holds.

    Attributes:
        sheets: the name, the state and the part of each sheet of cells.
        strings: the part with the texts that cells share; None where they share none.
        styles: by the numbers that cells have.
        since_1904: its days are counted from 1904.
    """

    sheets: tuple[tuple[str, str, str], ...]
    strings: str | None
    styles: tuple[Style, ...]
    since_1904: bool


def contents(archive: ZipFile, name: str) -> Contents:
    """What a workbook holds.

    Raises:
        InputError: it is no workbook, and what else it is, where that can be told.
    """
    if "mimetype" in archive.namelist() and b"opendocument" in archive.read("mimetype")[:99]:
        raise InputError(f"{name} is an OpenDocument file", "save it as .xlsx")
    main = next(
        (target for kind, target in _relations(archive, "").values() if kind == "officeDocument"),
        None,
    )
    if main is None or main not in archive.namelist():
        raise InputError(f"{name} is no workbook", "save it as .xlsx in a spreadsheet program")
    root = _tree(archive, main)
    if local_name(root) != "workbook":
        raise InputError(f"{name} is no workbook of XML", "save it as .xlsx")
    related = _relations(archive, main)
    sheets = []
    for each in _all(root, "sheet"):
        keys = {_bare(str(key)): str(text) for key, text in each.items()}
        identifier = keys.get("id", "")
        kind, target = related.get(identifier, ("", ""))
        if kind == "worksheet" and target in archive.namelist():
            sheets.append((each.get("name", ""), each.get("state", "visible"), target))
    parts = dict(related.values())
    styles = parts.get("styles")
    own = next(_all(root, "workbookPr"), None)
    return Contents(
        tuple(sheets),
        parts.get("sharedStrings"),
        tuple(_styles(_tree(archive, styles))) if styles in archive.namelist() and styles else (),
        own is not None and _is_on(own.get("date1904")),
    )


def _relations(archive: ZipFile, part: str) -> Mapping[str, tuple[str, str]]:
    """What a part is related to: the kind and the part, by identifiers."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path not in archive.namelist():
        return {}
    found = {}
    for each in _all(_tree(archive, path), "Relationship"):
        target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", "")))
        found[each.get("Id", "")] = (_bare(each.get("Type", "")), target.lstrip("/"))
    return found


def _styles(root: _Element) -> Iterator[Style]:
    codes = {
        _number(each.get("numFmtId")): each.get("formatCode", "") for each in _all(root, "numFmt")
    }
    fonts = [
        (_has(font, "strike"), _has(font, "b"))
        for group in _all(root, "fonts")
        for font in _all(group, "font")
    ]
    for group in _all(root, "cellXfs"):
        for each in _all(group, "xf"):
            number, font = _number(each.get("numFmtId")), _number(each.get("fontId"))
            struck, bold = fonts[font] if font < len(fonts) else (False, False)
            yield Style(codes.get(number) or _known(number), struck, bold)


def _known(number: int) -> str:
    """The code of a format that all spreadsheet programs know by its number."""
    if number in LOCAL:
        return LOCAL[number]
    if not 0 < number < _FIRST_OWN:
        return GENERAL
    from openpyxl.styles.numbers import BUILTIN_FORMATS

    return str(BUILTIN_FORMATS.get(number, GENERAL))


def _has(font: _Element, name: str) -> bool:
    return any(_is_on(each.get("val", "1")) for each in _all(font, name))


def _is_on(value: str | None) -> bool:
    return value is not None and value.lower() not in _FALSE


def _number(value: str | None) -> int:
    return int(value) if value and value.isdigit() else 0


def _bare(name: str) -> str:
    """The last part of the name of an attribute or of a relation."""
    return name.rpartition("}")[2].rpartition("/")[2]


def _all(element: _Element, name: str) -> Iterator[_Element]:
    return (each for each in element.iter("{*}" + name, name) if isinstance(each.tag, str))


def _tree(archive: ZipFile, part: str) -> _Element:
    if archive.getinfo(part).file_size > _MOST_BYTES:
        raise InputError(
            f"{part} of the workbook is larger than {_MOST_BYTES // 2**20} MB",
            "copy the sheet with the terms into a new workbook",
        )
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True
    )
    with archive.open(part) as stream:
        return etree.parse(stream, parser).getroot()
