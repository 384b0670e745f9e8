"""Which renderings of a known concept stand in the translation of the sentences that have it.

Looked for first are the renderings as they are, then their words close together in any order
(`glossary.language.stems`); what pairing found is left to the sentences that have neither.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from align.model import Bitext, Language
from glossary.finding.reference import Reference
from glossary.language.stems import Word, content, present, words
from glossary.marking.annotate import Annotator, Mark
from glossary.model import TO_AVOID, Concept, Sense, Term, in_language
from glossary.model.keys import key
from glossary.pairing import Pairing, Rendering
from glossary.pairing.model import Place

_SURE = 4.0  #: log odds that what the entry has renders its term
_Bead = tuple[int, int]  #: the numbers of a bitext and of a bead in it


class BeadEnglish:
    """The English of beads, with the renderings of some concepts in it; each is read once."""

    def __init__(self, bitexts: Sequence[Bitext], concepts: Iterable[Concept]) -> None:
        self._bitexts = bitexts
        self._segments = [[english for _, english in bitext.pairs()] for bitext in bitexts]
        own = {concept.id: concept for concept in concepts}
        self._annotator = Annotator(None, Reference.from_concepts(own.values()))
        self._marks: dict[tuple[int, int], list[Mark]] = {}
        self._words: dict[tuple[int, int], list[Word]] = {}

    def places(self, bead: _Bead, sense: Sense) -> list[tuple[Term, Place]]:
        """Where renderings of a concept stand in a bead, those to use first."""
        found = [
            (same.term, Place(*bead, segment, mark.start, mark.end))
            for segment in self._segments[bead[0]][bead[1]]
            for mark in self._marked(bead[0], segment)
            for same in mark.senses
            if same.concept.id == sense.concept.id
        ]
        found.sort(key=lambda each: each[0].status in TO_AVOID)
        return found or self._loose(bead, sense)

    def text(self, place: Place) -> str:
        """What stands at a place."""
        return self._reading(place.bitext, place.segment)[place.start : place.end]

    def _loose(self, bead: _Bead, sense: Sense) -> list[tuple[Term, Place]]:
        """The first rendering to use all of whose words stand close together."""
        for term in in_language(sense.concept.terms, Language.EN):
            if term.status in TO_AVOID:
                continue
            for segment in self._segments[bead[0]][bead[1]]:
                found = self._worded(bead[0], segment)
                at = present(content(term.text, Language.EN), found)
                if at is not None:
                    start, end = found[at[0]].start, found[at[1] - 1].end
                    return [(term, Place(*bead, segment, start, end))]
        return []

    def _marked(self, bitext: int, segment: int) -> list[Mark]:
        where = bitext, segment
        if where not in self._marks:
            reading = self._reading(*where)
            self._marks[where] = self._annotator.standing(reading, Language.EN)
        return self._marks[where]

    def _worded(self, bitext: int, segment: int) -> list[Word]:
        where = bitext, segment
        if where not in self._words:
            self._words[where] = words(self._reading(*where), Language.EN)
        return self._words[where]

    def _reading(self, bitext: int, segment: int) -> str:
        return self._bitexts[bitext].side(Language.EN).segments[segment].reading.text


class Own:
    """The renderings of a concept where one of its terms stands.

    Attributes:
        places: for each bead that has some, its renderings, as often as the term stands there.
    """

    def __init__(self, sense: Sense, english: BeadEnglish, repeats: Mapping[_Bead, int]) -> None:
        self.sense = sense
        self._english = english
        found = ((bead, english.places(bead, sense)[:times]) for bead, times in repeats.items())
        self.places = {bead: places for bead, places in found if places}

    def over(self, pairing: Pairing) -> Pairing:
        """A pairing with these renderings in their beads, and its own in the others."""
        kept = [
            replace(rendering, places=places)
            for rendering in pairing.renderings
            if (places := tuple(self._elsewhere(rendering.places)))
        ]
        mine = list(self._renderings())
        own = {key(each.text, Language.EN) for each in mine}
        ordered = sorted(
            (*mine, *(each for each in kept if key(each.text, Language.EN) not in own)),
            key=lambda each: -each.frequency,
        )
        return replace(pairing, renderings=tuple(ordered))

    def _elsewhere(self, places: Iterable[Place]) -> Iterator[Place]:
        return (place for place in places if (place.bitext, place.bead) not in self.places)

    def _renderings(self) -> Iterator[Rendering]:
        """Each with its most frequent spelling; another inflection is named as the entry has it."""
        by_key: dict[str, list[Place]] = defaultdict(list)
        spelled: dict[str, Counter[str]] = defaultdict(Counter)
        for term, place in (each for found in self.places.values() for each in found):
            made, here = key(term.text, Language.EN), self._english.text(place)
            by_key[made].append(place)
            spelled[made][here if key(here, Language.EN) == made else term.text] += 1
        for made, places in by_key.items():
            text = spelled[made].most_common(1)[0][0]
            yield Rendering(text, tuple(places), match=1.0, likeness=1.0, odds=_SURE)
