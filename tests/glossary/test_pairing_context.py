"""Verbs and prepositions that are context of a term, whole names, ties and bare numbers."""

from __future__ import annotations

import pytest

from align.encoders import load
from align.model import Bead, Bitext, Document, Language, Segment, SegmentedDocument
from glossary.model import Candidate, Kind, Occurrence
from glossary.pairing import Pairing, pair
from glossary.pairing.counted import is_number
from glossary.pairing.governed import governed, handed
from glossary.pairing.vectors import WordSums

PAIRS = (
    ("要扶持深海养殖产业。", "We should support the deep-sea farming industry."),
    ("扶持深海养殖产业是大事。", "Support for the deep-sea farming industry is a great matter."),
    ("深海养殖产业前景广阔。", "The deep-sea farming industry has broad prospects."),
    ("渔民靠深海养殖产业致富。", "Fishermen grew rich through the deep-sea farming industry."),
    ("要落实“培育现代渔业”。", "Carry out the slogan of “fostering modern fishing”."),
    ("现代渔业和现代渔业技术。", "Modern fishing and the techniques of modern fishing."),
    ("监督管理制度很重要。", "The supervision management system is important."),
    ("管理制度和管理制度改革。", "The management system and the reform of the management system."),
    ("以海洋牧场为重点。", "Take marine ranches as the focus."),
    ("海洋牧场和海洋牧场建设。", "Marine ranches and the building of marine ranches."),
)


def document(lines: list[str], source: str, language: Language) -> SegmentedDocument:
    segments, place = [], 0
    for line in lines:
        segments.append(Segment(place, place + len(line), line))
        place += len(line) + 1
    return SegmentedDocument(Document("\n".join(lines), source, language), tuple(segments))


def bitext(pairs: tuple[tuple[str, str], ...]) -> Bitext:
    return Bitext(
        document([zh for zh, _ in pairs], "zh.txt", Language.ZH),
        document([en for _, en in pairs], "en.txt", Language.EN),
        tuple(Bead((number,), (number,), 1.0) for number in range(len(pairs))),
    )


def candidate(form: str, pairs: tuple[tuple[str, str], ...], kind: Kind) -> Candidate:
    places = []
    for number, (zh, _) in enumerate(pairs):
        start = zh.find(form)
        while start >= 0:
            places.append(Occurrence("zh.txt", number, start, start + len(form)))
            start = zh.find(form, start + 1)
    return Candidate(Language.ZH, form, (form,), tuple(places), kind, (), 0.5)


def paired(
    pairs: tuple[tuple[str, str], ...], *forms: str, kind: Kind = Kind.CONCEPT
) -> list[Pairing]:
    wanted = [candidate(form, pairs, kind) for form in forms]
    return pair(wanted, [bitext(pairs)], WordSums(load()))


def objects(*forms: str) -> dict[str, str]:
    found = governed(paired(PAIRS, *forms), [bitext(PAIRS)])
    return {forms[whole]: forms[rest] for whole, rest in found.items()}


def test_a_verb_before_a_term_that_lives_without_it_is_context() -> None:
    assert objects("扶持深海养殖产业", "深海养殖产业") == {"扶持深海养殖产业": "深海养殖产业"}


def test_what_is_quoted_with_its_verb_is_a_term_of_its_own() -> None:
    assert objects("培育现代渔业", "现代渔业") == {}


def test_a_verb_that_english_renders_as_a_modifier_governs_nothing() -> None:
    assert objects("监督管理制度", "管理制度") == {}


def test_a_frame_of_prepositions_that_is_seen_once_is_context_of_what_it_holds() -> None:
    assert objects("以海洋牧场为重点", "海洋牧场") == {"以海洋牧场为重点": "海洋牧场"}


def test_the_term_takes_the_better_score_and_the_form_with_its_verb_is_lowered() -> None:
    assert handed([2.0, -1.0, 0.0], {0: 1}) == [-2.5, 2.0, 0.0]


def test_a_score_goes_down_a_chain_of_verbs_to_the_term() -> None:
    whole, middle, term = handed([3.0, 1.0, 0.0], {0: 1, 1: 2})
    assert term == 3.0
    assert max(whole, middle) < 0.0


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


def test_a_word_of_the_next_phrase_is_no_part_of_a_rendering() -> None:
    pairs = (
        (
            "港口改革行动时间紧、任务重。",
            "The action time of port reform is short and the tasks are heavy.",
        ),
    )
    (found,) = paired(pairs, "港口改革行动")
    assert [one.text for one in found.renderings] == ["port reform"]
