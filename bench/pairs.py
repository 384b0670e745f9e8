"""Development pairs: a folder each, with zh and en (a sentence a line) and gold.align."""

from __future__ import annotations

import ast
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from align.encoders import Encoder, Runs, Vectors, runs
from align.encoders.base import unit
from align.encoders.token_vectors import TokenEncoder, TokenVectors
from align.model import Document, Language, SegmentedDocument
from align.segment import segment_lines

#: The source and target sentences of a bead.
Pair = tuple[tuple[int, ...], tuple[int, ...]]


def folders_in(data: str | Path) -> list[Path]:
    """The folders of pairs in a folder of development data; without any, the program ends."""
    found = sorted(path.parent for path in Path(data).glob("*/gold.align"))
    if not found:
        print(f"{data}: no folders with gold.align", file=sys.stderr)
        raise SystemExit(2)
    return found


def sides(folder: Path) -> tuple[list[str], list[str]]:
    """The Chinese and the English sentences of a pair."""
    zh, en = (
        (folder / name).read_text("utf-8").removesuffix("\n").split("\n") for name in ("zh", "en")
    )
    return zh, en


def beads(path: Path) -> list[Pair]:
    """The beads in a file, '[0,1]:[0]' a line."""
    found = []
    for line in path.read_text("utf-8").splitlines():
        source, target = (tuple(ast.literal_eval(side)) for side in line.split(":")[:2])
        found.append((source, target))
    return found


def document(texts: Sequence[str], language: Language) -> SegmentedDocument:
    """Sentences as a document."""
    return segment_lines(Document("\n".join(texts), str(language), language))


class Remembered:
    """A slow encoder with tokens that encodes each text once, as most are asked for again."""

    def __init__(self, encoder: TokenEncoder) -> None:
        self.name, self.dimensions = encoder.name, encoder.dimensions
        self.encode = encoder.encode
        self._encoder = encoder
        self._runs: dict[str, tuple[Vectors, float]] = {}
        self._tokens: dict[str, TokenVectors] = {}

    def runs(self, texts: Sequence[str]) -> Runs:
        new = [text for text in dict.fromkeys(texts) if text not in self._runs]
        if new:
            made = runs(self._encoder, new)
            self._runs.update(zip(new, zip(made.inner, made.lengths, strict=True), strict=True))
        inner, lengths = zip(*(self._runs[text] for text in texts), strict=True)
        return Runs(np.array(inner), None, None, np.array(lengths), lambda sums, _: unit(sums))

    def encode_tokens(self, texts: Sequence[str]) -> list[TokenVectors]:
        new = [text for text in dict.fromkeys(texts) if text not in self._tokens]
        self._tokens.update(zip(new, self._encoder.encode_tokens(new), strict=True))
        return [self._tokens[text] for text in texts]


def remembered(encoder: Encoder) -> Encoder:
    """The encoder, remembering where it is slow."""
    return Remembered(encoder) if isinstance(encoder, TokenEncoder) else encoder
