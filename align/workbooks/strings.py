"""The texts of a workbook: joined runs, without what is struck through or tells the pronunciation.

Parsed as events, without a tree: memory holds the texts and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from sys import getsizeof
from typing import Any, BinaryIO

from lxml import etree

from align.errors import InputError

PIECE = 2**17  #: bytes that are parsed at a time
_MOST_HELD = 600 * 2**20  #: bytes that the texts of a workbook may take in memory
_FALSE = frozenset({"0", "false", "off"})
_GAP = re.compile(" {2,}")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def pieces(stream: BinaryIO, target: Any) -> Iterator[None]:
    """Parse a stream piece by piece; each time the target has been told of one more.

    Args:
        target: has the methods start, end, data and close of a target of `lxml.etree.XMLParser`.

    Raises:
        InputError: it is no well-formed XML.
    """
    parser = etree.XMLParser(
        target=target, resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
    )
    try:
        while piece := stream.read(PIECE):
            parser.feed(piece)
            yield
        parser.close()
    except etree.XMLSyntaxError as error:
        raise InputError(
            f"a part of the workbook is cut off or no XML (line {error.lineno})",
            "open it in a spreadsheet program and save it as .xlsx",
        ) from error
    yield


def unescaped(text: str) -> str:
    """A text without what Excel escapes (ECMA-376, ST_Xstring): _x000D_ is a carriage return."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


@dataclass(slots=True)
class RichText:
    """A text in the making, from the elements within <si> or <is>."""

    kept: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    _collects: bool = False
    _is_struck: bool = False
    _phonetic: int = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "t":
            self._collects = not self._phonetic
        elif name == "r":
            self._is_struck = False
        elif name == "strike":
            self._is_struck = attributes.get("val", "1").lower() not in _FALSE
        elif name == "rPh":
            self._phonetic += 1

    def end(self, name: str) -> None:
        if name == "t":
            self._collects = False
        elif name == "r":
            self._is_struck = False
        elif name == "rPh":
            self._phonetic -= 1

    def data(self, data: str) -> None:
        if self._collects:
            (self.struck if self._is_struck else self.kept).append(data)

    def taken(self) -> tuple[str, str]:
        """The text and what of it is struck through; the next one begins."""
        kept, struck = unescaped("".join(self.kept)), unescaped("".join(self.struck))
        if struck:
            kept = _GAP.sub(" ", kept).strip()
        self.kept.clear()
        self.struck.clear()
        return kept, struck.strip()


@dataclass(slots=True)
class Strings:
    """The texts that the cells of all sheets share.

    Attributes:
        texts: in their order.
        struck: what of them is struck through, by their place.
    """

    texts: list[str] = field(default_factory=list)
    struck: dict[int, str] = field(default_factory=dict)
    _text: RichText = field(default_factory=RichText)
    _held: int = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._text.start(tag.rpartition("}")[2], attributes)

    def end(self, tag: str) -> None:
        name = tag.rpartition("}")[2]
        if name != "si":
            self._text.end(name)
            return
        text, struck = self._text.taken()
        if struck:
            self.struck[len(self.texts)] = struck
        self.texts.append(text)
        self._held += getsizeof(text) + 8
        if self._held > _MOST_HELD:
            raise InputError(
                f"the texts of the workbook take more than {_MOST_HELD // 2**20} MB",
                "save its sheets as workbooks of their own",
            )

    def data(self, data: str) -> None:
        self._text.data(data)

    def close(self) -> None:
        """Nothing is left to do."""


def shared(stream: BinaryIO) -> Strings:
    """Read xl/sharedStrings.xml."""
    strings = Strings()
    for _ in pieces(stream, strings):
        pass
    return strings
