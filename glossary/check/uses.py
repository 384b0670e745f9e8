"""How a translation renders each term of the source.

A term is rendered where the words of one of its renderings stand close together in the translation
of its sentence or in a sentence beside it. Where none does, word alignment says what stands there:
only words of a rendering (it was shortened, as "the Congress" for "the 18th National Congress"),
other words, or nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from align.encoders import Encoder
from align.model import Language
from align.progress import Progress, silent
from glossary.check.linking import BeadLinks
from glossary.check.members import members, told
from glossary.check.reading import ReadBead, ReadPair
from glossary.language.stems import content, empty, standing
from glossary.marking.annotate import Annotator, Mark
from glossary.model import TO_AVOID, Sense, Term, in_language

#: Links that are less likely than this say nothing of what renders a term.
_LIKELY = 0.4
#: How likely a link must be to say that something else than the rendering stands there.
_SURE = 0.5
#: Words between two that belong to one phrase.
_GAP = 3


class Outcome(Enum):
    """How a term is rendered at one place."""

    USED = auto()  #: by an approved or admitted rendering
    BESIDE = auto()  #: by one in a sentence beside; here by a pronoun, or left out
    SHORTENED = auto()  #: by words of one; of a formula, by what it counts
    OTHER = auto()  #: by other words
    ABSENT = auto()  #: by nothing that can be told


@dataclass(frozen=True, slots=True)
class Use:
    """A term of the source and what renders it.

    Attributes:
        bead: index among the beads that are read.
        segment: of the source.
        start, end: of the term in the source, in characters of the document.
        sense: the concept that it stands for.
        beside: whether a sentence beside has a rendering.
        outcome: None until it is known.
        stands: where in the translation what renders it stands; None for nothing.
    """

    bead: int
    segment: int
    start: int
    end: int
    sense: Sense
    beside: bool = False
    outcome: Outcome | None = None
    stands: tuple[int, int] | None = None


def renderings(sense: Sense, language: Language) -> list[Term]:
    """The renderings in a language that may be used."""
    terms = in_language(sense.concept.terms, language)
    return [term for term in terms if term.status not in TO_AVOID]


def marks_of(
    pair: ReadPair, bead: ReadBead, annotator: Annotator, language: Language
) -> Iterator[tuple[int, Mark]]:
    """The terms of one language in a bead with their segments; places are of the document."""
    segments = pair.bitext.side(language).segments
    for number in bead.source if language is pair.original else bead.target:
        segment = segments[number]
        for mark in annotator.marks(segment.reading.text, language):
            if mark.language is language:
                start, end = segment.place(mark.start, mark.end)
                yield number, replace(mark, start=start, end=end)


def uses(
    pair: ReadPair, annotator: Annotator, encoder: Encoder, progress: Progress = silent
) -> list[Use]:
    """Every term of the source that has renderings, with how it is rendered."""
    found: list[Use] = []
    translation = _Translation(pair, annotator)
    for index, bead in enumerate(pair.beads):
        if index % 100 == 0:
            progress("Terms", index, len(pair.beads))
        seen: dict[tuple[str, ...], Use | None] = {}
        for segment, mark in marks_of(pair, bead, annotator, pair.original):
            ids = tuple(sense.concept.id for sense in mark.senses)
            if ids not in seen:
                seen[ids] = _first_look(pair, index, mark.senses, translation)
            use = seen[ids]
            if use is not None:
                found.append(replace(use, segment=segment, start=mark.start, end=mark.end))
    progress("Terms", len(pair.beads), len(pair.beads))
    open_: dict[int, list[int]] = {}
    for number, use in enumerate(found):
        if use.outcome is None:
            open_.setdefault(use.bead, []).append(number)
    for index, alignment in pair.aligned(list(open_), encoder, progress):
        links = BeadLinks(pair.beads[index], alignment, pair.translated)
        for number in open_[index]:
            found[number] = _second_look(pair, found[number], links)
    return found


class _Translation:
    """Where the beads of a translation have renderings."""

    def __init__(self, pair: ReadPair, annotator: Annotator) -> None:
        self._pair = pair
        self._annotator = annotator
        self._marked: dict[int, dict[str, tuple[int, int]]] = {}

    def place(self, sense: Sense, index: int) -> tuple[int, int] | None:
        """Where a bead has one, its words close together or as terms are marked in texts."""
        words, language = self._pair.beads[index].words, self._pair.translated
        for term in renderings(sense, language):
            at = standing(term.text, words, language)
            if at is not None:
                return words[at[0]].start, words[at[1] - 1].end
        return self._marks(index).get(sense.concept.id)

    def _marks(self, index: int) -> dict[str, tuple[int, int]]:
        """The places of terms that may be used, by the ids of their concepts."""
        if index not in self._marked:
            pair = self._pair
            marks = marks_of(pair, pair.beads[index], self._annotator, pair.translated)
            self._marked[index] = {
                sense.concept.id: (mark.start, mark.end)
                for _, mark in marks
                for sense in mark.senses
                if not sense.avoid
            }
        return self._marked[index]


def _first_look(
    pair: ReadPair, index: int, marked: Sequence[Sense], translation: _Translation
) -> Use | None:
    """The use of a term by words alone; its outcome stays open where they do not tell.

    Where it stands in the source is left to the caller: it is the same for all its places in a
    bead.
    """
    language = pair.translated
    senses = [sense for sense in marked if not sense.avoid and renderings(sense, language)]
    if not senses:
        return None
    bead = pair.beads[index]
    open_ = Use(index, 0, 0, 0, senses[0])
    for sense in senses:
        stands = translation.place(sense, index)
        if stands is not None:
            return replace(open_, sense=sense, outcome=Outcome.USED, stands=stands)
    for sense in senses:
        names = members(sense.concept, language)
        here = [place for place in told(names, bead.words, language) if place is not None]
        if here and 2 * len(here) >= len(names):  # spelled out in its place
            stands = bead.words[min(here)].start, bead.words[max(here)].end
            return replace(open_, sense=sense, outcome=Outcome.SHORTENED, stands=stands)
    beside = [each for each in (index - 1, index + 1) if 0 <= each < len(pair.beads)]
    for sense in senses:
        if any(translation.place(sense, near) for near in beside):
            return replace(open_, sense=sense, beside=True)
    return open_


def _second_look(pair: ReadPair, use: Use, links: BeadLinks) -> Use:
    """The use of a term by the links of its words."""
    bead, language = pair.beads[use.bead], pair.translated
    scores = links.renders(use.start, use.end)
    likely = sorted(number for number, score in scores.items() if score >= _LIKELY)
    wanted = [content(term.text, language) for term in renderings(use.sense, language)]
    may = {stem for each in wanted for stem in each}
    others = [n for n in likely if bead.words[n].stem not in may and scores[n] >= _SURE]
    same = [n for n in likely if bead.words[n].stem in may]
    strangers = _strangers(pair, use, same, links)
    stands = _phrase(bead, sorted({*likely, *strangers}))
    if use.beside and not others:
        return replace(use, outcome=Outcome.BESIDE, stands=stands)
    if others or strangers:
        return replace(use, outcome=Outcome.OTHER, stands=stands)
    outcome = Outcome.SHORTENED if same else Outcome.ABSENT
    return replace(use, outcome=outcome, stands=stands)


def _strangers(pair: ReadPair, use: Use, same: Sequence[int], links: BeadLinks) -> list[int]:
    """Words that render nothing and stand where a word of a rendering should.

    As "government" in "combat government" for "combat capability". All other words of the rendering
    must be there.
    """
    if not same:
        return []
    bead, language = pair.beads[use.bead], pair.translated
    told = [n for n, word in enumerate(bead.words) if word.stem not in empty(language)]
    here = {bead.words[number].stem for number in same}
    for term in renderings(use.sense, language):
        wanted = content(term.text, language)
        if len(wanted) < 2 or len(set(wanted) - here) != 1:
            continue
        found = [
            number
            for number in _in_place(bead, told, wanted, here)
            if bead.words[number].stem not in wanted
            and not links.renders_else(number, use.start, use.end)
        ]
        if found:
            return found
    return []


def _in_place(
    bead: ReadBead, told: Sequence[int], wanted: Sequence[str], here: Collection[str]
) -> Iterator[int]:
    """The words that stand beside those of a rendering, where its missing ones should."""
    for at, number in enumerate(told):
        stem = bead.words[number].stem
        if stem not in here or stem not in wanted:
            continue
        place = wanted.index(stem)
        for step in (-1, 1):
            inside = 0 <= place + step < len(wanted) and wanted[place + step] not in here
            if inside and 0 <= at + step < len(told):
                yield told[at + step]


def _phrase(bead: ReadBead, numbers: Sequence[int]) -> tuple[int, int] | None:
    """The longest run of words, given in their order, with no more than a few others between."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number - runs[-1][-1] <= _GAP:
            runs[-1].append(number)
        else:
            runs.append([number])
    if not runs:
        return None
    run = max(runs, key=len)
    return bead.words[run[0]].start, bead.words[run[-1]].end
