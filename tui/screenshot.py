"""Pictures of the screen as SVG."""

from __future__ import annotations

import re
from html import unescape

from rich.cells import cell_len

_TEXT = re.compile(r'textLength="([\d.]+)"([^>]*)>([^<]*)</text>')
_WEB_FONT = re.compile(r"@font-face\s*\{.*?\}", re.DOTALL)
_FONT = re.compile(r"font-family: Fira Code[^;]*;")
_FONTS = "font-family: Fira Code, Noto Sans Mono CJK SC, monospace;"


def mended(svg: str) -> str:
    """An SVG by Rich in which wide characters keep two cells and nothing is loaded from the web.

    Rich 15 gives each piece of text the length of its characters instead of its cells, which
    squeezes Chinese into half of its place, and names fonts of a public server.
    """
    return _FONT.sub(_FONTS, _WEB_FONT.sub("", _TEXT.sub(_in_cells, svg)))


def _in_cells(match: re.Match[str]) -> str:
    length, attributes, escaped = match.groups()
    text = unescape(escaped)
    right = float(length) / max(1, len(text)) * cell_len(text)
    return f'textLength="{right:g}"{attributes}>{escaped}</text>'
