"""How evenly a term is spread: Gries's deviation of proportions over documents or parts."""

from __future__ import annotations

import pytest

from align.model import Document, Language, Segment, SegmentedDocument
from glossary.extraction.dispersion import Spread
from glossary.model import Occurrence


def document(source: str, lengths: list[int]) -> SegmentedDocument:
    segments, start = [], 0
    for length in lengths:
        segments.append(Segment(start, start + length, "字" * length))
        start += length
    return SegmentedDocument(Document("字" * start, source, Language.ZH), tuple(segments))


def at(source: str, segment: int = 0, start: int = 0) -> Occurrence:
    return Occurrence(source, segment, start, start + 2)


def test_a_term_that_is_spread_as_the_text_is_deviates_by_nothing() -> None:
    spread = Spread([document("a", [300]), document("b", [100])])
    found = spread.dispersion([at("a"), at("a", 0, 9), at("a", 0, 50), at("b")])
    assert (found.documents, found.deviation) == (2, 0.0)


def test_a_term_of_one_document_deviates_by_the_share_of_the_others() -> None:
    spread = Spread([document("a", [300]), document("b", [100])])
    assert spread.dispersion([at("b"), at("b", 0, 5)]).deviation == pytest.approx(0.75)
    assert spread.dispersion([at("a")]).deviation == pytest.approx(0.25)
    assert spread.dispersion([at("a")]).documents == 1


def test_the_example_of_the_definition_comes_out_as_by_hand() -> None:
    # Shares of the corpus .2 .3 .5 and of the occurrences .5 .5 0: (.3 + .2 + .5) / 2.
    spread = Spread([document("a", [20]), document("b", [30]), document("c", [50])])
    assert spread.dispersion([at("a"), at("b")]).deviation == pytest.approx(0.5)


def test_a_text_alone_is_cut_into_ten_parts() -> None:
    spread = Spread([document("a", [50, 50])])
    everywhere = [at("a", n // 50, n % 50) for n in range(0, 100, 10)]
    assert spread.dispersion(everywhere).deviation == pytest.approx(0.0)
    assert spread.dispersion(everywhere[:5]).deviation == pytest.approx(0.5)
    assert spread.dispersion([at("a", 1, 48)]).deviation == pytest.approx(0.9)


def test_a_term_that_stands_nowhere_is_in_no_document() -> None:
    assert Spread([document("a", [10])]).dispersion([]).documents == 0
