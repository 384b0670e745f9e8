"""Marks that may end a sentence, with what stands around them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

#: A bracketed part of at most this many characters belongs to the sentence it stands in.
SHORT_BRACKET = 200

#: Marks that may end a sentence, those of one ellipsis or outcry together (". . .", "？！").
_CLUSTER = re.compile(r"[。！？｡．!?.…⋯؟۔](?:[ \t]?[。！？｡．!?.…⋯؟۔])*")

#: Marks that close a quotation or bracket, and only do that.
_CLOSERS = frozenset("”’」』）)】》〉»›〕］]}")
_STRAIGHT = frozenset("\"'＂")
#: The sign of a footnote behind a sentence; a circled number before a word counts an item instead.
_NOTE = re.compile(r"\[\d{1,3}\]|[①-⑳](?=\s|\Z)")

#: Characters after which a sentence goes on although a mark stood before.
CONTINUING = frozenset("，、；：,;:،؛。！？｡!?.…⋯؟%％") | _CLOSERS

_PAIRS = {
    "(": ")",
    "（": "）",
    "[": "]",
    "【": "】",
    "《": "》",
    "〈": "〉",
    "〔": "〕",
    "［": "］",
}
_BRACKETS = re.compile("[()（）\\[\\]【】《》〈〉〔〕［］]")
_WIDE = re.compile(
    "[\u2e80-\u2fdf\u3005-\u3007\u3021-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A run of marks in a block.

    Attributes:
        start, end: the run itself.
        after: where the quotation and bracket marks end that close behind it.
        next: where the next character that is no white space stands; the block's end if none does.
        limit: the end of the block.
        bracket: the short bracketed part that it stands in, from bracket to bracket, or None.
        wide: whether Chinese characters stand before it or, but for a full stop, behind it.
    """

    start: int
    end: int
    after: int
    next: int
    limit: int
    bracket: tuple[int, int] | None
    wide: bool

    @property
    def last(self) -> bool:
        """Whether nothing follows it in the block."""
        return self.next >= self.limit

    def enclosed(self, text: str, begin: int) -> bool:
        """Whether it stands within brackets that are part of the sentence that starts at `begin`.

        A bracketed part that is a sentence of its own begins the sentence and ends it.
        `begin` is the place of the sentence's first character that is no white space.
        """
        if self.bracket is None:
            return False
        opening, closing = self.bracket
        if text[opening] in "《〈":  # a title is no sentence
            return True
        return self.after <= closing or begin < opening


def is_wide(character: str) -> bool:
    """Whether a character is Chinese (or another ideograph, kana or stroke)."""
    return _WIDE.match(character) is not None


def marks(
    text: str, begin: int, limit: int, closers: frozenset[str] = frozenset()
) -> Iterator[Mark]:
    """The marks of a block in their order.

    Args:
        closers: quotation marks that close one in the language of the text and open it elsewhere.
    """
    brackets = _short_brackets(text, begin, limit)
    starts = [opening for opening, _ in brackets]
    quotation, counted = False, begin
    position = begin
    while cluster := _CLUSTER.search(text, position, limit):
        start, end = cluster.span()
        quotation = _in_quotation(text, counted, end, quotation=quotation)
        counted = end
        after = _closed(text, end, limit, closers, quotation=quotation)
        following = skip_space(text, after, limit)
        found = bisect_right(starts, start) - 1
        bracket = brackets[found] if found >= 0 and start < brackets[found][1] else None
        yield Mark(
            start,
            end,
            after,
            following,
            limit,
            bracket,
            wide=_among_wide(text, cluster.group(), start, begin, following, limit),
        )
        position = max(end, after)


def opens_german(text: str, position: int) -> bool:
    """Whether a mark opens a quotation as German books do: »Ja.« A blank stands before it."""
    return text[position] in "»›" and text[position + 1 : position + 2].isalnum()


def skip_space(text: str, position: int, limit: int) -> int:
    """The place of the next character that is no white space, or the limit."""
    while position < limit and text[position].isspace():
        position += 1
    return position


def _closed(
    text: str, position: int, limit: int, closers: frozenset[str], *, quotation: bool
) -> int:
    """The end of the closing marks that follow at once, or behind blanks if unmistakable."""
    while position < limit:
        character = text[position]
        if character in _CLOSERS or character in closers:
            position += 1
            continue
        if note := _NOTE.match(text, position, limit):
            position = note.end()
            continue
        ahead = position
        while ahead < limit and ahead < position + 3 and text[ahead] in " \t\u3000\u00a0\u202f":
            ahead += 1
        if ahead >= limit:
            return position
        mark = text[ahead]
        spaced = ahead > position
        if mark in _CLOSERS and spaced and not opens_german(text, ahead):
            position = ahead + 1
        elif mark in _STRAIGHT and _closes(text, ahead, limit, spaced=spaced, quotation=quotation):
            position = ahead + 1
            quotation = quotation and mark == "'"
        else:
            return position
    return position


def _closes(text: str, position: int, limit: int, *, spaced: bool, quotation: bool) -> bool:
    """Whether a straight quotation mark behind a final mark closes a quotation."""
    behind = position + 1
    while behind < min(limit, position + 4) and text[behind] in _STRAIGHT:
        behind += 1
    bare = behind >= limit or text[behind].isspace() or text[behind] in CONTINUING
    if text[position] == "'" or bare != spaced:
        return bare
    if quotation or not bare:
        return quotation
    following = text.find('"', position + 1, limit)
    return following < 0 or _role(text, following) == "opens"


def _in_quotation(text: str, start: int, end: int, *, quotation: bool) -> bool:
    """Whether a quotation in straight marks is open at `end`, given whether one was at `start`.

    A mark with a blank on one side only says itself whether it opens or closes, so that one that
    was forgotten does no harm beyond the next.
    """
    position = text.find('"', start, end)
    while position >= 0:
        role = _role(text, position)
        quotation = role == "opens" if role else not quotation
        position = text.find('"', position + 1, end)
    return quotation


def _role(text: str, position: int) -> str:
    """Whether a straight quotation mark "opens" or "closes" by what stands around it, else ""."""
    before, behind = text[max(position - 1, 0) : position], text[position + 1 : position + 2]
    opens = not before or before.isspace() or before in "([—–-"
    closes = not behind or behind.isspace() or behind in CONTINUING
    return "" if opens == closes else "opens" if opens else "closes"


def _among_wide(text: str, run: str, start: int, begin: int, following: int, limit: int) -> bool:
    before = start - 1
    while before >= begin and (
        text[before] in _CLOSERS or text[before] in _STRAIGHT or text[before] in " \t"
    ):
        before -= 1
    if before >= begin and is_wide(text[before]):
        return True
    return "." not in run and following < limit and is_wide(text[following])


def _short_brackets(text: str, begin: int, limit: int) -> list[tuple[int, int]]:
    """The outermost of the bracketed parts of a block that are short."""
    open_: deque[int] = deque()
    found: list[tuple[int, int]] = []
    for match in _BRACKETS.finditer(text, begin, limit):
        position, character = match.start(), match.group()
        while open_ and position - open_[0] > SHORT_BRACKET:
            open_.popleft()
        if character in _PAIRS:
            open_.append(position)
        elif open_ and _PAIRS[text[open_[-1]]] == character:
            opening = open_.pop()
            while found and found[-1][0] > opening:
                found.pop()
            found.append((opening, position))
    return found
