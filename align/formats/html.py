"""HTML: the main text of a page, found by trafilatura."""

from __future__ import annotations

import re
from collections.abc import Collection
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


def _lines(text: str) -> str:
    """A paragraph with the lines that its author wanted."""
    return unbroken(text.split(BREAK))


def _main_text(tree: Any) -> tuple[str, str]:
    """The text of a page, a paragraph a line, and its title."""
    import trafilatura

    whole = _all_text(tree, _UNREAD)
    if len(whole) > MAX_CHARACTERS:
        raise UnreadableError(too_long(len(whole)), "split it into smaller ones")
    with quiet("trafilatura"):
        found = trafilatura.bare_extraction(
            tree,
            favor_recall=True,
            include_comments=False,
            include_tables=True,
            with_metadata=True,
        )
    if found is None or isinstance(found, dict):
        return whole, ""
    return _all_text(found.body) or whole, (found.title or "").strip()


def _all_text(tree: Any, left_out: Collection[str] = ()) -> str:
    """All that a tree shows, but for some elements: a paragraph, heading, item or cell a line."""
    from lxml import etree

    parts: list[str] = []
    unread = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        begins = event == "start"
        if element.tag in left_out:
            unread += 1 if begins else -1
        if element.tag not in _WITHIN_LINES:
            parts.append("\n")
        text = element.text if begins else element.tail
        parts.append(text if text and not unread else "")
    return "\n".join(line for line in "".join(parts).split("\n") if line.strip())
