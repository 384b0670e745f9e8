"""Lines that an author broke by hand: which of them are lines of their own.

A break within a paragraph of HTML or Word parts entries, verses and lines of an address, but as
often it only divides a long heading, or a paragraph was wrapped with it. Terms run on over the
second kind and never over the first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from align.numbers.chinese import NUMERALS
from align.text import one_line

#: What a line ends with that says what it has to say.
_ENDS = re.compile(r"[。！？!?；;：:…．][”’」』）)】》\"']*\Z|\.[”’)\"']*\Z|[）)】》]\Z")

#: What a line ends with that goes on, and begins with that went on.
_GOES_ON = re.compile(r"[，、,（(“‘《【\-‐–—/]\Z")
_WENT_ON = re.compile(r"[a-z，、。；：！？）”’》】,;:!?)]")

#: How an entry, a paragraph or a line with its title begins.
_BEGINS = re.compile(
    rf"[\u3000\u00a0]|[-*•●○■◆▪·①-⑳㈠-㈩—]|[（(]|第[{NUMERALS}\d]+[章节条款项部分]"
    rf"|(?:[{NUMERALS}]{{1,3}}|\d{{1,3}}|[A-Za-z])[、.．)）]|[^，。；]{{1,10}}[：:]"
)

_FEW = 3  #: lines that a heading may have
_LONG = 15  #: characters from which a line may have been wrapped
_FULL = 0.65  #: share of the longest line that a wrapped one has at least


def unbroken(lines: Sequence[str]) -> str:
    """The lines of a paragraph, put together where a break says nothing.

    Args:
        lines: with the blanks that they begin with.
    """
    shown = [line for line in lines if line.strip()]
    longest = max((len(line.strip()) for line in shown), default=0)
    made: list[str] = []
    for number, line in enumerate(shown):
        if number and _runs_on(shown[number - 1].strip(), line, len(shown), longest):
            made[-1] = one_line(f"{made[-1]}\n{line.strip()}")
        else:
            made.append(line.strip())
    return "\n".join(made)


def _runs_on(line: str, following: str, count: int, longest: int) -> bool:
    """Whether a line goes on in the next one."""
    if _GOES_ON.search(line) or _WENT_ON.match(following):
        return True
    if _ENDS.search(line) or _BEGINS.match(following):
        return False
    return count <= _FEW or len(line) >= max(_LONG, _FULL * longest)
