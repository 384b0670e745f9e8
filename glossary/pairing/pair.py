"""From Chinese candidates and aligned texts to English renderings."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from align.model import Bitext, Language
from align.progress import Progress, silent
from glossary.chinese.words import words
from glossary.keys import key
from glossary.model import Candidate, Kind
from glossary.pairing.beads import ReadBead, read
from glossary.pairing.counted import is_number, renderings
from glossary.pairing.links import FUNCTION, train
from glossary.pairing.phrases import Phrase, best, prepare
from glossary.pairing.vectors import WordSums
from glossary.pairing.whole_names import claimed, may_abbreviate, name_spans, whole

_PHRASES = 5  # of each occurrence
_KEYS = 8  # of each candidate
_SHARPNESS = 4.0  # one good match outweighs several poor ones
_LIKENESS = 2.0
_LENGTH = 0.1
_LOCAL = 2.0
_AS_WELL = 0.02  # matches that differ by less are alike
#: A phrase that matches less, by links and vectors together, is no rendering.
LEAST = 0.55


@dataclass(frozen=True, slots=True)
class Place:
    """Where a rendering stands: bitext and bead numbers, English segment, characters."""

    bitext: int
    bead: int
    segment: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Rendering:
    """An English phrase that renders a candidate.

    Attributes:
        text: its most frequent surface form.
        places: where it stands as a rendering.
        match: mean agreement of word links, 0 to 1.
        likeness: cosine of the phrases' vectors.
    """

    text: str
    places: tuple[Place, ...]
    match: float
    likeness: float

    @property
    def frequency(self) -> int:
        return len(self.places)


@dataclass(frozen=True, slots=True)
class Pairing:
    """A candidate with its renderings, most frequent first.

    Attributes:
        beads: (bitext, bead) of every occurrence that has a translation.
    """

    candidate: Candidate
    renderings: tuple[Rendering, ...]
    beads: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Option:
    """A phrase at one place, as one possible rendering."""

    key: str
    text: str
    place: Place
    match: float


def pair(
    candidates: Sequence[Candidate],
    bitexts: Sequence[Bitext],
    sums: WordSums,
    progress: Progress = silent,
) -> list[Pairing]:
    """The renderings of each candidate in the English of its beads.

    A bead in which no phrase matches well enough gives no rendering: the translation paraphrases
    the term or leaves it out.
    """
    beads = read(bitexts, progress)
    if not beads:
        return [Pairing(candidate, (), ()) for candidate in candidates]
    links = train([bead.words for bead in beads], sums, progress)
    wanted = _occurrences(candidates, bitexts, beads)
    options: list[list[list[_Option]]] = [[] for _ in candidates]
    seen: list[list[tuple[int, int]]] = [[] for _ in candidates]
    parts = [frozenset(words(candidate.form).texts) - {"的"} for candidate in candidates]
    for number, bead in enumerate(beads):
        if number % 50 == 0:
            progress("Pairing", number, len(beads))
        if not wanted[number]:
            continue
        linked = links.matrix(bead.words)
        rows = [i for i, token in enumerate(bead.tokens) if token.text[0].isalnum()]
        line = prepare(bead.tokens, bead.segments)
        names = name_spans(bead.tokens, bead.segments)
        for index, repeats in wanted[number].items():
            seen[index].append((bead.bitext, bead.bead))
            if candidates[index].kind is Kind.NUMERIC:
                counted = _formulas(candidates[index], bead, bitexts)
                if counted:
                    options[index].append(counted)
                    continue
            columns = [i for i, word in enumerate(bead.words.zh) if word in parts[index]]
            if not columns:
                continue
            relevance = np.zeros(len(bead.tokens))
            relevance[rows] = linked[:, columns].sum(axis=1)
            found = best(
                line,
                relevance,
                repeats,
                commas=any(mark in candidates[index].form for mark in "，、"),
                limit=_PHRASES,
            )
            if names and may_abbreviate(candidates[index], len(parts[index])):
                taken = claimed(linked, rows, columns, bead)
                found = [whole(phrase, bead.tokens, names, taken) for phrase in found]
            made = [_option(bead, phrase, bitexts) for phrase in found]
            options[index].append([option for option in made if not is_number(option.key)])
    progress("Pairing", len(beads), len(beads))
    return list(_decided(candidates, options, seen, sums, progress))


def _occurrences(
    candidates: Sequence[Candidate], bitexts: Sequence[Bitext], beads: Sequence[ReadBead]
) -> list[Counter[int]]:
    """For each bead the candidates in it, by number, and how often each stands there."""
    owner = {
        (bitexts[bead.bitext].side(Language.ZH).document.source, segment): number
        for number, bead in enumerate(beads)
        for segment in bead.zh_segments
    }
    found: list[Counter[int]] = [Counter() for _ in beads]
    for index, candidate in enumerate(candidates):
        for occurrence in candidate.occurrences:
            number = owner.get((occurrence.document, occurrence.segment))
            if number is not None:
                found[number][index] += 1
    return found


def _option(bead: ReadBead, phrase: Phrase, bitexts: Sequence[Bitext]) -> _Option:
    first, last = bead.tokens[phrase.first], bead.tokens[phrase.last - 1]
    segment = bead.segments[phrase.first]
    english = bitexts[bead.bitext].side(Language.EN)
    text = english.segments[segment].text[first.start : last.end]
    place = Place(bead.bitext, bead.bead, segment, first.start, last.end)
    return _Option(key(text, Language.EN), text, place, phrase.match)


def _formulas(candidate: Candidate, bead: ReadBead, bitexts: Sequence[Bitext]) -> list[_Option]:
    """The formulas of the bead's English that count as many as the candidate."""
    english = bitexts[bead.bitext].side(Language.EN)
    found = []
    for segment, start, end in renderings(candidate.form, english, bead.en_segments):
        text = english.segments[segment].text[start:end]
        place = Place(bead.bitext, bead.bead, segment, start, end)
        found.append(_Option(key(text, Language.EN), text, place, 1.0))
    return found


def _decided(
    candidates: Sequence[Candidate],
    options: Sequence[Sequence[Sequence[_Option]]],
    seen: Sequence[Sequence[tuple[int, int]]],
    sums: WordSums,
    progress: Progress,
) -> Iterator[Pairing]:
    totals = [_totals(places) for places in options]
    phrases = sorted({made for total in totals for made in total})
    progress("Phrase vectors", 0, 0)
    rows = sums.vectors([phrase.split() for phrase in phrases], half=True)
    row_of = {phrase: number for number, phrase in enumerate(phrases)}
    forms = sums.of_chinese([candidate.form for candidate in candidates])
    for index, candidate in enumerate(candidates):
        own = rows[[row_of[made] for made in totals[index]]].astype(np.float32) @ forms[index]
        likeness = dict(zip(totals[index], own.tolist(), strict=True))
        value = {
            made: math.log(total) / _SHARPNESS + _LIKENESS * likeness[made] + _size(made)
            for made, total in totals[index].items()
        }
        chosen = _choose(options[index], value, likeness)
        yield Pairing(candidate, _renderings(chosen, value, likeness), tuple(seen[index]))


def _totals(places: Sequence[Sequence[_Option]]) -> dict[str, float]:
    """How well each phrase matches over all places, the best phrases only."""
    totals: dict[str, float] = defaultdict(float)
    for options in places:
        for option in options:
            totals[option.key] += option.match**_SHARPNESS
    best_first = sorted(totals.items(), key=lambda item: (-item[1], item[0]))[:_KEYS]
    return {made: total for made, total in best_first if made and total > 0}


def _size(phrase: str) -> float:
    content = sum(word not in FUNCTION for word in phrase.split())
    return _LENGTH * math.log(content + 0.1)


def _choose(
    places: Sequence[Sequence[_Option]], value: dict[str, float], likeness: dict[str, float]
) -> list[_Option]:
    """At each place the phrase that is best there and over all places."""
    chosen = []
    for options in places:
        known = [
            option
            for option in options
            if option.key in value and option.match + likeness[option.key] >= LEAST
        ]
        if known:
            chosen.append(
                max(
                    known,
                    key=lambda o: (value[o.key] + _LOCAL * math.log(o.match), -o.place.start),
                )
            )
    return chosen


def _ordered(
    groups: dict[str, list[_Option]], value: dict[str, float]
) -> list[tuple[str, list[_Option]]]:
    """Phrases with their places, most frequent first.

    The first place of those that tie goes to one that has all words of the best and more, and
    matches as well: "scientific and technological innovation" before "technological innovation".
    """
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), -value[item[0]]))
    first = 0
    for number, (made, group) in enumerate(ordered):
        best, held = ordered[first]
        if len(group) < len(held):
            break
        if _content(made) > _content(best) and _match(group) >= _match(held) - _AS_WELL:
            first = number
    return ordered[first : first + 1] + ordered[:first] + ordered[first + 1 :]


def _content(phrase: str) -> frozenset[str]:
    return frozenset(phrase.split()) - FUNCTION


def _match(group: Sequence[_Option]) -> float:
    return sum(option.match for option in group) / len(group)


def _renderings(
    chosen: Sequence[_Option], value: dict[str, float], likeness: dict[str, float]
) -> tuple[Rendering, ...]:
    groups: dict[str, list[_Option]] = defaultdict(list)
    for option in chosen:
        groups[option.key].append(option)
    found = []
    for made, group in _ordered(groups, value):
        surfaces = Counter(option.text for option in group)
        found.append(
            Rendering(
                surfaces.most_common(1)[0][0],
                tuple(option.place for option in group),
                _match(group),
                likeness[made],
            )
        )
    return tuple(found)
