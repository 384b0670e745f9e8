"""XML from elsewhere, read as a stream and taken for hostile.

Nothing outside the file is loaded, no entity may be declared (so none can grow: "billion laughs"),
and the size, the depth (the parser's own limit of 256) and what one record holds have limits. No
more of a file is held than what may still be open: a record is cleared once it has been used.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, cast

from lxml import etree

from align.errors import InputError
from align.remarks import Remarks
from align.xml_bytes import Pieces

if TYPE_CHECKING:
    from lxml.etree import _Element

_Event = Literal["start", "end"]

MOST_BYTES = 4 * 2**30  #: of a file; ten times what 100,000 concepts with their contexts take
MOST_ELEMENTS = 200_000  #: of one record; ten thousand contexts have fewer
_UNLOOKED = 2**19  #: bytes read before it is looked how much is held; fewer hold no such record
_LATEST = 2**20  #: bytes after which a file that has no element yet has none
_PLACE = re.compile(r", line \d+, column \d+$")
_DEEP = re.compile(r"Excessive depth in document: (\d+)")

XML = "http://www.w3.org/XML/1998/namespace"
LANG = f"{{{XML}}}lang"


def records(
    stream: BinaryIO,
    roots: Collection[str],
    tags: Collection[str],
    kind: str,
    remarks: Remarks | None = None,
) -> Iterator[_Element]:
    """The elements with certain names, whole, in their order, each cleared after its use.

    Names are local: a namespace does not matter. The first thing given is the root element as it
    begins, with its attributes and without content. Damage that concerns single places is mended,
    see `align.xml_bytes`.

    Args:
        roots: the names that the root element may have.
        tags: the names of the elements to give; one inside another belongs to that.
        kind: what the file should be, for people: "TBX".
        remarks: filled at the end with what was mended.

    Raises:
        InputError: it is no XML, is cut off, has another root, declares entities, or is too large
            or too deep; the file and the line are named.
    """
    called = name_of(stream)
    pieces = Pieces(stream)
    given = iter(pieces)
    begun, first = _begun(given, pieces, called)
    _require_no_entities(first, called)
    _require_root(first, roots, kind, called)
    yield first
    parser = _parser(("start", "end"), [f"{{*}}{name}" for name in (*roots, *tags)])
    root = record = None
    within = looked = began = 0
    for events in _events(parser, chain(begun, given), pieces, called):
        for event, element in events:
            root = element if root is None else root
            if local_name(element) not in tags:
                continue
            if event == "start":
                if not within:
                    record, began = element, pieces.read
                within += 1
                continue
            within -= 1
            if within:
                continue
            if pieces.read > began + _UNLOOKED:
                _require_few(element, called)
            if pieces.has_references:
                _require_no_references(element, called)
            yield element
            _clear(element)
        if root is not None and pieces.read > looked + _UNLOOKED:
            looked = pieces.read
            if within and record is not None:
                _require_few(record, called)
            else:
                _shed(root)
    if remarks is not None:
        remarks.said.extend(pieces.remarks)
        remarks.losses.extend(pieces.losses)


def _parser(events: Sequence[_Event], tags: Sequence[str] | None = None) -> etree.XMLPullParser:
    return etree.XMLPullParser(
        events,
        tag=tags,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )


def _begun(given: Iterable[bytes], pieces: Pieces, called: str) -> tuple[list[bytes], _Element]:
    """The pieces in which the root element begins, and that element without its content."""
    parser, begun = _parser(("start",)), list[bytes]()
    for events in _events(parser, _kept(given, begun), pieces, called):
        for _, element in events:
            return begun, element
        if pieces.read > _LATEST:
            what = f"has no element in its first {_LATEST // 2**20} MB"
            raise InputError(f"{called}: {what}", "name another file")
    raise AssertionError("a file without a root element is no well-formed XML")


def _kept(given: Iterable[bytes], kept: list[bytes]) -> Iterator[bytes]:
    for piece in given:
        kept.append(piece)
        yield piece


def _events(
    parser: etree.XMLPullParser, given: Iterable[bytes], pieces: Pieces, called: str
) -> Iterator[Iterable[tuple[str, _Element]]]:
    """What the parser meets in each piece; of a broken file all before the fault, then that."""
    fault, is_cut = None, False
    for piece in given:
        if pieces.read > MOST_BYTES:
            raise InputError(
                f"{called}: larger than {MOST_BYTES // 2**30} GiB", "import it in parts"
            )
        fault = _fed(parser, piece)
        yield cast(Iterable[tuple[str, "_Element"]], parser.read_events())
        if fault is not None:
            break
    try:
        if fault is None:
            parser.close()
    except etree.XMLSyntaxError as error:
        fault, is_cut = error, pieces.read > 0
    yield cast(Iterable[tuple[str, "_Element"]], parser.read_events())
    if fault is not None:
        raise _broken(fault, called, is_cut=is_cut) from fault


def _fed(parser: etree.XMLPullParser, piece: bytes) -> etree.XMLSyntaxError | None:
    try:
        parser.feed(piece)
    except etree.XMLSyntaxError as error:
        return error
    return None


def _broken(error: etree.XMLSyntaxError, called: str, *, is_cut: bool) -> InputError:
    line = f"line {error.lineno}: " if error.lineno else ""
    reason = _PLACE.sub("", " ".join(str(error.msg or "it is empty").split()))
    if deep := _DEEP.match(reason):
        what = f"{line}elements stand more than {deep[1]} deep"
        return InputError(f"{called}: {what}", "check where the file comes from")
    reason = f"it ends here, within an element: {reason}" if is_cut else reason
    return InputError(
        f"{called}: {line}no well-formed XML ({reason})", "export or download the file again"
    )


def _require_no_entities(root: _Element, called: str) -> None:
    """Entities could read other files or grow without end, and no file of these formats has any."""
    subset: Any = root.getroottree().docinfo.internalDTD  # the stubs lack iterentities
    if subset is not None and any(True for _ in subset.iterentities()):
        raise InputError(
            f"{called}: declares entities, which may do harm",
            "remove the <!ENTITY …> declarations",
        )


def _require_no_references(record: _Element, called: str) -> None:
    """An entity of a definition that is not loaded stands for text that nobody sees."""
    for entity in record.iter(etree.Entity):
        what = f"line {record.sourceline}: uses the entity {entity.text}, which is unknown"
        raise InputError(f"{called}: {what}", "write the text itself")


def _require_root(root: _Element, roots: Collection[str], kind: str, called: str) -> None:
    found = local_name(root)
    if found not in roots:
        wanted = " or ".join(f"<{name}>" for name in roots)
        raise InputError(
            f"{called}: line {root.sourceline}: is no {kind}: its root is <{found}>, not {wanted}",
            "name another file, or say with --format what it is",
        )


def _clear(record: _Element) -> None:
    """Give back the memory of a record, and of its siblings before it."""
    record.clear()
    parent = record.getparent()
    while parent is not None and record.getprevious() is not None:
        del parent[0]


def _shed(root: _Element) -> None:
    """Give back the memory of all that is closed; of siblings only the last may be open."""
    last = root
    while len(last):
        del last[:-1]
        last = last[-1]


def _require_few(record: _Element, called: str) -> None:
    if sum(1 for _ in record.iter()) > MOST_ELEMENTS:
        raise _refused(called, record, f"one entry has more than {MOST_ELEMENTS:,} elements")


def _refused(called: str, element: _Element, what: str) -> InputError:
    return InputError(
        f"{called}: line {element.sourceline}: {what}", "check where the file comes from"
    )


def local_name(element: _Element) -> str:
    """The name of an element without its namespace."""
    return _local(str(element.tag))


@lru_cache(maxsize=1_000)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def text_of(element: _Element) -> str:
    """All text in an element."""
    return "".join(map(str, element.itertext()))


def name_of(stream: BinaryIO) -> str:
    """What to call a stream: its path, where it has one."""
    name = getattr(stream, "name", None)
    return name if isinstance(name, str) else "standard input"
