"""Find concepts by what people type: terms in any language, pinyin or initials of Chinese ones,
others inflected, transcribed or without accents.

It imports no database and no segmenter, and what costs time to import (pypinyin for a reference,
rapidfuzz) only once nothing simpler has found the query.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, partial
from typing import TYPE_CHECKING

from align.languages import languages
from align.model import Language
from align.normalise import normalised
from align.text import storable
from glossary.language.chinese.pinyin import typed
from glossary.model import LIVE, TO_AVOID, Concept, ConceptStatus, Term, in_language, languages_of
from glossary.model.keys import key
from glossary.model.searchable import Form, How, Indexed, Searchable, TermHit, Where

if TYPE_CHECKING:
    from glossary.finding.reference import Reference

LONGEST_QUERY = 500


class MatchKind(StrEnum):
    """How a term matches a query."""

    EXACT = "exact"
    NORMALISED = "normalised"
    PREFIX = "prefix"
    SUBSTRING = "substring"
    PINYIN = "pinyin"
    INITIALS = "initials"
    SPELLED = "spelled"
    INFLECTED = "inflected"
    FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True)
class Match:
    """A concept that was found.

    Attributes:
        term: the term of the concept that matches best.
        score: 0 to 1; 1 is the term as typed.
        from_reference: it stands in the reference, not in the user's glossary.
    """

    concept: Concept
    term: Term
    kind: MatchKind
    score: float
    from_reference: bool

    @property
    def is_same(self) -> bool:
        """Whether the term is what was asked for, as typed or but for its spelling or its form."""
        return self.kind in {MatchKind.EXACT, MatchKind.NORMALISED, MatchKind.INFLECTED}


@dataclass(frozen=True, slots=True)
class _Found:
    hit: TermHit
    kind: MatchKind
    score: float

    @property
    def rank(self) -> tuple[float, int, int, float]:
        """Best first: by score, then terms to use before terms to avoid, then short ones."""
        avoid = self.hit.status in TO_AVOID
        return -self.score, avoid, self.hit.length, -self.hit.score


@dataclass(frozen=True)
class _Query:
    """A query.

    Attributes:
        keys: each with the languages in which it is the key of the query.
        only: the language of the terms to find; None: any.
    """

    text: str
    keys: Mapping[str, frozenset[Language]]
    only: Language | None
    statuses: Collection[ConceptStatus]
    limit: int

    @property
    def hits(self) -> int:
        """Terms to ask for: several may belong to one concept."""
        return 2 * self.limit + 20

    @property
    def pinyin(self) -> tuple[str, str] | None:
        """Pinyin and tones, where it is asked for Chinese and the query can be pinyin."""
        if self.only not in (None, Language.ZH):
            return None
        spelled = typed(self.text)
        return spelled if spelled and len(spelled[0]) > 1 else None

    @cached_property
    def spellings(self) -> Mapping[str, frozenset[Language]]:
        """What it may be as the spelling of a term, with the languages of such terms."""
        if max(self.text) >= _CJK:
            return {}
        return _grouped(
            {
                language: own if own.isascii() else language.profile.key(own)
                for own, languages in self.keys.items()
                for language in languages
                if language is not Language.ZH
            }
        )

    def forms(self, of: Indexed) -> Mapping[str, frozenset[Language]]:
        """What to search, with the languages of the terms that it may be in."""
        return self.spellings if of is Indexed.SPELLED else self.keys


_Stage = Callable[[Searchable, _Query], Iterator[_Found]]
_SAME = 0.95  #: the least score of a term that is the query
_HANGUL = re.compile("[\uac00-\ud7a3]")
_CJK = "\u2e80"  #: the first character that no Latin, Cyrillic or Arabic text has
#: From how many characters on one, two and three edits still leave the same term; one more where
#: keys are not dense and an edit makes another word of three letters.
_LONG_ENOUGH = (3, 8, 12)
#: Where a dense key may stand in others, the better place later, and how long it must be for that.
_DENSE_PLACES = ((Where.ANYWHERE, 1), (Where.START, 1))
#: The same of the rest: two letters stand in every other term, and one letter begins too many to
#: mean any of them.
_PLACES = ((Where.ANYWHERE, 3), (Where.WORD, 2), (Where.START, 2))
_NEARLY = 0.94  #: the most of one that may be the query
_WHOLE = 0.8  #: the least score of a term that the query spells in full


def lookup(
    glossary: Searchable | None,
    reference: Reference | None,
    query: str,
    *,
    language: Language | None = None,
    limit: int = 10,
    statuses: Collection[ConceptStatus] = LIVE,
) -> list[Match]:
    """The concepts that match a query, best first, each once.

    Terms that are the query come first, then those that hold it, sound like it or, where there are
    none of these, resemble it. In each of both groups the user's glossary precedes the reference,
    of which concepts that the glossary has are left out. It is not asked where the glossary has the
    very term.

    Args:
        language: search the terms of one language only.
        statuses: the concepts to search; those in review and approved, not those rejected.

    Raises:
        GlossaryError: the glossary cannot be read.

    >>> from glossary import lookup, starter
    >>> [match.concept.terms[0].text for match in lookup(None, starter(), "wuweiyiti", limit=1)]
    ['五位一体']
    """
    text = normalised(storable(query))
    if not text or len(text) > LONGEST_QUERY or limit < 1:
        return []
    asked_in = (language,) if language else languages()
    keys = _grouped({each: key(text, each) for each in asked_in})
    asked = _Query(text, keys, language, statuses, limit)
    sources: list[tuple[Searchable, bool]] = []
    if glossary is not None:
        sources.append((glossary, False))
    if reference is not None:
        sources.append((reference, True))
    for stages in ((_same, _containing, _spelled, _inflected, _sounding), (_similar,)):
        matches: list[Match] = []
        for source, from_reference in sources:
            if from_reference and any(match.score >= _SAME for match in matches):
                continue  # loading it takes longer than all the rest
            known = any(match.score >= _WHOLE for match in matches)
            matches += _matches(
                source, from_reference=from_reference, asked=asked, stages=stages, known=known
            )
        if matches:
            break
    return _ordered(matches, limit)


def _grouped(forms: Mapping[Language, str]) -> dict[str, frozenset[Language]]:
    """The languages of each form: one pass over the terms for all of them."""
    return {
        form: frozenset(each for each, own in forms.items() if own == form)
        for form in forms.values()
        if form
    }


def _matches(
    source: Searchable,
    *,
    from_reference: bool,
    asked: _Query,
    stages: tuple[_Stage, ...],
    known: bool,
) -> list[Match]:
    best: dict[str, _Found] = {}
    for stage in stages:
        known = known or any(found.score >= _WHOLE for found in best.values())
        if stage is _inflected and known:
            continue  # what people ask for most is no inflected form
        if stage in (_sounding, _spelled) and from_reference and known:
            continue  # spelling a reference takes a quarter of a second
        for found in stage(source, asked):
            old = best.get(found.hit.concept_id)
            if old is None or found.rank < old.rank:
                best[found.hit.concept_id] = found
    top = dict(sorted(best.items(), key=lambda item: item[1].rank)[: asked.limit])
    return [
        Match(
            concept=concept,
            term=term,
            kind=found.kind,
            score=found.score,
            from_reference=from_reference,
        )
        for concept in source.with_ids(list(top))
        if (term := _found(concept, (found := top[concept.id]).hit))
    ]


def _found(concept: Concept, hit: TermHit) -> Term | None:
    """The term of a hit; None where somebody changed it before its concept was read."""
    name = hit.language, normalised(hit.text)
    return next((term for term in concept.terms if (term.language, term.text) == name), None)


def _ordered(matches: list[Match], limit: int) -> list[Match]:
    own = {name for match in matches if not match.from_reference for name in _names(match.concept)}
    kept = [
        match
        for match in matches
        if not match.from_reference or own.isdisjoint(_names(match.concept))
    ]
    # The sort is stable: within a group, the order of the sources and of their matches stays.
    kept.sort(key=lambda match: (match.score < _SAME, match.from_reference))
    return kept[:limit]


def _names(concept: Concept) -> set[tuple[Language, str]]:
    """What a concept is called in its first language: in Chinese where it has Chinese terms."""
    first = languages_of(concept.terms)[0]
    return {(first, key(term.text, first)) for term in in_language(concept.terms, first)}


def _same(source: Searchable, asked: _Query) -> Iterator[_Found]:
    for own, among in asked.keys.items():
        (single,) = among if len(among) == 1 else (None,)
        for hit in source.search(
            Form.KEY, How.EQUAL, own, language=single, statuses=asked.statuses, limit=asked.hits
        ):
            if hit.language not in among:
                continue
            if hit.text == asked.text:
                yield _Found(hit, MatchKind.EXACT, 1.0)
                continue
            # Of two terms that read alike, as singular and plural do, the one that was typed.
            as_typed = asked.text.casefold().endswith(hit.text.casefold())
            yield _Found(hit, MatchKind.NORMALISED, _SAME + 0.03 * as_typed)


def _containing(source: Searchable, asked: _Query) -> Iterator[_Found]:
    for of in (Indexed.DENSE, Indexed.SPACED):
        for own, hit in _holding(source, asked, of, asked.keys):
            kind = MatchKind.PREFIX if hit.key.startswith(own) else MatchKind.SUBSTRING
            yield _Found(hit, kind, _worth(own, hit.key, of))


def _worth(own: str, whole: str, of: Indexed) -> float:
    """The score of a term that holds what was asked for."""
    share = 0.3 * len(own) / len(whole)
    if whole.startswith(own):
        return 0.6 + share
    return (0.4 if of is Indexed.DENSE or f" {own}" in whole else 0.2) + share


def _holding(
    source: Searchable, asked: _Query, of: Indexed, forms: Mapping[str, frozenset[Language]]
) -> Iterator[tuple[str, TermHit]]:
    """Terms that hold a form: all, and where these are too many those that have it in front."""
    places = _DENSE_PLACES if of is Indexed.DENSE else _PLACES
    for own, among in forms.items():
        for where, least in places:
            if len(own) < least:
                continue
            hits = source.holding(
                own, where, of, language=asked.only, statuses=asked.statuses, limit=asked.hits
            )
            yield from ((own, hit) for hit in hits if hit.language in among)
            if len(hits) < asked.hits:
                break


def _sounding(source: Searchable, asked: _Query) -> Iterator[_Found]:
    if asked.pinyin is None:
        return
    plain, tones = asked.pinyin
    for how, base in ((How.EQUAL, 0.6), (How.PREFIX, 0.5)):
        search = partial(source.search, how=how, value=plain, language=Language.ZH)
        search = partial(search, statuses=asked.statuses, limit=asked.hits)
        for hit in search(Form.PINYIN, tones=tones):
            bonus = 0.02 if tones else 0.0
            yield _Found(hit, MatchKind.PINYIN, base + 0.3 * len(plain) / hit.length + bonus)
        if tones or (how is How.PREFIX and len(plain) < 3):
            continue
        for hit in search(Form.INITIALS):
            score = base - 0.1 + 0.3 * len(plain) / hit.length
            yield _Found(hit, MatchKind.INITIALS, score)


def _spelled(source: Searchable, asked: _Query) -> Iterator[_Found]:
    """Terms of languages but Chinese that hold what was typed once both are transcribed."""
    # A term that is spelled as it stands is among the keys only.
    others = {own: among for own, among in asked.spellings.items() if own not in asked.keys}
    for of, forms in ((Indexed.SPELLED, asked.spellings), (Indexed.SPACED, others)):
        for own, hit in _holding(source, asked, of, forms):
            yield _Found(hit, MatchKind.SPELLED, _worth(own, hit.key, of) - 0.02)


def _inflected(source: Searchable, asked: _Query) -> Iterator[_Found]:
    """Terms whose words have the normal forms of the query's."""
    from glossary.finding.inflected import found_by_form

    is_spaced = max(asked.text) < _CJK
    if not is_spaced and not _HANGUL.search(asked.text):
        return
    for of in (Indexed.SPACED, Indexed.SPELLED) if is_spaced else (Indexed.DENSE,):
        found = found_by_form(
            source, asked.forms(of), of, language=asked.only, statuses=asked.statuses
        )
        for hit, share in found:
            is_same = share == 1 and of is not Indexed.SPELLED
            yield _Found(hit, MatchKind.INFLECTED, _SAME if is_same else share * _NEARLY)


def _similar(source: Searchable, asked: _Query) -> Iterator[_Found]:
    """The terms that the fewest edits make the query.

    An edit puts a character in, takes one out, replaces one or swaps two neighbours (the optimal
    string alignment distance of Damerau 1964).
    """
    from rapidfuzz.distance import OSA

    for edits, shortest in enumerate(_LONG_ENOUGH, start=1):
        near = False
        for of, own, among in (
            (each, *form) for each in Indexed for form in asked.forms(each).items()
        ):
            if len(own) < shortest + (of is not Indexed.DENSE):
                continue
            search = partial(source.resembling, language=asked.only, statuses=asked.statuses)
            for hit in search(own, edits, of):
                distance = OSA.distance(own, hit.key, score_cutoff=edits)
                if distance <= edits and hit.language in among:
                    near = True
                    score = 0.6 * (1 - distance / max(len(own), hit.length))
                    yield _Found(hit, MatchKind.FUZZY, score)
        if near:
            return
