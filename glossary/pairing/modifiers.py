"""Modifiers that belong to a rendering though links say nothing of them.

小康社会 is one word, which links tie to "society"; "moderately prosperous", which stands before it
nearly every time, is part of the rendering all the same. A modifier is taken in where it keeps to
the rendering over all its places and no other Chinese word of the sentence means it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from align.model import Bitext, Language
from glossary.pairing.beads import ReadBead
from glossary.pairing.deciding import commonest
from glossary.pairing.links import equivalents, stem
from glossary.pairing.model import Place, Rendering

_OFTEN = 3  #: places of a rendering from which what is before it tells anything
_SHARE = 0.8  #: of the places, with the same modifiers
_MOST = 4  #: words
_MODIFIERS = ("JJ", "JJR", "JJS", "RB", "VBN", "NN", "NNP")


@dataclass(frozen=True, slots=True)
class _Led:
    """A place with the modifiers right before it, the nearest first, and where each begins."""

    place: Place
    words: tuple[str, ...]
    starts: tuple[int, ...]


class Modifiers:
    """The modifiers of the English of some beads."""

    def __init__(self, beads: Iterable[ReadBead], bitexts: Sequence[Bitext]) -> None:
        self._beads: Mapping[tuple[int, int], ReadBead] = {
            (bead.bitext, bead.bead): bead for bead in beads
        }
        self._bitexts = bitexts

    def taken_in(
        self, renderings: Sequence[Rendering], own: Iterable[str]
    ) -> tuple[Rendering, ...]:
        """The renderings of a candidate, the frequent ones with the modifiers that are theirs.

        Args:
            own: the Chinese words of the candidate.
        """
        words = frozenset(own)
        return tuple(each for rendering in renderings for each in self._widened(rendering, words))

    def _widened(self, rendering: Rendering, own: frozenset[str]) -> list[Rendering]:
        if rendering.frequency < _OFTEN:
            return [rendering]
        places = [self._led(place, own) for place in rendering.places]
        words = _common(places)
        if not words:
            return [rendering]
        size = len(words)
        wide, others = [], []
        for led in places:
            if led.words[:size] == words:
                wide.append(replace(led.place, start=led.starts[size - 1]))
            else:
                others.append(led.place)
        text = commonest([self._text(place) for place in wide])
        made = replace(rendering, text=text, places=tuple(wide))
        return [made, *([replace(rendering, places=tuple(others))] if others else [])]

    def _led(self, place: Place, own: frozenset[str]) -> _Led:
        bead = self._beads[place.bitext, place.bead]
        begins = zip(bead.segments, bead.tokens, strict=True)
        # A numeric formula may begin within a token: nothing is before it then.
        at = next(
            (
                number
                for number, (segment, token) in enumerate(begins)
                if (segment, token.start) == (place.segment, place.start)
            ),
            0,
        )
        words: list[str] = []
        starts: list[int] = []
        for number in range(at - 1, max(at - 1 - _MOST, -1), -1):
            token = bead.tokens[number]
            if bead.segments[number] != place.segment or token.tag not in _MODIFIERS:
                break
            if token.end == bead.tokens[number + 1].start:  # one word: "new4" of "new4grasps"
                break
            if not token.text[0].isalnum() or self._is_meant(stem(token.lower), bead, own):
                break
            words.append(token.lower)
            starts.append(token.start)
        return _Led(place, tuple(words), tuple(starts))

    def _is_meant(self, word: str, bead: ReadBead, own: frozenset[str]) -> bool:
        """Whether a Chinese word of the bead beside those of the candidate means the word."""
        return any(word in equivalents(zh) for zh in bead.words.zh if zh not in own)

    def _text(self, place: Place) -> str:
        english = self._bitexts[place.bitext].side(Language.EN)
        return english.segments[place.segment].reading.text[place.start : place.end]


def _common(places: Sequence[_Led]) -> tuple[str, ...]:
    """The modifiers, the nearest first, that nearly all places share."""
    words: tuple[str, ...] = ()
    while len(words) < _MOST:
        size = len(words)
        longer = Counter(
            led.words[: size + 1]
            for led in places
            if len(led.words) > size and led.words[:size] == words
        )
        if not longer:
            break
        most, count = longer.most_common(1)[0]
        if count < _SHARE * len(places):
            break
        words = most
    return words
