"""Russian: a noun with what agrees with it is put in the nominative, by pymorphy3 (Korobov 2015).

Without that package, the extra `russian`, no form is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Any
from unicodedata import normalize

from align.model import Language
from glossary.language.frequency import zipf

_WORD = re.compile(r"[а-яё]+(?:-[а-яё]+)*", re.IGNORECASE)
_RUSSIAN = Language("ru")
_MODIFIERS = ("ADJF", "PRTF")
_JOINTS = ("и", "или", "не")
_PARSES = 12  #: of a word, the likeliest
_NEAR = 3  #: words, within which the noun of an adjective stands
_RARER = 1.1  #: on the Zipf scale, than the singular


@dataclass(slots=True)
class _Group:
    """A noun and the words that agree with it, as numbers of words."""

    noun: int
    others: list[int] = field(default_factory=list)


def cited(form: str, language: Language) -> str | None:
    """The phrase in the nominative; None where it is not clear what agrees with what."""
    analyzer = _analyzer()
    if analyzer is None:
        return None
    form = normalize("NFC", form)
    spans = [found.span() for found in _WORD.finditer(form)]
    words = [form[start:end] for start, end in spans]
    between = [form[one[1] : two[0]].strip() for one, two in pairwise(spans)]
    parses = [analyzer.parse(word)[:_PARSES] for word in words]
    group = _first(parses, words)
    if group is None:
        return None
    reading = _reading(group, parses)
    if reading is None:
        return None
    case, number = reading
    group.others += _behind(group, parses, words, between, reading)
    groups = [(group, number)]
    if case != "nomn":
        second = _second(group, parses, words, case)
        if second is not None:
            groups.append(second)
        elif _is_joined(group, parses, words, reading):
            return None
    changed = {}
    for each, of in groups:
        found = _nominative(each, parses, case, of)
        if found is None:
            return None
        changed.update({place: _cased(made, words[place], form) for place, made in found.items()})
    parts: list[str] = []
    done = 0
    for place, (start, end) in enumerate(spans):
        parts += form[done:start], changed.get(place, words[place])
        done = end
    return "".join((*parts, form[done:]))


@cache
def _analyzer() -> Any:
    try:
        import pymorphy3
    except ImportError:
        return None
    return pymorphy3.MorphAnalyzer()


def _is(parses: Sequence[Any], *parts: str) -> bool:
    """Whether the likeliest reading of a word is one of these parts of speech."""
    return str(parses[0].tag.POS) in parts


def _first(parses: Sequence[Sequence[Any]], words: Sequence[str]) -> _Group | None:
    """The first noun, and the adjectives before it; what a preposition governs is passed over."""
    others: list[int] = []
    governed = False
    for place, own in enumerate(parses):
        if _is(own, "PREP"):
            if not others:
                return None
            governed = True
        elif _is(own, "NOUN") and not _stands_before(own, parses[place + 1 :][:_NEAR]):
            if not governed:
                return _Group(place, others)
            governed = False
        elif governed:
            continue
        elif _is(own, *_MODIFIERS, "NOUN"):
            others.append(place)
        elif not _is(own, "ADVB") and words[place].lower() not in _JOINTS:
            return None
    return None


def _stands_before(own: Sequence[Any], after: Sequence[Sequence[Any]]) -> bool:
    """Whether a word that may be a noun is an adjective of one behind it: ископаемое топливо."""
    nouns = [each for parses in after if _is(parses, "NOUN") for each in parses]
    return any(_agrees(each, noun) for each in own for noun in nouns if noun.tag.POS == "NOUN")


def _reading(group: _Group, parses: Sequence[Sequence[Any]]) -> tuple[str, str] | None:
    """The likeliest case and number in which all words of a group agree."""
    odds: dict[tuple[str, str], float] = {}
    for noun in parses[group.noun]:
        if noun.tag.POS != "NOUN" or noun.tag.case is None:
            continue
        likely = noun.score
        for place in group.others:
            fits = [each.score for each in parses[place] if _agrees(each, noun)]
            likely *= max(fits, default=0.0)
        name = str(noun.tag.case), str(noun.tag.number)
        odds[name] = odds.get(name, 0.0) + likely
    best = max(odds, key=odds.__getitem__, default=None)
    if best is None or not odds[best]:
        return None
    if ("nomn", "sing") in odds and odds["nomn", "sing"] > 0:
        return "nomn", "sing"
    # Права are a plural of their own rather than the genitive of a право; модернизации are not.
    if odds.get(("nomn", "plur")) and _is_often_plural(parses[group.noun]):
        return "nomn", "plur"
    return best


def _is_often_plural(noun: Sequence[Any]) -> bool:
    """Whether texts have a noun in the plural nearly as often, by forms that are of one number."""
    word = next(each for each in noun if each.tag.POS == "NOUN")
    made = (word.inflect(form) for form in ({"datv", "plur"}, {"ablt", "sing"}))
    plural, singular = (0.0 if each is None else zipf(each.word, _RUSSIAN) for each in made)
    return plural > max(singular - _RARER, 0.0)


def _agrees(word: Any, noun: Any) -> bool:
    if word.tag.POS not in _MODIFIERS or word.tag.case != noun.tag.case:
        return False
    if word.tag.number != noun.tag.number:
        return False
    if noun.tag.number == "sing":
        return bool(word.tag.gender == noun.tag.gender)
    return True


def _behind(
    group: _Group,
    parses: Sequence[Sequence[Any]],
    words: Sequence[str],
    between: Sequence[str],
    reading: tuple[str, str],
) -> Iterator[int]:
    """A participle behind the noun, after a comma, that agrees with it: стран, не имеющих."""
    place = group.noun + 1
    if place >= len(words) or "," not in between[group.noun]:
        return
    if words[place].lower() == "не":
        place += 1
    if place < len(words) and _is(parses[place], "PRTF", "ADJF"):
        tags = [each.tag for each in parses[place]]
        if any((str(tag.case), str(tag.number)) == reading for tag in tags):
            yield place


def _second(
    group: _Group, parses: Sequence[Sequence[Any]], words: Sequence[str], case: str
) -> tuple[_Group, str] | None:
    """A noun that "and" joins to the first right behind it, with its number: стратегий и планов."""
    start = group.noun + 2
    if start >= len(words) or words[start - 1].lower() not in ("и", "или"):
        return None
    found = _first(parses[start:], words[start:])
    if found is None:
        return None
    moved = _Group(found.noun + start, [place + start for place in found.others])
    numbers = [
        str(each.tag.number)
        for each in parses[moved.noun]
        if each.tag.POS == "NOUN" and str(each.tag.case) == case
    ]
    return (moved, numbers[0]) if numbers else None


def _is_joined(
    group: _Group,
    parses: Sequence[Sequence[Any]],
    words: Sequence[str],
    reading: tuple[str, str],
) -> bool:
    """Whether a noun further on is joined by "and", so that it may be in the same case."""
    joined = False
    for place in range(group.noun + 1, len(words)):
        joined = joined or words[place].lower() in ("и", "или")
        cases = {str(each.tag.case) for each in parses[place] if each.tag.POS == "NOUN"}
        if joined and reading[0] in cases:
            return True
    return False


def _nominative(
    group: _Group, parses: Sequence[Sequence[Any]], case: str, number: str
) -> dict[int, str] | None:
    """The words of a group in the nominative; None where one has none."""
    name = case, number
    nouns = (each for each in parses[group.noun] if each.tag.POS == "NOUN")
    noun = next(
        (each for each in nouns if (str(each.tag.case), str(each.tag.number)) == name), None
    )
    if noun is None:
        return None
    found = {group.noun: noun.inflect({"nomn", number})}
    gender = {str(noun.tag.gender)} if number == "sing" else set()
    for place in group.others:
        fits = next((each for each in parses[place] if _agrees(each, noun)), None)
        found[place] = None if fits is None else fits.inflect({"nomn", number} | gender)
    if any(made is None for made in found.values()):
        return None
    return {place: str(made.word) for place, made in found.items()}


def _cased(made: str, before: str, form: str) -> str:
    """A word with the capitals of the form that it takes the place of, and its text's ё."""
    if "ё" not in form.lower():
        made = made.replace("ё", "е")
    if before.isupper() and len(before) > 1:
        return made.upper()
    return made[:1].upper() + made[1:] if before[:1].isupper() else made
