"""What speaks for a claim to define its term, and for where its span ends: features of two models.

A definition by genus and difference (ISO 704) names a kind of thing and tells the term apart in it;
a judgement grades. Both say "X is …". Which it is shows in what the complement means, in how it
begins and ends, and in whether the term is the subject of its clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from align.model import Language
from glossary.defining.cues import Claim
from glossary.language.chinese.words import words
from glossary.language.english.tags import tokens
from glossary.language.lists import pattern, patterns

Features = dict[str, float]

_MOST = 160  #: characters of what is said that are read
_EN_SCALE = 0.4  #: what a character of English tells, in Chinese ones
#: English tags as Chinese ones, by how they begin.
_AS_CHINESE = dict(
    zip(
        ("NN", "VB", "JJ", "IN", "TO", "RB", "CC", "MD", "DT", "PR", "WD", "WP", "CD"),
        "nvappdcdrrrrm",
        strict=True,
    )
)
_CLAUSE = re.compile("[，,；;：:。！？!?—（(\n]")
_QUOTES = '“"‘「《'


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    tag: str
    start: int
    end: int


@lru_cache(maxsize=2048)
def _words(text: str, language: Language) -> tuple[_Word, ...]:
    """Words with the first letters of their tags, in either language."""
    if language is Language.EN:
        return tuple(
            _Word(token.lower, _AS_CHINESE.get(token.tag[:2], "x"), token.start, token.end)
            for token in tokens(text)
            if token.text[0].isalnum()
        )
    cut = words(text)
    return tuple(
        _Word(word, "n" if tag == "vn" else tag[0], start, end)
        for word, tag, start, end in zip(cut.texts, cut.tags, cut.starts, cut.ends, strict=True)
    )


def _flags(told: Mapping[str, bool]) -> Features:
    return {name: 1.0 for name, holds in told.items() if holds}


def defining(claim: Claim, form: str, language: Language) -> Features:
    """Features of a claim: whether it says what the term is. Those that are 0 are left out."""
    cue = " ".join(claim.text[slice(*claim.cue)].strip(" ,，:：").casefold().split())
    return {
        f"cue {claim.kind}": 1.0,
        f"by {cue}": 1.0,
        **_flags({"Chinese": language is Language.ZH}),
        **_subject(claim, language),
        **_complement(claim.said[:_MOST], form, language),
    }


def _subject(claim: Claim, language: Language) -> Features:
    """What stands before the term, which is the subject of a clause where it is defined."""
    start = claim.term[0]
    before = claim.text[max(0, start - 60) : start]
    marks = [mark.end() for mark in _CLAUSE.finditer(before)]
    own = before[marks[-1] if marks else 0 :].strip(f" *#{_QUOTES}")
    cut = _words(own, language)
    verb = any(word.tag == "v" for word in cut)
    joined = before.rstrip(" ")[-1:].isalnum()
    return {
        "words before": float(min(len(cut), 8)),
        **({f"after {cut[-1].tag}": 1.0} if joined and cut else {}),
        **_flags(
            {
                "verb before": verb,
                f"verb before {claim.kind}": verb,
            }
        ),
    }


def _ways(table: str, language: Language) -> Iterable[tuple[str, re.Pattern[str]]]:
    return patterns(language, "definitions", table, re.IGNORECASE).items()


def _complement(said: str, form: str, language: Language) -> Features:
    """What is said: how it begins, and what heads it."""
    cut = _words(said, language)
    head = _head(cut, language)
    if head is None:
        return {}
    first = cut[0]
    return {
        "verbs": sum(word.tag == "v" for word in cut) / len(cut),
        "nouns": sum(word.tag == "n" for word in cut) / len(cut),
        f"first {first.tag}": 1.0,
        f"first {first.text}": 1.0,
        f"head {head.text}": 1.0,
        **_flags(
            {f"begins {name}": bool(each.match(said)) for name, each in _ways("openings", language)}
            | {"own head": form.lower().endswith(head.text)}
        ),
    }


def _head(cut: tuple[_Word, ...], language: Language) -> _Word | None:
    """The last word in Chinese; in English the last noun before what tells it apart."""
    head = None
    for word in cut if language is Language.EN else ():
        if word.tag == "n":
            head = word
        elif head is not None and word.tag in ("p", "r", "v"):
            break
    return head or (cut[-1] if cut else None)


def ending(claim: Claim, number: int, language: Language) -> Features:
    """Features of a span of a claim that is not the longest: whether the definition ends with it.

    Those that are 0 are left out.
    """
    (start, end), text, backward = claim.spans[number], claim.text, claim.backward
    said, beyond = text[start:end], _beyond(claim, number)
    scale = 1.0 if language is Language.ZH else _EN_SCALE
    inner = _words(said[:200], language)
    tells_apart = pattern(language, "definitions", "{tells_apart}", re.IGNORECASE)
    noun = bool(inner) and inner[0 if backward else -1].tag == "n"
    clause = re.split("[，,；;]", said)[-1].strip()
    opening = beyond.lstrip("，,；; ")
    return {
        f"cue {claim.kind}": 1.0,
        "length": len(said) * scale,
        "longer": (claim.spans[-1][1] - claim.spans[-1][0]) * scale,
        "clause": len(clause) * scale,
        "beyond": len(beyond) * scale,
        **_flags(
            {f"next {name}": bool(each.match(opening)) for name, each in _ways("goes_on", language)}
            | {
                "Chinese": language is Language.ZH,
                "clause told": noun and bool(tells_apart.search(clause)),
                "told": noun and bool(tells_apart.search(said)),
                "clause ends 的": clause.endswith("的"),
                "hanging": bool(re.search("[，,][^，,的]*的$", said)),
            }
        ),
        **(_spelling(text[slice(*claim.term)].lower(), said.lower()) if backward else {}),
    }


def _beyond(claim: Claim, number: int) -> str:
    """What the next longer span would add."""
    (start, end), (low, high) = claim.spans[number], claim.spans[number + 1]
    return claim.text[low:start] if claim.backward else claim.text[end:high]


def _spelling(form: str, said: str) -> Features:
    """How much of a term is spelled by characters of what it may be short for, in order."""
    at = hits = 0
    for sign in form:
        place = said.find(sign, at)
        if place >= 0:
            at, hits = place + 1, hits + 1
    return {"spelled": hits / max(len(form), 1), "same first": float(said[:1] == form[:1])}
