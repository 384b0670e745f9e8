"""The index of grams: kept with the terms, filled for glossaries of before, and what it finds."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA
from schemas import TO_0001, TO_0003

from align.model import CHINESE_ENGLISH, Language
from glossary.finding import lookup
from glossary.model import Concept, ConceptStatus, Term
from glossary.model.keys import key
from glossary.model.searchable import Indexed, Where, indexed
from glossary.store import Glossary
from glossary.store.database import rows as store_rows
from glossary.store.searching import grams

ZH, EN = CHINESE_ENGLISH
CONCEPT = Concept("a", (Term(ZH, "新质生产力"), Term(EN, "new quality productive forces")))


def rows(path: Path) -> list[tuple[str, int, int]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute("SELECT * FROM gram ORDER BY gram, length, term_id").fetchall()
    finally:
        connection.close()


def expected(path: Path) -> list[tuple[str, int, int]]:
    connection = sqlite3.connect(path)
    try:
        terms = connection.execute("SELECT id, language, key FROM term").fetchall()
    finally:
        connection.close()
    return sorted(
        (gram, len(own), number)
        for number, language, own in terms
        for gram, _ in grams.of_term(own, Language(language))
    )


def test_the_index_follows_what_happens_to_terms(tmp_path: Path) -> None:
    path = tmp_path / "glossary.db"
    with Glossary.open(str(path)) as glossary:
        (stored, other) = glossary.save_all([CONCEPT, replace(CONCEPT, id="b")], who="li")
        assert rows(path) == expected(path) != []
        glossary.save(replace(stored, terms=(Term(ZH, "生产力"),)), who="li")
        assert rows(path) == expected(path)
        glossary.save(replace(other, note="kept"), who="li")
        assert rows(path) == expected(path)
        assert [match.concept.id for match in lookup(glossary, None, "productive")] == ["b"]


def test_a_glossary_of_before_is_indexed_when_it_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "glossary.db"
    with Glossary.open(str(path)) as glossary:
        glossary.save_all([replace(CONCEPT, id=f"c{number}") for number in range(5)], who="li")
    before = rows(path)
    connection = sqlite3.connect(path)
    connection.executescript(";".join(TO_0001))
    connection.close()
    monkeypatch.setattr(store_rows, "_BATCH", 3)
    with Glossary.open(str(path)) as glossary:
        assert rows(path) == before
        assert len(lookup(glossary, None, "生产")) == 5


def test_the_terms_of_a_glossary_of_before_are_found_in_every_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "glossary.db"
    delta = Concept("delta", (Term(ZH, "长三角"), Term(EN, "Yangtze River Delta")))
    with Glossary.open(str(path)) as glossary:
        glossary.save_all([delta, *(replace(CONCEPT, id=f"c{n}") for n in range(5))], who="li")
    connection = sqlite3.connect(path)
    connection.executescript(";".join(TO_0003))
    connection.close()
    monkeypatch.setattr(store_rows, "_BATCH", 2)
    with Glossary.open(str(path)) as glossary:
        assert [match.concept.id for match in lookup(glossary, None, "changsanjiao")] == ["delta"]


def test_the_other_spellings_of_a_term_go_with_it(location: str) -> None:
    with Glossary.open(location) as glossary:
        saved = glossary.save(Concept("delta", (Term(ZH, "长三角"),)), who="li")
        glossary.save(replace(saved, terms=(Term(ZH, "珠三角"),)), who="li")
        assert lookup(glossary, None, "changsanjiao") == []
        assert lookup(glossary, None, "zhusanjiao")


def test_the_first_word_of_a_term_is_found_before_a_part_of_a_word(location: str) -> None:
    with Glossary.open(location) as glossary:
        within = [Concept(f"w{number}", (Term(EN, f"airport {number}"),)) for number in range(90)]
        at_word = Concept("port", (Term(EN, "construction of large container port"),))
        glossary.save_all([*within, at_word], who="li")
        assert lookup(glossary, None, "port", limit=3)[0].concept.id == "port"


def test_rejected_terms_do_not_crowd_out_live_ones(location: str) -> None:
    with Glossary.open(location) as glossary:
        dead = [
            Concept(f"d{number}", (Term(ZH, f"改革{number}"),), status=ConceptStatus.REJECTED)
            for number in range(200)
        ]
        glossary.save_all([*dead, Concept("live", (Term(ZH, "深化国有企业改革行动"),))], who="li")
        for query in ("改革", "革", "国有企业"):
            assert [match.concept.id for match in lookup(glossary, None, query)] == ["live"]


def test_wrong_tones_do_not_crowd_out_right_ones(location: str) -> None:
    with Glossary.open(location) as glossary:
        other = [Concept(f"o{number}", (Term(ZH, f"实施{number}"),)) for number in range(200)]
        glossary.save_all([*other, Concept("poem", (Term(ZH, "诗史研究体系建设"),))], who="li")
        assert [match.concept.id for match in lookup(glossary, None, "shi1 shi3")] == ["poem"]


def test_every_way_of_looking_up_works_on_every_database(location: str) -> None:
    with Glossary.open(location) as glossary:
        glossary.save(CONCEPT, who="li")
        for query in (
            "新质",
            "质",
            "quality",
            "ctive for",
            "xinzhi",
            "xzscl",
            "新质生产律",
            "new qualty productive forces",
        ):
            assert [match.concept.id for match in lookup(glossary, None, query)] == ["a"], query
        glossary.save(replace(CONCEPT, terms=(Term(ZH, "其他"),), revision=1), who="li")
        assert lookup(glossary, None, "quality") == []


@pytest.mark.parametrize("language", list(CHINESE_ENGLISH))
@given(data=st.data())
def test_no_term_within_one_edit_loses_all_its_grams(
    language: Language, data: st.DataObject
) -> None:
    letters = "abc" if language is EN else "改革开放"
    least = 4 if language is EN else 3
    one = data.draw(st.text(letters, min_size=least, max_size=9))
    place = data.draw(st.integers(0, len(one) - 1))
    edited = data.draw(
        st.sampled_from(
            [
                one[:place] + one[place + 1 :],
                one[:place] + letters[0] + one[place:],
                one[:place] + letters[0] + one[place + 1 :],
                one[:place] + one[place : place + 2][::-1] + one[place + 2 :],
            ]
        )
    )
    assert OSA.distance(one, edited) <= 1
    of = indexed(language)
    assert grams.of_whole(one, of) & grams.of_whole(edited, of)


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Glossary:
    """A glossary of every word of up to four of three letters."""
    words = [""]
    for start in words:
        if len(start) < 4:
            words.extend(start + letter for letter in "abz")
    glossary = Glossary.open(str(tmp_path_factory.mktemp("grams") / "glossary.db"))
    glossary.save_all([Concept(word, (Term(EN, word),)) for word in words[1:]], who="li")
    return glossary


@pytest.mark.parametrize("query", ["abz", "aab", "zzz", "bazb"])
def test_all_terms_that_hold_a_part_are_found(letters: Glossary, query: str) -> None:
    found = {hit.text for hit in letters.holding(query, Where.ANYWHERE, Indexed.SPACED, limit=1000)}
    every = {concept.terms[0].text for concept in letters.concepts()}
    assert found == {text for text in every if query in key(text, EN)}


@pytest.mark.parametrize("query", ["abzb", "aaaa", "zabz"])
def test_all_terms_within_one_edit_are_among_those_that_resemble(
    letters: Glossary, query: str
) -> None:
    found = {hit.text for hit in letters.resembling(query, 1, Indexed.SPACED)}
    every = {concept.terms[0].text for concept in letters.concepts()}
    near = {text for text in every if OSA.distance(query, key(text, EN)) <= 1}
    assert len(near) > 5
    assert near <= found
