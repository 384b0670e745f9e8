import json

import pytest

from align.errors import InputError
from align.model import CHINESE_ENGLISH
from glossary.finding.reference import Reference, read_lines, starter
from glossary.model import Concept, Term
from glossary.model.searchable import Indexed, Where

ZH, EN = CHINESE_ENGLISH


@pytest.fixture
def reference() -> Reference:
    return Reference.from_concepts(
        [
            Concept("a", (Term(ZH, "三首"), Term(EN, "three firsts"))),
            Concept("b", (Term(ZH, "改革"), Term(EN, "reform"))),
            Concept("c", (Term(ZH, "变革"), Term(EN, "reform"), Term(EN, "reforms"))),
        ]
    )


def test_concepts_keep_their_order(reference: Reference) -> None:
    assert [concept.id for concept in reference] == ["a", "b", "c"]
    assert len(reference) == 3


def test_a_concept_is_found_by_any_spelling_of_a_term(reference: Reference) -> None:
    assert [each.id for each in reference.by_key("the “Three First”", EN)] == ["a"]
    assert reference.by_key("三農", ZH) == ()


def test_concepts_that_share_a_term_are_all_found_once(reference: Reference) -> None:
    assert [each.id for each in reference.by_key("reforms", EN)] == ["b", "c"]


def test_a_key_belongs_to_its_language(reference: Reference) -> None:
    assert reference.by_key("reform", ZH) == ()


def test_the_shortest_terms_come_first_in_a_search(reference: Reference) -> None:
    hits = reference.holding("r", Where.ANYWHERE, Indexed.SPACED)
    assert [hit.text for hit in hits] == ["reform", "reform", "reforms", "three firsts"]


def test_the_starter_glossary_answers_in_both_languages() -> None:
    reference = starter()
    assert len(reference) >= 300
    (chinese,) = reference.by_key("五位一體", ZH)
    assert chinese in reference.by_key("five in one", EN)
    assert len({concept.id for concept in reference}) == len(reference)


def test_lines_are_read_as_concepts() -> None:
    line = json.dumps({"id": "a", "terms": [{"language": "zh", "text": "三首\u2028"}]})
    (concept,) = read_lines(["", line, "  "], "x.jsonl")
    assert concept.terms[0].text == "三首"


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"id": "a"}', "[" * 100_000, "9" * 10_000, '{"id": "a", "terms": [1]}']
)
def test_a_damaged_line_is_reported_with_its_number(line: str) -> None:
    with pytest.raises(InputError, match=r"^x\.jsonl, line 2: "):
        list(read_lines(["", line], "x.jsonl"))
