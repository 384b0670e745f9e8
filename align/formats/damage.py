"""Bytes that are text in one encoding but for a few places.

A byte that was lost or added costs its place, not the file. UTF-8 and UTF-16 find back by
themselves; in the two-byte encodings of Chinese all that follows would be read in wrong pairs, up
to the end of the line, so there the byte is looked for without which the rest makes sense.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from align.text import counted

#: Stands in a text for what could not be read.
REPLACEMENT = "\ufffd"

#: Of so many bytes one may be damaged before the encoding is doubted; one always may.
_BYTES_A_DAMAGE = 100

#: Places that are repaired with care, and characters looked at before and bytes behind each.
_MOST_REPAIRED = 20
_BEFORE = 300
_BEHIND = 240

#: Characters of Windows-1252 that were pasted into texts in UTF-8.
_PASTED = frozenset("‘’‚“”„–—…•€™")

#: What the byte 80 means in the Chinese code pages of Windows (Encoding Standard, 10.2.1).
_EURO = 0x80
_TWO_BYTES = frozenset(["gb18030", "gbk", "big5", "big5hkscs", "cp950", "cp949"])

#: A lone surrogate, which is no character, in UTF-16.
_LONE = {
    **dict.fromkeys(("utf-16-le", "utf_16_le"), b"\x00\xdc"),
    **dict.fromkeys(("utf-16-be", "utf_16_be"), b"\xdc\x00"),
}

#: Bytes of UTF-16 that are looked at together, and how much sense is too little.
_WINDOW = 60
_SENSELESS = 0.5

#: Characters of two bytes in UTF-8, or pasted, and how many of them say as much as one of three.
_SHORT = re.compile("[\x80-\u07ff]+")
_BY_CHANCE = 6

#: How much sense a text makes, 0 to 1.
Sense = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text as far as it could be read.

    Attributes:
        text: with U+FFFD in the damaged places.
        places: how many there are.
        line: where the first is, from 1.
        pasted: how many characters of another encoding were recognised.
    """

    text: str
    places: int
    line: int
    pasted: int

    @property
    def is_surely_utf_8(self) -> bool:
        """Whether bytes that were read as UTF-8 are that and nothing else.

        Chance makes characters of two bytes of one in four of GB 18030, of three hardly any.
        """
        short = sum(map(len, _SHORT.findall(self.text)))
        long = len(self.text) - len(self.text.encode("ascii", "ignore")) - short - self.places
        return long + (short - self.pasted) / _BY_CHANCE >= self.places + self.pasted

    def loss(self, label: str) -> str:
        """What was lost, for people."""
        first = "" if self.places == 1 else "the first "
        verb = "is" if self.places == 1 else "are"
        return (
            f"{counted(self.places, 'place')} {verb} damaged (no {label}), {first}in line"
            f" {self.line:,}; {REPLACEMENT} stands there"
        )


def repaired(data: bytes, encoding: str, sense: Sense) -> Repaired | None:
    """The text of bytes of which a few are damaged; None where too many are."""
    if encoding in _LONE:
        data = _in_step(data, encoding, sense)
    most = 1 + len(data) // _BYTES_A_DAMAGE
    parts: list[str] = []
    places, line, lines, pasted, open_ = 0, 0, 1, 0, False
    for part, damaged in _parts(data, encoding, sense):
        parts.append(part)
        pasted += damaged is None
        lines += part.count("\n")
        if damaged and not (open_ and not part):  # what stands side by side is one place
            parts.append(REPLACEMENT)
            places += 1
            line = line or lines
            if places > most:
                return None
        open_ = bool(damaged)
    text = "".join(parts)
    return Repaired(text, places, line, pasted)


def _parts(data: bytes, encoding: str, sense: Sense) -> Iterator[tuple[str, bool | None]]:
    """The readable parts, each with whether a damaged place follows; None of what was pasted."""
    view, start, cared = memoryview(data), 0, 0
    while start < len(data):
        try:
            rest = str(view[start:], encoding)
        except UnicodeDecodeError as error:
            good = str(view[start : start + error.start], encoding)
            fault, end = start + error.start, start + error.end
        else:
            yield rest, False
            return
        known = _meant(data, fault, encoding)
        if known:
            yield good, False
            yield known, None
            start = fault + 1
        elif encoding in _TWO_BYTES and cared < _MOST_REPAIRED:
            cared += 1
            kept, start = _stray(data, fault, good, encoding, sense)
            yield kept, True
        else:
            yield good, True
            start = end


def _meant(data: bytes, fault: int, encoding: str) -> str:
    """What a byte of another encoding means that is known where it stands; "" where it is not."""
    if encoding in _TWO_BYTES:
        return "€" if data[fault] == _EURO else ""
    around = data[max(fault - 1, 0) : fault] + data[fault + 1 : fault + 2]
    if encoding == "utf-8" and around and around.isascii():
        character = data[fault : fault + 1].decode("cp1252", "ignore")
        return character if character in _PASTED else ""
    return ""


def _stray(data: bytes, fault: int, good: str, encoding: str, sense: Sense) -> tuple[str, int]:
    """Find the byte without which what stands around a fault makes most sense.

    Args:
        good: what was read before the fault.

    Returns:
        What of it is to be kept, and where to read on.
    """
    near = good[-_BEFORE:].rpartition("\n")[2]
    kept = good[: len(good) - len(near)]
    # Two characters may have one code (Ê̄ in HKSCS): the second is no character by itself.
    place = fault - len(near.encode(encoding, "ignore"))
    stop = data.find(b"\n", fault + 1, fault + _BEHIND)
    stop = stop if stop >= 0 else min(fault + _BEHIND, len(data))
    best, choice = -1.0, (good, fault + 1)
    for index, width in enumerate([*(len(each.encode(encoding, "ignore")) for each in near), 2]):
        for stray in range(place, min(place + width, stop)) if width > 1 else ():
            behind = (data[place:stray] + data[stray + 1 : stop]).decode(encoding, "replace")
            worth = sense(near[:index] + behind) - behind.count(REPLACEMENT, 0, -1)
            if worth > best:
                parted = behind[:1] if stray > place else ""  # the character it stands within
                end = place + 1 + len(parted.encode(encoding, "ignore")) if parted else stray + 1
                best, choice = worth, (kept + near[:index] + parted, end)
        place += width
    return choice


def _in_step(data: bytes, encoding: str, sense: Sense) -> bytes:
    """UTF-16 in which a byte too many or too few no longer shifts all that follows.

    A lone surrogate stands where the byte was.
    """

    def senseless(place: int) -> bool:
        return sense(data[place : place + _WINDOW].decode(encoding, "replace")) < _SENSELESS

    places = range(0, len(data), 2)
    found = bisect_left(places, True, key=senseless)  # noqa: FBT003
    if found == len(places) or senseless(0):
        return data
    about = range(max(places[found] - _WINDOW, 0), min(places[found] + 2 * _WINDOW, len(data)), 2)

    def sense_without(place: int) -> float:
        rest = data[about[0] : place] + data[place + 1 : place + 1 + 2 * _WINDOW]
        return sense(rest[: 3 * _WINDOW].decode(encoding, "ignore"))

    best = max(about, key=sense_without)
    return data[:best] + _LONE[encoding] + data[best + 1 :]
