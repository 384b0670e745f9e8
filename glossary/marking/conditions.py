"""Under which condition a rendering is used: what stands beside the term in the original.

强国 is "strong in …" behind a thing and "great power" before a comma. Where the contexts of a
concept show that clearly, its rendering has a condition, which is drawn from them whenever it is
asked for.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp, lgamma

from align.model import Language
from glossary.language.stems import words
from glossary.model import TO_AVOID, Concept, Context, Side, in_language, languages_of
from glossary.model.keys import key

#: The chance with which the clearest of all conditions that a concept might have is none.
_CHANCE = 0.05
#: In so many documents a condition holds at least.
_LEAST_DOCUMENTS = 2
#: At so many places a rendering stands under its condition at least.
_LEAST_PLACES = 3
#: Of the places that fulfil a condition, so many have its rendering.
_MOST_PLACES = 0.8
#: Characters of a neighbour where no blank parts words; most words of Chinese have two.
_CHARACTERS = 2


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a term.

    Attributes:
        text: a word, in small letters; two characters where no blank parts words.
        is_before: whether it stands before the term.
    """

    text: str
    is_before: bool


@dataclass(frozen=True, slots=True)
class Condition:
    """A rendering that is used where something stands beside the term.

    Attributes:
        rendering: the text of the term.
        places: of the term with that beside it; `having` of them have the rendering. A sentence
            that several documents repeat is one.
        documents: in which these stand.
        others, others_having: the same of the places without it.
        chance: that so many of the places have the rendering if the condition says nothing: one
            side of Fisher's exact test, times the conditions that were tried (Bonferroni).
    """

    language: Language
    rendering: str
    beside: Beside
    places: int
    having: int
    documents: int
    others: int
    others_having: int
    chance: float

    @property
    def said(self) -> str:
        """When the rendering is used, and what shows that."""
        where = "after" if self.beside.is_before else "before"
        return (
            f"{where} {self.beside.text}: {self.having} of {self.places} places in"
            f" {self.documents} documents, elsewhere {self.others_having} of {self.others}"
        )


@dataclass(frozen=True, slots=True)
class _Place:
    """A context in which the term has one rendering."""

    document: str
    beside: frozenset[Beside]
    rendering: str


def conditions(concept: Concept, original: Language | None = None) -> tuple[Condition, ...]:
    """The conditions of the renderings of a concept, the clearest of each language first.

    Args:
        original: what the renderings render; None for the first language of the concept.
    """
    spoken = languages_of(concept.terms)
    of = original or spoken[0]
    return tuple(
        each
        for language in spoken
        if language is not of
        for each in _conditions(concept, of, language)
    )


def neighbours(text: str, start: int, end: int, language: Language) -> frozenset[Beside]:
    """What stands right beside a term in a text; a mark or the end of the text is nothing."""
    before, after = text[:start], text[end:]
    if language.profile.joint:
        sides = _word(before, language, -1), _word(after, language, 0)
    else:
        sides = before[-_CHARACTERS:], after[:_CHARACTERS]
    found = zip(sides, (True, False), strict=True)
    return frozenset(
        Beside(side.lower(), is_before) for side, is_before in found if side and side.isalpha()
    )


def _word(text: str, language: Language, index: int) -> str:
    found = words(text, language)
    if not found:
        return ""
    word = found[index]
    between = text[word.end :] if index else text[: word.start]
    return "" if between.strip() else text[word.start : word.end]


def _conditions(concept: Concept, original: Language, language: Language) -> list[Condition]:
    names = {
        key(term.text, language): term.text
        for term in in_language(concept.terms, language)
        if term.status not in TO_AVOID
    }
    if len(names) < 2:
        return []
    # By the sentence: one that is printed again shows nothing new.
    distinct = {
        (text, place.rendering): place
        for context in concept.contexts
        for text, place in _places(context, original, language, names)
    }
    places = list(distinct.values())
    by_beside: dict[Beside, list[_Place]] = defaultdict(list)
    for place in places:
        for beside in place.beside:
            by_beside[beside].append(place)
    tried = {
        beside: own
        for beside, own in by_beside.items()
        if len({place.document for place in own}) >= _LEAST_DOCUMENTS
    }
    made = [
        _condition(beside, own, places, names, len(tried), language)
        for beside, own in tried.items()
        if _is_usual(own)
    ]
    kept = [each for each in made if _is_clear(each)]
    return sorted(kept, key=lambda each: (each.chance, -each.having, each.beside.text))


def _places(
    context: Context, original: Language, language: Language, names: dict[str, str]
) -> Iterator[tuple[str, _Place]]:
    """The sentence of a context and the place in it, where that has one rendering."""
    own, theirs = context.side(original), context.side(language)
    if own is None or theirs is None:
        return
    used = {name for name in _said(theirs) if name in names}
    if len(used) == 1 and own.spans:
        (name,) = used
        beside = [neighbours(own.text, start, end, original) for start, end in own.spans]
        yield own.text, _Place(context.source, frozenset().union(*beside), name)


def _said(side: Side) -> set[str]:
    return {key(side.text[start:end], side.language) for start, end in side.spans}


def _condition(
    beside: Beside,
    own: Sequence[_Place],
    places: Sequence[_Place],
    names: dict[str, str],
    tried: int,
    language: Language,
) -> Condition:
    used = Counter(place.rendering for place in own)
    name = min(used, key=lambda each: (-used[each], each))
    every = sum(place.rendering == name for place in places)
    return Condition(
        language,
        names[name],
        beside,
        len(own),
        used[name],
        len({place.document for place in own if place.rendering == name}),
        len(places) - len(own),
        every - used[name],
        min(1.0, tried * _chance(used[name], len(own), every, len(places))),
    )


def _is_usual(places: Sequence[_Place]) -> bool:
    """Whether a rendering has enough of some places, whatever the others have."""
    ((_, having),) = Counter(place.rendering for place in places).most_common(1)
    return having >= max(_LEAST_PLACES, _MOST_PLACES * len(places))


def _is_clear(condition: Condition) -> bool:
    return condition.chance <= _CHANCE and condition.documents >= _LEAST_DOCUMENTS


def _chance(together: int, first: int, second: int, total: int) -> float:
    """How likely two things stand together so often or oftener by chance (Fisher's exact test).

    Args:
        together: places of both; first, second: places of each; total: all places.
    """
    rest = total - first
    ways = _log_ways(total, second)
    return sum(
        exp(_log_ways(first, number) + _log_ways(rest, second - number) - ways)
        for number in range(max(together, second - rest), min(first, second) + 1)
    )


def _log_ways(total: int, chosen: int) -> float:
    """The logarithm of the ways to choose so many: the ways have thousands of digits."""
    return lgamma(total + 1) - lgamma(chosen + 1) - lgamma(total - chosen + 1)
