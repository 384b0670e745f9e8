"""Chinese terms as people type them on a Latin keyboard: pinyin and initials."""

from __future__ import annotations

import heapq
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

_MARKS = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
_UMLAUTS = str.maketrans({"ü": "v", "ǖ": "v1", "ǘ": "v2", "ǚ": "v3", "ǜ": "v4"})
_OTHER = re.compile("[^0-9a-z]")
_TYPED = re.compile("[a-z][a-z1-5]*")
_TONES = "12345"
_TONE = re.compile(f"[{_TONES}]")

#: A term has so many spellings at most; the characters of most have one reading each.
MOST_SPELLINGS = 16
#: Terms whose spelling is remembered: the store asks twice for those that it takes in together.
_REMEMBERED = 4_096
#: What stands before what is not Chinese, where syllables are read; no term has it.
_FOREIGN = "\0"


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a Chinese term is spelled, without spaces, ü as v, other letters in lower case.

    Attributes:
        plain: "xinzhishengchanli"
        tones: the tones of its syllables, neutral ones left out: "14134"; "" where they are not
            told, as of other readings.
        initials: "xzscl"
    """

    plain: str
    tones: str
    initials: str

    def may_have(self, tones: str) -> bool:
        """Whether its tones begin so, or may."""
        return not self.tones or self.tones.startswith(tones)


@lru_cache(maxsize=_REMEMBERED)
def spell(text: str) -> Spelling:
    """The spelling of a Chinese term; what is not Chinese in it stays ("5G网络": "5gwangluo")."""
    parts = _read(text)
    plain = [_OTHER.sub("", part.plain.lower()) for part in parts]
    return Spelling(
        plain="".join(plain),
        tones="".join(part.tone for part in parts),
        initials="".join(part[:1] if part[:1].isalpha() else part for part in plain),
    )


class _Part(NamedTuple):
    """A syllable with its tone, "" where it is neutral; or what is not Chinese, as it stands."""

    plain: str
    tone: str = ""
    is_chinese: bool = True


@lru_cache(maxsize=_REMEMBERED)
def _read(text: str) -> tuple[_Part, ...]:
    """How a term is read. Words are looked for once, which takes most of the time."""
    from pypinyin import Style, lazy_pinyin

    parts = lazy_pinyin(text, style=Style.TONE3, errors=lambda other: _FOREIGN + other)
    return tuple(
        _Part(part[1:], is_chinese=False)
        if part.startswith(_FOREIGN)
        else _Part(part.rstrip(_TONES), part[len(part.rstrip(_TONES)) :])
        for part in parts
    )


def spellings(text: str) -> tuple[Spelling, ...]:
    """All spellings under which people may type a Chinese term, the likeliest first.

    Which reading of a character a word takes is not always known, nor always agreed: 长三角 is
    changsanjiao, 行会 hanghui, and 重整 chongzheng. Those with fewer and commoner other readings
    come first; there are at most `MOST_SPELLINGS`. Only the first has tones.
    """
    first = spell(text)
    found = {first.plain: first}
    for plain in _readings(text):
        if len(found) == MOST_SPELLINGS:
            break
        joined = "".join(plain)
        initials = "".join(part[:1] if part[:1].isalpha() else part for part in plain)
        found.setdefault(joined, Spelling(joined, "", initials))
    return tuple(found.values())


def _readings(text: str) -> Iterator[list[str]]:
    """Readings of the characters of a term, those nearest to what its words have first."""
    parts = [
        plain for part in _read(text) for plain in ([part.plain] if part.is_chinese else part.plain)
    ]
    if len(parts) != len(text):  # a character that reads as several syllables
        return
    choices = []
    for character, part in zip(text, parts, strict=True):
        plain = _OTHER.sub("", part.lower())
        choices.append(tuple(dict.fromkeys([plain, *_of_character(character)])))
    yield from _combined(choices)


@cache
def _of_character(character: str) -> tuple[str, ...]:
    """All readings of a Chinese character, the commonest first."""
    from pypinyin import Style, pinyin

    if not "\u3400" <= character <= "\u9fff":
        return ()
    (found,) = pinyin(character, style=Style.NORMAL, heteronym=True)
    return tuple(_OTHER.sub("", each.lower()) for each in found)


def _combined(choices: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """One of each of the choices, by the sum of their places."""
    start = (0,) * len(choices)
    waiting, seen = [(0, start)], {start}
    while waiting:
        cost, places = heapq.heappop(waiting)
        yield [choice[place] for choice, place in zip(choices, places, strict=True)]
        for number, place in enumerate(places):
            if place + 1 < len(choices[number]):
                further = (*places[:number], place + 1, *places[number + 1 :])
                if further not in seen:
                    seen.add(further)
                    heapq.heappush(waiting, (cost + 1, further))


def typed(query: str) -> tuple[str, str] | None:
    """A query as pinyin, without tones, and its tones ("" where it has none); None if it is none.

    Tones are marks over the vowel or digits behind the syllable: "xīn zhì", "xin1 zhi4".
    """
    composed = unicodedata.normalize("NFC", query.lower()).translate(_UMLAUTS)
    letters = "".join(
        _MARKS.get(mark, mark)
        for mark in unicodedata.normalize("NFD", composed)
        if mark not in " '’-·"
    )
    if not _TYPED.fullmatch(letters):
        return None
    tones = "".join(_TONE.findall(letters)).replace("5", "")
    return _TONE.sub("", letters), tones
