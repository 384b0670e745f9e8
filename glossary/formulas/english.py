"""Numeric formulas in English: their build, and where they stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, partial

from align.english import singular
from align.model import Language
from align.word_lists import Value
from glossary.formulas.model import Formula, Part
from glossary.language.lists import function_words, lists, pattern

_lists = partial(lists, Language.EN, "formulas")
_pattern = partial(pattern, Language.EN, "formulas")

_SUMMED = r"(?P<sum>[1-9](?: ?\+ ?[1-9]){1,4})(?: {word}){0,5}"
_IN_ONE = "(?P<n>{number}) (?:in|into) (?:one|1)(?: {word}){0,5}"
_PRONGED = "(?P<n>{number}) (?P<head>{prongs})(?: {word}){0,5}"
_PLAIN = "(?P<n>{number})(?P<words>(?: {word}){1,4})"
_COUNTED = "(?P<n>{number}) (?P<head>{word}(?: {word}){0,5})"
_PART = (
    r"(?:^|,? and |, |,? plus | )(?P<n>{number}) (?P<head>{word}(?: (?!and\b){word}){0,3}?)"
    r"(?=,? and {number}\b|, {number}\b| {number}\b|,? plus|$)"
)
_QUOTES = re.compile("[“”\"«»]|(?<!\\w)[‘’']|[‘’'](?!\\w)")

_GAPS = re.compile(r"[-‐‑–\s]+")


def parse(form: str) -> Formula | None:
    """The formula that an English form is, or None where it is none or a plain quantity."""
    text = _QUOTES.sub("", form).strip(" .,;:")
    text = text[lead(text) :]
    plain = _GAPS.sub(" ", text).lower().strip()
    if not plain:
        return None
    return (
        _in_one(plain)
        or _summed(plain)
        or _multipart(plain)
        or _pronged(plain)
        or _counted(plain, text)
    )


def counted(form: str) -> Formula | None:
    """A form that begins with a number and counts what follows, be it ever so plain."""
    text = _QUOTES.sub("", form).strip(" .,;:")
    plain = _GAPS.sub(" ", text[lead(text) :]).lower()
    parts = _parts(plain)
    if parts:
        return _formula(plain, parts, strong=False)
    match = _pattern(_COUNTED).fullmatch(plain)
    if not match:
        return None
    return _formula(plain, (Part(number(match["n"]), match["head"]),), strong=False)


def lead(form: str) -> int:
    """How many characters of articles and the like stand before a form."""
    found = pattern(Language.EN, "terms", r"(?i){leads}\s+").match(form)
    return found.end() if found else 0


def number(word: str) -> int:
    """The value of a number word or of digits."""
    return int(word if word.isdecimal() else _values()[word])


@cache
def _values() -> Mapping[str, Value]:
    return {**_lists()["cardinals"].values, **_lists()["pairs"].values}


def _formula(form: str, parts: tuple[Part, ...], *, strong: bool) -> Formula | None:
    formula = Formula(Language.EN, form, parts, strong)
    return formula if 2 <= formula.count <= 20 else None


def _in_one(plain: str) -> Formula | None:
    match = _pattern(_IN_ONE).fullmatch(plain)
    return _formula(plain, (Part(number(match["n"]), ""),), strong=True) if match else None


def _summed(plain: str) -> Formula | None:
    match = _pattern(_SUMMED).fullmatch(plain)
    if not match:
        return None
    counts = [int(part) for part in match["sum"].split("+")]
    return _formula(plain, tuple(Part(count, "") for count in counts), strong=True)


def _pronged(plain: str) -> Formula | None:
    match = _pattern(_PRONGED).fullmatch(plain)
    if not match:
        return None
    return _formula(plain, (Part(number(match["n"]), ""),), strong=True)


def _parts(plain: str) -> tuple[Part, ...]:
    """The counted parts of a form that has several: "two lines and three areas"."""
    parts = tuple(Part(number(m["n"]), m["head"]) for m in _pattern(_PART).finditer(plain))
    return parts if len(parts) > 1 and plain.endswith(parts[-1].head) else ()


def _multipart(plain: str) -> Formula | None:
    parts = _parts(plain)
    if not parts:
        return None
    heads = {singular(part.head.split()[-1]) for part in parts}
    if heads <= _lists()["units"].set or heads <= _lists()["things"].set:
        return None
    return _formula(plain, parts, strong=True)


def _counted(plain: str, text: str) -> Formula | None:
    match = _pattern(_PLAIN).fullmatch(plain)
    if not match or number(match["n"]) > 20:
        return None
    words = match["words"].split()
    last = singular(words[-1])
    name_like = _is_name(text)
    units, things, quantities = (_lists()[each].set for each in ("units", "things", "quantities"))
    negatives = lists(Language.EN, "grammar")["negatives"].set
    no_head = quantities | function_words(Language.EN) - negatives
    if last in units or (last in things and not name_like) or {words[0], words[-1]} & no_head:
        return None
    strong = name_like or _is_nominalised(words[-1])
    if not strong and any(singular(word) in units | things for word in words[:-1]):
        return None
    return _formula(plain, (Part(number(match["n"]), " ".join(words)),), strong=strong)


def _is_name(text: str) -> bool:
    """Whether the number and the words after it are capitalised: "Two Centenary Goals"."""
    small = function_words(Language.EN)
    words = [w for w in re.split(r"[\s-]+", text) if w and w.lower() not in small]
    return (
        len(words) > 1
        and all(w[0].isupper() or w[0].isdigit() for w in words)
        and any(w[0].isupper() for w in words[1:])
    )


def _is_nominalised(word: str) -> bool:
    """Whether a head is an ordinal, adverb, adjective or verb that is counted like a noun."""
    from glossary.language.english.tags import lexicon_tag

    base = singular(word)
    tag = lexicon_tag(base)
    if tag.startswith("N"):
        return False
    if base in ("first", "last") or base.endswith("ly"):
        return True
    counted = word != base or word.endswith("ss")
    return counted and (tag[:2] in ("JJ", "RB", "VB") or not (tag or lexicon_tag(word)))


def _is_plural_of_no_noun(word: str) -> bool:
    """Whether a word is known, or shaped, as another part of speech and stands in the plural."""
    from glossary.language.english.tags import lexicon_tag

    base = singular(word.lower())
    known = bool(lexicon_tag(base)) or base.endswith("ly")
    return base != word.lower() and known and _is_nominalised(word.lower())


_QUOTED = re.compile('[“"‘]([^“”"‘’\n]{5,60})[”"’]')
_CANDIDATE = r"(?i)\b{number}(?:[-\s]+(?:in|into)[-\s]+one\b|-{prongs}\b(?:\s+[A-Z][\w’'-]*){0,4})"
_CAPITALISED = (
    r"\b(?!One\b)(?=[A-Z][a-z])(?i:{cardinals})(?:-[A-Z][a-z]+)?"
    r"(?:\s+(?:[A-Z][\w’'-]*|and(?=\s[A-Z]))){1,4}"
)
_LOWER = r"(?i)\b(?!one\b){cardinals}\s+(?:[a-z’'-]+\s+){0,2}[a-z]+(?:s|ly|first)\b"


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Where formulas stand in a text: in quotation marks, or unmistakable without them."""
    found = sorted(set(_all_spans(text)), key=lambda pair: (pair[0], -pair[1]))
    reached = -1
    for start, end in found:
        if start >= reached:
            yield start, end
            reached = end


def _all_spans(text: str) -> Iterator[tuple[int, int]]:
    for match in _QUOTED.finditer(text):
        if parse(match[1]):
            yield match.start(1), match.start(1) + len(match[1].rstrip(" ,.;:"))
    for match in _pattern(_CANDIDATE).finditer(text):
        yield match.span()
    for match in _pattern(_CAPITALISED).finditer(text):
        parsed = parse(match[0])
        if parsed and parsed.strong:
            yield match.span()
    for match in _pattern(_LOWER).finditer(text):
        yield from _lower_span(match)


def _lower_span(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The shortest unmistakable formula at a match.

    A head in the plural comes before one in the singular, which modifies the next word in "five
    priority tasks" and is the last one in "four consciousness".
    """
    shortest = 0
    for last in list(re.finditer(r"\S+", match[0]))[1:]:
        word, form = last[0].lower(), match[0][: last.end()]
        head = singular(word)
        if not (
            (head in _lists()["abstract"].set or _is_plural_of_no_noun(last[0])) and parse(form)
        ):
            continue
        if word != head:
            yield match.start(), match.start() + last.end()
            return
        shortest = shortest or last.end()
    if shortest:
        yield match.start(), match.start() + shortest
