"""The beads of bitexts, read once: the words of the original and the tokens of the translation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from align.model import CHINESE_ENGLISH, Bitext, Language
from align.progress import Progress, silent
from glossary.language.chinese.words import Words
from glossary.language.citation.clitics import bare
from glossary.language.english.tags import TaggedToken, tokens
from glossary.pairing.cutting import cut

_MOST_WORDS = 400  # of a side of a bead; beads beyond that are headless text, not sentences


@dataclass(frozen=True, slots=True)
class ReadBead:
    """A bead with something on both sides.

    Attributes:
        bitext, bead: numbers of the bitext and of the bead in it.
        languages: of the original and of the translation.
        own_segments: indices of the segments of the original.
        cut: the words of each of these with their places.
        own: the words of all of them.
        tokens: those of the translation in all its segments; spans count within their segment.
        segments: for each token the index of its segment.
    """

    bitext: int
    bead: int
    languages: tuple[Language, Language]
    own_segments: tuple[int, ...]
    cut: tuple[Words, ...]
    own: tuple[str, ...]
    tokens: tuple[TaggedToken, ...]
    segments: tuple[int, ...]

    @property
    def language(self) -> Language:
        """That of the translation."""
        return self.languages[1]


def read(
    bitexts: Sequence[Bitext], progress: Progress = silent, *, tagged: bool = True
) -> list[ReadBead]:
    """All beads that have both sides, in order.

    Args:
        tagged: whether the English of Chinese texts has tags; a model is fitted on English without.
    """
    found = []
    total = sum(len(bitext.beads) for bitext in bitexts)
    done = 0
    for number, bitext in enumerate(bitexts):
        original, other = bitext.original, bitext.translation
        languages = original.language, other.language
        with_tags = tagged and languages == CHINESE_ENGLISH
        for index, (ours, theirs) in enumerate(bitext.pairs(original.language)):
            if done % 100 == 0:
                progress("Words of the translation", done, total)
            done += 1
            if not ours or not theirs:
                continue
            whole = tuple(
                cut(original.segments[segment].reading.text, original.language) for segment in ours
            )
            known = tuple(word for one in whole for word in one.texts)
            parts: list[TaggedToken] = []
            places: list[int] = []
            for segment in theirs:
                text = other.segments[segment].reading.text
                own = words_of(text, other.language, tagged=with_tags)
                parts.extend(own)
                places.extend([segment] * len(own))
            if not parts or not known or max(len(parts), len(known)) > _MOST_WORDS:
                continue
            found.append(
                ReadBead(number, index, languages, ours, whole, known, tuple(parts), tuple(places))
            )
    progress("Words of the translation", total, total)
    return found


def words_of(text: str, language: Language, *, tagged: bool = True) -> Sequence[TaggedToken]:
    """The words of a text; those of English have tags, those of others none.

    The `text` of an Arabic one is the word without conjunctions and prepositions.
    """
    if tagged and language is Language.EN:
        return tokens(text)
    split = language.profile.split
    return [
        TaggedToken(bare(text[start:end], language), start, end, "") for start, end in split(text)
    ]
