"""From texts to proposals, on the seed article and its back-translation."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from checking import bitext
from contexts import marked

import seeds
from align.documents import read_document
from align.encoders import Encoder, load
from align.model import CHINESE_ENGLISH, Bitext, Document, Language, Segment, SegmentedDocument
from align.segment import segment
from align.sentences import align
from glossary.exchange.lines import to_line
from glossary.extraction.extract import extract
from glossary.finding.reference import starter
from glossary.model import Kind, Proposal, TermStatus, in_language, preferred

EXPECTED = {
    "三首": ("three first", 3),
    "五位一体": ("five in one", 5),
    "新质生产力": ("new quality productive forces", 0),
}


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load()


@pytest.fixture(scope="module")
def article() -> SegmentedDocument:
    return segment(read_document(str(seeds.seed("article.txt"))))


@pytest.fixture(scope="module")
def chinese() -> SegmentedDocument:
    return segment(read_document(str(seeds.seed("article.zh.txt"))))


@pytest.fixture(scope="module")
def alone(article: SegmentedDocument, encoder: Encoder) -> list[Proposal]:
    return extract([article], encoder=encoder, reference=starter())


@pytest.fixture(scope="module")
def both(
    article: SegmentedDocument, chinese: SegmentedDocument, encoder: Encoder
) -> tuple[Bitext, list[Proposal]]:
    bitext = align(chinese, article, encoder)
    return bitext, extract([bitext], encoder=encoder, reference=starter())


@pytest.fixture(scope="module")
def unaided(both: tuple[Bitext, list[Proposal]], encoder: Encoder) -> list[Proposal]:
    return extract([both[0]], encoder=encoder, reference=None)


def first(proposals: list[Proposal], chinese: str) -> Proposal:
    for proposal in proposals[:20]:
        term = preferred(proposal.terms, Language.ZH)
        if term is not None and term.text == chinese:
            return proposal
    raise AssertionError(f"{chinese} is not among the first 20")


@pytest.mark.parametrize("zh", EXPECTED)
def test_the_formulas_of_an_english_text_are_found_and_paired_by_the_reference(
    alone: list[Proposal], zh: str
) -> None:
    english, members = EXPECTED[zh]
    proposal = first(alone, zh)
    term = preferred(proposal.terms, Language.EN)
    assert term is not None
    assert term.text == english
    assert "starter glossary" in in_language(proposal.terms, Language.ZH)[0].source
    if members:
        assert len(proposal.definitions[0].members) == members


@pytest.mark.parametrize("zh", EXPECTED)
def test_the_formulas_of_an_aligned_pair_are_found_in_both_languages(
    both: tuple[Bitext, list[Proposal]], zh: str
) -> None:
    english, members = EXPECTED[zh]
    proposal = first(both[1], zh)
    term = preferred(proposal.terms, Language.EN)
    assert term is not None
    assert term.text == english
    if members:
        lists = {d.language: d.members for d in proposal.definitions if d.members}
        assert {language: len(found) for language, found in lists.items()} == {
            Language.ZH: members,
            Language.EN: members,
        }


@pytest.mark.parametrize("zh", EXPECTED)
def test_the_formulas_of_an_aligned_pair_are_found_without_a_reference(
    unaided: list[Proposal], zh: str
) -> None:
    english, members = EXPECTED[zh]
    proposal = first(unaided, zh)
    term = preferred(proposal.terms, Language.EN)
    assert term is not None
    assert term.text == english
    lists = {d.language: len(d.members) for d in proposal.definitions if d.members}
    assert lists == (dict.fromkeys(CHINESE_ENGLISH, members) if members else {})


def test_a_term_comes_before_the_clause_that_its_verb_makes_with_it(
    unaided: list[Proposal],
) -> None:
    order = [t.text for p in unaided for t in in_language(p.terms, Language.ZH)]
    for term, clause in (
        ("新质生产力", "发展新质生产力"),
        ("国有企业改革", "深化国有企业改革"),
        ("科技体制改革", "以科技体制改革"),
    ):
        assert term in order[:30]
        assert clause not in order[:30]


def test_what_counts_its_members_in_quotation_marks_is_a_term(encoder: Encoder) -> None:
    text = "港务局今年推行“四查两报”，要求各码头照办。码头的灯塔已经修好，船员都回来了。"
    found = extract(
        [segment(Document(text, "notice", Language.ZH))], encoder=encoder, reference=None
    )
    assert found[0].terms[0].text == "四查两报"
    assert found[0].score > 0.95


def test_a_reference_decides_the_kind(both: tuple[Bitext, list[Proposal]]) -> None:
    by_chinese = {preferred(c.terms, Language.ZH): c.kind for c in starter().concepts}
    kinds = {term.text: kind for term, kind in by_chinese.items() if term is not None}
    proposal = first(both[1], "国有企业")
    assert proposal.kind is kinds["国有企业"]


def test_an_inconsistent_rendering_is_a_term_of_the_preferred_one(alone: list[Proposal]) -> None:
    proposal = first(alone, "新质生产力")
    (variant,) = [t for t in proposal.terms if t.text == "new quality production capacity"]
    assert 0 < variant.inconsistency <= 1
    assert variant.status is TermStatus.ADMITTED


def test_without_a_reference_an_english_text_has_no_chinese(
    article: SegmentedDocument, encoder: Encoder
) -> None:
    found = extract([article], encoder=encoder, reference=None)
    assert found
    assert not any(in_language(proposal.terms, Language.ZH) for proposal in found)


def test_a_chinese_text_alone_takes_its_english_from_the_reference(
    chinese: SegmentedDocument, encoder: Encoder
) -> None:
    found = extract([chinese], encoder=encoder, reference=starter())
    term = preferred(first(found, "新质生产力").terms, Language.EN)
    assert term is not None
    assert term.text == "new quality productive forces"
    assert term.frequency == 0


def test_contexts_show_the_beads_with_the_terms_marked(
    both: tuple[Bitext, list[Proposal]],
) -> None:
    proposal = first(both[1], "新质生产力")
    assert proposal.contexts
    for context in proposal.contexts:
        assert all(
            context.text(Language.ZH)[start:end] == "新质生产力"
            for start, end in marked(context, Language.ZH)
        )
        assert marked(context, Language.ZH)
        if context.text(Language.EN):
            said_there = [
                context.text(Language.EN)[start:end] for start, end in marked(context, Language.EN)
            ]
            assert all("quality" in text for text in said_there)


def test_definitions_are_verbatim_spans(both: tuple[Bitext, list[Proposal]]) -> None:
    bitext, found = both
    drawn = [d for p in found for d in p.definitions if d.segment is not None]
    assert drawn
    for definition in drawn:
        assert definition.segment is not None
        text = bitext.side(definition.language).segments[definition.segment].text
        assert text[definition.start : definition.end] == definition.text


def test_known_terms_come_before_new_finds_and_both_best_first(
    both: tuple[Bitext, list[Proposal]],
) -> None:
    order = [(proposal.known is None, -proposal.score) for proposal in both[1]]
    assert order == sorted(order)
    assert {known for known, _ in order} == {True, False}


def test_no_concept_of_the_reference_is_proposed_twice_in_english(alone: list[Proposal]) -> None:
    chinese = [t.text for p in alone for t in in_language(p.terms, Language.ZH)]
    assert len(chinese) == len(set(chinese))


def test_a_reference_raises_the_score_of_what_it_knows(
    article: SegmentedDocument, encoder: Encoder, alone: list[Proposal]
) -> None:
    before = extract([article], encoder=encoder, reference=None)
    scores = [
        next(p.score for p in found if any(t.text == "five in one" for t in p.terms))
        for found in (before, alone)
    ]
    assert scores[0] < scores[1] < 1


def test_a_line_has_the_keys_that_measurement_relies_on(
    both: tuple[Bitext, list[Proposal]],
) -> None:
    line = json.loads(json.dumps(to_line(first(both[1], "三首")), ensure_ascii=False))
    assert line["terms"] == {"zh": "三首", "en": "three first"}
    assert set(line["variants"]) == {"zh", "en"}
    assert line["kind"] == "known"
    assert line["entry"]["kind"] == str(Kind.NUMERIC)
    assert set(line["definition"]) == {"lang", "text", "source"}
    assert set(line["contexts"][0]) == {"zh", "en", "source"}
    assert len(line["members"]["zh"]) == len(line["members"]["en"]) == 3


def test_a_line_has_no_definition_that_comes_from_the_reference(alone: list[Proposal]) -> None:
    proposal = first(alone, "新质生产力")
    assert proposal.definitions
    assert to_line(proposal)["definition"] is None


def test_text_without_terms_gives_no_proposals(encoder: Encoder) -> None:
    empty = SegmentedDocument(Document("Oh.", "x.txt", Language.EN), (Segment(0, 3, "Oh."),))
    assert extract([empty], encoder=encoder, reference=None) == []
    assert extract([], encoder=encoder, reference=None) == []


def test_work_can_be_stopped_through_the_progress(
    article: SegmentedDocument, encoder: Encoder
) -> None:
    def stop(stage: str, done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        extract([article], encoder=encoder, reference=None, progress=stop)


def test_the_fitted_weights_are_in_the_package() -> None:
    folder = Path(__file__).parents[3] / "glossary" / "weights"
    for name in ("chinese", "bilingual", "english"):
        data = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        assert data["about"]
        assert data["features"]


def test_a_law_that_the_text_names_in_title_marks_is_proposed(encoder: Encoder) -> None:
    text = "《中华人民共和国河湖养护法》已经通过。大家要学习。河流很长，湖水很清。"
    document = segment(Document(text, "law.txt", Language.ZH))
    made = {p.terms[0].text: p for p in extract([document], encoder=encoder, reference=None)}
    law = made["中华人民共和国河湖养护法"]
    assert law.kind is Kind.LAW
    assert law.score > 0.2


def test_an_english_text_beside_a_pair_leaves_the_best_of_the_pair_as_they_are(
    both: tuple[Bitext, list[Proposal]], encoder: Encoder, unaided: list[Proposal]
) -> None:
    text = "The harbour reform system serves the town. The harbour reform system is new."
    beside = segment(Document(text, "harbour.txt", Language.EN))
    found = extract([both[0], beside], encoder=encoder, reference=None)

    def paired(proposals: list[Proposal]) -> list[tuple[str, float]]:
        return [(p.terms[0].text, p.score) for p in proposals if p.terms[0].language is Language.ZH]

    assert paired(found)[:40] == paired(unaided)[:40]
    assert "harbour reform system" in [proposal.terms[0].text for proposal in found]


def test_a_remark_that_renders_no_chinese_term_is_less_likely_one_for_that(
    encoder: Encoder,
) -> None:
    remark = "mad but marvelous"
    pairs = [
        ("他要走了。", f"Although some of them call it “{remark}”, he is about to go."),
        ("探险家将走上八十天。", "The explorer will walk for eighty days."),
    ]
    sides = [extract([given], encoder=encoder, reference=None) for given in _given(pairs)]
    paired, alone = ({p.terms[0].text: p for p in side} for side in sides)
    told = ("matches no Chinese term", -2.7)
    assert paired[remark].score < 0.4
    assert told in paired[remark].evidence
    assert told not in alone[remark].evidence


def _given(pairs: list[tuple[str, str]]) -> tuple[Bitext, SegmentedDocument]:
    both = bitext(pairs)
    return both, both.target
