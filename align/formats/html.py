"""HTML: the main text of a page, found by trafilatura."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Collection, Iterator, Set
from typing import Any

from align.formats import MAX_CHARACTERS, Content, UnreadableError, quiet, too_long
from align.formats.breaks import unbroken
from align.formats.encodings import decoded
from align.formats.html_tree import BREAK, tree_of
from align.formats.plain import line_ends
from align.text import clean

#: How HTML and XML files name their encoding, near their beginning (HTML standard, 13.2.3.2).
_DECLARED = re.compile(rb"""(?:charset\s*=|<\?xml[^>]*encoding\s*=)\s*["']?\s*([\w.:-]+)""", re.I)
_NEAR = 4096
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_PARAGRAPHS = re.compile(f"{BREAK}(?:\\s*{BREAK})+")

#: Elements within a line: of pages, and of what trafilatura makes of them.
_WITHIN_LINES = frozenset(["a", "label", "ref", "hi", "del"])

_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])

#: Elements of pages whose text nobody reads on the page itself.
_UNREAD = frozenset(["head", "script", "style", "noscript", "select", "textarea", "svg", "nav"])


def read(data: bytes) -> Content:
    """The main text and the title of a page; every paragraph stands between blank lines.

    Of a page in which no main text can be told from the rest, all text is read. Left out are hidden
    elements, the sound above characters (ruby), and deletions.

    Raises:
        UnreadableError: the bytes are in no known encoding, the page has no text, or too many
            elements.
    """
    match = _DECLARED.search(data[:_NEAR])
    declared = match[1].decode("ascii", "replace") if match else None
    source = decoded(data, declared)
    page, _ = clean(line_ends(source.text).replace(BREAK, " "))
    tree = tree_of(_XML_DECLARATION.sub("", page))
    text, title = _main_text(tree)
    found = [_lines(part) for block in text.split("\n") for part in _PARAGRAPHS.split(block)]
    if not any(found):
        raise UnreadableError(
            "no text was found in this page", "save the text of the page as .txt or .docx"
        )
    title = " ".join(_lines(title).split("\n"))
    return Content("\n\n".join(filter(None, found)), title, losses=source.losses)


def text_of(markup: str) -> list[str]:
    """All that a piece of HTML shows; raises as `read` where it has too many elements."""
    shown, _ = _shown(tree_of(markup.replace(BREAK, " ")), _UNREAD)
    return list(filter(None, map(_lines, shown)))


def _lines(text: str) -> str:
    """A paragraph with the lines that its author wanted."""
    return unbroken(text.split(BREAK))


def _main_text(tree: Any) -> tuple[str, str]:
    """The text of a page, a paragraph a line, and its title."""
    import trafilatura

    shown, headings = _shown(tree, _UNREAD)
    characters = sum(map(len, shown))
    if characters > MAX_CHARACTERS:
        raise UnreadableError(too_long(characters), "split it into smaller ones")
    with quiet("trafilatura"):
        found = trafilatura.bare_extraction(
            tree,
            favor_recall=True,
            include_comments=False,
            include_tables=True,
            with_metadata=True,
        )
    if found is None or isinstance(found, dict):
        return "\n".join(shown), ""
    title = (found.title or "").strip()
    kept, _ = _shown(found.body)
    return "\n".join(_with_headings(kept, shown, headings, title) if kept else shown), title


def _with_headings(
    kept: list[str], shown: list[str], headings: Set[str], title: str
) -> Iterator[str]:
    """The main text, with the headings within it and its title, which trafilatura often takes out.

    Args:
        kept: the lines of the main text.
        shown: those of the whole page.
        headings: which of them are headings, without blanks.
        title: of the page; it may end in the name of the site.
    """
    places: dict[str, deque[int]] = {}
    for place, line in enumerate(shown):
        places.setdefault(_bare(line), deque()).append(place)
    lost = headings - set(map(_bare, kept))
    done = -1
    for line in kept:
        following = places.get(_bare(line), deque())
        while following and following[0] <= done:
            following.popleft()
        if following:
            between = shown[done + 1 : following[0]]
            if done < 0:
                between = _titles(between, headings, _bare(title))
            yield from (one for one in between if _bare(one) in lost)
            done = following[0]
        yield line


def _titles(above: list[str], headings: Collection[str], title: str) -> list[str]:
    """Of the lines above a main text its title, and the headings that it begins with."""
    start = len(above)
    while start and _bare(above[start - 1]) in headings:
        start -= 1
    own = [one for one in above[:start] if _bare(one) in headings and title.startswith(_bare(one))]
    return own[-1:] + above[start:]


def _bare(text: str) -> str:
    return "".join(text.replace(BREAK, " ").split())


def _shown(tree: Any, left_out: Collection[str] = ()) -> tuple[list[str], set[str]]:
    """All that a tree shows, but for some elements.

    Returns:
        its paragraphs, headings, items and cells, each a line; and what is a heading of them,
        without blanks.
    """
    from lxml import etree

    parts: list[str] = []
    headings: set[str] = set()
    unread = 0
    begun: list[int] = []  # where the open headings begin
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        begins = event == "start"
        if element.tag in left_out:
            unread += 1 if begins else -1
        if element.tag in _HEADINGS and begins:
            begun.append(len(parts))
        elif element.tag in _HEADINGS:
            start = begun.pop()
            if not begun:
                headings.add(_bare("".join(parts[start:])))
        if element.tag not in _WITHIN_LINES:
            parts.append("\n")
        text = element.text if begins else element.tail
        parts.append(text if text and not unread else "")
    return [line for line in "".join(parts).split("\n") if line.strip()], headings
