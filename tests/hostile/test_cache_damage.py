"""Whatever bits of the cache flip, vectors and alignments are those that no cache would give."""

from __future__ import annotations

import random
import shutil
import string
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from probing import Probes

from align import encoders
from align.documents import read_document
from align.encoders import Vectors, cache
from align.errors import EncoderError
from align.segment import segment
from align.sentences import align

pytestmark = pytest.mark.hostile("flipped bits of the cache")

_PAGE = 32_768
_HEADER = 100  #: bytes: SQLite's own, then the schema's page


class OfLetters:
    """An encoder whose vectors are counts of letters; it notes what it is asked."""

    name = identity = "letters"
    dimensions = 26

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.asked.extend(texts)
        counts = [[text.count(letter) for letter in string.ascii_lowercase] for text in texts]
        return np.array(counts, dtype=np.float32)


def damaged(sound: bytes, chance: random.Random) -> bytes:
    """Bits flipped anywhere, in the header or at the head of a page; at times the end cut off."""
    data = bytearray(sound)
    for _ in range(chance.choice((1, 1, 1, 2, 8, 100))):
        at = chance.choice(
            (
                chance.randrange(len(data)),
                chance.randrange(_HEADER),
                _PAGE * chance.randrange(len(data) // _PAGE) + chance.randrange(60),
            )
        )
        data[at] ^= 1 << chance.randrange(8)
    return bytes(data[: chance.randrange(len(data))] if chance.random() < 0.05 else data)


def put(folder: Path, data: bytes) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / cache.FILE).write_bytes(data)
    return folder


def test_vectors_are_those_of_the_encoder(
    tmp_path: Path, probes: Probes, times: Callable[[int], range], chance: random.Random
) -> None:
    texts = ["".join(chance.choices(string.ascii_lowercase, k=20)) for _ in range(400)]
    expected = OfLetters().encode(texts)
    cache.cached(OfLetters(), tmp_path).encode(texts)
    sound = (tmp_path / cache.FILE).read_bytes()
    for number in times(300):
        folder = put(tmp_path / "damaged", damaged(sound, chance))
        inner = OfLetters()
        given_up: list[EncoderError] = []
        with probes.probe(f"trial {number}"):
            for _ in range(3):
                inner.asked.clear()
                kept = cache.cached(inner, folder, failed=given_up.append)
                np.testing.assert_array_equal(kept.encode(texts), expected)
            assert not given_up
            assert not inner.asked, "the cache was not mended"


def test_alignments_are_those_without_a_cache(
    tmp_path: Path, probes: Probes, times: Callable[[int], range], chance: random.Random
) -> None:
    pair = [
        segment(read_document(str(files("seeds").joinpath(name))))
        for name in ("article.zh.txt", "article.txt")
    ]
    encoder = encoders.load()
    expected = align(pair[0], pair[1], encoder).beads
    assert align(pair[0], pair[1], cache.cached(encoder, tmp_path)).beads == expected
    sound = (tmp_path / cache.FILE).read_bytes()
    for number in times(12):
        folder = put(tmp_path / "damaged", damaged(sound, chance))
        with probes.probe(f"trial {number}"):
            assert align(pair[0], pair[1], cache.cached(encoder, folder)).beads == expected
