"""What people type to find a word of a script: its transcription, or its bare letters.

Everything is in lower case. The tables stand in keys.toml.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from align.word_lists import WordList, word_lists

_ARABIC_MARKS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")
#: Where Russian pronounces е as ye.
_YE = re.compile(r"(?<![^\W\d_])е|(?<=[аеёийоуыэюяъь])е")
_DOUBLED = re.compile(r"っ([a-z])")
_LONG = re.compile(r"([aeiou])ー")
_SYLLABLES = re.compile("[\uac00-\ud7a3]+")
#: What ㅎ beside them makes of consonants, and 이 behind them.
_WITH_H = {"g": "k", "d": "t", "j": "ch", "b": "p"}
_BEFORE_I = {"d": "j", "t": "ch", "lt": "lch"}


def latin(text: str) -> str:
    """The letters without accents: économie, economie."""
    parts = unicodedata.normalize("NFD", _replaced("latin", text.lower()))
    bare = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", bare)


def arabic(text: str) -> str:
    """The letters without vowel signs, hamza and lengthening, Persian forms as Arabic ones."""
    return _replaced("arabic", _ARABIC_MARKS.sub("", text)).lower()


def russian(text: str) -> str:
    """Latin letters for Cyrillic ones: реформа, reforma; Ельцин, yeltsin."""
    return latin(_replaced("cyrillic", _YE.sub("ye", text.lower())))


def kana(text: str) -> str:
    """Hepburn for kana: セイサン, seisan; other characters stay as they are."""
    hiragana = "".join(
        chr(ord(letter) - 0x60) if "\u30a1" <= letter <= "\u30f6" else letter
        for letter in text.lower()
    )
    sounds = _replaced("kana", hiragana)
    doubled = _DOUBLED.sub(lambda match: ("t" if match[1] == "c" else match[1]) + match[1], sounds)
    return _LONG.sub(r"\1\1", doubled).replace("っ", "")


def korean(text: str) -> str:
    """The Revised Romanisation, as words are pronounced: 정신력, jeongsillyeok."""
    return _SYLLABLES.sub(lambda match: _romanised(match[0]), text.lower())


def _romanised(word: str) -> str:
    initials, vowels, finals = (_table(each).words for each in ("initials", "vowels", "finals"))
    final, sounds = "", list[str]()
    for syllable in word:
        body, last = divmod(ord(syllable) - 0xAC00, 28)
        first, vowel = divmod(body, 21)
        sounds += _joined(final, initials[first], vowels[vowel]), vowels[vowel]
        final = finals[last]
    sounds.append(final.partition(":")[0])
    return "".join(sounds).replace("_", "")


def _joined(final: str, initial: str, vowel: str) -> str:
    """What a final consonant and the initial of the next syllable sound like."""
    closed, _, linked = final.partition(":")
    linked, _, breath = linked.partition("+")
    if linked == "h":  # ㅎ alone
        linked, breath = "", "h"
    if initial == "_":
        return _BEFORE_I.get(linked, linked) if vowel == "i" else linked
    if breath and initial in _WITH_H:  # 좋고, 많다
        return (closed if linked else "") + _WITH_H[initial]
    if initial == "h" and linked in _WITH_H and vowel == "i":  # 잡히다
        return _WITH_H[linked]
    together = _table("together").values.get(f"{closed} {initial}")
    return closed + initial if together is None else str(together)


def _replaced(table: str, text: str) -> str:
    """A text with what a table knows replaced, longest first."""
    values = _table(table).values
    return _pattern(table).sub(lambda match: str(values[match[0]]), text)


@cache
def _pattern(table: str) -> re.Pattern[str]:
    return re.compile(_table(table).alternatives)


def _table(name: str) -> WordList:
    return word_lists("align.languages", "keys")[name]
