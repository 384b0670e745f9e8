"""From Chinese candidates and aligned texts to English renderings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from align.model import Bitext, Language
from align.progress import Progress, silent
from glossary.keys import key
from glossary.model import Candidate, Kind
from glossary.pairing.beads import ReadBead, read
from glossary.pairing.counted import renderings
from glossary.pairing.deciding import decided
from glossary.pairing.links import Links, train
from glossary.pairing.model import Option, Pairing, Place, Span
from glossary.pairing.modifiers import Modifiers
from glossary.pairing.occurrences import Occurrences
from glossary.pairing.searching import Search, Wanted, searched
from glossary.pairing.vectors import WordSums
from glossary.pairing.whole_names import may_abbreviate

_CLAUSES = frozenset(("是", "就是", "要", "能", "会", "必须"))  # words that make a form a clause
_PHRASES = 5  # of each occurrence
_TOGETHER = 500  # candidates in beads that are searched together


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
    occurrences = Occurrences(candidates, bitexts, beads)
    options: list[list[list[Option]]] = [[] for _ in candidates]
    searches = _searches(candidates, bitexts, beads, occurrences, links, options, progress)
    for group in _groups(searches):
        for search, found in zip(group, searched(group, _PHRASES), strict=True):
            english = bitexts[search.bead.bitext].side(Language.EN)
            for index, made in search.options(found, english):
                options[index].append(made)
    progress("Pairing", len(beads), len(beads))
    progress("Phrase vectors", 0, 0)
    forms = sums.of_chinese([candidate.form for candidate in candidates], occurrences.words)
    renderings_of = decided(options, forms, sums)
    modifiers = Modifiers(beads, bitexts)
    places = occurrences.places(beads)
    return [
        Pairing(candidate, modifiers.taken_in(found, words), tuple(own))
        for candidate, found, words, own in zip(
            candidates, renderings_of, occurrences.content, places, strict=True
        )
    ]


def _searches(
    candidates: Sequence[Candidate],
    bitexts: Sequence[Bitext],
    beads: Sequence[ReadBead],
    occurrences: Occurrences,
    links: Links,
    options: Sequence[list[list[Option]]],
    progress: Progress,
) -> Iterator[Search]:
    """What is to be searched for in each bead.

    Args:
        options: formulas, found by their count and not searched for, are put there at once.
    """
    for number, bead in enumerate(beads):
        if number % 50 == 0:
            progress("Pairing", number, len(beads))
        others = []
        for index, repeats in occurrences.counts[number].items():
            counted = _formulas(candidates[index], bead, bitexts)
            if counted:
                options[index].append(counted)
            else:
                others.append((index, repeats))
        wanted = _wanted(others, candidates, occurrences, bead)
        if wanted:
            yield Search.of(bead, wanted, links.matrix(number))


def _wanted(
    indices: Iterable[tuple[int, int]],
    candidates: Sequence[Candidate],
    occurrences: Occurrences,
    bead: ReadBead,
) -> list[Wanted]:
    """Candidates of a bead, those left out that share no word with it.

    Args:
        indices: their numbers, and how often each stands in the bead.
    """
    column_of = {word: column for column, word in enumerate(bead.words.zh)}
    found = []
    for index, repeats in indices:
        parts = occurrences.content[index]
        columns = tuple(sorted(column_of[word] for word in parts if word in column_of))
        if columns:
            candidate = candidates[index]
            commas = "，" in candidate.form or "、" in candidate.form
            short = may_abbreviate(candidate, len(parts))
            clause = commas or not _CLAUSES.isdisjoint(parts)
            own = candidate.form, repeats, columns
            found.append(Wanted(index, *own, commas, clause, short))
    return found


def _groups(searches: Iterable[Search]) -> Iterator[list[Search]]:
    group: list[Search] = []
    size = 0
    for search in searches:
        group.append(search)
        size += len(search.wanted)
        if size >= _TOGETHER:
            yield group
            group, size = [], 0
    if group:
        yield group


def _formulas(candidate: Candidate, bead: ReadBead, bitexts: Sequence[Bitext]) -> list[Option]:
    """The formulas of the bead's English that count as many as the candidate, if it is one."""
    if candidate.kind is not Kind.NUMERIC:
        return []
    english = bitexts[bead.bitext].side(Language.EN)
    found = []
    for segment, start, end in renderings(candidate.form, english, bead.en_segments):
        text = english.segments[segment].reading.text[start:end]
        place = Place(bead.bitext, bead.bead, segment, start, end)
        found.append(Option(Span(key(text, Language.EN), text, place), 1.0))
    return found
