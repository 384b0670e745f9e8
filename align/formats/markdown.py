"""Markdown: the text of headings, paragraphs, lists, quotations and tables, without its markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from align.formats import Content, UnreadableError
from align.formats.encodings import decoded
from align.formats.html import text_of
from align.formats.plain import line_ends
from align.line_ends import SHARED, WIDE
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

    Every block stands between blank lines and on one line, unless its author broke the line. HTML
    is read as `align.formats.html` reads it, what is only indented as the paragraphs that it mostly
    is, and a note where it is written. Fenced code is no prose and left out, as are struck-through
    text, the marks of notes, and the front matter that site generators use.

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
            block = _TASK.sub("", block, count=1) if _TASK.match(block) else block
            if heading and not title:
                title = block.strip()
            heading = False
            if block.strip():
                blocks.append(block)
        elif token.type == "html_block":
            blocks += text_of(token.content)
        elif token.type == "code_block":
            blocks += filter(None, map(str.strip, token.content.split("\n")))
    return Content("\n\n".join(blocks), title, losses=found.losses)


#: Boxes of things to do, and stars that make nothing strong, as between Chinese and its quotes.
_TASK = re.compile(r"\[[ xX]\]\s+")
_STARS = re.compile(rf"(?<=[{WIDE}{SHARED}])\*{{2,3}}|\*{{2,3}}(?=[{WIDE}{SHARED}])")
_HTML_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
#: Paragraphs that follow each other without a blank line are indented in Chinese.
_INDENTED = re.compile("\n(?=\u3000)")

#: Stands for a line break that the author wants while soft ones are taken out.
_BREAK = "\ue000"


def _parser() -> MarkdownIt:
    """A parser of CommonMark with tables, which leaves out nothing that stands deep.

    That of the library passes over what stands deeper than its limit.
    """
    from markdown_it import MarkdownIt
    from markdown_it.parser_block import ParserBlock
    from mdit_py_plugins.footnote import footnote_plugin

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

    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING + 1})
    parser.enable(["table", "strikethrough"]).use(footnote_plugin)
    parser.disable(["footnote_tail", "footnote_inline"])  # notes stay where they are written
    blocks = Blocks()
    blocks.ruler = parser.block.ruler
    parser.block = blocks
    return parser


def _inline(token: Token) -> str:
    """The text of a block, its lines as they stand."""
    parts: list[str] = []
    struck = 0
    for child in token.children or ():
        if child.type in {"s_open", "s_close"}:
            struck += child.nesting
        elif struck:
            continue
        elif child.type == "text":
            parts.append(_STARS.sub("", child.content))
        elif child.type in {"code_inline", "image"}:
            parts.append(child.content)
        elif child.type == "softbreak":
            parts.append("\n")
        elif child.type == "hardbreak" or _HTML_BREAK.fullmatch(child.content):
            parts.append(_BREAK)
    return _INDENTED.sub(_BREAK, "".join(parts))


def _without_front_matter(text: str) -> str:
    mark = text[:4]
    if mark not in ("---\n", "+++\n"):
        return text
    end = text.find(f"\n{mark}", 3)
    return text if end < 0 else text[end + 5 :]
