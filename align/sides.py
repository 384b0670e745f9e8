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

from align.detection import may_be_in
from align.identifying import identify
from align.mixing import latin_beside
from align.model import CHINESE_ENGLISH, Bead, Bitext, Language, SegmentedDocument

#: The languages of both sides of a translation.
Pair = tuple[Language, Language]

#: Share of a language's words in a text from which the text may be written in it: English with
#: Chinese names in brackets has .25 and more, Chinese with English titles .1.
_LEAST, _LEAST_OF_HAN = 0.2, 0.08
#: Letters that a number or an abbreviation may stand for: 亚太经济合作组织 is APEC.
_FOR_CODE, _FOR_CODE_IN_HAN = 48, 12
#: Words, and Han characters, from which on the same text is no name that both languages have.
_FEW_WORDS, _FEW_HAN = 4, 12
#: Scripts that have Han characters; the last has kana too.
_HAN_SCRIPTS, _KANA_SCRIPT = frozenset({"Hans", "Hant", "Jpan"}), "Jpan"
_HAN_PER_WORD = 1.6
_JAPANESE = 0.15  #: share of kana among Chinese characters and kana

_HAN = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa\u31f0-\u31ff\uff66-\uff9f]")
_LATIN_WORD = re.compile("[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]+")
_OTHER_WORD = re.compile("[\u0370-\u1dff\u1f00-\u1fff\uac00-\ud7a3]+")
_OF_SCRIPT = {
    "Latn": _LATIN_WORD,
    "Cyrl": re.compile("[\u0400-\u052f]+"),
    "Arab": re.compile("[\u0620-\u064a\u0671-\u06d3]+"),
    "Hang": re.compile("[\u1100-\u11ff\uac00-\ud7a3]+"),
}
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

    source: str
    target: str
    exchanged: bool = False
    refused: tuple[Language, ...] = ()


def judge(source: str, target: str, languages: Pair = CHINESE_ENGLISH) -> Judged:
    """What of two sides that are said to be in two languages can be taken for it.

    A side that stands alone is taken as it is: it translates nothing.
    """
    if not source or not target or are_plain(source, target, languages):
        return Judged(source, target)
    one, other = languages
    kinds = {one: written(source, one, other), other: written(target, other, one)}
    if set(kinds.values()) == {Written.OTHER}:
        return Judged(target, source, exchanged=True)
    if _same(source, target):
        refused = _copied(source, kinds, languages)
    else:
        texts = {one: source, other: target}
        refused = tuple(
            each
            for each, beside in (languages, languages[::-1])
            if not _translates(kinds[each], kinds[beside], texts[beside], beside)
        )
    kept = ("" if one in refused else source), ("" if other in refused else target)
    return Judged(*kept, refused=refused)


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
    languages = (bitext.source.language, bitext.target.language)
    kept = [
        tuple(index for index in indices if not is_left(side, index, other))
        for side, indices, other in zip(bitext.sides, bead.indices, languages[::-1], strict=True)
    ]
    if all(kept):
        texts = [_joined(side, own) for side, own in zip(bitext.sides, kept, strict=True)]
        refused = judge(texts[0], texts[1], languages).refused
        kept = [
            () if language in refused else own
            for language, own in zip(languages, kept, strict=True)
        ]
    if tuple(kept) == bead.indices:
        yield bead
        return
    if any(kept):
        yield Bead(kept[0], kept[1], bead.score, not all(kept))
    left = [
        tuple(index for index in indices if index not in own)
        for indices, own in zip(bead.indices, kept, strict=True)
    ]
    # Both are left where neither is in its language, so that they are no pair.
    if left[0]:
        yield Bead(left[0], (), bead.score)
    if left[1]:
        yield Bead((), left[1], bead.score)


def _joined(side: SegmentedDocument, indices: Sequence[int]) -> str:
    return side.language.profile.joint.join(side.segments[index].reading.text for index in indices)


def is_left(side: SegmentedDocument, index: int, other: Language) -> bool:
    """Whether a sentence is in the language of the other side."""
    text, language = side.segments[index].reading.text, side.language
    if {language, other} == {*CHINESE_ENGLISH} and _looks_own(text, language):
        return False
    return written(text, language, other) is Written.OTHER


def _looks_own(text: str, language: Language) -> bool:
    """Whether it is plain at a glance that a text is Chinese or English, as it is said to be."""
    return _ODD[language].search(text) is None and _OWN[language].search(text) is not None


def written(text: str, language: Language, other: Language) -> Written:
    """What a text is that is said to be in a language, beside a text in another."""
    if not _LETTER.search(text):
        return Written.CODE if _SIGN.search(text) else Written.NOTHING
    found = _Counted.of(text)
    if not found.han and not found.others and may_be_in(text, Language.ZH):
        return Written.CODE
    own, total = found.words(language), found.total(language)
    least = _LEAST_OF_HAN if _has_han(language) else _LEAST
    if not own or own < least * total:
        return Written.OTHER if found.words(other) > total / 2 else Written.FOREIGN
    looks = _look_of(text, language, found)
    if looks is None:
        return Written.OWN
    return Written.OTHER if looks == other.label else Written.FOREIGN


def _look_of(text: str, language: Language, found: _Counted) -> str | None:
    """The language that a text in a language's script is in; None where that is not another."""
    if _KANA_SCRIPT in language.profile.scripts:
        long = found.han >= _FEW_HAN and not found.kana
        seen = identify(text) if long else None
        return seen.name if seen and seen.language is Language.ZH else None
    if "Latn" in language.profile.scripts:
        return latin_beside(text, language)
    return None


@dataclass(frozen=True, slots=True)
class _Counted:
    """The words of a text by script: Han characters, kana, Latin words and those of others."""

    text: str
    han: int
    kana: int
    latin: int
    others: int

    @classmethod
    def of(cls, text: str) -> _Counted:
        """Count; Han characters among kana are Japanese, and others."""
        han, kana = len(_HAN.findall(text)), len(_KANA.findall(text))
        others = len(_OTHER_WORD.findall(text))
        if kana > _JAPANESE * (kana + han):
            return cls(text, 0, kana + han, len(_LATIN_WORD.findall(text)), others + kana + han)
        return cls(text, han, 0, len(_LATIN_WORD.findall(text)), others)

    def words(self, language: Language) -> float:
        """About how many words of the text may be in a language."""
        if _has_han(language):
            return (
                self.han + (self.kana if _KANA_SCRIPT in language.profile.scripts else 0)
            ) / _HAN_PER_WORD
        script = language.profile.scripts[0]
        return float(self.latin if script == "Latn" else len(_OF_SCRIPT[script].findall(self.text)))

    def total(self, language: Language) -> float:
        """About how many words it has, where kana are words of Japanese or foreign letters."""
        others = self.others
        if _KANA_SCRIPT in language.profile.scripts:
            return self.words(language) + self.latin + others - self.kana
        return self.han / _HAN_PER_WORD + self.latin + others


def are_plain(source: str, target: str, languages: Pair = CHINESE_ENGLISH) -> bool:
    """Whether it is plain at a glance that both are in their languages, Chinese and English."""
    if languages != CHINESE_ENGLISH:
        return False
    return (
        _HAN.search(source) is not None
        and _LATIN_WORD.search(target) is not None
        and (target.isascii() or _ODD[Language.EN].search(target) is None)
        and (_SEEN.search(source) is None or _ODD[Language.ZH].search(source) is None)
    )


def _same(one: str, other: str) -> bool:
    return one == other or "".join(one.split()) == "".join(other.split())


def _copied(text: str, kinds: dict[Language, Written], languages: Pair) -> tuple[Language, ...]:
    """Of two sides that are one text, the one that it is no translation for."""
    own = [each for each in languages if kinds[each] is Written.OWN]
    if not own:
        return () if Written.FOREIGN not in kinds.values() else languages
    one, other = languages
    if len(own) == 1:
        return (other if own[0] is one else one,)
    found = _Counted.of(text)
    if not _share_script(one, other):
        return (other,) if found.words(one) >= found.words(other) else (one,)
    if found.latin + found.others < _FEW_WORDS and found.han < _FEW_HAN:
        return ()  # a name, or a word that both have
    return (one,) if _look_of(text, one, found) == other.label else (other,)


def _has_han(language: Language) -> bool:
    return not _HAN_SCRIPTS.isdisjoint(language.profile.scripts)


def _share_script(one: Language, other: Language) -> bool:
    if _has_han(one) and _has_han(other):
        return True
    return not set(one.profile.scripts).isdisjoint(other.profile.scripts)


def _translates(kind: Written, beside: Written, text: str, language: Language) -> bool:
    """Whether a side may be a translation of the one beside it, or its original.

    Args:
        text, language: those of the side beside it.
    """
    if kind in {Written.OTHER, Written.FOREIGN}:
        return False
    if kind is Written.OWN or beside is not Written.OWN:
        return True
    most = _FOR_CODE_IN_HAN if _has_han(language) else _FOR_CODE
    return kind is Written.CODE and len(_LETTER.findall(text)) <= most
