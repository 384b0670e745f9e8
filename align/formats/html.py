"""HTML: the main text of a page, found by trafilatura."""

from __future__ import annotations

import re
from typing import Any

from align.formats import Content, UnreadableError, quiet
from align.formats.encodings import decoded
from align.formats.plain import line_ends
from align.text import clean, unwrap

#: How HTML and XML files name their encoding, in the first kilobyte (HTML standard, 13.2.3.2).
_DECLARED = re.compile(rb"""(?:charset\s*=|<\?xml[^>]*encoding\s*=)\s*["']?\s*([\w.:-]+)""", re.I)
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")


#: Elements within a line; their text belongs to what surrounds them.
_INLINE = (
    "b",
    "strong",
    "em",
    "i",
    "u",
    "s",
    "span",
    "font",
    "mark",
    "small",
    "sub",
    "sup",
    "abbr",
)


def read(data: bytes) -> Content:
    """The main text and the title of a page; every paragraph stands between blank lines.

    Raises:
        UnreadableError: the bytes are in no known encoding, or no text was found in the page.
    """
    import trafilatura

    match = _DECLARED.search(data[:1024])
    declared = match[1].decode("ascii", "replace") if match else None
    source = decoded(data, declared)
    page, _ = clean(line_ends(source.text))
    nothing = UnreadableError(
        "no text was found in this page", "save the text of the page as .txt or .docx"
    )
    with quiet("trafilatura"):
        tree = trafilatura.load_html(_XML_DECLARATION.sub("", page))
        if tree is None:
            raise nothing
        _flow(tree)
        found = trafilatura.bare_extraction(
            tree,
            favor_recall=True,
            include_comments=False,
            include_tables=True,
            with_metadata=True,
        )
    if found is None or isinstance(found, dict) or not (found.text or "").strip():
        raise nothing
    blocks = [line.strip() for line in found.text.split("\n")]
    text = "\n\n".join(block for block in blocks if block)
    return Content(text, (found.title or "").strip(), losses=source.losses)


def _flow(tree: Any) -> None:
    """Let the text of each paragraph run on one line, as a browser does."""
    from lxml import etree

    etree.strip_tags(tree, *_INLINE)
    for element in tree.iter(etree.Element):
        if element.text and element.tag != "pre":
            element.text = unwrap(element.text)
        parent = element.getparent()
        if element.tail and parent is not None and parent.tag != "pre":
            element.tail = unwrap(element.tail)
