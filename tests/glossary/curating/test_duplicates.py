"""Which concepts are taken for one, and that blocking misses none that it promises."""

import random
from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
import pytest
from rapidfuzz.distance import OSA

from align.model import CHINESE_ENGLISH, Language
from glossary.curating.duplicates import Duplicate, Form, Likeness, near, near_in_meaning
from glossary.curating.neighbours import near_pairs
from glossary.model import Concept, ConceptStatus, Term, TermStatus
from glossary.model.keys import key
from glossary.store import Glossary
from glossary.store.reading.duplicates import duplicates

ZH, EN = CHINESE_ENGLISH


@pytest.fixture
def glossary(location: str) -> Iterator[Glossary]:
    with Glossary.open(location) as opened:
        yield opened


def concept(
    concept_id: str, *terms: str, status: ConceptStatus = ConceptStatus.PROPOSED
) -> Concept:
    made = (Term(EN if term.isascii() else ZH, term, TermStatus.ADMITTED) for term in terms)
    return Concept(concept_id, tuple(made), status=status)


def told(glossary: Glossary, language: Language | None = None) -> list[tuple[str, str]]:
    return [
        (str(found.how), "".join(sorted(found.concepts)))
        for found in duplicates(glossary, language=language)
    ]


def test_equal_terms_come_before_those_alike_and_those_near(glossary: Glossary) -> None:
    glossary.save_all(
        [
            concept("a", "国有企业改革"),
            concept("b", "国有企业改革", "soe reform"),
            concept("c", "新质生产力"),
            concept("d", "“新質生產力”"),
            concept("e", "国有企业治理改革"),
            concept("f", "三农"),
        ],
        who="li",
    )
    found = told(glossary)
    assert found == [("exact", "ab"), ("normalised", "cd")]
    near_ones = list(duplicates(glossary, least=0.7))
    assert [(each.how, each.concepts) for each in near_ones[2:]] == [
        (Likeness.NEAR, ("a", "e")),
        (Likeness.NEAR, ("b", "e")),
    ]
    assert near_ones[2].score == pytest.approx(0.75)


def test_an_english_term_makes_no_duplicate_of_two_chinese_ones(glossary: Glossary) -> None:
    glossary.save_all([concept("a", "改革", "reform"), concept("b", "变革", "reforms")], who="li")
    assert told(glossary) == []
    assert told(glossary, EN) == [("normalised", "ab")]
    glossary.save(concept("c", "The Reform"), who="li")
    assert told(glossary) == [("normalised", "abc")]


@pytest.mark.parametrize(
    ("code", "one", "other"),
    [
        ("fr", "communauté de destin", "communautés de destins"),
        ("ru", "социалистическая модернизация", "социалистической модернизации"),
        ("de", "hochwertige Entwicklung", "der hochwertigen Entwicklungen"),
    ],
)
def test_terms_of_which_only_the_form_differs_are_alike(
    glossary: Glossary, code: str, one: str, other: str
) -> None:
    terms = {"a": one, "b": other}
    for concept_id, text in terms.items():
        glossary.save(Concept(concept_id, (Term(Language(code), text),)), who="li")
    assert told(glossary)[0] == ("normalised", "ab")


def test_rejected_concepts_and_variants_of_one_concept_are_no_duplicates(
    glossary: Glossary,
) -> None:
    glossary.save_all(
        [
            concept("a", "国有企业改革", "国有企业改革化"),
            concept("b", "国有企业改革", status=ConceptStatus.REJECTED),
        ],
        who="li",
    )
    assert told(glossary) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("第十四个五年规划", "第十五个五年规划"),
        ("the first central plan", "the third central plan"),
        ("plan of 2025 for growth", "plan of 2026 for growth"),
    ],
)
def test_different_numbers_make_different_terms(one: str, other: str) -> None:
    language = EN if one.isascii() else ZH
    assert near(forms(language, [one, other]), language, least=0.7, homonyms=True) == []


def forms(language: Language, texts: Sequence[str]) -> list[Form]:
    return [
        Form(f"c{number:05}", language, text, key(text, language), False, True)
        for number, text in enumerate(texts)
    ]


def places(found: Sequence[Duplicate]) -> set[tuple[int, int]]:
    return {(int(each.concepts[0][1:]), int(each.concepts[1][1:])) for each in found}


def test_no_near_chinese_pair_is_missed() -> None:
    dice = random.Random(7)
    texts = sorted(
        {"".join(dice.choices("国有企业改革发展", k=dice.randrange(3, 15))) for _ in range(400)}
    )
    texts += [text[:3] + "新" + text[4:] for text in texts if len(text) > 5]
    expected = {
        (one, other)
        for one, other in combinations(range(len(texts)), 2)
        if texts[one] != texts[other] and OSA.normalized_similarity(texts[one], texts[other]) >= 0.8
    }
    assert len(expected) > 100
    assert places(near(forms(ZH, texts), ZH, homonyms=True)) >= {
        pair for pair in expected if max(len(texts[place]) for place in pair) < 15
    }


def test_english_terms_meet_over_a_letter_a_word_and_a_blank() -> None:
    texts = [
        "technological system reform",
        "technology system reform",
        "tecnological system reform",
        "technological systemreform",
        "ecological civilisation",
    ]
    found = places(near(forms(EN, texts), EN, homonyms=True))
    assert found == {(0, 1), (0, 2), (0, 3), (1, 2), (2, 3)}


def test_large_blocks_are_compared_as_well() -> None:
    texts = [f"{chr(0xE000 + number)}有企业改革" for number in range(600)]
    found = near(forms(ZH, texts), ZH, homonyms=True)
    assert len(found) == 600 * 599 / 2


class Letters:
    """An encoder for which terms of the same letters mean the same."""

    name = "letters"
    dimensions = 26

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        rows = np.zeros((len(texts), 26), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for letter in text.replace(" ", ""):
                row[ord(letter) - 97] += 1
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True))


def test_terms_are_compared_by_meaning_too() -> None:
    found = near_in_meaning(
        forms(EN, ["state reform", "reform state", "open market"]), EN, Letters(), homonyms=True
    )
    assert [(each.how, each.concepts) for each in found] == [
        (Likeness.VECTORS, ("c00000", "c00001"))
    ]
    assert found[0].score == pytest.approx(1)


def test_cells_find_nearly_all_that_comparing_all_finds() -> None:
    dice = np.random.default_rng(3)
    rows = dice.normal(size=(3_000, 16))
    rows = np.concatenate([rows, rows[:2_000] + 0.1 * dice.normal(size=(2_000, 16))])
    vectors = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    expected = {
        (int(one), int(other))
        for one, other in np.argwhere(vectors @ vectors.T >= 0.95)
        if one < other
    }
    found = [(one, other) for one, other, _ in near_pairs(vectors, 0.95)]
    assert len(found) == len(set(found))
    assert set(found) <= expected
    assert len(expected) >= 1_500
    assert len(found) >= 0.97 * len(expected)
