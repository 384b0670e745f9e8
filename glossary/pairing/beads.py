"""The beads of bitexts, read once: their Chinese words and English tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from align.model import Bitext, Language
from align.progress import Progress, silent
from glossary.chinese.words import Words, words
from glossary.english.tags import Token, tokens
from glossary.pairing.links import BeadWords

_MOST_WORDS = 400  # of a side of a bead; beads beyond that are headless text, not sentences


@dataclass(frozen=True, slots=True)
class ReadBead:
    """A bead with something on both sides.

    Attributes:
        bitext, bead: numbers of the bitext and of the bead in it.
        zh_segments, en_segments: indices of its segments.
        cut: the Chinese words of each segment with their places.
        words: what the links are trained on; English words in lower case, marks left out.
        tokens: the English tokens of all its segments; spans count within their segment.
        segments: for each token the index of its segment.
    """

    bitext: int
    bead: int
    zh_segments: tuple[int, ...]
    en_segments: tuple[int, ...]
    cut: tuple[Words, ...]
    words: BeadWords
    tokens: tuple[Token, ...]
    segments: tuple[int, ...]


def read(bitexts: Sequence[Bitext], progress: Progress = silent) -> list[ReadBead]:
    """All beads that have both sides, in order."""
    found = []
    total = sum(len(bitext.beads) for bitext in bitexts)
    done = 0
    for number, bitext in enumerate(bitexts):
        zh, en = bitext.side(Language.ZH), bitext.side(Language.EN)
        for index, (ours, theirs) in enumerate(bitext.pairs()):
            if done % 100 == 0:
                progress("English tokens", done, total)
            done += 1
            if not ours or not theirs:
                continue
            cut = tuple(words(zh.segments[segment].reading.text) for segment in ours)
            chinese = (
                word
                for tagged in cut
                for word, tag in zip(tagged.texts, tagged.tags, strict=True)
                if tag[0] != "u"
            )
            parts: list[Token] = []
            places: list[int] = []
            for segment in theirs:
                read_tokens = tokens(en.segments[segment].reading.text)
                parts.extend(read_tokens)
                places.extend([segment] * len(read_tokens))
            english = tuple(token.lower for token in parts if token.text[0].isalnum())
            known = tuple(dict.fromkeys(chinese))
            if not english or not known or max(len(english), len(known)) > _MOST_WORDS:
                continue
            both = BeadWords(known, english)
            own = tuple(parts), tuple(places)
            found.append(ReadBead(number, index, ours, theirs, cut, both, *own))
    progress("English tokens", total, total)
    return found
