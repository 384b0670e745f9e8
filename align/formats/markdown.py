"""Markdown: the text of headings, paragraphs, lists, quotations and tables, without its markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from align.formats import Content, UnreadableError
from align.formats.encodings import decoded
from align.formats.plain import line_ends
from align.text import one_line

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

#: Lists and quotations may stand this deep within each other; of what stands deeper every line is
#: read as a paragraph. The library goes down by recursion.
_MAX_NESTING = 100

#: Characters of a file, markup included: its tokens may take 500 bytes for each.
_MAX_CHARACTERS = 2_500_000

#: How items and quotations begin.
_MARKERS = re.compile(r"(?:>|[-+*](?=\s)|\d{1,9}[.)](?=\s)|\s)*")


def read(data: bytes) -> Content:
    """The text of a CommonMark file with tables; the first heading is its title.

    Every block stands between blank lines and on one line, unless its author broke the line. Code
    and HTML blocks are no prose and left out, as is the front matter that site generators use.

    Raises:
        UnreadableError: the bytes are in no known encoding, or too many.
    """
    found = decoded(data)
    text = _without_front_matter(line_ends(found.text))
    if len(text) > _MAX_CHARACTERS:
        raise UnreadableError(
            f"holds {len(text):,} characters of Markdown; the limit is {_MAX_CHARACTERS:,}",
            "split it, or save it as .txt",
        )
    title = ""
    blocks: list[str] = []
    heading = False
    for token in _parser().parse(text):
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


def _parser() -> MarkdownIt:
    """A parser of CommonMark with tables, which leaves out nothing that stands deep.

    That of the library passes over what stands deeper than its limit.
    """
    from markdown_it import MarkdownIt
    from markdown_it.parser_block import ParserBlock

    class Blocks(ParserBlock):
        def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803
            if state.level < _MAX_NESTING:
                super().tokenize(state, startLine, endLine)
                return
            for line in range(startLine, endLine):
                if not state.isEmpty(line) and state.sCount[line] < state.blkIndent:
                    break
                state.line = line + 1
                source = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
                token = state.push("inline", "", 0)
                token.content = _MARKERS.sub("", source).strip()
                token.children = []

    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING + 1}).enable("table")
    blocks = Blocks()
    blocks.ruler = parser.block.ruler
    parser.block = blocks
    return parser


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
