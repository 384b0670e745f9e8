"""What runs of sentences say of each other, token by token."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from texts import document

from align import encoders
from align.encoders.base import Vectors
from align.encoders.token_vectors import TokenVectors
from align.model import Language
from align.progress import silent
from align.sentences import align
from align.sentences.tokens import TokenCoverage, token_coverage
from align.sentences.types import MOST

MEANINGS = {"河": 0, "山": 1, "海": 2, "鸟": 3, "river": 0, "mountain": 1, "sea": 2, "bird": 3}
SOURCE = ["河 山", "海", "鸟 ， 山", "……"]
TARGET = ["river", "mountain", "sea bird", "."]


class Words:
    """An encoder whose tokens are words and whose vectors are their meanings."""

    name = "words"
    dimensions = 8

    def encode(self, texts: Sequence[str]) -> Vectors:
        return encoders.load().encode(texts)

    def encode_tokens(self, texts: Sequence[str]) -> list[TokenVectors]:
        return [self._tokens(text) for text in texts]

    def _tokens(self, text: str) -> TokenVectors:
        rows, starts, ends, place = [], [], [], 0
        for word in text.split(" "):
            rows.append(np.eye(8, dtype=np.float32)[MEANINGS.get(word, 4 + len(word) % 4)])
            starts.append(place)
            place += len(word) + 1
            ends.append(place - 1)
        return TokenVectors(np.array(rows), np.array(starts), np.array(ends))


def coverage(source: Sequence[str], target: Sequence[str]) -> TokenCoverage:
    return token_coverage(source, target, Words(), [], silent)


def by_hand(seen: TokenCoverage, i: int, a: int, j: int, b: int, *, of_source: bool) -> float:
    """The same sum, token by token."""
    one, other = (seen.source, seen.target) if of_source else (seen.target, seen.source)
    own = range(one.first[i], one.first[i + a])
    across = range(other.first[j], other.first[j + b])
    total = 0.0
    for token in own:
        near = [
            float(one.vectors[token].astype(np.float32) @ other.vectors[each].astype(np.float32))
            for each in across
        ]
        total += float(one.weight[token]) * min(max([0.0, *near]), 1.0)
    return total


@pytest.mark.parametrize("a", [1, 2, 3])
@pytest.mark.parametrize("b", [1, 2, 3])
def test_a_run_is_worth_what_the_nearest_tokens_of_the_other_run_are(a: int, b: int) -> None:
    seen = coverage(SOURCE, TARGET)
    source, target = seen.covered(-2, 5, -1, 6)
    for i in range(len(SOURCE) - a + 1):
        for j in range(len(TARGET) - b + 1):
            assert source[i + 2, a - 1, j + 1, b - 1] == pytest.approx(
                by_hand(seen, i, a, j, b, of_source=True), abs=1e-3
            )
            assert target[i + 2, a - 1, j + 1, b - 1] == pytest.approx(
                by_hand(seen, j, b, i, a, of_source=False), abs=1e-3
            )


def test_a_sentence_is_said_in_full_by_the_run_with_all_its_words() -> None:
    seen = coverage(SOURCE, TARGET)
    source, _ = seen.covered(0, 1, 0, 3)
    whole = seen.source.total[1]
    assert source[0, 0, 0, 0] < 0.8 * whole
    assert source[0, 0, 0, 1] == pytest.approx(whole, rel=0.05)


def test_both_directions_see_the_same() -> None:
    one = coverage(SOURCE, TARGET).covered(0, 4, 0, 4)
    other = coverage(TARGET, SOURCE).covered(0, 4, 0, 4)
    np.testing.assert_allclose(one[0], other[1].transpose(2, 3, 0, 1), atol=2e-3)


def test_runs_outside_of_the_documents_say_nothing() -> None:
    source, target = coverage(SOURCE, TARGET).covered(-MOST, 0, 9, 12)
    assert not source.any()
    assert not target.any()


def test_marks_weigh_nothing() -> None:
    seen = coverage(SOURCE, TARGET)
    assert seen.source.total[4] == seen.source.total[3]
    assert not seen.source.weight[seen.source.first[3] :].any()


def test_encoders_that_differ_in_nearness_are_brought_to_one_measure() -> None:
    source = ["河 山 海", "鸟 河", "山 鸟"] * 4
    target = ["river 甲乙 sea", "bird river", "mountain 甲乙"] * 4
    matches = [(number, number) for number in range(12)]
    seen = token_coverage(source, target, Words(), matches, silent)
    total = seen.source.total[-1] + seen.target.total[-1]
    one, other = seen.covered(0, 12, 0, 12)
    said = sum(one[n, 0, n, 0] + other[n, 0, n, 0] for n in range(12))
    assert said / total == pytest.approx(0.6, abs=0.06)


def test_an_encoder_with_tokens_aligns_beside_the_offline_one() -> None:
    bitext = align(
        document(Language.ZH, "河 。", "山 海 。", "鸟 。"),
        document(Language.EN, "The river .", "The mountain .", "The sea .", "A bird ."),
        Words(),
    )
    assert [(bead.source, bead.target) for bead in bitext.beads] == [
        ((0,), (0,)),
        ((1,), (1, 2)),
        ((2,), (3,)),
    ]
