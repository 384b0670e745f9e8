"""Lines broken as Chinese and English typography want them, measured in terminal cells."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content

#: Must not begin a line, and must not end one (the common core of GB/T 15834 and JIS X 4051).
_NO_START = frozenset("，。、；：！？）》」』】〉〕”’％·…—,.;:!?)]}%")
_NO_END = frozenset("（《「『【〈〔“‘([{")


def wrap(content: Content, width: int) -> list[Content]:
    """The lines of `content` in at most `width` cells each; its own line ends stay.

    Textual breaks Chinese anywhere, so that a line may begin with a comma.
    """
    found: list[Content] = []
    for line in content.split("\n", allow_blank=True):
        found += [part.rstrip() for part in line.divide(breaks(line.plain, max(2, width)))]
    return found


def breaks(text: str, width: int) -> list[int]:
    """The offsets at which new lines begin.

    A break stands after a space, after a hyphen, or beside a wide character, unless punctuation
    would begin or an opening mark end a line; where there is no such place, anywhere.
    """
    offsets: list[int] = []
    start = used = 0
    place = 0  # the last place for a break, or `start` where there is none
    for index, char in enumerate(text):
        size = cell_len(char)
        if index > start and _may_break(text[index - 1], char):
            place = index
        if used + size > width and char != " ":
            start = place if place > start else index
            offsets.append(start)
            used = cell_len(text[start:index])
            if used + size > width:  # nothing after that place may be broken: break all the same
                start = index
                offsets.append(start)
                used = 0
            place = start
        used += size
    return offsets


def _may_break(before: str, after: str) -> bool:
    if before == " ":
        return after != " "
    if after in _NO_START or before in _NO_END:
        return False
    if before == "-":
        return after.isalpha()
    return cell_len(before) == 2 or cell_len(after) == 2
