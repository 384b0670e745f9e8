"""What a glossary adds to proposals."""

from __future__ import annotations

import pytest
from checking import bitext, concept, encoder

from align.model import CHINESE_ENGLISH, Bitext, Language
from glossary.extraction.contexts import Texts
from glossary.extraction.extract import extract
from glossary.extraction.known import Standing
from glossary.extraction.matching import match
from glossary.finding.reference import Reference
from glossary.model import (
    Concept,
    Definition,
    Kind,
    Known,
    Origin,
    Proposal,
    Term,
    TermStatus,
    preferred,
)

ZH, EN = CHINESE_ENGLISH


def known(pairs: list[tuple[str, str]], *concepts: Concept, of: str = "渔业协会") -> Proposal:
    """What is proposed of a term of sentences and their translations."""
    found = extract(
        [bitext(pairs)],
        encoder=encoder(),
        reference=None,
        glossary=Reference.from_concepts(concepts),
    )
    return next(each for each in found if each.terms[0].text == of)


def here(proposal: Proposal) -> list[tuple[str, int, bool]]:
    assert proposal.known is not None
    return [(each.text, each.count, each.is_approved) for each in proposal.known.here]


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("The fisheries association met.", "fisheries association"),
        ("The Fisheries Association met.", "Fisheries Association"),
        ("Both fisheries associations, old and new, met.", "fisheries associations"),
        ("The association of the fisheries met.", "fisheries association"),
    ],
)
def test_a_rendering_of_the_entry_that_the_translation_has_is_the_one_here(
    sentence: str, text: str
) -> None:
    found = known([("渔业协会开会。", sentence)], concept("渔业协会", "fisheries association"))
    assert here(found) == [(text, 1, True)]
    term = preferred(found.terms, EN)
    assert term is not None
    assert term.text == text


def test_another_rendering_is_named_with_those_that_may_be_used() -> None:
    found = known(
        [
            ("渔业协会召开年度会议。", "The fishing society held its annual meeting."),
            ("渔业协会发表公开信。", "The fishing society published an open letter."),
            ("渔业协会支持改革。", "The fisheries association supported reform."),
        ],
        concept("渔业协会", "fisheries association"),
    )
    assert here(found) == [("fishing society", 2, False), ("fisheries association", 1, True)]


def test_renderings_that_may_both_be_used_are_not_inconsistent() -> None:
    found = known(
        [
            ("渔业协会召开会议。", "The fisheries association held a meeting."),
            ("渔业协会发表公开信。", "The fishing guild published an open letter."),
        ],
        concept("渔业协会", "fisheries association", "fishing guild"),
    )
    assert {each[2] for each in here(found)} == {True}
    assert [term.text for term in found.terms if term.inconsistency] == []


def test_a_rendering_to_avoid_is_none_that_is_approved() -> None:
    found = known(
        [("渔业协会开会。", "The fishing club met.")],
        concept("渔业协会", "fisheries association", avoid=["fishing club"]),
    )
    assert here(found) == [("fishing club", 1, False)]
    assert found.known is not None
    assert found.known.here[0].status is TermStatus.DEPRECATED


def test_of_two_concepts_with_one_term_that_counts_whose_rendering_the_translation_has() -> None:
    other = concept("渔业协会", "angling club")
    others = Concept("other", other.terms)
    found = known(
        [("渔业协会开会。", "The fisheries association met.")],
        others,
        concept("渔业协会", "fisheries association"),
    )
    assert found.known is not None
    assert found.known.sense.concept.id == "test-渔业协会"


def test_the_kind_of_the_concept_is_kept() -> None:
    kind = Kind.INSTITUTION
    entry = Concept("c1", (Term(ZH, "渔业协会"), Term(EN, "fisheries association")), kind=kind)
    assert known([("渔业协会开会。", "They met.")], entry).kind is kind


def test_what_the_entry_has_as_its_definition_comes_before_what_the_texts_say() -> None:
    written = Definition(EN, "It is written.", origin=Origin.PERSON)
    here, elsewhere = Definition(ZH, "此处说的。", "a.txt"), Definition(ZH, "别处说的。", "b.txt")
    terms = (Term(ZH, "渔业协会", TermStatus.PREFERRED),)
    entry = Concept("c1", terms, definitions=(elsewhere, written))
    texts = Texts([bitext([("渔业协会。", "It is so.")])])
    proposal = Proposal(terms, Kind.CONCEPT, 0.5, 1, definitions=(here,))
    (found,) = match([proposal], Standing(texts, Reference.from_concepts([entry]), None))
    said = [each.text for each in found.definitions]
    assert said == ["It is written.", "此处说的。", "别处说的。"]


def matched(forms: list[str], *terms: Term) -> list[tuple[list[str], Known | None]]:
    """Proposals of Chinese forms, which stand in the text, by a glossary of one concept."""
    texts: list[Bitext] = [bitext([(f"{form}。", "It is so.") for form in forms])]
    glossary = Reference.from_concepts([Concept("c1", terms)])
    standing = Standing(Texts(texts), glossary, None)
    proposals = [
        Proposal((Term(ZH, form, TermStatus.PREFERRED),), Kind.CONCEPT, 0.5, 1) for form in forms
    ]
    return [
        ([term.text for term in each.terms if term.language is ZH], each.known)
        for each in match(proposals, standing)
    ]


def test_a_full_form_that_is_proposed_itself_is_no_term_of_its_short_form() -> None:
    terms = (
        Term(ZH, "全国渔业协会", TermStatus.PREFERRED),
        Term(ZH, "渔协"),
        Term(EN, "fisheries association", TermStatus.PREFERRED),
    )
    both = matched(["渔协", "全国渔业协会"], *terms)
    assert [names for names, _ in both] == [["渔协"], ["全国渔业协会"]]
    ((names, _),) = matched(["渔协"], *terms)
    assert names == ["渔协", "全国渔业协会"]


@pytest.mark.parametrize(
    ("rendering", "status"),
    [
        ("réforme et l'ouverture", TermStatus.PREFERRED),
        ("réformes et ouverture", TermStatus.PREFERRED),
        ("réforme de l'ouverture au monde", None),
        ("politique de réforme", TermStatus.DEPRECATED),
    ],
)
def test_a_rendering_with_articles_of_its_own_is_that_of_the_entry(
    rendering: str, status: TermStatus | None
) -> None:
    french = Language("fr")
    entry = Concept(
        "c1",
        (
            Term(ZH, "改革开放", TermStatus.PREFERRED),
            Term(french, "réforme et ouverture", TermStatus.PREFERRED),
            Term(french, "politique de la réforme", TermStatus.DEPRECATED),
        ),
    )
    texts = Texts([bitext([("改革开放。", "It is so.")])])
    terms = Term(ZH, "改革开放", TermStatus.PREFERRED), Term(french, rendering, frequency=1)
    proposal = Proposal(terms, Kind.CONCEPT, 0.5, 1)
    (found,) = match([proposal], Standing(texts, Reference.from_concepts([entry]), None))
    assert found.known is not None
    assert [(each.text, each.status) for each in found.known.here] == [(rendering, status)]
