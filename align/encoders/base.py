"""What an encoder of sentences is, and the sums that give vectors of runs of sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

#: Rows of single-precision numbers.
Vectors = NDArray[np.float32]

#: Longer texts are encoded in pieces: the offline encoder needs 17 GB for a million characters
#: at once, and transformers cut what exceeds their window.
PIECE = 2_000
#: No text is read beyond this many characters: it is no sentence, and its time would have no bound.
READ = 200_000


@runtime_checkable
class Encoder(Protocol):
    """Turns sentences of any language into vectors whose cosine is the likeness of their meaning.

    Attributes:
        name: what the encoder is called on the command line and in caches.
        dimensions: the length of its vectors.
    """

    @property
    def name(self) -> str: ...

    @property
    def dimensions(self) -> int: ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of the texts, shape (len(texts), dimensions).

        A text without visible characters has no meaning to compare: its row is zeros.
        Texts may be of any length; long ones are encoded in pieces and averaged, their first
        `READ` characters.
        """
        ...


@dataclass(frozen=True, slots=True)
class Runs:
    """Sums that give the vector of any run of consecutive sentences without encoding the run.

    The run i..j has the sum `inner[i] + ... + inner[j] + begin[i] + end[j]` and the length
    `lengths[i] + ... + lengths[j]`; `head(sums, lengths)` makes unit vectors of them.

    Attributes:
        inner: what each sentence adds wherever it stands, shape (n, k).
        begin: what it adds where it begins a run, shape (n, k), or None for nothing.
        end: what it adds where it ends a run, likewise.
        lengths: token counts (or what stands for them), shape (n,).
        head: from sums (r, k) and lengths (r,) to unit vectors (r, d).
    """

    inner: Vectors
    begin: Vectors | None
    end: Vectors | None
    lengths: Vectors
    head: Callable[[Vectors, Vectors], Vectors]


@runtime_checkable
class RunEncoder(Encoder, Protocol):
    """An encoder that knows its vectors of runs better than as means of sentence vectors."""

    def runs(self, texts: Sequence[str]) -> Runs:
        """The sums of the texts, none of which is blank."""
        ...


def runs(encoder: Encoder, texts: Sequence[str]) -> Runs:
    """The sums of texts by any encoder.

    Where the encoder has none of its own, the vector of a run is the mean of its sentences'
    vectors weighted by their length in characters.
    """
    if isinstance(encoder, RunEncoder):
        return encoder.runs(texts)
    lengths = np.array([max(len(text), 1) for text in texts], dtype=np.float32)
    return Runs(encoder.encode(texts) * lengths[:, None], None, None, lengths, _mean)


def _mean(sums: Vectors, lengths: Vectors) -> Vectors:
    return unit(sums)


def unit(rows: Vectors) -> Vectors:
    """The rows at length one; rows of zeros stay so."""
    norms = np.sqrt(np.einsum("ij,ij->i", rows, rows))[:, None]
    result: Vectors = np.divide(rows, norms, out=np.zeros_like(rows), where=norms > 0)
    return result


def is_blank(text: str) -> bool:
    """Whether a text has nothing to encode."""
    return not text or text.isspace()


def pieces(text: str, limit: int = PIECE) -> Iterator[str]:
    """The text in pieces of at most `limit` characters, cut at a space or mark where there is one.

    Lone surrogates, which no encoder can read, become question marks. Only the first `READ`
    characters are read.
    """
    text = text[:READ].encode("utf-8", "replace").decode("utf-8")
    start = 0
    while len(text) - start > limit:
        stop = start + limit
        for place in range(stop, start + limit // 2, -1):
            if text[place - 1] in " \n\t.!?;,。！？；，、":
                stop = place
                break
        if not is_blank(text[start:stop]):
            yield text[start:stop]
        start = stop
    if not is_blank(text[start:]):
        yield text[start:]
