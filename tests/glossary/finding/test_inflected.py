"""Terms are found by inflected forms of their words, in a database and in a list alike."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from align.model import Language
from glossary.finding import MatchKind, lookup
from glossary.finding.reference import Reference
from glossary.model import Concept, Term
from glossary.model.searchable import Searchable
from glossary.store import Glossary

TERMS = {
    "zh": "社会主义现代化",
    "en": "community with a shared future",
    "fr": "communauté de destin",
    "ru": "социалистическая модернизация",
    "es": "sociedad modestamente acomodada",
    "ar": "الإصلاح والانفتاح",
    "ja": "運命共同体",
    "ko": "신질 생산력",
    "de": "hochwertige Entwicklung",
    "pt": "inovação científica",
}
CONCEPTS = [
    Concept(code, (Term(Language("zh"), f"{TERMS['zh']}{code}"), Term(Language(code), text)))
    for code, text in TERMS.items()
]


@pytest.fixture(scope="module")
def glossary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Glossary]:
    path: Path = tmp_path_factory.mktemp("inflected") / "glossary.sqlite"
    with Glossary.open(str(path)) as opened:
        opened.save_all(CONCEPTS, who="li")
        yield opened


@pytest.fixture(params=["glossary", "reference"])
def source(request: pytest.FixtureRequest, glossary: Glossary) -> Searchable:
    return glossary if request.param == "glossary" else Reference.from_concepts(CONCEPTS)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("communities with a shared future", "en"),
        ("communautés de destin", "fr"),
        ("des communautés de destin", "fr"),
        ("communautes de destin", "fr"),
        ("социалистической модернизации", "ru"),
        ("Социалистическую модернизацию", "ru"),
        ("sociedades modestamente acomodadas", "es"),
        ("وبالإصلاح والانفتاح", "ar"),
        ("신질 생산력의", "ko"),
        ("hochwertigen Entwicklung", "de"),
        ("der hochwertigen Entwicklungen", "de"),
        ("as inovações científicas", "pt"),
        ("inovacoes cientificas", "pt"),
    ],
)
def test_a_term_is_found_by_forms_of_its_words(source: Searchable, typed: str, code: str) -> None:
    for only in (None, Language(code)):
        match = lookup(source, None, typed, language=only)[0]
        assert (match.term.text, match.kind) == (TERMS[code], MatchKind.INFLECTED)
        assert match.is_same


@pytest.mark.parametrize(
    "typed",
    [
        "социалистическая революция",
        "модернизация социалистического общества",
        "communauté de pensée",
        "inovação institucional",
        "hochwertige",
    ],
)
def test_other_words_are_no_forms_of_a_term(source: Searchable, typed: str) -> None:
    assert MatchKind.INFLECTED not in {match.kind for match in lookup(source, None, typed)}


def test_what_is_typed_without_accents_is_another_spelling_and_no_form(source: Searchable) -> None:
    assert lookup(source, None, "communaute de destin")[0].kind is MatchKind.SPELLED
    assert lookup(source, None, "الإصلاحُ والانفتاح")[0].kind is MatchKind.SPELLED


def test_accents_that_a_term_does_not_have_are_passed_over(source: Searchable) -> None:
    assert lookup(source, None, "hochwértige Entwicklung")[0].term.text == TERMS["de"]


def test_a_form_of_ones_own_term_hides_that_of_the_reference(glossary: Glossary) -> None:
    other = Concept("starter", (Term(Language("zh"), "共同体"), Term(Language("fr"), TERMS["fr"])))
    found = lookup(glossary, Reference.from_concepts([other]), "communautés de destin")
    assert [match.concept.id for match in found] == ["fr"]
