"""What the words of a list tell: those at its edges, and those that one item has and others not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from align.english import singular
from align.model import Language
from glossary.formulas.items import Item
from glossary.formulas.listing import Build, Listing
from glossary.formulas.passage import Passage, Span, Word
from glossary.language.lists import lists

#: Each is met rarely; a smaller value lets the fit trust them less.
_RARE = 0.5
#: Characters before and after a list in which the next word is looked for.
_REACH = 30
#: First letters of the tags of words that are told by their tags and not by themselves.
_OPEN_CLASSES = {Language.ZH: "najilsvm", Language.EN: "NJVC"}


def worded(
    passage: Passage, listing: Listing, items: Sequence[Item], formula: Span
) -> Iterator[tuple[str, float]]:
    """Features of the words of a list.

    Args:
        formula: where the formula stands, with its quotation marks.
    """
    if passage.language is Language.EN and listing.start >= formula[1]:
        yield from _about(passage, listing, formula)
    if listing.build in (Build.MARKED, Build.SENTENCES):
        return
    yield from _edges(passage, listing)
    yield from _joined(passage, listing, items)
    words = [item.words for item in items]
    if all(words):
        yield from _unlike(passage, words)


def _edges(passage: Passage, listing: Listing) -> Iterator[tuple[str, float]]:
    """The words that stand at the list without a mark between."""
    start, end = listing.items[0][0], listing.end
    before = passage.words_in(max(0, start - _REACH), start)
    after = passage.words_in(end, end + _REACH)
    first, last = passage.words_in(*listing.items[0]), passage.words_in(*listing.items[-1])
    if before and _touch(passage, before[-1].end, start):
        yield f"behind {_told(passage, before[-1])}", _RARE
        yield "cuts a name at the first", _is_name(before[-1:], first[:1])
    if after and _touch(passage, end, after[0].start):
        yield f"ahead of {_told(passage, after[0])}", _RARE
        yield "cuts a name at the last", _is_name(last[-1:], after[:1])


def _touch(passage: Passage, start: int, end: int) -> bool:
    """Whether nothing but blanks stands between two places."""
    return not passage.text[start:end].strip()


def _is_name(one: Sequence[Word], two: Sequence[Word]) -> bool:
    """Whether two neighbouring words are of a name."""
    return bool(one and two) and one[0].tag == two[0].tag and one[0].tag in ("NNP", "nr", "ns")


def _joined(
    passage: Passage, listing: Listing, items: Sequence[Item]
) -> Iterator[tuple[str, float]]:
    """Where an "and" stands: before the last item, or within one."""
    joins = passage.punctuation.joins
    gap = passage.text[listing.items[-2][1] - 1 : listing.items[-1][0] + 1]
    joined = joins.search(gap) is not None
    yield f"{listing.build}, last joined" if joined else f"{listing.build}, last not joined", 1
    within = [joins.search(item.text) is not None for item in items]
    yield "and within last", within[-1]
    yield "and within last alone, not joined", within[-1] and not any(within[:-1]) and not joined
    yield "and within others", any(within[:-1])


def _unlike(passage: Passage, words: Sequence[Sequence[Word]]) -> Iterator[tuple[str, float]]:
    """The sorts of words that only the first item or the last has, or lacks."""
    sorts = [{_sort(passage, word) for word in own} for own in words]
    for name, own, others in (("first", sorts[0], sorts[1:]), ("last", sorts[-1], sorts[:-1])):
        for sort in own.difference(*others):
            yield f"{sort} only in {name}", _RARE
        for sort in set.intersection(*others) - own:
            yield f"{sort} in all but {name}", _RARE
    for name, edge in (("begins first", 0), ("ends last", -1)):
        told = [_told(passage, own[edge]) for own in words]
        if told.count(told[edge]) == 1:
            yield f"{told[edge]} {name} alone", _RARE
    firsts = [_told(passage, own[0]) for own in words]
    lasts = [_told(passage, own[-1]) for own in words]
    yield "words begin alike", len(set(firsts)) == 1
    yield "words end alike", len(set(lasts)) == 1
    yield "a first word unlike", len(set(firsts[1:])) == 1 and firsts[0] != firsts[1]
    yield "a last word unlike", len(set(lasts[:-1])) == 1 and lasts[0] != lasts[-1]


def _about(passage: Passage, listing: Listing, formula: Span) -> Iterator[tuple[str, float]]:
    """Whether nouns after the formula make something else of it: "five one" fitness project."""
    gap = passage.words_in(formula[1], listing.start)[:4]
    if not gap or gap[0].tag[:2] not in ("NN", "JJ"):
        return
    nouns = (passage.text[word.start : word.end].lower() for word in gap if word.tag[:2] == "NN")
    sorts = lists(Language.EN, "formulas")["sorts"].set
    is_sort = any(singular(noun) in sorts for noun in nouns)
    yield "of its sort" if is_sort else "of something else", 1


def _told(passage: Passage, word: Word) -> str:
    """A word by itself where it is one of grammar, by its tag where it is one of content."""
    if word.tag[:1] in _OPEN_CLASSES[passage.language]:
        return word.tag[:3]
    return passage.text[word.start : word.end].lower()


def _sort(passage: Passage, word: Word) -> str:
    """A sort of words; "of", which binds what a list counts, is told from other prepositions."""
    if passage.language is Language.ZH:
        return word.tag[:1]
    if word.tag == "IN" and passage.text[word.start : word.end].lower() == "of":
        return "of"
    return "finite" if word.tag in ("VBD", "VBZ", "VBP", "MD") else word.tag[:3]
