"""A concept has terms in any number of languages, and each is held as Chinese and English are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from align.languages import Language, languages
from align.model import Document
from glossary.curating.duplicates import Likeness
from glossary.finding import MatchKind, lookup
from glossary.finding.reference import Reference
from glossary.model import (
    Concept,
    Context,
    Definition,
    Kind,
    Proposal,
    Side,
    Term,
    TermStatus,
    in_language,
    languages_of,
)
from glossary.model.changes import differences, name, same
from glossary.model.searchable import Searchable
from glossary.model.serial import from_json, to_json
from glossary.store import Glossary
from glossary.store.changing.joining import merge
from glossary.store.changing.splitting import Halves, split
from glossary.store.changing.undoing import undo
from glossary.store.reading.duplicates import duplicates
from glossary.store.reading.summaries import best, summary

ZH, EN, FR, RU, ES, AR, JA, KO, DE, PT = languages()
#: The digital economy.
TEXTS = {
    ZH: "数字经济",
    EN: "digital economy",
    FR: "économie numérique",
    RU: "цифровая экономика",
    ES: "economía digital",
    AR: "الاقتصاد الرقمي",
    JA: "デジタル経済",
    KO: "디지털 경제",
    DE: "Digitalökonomie",
    PT: "economia digital",
}
TERMS = tuple(Term(language, text, TermStatus.PREFERRED) for language, text in TEXTS.items())
WHOLE = Concept(
    "whole",
    TERMS,
    definitions=tuple(
        Definition(language, f"{text}.", "a.txt") for language, text in TEXTS.items()
    ),
    contexts=(
        Context(
            tuple(
                Side(language, f"{text}.", ((0, len(text)),), (0,))
                for language, text in TEXTS.items()
            ),
            "a.txt",
        ),
    ),
)
#: The real economy.
OTHER = Concept(
    "other",
    (
        Term(ZH, "实体经济", TermStatus.PREFERRED),
        Term(FR, "économie réelle", TermStatus.PREFERRED),
        Term(RU, "реальная экономика", TermStatus.PREFERRED),
    ),
)
EACH = pytest.mark.parametrize("language", languages(), ids=str)


@pytest.fixture
def glossary(location: str) -> Iterator[Glossary]:
    with Glossary.open(location) as opened:
        opened.save_all([WHOLE, OTHER], who="li")
        yield opened


@pytest.fixture(params=["glossary", "reference"])
def source(request: pytest.FixtureRequest, glossary: Glossary) -> Searchable:
    return glossary if request.param == "glossary" else Reference.from_concepts([WHOLE, OTHER])


def test_terms_in_every_language_are_read_as_they_were_saved(glossary: Glossary) -> None:
    assert glossary.with_ids(["whole"]) == [replace(WHOLE, revision=1)]
    assert from_json(to_json(WHOLE)) == WHOLE
    assert languages_of(reversed(TERMS)) == languages()


@EACH
def test_a_term_is_found_in_its_language(source: Searchable, language: Language) -> None:
    text = TEXTS[language]
    for only in (None, language):
        match = lookup(source, None, text, language=only)[0]
        assert (match.concept.id, match.kind, match.term.text) == ("whole", MatchKind.EXACT, text)
    for other in languages():
        if other is not language:
            found = lookup(source, None, text, language=other)
            assert all(match.term.language is other for match in found)


@EACH
def test_a_term_is_found_by_its_beginning_by_a_part_and_nearly(
    source: Searchable, language: Language
) -> None:
    text = TEXTS[language]
    wrong = f"{text[:-2]}{text[-1]}{text[-2]}" if text[-1] != text[-2] else text[:-1]
    for part in (text[:-1], text[1:], wrong):
        found = lookup(source, None, part, language=language)
        assert [match.concept.id for match in found][:1] == ["whole"], part


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        ("shuzijingji", ZH),
        ("szjj", ZH),
        ("economie numerique", FR),
        ("numerique", FR),
        ("ekonomie numerique", FR),
        ("tsifrovaya ekonomika", RU),
        ("tsifrov", RU),
        ("الإقتصاد الرقمى", AR),
        ("dejitaru", JA),
        ("dijiteol gyeongje", KO),
        ("digitalokonomie", DE),
    ],
)
def test_a_term_is_found_by_its_transcription_or_bare_letters(
    source: Searchable, typed: str, language: Language
) -> None:
    assert lookup(source, None, typed)[0].term.text == TEXTS[language]
    assert lookup(source, None, typed, language=language)[0].term.text == TEXTS[language]


def test_bare_letters_find_the_terms_of_every_language_that_are_spelled_so(
    source: Searchable,
) -> None:
    found = {
        language: lookup(source, None, "economia digital", language=language)[0]
        for language in (ES, PT)
    }
    assert {each.kind for each in found.values()} == {MatchKind.SPELLED, MatchKind.EXACT}
    assert found[ES].term.text == "economía digital"


def test_a_text_says_more_of_a_concept_with_each_translation(glossary: Glossary) -> None:
    original = Document("平台经济。", "a.zh.txt", ZH)
    for text, language, rendering in (
        ("L’économie de plateforme.", FR, "économie de plateforme"),
        ("Платформенная экономика.", RU, "платформенная экономика"),
    ):
        terms = (
            Term(ZH, "平台经济", TermStatus.PREFERRED, frequency=1),
            Term(language, rendering, TermStatus.PREFERRED, frequency=1),
        )
        found = Proposal(terms, Kind.CONCEPT, 0.5, 1)
        glossary.add([found], [original, Document(text, f"a.{language}.txt", language)], who="li")
    (match,) = lookup(glossary, None, "平台经济", limit=1)
    assert languages_of(match.concept.terms) == (ZH, FR, RU)
    assert match.concept.frequency == 1


def test_pairs_without_chinese_are_one_concept_by_their_first_language(
    glossary: Glossary,
) -> None:
    """Saving and economy are both économie in French."""
    english = Document("Saving. Economy.", "a.en.txt", EN)
    french = Document("Économie. Économie.", "a.fr.txt", FR)
    proposals = [
        Proposal(
            (
                Term(EN, text, TermStatus.PREFERRED, frequency=1),
                Term(FR, "économie", TermStatus.PREFERRED, frequency=1),
            ),
            Kind.CONCEPT,
            0.5,
            1,
        )
        for text in ("saving", "economy")
    ]
    assert glossary.add(proposals, [english, french], who="li").added == 2
    assert glossary.add(proposals, [english, french], who="li").unchanged == 2


def test_concepts_are_merged_split_and_put_back_in_every_language(glossary: Glossary) -> None:
    kept, gone = glossary.with_ids(["whole", "other"])
    merged = merge(glossary, kept, gone, who="li")
    for language in languages():
        terms = in_language(merged.terms, language)
        assert [term.status for term in terms].count(TermStatus.PREFERRED) == 1
        assert len(terms) == 1 + (language in languages_of(OTHER.terms))
    halves = Halves(
        frozenset((term.language, term.text) for term in WHOLE.terms),
        frozenset((term.language, term.text) for term in OTHER.terms),
    )
    _, made = split(glossary, merged, halves, who="li")
    assert languages_of(made.terms) == (ZH, FR, RU)
    assert all(term.status is TermStatus.PREFERRED for term in made.terms)
    undo(glossary, glossary.history(made.id)[-1].number, who="li")
    assert lookup(glossary, None, "économie réelle", limit=1)[0].concept.id == "whole"
    undo(glossary, merged.revision, who="li")
    back = glossary.with_ids(["whole", "other"])
    assert all(same(*pair) for pair in zip(back, (WHOLE, OTHER), strict=True))


@EACH
def test_what_changed_in_a_term_is_told(language: Language) -> None:
    less = replace(WHOLE, terms=tuple(term for term in TERMS if term.language is not language))
    assert [str(each) for each in differences(WHOLE, less)] == [
        f"{language.label} term removed: {TEXTS[language]}"
    ]


def test_a_concept_is_called_by_its_terms_in_two_languages() -> None:
    assert name(WHOLE) == "数字经济 · digital economy"
    assert name(replace(WHOLE, terms=TERMS[3:])) == "цифровая экономика · economía digital"


@EACH
def test_concepts_that_share_a_term_are_duplicates(location: str, language: Language) -> None:
    def named(concept_id: str, text: str) -> Concept:
        return Concept(concept_id, (Term(language, text, TermStatus.PREFERRED),))

    with Glossary.open(location) as glossary:
        text = TEXTS[language]
        misspelt = text[:1] + text[2:]  # without the last letter the stem may be the same
        glossary.save_all([named("a", text), named("b", text), named("c", misspelt)], who="li")
        found = {each.concepts: each.how for each in duplicates(glossary)}
        assert found[("a", "b")] is Likeness.EXACT
        if len(text) > 4:
            assert found[("a", "c")] is Likeness.NEAR


def test_a_list_finds_concepts_by_all_their_languages(glossary: Glossary) -> None:
    (whole,) = [each for each in best(glossary, None, 9) if each.id == "whole"]
    assert (whole.term(ZH), whole.term(EN)) == ("数字经济", "digital economy")
    assert "economie numerique" in whole.spelling.split("\n")
    assert sorted(whole.spelling.split("\n")) == sorted(summary(WHOLE).spelling.split("\n"))
