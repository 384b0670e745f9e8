import numpy as np
import pytest

from align.sentences.lengths import Lengths

#: A translation has three characters for one, and its fourth sentence has become two.
SOURCE = np.array([20.0, 31, 12, 44, 25, 18, 37, 29, 15, 22, 33, 27])
TARGET = np.array([61.0, 95, 35, 70, 62, 74, 55, 110, 88, 46, 65, 100, 80])
MATCHES = [(0, 0), (1, 1), (2, 2), (3, 3), (4, 5), (5, 6), (6, 7), (7, 8), (8, 9), (9, 10)]
MATCHES += [(10, 11), (11, 12)]


def ratio(lengths: Lengths, first: float = TARGET[0]) -> float:
    """Target characters for one of the source, by the first sentences of both."""
    return float(lengths.source[1] / SOURCE[0] / (lengths.target[1] / first))


def test_lengths_of_whole_documents_are_those_of_all_their_sentences() -> None:
    lengths = Lengths.of(SOURCE, TARGET, MATCHES)
    assert lengths.source[-1] == pytest.approx(lengths.target[-1])
    assert lengths.skew == pytest.approx(np.log(13 / 12))


def test_a_passage_that_is_missing_says_nothing_of_how_long_translations_are() -> None:
    whole = Lengths.of(SOURCE, TARGET, MATCHES)
    kept = [(i, j if j < 6 else j - 4) for i, j in MATCHES if not 6 <= j < 10]
    lengths = Lengths.of(SOURCE, np.delete(TARGET, slice(6, 10)), kept)
    assert ratio(lengths) == pytest.approx(ratio(whole), rel=0.05)
    assert lengths.skew == pytest.approx(np.log(8 / 7))


def test_an_excerpt_has_the_lengths_of_its_matches() -> None:
    lengths = Lengths.of(SOURCE, TARGET[10:11], [(9, 0)])
    assert ratio(lengths, TARGET[10]) == pytest.approx(3, rel=0.2)
    assert lengths.skew == 0


def test_documents_turned_round_have_the_opposite() -> None:
    one = Lengths.of(SOURCE, TARGET, MATCHES)
    other = Lengths.of(TARGET, SOURCE, [(j, i) for i, j in MATCHES])
    assert one.skew == pytest.approx(-other.skew)
    assert one.source == pytest.approx(other.target)
    assert one.target == pytest.approx(other.source)


def test_documents_without_matches_are_as_long_as_each_other() -> None:
    lengths = Lengths.of(SOURCE, TARGET, [])
    assert lengths.source[-1] == pytest.approx(lengths.target[-1])
