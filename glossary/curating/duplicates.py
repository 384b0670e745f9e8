"""Concepts that may be one: with the same term, with terms that read alike, or nearly so.

Near terms are found by edit distance without comparing all with all. Two keys one deletion away
from a common string are at most an insertion, a deletion or a replacement apart, so dense keys
meet under all strings that one or two deletions leave of them (deletion neighbourhoods, Mor and
Fraenkel 1982; FastSS, Bocek, Hunt and Stiller 2007), those of languages with blanks under what is
left when a word goes, or a letter. Where keys meet, the distance decides.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING

from align.model import Language
from align.numbers import english
from align.numbers.chinese import NUMERALS
from align.progress import Progress, silent
from glossary.language.forms import content_words
from glossary.model.searchable import Indexed, indexed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from align.encoders.base import Encoder

LEAST = 0.8  #: edit likeness from which terms are reported as near
LEAST_COSINE = 0.9  #: the same of vectors
_ROUNDING = 1e-6  #: 1 - 1/5 is to be at least 0.8
_BATCH = 1_000  #: terms encoded at a time
_LONGEST = 24  #: dense keys beyond this, others beyond twice this, meet by their ends
_END = 8  #: characters of such an end
_SMALL = 12  #: blocks up to this are compared pair by pair, larger ones as a matrix
_ROWS = 256  #: rows of such a matrix at a time
_NUMBERS = rf"\d+|[{NUMERALS}]+|\b(?:{{cardinals}}|{{ordinals}}|{{scales}})s?\b"


class Likeness(StrEnum):
    """How concepts are alike."""

    EXACT = "exact"
    NORMALISED = "normalised"
    NEAR = "near"
    VECTORS = "vectors"


@dataclass(frozen=True, slots=True)
class Form:
    """A term of a concept, with the key under which it is matched.

    Attributes:
        has_chinese: whether its concept has a Chinese term.
        leads: whether it is the term to use in its language.
    """

    concept_id: str
    language: Language
    text: str
    key: str
    has_chinese: bool
    leads: bool


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Concepts that may be one.

    Attributes:
        concepts: their ids; two where terms are near, any number where they are equal.
        terms: the term of each that is like the others.
        score: 1 for equal terms, else the likeness: 1 less the edits for each character, or the
            cosine of the vectors.
    """

    how: Likeness
    language: Language
    concepts: tuple[str, ...]
    terms: tuple[str, ...]
    score: float


def equal(forms: Iterable[Form], language: Language, *, homonyms: bool) -> Iterator[Duplicate]:
    """The concepts that share a term, as it is written or after normalisation.

    Args:
        homonyms: report concepts too that share no Chinese term, though each has a Chinese one:
            as a rule such (改革 and 变革, "reform") are two concepts.
    """
    groups: dict[str, dict[str, Form]] = defaultdict(dict)
    for form in forms:
        if form.language is language:
            group = groups[_in_normal_form(form)]
            known = group.setdefault(form.concept_id, form)
            if form.leads and not known.leads:
                group[form.concept_id] = form
    for alike in groups.values():
        members = list(alike.values())
        if len(members) < 2 or not (homonyms or _may_be_one(members)):
            continue
        texts = tuple(form.text for form in members)
        how = Likeness.EXACT if len(set(texts)) == 1 else Likeness.NORMALISED
        yield Duplicate(how, language, tuple(alike), texts, 1.0)


def _in_normal_form(form: Form) -> str:
    """What terms have in common that read alike: a key, or the stems of its words."""
    if form.language is Language.EN or indexed(form.language) is Indexed.DENSE:
        return form.key
    return " ".join(content_words(form.key, form.language)) or form.key


def near(
    forms: Iterable[Form],
    language: Language,
    *,
    least: float = LEAST,
    homonyms: bool,
    progress: Progress = silent,
) -> list[Duplicate]:
    """The pairs of concepts with terms that few edits make one another, most alike first.

    Terms with different numbers in them (第一, 第二) are never near.

    Args:
        least: the least likeness, 1 - edits / characters of the longer key; an edit puts in,
            takes out, replaces or swaps characters.
        homonyms: as in `equal`.
    """
    owners: dict[str, dict[str, Form]] = defaultdict(dict)
    for form in forms:
        if form.language is language:
            owners[form.key].setdefault(form.concept_id, form)
    keys = list(owners)
    best: dict[tuple[str, str], Duplicate] = {}
    for first, second, score in _near_keys(keys, language, least, progress):
        for one in owners[keys[first]].values():
            for other in owners[keys[second]].values():
                _keep(best, one, other, score, homonyms=homonyms)
    return sorted(best.values(), key=lambda each: (-each.score, each.terms))


def _keep(
    best: dict[tuple[str, str], Duplicate], one: Form, other: Form, score: float, *, homonyms: bool
) -> None:
    one, other = sorted((one, other), key=lambda form: form.concept_id)
    pair = one.concept_id, other.concept_id
    if pair[0] == pair[1] or not (homonyms or _may_be_one((one, other))):
        return
    if pair not in best or best[pair].score < score:
        terms = one.text, other.text
        best[pair] = Duplicate(Likeness.NEAR, one.language, pair, terms, score)


def _may_be_one(members: Sequence[Form]) -> bool:
    """Whether equal terms make the concepts one: Chinese do, others where one has no Chinese."""
    return members[0].language is Language.ZH or not all(form.has_chinese for form in members)


def _near_keys(
    keys: Sequence[str], language: Language, least: float, progress: Progress
) -> Iterator[tuple[int, int, float]]:
    """Pairs of places in `keys` with their likeness; each once."""
    import numpy as np

    hashes, places = array("q"), array("l")
    for place, own in enumerate(keys):
        if place % 5_000 == 0:
            progress("comparing", place, 2 * len(keys))
        for block in set(_blocks(own, language, least)):
            hashes.append(hash(block))
            places.append(place)
    if not hashes:
        return
    order = np.argsort(np.frombuffer(hashes, dtype=np.int64), kind="stable")
    sorted_hashes = np.frombuffer(hashes, dtype=np.int64)[order]
    sorted_places = np.frombuffer(places, dtype=np.dtype("l"))[order]
    starts = np.flatnonzero(np.diff(sorted_hashes, prepend=sorted_hashes[0] - 1))
    ends = np.append(starts[1:], len(sorted_hashes))
    several = np.flatnonzero(ends - starts > 1)
    seen: set[tuple[int, int]] = set()
    for number, group in enumerate(several):
        if number % 5_000 == 0:
            progress("comparing", len(keys) + number * len(keys) // len(several), 2 * len(keys))
        block_places: NDArray[np.int64] = sorted_places[starts[group] : ends[group]]
        for pair in _within(block_places.tolist(), keys, least):
            if pair[:2] not in seen:
                seen.add(pair[:2])
                yield pair


def _within(
    places: Sequence[int], keys: Sequence[str], least: float
) -> Iterator[tuple[int, int, float]]:
    """The pairs of one block that are near; places ascend."""
    from rapidfuzz.distance import OSA

    least -= _ROUNDING
    if len(places) <= _SMALL:
        for one, other in combinations(places, 2):
            score = OSA.normalized_similarity(keys[one], keys[other], score_cutoff=least)
            if score >= least and _same_numbers(keys[one], keys[other]):
                yield one, other, score
        return
    import numpy as np
    from rapidfuzz.process import cdist

    own = [keys[place] for place in places]
    for start in range(0, len(own), _ROWS):
        scores = cdist(
            own[start : start + _ROWS],
            own[start:],
            scorer=OSA.normalized_similarity,
            score_cutoff=least,
            dtype=np.float32,
        )
        for row, column in np.argwhere(scores >= least).tolist():
            if row < column and _same_numbers(own[start + row], own[start + column]):
                score = OSA.normalized_similarity(own[start + row], own[start + column])
                yield places[start + row], places[start + column], score


def _blocks(key: str, language: Language, least: float) -> Iterator[str]:
    """The strings under which a key meets those that may be near it."""
    edits = int((1 - least) * (len(key) + 1) + _ROUNDING)  # of the longer of two keys, one longer
    is_dense = indexed(language) is Indexed.DENSE
    longest = _LONGEST if is_dense else 2 * _LONGEST
    if not edits:
        return
    yield key
    if len(key) > longest:
        yield f"<{key[:_END]}"
        yield f">{key[-_END:]}"
    elif is_dense:
        once = list(_deletions(key))
        yield from once
        if edits > 1:
            for shorter in once:
                yield from _deletions(shorter)
    if not is_dense:
        words = key.split()
        if len(words) > 1:
            for place in range(len(words)):
                yield " ".join((*words[:place], *words[place + 1 :]))
        joined = "".join(words)
        yield f"|{joined}"
        if len(key) <= longest:
            yield from (f"|{shorter}" for shorter in _deletions(joined))


def _deletions(text: str) -> Iterator[str]:
    return (text[:place] + text[place + 1 :] for place in range(len(text)))


def _same_numbers(one: str, other: str) -> bool:
    numbers = english.pattern(_NUMBERS)
    return numbers.findall(one) == numbers.findall(other)


def near_in_meaning(
    forms: Iterable[Form],
    language: Language,
    encoder: Encoder,
    *,
    least: float = LEAST_COSINE,
    homonyms: bool,
    progress: Progress = silent,
) -> list[Duplicate]:
    """The pairs of concepts whose terms to use have near vectors, most alike first.

    Args:
        least: the least cosine.
        homonyms: as in `equal`.
    """
    import numpy as np

    from glossary.curating.neighbours import near_pairs

    own = [form for form in forms if form.leads and form.language is language]
    vectors = np.empty((len(own), encoder.dimensions), dtype=np.float32)
    for start in range(0, len(own), _BATCH):
        progress("encoding", start, len(own))
        part = [form.text for form in own[start : start + _BATCH]]
        vectors[start : start + len(part)] = encoder.encode(part)
    found = [
        Duplicate(
            Likeness.VECTORS,
            language,
            (own[one].concept_id, own[other].concept_id),
            (own[one].text, own[other].text),
            min(1.0, round(score, 4)),
        )
        for one, other, score in near_pairs(vectors, least, progress)
        if (homonyms or _may_be_one((own[one], own[other])))
        and _same_numbers(own[one].key, own[other].key)
    ]
    return sorted(found, key=lambda each: (-each.score, each.terms))
