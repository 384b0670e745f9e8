"""Relations that stored texts show: in so many words, and by the company that concepts keep."""

from collections.abc import Iterator, Sequence

import pytest

from align.model import Document, Language
from align.segment import segment
from glossary.model import (
    Concept,
    Kind,
    Particulars,
    Proposal,
    RelationKind,
    RelationStatus,
    Term,
    TermStatus,
    TermType,
)
from glossary.store import Glossary
from glossary.store.changing.relating import unrelate
from glossary.store.changing.withdrawing import withdraw
from glossary.store.reading.exporting import material
from glossary.store.reading.relations import related_concepts, shown_by
from glossary.store.searching.relations import links_of
from glossary.store.searching.shown import all_links

ZH = Language.ZH
CHANGED = "定位从“四个港湾”拓展为“五个港湾”。"


@pytest.fixture
def glossary(location: str) -> Iterator[Glossary]:
    with Glossary.open(location) as opened:
        for concept_id, text in {
            "four": "四个港湾",
            "five": "五个港湾",
            "tide": "潮汐发电",
            "new": "新兴产业",
            "strict": "适度从紧的用水政策",
            "loose": "宽松的用水政策",
        }.items():
            kind = Kind.NUMERIC if "个" in text else Kind.CONCEPT
            opened.save(Concept(concept_id, (Term(ZH, text),), kind=kind), who="li")
        yield opened


def store(glossary: Glossary, said: str, source: str, dated: str = "") -> None:
    text = segment(Document(f"{said}\n\n{source}", source, ZH))
    glossary.add([], [text], who="li", about={source: Particulars(dated=dated)})


def related(glossary: Glossary, concept_id: str) -> list[tuple[str, str, str]]:
    """What a concept is to which others, and where the sentence stands that says so."""
    concept = glossary.concept(concept_id)
    others = related_concepts(glossary, concept)
    assert {each.status for each in others} <= {RelationStatus.PROPOSED}
    places = shown_by(glossary, concept, others)
    return [
        (each.said, each.concept.id, place.document.source if place else "")
        for each, place in zip(others, places, strict=True)
    ]


def test_the_oldest_sentence_that_says_a_change_shows_it(glossary: Glossary) -> None:
    store(glossary, CHANGED, "later.txt", "2024")
    store(glossary, "建设四个港湾，也要看五个港湾。", "none.txt", "2019")
    store(glossary, CHANGED, "first.txt", "2021-05")
    assert related(glossary, "five") == [("supersedes", "four", "first.txt")]
    assert related(glossary, "four") == [("superseded by", "five", "first.txt")]
    withdraw(glossary, ["first.txt", "later.txt"], who="li")
    assert related(glossary, "four") == []


def test_a_change_that_names_its_head_once_is_found_from_both_ends(glossary: Glossary) -> None:
    store(glossary, "用水政策从“宽松”调整为“适度从紧”。", "a.txt")
    assert related(glossary, "strict") == [("supersedes", "loose", "a.txt")]
    assert related(glossary, "loose") == [("superseded by", "strict", "a.txt")]


def test_what_sentences_class_is_narrower_and_what_formulas_count_a_member(
    glossary: Glossary,
) -> None:
    store(glossary, "发展海水淡化、潮汐发电等新兴产业。", "a.txt")
    store(glossary, "建设海水淡化、潮汐发电等“五个港湾”。", "b.txt")
    assert related(glossary, "tide") == [
        ("member of", "five", "b.txt"),
        ("broader", "new", "a.txt"),
    ]


def test_what_is_said_both_ways_is_not_proposed(glossary: Glossary) -> None:
    store(glossary, "发展海水淡化、潮汐发电等新兴产业。", "a.txt")
    store(glossary, "发展海水淡化、新兴产业等潮汐发电。", "b.txt")
    assert related(glossary, "tide") == []


def add_company(glossary: Glossary, texts: Sequence[str]) -> None:
    """Add documents, each with the concepts that it names."""
    for number, held in enumerate(texts):
        own = [
            Proposal((Term(ZH, text, TermStatus.PREFERRED, frequency=1),), Kind.CONCEPT, 0.9, 1)
            for text in held.split()
        ]
        text = segment(Document(f"第{number}篇：{held}。", f"{number}.txt", ZH))
        glossary.add(own, [text], who="li")


def test_concepts_that_keep_company_are_to_be_seen_until_somebody_denies_it(
    glossary: Glossary,
) -> None:
    add_company(glossary, ["红树林 滩涂保护"] * 6 + ["候鸟通道"] * 63 + ["候鸟通道 滩涂保护"])
    (mangroves,) = glossary.matching("红树林", ZH)
    (flats,) = glossary.matching("滩涂保护", ZH)
    assert [each[:2] for each in related(glossary, mangroves.id)] == [("see also", flats.id)]
    assert [each[:2] for each in related(glossary, flats.id)] == [("see also", mangroves.id)]
    unrelate(glossary, flats, RelationKind.SEE_ALSO, mangroves, who="li")
    assert related(glossary, mangroves.id) == related(glossary, flats.id) == []


def test_concepts_with_another_relation_are_not_to_be_seen_besides(glossary: Glossary) -> None:
    add_company(glossary, ["红树林 沿海红树林"] * 6 + ["候鸟通道"] * 60)
    (wide,) = glossary.matching("红树林", ZH)
    assert [each[0] for each in related(glossary, wide.id)] == ["narrower"]


def test_what_is_found_of_all_at_once_is_what_is_found_of_each(glossary: Glossary) -> None:
    store(glossary, CHANGED, "a.txt")
    store(glossary, "用水政策从“宽松”调整为“适度从紧”。", "b.txt")
    store(glossary, "发展海水淡化、潮汐发电等新兴产业。", "c.txt")
    store(glossary, "建设海水淡化、潮汐发电等“五个港湾”。", "d.txt")
    short = Term(ZH, "潮电", type=TermType.SHORT_FORM, note="short for 潮汐发电")
    glossary.save(Concept("short", (short,)), who="li")
    glossary.save(Concept("head", (Term(ZH, "战略性新兴产业"),)), who="li")
    add_company(glossary, ["红树林 滩涂保护"] * 6 + ["候鸟通道"] * 60)
    unrelate(
        glossary,
        glossary.concept("five"),
        RelationKind.SUPERSEDES,
        glossary.concept("four"),
        who="li",
    )
    with glossary.reading() as connection:
        at_once = {
            each.ends: each.place for links in all_links(connection).values() for each in links
        }
        one_by_one = {
            each.ends: each.place
            for concept in glossary.concepts()
            for each in links_of(connection, concept)
        }
    assert at_once == one_by_one
    assert {kind for _, kind, _ in at_once} == set(RelationKind)


def test_files_have_what_is_proposed_with_the_sentence_that_says_it(glossary: Glossary) -> None:
    store(glossary, "发展海水淡化、潮汐发电等新兴产业。", "a.txt", "2024-05")
    with material(glossary) as whole:
        (link,) = whole.related(glossary.concept("tide"))
        assert whole.related(glossary.concept("new")) == ()
    assert (link.relation.target, link.is_proposed, link.is_held) == ("new", True, True)
    assert link.said is not None
    assert (link.said.document.dated, link.said.segment) == ("2024-05", 0)
    assert [each.text for each in link.terms] == ["新兴产业"]
