"""Text measured in terminal cells, and hostile text made safe to show.

Chinese characters take two cells, so widths are never `len()`. What comes from documents is shown
literally: markup is not interpreted and control characters appear as symbols.
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from align.text import visible

#: Marks a term in its context; it must not depend on colour.
MARK = "bold underline"


def fit(text: str, width: int, *, right: bool = False) -> str:
    """`text` cut or padded to exactly `width` cells; no wide character is split.

    What was cut ends in "…".

    Args:
        right: pad on the left, so that numbers line up.
    """
    if width <= 0:
        return ""
    used = cell_len(text)
    if used > width:
        # set_cell_size puts a space where half of a wide character would stand.
        text = set_cell_size(text, width - 1).rstrip(" ") + "…"
        used = cell_len(text)
    padding = " " * (width - used)
    return padding + text if right else text + padding


def tail(text: str, width: int) -> str:
    """The end of `text` in at most `width` cells, after "…" where something was cut."""
    if cell_len(text) <= width:
        return text
    if width <= 0:
        return ""
    kept = text[-width:]  # marks of no width that stand before go with what they stand on
    while cell_len(kept) >= width:
        kept = kept[1:]
    return "…" + kept


def literal(text: str, style: str = "") -> Content:
    """`text` as it is, in one style, with control characters as symbols and markup untouched."""
    return Content.styled(visible(text), style, strip_control_codes=False)


def marked(text: str, spans: Iterable[tuple[int, int]], style: str = MARK) -> Content:
    """`text` with the characters of `spans` in `style`.

    Spans may come from a damaged or imported file: what overlaps or lies outside is left out.
    """
    parts: list[Content] = []
    done = 0
    for start, end in sorted(spans):
        if done <= start < end <= len(text):
            parts += [literal(text[done:start]), literal(text[start:end], style)]
            done = end
    parts.append(literal(text[done:]))
    return Content("").join(parts)


def lines(parts: Iterable[Content]) -> Content:
    """The parts, each on a line of its own."""
    return Content("\n").join(parts)
