"""What texts and glossaries say that a term is."""

from __future__ import annotations

import pytest

from align.model import Document, Language
from align.segment import segment
from glossary.defining import Source, define, occurrences
from glossary.model import Concept, ConceptStatus, Definition, Origin, Term

ZH, EN = Language.ZH, Language.EN
LISTED = "三转即转职能、转方式、转作风。"


def source(text: str, name: str = "doc", language: Language = ZH, **known: str) -> Source:
    return Source(segment(Document(text, name, language)), **known)


def concept(*definitions: Definition, status: ConceptStatus = ConceptStatus.PROPOSED) -> Concept:
    terms = (Term(ZH, "三转"), Term(EN, "three turns"))
    return Concept("c1", terms, definitions, status=status)


def test_what_people_wrote_stands_before_what_texts_say() -> None:
    written = Definition(ZH, "作风上的三种转变", "李雷", origin=Origin.PERSON)
    found = define("三转", [source(LISTED)], [concept(written)])
    assert [each.definition.origin for each in found] == [Origin.PERSON, Origin.CONTEXT]


def test_what_a_program_drew_counts_only_once_a_person_approved_of_it() -> None:
    drawn = Definition(ZH, "旧的说法", "old.txt", segment=0)
    assert not define("三转", [], [concept(drawn)])
    (kept,) = define("三转", [], [concept(drawn, status=ConceptStatus.APPROVED)])
    assert kept.definition is drawn


def test_documents_that_give_one_list_are_places_of_one_answer() -> None:
    texts = [source(LISTED, name, dated=dated) for name, dated in (("a", "2023"), ("b", "2024"))]
    (answer,) = define("三转", texts)
    assert answer.definition.members == ("转职能", "转方式", "转作风")
    assert [(each.source, each.dated) for each in answer.places] == [("a", "2023"), ("b", "2024")]


def test_a_plain_quantity_is_spelled_out_for_who_asks() -> None:
    text = "工作体现在三个方面：一是修好码头；二是点亮灯塔；三是训练船员。"
    (answer,) = define("三个方面", [source(text)])
    assert answer.definition.members == ("修好码头", "点亮灯塔", "训练船员")


def test_the_other_terms_of_a_concept_are_looked_for_too() -> None:
    english = source(
        "The “three turns” are to turn roads, turn bridges and turn ports.", language=EN
    )
    assert not define("三转", [english])
    (answer,) = define("三转", [english], [concept()])
    assert len(answer.definition.members) == 3


@pytest.mark.parametrize(
    ("form", "language", "text", "found"),
    [
        ("双随机、一公开", ZH, "落实“双随机”、“一公开”。", ["双随机”、“一公开"]),
        ("兩個一百年", ZH, "两个一百年和“两个一百年”", ["两个一百年", "两个一百年"]),
        ("two centenary goals", EN, "the Two Centenary-Goal plan", ["Two Centenary-Goal"]),
        ("goal", EN, "a goalkeeper", []),
    ],
)
def test_a_form_is_found_in_other_spellings(
    form: str, language: Language, text: str, found: list[str]
) -> None:
    whole = segment(Document(text, "doc", language))
    places = [
        whole.segments[each.segment].place(each.start, each.end)
        for each in occurrences(form, whole)
    ]
    assert [text[start:end] for start, end in places] == found
