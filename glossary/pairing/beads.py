"""The beads of bitexts, read once: their Chinese words and English tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from align.model import Bitext, Language
from align.progress import Progress, silent
from glossary.language.chinese.words import Words, words
from glossary.language.english.tags import Token, tokens

_MOST_WORDS = 400  # of a side of a bead; beads beyond that are headless text, not sentences


@dataclass(frozen=True, slots=True)
class ReadBead:
    """A bead with something on both sides.

    Attributes:
        bitext, bead: numbers of the bitext and of the bead in it.
        zh_segments, en_segments: indices of its segments.
        cut: the Chinese words of each segment with their places.
        zh: the Chinese words of all its segments.
        tokens: the English tokens of all its segments; spans count within their segment.
        segments: for each token the index of its segment.
    """

    bitext: int
    bead: int
    zh_segments: tuple[int, ...]
    en_segments: tuple[int, ...]
    cut: tuple[Words, ...]
    zh: tuple[str, ...]
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
            known = tuple(word for one in cut for word in one.texts)
            parts: list[Token] = []
            places: list[int] = []
            for segment in theirs:
                read_tokens = tokens(en.segments[segment].reading.text)
                parts.extend(read_tokens)
                places.extend([segment] * len(read_tokens))
            if not parts or not known or max(len(parts), len(known)) > _MOST_WORDS:
                continue
            own = tuple(parts), tuple(places)
            found.append(ReadBead(number, index, ours, theirs, cut, known, *own))
    progress("English tokens", total, total)
    return found
