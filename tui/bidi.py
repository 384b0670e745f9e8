"""Text from the right: which lines stand at the right, and what a browser's terminal is given.

Terminals order text from the right themselves, each in its way, and are given it as it is read. The
terminal in a browser draws a cell at a time: it is given what stands in each cell, from left to
right, in the form that joins its neighbours. So is done what Unicode's bidirectional algorithm
(UAX #9) does with letters, numbers, marks and brackets in a line; lam and alef stay two letters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache

from textual.content import Content

from align.languages import Direction, Language

_RIGHT = frozenset({"R", "AL"})
_NUMBERS = frozenset({"EN", "AN"})
_FORMS = ("isolated", "final", "initial", "medial")
_BLOCKS = (range(0xFB50, 0xFBB2), range(0xFE80, 0xFEF5))  # presentation forms of single letters
_PAIRS = "()[]{}<>«»‹›“”‘’《》〈〉（）「」『』【】"
_MIRRORED = {
    **dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True)),
    **dict(zip(_PAIRS[1::2], _PAIRS[::2], strict=True)),
}
_TATWEEL = "\u0640"


def runs_right(language: Language) -> bool:
    """Whether a language is written from the right."""
    return language.profile.direction is Direction.RIGHT_TO_LEFT


def has_right(text: str) -> bool:
    """Whether any of it is written from the right."""
    return not text.isascii() and any(unicodedata.bidirectional(each) in _RIGHT for each in text)


def in_cells(content: Content, *, from_right: bool = False) -> Content:
    """A line as a terminal that orders nothing is to draw it, each character in its style.

    Blanks at its ends stay where they are.

    Args:
        from_right: whether the line as a whole runs from the right.
    """
    text = content.plain
    if not has_right(text):
        return content
    lead, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if lead or end < len(text):
        core = in_cells(content[lead:end], from_right=from_right)
        return content[:lead] + core + content[end:]
    order = places(text, from_right=from_right)
    shaped = _joined(text)
    levels = _levels(text, from_right=from_right)
    spans = content.spans
    parts = []
    for place in order:
        char = shaped[place]
        if levels[place] % 2:
            char = _MIRRORED.get(char, char)
        own = [span for span in spans if span.start <= place < span.end]
        part = Content(char)
        for span in own:
            part = part.stylize(span.style)
        parts.append(part)
    return Content("").join(parts)


def places(text: str, *, from_right: bool = False) -> list[int]:
    """The characters of a line from left to right, each by its place in the text (rule L2)."""
    levels = _levels(text, from_right=from_right)
    order = _clusters(text)
    for level in range(max(levels, default=0), 0, -1):
        turned: list[list[int]] = []
        run: list[list[int]] = []
        for cluster in order:
            if levels[cluster[0]] >= level:
                run.append(cluster)
            else:
                turned += [*reversed(run), cluster]
                run = []
        order = [*turned, *reversed(run)]
    return [place for cluster in order for place in cluster]


def _clusters(text: str) -> list[list[int]]:
    """Each character with the marks on it, which stay behind it whichever way it runs."""
    found: list[list[int]] = []
    for place, char in enumerate(text):
        if found and unicodedata.bidirectional(char) == "NSM":
            found[-1].append(place)
        else:
            found.append([place])
    return found


def _levels(text: str, *, from_right: bool) -> list[int]:
    """Odd for what runs from the right, even for what runs from the left (rules W, N and I)."""
    kinds = [unicodedata.bidirectional(char) for char in text]
    for place, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[place] = kinds[place - 1] if place else "ON"
    base = "R" if from_right else "L"
    letter = ""
    for place, kind in enumerate(kinds):
        if kind == "L" or kind in _RIGHT:
            letter = kind
        elif kind == "EN" and letter == "AL":
            kinds[place] = "AN"
    for place in range(1, len(kinds) - 1):
        around = kinds[place - 1], kinds[place + 1]
        if kinds[place] in ("CS", "ES") and around[0] == around[1] and around[0] in _NUMBERS:
            kinds[place] = around[0]
    strong = base
    sides = []
    for kind in kinds:
        if kind == "L" or kind in _RIGHT:
            strong = "L" if kind == "L" else "R"
            sides.append(strong)
        elif kind in _NUMBERS:
            sides.append("L" if kind == "EN" and strong == "L" else "N")
        else:
            sides.append("")
    return _resolved(sides, base)


def _resolved(sides: Sequence[str], base: str) -> list[int]:
    """Levels, where what is neither takes the side of what is around it, else the line's own."""
    low = 0 if base == "L" else 1
    made = []
    for place, side in enumerate(sides):
        if not side:
            before = next((each for each in reversed(sides[:place]) if each), base)
            after = next((each for each in sides[place:] if each), base)
            around = {"R" if each == "N" else each for each in (before, after)}
            side = around.pop() if len(around) == 1 else base
        made.append({"L": 2 * low, "R": 1, "N": 2}[side])
    return made


@cache
def _shapes() -> dict[str, dict[str, str]]:
    """The forms of each letter, as Unicode's own decompositions of them say."""
    found: dict[str, dict[str, str]] = {}
    for block in _BLOCKS:
        for char in map(chr, block):
            tag, _, base = unicodedata.decomposition(char).partition("> ")
            if tag[1:] in _FORMS and base and " " not in base:
                found.setdefault(chr(int(base, 16)), {})[tag[1:]] = char
    return found


def _joined(text: str) -> list[str]:
    """The characters, letters in the forms that join their neighbours."""
    shapes, made = _shapes(), list(text)
    letters = [place for place, char in enumerate(text) if unicodedata.category(char) != "Mn"]
    for number, place in enumerate(letters):
        own = shapes.get(text[place])
        if own is None:
            continue
        before = text[letters[number - 1]] if number else ""
        after = text[letters[number + 1]] if number + 1 < len(letters) else ""
        joins_before = "final" in own and _reaches(before)
        joins_after = (
            "initial" in own
            and (after in shapes or after == _TATWEEL)
            and (after == _TATWEEL or "final" in shapes[after])
        )
        form = _FORMS[joins_before + 2 * joins_after]
        made[place] = own.get(form, text[place])
    return made


def _reaches(char: str) -> bool:
    """Whether a letter joins the one after it."""
    return char == _TATWEEL or "initial" in _shapes().get(char, {})
