"""XML from elsewhere, read as a stream and taken for hostile.

Nothing outside the file is loaded, no entity may be declared (so none can grow: "billion laughs"),
and the size, the depth and what one record holds have limits. The rest of a file whose memory has
been given back is never held: a record is cleared once it has been used.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from lxml import etree

from align.errors import InputError
from align.remarks import Remarks
from align.xml_bytes import Pieces

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_BYTES = 4 * 2**30  #: of a file; ten times what 100,000 concepts with their contexts take
MOST_DEEP = 64  #: elements within each other; the formats that we read have a dozen
MOST_ELEMENTS = 200_000  #: of one record; ten thousand contexts have fewer
_MOST_NAMES = 10_000  #: of elements that are remembered
_PLACE = re.compile(r", line \d+, column \d+$")

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
    parser = etree.XMLPullParser(
        ("start", "end"),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    pieces = Pieces(stream)
    depth = elements = within = 0
    is_record: dict[str, bool] = {}
    for events in _events(parser, pieces, called):
        for event, element in events:
            tag = element.tag
            if tag not in is_record:
                if len(is_record) > _MOST_NAMES:
                    is_record.clear()
                is_record[tag] = local_name(element) in tags
            if event == "start":
                if not depth:
                    _require_no_entities(element, called)
                    _require_root(element, roots, kind, called)
                    yield element
                depth, elements = depth + 1, elements + 1
                if depth > MOST_DEEP or elements > MOST_ELEMENTS:
                    raise _too_much(called, element, depth)
                within += is_record[tag]
                continue
            depth -= 1
            within -= is_record[tag]
            if within:
                continue
            if is_record[tag]:
                _require_no_references(element, called)
                yield element
            if depth:
                _clear(element)
                elements = depth
    if remarks is not None:
        remarks.said.extend(pieces.remarks)
        remarks.losses.extend(pieces.losses)


def _too_much(called: str, element: _Element, depth: int) -> InputError:
    if depth > MOST_DEEP:
        return _refused(called, element, f"elements stand more than {MOST_DEEP} deep")
    return _refused(called, element, f"one entry has more than {MOST_ELEMENTS:,} elements")


def _events(
    parser: etree.XMLPullParser, pieces: Pieces, called: str
) -> Iterator[Iterable[tuple[str, _Element]]]:
    """What the parser meets in each piece; of a broken file all before the fault, then that."""
    fault = None
    for piece in pieces:
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
        fault = error
    yield cast(Iterable[tuple[str, "_Element"]], parser.read_events())
    if fault is not None:
        raise _broken(fault, called) from fault


def _fed(parser: etree.XMLPullParser, piece: bytes) -> etree.XMLSyntaxError | None:
    try:
        parser.feed(piece)
    except etree.XMLSyntaxError as error:
        return error
    return None


def _broken(error: etree.XMLSyntaxError, called: str) -> InputError:
    line = f"line {error.lineno}: " if error.lineno else ""
    reason = _PLACE.sub("", " ".join(str(error.msg or "it is empty").split()))
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


def _clear(element: _Element) -> None:
    """Give back the memory of an element, and of its siblings before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


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
