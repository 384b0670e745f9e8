"""Vectors of phrases from sums of their words."""

from __future__ import annotations

import numpy as np
import pytest

from align.encoders import load
from align.encoders.base import Encoder
from glossary.pairing.vectors import WordSums


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load()


def test_the_vector_of_one_word_is_that_of_the_encoder(encoder: Encoder) -> None:
    words = ["reform", "改革", "enterprises"]
    assert WordSums(encoder).vectors([[word] for word in words]) == pytest.approx(
        encoder.encode(words), abs=2e-3
    )


def test_the_vector_of_a_phrase_is_near_that_of_its_text(encoder: Encoder) -> None:
    phrases = ["new quality productive forces", "reform of state-owned enterprises"]
    composed = WordSums(encoder).vectors([phrase.split() for phrase in phrases])
    likeness = np.einsum("ij,ij->i", composed, encoder.encode(phrases))
    assert (likeness > 0.8).all()
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
    assert WordSums(encoder).vectors([]).shape == (0, encoder.dimensions)


def test_a_chinese_form_is_cut_into_words(encoder: Encoder) -> None:
    sums = WordSums(encoder)
    assert sums.of_chinese(["改革开放"]) @ encoder.encode(["改革开放"])[0] > 0.8


def test_vectors_of_the_forms_asked_for_last_are_remembered(encoder: Encoder) -> None:
    sums = WordSums(encoder)
    first = sums.of_chinese(["改革开放", "国有企业"], [("改革", "开放"), ("国有企业",)])
    assert sums.of_chinese(["改革开放", "国有企业"]) is first
    with pytest.raises(ValueError, match="read-only"):
        first[0] = 0.0
    assert sums.of_chinese(["国有企业"])[0] == pytest.approx(first[1], abs=1e-5)
