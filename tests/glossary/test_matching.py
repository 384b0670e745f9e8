"""What a glossary adds to proposals."""

from __future__ import annotations

import pytest

from align.model import Language
from glossary.matching import match
from glossary.model import Concept, Context, Kind, Proposal, Term, TermStatus, preferred
from glossary.reference import Reference


def term(language: Language, text: str, status: TermStatus = TermStatus.PREFERRED) -> Term:
    return Term(language, text, status)


def proposal(rendering: str, *sentences: str) -> Proposal:
    return Proposal(
        terms=(term(Language.ZH, "渔业协会"), term(Language.EN, rendering)),
        kind=Kind.CONCEPT,
        score=0.5,
        frequency=len(sentences),
        contexts=tuple(Context("渔业协会开会。", text, "minutes") for text in sentences),
    )


def known(*renderings: str) -> Reference:
    first, *others = renderings
    return Reference.from_concepts(
        [
            Concept(
                "c1",
                (
                    term(Language.ZH, "渔业协会"),
                    term(Language.EN, first),
                    *(term(Language.EN, other, TermStatus.ADMITTED) for other in others),
                ),
            )
        ]
    )


def chosen(one: Proposal, reference: Reference) -> str:
    (matched,) = match([one], reference)
    found = preferred(matched.terms, Language.EN)
    assert found is not None
    return found.text


@pytest.mark.parametrize(
    "sentence",
    ["The Fisheries Association met.", "Both fisheries associations, old and new, met."],
)
def test_a_known_rendering_that_the_translation_has_comes_first(sentence: str) -> None:
    assert chosen(proposal("Association met", sentence), known("fisheries association")) == (
        "fisheries association"
    )


def test_what_was_found_stays_where_the_translation_says_it_otherwise() -> None:
    one = proposal("fishing society", "The fishing society met.")
    assert chosen(one, known("fisheries association")) == "fishing society"


def test_the_rendering_of_most_contexts_is_not_given_up_for_a_known_one() -> None:
    one = proposal(
        "fishing society",
        "The fishing society met.",
        "The fishing society wrote.",
        "The fisheries association met.",
    )
    assert chosen(one, known("fisheries association")) == "fishing society"


def test_of_known_renderings_the_one_in_the_text_comes_first_and_the_found_one_stays() -> None:
    one = proposal("society", "The fishing society met.")
    (matched,) = match([one], known("fisheries association", "fishing society"))
    english = [t.text for t in matched.terms if t.language is Language.EN]
    assert english == ["fishing society", "society", "fisheries association"]
    assert len({t.status for t in matched.terms if t.text == "fishing society"}) == 1


def test_a_spelling_of_the_text_is_kept() -> None:
    one = proposal("Fisheries Associations", "The Fisheries Associations met.")
    assert chosen(one, known("fisheries association")) == "Fisheries Associations"


def test_a_full_form_that_is_proposed_itself_is_no_term_of_its_short_form() -> None:
    reference = Reference.from_concepts(
        [
            Concept(
                "c1",
                (
                    term(Language.ZH, "全国渔业协会"),
                    term(Language.ZH, "渔协", TermStatus.ADMITTED),
                    term(Language.EN, "fisheries association"),
                ),
            )
        ]
    )
    short, full = (
        Proposal((term(Language.ZH, form),), Kind.CONCEPT, score, 1)
        for form, score in (("渔协", 0.6), ("全国渔业协会", 0.5))
    )
    chinese = [
        [t.text for t in found.terms if t.language is Language.ZH]
        for found in match([short, full], reference)
    ]
    assert chinese == [["渔协"], ["全国渔业协会"]]
    (alone,) = match([short], reference)
    assert [t.text for t in alone.terms if t.language is Language.ZH] == ["渔协", "全国渔业协会"]
