"""Vectors are kept on disk, found again, and thrown away."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from align import encoders
from align.encoders import Encoder, RunEncoder, Vectors, cache
from align.encoders.lexical import WordEncoder
from align.encoders.token_vectors import TokenEncoder, TokenVectors
from align.errors import EncoderError
from align.words import align_tokens


class Counting:
    """An encoder that counts what it is asked; its vectors are of letters."""

    name = "counting"
    dimensions = 26

    def __init__(self, identity: str = "counting 1") -> None:
        self.identity = identity
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.asked.extend(texts)
        rows = np.zeros((len(texts), 26), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for letter in text.lower():
                if letter.isascii() and letter.isalpha():
                    row[ord(letter) - 97] += 1
            row /= max(float(np.linalg.norm(row)), 1e-9)
        return rows


def test_a_text_is_encoded_once(tmp_path: Path) -> None:
    inner = Counting()
    first = cache.cached(inner, tmp_path).encode(["one", "two", "one"])
    second = cache.cached(inner, tmp_path).encode(["two", "three", "one"])
    assert inner.asked == ["one", "two", "three"]
    np.testing.assert_array_equal(first[[1, 0]], second[[0, 2]])
    np.testing.assert_array_equal(second, Counting().encode(["two", "three", "one"]))


def test_models_do_not_share_vectors(tmp_path: Path) -> None:
    cache.cached(Counting("a"), tmp_path).encode(["one"])
    other = Counting("b")
    cache.cached(other, tmp_path).encode(["one"])
    assert other.asked == ["one"]


def test_a_cleared_cache_is_empty_and_its_size_told(tmp_path: Path) -> None:
    inner = Counting()
    cache.cached(inner, tmp_path).encode(["one"])
    assert cache.clear(tmp_path) > 0
    assert cache.clear(tmp_path) == 0
    cache.cached(inner, tmp_path).encode(["one"])
    assert inner.asked == ["one", "one"]


def test_the_cache_holds_no_text_and_is_its_owners(tmp_path: Path) -> None:
    cache.cached(Counting(), tmp_path).encode(["confidential"])
    files = list(tmp_path.iterdir())
    assert all(b"confidential" not in path.read_bytes() for path in files)
    assert (tmp_path / cache.FILE).stat().st_mode & 0o077 == 0


def test_the_cache_stays_within_its_limit(tmp_path: Path) -> None:
    encoder = cache.cached(Counting(), tmp_path, megabytes=1)
    for number in range(12):
        encoder.encode([f"text {number} {line}" for line in range(1_000)])
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) < 8 << 20
    inner = Counting()
    cache.cached(inner, tmp_path, megabytes=1).encode([f"text 11 {line}" for line in range(1_000)])
    assert len(inner.asked) < 500


def test_a_file_that_is_no_database_is_begun_anew_and_that_is_told(tmp_path: Path) -> None:
    (tmp_path / cache.FILE).write_bytes(b"no database" * 1_000)
    told: list[EncoderError] = []
    for asked in (["one"], []):
        inner = Counting()
        found = cache.cached(inner, tmp_path, renewed=told.append).encode(["one"])
        np.testing.assert_array_equal(found, Counting().encode(["one"]))
        assert inner.asked == asked
    (only,) = told
    assert "begun anew" in str(only)


def test_the_cache_of_an_earlier_tifa_is_begun_anew(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / cache.FILE)) as connection, connection:
        connection.execute("CREATE TABLE vectors (key BLOB PRIMARY KEY, used INTEGER, data BLOB)")
    cache.cached(Counting(), tmp_path).encode(["one"])
    assert cache.usage(tmp_path).vectors == 1


def test_a_cache_that_cannot_be_used_is_one_line_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / cache.FILE).mkdir()
    with pytest.raises(EncoderError, match="cannot be used") as caught:
        cache.cached(Counting(), tmp_path).encode(["one"])
    assert "tifa cache clear" in caught.value.remedy
    assert "--no-cache" in caught.value.remedy


def test_a_cache_that_cannot_be_used_is_told_once_to_who_can_do_without(tmp_path: Path) -> None:
    (tmp_path / cache.FILE).mkdir()
    told: list[EncoderError] = []
    encoder = cache.cached(Counting(), tmp_path, failed=told.append)
    for _ in range(3):
        np.testing.assert_array_equal(encoder.encode(["one"]), Counting().encode(["one"]))
    assert len(told) == 1


DAMAGE = (
    "UPDATE vectors SET data = zeroblob(length(data)) WHERE rowid = 1",
    "UPDATE vectors SET checksum = zeroblob(16) WHERE rowid = 1",
    "UPDATE vectors SET data = (SELECT data FROM vectors WHERE rowid = 2) WHERE rowid = 1",
    (
        "UPDATE vectors SET (data, checksum) = (SELECT data, checksum FROM vectors WHERE rowid = 2)"
        " WHERE rowid = 1"
    ),
    "UPDATE vectors SET data = CAST(hex(zeroblob(52)) AS TEXT) WHERE rowid = 1",
)


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_row_is_made_anew_and_replaced(tmp_path: Path, damage: str) -> None:
    texts = ["one", "two", "three"]
    cache.cached(Counting(), tmp_path).encode(texts)
    with closing(sqlite3.connect(tmp_path / cache.FILE)) as connection, connection:
        connection.execute(damage)
    for asked in (["one"], []):
        inner = Counting()
        found = cache.cached(inner, tmp_path).encode(texts)
        np.testing.assert_array_equal(found, Counting().encode(texts))
        assert inner.asked == asked


def test_a_cache_with_wider_rights_becomes_its_owners(tmp_path: Path) -> None:
    folder = tmp_path / "tifa"
    cache.cached(Counting(), folder).encode(["one"])
    folder.chmod(0o777)
    (folder / cache.FILE).chmod(0o666)
    cache.cached(Counting(), folder).encode(["one"])
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / cache.FILE).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("ending", ["", "-journal", "-wal", "-shm"])
@pytest.mark.parametrize("kind", ["link", "dangling link", "hard link", "pipe"])
def test_what_somebody_else_could_have_placed_is_not_used(
    tmp_path: Path, ending: str, kind: str
) -> None:
    folder, other = tmp_path / "tifa", tmp_path / "other"
    folder.mkdir()
    if kind != "dangling link":
        other.write_bytes(b"precious")
    placed = folder / f"{cache.FILE}{ending}"
    if kind == "pipe":
        os.mkfifo(placed)
    elif kind == "hard link":
        placed.hardlink_to(other)
    else:
        placed.symlink_to(other)
    told: list[EncoderError] = []
    encoder = cache.cached(Counting(), folder, failed=told.append)
    np.testing.assert_array_equal(encoder.encode(["one"]), Counting().encode(["one"]))
    assert len(told) == 1
    assert "link" in str(told[0])
    assert other.exists() is (kind != "dangling link")
    cache.clear(folder)
    assert not other.exists() or other.read_bytes() == b"precious"
    assert cache.cached(Counting(), folder).encode(["one"]).any()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file to somebody else")
@pytest.mark.parametrize("given", ["tifa", "elsewhere", "elsewhere/vectors.sqlite"])
def test_what_belongs_to_somebody_else_is_not_used(tmp_path: Path, given: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "tifa").symlink_to("elsewhere")
    cache.cached(Counting(), tmp_path / "tifa").encode(["one"])  # a link of our own is followed
    assert cache.usage(tmp_path / "elsewhere").vectors == 1
    os.chown(tmp_path / given, 12_345, -1, follow_symlinks=False)
    with pytest.raises(EncoderError, match="somebody else"):
        cache.cached(Counting(), tmp_path / "tifa").encode(["one"])


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", "utf-8")
    with pytest.raises(EncoderError, match="cannot be used"):
        cache.cached(Counting(), tmp_path / "file" / "tifa").encode(["one"])
    assert cache.clear(tmp_path / "file" / "tifa") == 0


def test_a_row_of_another_length_is_made_anew(tmp_path: Path) -> None:
    cache.cached(Counting(), tmp_path).encode(["one"])
    with closing(sqlite3.connect(tmp_path / cache.FILE)) as connection, connection:
        connection.execute("UPDATE vectors SET data = x'0000'")
    for asked in (["one"], []):
        inner = Counting()
        found = cache.cached(inner, tmp_path).encode(["one"])
        np.testing.assert_array_equal(found, Counting().encode(["one"]))
        assert inner.asked == asked


def test_what_a_cache_holds_is_counted(tmp_path: Path) -> None:
    assert cache.usage(tmp_path) == cache.Usage(0, 0)
    cache.cached(Counting(), tmp_path).encode(["one", "two", "one"])
    held = cache.usage(tmp_path)
    assert held.vectors == 2
    assert held.size == cache.clear(tmp_path) > 0
    assert cache.usage(tmp_path) == cache.Usage(0, 0)


class OfWords(Counting):
    """An encoder with a way of its own for words, and for tokens."""

    def encode_words(self, words: Sequence[str]) -> Vectors:
        return self.encode(words) + 1

    def encode_tokens(self, texts: Sequence[str]) -> list[TokenVectors]:
        return [
            TokenVectors(self.encode(list(text)), np.arange(len(text)), np.arange(len(text)) + 1)
            for text in texts
        ]


def test_a_cached_encoder_offers_what_the_encoder_offers(tmp_path: Path) -> None:
    plain, words = (cache.cached(each, tmp_path) for each in (Counting(), OfWords()))
    for protocol in (RunEncoder, WordEncoder, TokenEncoder):
        assert not isinstance(plain, protocol)
        assert isinstance(words, protocol) is (protocol is not RunEncoder)
    assert isinstance(words, WordEncoder)
    assert isinstance(words, TokenEncoder)
    np.testing.assert_array_equal(words.encode_words(["a"]), OfWords().encode_words(["a"]))
    assert len(words.encode_tokens(["abc"])[0].vectors) == 3


def test_words_are_aligned_as_without_a_cache(tmp_path: Path) -> None:
    pairs = [(["农业", "很", "重要"], ["agriculture", "matters"])]
    plain = encoders.load()
    links = [list(align_tokens(pairs, each)) for each in (plain, cache.cached(plain, tmp_path))]
    assert links[0] == links[1]
    assert links[0][0]


def test_an_encoder_with_sums_for_runs_still_has_them(tmp_path: Path) -> None:
    plain = encoders.load()
    texts = ["雨停了。", "The rain stopped.", "雨停了。"]
    for _ in range(2):
        encoder = cache.cached(plain, tmp_path)
        assert isinstance(encoder, RunEncoder)
        found, expected = encoder.runs(texts), encoders.runs(plain, texts)
        np.testing.assert_allclose(found.inner, expected.inner, atol=1e-4)
        np.testing.assert_allclose(found.lengths, expected.lengths)
        assert found.begin is not None
        assert found.end is not None
        assert expected.begin is not None
        assert expected.end is not None
        np.testing.assert_allclose(found.begin, expected.begin, atol=1e-4)
        np.testing.assert_allclose(found.end, expected.end, atol=1e-4)


def test_a_cached_encoder_is_an_encoder(tmp_path: Path) -> None:
    encoder = cache.cached(Counting(), tmp_path)
    assert isinstance(encoder, Encoder)
    assert not isinstance(encoder, RunEncoder)
    assert encoder.encode([]).shape == (0, 26)
    assert encoder.encode(["", "\ud800"]).shape == (2, 26)
