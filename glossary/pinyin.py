"""Chinese terms as people type them on a Latin keyboard: pinyin and initials."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_MARKS = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
_UMLAUTS = str.maketrans({"ü": "v", "ǖ": "v1", "ǘ": "v2", "ǚ": "v3", "ǜ": "v4"})
_OTHER = re.compile("[^0-9a-z]")
_TYPED = re.compile("[a-z][a-z1-5]*")
_TONE = re.compile("[1-5]")


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a Chinese term is spelled, without spaces, ü as v, other letters in lower case.

    Attributes:
        plain: "xinzhishengchanli"
        tones: the tones of its syllables, neutral ones left out: "14134"
        initials: "xzscl"
    """

    plain: str
    tones: str
    initials: str


def spell(text: str) -> Spelling:
    """The spelling of a Chinese term; what is not Chinese in it stays ("5G网络": "5gwangluo")."""
    from pypinyin import Style, lazy_pinyin

    plain = [_OTHER.sub("", part.lower()) for part in lazy_pinyin(text, style=Style.NORMAL)]
    tones = lazy_pinyin(text, style=Style.TONE3, errors="ignore")
    return Spelling(
        plain="".join(plain),
        tones="".join(syllable[-1:] for syllable in tones if syllable[-1:].isdigit()),
        initials="".join(part[:1] if part[:1].isalpha() else part for part in plain),
    )


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
