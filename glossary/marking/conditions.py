"""Under which condition a rendering is used: what stands beside the term in the original.

强国 is "strong in …" behind a thing and "great power" before a comma. Where the contexts of a
concept show that clearly, its rendering has a condition, which is drawn from them whenever it is
asked for. What a person says of the word beside a term stands above that.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp, lgamma

from align.model import Language
from glossary.language.stems import words
from glossary.model import (
    TO_AVOID,
    Concept,
    Condition,
    ConditionKind,
    Context,
    Side,
    in_language,
    languages_of,
)
from glossary.model.keys import key

#: The chance with which the clearest of all conditions that a concept might have is none.
CHANCE = 0.05
#: In so many documents a condition holds at least.
LEAST_DOCUMENTS = 2
#: At so many places a rendering stands under its condition at least.
_LEAST_PLACES = 3
#: Of the places that fulfil a condition, so many have its rendering.
MOST_PLACES = 0.8
#: Characters of a neighbour where no blank parts words; most words of Chinese have two.
_CHARACTERS = 2


@dataclass(frozen=True, slots=True)
class Learned:
    """A condition that contexts show, with what shows it.

    Attributes:
        rendering: the text of the term.
        condition: what stands beside it: a word in small letters; two characters where no blank
            parts words.
        places: of the term with that beside it; `having` of them have the rendering. A sentence
            that several documents repeat is one.
        documents: in which these stand.
        others, others_having: the same of the places without it.
        chance: that so many of the places have the rendering if the condition says nothing: one
            side of Fisher's exact test, times the conditions that were tried (Bonferroni).
    """

    language: Language
    rendering: str
    condition: Condition
    places: int
    having: int
    documents: int
    others: int
    others_having: int
    chance: float

    @property
    def said(self) -> str:
        """When the rendering is used, and what shows that."""
        return (
            f"{self.condition}: {self.having} of {self.places} places in"
            f" {self.documents} documents, elsewhere {self.others_having} of {self.others}"
        )


@dataclass(frozen=True, slots=True)
class _Place:
    """A context in which the term has one rendering."""

    document: str
    beside: frozenset[Condition]
    rendering: str


@dataclass(frozen=True, slots=True)
class Stated:
    """A condition that a person set."""

    language: Language
    rendering: str
    condition: Condition

    @property
    def said(self) -> str:
        """When the rendering is used, and that a person says so."""
        return f"{self.condition} (set)"


def conditions(concept: Concept, original: Language | None = None) -> tuple[Stated | Learned, ...]:
    """The conditions of the renderings of a concept, those first that people set.

    Args:
        original: what the renderings render; None for the first language of the concept.
    """
    return *stated(concept, original), *learned(concept, original)


def stated(concept: Concept, original: Language | None = None) -> tuple[Stated, ...]:
    """The conditions of a concept's renderings that people set, in the order of its terms."""
    spoken = languages_of(concept.terms)
    of = original or spoken[0]
    return tuple(
        Stated(language, term.text, each)
        for language in spoken
        if language is not of
        for term in in_language(concept.terms, language)
        if term.status not in TO_AVOID
        for each in term.conditions
        if not each.denied
    )


def learned(concept: Concept, original: Language | None = None) -> tuple[Learned, ...]:
    """The conditions that the contexts of a concept show, the clearest of each language first.

    Without those that people deny, and those beside a word that people have set for a rendering.
    """
    spoken = languages_of(concept.terms)
    of = original or spoken[0]
    return tuple(
        each
        for language in spoken
        if language is not of
        for each in _learned(concept, of, language)
    )


def neighbours(text: str, start: int, end: int, language: Language) -> frozenset[Condition]:
    """What stands right beside a term in a text; a mark or the end of the text is nothing."""
    before, after = text[:start], text[end:]
    if language.profile.joint:
        sides = _word(before, language, -1), _word(after, language, 0)
    else:
        sides = before[-_CHARACTERS:], after[:_CHARACTERS]
    found = zip((ConditionKind.AFTER, ConditionKind.BEFORE), sides, strict=True)
    return frozenset(Condition(kind, side.lower()) for kind, side in found if side.isalpha())


def stands_beside(
    condition: Condition, text: str, start: int, end: int, language: Language
) -> bool:
    """Whether the word that a condition names stands right before or behind a term in a text."""
    word = condition.text.casefold()
    if condition.kind is ConditionKind.AFTER:
        before = text[:start].rstrip().casefold()
        rest = before.removesuffix(word)
        return rest != before and not (language.profile.joint and rest[-1:].isalnum())
    if condition.kind is ConditionKind.BEFORE:
        behind = text[end:].lstrip().casefold()
        rest = behind.removeprefix(word)
        return rest != behind and not (language.profile.joint and rest[:1].isalnum())
    return False


def _word(text: str, language: Language, index: int) -> str:
    found = words(text, language)
    if not found:
        return ""
    word = found[index]
    between = text[word.end :] if index else text[: word.start]
    return "" if between.strip() else text[word.start : word.end]


def _learned(concept: Concept, original: Language, language: Language) -> list[Learned]:
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
    by_beside: dict[Condition, list[_Place]] = defaultdict(list)
    for place in places:
        for beside in place.beside:
            by_beside[beside].append(place)
    tried = {
        beside: own
        for beside, own in by_beside.items()
        if len({place.document for place in own}) >= LEAST_DOCUMENTS
    }
    made = [
        _counted(beside, own, places, names, len(tried), language)
        for beside, own in tried.items()
        if _is_usual(own)
    ]
    kept = [each for each in made if _is_clear(each) and not _is_settled(each, concept)]
    return sorted(kept, key=lambda each: (each.chance, -each.having, each.condition.text))


def _is_settled(found: Learned, concept: Concept) -> bool:
    """Whether a person has set the condition for a rendering, or denies it of this one."""
    return any(
        (each.kind, each.text.lower()) == (found.condition.kind, found.condition.text)
        and (not each.denied or term.text == found.rendering)
        for term in in_language(concept.terms, found.language)
        for each in term.conditions
    )


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


def _counted(
    beside: Condition,
    own: Sequence[_Place],
    places: Sequence[_Place],
    names: dict[str, str],
    tried: int,
    language: Language,
) -> Learned:
    used = Counter(place.rendering for place in own)
    name = min(used, key=lambda each: (-used[each], each))
    every = sum(place.rendering == name for place in places)
    return Learned(
        language,
        names[name],
        beside,
        len(own),
        used[name],
        len({place.document for place in own if place.rendering == name}),
        len(places) - len(own),
        every - used[name],
        min(1.0, tried * together_by_chance(used[name], len(own), every, len(places))),
    )


def _is_usual(places: Sequence[_Place]) -> bool:
    """Whether a rendering has enough of some places, whatever the others have."""
    ((_, having),) = Counter(place.rendering for place in places).most_common(1)
    return having >= max(_LEAST_PLACES, MOST_PLACES * len(places))


def _is_clear(found: Learned) -> bool:
    return found.chance <= CHANCE and found.documents >= LEAST_DOCUMENTS


def together_by_chance(together: int, first: int, second: int, total: int) -> float:
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
