"""A Word document with comments added, as an archive."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from align.errors import InputError
from align.formats import UnreadableError
from align.formats.word import opened
from align.formats.word.names import STRICT
from align.formats.word.package import DAMAGED, Package, Target
from align.model import SegmentedDocument
from align.text import called, storable
from exports.word.places import Located
from exports.word.runs import Runs

if TYPE_CHECKING:
    from lxml.etree import _Element

_AUTHOR, _INITIALS = "tifa", "t"
_TYPES = "[Content_Types].xml"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_STRICT_KIND = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"


@dataclass(frozen=True, slots=True)
class Comment:
    """What is said of characters of a text.

    Attributes:
        start, end: in the text of the document that was read.
        lines: what is said, a paragraph each.
    """

    start: int
    end: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Commented:
    """A document with comments.

    Attributes:
        at_notes: how many stand at the mark of a note, since a note itself takes none.
        unplaced: how many have no place in the document, and are not in it.
    """

    data: bytes
    comments: int
    at_notes: int
    unplaced: int


def commented(data: bytes, text: SegmentedDocument, comments: Sequence[Comment]) -> Commented:
    """A Word document with comments beside those that it has.

    Args:
        data: the document.
        text: what was read from it: the whole, or one side of its tables.

    Raises:
        InputError: the document is damaged, which a reader can pass over but nobody can write, or
            it does not say what the text does.
    """
    name = called(text.document.source)
    try:
        return _commented(data, text, comments)
    except UnreadableError as error:
        raise InputError(f"{name}: {error.what}", error.remedy) from error


def _commented(data: bytes, text: SegmentedDocument, comments: Sequence[Comment]) -> Commented:
    located = Located(opened(data, placed=True), text)
    parts = _Parts.of(data)
    runs = Runs(parts.root)
    anchors = [located.anchor(each.start, each.end) for each in comments]
    runs.split(each for each in anchors if each is not None)
    number, at_notes, written = parts.free_number(), 0, 0
    for comment, anchor in zip(comments, anchors, strict=True):
        if anchor is not None and runs.set(number, anchor):
            parts.add(number, comment.lines)
            number, written = number + 1, written + 1
            at_notes += bool(anchor.note)
    return Commented(
        parts.written() if written else data, written, at_notes, len(comments) - written
    )


@dataclass(slots=True)
class _Parts:
    """The parts of an archive that comments change.

    Attributes:
        main: the name of the part with the text; `root` is its outermost element.
        has_comments: whether it had the part `comments` before.
    """

    package: Package
    main: str
    root: _Element
    comments: str
    of_comments: _Element
    has_comments: bool

    @classmethod
    def of(cls, data: bytes) -> _Parts:
        package = Package.of(data)
        if len({each.lower() for each in package.archive.namelist()}) < len(
            package.archive.namelist()
        ):
            raise UnreadableError("has a part twice", DAMAGED)
        main = package.main()
        root = _read(package, main)
        found = package.related(main, "comments").get("comments", "")
        if found and found.lower() in package.names:
            return cls(package, main, root, found, _read(package, found), has_comments=True)
        comments = posixpath.join(posixpath.dirname(main), "comments.xml")
        while comments.lower() in package.names:
            comments = comments.removesuffix(".xml") + "1.xml"
        space = _space(root)
        made = root.makeelement(f"{{{space}}}comments", nsmap={"w": space})
        return cls(package, main, root, comments, made, has_comments=False)

    def free_number(self) -> int:
        """A number from which on no comment has one."""
        name = f"{{{_space(self.root)}}}id"
        said = [each.get(name, "") for each in self.of_comments]
        said += [
            each.get(name, "")
            for kind in ("commentReference", "commentRangeStart", "commentRangeEnd")
            for each in self.root.iter(f"{{{_space(self.root)}}}{kind}")
        ]
        return (
            max((int(each) for each in said if each.isdecimal() and len(each) < 9), default=-1) + 1
        )

    def add(self, number: int, lines: Sequence[str]) -> None:
        """Add a comment."""
        from lxml import etree

        w = f"{{{_space(self.of_comments)}}}"
        about = {
            f"{w}id": str(number),
            f"{w}author": _AUTHOR,
            f"{w}date": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            f"{w}initials": _INITIALS,
        }
        comment = etree.SubElement(self.of_comments, f"{w}comment", about)
        for line in lines:
            run = etree.SubElement(etree.SubElement(comment, f"{w}p"), f"{w}r")
            etree.SubElement(run, f"{w}t").text = " ".join(storable(line).split())

    def written(self) -> bytes:
        """The archive; parts that do not change keep their bytes."""
        changed = {self.main: self.root, self.comments: self.of_comments}
        if not self.has_comments:
            changed |= self._named()
        made = {
            self.package.names.get(name.lower(), name): _bytes(root)
            for name, root in changed.items()
        }
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for info in self.package.archive.infolist():
                kept = made.pop(info.filename, b"") or _whole(self.package, info.filename)
                archive.writestr(info, kept)
            for name, data in made.items():
                archive.writestr(name, data)
        return stream.getvalue()

    def _named(self) -> dict[str, _Element]:
        """The relationships and content types, in which the part with the comments is named."""
        from lxml import etree

        folder, name = posixpath.split(self.main)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations.lower() in self.package.names:
            root = _read(self.package, relations)
        else:
            root = etree.fromstring(f'<Relationships xmlns="{_RELATIONS}"/>')
        taken, number = {each.get("Id") for each in root}, 1
        while f"rId{number}" in taken:
            number += 1
        is_strict = f"{{{_space(self.root)}}}" == STRICT
        etree.SubElement(
            root,
            f"{{{_RELATIONS}}}Relationship",
            Id=f"rId{number}",
            Type=_STRICT_KIND if is_strict else _KIND,
            Target=posixpath.basename(self.comments),
        )
        types = _read(self.package, _TYPES)
        etree.SubElement(
            types,
            f"{{{_CONTENT_TYPES}}}Override",
            PartName=f"/{self.comments}",
            ContentType=_CONTENT_TYPE,
        )
        return {relations: root, _TYPES: types}


def _space(root: _Element) -> str:
    """The namespace of WordprocessingML that a part is in."""
    return str(root.tag).rpartition("}")[0].lstrip("{")


def _read(package: Package, part: str) -> _Element:
    """A part as a tree.

    Raises:
        UnreadableError: there is none, it is broken or beyond the limits, or declares entities.
    """
    from lxml import etree

    package.feed(part, Target(package.bounds))  # refuses what may do harm before a tree is made

    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=True
    )
    name = package.names.get(part.lower(), "")
    try:
        return etree.fromstring(_whole(package, name), parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(f"is damaged in {part}, and takes no comments", DAMAGED) from error


def _whole(package: Package, name: str) -> bytes:
    """The bytes of a part; raises as `_read`."""
    try:
        return package.archive.read(name)
    except (
        KeyError,
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise UnreadableError(f"is damaged in {name}, and takes no comments", DAMAGED) from error


def _bytes(root: _Element) -> bytes:
    from lxml import etree

    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
