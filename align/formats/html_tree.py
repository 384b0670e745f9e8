"""The tree of a page, whatever its markup: of bounded depth, without what nobody sees.

The parser's events are read instead of its own tree, since libxml2 gives up what stands deeper
than 255 elements without a word, and takes time with the square of the attributes of an element.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from itertools import islice
from typing import TYPE_CHECKING, Any

from align.formats import UnreadableError, raised
from align.text import unwrap

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: Elements may stand this deep; what would stand deeper stands beside them, as in browsers, which
#: have 512. Libraries walk the tree by recursion.
MAX_DEPTH = 200

#: Attributes of an element that are kept.
MAX_ATTRIBUTES = 64

#: Elements of a page; long laws have some ten thousand.
MAX_ELEMENTS = 200_000

#: Elements within a line; their text belongs to what surrounds them.
_INLINE = frozenset(
    [
        *("abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em", "font"),
        *("i", "ins", "kbd", "mark", "nobr", "q", "rb", "ruby", "samp", "small", "span", "strike"),
        *("s", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    ]
)

#: Left out with what they hold: the sound above characters (rp: its brackets), what a tracked
#: change took away, and what is shown only once a script has filled it.
_LEFT_OUT = frozenset(["rp", "rt", "rtc", "del", "template"])
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

#: Pictures of a page are left out, but not what is written below them.
_READ_AS = {"figure": "div", "figcaption": "p"}

#: Names that a tree can hold.
_NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)

#: Stands for the end of a line that the author wants.
BREAK = "\u2424"
_AROUND = re.compile(f"[ \t\r\n]*{BREAK}[ \t\r\n]*")
_PIECE = 1 << 20


def tree_of(page: str) -> HtmlElement:
    """The tree of a page, from <html> down, without inline elements and hidden ones.

    The text of each paragraph runs on one line, as a browser shows it; every <br> has become a
    `BREAK` in it.

    Raises:
        UnreadableError: it has too many elements.
    """
    from lxml import etree

    builder = _Builder()
    sees: Any = builder  # the stubs know another interface
    parser = etree.HTMLParser(target=sees, huge_tree=True)
    for start in range(0, len(page), _PIECE):
        parser.feed(page[start : start + _PIECE])
    parser.close()
    return builder.root


class _Open(Enum):
    """What became of an element that is open."""

    LEVEL = "the tree goes on within it"
    FLAT = "what stands within it goes on beside it, as the tree is deep enough"
    NOTHING = "its text belongs to what surrounds it"


class _Builder:
    """Builds the tree from what the parser meets."""

    def __init__(self) -> None:
        from lxml import etree, html

        self.root: Any = html.html_parser.makeelement("html")
        self._make = etree.SubElement
        self._levels: list[Any] = [self.root]
        self._flat: tuple[str, dict[str, str]] | None = None  # what has no level, until its text
        self._open: list[_Open] = []
        self._depth = 0
        self._skipped = 0  # the depth at which something is left out, or 0
        self._preformatted = 0
        self._elements = 0
        self._text: list[str] = []
        self._raised = 0  # the depth of what is raised, or 0
        self._raised_text: list[str] = []
        self._last = ""  # the end of what was read

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._skipped:
            return
        if tag in _LEFT_OUT or (_is_hidden(attributes) and tag not in ("html", "body")):
            self._skipped = self._depth
        elif tag == "br":
            self._text.append(BREAK)
        elif tag == "sup" and not self._raised:
            self._raised = self._depth
        elif not self._raised and not _is_inline(tag, attributes):
            self._flush()
            self._preformatted += tag == "pre"
            self._open.append(self._built(tag, attributes))
            return
        self._open.append(_Open.NOTHING)

    def end(self, tag: str) -> None:
        self._depth -= 1
        if self._skipped:
            if self._depth >= self._skipped:
                return
            self._skipped = 0
        if self._depth < self._raised:
            self._lower()
        ended = self._open.pop()
        if ended is not _Open.NOTHING:
            self._flush()
            self._flat = None
            self._preformatted -= tag == "pre"
        if ended is _Open.LEVEL:
            self._levels.pop()

    def data(self, data: str) -> None:
        if self._skipped:
            return
        if self._raised:
            self._raised_text.append(data)
            return
        self._text.append(data)
        self._last = (self._last + data[-raised.REACH :])[-raised.REACH :]

    def close(self) -> None:
        self._lower()
        self._flush()

    def _lower(self) -> None:
        """What was raised ends."""
        if self._raised:
            text = "".join(self._raised_text)
            self._raised_text.clear()
            self._raised = 0
            self._text.append(raised.plain(text, self._last))

    def _built(self, tag: str, attributes: Mapping[str, str]) -> _Open:
        kept = {
            name: value
            for name, value in islice(attributes.items(), MAX_ATTRIBUTES)
            if _NAME.fullmatch(name)
        }
        name = _READ_AS.get(tag, tag) if _NAME.fullmatch(tag) else "div"
        if len(self._levels) < MAX_DEPTH:
            self._levels.append(self._element(name, kept))
            return _Open.LEVEL
        self._flat = name, kept
        return _Open.FLAT

    def _element(self, name: str, attributes: dict[str, str]) -> Any:
        self._elements += 1
        if self._elements > MAX_ELEMENTS:
            raise UnreadableError(
                f"has more than {MAX_ELEMENTS:,} elements",
                "save the text of the page as .txt or .docx",
            )
        return self._make(self._levels[-1], name, attributes)

    def _flush(self) -> None:
        """Put the text that was met where it stands."""
        text = "".join(self._text)
        self._text.clear()
        if not text:
            return
        if not self._preformatted:
            text = unwrap(_AROUND.sub(BREAK, text))
        parent = self._levels[-1]
        if self._flat is not None:
            self._element(*self._flat).text = text
            self._flat = None
        elif len(parent):
            parent[-1].tail = (parent[-1].tail or "") + text
        else:
            parent.text = (parent.text or "") + text


def _is_inline(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether the text of an element belongs to what surrounds it: an anchor without aim, too."""
    return (
        tag in _INLINE or tag == "html" or ":" in tag or (tag == "a" and "href" not in attributes)
    )


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    return "hidden" in attributes or _HIDING.search(attributes.get("style", "")) is not None
