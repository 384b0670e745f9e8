"""The archive that a Word document is, and the parts of it that hold text (ISO/IEC 29500-2)."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from align.formats import MAX_CHARACTERS, UnreadableError
from align.formats.word.names import local

#: All parts of a document together may have this many bytes once they are unpacked.
MAX_UNPACKED = 256 * 1024 * 1024

#: And an archive may have this many parts; documents with hundreds of pictures stay far below.
MAX_PARTS = 20_000

#: Elements may stand this deep; tables within tables within text boxes reach some hundred.
MAX_DEPTH = 1_000

#: So many elements may stand beside each character of text, and so many in any document: where
#: every character has formatting of its own there are a dozen.
ELEMENTS_A_CHARACTER = 50
MAX_BARE_ELEMENTS = 1_000_000

#: Characters that are met, deleted ones too, and those read twice where a field has no end.
_MOST_MET = 4 * MAX_CHARACTERS

_PIECE = 1 << 16
_MOST_PIECES = 100  #: of a title
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = b"PK\x01\x02"
DAMAGED = "open it in a word processor, save it again, or save it as plain text"
_MAIN = "word/document.xml"
_PROPERTIES = "docProps/core.xml"


@dataclass(slots=True)
class Bounds:
    """How much was seen of a document, all of whose parts share it: elements and characters."""

    elements: int = 0
    characters: int = 0

    def opened(self, depth: int) -> None:
        """An element begins.

        Raises:
            UnreadableError: the document is out of bounds.
        """
        self.elements += 1
        if depth > MAX_DEPTH:
            raise UnreadableError(f"has elements more than {MAX_DEPTH:,} deep", DAMAGED)
        if (
            self.elements > MAX_BARE_ELEMENTS
            and self.elements > ELEMENTS_A_CHARACTER * self.characters
        ):
            raise UnreadableError(
                f"has {self.elements:,} elements or more for {self.characters:,} characters of"
                " text",
                DAMAGED,
            )

    def met(self, characters: int) -> None:
        """Some text was met, be it text that is left out; raises as `opened`."""
        self.characters += characters
        if self.characters > _MOST_MET:
            raise UnreadableError(
                f"holds more than {_MOST_MET:,} characters", "split it into smaller documents"
            )


class Target:
    """What sees the XML of a part as a stream (the target interface of `lxml.etree.XMLParser`).

    Attributes:
        path: the names of the elements that are open, outermost first.
    """

    def __init__(self, bounds: Bounds) -> None:
        self.bounds = bounds
        self.path: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = local(tag)
        self.path.append(name)
        self.bounds.opened(len(self.path))
        self.begin(name, attributes)

    def end(self, tag: str) -> None:
        self.finish(self.path[-1])
        self.path.pop()

    def data(self, data: str) -> None:
        if self.path[-1:] in _TEXT:
            self.bounds.met(len(data))
        self.characters(data)

    def doctype(self, *_: object) -> None:
        """Refuse a document type declaration, which no part may have and which may do harm."""
        raise UnreadableError("declares entities, which may do harm", DAMAGED)

    def close(self) -> None:
        """The part ends, perhaps before its elements do."""

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins; its name is the last of the path."""

    def finish(self, name: str) -> None:
        """It ends."""

    def characters(self, data: str) -> None:
        """Some text of the element that the path ends in."""


#: Elements whose characters are text.
_TEXT = (["w:t"], ["w:delText"], ["t"])


@dataclass(slots=True)
class Package:
    """An opened archive.

    Attributes:
        losses: what was damaged, as in `align.model.Document`; grows while parts are read.
    """

    archive: zipfile.ZipFile
    names: dict[str, str]
    bounds: Bounds = field(default_factory=Bounds)
    losses: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, data: bytes) -> Package:
        """The archive that the bytes are.

        Raises:
            UnreadableError: they are none, an encrypted one, or one beyond the limits.
        """
        if data.startswith(_OLE):
            raise UnreadableError(
                "is encrypted or an old .doc", "save it as .docx without a password"
            )
        if data.count(_ENTRY) > MAX_PARTS:
            raise UnreadableError(
                f"has more than {MAX_PARTS:,} parts", "check where the file comes from"
            )
        try:
            archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise UnreadableError("is no Word document, or half of one", DAMAGED) from error
        unpacked = sum(part.file_size for part in archive.infolist())
        if unpacked > MAX_UNPACKED:
            raise UnreadableError(
                f"unpacks to {unpacked:,} bytes; the limit is {MAX_UNPACKED:,}",
                "save the text alone, without pictures",
            )
        names = {name.replace("\\", "/").lower(): name for name in archive.namelist()}
        return cls(archive, names)

    def main(self) -> str:
        """The name of the part with the text."""
        return self.related("", "officeDocument").get("officeDocument", _MAIN)

    def related(self, part: str, *kinds: str) -> dict[str, str]:
        """The first part of each kind that a part, or the package itself for "", refers to.

        Args:
            kinds: the last names of relationship types, which Strict documents share with others.
        """
        folder, name = posixpath.split(part)
        target = _Relations(self.bounds, kinds)
        self.feed(posixpath.join(folder, "_rels", f"{name}.rels"), target)
        return {
            kind: posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/")
            for kind, path in target.found.items()
        }

    def title(self) -> str:
        """The title in the document's properties, or ""."""
        found = _Title(self.bounds)
        self.feed(self.related("", "core-properties").get("core-properties", _PROPERTIES), found)
        return " ".join("".join(found.parts).split())

    def feed(self, part: str, target: Target) -> bool:
        """Let a target see the XML of a part, as far as it goes.

        Returns:
            Whether there is such a part.

        Raises:
            UnreadableError: it is beyond the limits, or declares entities.
        """
        from lxml import etree

        name = self.names.get(part.lower())
        if name is None:
            return False
        sees: Any = target  # the stubs know another interface
        parser = etree.XMLParser(
            target=sees, recover=True, resolve_entities=False, no_network=True, huge_tree=True
        )
        broken = ""
        try:
            for piece in self._pieces(name):
                parser.feed(piece)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
            broken = "its archive is damaged there"
        try:
            parser.close()
        except etree.XMLSyntaxError:
            broken = broken or "it is empty"
        for error in parser.feed_error_log:
            if error.level == etree.ErrorLevels.FATAL:
                broken = broken or f"line {error.line:,}, column {error.column:,}"
        if broken:
            self.losses.append(f"{part} is damaged ({broken}); a part of it may be missing")
        return True

    def _pieces(self, name: str) -> Iterator[bytes]:
        with self.archive.open(name) as stream:
            while piece := stream.read(_PIECE):
                yield piece


class _Relations(Target):
    """Finds the targets of relationships."""

    def __init__(self, bounds: Bounds, kinds: tuple[str, ...]) -> None:
        super().__init__(bounds)
        self.kinds = kinds
        self.found: dict[str, str] = {}

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        kind = attributes.get("Type", "").rpartition("/")[2]
        if kind in self.kinds and attributes.get("TargetMode") != "External":
            self.found.setdefault(kind, attributes.get("Target", ""))


class _Title(Target):
    """Finds the title among the properties."""

    def __init__(self, bounds: Bounds) -> None:
        super().__init__(bounds)
        self.parts: list[str] = []

    def characters(self, data: str) -> None:
        if self.path[-1:] == ["title"] and len(self.parts) < _MOST_PIECES:
            self.parts.append(data)
