"""Markdown: the text of headings, paragraphs, lists, quotations and tables, without its markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.formats import Content
from align.formats.encodings import decoded
from align.formats.plain import line_ends
from align.text import one_line

if TYPE_CHECKING:
    from markdown_it.token import Token


def read(data: bytes) -> Content:
    """The text of a CommonMark file with tables; the first heading is its title.

    Every block stands between blank lines and on one line, unless its author broke the line. Code
    and HTML blocks are no prose and left out, as is the front matter that site generators use.

    Raises:
        UnreadableError: the bytes are in no known encoding.
    """
    from markdown_it import MarkdownIt

    found = decoded(data)
    text = _without_front_matter(line_ends(found.text))
    title = ""
    blocks: list[str] = []
    heading = False
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "heading_open":
            heading = True
        elif token.type == "inline":
            block = one_line(_inline(token)).replace(_BREAK, "\n")
            if heading and not title:
                title = block.strip()
            heading = False
            if block.strip():
                blocks.append(block)
    return Content("\n\n".join(blocks), title, losses=found.losses)


#: Stands for a line break that the author wants while soft ones are taken out.
_BREAK = "\ue000"


def _inline(token: Token) -> str:
    parts: list[str] = []
    for child in token.children or ():
        if child.type in {"text", "code_inline"}:
            parts.append(child.content)
        elif child.type == "softbreak":
            parts.append("\n")
        elif child.type == "hardbreak":
            parts.append(_BREAK)
        elif child.type == "image":
            parts.append(child.content)
    return "".join(parts)


def _without_front_matter(text: str) -> str:
    if not text.startswith("---\n"):
        return text
    end = text.find("\n---\n", 3)
    return text if end < 0 else text[end + 5 :]
