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
from glossary.language.halves import whole
from glossary.language.stems import Word, content, present, words
from glossary.marking.annotate import Annotator, Mark
from glossary.model import TO_AVOID, Concept, Occurrence, Sense, Term, in_language
from glossary.model.keys import key
from glossary.pairing import Pairing, Rendering
from glossary.pairing.model import Place

_SURE = 4.0  #: log odds that what the entry has renders its term
_Bead = tuple[int, int]  #: the numbers of a bitext and of a bead in it


class BeadTranslations:
    """The translations of beads, with the renderings of some concepts in them; each is read once.

    Args:
        bitexts: with translations into one language.
    """

    def __init__(self, bitexts: Sequence[Bitext], concepts: Iterable[Concept]) -> None:
        self.language = bitexts[0].translation.language if bitexts else Language.EN
        self._bitexts = bitexts
        self._segments = [[theirs for _, theirs in bitext.pairs()] for bitext in bitexts]
        own = {concept.id: concept for concept in concepts}
        self._annotator = Annotator(None, Reference.from_concepts(own.values()))
        self._marks: dict[tuple[int, int], list[Mark]] = {}
        self._words: dict[tuple[int, int], list[Word]] = {}
        self._bead: dict[tuple[str, int], _Bead] = {}
        for number, bitext in enumerate(bitexts):
            source = bitext.side(Language.ZH).document.source
            for index, (ours, _) in enumerate(bitext.pairs()):
                for segment in ours:
                    self._bead.setdefault((source, segment), (number, index))

    def repeats(self, places: Iterable[Occurrence]) -> Counter[_Bead]:
        """How many of some places in the originals stand in each bead."""
        found = (self._bead.get((each.document, each.segment)) for each in places)
        return Counter(bead for bead in found if bead is not None)

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
        """What stands at a place; places end with words, a mark of two may stand behind."""
        return whole(self._reading(place.bitext, place.segment), place.start, place.end)[0]

    def _loose(self, bead: _Bead, sense: Sense) -> list[tuple[Term, Place]]:
        """The first rendering to use all of whose words stand close together."""
        for term in in_language(sense.concept.terms, self.language):
            if term.status in TO_AVOID:
                continue
            for segment in self._segments[bead[0]][bead[1]]:
                found = self._worded(bead[0], segment)
                at = present(content(term.text, self.language), found)
                if at is not None:
                    start, end = found[at[0]].start, found[at[1] - 1].end
                    return [(term, Place(*bead, segment, start, end))]
        return []

    def _marked(self, bitext: int, segment: int) -> list[Mark]:
        where = bitext, segment
        if where not in self._marks:
            reading = self._reading(*where)
            self._marks[where] = self._annotator.standing(reading, self.language)
        return self._marks[where]

    def _worded(self, bitext: int, segment: int) -> list[Word]:
        where = bitext, segment
        if where not in self._words:
            self._words[where] = words(self._reading(*where), self.language)
        return self._words[where]

    def _reading(self, bitext: int, segment: int) -> str:
        return self._bitexts[bitext].translation.segments[segment].reading.text


class Own:
    """The renderings of a concept where one of its terms stands.

    Attributes:
        places: for each bead that has some, its renderings, as often as the term stands there.
    """

    def __init__(self, sense: Sense, beads: BeadTranslations, repeats: Mapping[_Bead, int]) -> None:
        self.sense = sense
        self._beads = beads
        found = ((bead, beads.places(bead, sense)[:times]) for bead, times in repeats.items())
        self.places = {bead: places for bead, places in found if places}

    def over(self, pairing: Pairing) -> Pairing:
        """A pairing with these renderings in their beads, and its own in the others."""
        kept = [
            replace(rendering, places=places)
            for rendering in pairing.renderings
            if (places := tuple(self._elsewhere(rendering.places)))
        ]
        mine = list(self._renderings())
        language = self._beads.language
        own = {key(each.text, language) for each in mine}
        ordered = sorted(
            (*mine, *(each for each in kept if key(each.text, language) not in own)),
            key=lambda each: -each.frequency,
        )
        return replace(pairing, renderings=tuple(ordered))

    def _elsewhere(self, places: Iterable[Place]) -> Iterator[Place]:
        return (place for place in places if (place.bitext, place.bead) not in self.places)

    def _renderings(self) -> Iterator[Rendering]:
        """Each with its most frequent spelling; another inflection is named as the entry has it."""
        language = self._beads.language
        by_key: dict[str, list[Place]] = defaultdict(list)
        spelled: dict[str, Counter[str]] = defaultdict(Counter)
        forms: dict[str, Counter[str]] = defaultdict(Counter)
        for term, place in (each for found in self.places.values() for each in found):
            made, here = key(term.text, language), self._beads.text(place)
            by_key[made].append(place)
            is_same = key(here, language) == made
            spelled[made][here if is_same else term.text] += 1
            forms[made][here] += 1
        for made, places in by_key.items():
            text = spelled[made].most_common(1)[0][0]
            seen = tuple(form for form, _ in forms[made].most_common())
            yield Rendering(text, tuple(places), match=1.0, likeness=1.0, odds=_SURE, forms=seen)
