"""Vectors of phrases as means of those of their words."""

from __future__ import annotations

import numpy as np
import pytest

from align.encoders import load
from align.encoders.base import Encoder
from align.encoders.lexical import word_vectors
from glossary.ranking.vectors import WordSums


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load()


def test_the_vector_of_one_word_is_that_of_the_encoder_for_words(encoder: Encoder) -> None:
    words = ["reform", "改革", "enterprises"]
    assert WordSums(encoder).vectors([[word] for word in words]) == pytest.approx(
        word_vectors(encoder, words), abs=2e-3
    )


def test_a_phrase_is_nearer_to_its_translation_than_to_that_of_another(encoder: Encoder) -> None:
    sums = WordSums(encoder)
    chinese = sums.of_chinese(["新质生产力", "国有企业改革"])
    english = ["new quality productive forces", "reform of state-owned enterprises"]
    composed = sums.vectors([phrase.split() for phrase in english])
    likeness = chinese @ composed.T
    assert (likeness.argmax(axis=1) == [0, 1]).all()
    assert (likeness.diagonal() > 0.3).all()
    assert np.linalg.norm(composed, axis=1) == pytest.approx(1.0, abs=1e-4)


def test_words_met_before_are_not_encoded_again(encoder: Encoder) -> None:
    class Counting:
        name = "counting"
        dimensions = encoder.dimensions

        def __init__(self) -> None:
            self.texts: list[str] = []

        def encode(self, texts):  # type: ignore[no-untyped-def]
            self.texts += texts
            return encoder.encode(texts)

    counting = Counting()
    sums = WordSums(counting)
    first = sums.vectors([["new", "forces"], ["forces"]])
    again = sums.vectors([["forces"], ["new", "era"]])
    assert counting.texts == ["new", "forces", "era"]
    assert again[0] == pytest.approx(first[1], abs=1e-5)


def test_a_phrase_without_words_has_no_direction(encoder: Encoder) -> None:
    assert not WordSums(encoder).vectors([[], [" ", ""]]).any()
    assert WordSums(encoder).vectors([]).shape == (0, word_vectors(encoder, ["一"]).shape[1])


def test_a_chinese_form_is_cut_into_words(encoder: Encoder) -> None:
    sums = WordSums(encoder)
    assert sums.of_chinese(["改革发展"]) == pytest.approx(
        sums.vectors([["改革", "发展"]]), abs=1e-5
    )


def test_vectors_of_the_forms_asked_for_last_are_remembered(encoder: Encoder) -> None:
    sums = WordSums(encoder)
    first = sums.of_chinese(["改革开放", "国有企业"], [("改革", "开放"), ("国有企业",)])
    assert sums.of_chinese(["改革开放", "国有企业"]) is first
    with pytest.raises(ValueError, match="read-only"):
        first[0] = 0.0
    assert sums.of_chinese(["国有企业"])[0] == pytest.approx(first[1], abs=1e-5)
