"""Terms of the glossary that stand in texts, before new finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from checking import bitext, concept, encoder
from contexts import marked
from sqlalchemy import text as sql

from align.model import CHINESE_ENGLISH, Bead, Bitext, Document, Language, SegmentedDocument
from align.progress import silent
from align.segment import segment, segment_lines
from glossary.extraction.collecting import KnownTerms, known_terms, propose
from glossary.extraction.contexts import Texts
from glossary.extraction.known import Standing
from glossary.extraction.matching import match
from glossary.finding.reference import Reference
from glossary.model import Concept, ConceptStatus, Kind, Proposal, Term, TermStatus, TermType
from glossary.store import Glossary
from glossary.store.changing.workflow import decide

ZH, EN = CHINESE_ENGLISH


def document(text: str, language: Language = ZH, source: str = "text") -> SegmentedDocument:
    return segment(Document(text, source, language))


def standing(text: str, *concepts: Concept, language: Language = ZH) -> list[str]:
    """The terms of a glossary in a text, in their order, as extraction is offered them."""
    glossary = Reference.from_concepts(concepts)
    found = Standing(Texts([document(text, language)]), glossary, None)
    return [candidate.form for candidate in found.completed([], language)]


def found_in(
    texts: Sequence[SegmentedDocument | Bitext], known: KnownTerms
) -> tuple[Proposal, ...]:
    return propose(texts, known=known, encoder=encoder, progress=silent).proposals


def named(proposals: Sequence[Proposal]) -> dict[str, Proposal]:
    return {proposal.terms[0].text: proposal for proposal in proposals}


TERMS = [concept(form, form) for form in ("改革", "体制改革", "金融体制", "三农", "一带一路")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("深化改革。", ["改革"]),
        ("体制改革。", ["体制改革"]),
        ("体制改革是改革。", ["体制改革", "改革"]),
        ("金融体制改革。", ["金融体制", "体制改革"]),
        ("“三农”問題。", ["三农"]),
        ("“一帶一路”建設，金融體制。", ["一帶一路", "金融體制"]),
        ("我们发展经济。", []),
    ],
)
def test_the_longest_known_terms_stand_in_a_text_in_either_script(
    text: str, expected: list[str]
) -> None:
    assert standing(text, *TERMS) == expected


def test_a_part_of_another_word_is_no_known_term() -> None:
    assert (
        standing("财政部门开会，外国企业参加。", concept("财政部", "x"), concept("国企", "y")) == []
    )


def test_english_terms_stand_in_an_english_text_in_any_inflection() -> None:
    terms = (
        concept("新质生产力", "new quality productive force"),
        concept("深化", "deepen reform"),
    )
    text = "New-quality productive forces come from deepening reform."
    assert standing(text, *terms, language=EN) == [
        "New-quality productive forces",
        "deepening reform",
    ]


def test_what_renders_a_term_in_a_translation_is_no_term_beside_it() -> None:
    pair = bitext([("我们改革。", "We reform the open market.")])
    glossary = Reference.from_concepts(
        [
            concept("改革", "reform"),
            concept("开放市场", "open market"),
            Concept("c", (Term(EN, "we"),)),
        ]
    )
    found = Standing(Texts([pair]), glossary, None)
    assert [each.form for each in found.completed([], ZH)] == ["改革"]
    assert [each.form for each in found.completed([], EN)] == ["We"]


def test_what_detection_finds_within_longer_known_terms_only_is_left_out() -> None:
    texts = Texts([document("金融体制改革。")])
    found = Standing(texts, Reference.from_concepts(TERMS), None)
    offered = [
        Proposal((Term(ZH, form, TermStatus.PREFERRED),), Kind.CONCEPT, score, 1)
        for form, score in (("改革", 0.9), ("金融", 0.8), ("体制改革", 0.2))
    ]
    assert [each.terms[0].text for each in match(offered, found)] == ["体制改革", "金融"]


def test_known_terms_that_detection_would_not_find_are_proposed_with_their_entry() -> None:
    entry = concept("的确如此", "so it is")
    known = KnownTerms(Reference.from_concepts([entry]))
    first = found_in([document("的确如此。")], known)[0]
    assert first.terms[0].text == "的确如此"
    assert first.score == 1
    assert marked(first.contexts[0], Language.ZH) == ((0, 4),)
    assert first.known is not None
    assert first.known.sense.concept == entry
    assert [term.text for term in first.terms] == ["的确如此", "so it is"]


def test_only_what_people_approved_in_their_own_glossary_is_sure() -> None:
    texts = [document("的确如此。")]
    entry = concept("的确如此", "so it is")
    for known in (
        KnownTerms(reference=Reference.from_concepts([entry])),
        KnownTerms(Reference.from_concepts([replace(entry, status=ConceptStatus.IN_REVIEW)])),
    ):
        assert 0.5 < found_in(texts, known)[0].score < 1


def test_a_term_to_avoid_is_known_as_one() -> None:
    entry = concept("三首", "three firsts", avoid=["three first"])
    text = document("It names the three first as a goal.", EN)
    first = found_in([text], KnownTerms(Reference.from_concepts([entry])))[0]
    assert first.known is not None
    assert first.known.sense.avoid
    assert first.known.sense.instead == entry.terms[1]
    assert [(each.text, each.is_approved) for each in first.known.here] == [("three first", False)]


def test_the_glossary_comes_before_the_reference() -> None:
    own, other = (Reference.from_concepts([concept("渔业协会", name)]) for name in ("a b", "c d"))
    (first, *_) = found_in([document("渔业协会开会。")], KnownTerms(own, other))
    assert first.known is not None
    assert not first.known.sense.from_reference
    assert first.known.sense.rendering == Term(EN, "a b", TermStatus.PREFERRED)


@pytest.fixture
def glossary(tmp_path: Path) -> Glossary:
    return Glossary.open(str(tmp_path / "glossary.sqlite"))


def test_what_was_rejected_is_not_known_by_the_starter_glossary_either(glossary: Glossary) -> None:
    texts = [document("我们推动高质量发展。")]
    before = named(found_in(texts, known_terms(glossary)))
    assert before["高质量发展"].known is not None
    rejected = concept("高质量发展", "x", status=ConceptStatus.REJECTED)
    glossary.save(rejected, who="li")
    after = named(found_in(texts, known_terms(glossary)))
    assert all(proposal.known is None for proposal in after.values())


SMALL: dict[str, list[SegmentedDocument | Bitext]] = {
    "a Chinese text": [document("渔业协会召开会议。渔业协会推进“两海一体”建设，坚持改革。")],
    "an English text": [
        document("The Fisheries Association met. It pursues the Two Seas Plan and reform.", EN)
    ],
    "a text with its translation": [
        bitext(
            [
                ("渔业协会召开会议。", "The Fisheries Association held a meeting."),
                (
                    "渔业协会推进“两海一体”建设。",
                    "The Fisheries Association builds “two seas in one”.",
                ),
                (
                    "深化改革，坚持高质量发展。",
                    "Deepen reform and pursue high-quality development.",
                ),
            ]
        )
    ],
}


@pytest.mark.parametrize("texts", SMALL.values(), ids=SMALL)
def test_what_was_added_and_not_reviewed_changes_nothing(
    glossary: Glossary, texts: list[SegmentedDocument | Bitext]
) -> None:
    first = found_in(texts, known_terms(glossary))
    assert first
    for _ in range(2):
        glossary.add(first, texts, who="li")
        assert found_in(texts, known_terms(glossary)) == first


def test_what_was_found_for_an_entry_and_not_reviewed_changes_nothing(glossary: Glossary) -> None:
    glossary.save(concept("渔业协会", "fishing guild"), who="li")
    texts = SMALL["a text with its translation"]
    first = found_in(texts, known_terms(glossary))
    assert first[0].known is not None
    assert [each.is_approved for each in first[0].known.here] == [False]
    glossary.add(first, texts, who="li")
    (stored,) = glossary.matching("渔业协会", ZH)
    assert len(stored.terms) > 2
    assert found_in(texts, known_terms(glossary)) == first
    glossary.save(replace(stored, note="reviewed"), who="li")
    after = found_in(texts, known_terms(glossary))[0].known
    assert after is not None
    assert [each.is_approved for each in after.here] == [True]


def test_an_entry_with_a_damaged_history_is_known_as_it_is_stored(glossary: Glossary) -> None:
    glossary.save(concept("渔业协会", "fishing guild"), who="li")
    texts = SMALL["a Chinese text"]
    glossary.add(found_in(texts, known_terms(glossary)), texts, who="li")
    with glossary.writing() as connection:
        connection.execute(sql("UPDATE revision SET after = '{}' WHERE number = 1"))
    known = named(found_in(texts, known_terms(glossary)))["渔业协会"].known
    assert known is not None
    assert known.sense.concept == glossary.concept("test-渔业协会")
    assert [line for line in glossary.damage if "revision 1 is damaged" in line]


def test_what_was_approved_is_known_from_then_on(glossary: Glossary) -> None:
    texts = SMALL["a Chinese text"]
    first = named(found_in(texts, known_terms(glossary)))
    assert first["渔业协会"].known is None
    glossary.add(first.values(), texts, who="li")
    (made,) = glossary.matching("渔业协会", ZH)
    decide(glossary, [made.id], ConceptStatus.APPROVED, who="li")
    after = named(found_in(texts, known_terms(glossary)))["渔业协会"]
    assert after.known is not None
    assert after.known.sense.concept.id == made.id
    again = glossary.add([after], texts, who="li")
    assert (again.added, again.extended, again.unchanged) == (0, 0, 1)


def test_adding_a_known_term_of_another_text_extends_its_entry(glossary: Glossary) -> None:
    entry = concept("渔业协会", "fisheries association")
    glossary.save(entry, who="li")
    texts = [document("渔业协会召开会议。", source="other")]
    report = glossary.add(found_in(texts, known_terms(glossary))[:1], texts, who="li")
    assert (report.added, report.extended) == (0, 1)
    stored = glossary.concept(entry.id)
    assert [term.text for term in stored.terms] == ["渔业协会", "fisheries association"]
    assert [context.text(Language.ZH) for context in stored.contexts] == ["渔业协会召开会议。"]
    assert stored.kind is entry.kind


def translated(pairs: Sequence[tuple[str, str]], language: Language) -> Bitext:
    """Sentences and their translations into a language, one bead each."""
    zh, theirs = (
        segment_lines(Document("\n".join(lines), f"text.{code}", code))
        for lines, code in zip(zip(*pairs, strict=True), (ZH, language), strict=True)
    )
    beads = tuple(Bead((number,), (number,), 1.0) for number in range(len(pairs)))
    return Bitext(zh, theirs, beads)


@pytest.mark.parametrize(
    ("code", "listed", "sentence", "form"),
    [
        ("ru", "угольная пристань", "Мы стоим на угольной пристани.", "угольной пристани"),
        ("fr", "port au charbon", "Les ports au charbon sont pleins.", "ports au charbon"),
        ("de", "grüner Kai", "Wir stehen auf dem grünen Kai.", "grünen Kai"),
    ],
)
@pytest.mark.parametrize("with_english", [False, True])
def test_what_an_entry_has_in_a_language_renders_its_term_in_a_translation_into_it(
    code: str, listed: str, sentence: str, form: str, with_english: bool
) -> None:
    language = Language(code)
    entry = concept("煤码头", "coal wharf")
    entry = replace(entry, terms=(*entry.terms, Term(language, listed, TermStatus.PREFERRED)))
    zh = "我们站在煤码头上。"
    texts = [translated([(zh, sentence)], language)]
    if with_english:
        texts.insert(0, translated([(zh, "We stand on the wharves for coal.")], EN))
    known = KnownTerms(Reference.from_concepts([entry]))
    terms = named(found_in(texts, known))["煤码头"].terms
    own = [term for term in terms if term.language is language]
    assert (own[0].text, own[0].frequency) == (listed, 1)
    assert [(term.text, term.type) for term in own[1:]] == [(form, TermType.VARIANT)]
