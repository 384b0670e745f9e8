"""Whether both sides of a translation are in their languages.

A target that was never written stands in files of CAT tools as a copy of its source, and labels of
languages are wrong. Judged are scripts and words, so that a name, a number or an abbreviation that
both languages share is no fault, nor is a foreign word in a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain

from align.detection import latin_language, may_be_in
from align.model import CHINESE_ENGLISH, Bead, Bitext, Language, SegmentedDocument

#: Share of a language's words in a text from which the text may be written in it: English with
#: Chinese names in brackets has .25 and more, Chinese with English titles .1.
_LEAST = {Language.ZH: 0.08, Language.EN: 0.2}
#: Letters that a number or an abbreviation may stand for: 亚太经济合作组织 is APEC.
_FOR_CODE = {Language.ZH: 12, Language.EN: 48}
_HAN_PER_WORD = 1.6
_JAPANESE = 0.15  #: share of kana among Chinese characters and kana

_HAN = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa\u31f0-\u31ff\uff66-\uff9f]")
_LATIN_WORD = re.compile("[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]+")
_OTHER_WORD = re.compile("[\u0370-\u1dff\u1f00-\u1fff\uac00-\ud7a3]+")
_LETTER = re.compile(r"[^\W\d_]")
_SIGN = re.compile(r"[^\W_]")
#: What makes it worth looking at a text closely; most texts have none of it.
#: A glance for what may be odd in Chinese.
_SEEN = re.compile("[A-Za-z\u0370-\u1dff\u3041-\u30fa\uac00-\ud7a3]")
_ODD = {
    Language.ZH: re.compile(
        r"[A-Za-z]{2,}[ ,]+[A-Za-z]{2,}[ ,]+[A-Za-z]{2,}|[\u0370-\u1dff\u3041-\u30fa\uac00-\ud7a3]"
    ),
    Language.EN: re.compile(
        "[\u00c0-\u024f\u0370-\u1fff\u3007-\u30fa\u3400-\ufaff\U00020000-\U000323af]"
    ),
}


_OWN = {Language.ZH: _HAN, Language.EN: _LATIN_WORD}


class Written(StrEnum):
    """What a text is, as one side of a translation."""

    OWN = "own"  #: in the language of its side
    OTHER = "other"  #: in that of the other side
    FOREIGN = "foreign"  #: in neither
    CODE = "code"  #: a number or abbreviation, as any language writes it
    NOTHING = "nothing"  #: without letters and digits


@dataclass(frozen=True, slots=True)
class Judged:
    """The sides of a unit as they are to be taken; "" for one that is no translation.

    Attributes:
        exchanged: each stood under the language of the other.
        refused: the languages whose side is left out.
    """

    zh: str
    en: str
    exchanged: bool = False
    refused: tuple[Language, ...] = ()


def judge(zh: str, en: str) -> Judged:
    """What of two sides that are said to be Chinese and English can be taken for it.

    A side that stands alone is taken as it is: it translates nothing.
    """
    if not zh or not en or are_plain(zh, en):
        return Judged(zh, en)
    kinds = {Language.ZH: written(zh, Language.ZH), Language.EN: written(en, Language.EN)}
    if set(kinds.values()) == {Written.OTHER}:
        return Judged(en, zh, exchanged=True)
    texts = {Language.ZH: zh, Language.EN: en}
    if _same(zh, en):
        refused = _copied(zh, kinds)
    else:
        refused = tuple(each for each in CHINESE_ENGLISH if not _translates(each, texts, kinds))
    kept = {each: "" if each in refused else texts[each] for each in CHINESE_ENGLISH}
    return Judged(kept[Language.ZH], kept[Language.EN], refused=refused)


def apart(bitext: Bitext) -> Bitext:
    """The bitext with sentences that were left in the other language in beads of their own.

    What they were aligned with has no translation. Such a bead comes right behind that of what
    stands in the place of its translation.
    """
    beads = list(chain.from_iterable(_apart(bitext, bead) for bead in bitext.beads))
    return replace(bitext, beads=tuple(beads))


def _apart(bitext: Bitext, bead: Bead) -> Iterator[Bead]:
    if not (bead.source and bead.target):
        yield bead
        return
    sides = {side.language: side for side in (bitext.source, bitext.target)}
    whole = {bitext.source.language: bead.source, bitext.target.language: bead.target}
    kept = {
        language: tuple(index for index in indices if not is_left(sides[language], index))
        for language, indices in whole.items()
    }
    if all(kept.values()):
        texts = [_joined(sides[each], kept[each]) for each in CHINESE_ENGLISH]
        kept |= dict.fromkeys(judge(*texts).refused, ())
    if kept == whole:
        yield bead
        return
    left = {
        language: tuple(index for index in indices if index not in kept[language])
        for language, indices in whole.items()
    }
    if any(kept.values()):
        source, target = (kept[side.language] for side in (bitext.source, bitext.target))
        yield Bead(source, target, bead.score, not (source and target))
    source, target = (left[side.language] for side in (bitext.source, bitext.target))
    if source:  # both are left where neither is in its language, so that they are no pair
        yield Bead(source, (), bead.score)
    if target:
        yield Bead((), target, bead.score)


def _joined(side: SegmentedDocument, indices: Sequence[int]) -> str:
    return side.language.profile.joint.join(side.segments[index].reading.text for index in indices)


def is_left(side: SegmentedDocument, index: int) -> bool:
    """Whether a sentence is in the language of the other side."""
    text = side.segments[index].reading.text
    if _ODD[side.language].search(text) is None and _OWN[side.language].search(text):
        return False
    return written(text, side.language) is Written.OTHER


def written(text: str, language: Language) -> Written:
    """What a text that is said to be in a language is."""
    if not _LETTER.search(text):
        return Written.CODE if _SIGN.search(text) else Written.NOTHING
    han, latin = len(_HAN.findall(text)), len(_LATIN_WORD.findall(text))
    kana, others = len(_KANA.findall(text)), len(_OTHER_WORD.findall(text))
    if kana > _JAPANESE * (kana + han):
        others, han = others + kana + han, 0
    if not han and not others and may_be_in(text, Language.ZH):
        return Written.CODE
    words = {Language.ZH: han / _HAN_PER_WORD, Language.EN: float(latin)}
    total = sum(words.values()) + others
    if words[language] and words[language] >= _LEAST[language] * total:
        foreign = language is Language.EN and latin_language(text) is not None
        return Written.FOREIGN if foreign else Written.OWN
    other = language.other
    return Written.OTHER if words[other] > total / 2 else Written.FOREIGN


def are_plain(zh: str, en: str) -> bool:
    """Whether it is plain at a glance that both are in their languages."""
    return (
        _HAN.search(zh) is not None
        and _LATIN_WORD.search(en) is not None
        and (en.isascii() or _ODD[Language.EN].search(en) is None)
        and (_SEEN.search(zh) is None or _ODD[Language.ZH].search(zh) is None)
    )


def _same(zh: str, en: str) -> bool:
    return zh == en or "".join(zh.split()) == "".join(en.split())


def _copied(text: str, kinds: dict[Language, Written]) -> tuple[Language, ...]:
    """Of two sides that are one text, the one that it is no translation for."""
    own = [each for each in CHINESE_ENGLISH if kinds[each] is Written.OWN]
    if not own:
        return () if Written.FOREIGN not in kinds.values() else CHINESE_ENGLISH
    if len(own) == 1:
        return (own[0].other,)
    han, latin = len(_HAN.findall(text)) / _HAN_PER_WORD, len(_LATIN_WORD.findall(text))
    return (Language.EN,) if han >= latin else (Language.ZH,)


def _translates(
    language: Language, texts: dict[Language, str], kinds: dict[Language, Written]
) -> bool:
    """Whether the side in a language may be a translation of the other one, or its original."""
    kind, beside = kinds[language], kinds[language.other]
    if kind in {Written.OTHER, Written.FOREIGN}:
        return False
    if kind is Written.OWN or beside is not Written.OWN:
        return True
    letters = len(_LETTER.findall(texts[language.other]))
    return kind is Written.CODE and letters <= _FOR_CODE[language.other]
