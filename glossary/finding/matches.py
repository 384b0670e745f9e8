"""Find concepts by what people type: Chinese in either script, English, pinyin or initials.

It imports no database and no segmenter, and what costs time to import (pypinyin for a reference,
rapidfuzz) only once nothing simpler has found the query.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from align.model import Language
from align.normalise import normalised
from align.text import storable
from glossary.language.chinese.pinyin import typed
from glossary.model import LIVE, TO_AVOID, Concept, ConceptStatus, Term
from glossary.model.keys import key
from glossary.model.searchable import Form, How, Searchable, TermHit, Where

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
        """Whether the term is what was asked for, as typed or but for its spelling."""
        return self.kind in {MatchKind.EXACT, MatchKind.NORMALISED}


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


@dataclass(frozen=True, slots=True)
class _Query:
    """A query with its key in each language asked for; None: it is the same in both."""

    text: str
    keys: tuple[tuple[Language | None, str], ...]
    statuses: Collection[ConceptStatus]
    limit: int

    @property
    def hits(self) -> int:
        """Terms to ask for: several may belong to one concept."""
        return 2 * self.limit + 20

    @property
    def pinyin(self) -> tuple[str, str] | None:
        """Pinyin and tones, where it is asked for Chinese and the query can be pinyin."""
        if all(language is Language.EN for language, _ in self.keys):
            return None
        spelled = typed(self.text)
        return spelled if spelled and len(spelled[0]) > 1 else None


_Stage = Callable[[Searchable, _Query], Iterator[_Found]]
_SAME = 0.95  #: the least score of a term that is the query
#: From how many characters on one, two and three edits still leave the same term; one more in
#: English, where an edit makes another word of three letters.
_LONG_ENOUGH = (3, 8, 12)
#: Where a key may stand in others, the better place later, and how long it must be for that: two
#: letters stand in every other English term, and one letter begins too many to mean any of them.
_PLACES = {
    Language.ZH: ((Where.ANYWHERE, 1), (Where.START, 1)),
    Language.EN: ((Where.ANYWHERE, 3), (Where.WORD, 2), (Where.START, 2)),
}
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
    asked = _Query(text, _keys(text, language), statuses, limit)
    sources: list[tuple[Searchable, bool]] = []
    if glossary is not None:
        sources.append((glossary, False))
    if reference is not None:
        sources.append((reference, True))
    for stages in ((_same, _containing, _sounding), (_similar,)):
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


def _keys(text: str, language: Language | None) -> tuple[tuple[Language | None, str], ...]:
    languages = (language,) if language else tuple(Language)
    keys = {each: made for each in languages if (made := key(text, each))}
    if len(keys) == 2 and len(set(keys.values())) == 1:
        return ((None, keys[Language.ZH]),)  # one pass over the terms instead of two
    return tuple(keys.items())


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
        if stage is _sounding and from_reference and known:
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
    """What a concept is called: in Chinese, or in English where it has no Chinese."""
    names = {(term.language, key(term.text, term.language)) for term in concept.terms}
    chinese = {name for name in names if name[0] is Language.ZH}
    return chinese or names


def _same(source: Searchable, asked: _Query) -> Iterator[_Found]:
    for language, own in asked.keys:
        for hit in source.search(
            Form.KEY,
            How.EQUAL,
            own,
            language=language,
            statuses=asked.statuses,
            limit=asked.hits,
        ):
            if hit.text == asked.text:
                yield _Found(hit, MatchKind.EXACT, 1.0)
                continue
            # Of two terms that read alike, as singular and plural do, the one that was typed.
            as_typed = asked.text.casefold().endswith(hit.text.casefold())
            yield _Found(hit, MatchKind.NORMALISED, _SAME + 0.03 * as_typed)


def _containing(source: Searchable, asked: _Query) -> Iterator[_Found]:
    for language, own in _by_language(asked):
        for hit in _holding(source, asked, own, language):
            share = 0.3 * len(own) / hit.length
            if hit.key.startswith(own):
                yield _Found(hit, MatchKind.PREFIX, 0.6 + share)
            elif language is Language.ZH or f" {own}" in hit.key:
                yield _Found(hit, MatchKind.SUBSTRING, 0.4 + share)
            else:
                yield _Found(hit, MatchKind.SUBSTRING, 0.2 + share)


def _holding(source: Searchable, asked: _Query, own: str, language: Language) -> Iterator[TermHit]:
    """Terms that hold a key: all, and where these are too many those that have it in front."""
    for where, least in _PLACES[language]:
        if len(own) >= least:
            hits = source.holding(own, where, language, statuses=asked.statuses, limit=asked.hits)
            yield from hits
            if len(hits) < asked.hits:
                return


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


def _similar(source: Searchable, asked: _Query) -> Iterator[_Found]:
    """The terms that the fewest edits make the query.

    An edit puts a character in, takes one out, replaces one or swaps two neighbours (the optimal
    string alignment distance of Damerau 1964).
    """
    from rapidfuzz.distance import OSA

    for edits, shortest in enumerate(_LONG_ENOUGH, start=1):
        near = False
        for language, own in _by_language(asked):
            if len(own) < shortest + (language is Language.EN):
                continue
            for hit in source.resembling(own, edits, language, statuses=asked.statuses):
                distance = OSA.distance(own, hit.key, score_cutoff=edits)
                if distance <= edits:
                    near = True
                    score = 0.6 * (1 - distance / max(len(own), hit.length))
                    yield _Found(hit, MatchKind.FUZZY, score)
        if near:
            return


def _by_language(asked: _Query) -> Iterator[tuple[Language, str]]:
    for language, own in asked.keys:
        for each in (language,) if language else tuple(Language):
            yield each, own
