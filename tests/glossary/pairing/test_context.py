"""Whole names, ties and bare numbers among renderings."""

from __future__ import annotations

import pytest
from checking import bitext, candidate

from align.encoders import load
from glossary.model import Kind
from glossary.pairing import Pairing, pair
from glossary.pairing.wordings import is_number
from glossary.ranking.vectors import WordSums


def paired(
    pairs: tuple[tuple[str, str], ...], *forms: str, kind: Kind = Kind.CONCEPT
) -> list[Pairing]:
    wanted = [candidate(form, pairs, kind) for form in forms]
    return pair(wanted, [bitext(pairs)], WordSums(load()))


def test_a_short_form_is_rendered_by_the_whole_name() -> None:
    pairs = (
        ("体改委今天开会。", "The Economic Structure Reform Commission met today."),
        (
            "体改委在上海办公。",
            "The Economic Structure Reform Commission of Shanghai has an office.",
        ),
    )
    (found,) = paired(pairs, "体改委", kind=Kind.INSTITUTION)
    assert [one.text for one in found.renderings] == ["Economic Structure Reform Commission"]


def test_each_sentence_renders_a_term_by_its_own_phrase() -> None:
    pairs = (
        ("要完善科技创新体系。", "We must improve the technological innovation system."),
        ("科技创新体系。", "A scientific and technological innovation system."),
    )
    (found,) = paired(pairs, "科技创新体系")
    assert {one.text for one in found.renderings} == {
        "scientific and technological innovation system",
        "technological innovation system",
    }


def test_no_rendering_of_a_formula_is_a_bare_number() -> None:
    pairs = (("港口做到“六位一体”。", "The port has six in its hands, and plans well."),)
    (found,) = paired(pairs, "六位一体", kind=Kind.NUMERIC)
    assert all(not is_number(one.text.lower()) for one in found.renderings)


@pytest.mark.parametrize(
    ("phrase", "bare"),
    [("five", True), ("twenty-five", True), ("5", True), ("2035", False), ("five in one", False)],
)
def test_numbers_are_bare_without_another_word_unless_they_name_a_year(
    phrase: str, bare: bool
) -> None:
    assert is_number(phrase) is bare


def test_a_part_of_a_term_is_rendered_by_its_part_of_the_rendering() -> None:
    pairs = (
        ("中央企业要改革。", "Central enterprises must reform."),
        ("港口企业也要改革。", "Port enterprises must reform as well."),
    )
    whole, part = paired(pairs, "中央企业", "中央")
    assert [one.text for one in whole.renderings] == ["Central enterprises"]
    assert [one.text for one in part.renderings] == ["Central"]


def test_the_common_noun_that_ends_a_name_is_no_short_form_of_it() -> None:
    pairs = (("中国中车集团在株洲开会。", "CRRC Group held a meeting in Zhuzhou."),)
    (found,) = paired(pairs, "集团")
    assert [one.text for one in found.renderings] == ["Group"]


@pytest.mark.xfail(reason="both ends are linked since, and the word stands between them")
def test_a_word_of_the_next_phrase_is_no_part_of_a_rendering() -> None:
    pairs = (
        (
            "港口改革行动时间紧、任务重。",
            "The action time of port reform is short and the tasks are heavy.",
        ),
    )
    (found,) = paired(pairs, "港口改革行动")
    assert [one.text for one in found.renderings] == ["port reform"]
