"""What the seeds hold: the article, its labelled back-translation, the starter glossary."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections import Counter
from importlib.resources import files
from typing import Any

import pytest

from align.model import Language
from align.normalise import normalised
from glossary.model.keys import key

SEEDS = files("seeds")
ARTICLE_SHA256 = "11a0a3804a9ac2450fc31170866fd940ed93070d480b667426970b603fed9411"
KINDS = {
    "concept", "numeric", "doctrine", "slogan", "strategy", "institution", "meeting", "law",
}  # fmt: skip
SUBJECTS = {
    "party", "politics", "law", "economy", "industry", "science", "society", "culture",
    "ecology", "diplomacy", "defence", "rural", "finance", "regions", "history",
}  # fmt: skip
STATUSES = {"preferred", "admitted", "deprecated", "superseded"}
TYPES = {"full form", "short form", "abbreviation", "variant"}
DIGITS = {"两": 2, "双": 2} | {digit: n for n, digit in enumerate("一二三四五六七八九十", start=1)}
NUMBER = re.compile("十[一二三四五六七八九]|[一二两双三四五六七八九十]")
#: What renderings in each of the other languages are written in, and no article before them.
LATIN = "[A-Za-zÀ-ÿŒœ]"
WRITTEN_IN = {
    "fr": LATIN, "es": LATIN, "de": LATIN, "pt": LATIN,
    "ru": "[А-Яа-яё]", "ar": "[ء-ي]", "ja": "[ぁ-んァ-ヶ一-鿿]", "ko": "[가-힣]",
}  # fmt: skip
ARTICLES = {
    "fr": "les? |la |l'",
    "es": "(el|la|los|las) ",
    "pt": "[oa]s? ",
    "de": r"(der|die|das) (?!.* \w+en$)",
}
NUMBER_WORDS = {
    1: {"one"},
    2: {"two", "double", "dual", "both"},
    3: {"three"},
    4: {"four"},
    5: {"five"},
    6: {"six"},
    8: {"eight"},
    10: {"ten"},
    14: {"fourteen", "14"},
}


def parse() -> list[dict[str, Any]]:
    text = SEEDS.joinpath("starter.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


CONCEPTS = parse()
OTHERS = [
    (concept, term)
    for concept in CONCEPTS
    for term in concept["terms"]
    if term["language"] in WRITTEN_IN
]
NUMERIC = [concept for concept in CONCEPTS if concept["kind"] == "numeric"]


def name(concept: dict[str, Any]) -> str:
    return str(concept["id"])


def terms(concept: dict[str, Any], language: str, status: str | None = None) -> list[str]:
    return [
        term["text"]
        for term in concept["terms"]
        if term["language"] == language and status in (None, term["status"])
    ]


def fold(text: str) -> str:
    """The text without what does not tell terms apart: width, case, spaces, quotation marks."""
    return re.sub(r"[\s“”‘’\"']", "", unicodedata.normalize("NFKC", text)).casefold()


def members(concept: dict[str, Any]) -> list[str]:
    return list(concept["definitions"][0].get("members", []))


def numbers(formula: str) -> list[int]:
    """The numbers of a formula in their order, without the years of 两个一百年."""
    found = NUMBER.findall(formula.replace("一百年", ""))
    return [10 + DIGITS[n[1]] if len(n) == 2 else DIGITS[n] for n in found]


def counts(formula: str) -> set[int]:
    """What a formula may count: its first number, or all its numbers together (三去一降一补: 5)."""
    found = numbers(formula)
    return {found[0], sum(found)} if found else set()


def by_chinese(text: str) -> dict[str, Any]:
    found = [concept for concept in CONCEPTS if text in terms(concept, "zh")]
    assert len(found) == 1, f"{text} stands in {len(found)} concepts"
    return found[0]


def test_the_article_is_as_it_was_published() -> None:
    data = SEEDS.joinpath("article.txt").read_bytes()
    assert hashlib.sha256(data).hexdigest() == ARTICLE_SHA256


def test_the_back_translation_says_in_one_header_line_that_it_is_no_original() -> None:
    lines = SEEDS.joinpath("article.zh.txt").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# ")
    assert "回译" in lines[0]
    assert "并非原文" in lines[0]
    assert "not the original" in lines[0]
    assert not any(line.startswith("#") for line in lines[1:])


def test_the_back_translation_keeps_the_lines_and_figures_of_the_article_in_their_order() -> None:
    english = SEEDS.joinpath("article.txt").read_text(encoding="utf-8").splitlines()
    chinese = SEEDS.joinpath("article.zh.txt").read_text(encoding="utf-8").splitlines()[1:]
    assert [re.findall(r"\d+", line) for line in chinese] == [
        re.findall(r"\d+", line) for line in english
    ]


@pytest.mark.parametrize(
    "term",
    ["新质生产力", "三首", "五位一体", "首台（套）装备", "首批次材料", "首版次软件", "自主可控"],
)
def test_the_back_translation_uses_the_terms_that_the_glossary_knows(term: str) -> None:
    assert term in SEEDS.joinpath("article.zh.txt").read_text(encoding="utf-8")
    assert by_chinese(term)["status"] == "approved"


def test_the_text_on_a_county_has_two_translations_sentence_by_sentence() -> None:
    texts = {}
    for language in ("zh", "en", "fr"):
        lines = SEEDS.joinpath(f"county.{language}.txt").read_text(encoding="utf-8").splitlines()
        assert "Written for tifa" in lines[0]
        texts[language] = lines[1:]
    assert {len(lines) for lines in texts.values()} == {13}
    for zh, en, fr in zip(*texts.values(), strict=True):
        figures = [
            [int(n) for n in re.findall(r"\d+", re.sub("[, ](?=000)", "", t))] for t in (en, fr)
        ]
        assert figures[0] == figures[1]
        assert [int(n) for n in re.findall(r"\d+", zh.replace("万", "0000"))] == figures[0]


def test_the_starter_glossary_has_at_least_330_concepts() -> None:
    assert len(CONCEPTS) >= 330


def test_ids_are_unique_slugs() -> None:
    ids = [concept["id"] for concept in CONCEPTS]
    assert len(set(ids)) == len(ids)
    assert [i for i in ids if not re.fullmatch(r"starter(-[a-z0-9]+)+", i)] == []


def test_no_chinese_form_stands_in_two_concepts() -> None:
    counted = Counter(form for c in CONCEPTS for form in {fold(t) for t in terms(c, "zh")})
    assert [form for form, n in counted.items() if n > 1] == []


@pytest.mark.parametrize("language", ["en", *WRITTEN_IN])
def test_no_preferred_rendering_belongs_to_two_concepts(language: str) -> None:
    counted = Counter(fold(text) for c in CONCEPTS for text in terms(c, language, "preferred"))
    assert [form for form, n in counted.items() if n > 1] == []


def test_every_subject_and_kind_is_used_and_documented() -> None:
    readme = SEEDS.joinpath("README.md").read_text(encoding="utf-8")
    assert {concept["subject"] for concept in CONCEPTS} == SUBJECTS
    assert {concept["kind"] for concept in CONCEPTS} == KINDS
    assert [s for s in SUBJECTS | KINDS if f"`{s}`" not in readme] == []


def test_a_concept_has_one_preferred_term_in_each_language_and_only_known_values() -> None:
    for concept in CONCEPTS:
        assert set(concept) == {"id", "terms", "definitions", "kind", "subject", "status"}, name(
            concept
        )
        assert concept["status"] == "approved", name(concept)
        assert concept["terms"][0]["text"] == terms(concept, "zh", "preferred")[0], name(concept)
        for language in ("zh", "en", *WRITTEN_IN):
            forms = terms(concept, language)
            has_it = language in ("zh", "en") or bool(forms)
            assert len(terms(concept, language, "preferred")) == has_it, name(concept)
            assert len(set(forms)) == len(forms), name(concept)
        for term in concept["terms"]:
            assert set(term) <= {"language", "text", "status", "type", "source", "note"}, name(
                concept
            )
            assert term["status"] in STATUSES, name(concept)
            assert term.get("type", "full form") in TYPES, name(concept)
            assert term["text"] == term["text"].strip(), name(concept)
            is_han = bool(re.search("[一-鿿]", term["text"]))
            assert is_han == (term["language"] == "zh") or term["language"] == "ja", name(concept)


def test_a_concept_has_an_english_definition_and_says_where_its_rendering_is_attested() -> None:
    for concept in CONCEPTS:
        (definition,) = concept["definitions"]
        assert definition["language"] == "en", name(concept)
        assert definition["origin"] == "reference", name(concept)
        assert 20 <= len(definition["text"]) <= 300, name(concept)
        assert definition["text"].endswith("."), name(concept)
        (preferred,) = [
            t for t in concept["terms"] if (t["language"], t["status"]) == ("en", "preferred")
        ]
        assert preferred["source"], name(concept)


def test_renderings_stand_without_an_article_and_in_plain_characters() -> None:
    for concept in CONCEPTS:
        for rendering in terms(concept, "en"):
            assert rendering.isascii(), name(concept)
            assert rendering.isprintable(), name(concept)
        (preferred,) = terms(concept, "en", "preferred")
        head = preferred.split(" ")[0].casefold()
        assert head not in {"a", "an"}, name(concept)
        if concept["kind"] not in {"numeric", "slogan"}:
            assert head != "the", name(concept)


@pytest.mark.parametrize("language", WRITTEN_IN)
def test_the_best_known_concepts_have_renderings_in_every_language(language: str) -> None:
    having = [(c, t) for c, t in OTHERS if t["language"] == language]
    assert len({name(concept) for concept, _ in having}) >= 150
    for concept, term in having:
        assert term["source"], name(concept)
        assert re.search(WRITTEN_IN[language], term["text"]) or term["text"] == "BRICS"
        assert term["text"].isprintable(), name(concept)


def test_renderings_in_other_languages_are_told_apart_and_stand_without_an_article() -> None:
    for concept, term in OTHERS:
        text = term["text"]
        assert text == normalised(text), name(concept)
        own = [key(t, Language(term["language"])) for t in terms(concept, term["language"])]
        assert len(set(own)) == len(own), name(concept)
        articles = ARTICLES.get(term["language"])
        is_sentence = re.search(" (sont|son|são) ", text)
        if articles and not is_sentence and concept["kind"] not in {"numeric", "slogan"}:
            assert not re.match(articles, text), text


def test_a_deprecated_rendering_says_why_and_is_no_other_spelling_of_a_good_one() -> None:
    for concept in CONCEPTS:
        bad = [t for t in concept["terms"] if t["status"] in ("deprecated", "superseded")]
        assert [t["text"] for t in bad if not t.get("note")] == [], name(concept)
        assert [t["text"] for t in bad if t["language"] != "en"] == [], name(concept)
        good = {fold(t["text"]) for t in concept["terms"] if t["language"] == "en" and t not in bad}
        assert [t["text"] for t in bad if fold(t["text"]) in good] == [], name(concept)


def test_a_numeric_formula_lists_as_many_members_as_it_counts() -> None:
    for concept in NUMERIC:
        (formula,) = terms(concept, "zh", "preferred")
        listed = members(concept)
        assert len(listed) >= 2, name(concept)
        assert len({fold(member) for member in listed}) == len(listed), name(concept)
        if counts(formula):
            assert len(listed) in counts(formula), name(concept)


@pytest.mark.parametrize(
    ("formula", "count"),
    [
        ("三首", 3),
        ("五位一体", 5),
        ("四个全面", 4),
        ("两个一百年", 2),
        ("三个代表", 3),
        ("一带一路", 2),
        ("放管服", 3),
        ("双循环", 2),
        ("三严三实", 6),
        ("三会一课", 4),
        ("两不愁三保障", 5),
        ("三去一降一补", 5),
        ("八项规定", 8),
        ("十个明确", 10),
        ("十四个坚持", 14),
    ],
)
def test_well_known_formulas_have_their_members(formula: str, count: int) -> None:
    concept = by_chinese(formula)
    assert concept["kind"] == "numeric"
    assert len(members(concept)) == count


def test_only_numeric_formulas_have_members() -> None:
    assert [name(c) for c in CONCEPTS if members(c) and c["kind"] != "numeric"] == []


@pytest.mark.parametrize(
    ("calque", "chinese"),
    [
        ("three first", "三首"),
        ("five in one", "五位一体"),
        ("Four Comprehensives", "四个全面"),
        ("four self-confidences", "四个自信"),
        ("two safeguards", "两个维护"),
        ("three rural issues", "三农"),
        ("new development concept", "新发展理念"),
        ("new quality productivity", "新质生产力"),
    ],
)
def test_a_literal_calque_is_listed_as_deprecated(calque: str, chinese: str) -> None:
    assert calque in terms(by_chinese(chinese), "en", "deprecated")


def test_nearly_every_numeric_formula_lists_its_calque() -> None:
    without = [name(c) for c in NUMERIC if not terms(c, "en", "deprecated")]
    assert len(without) <= len(NUMERIC) // 20, without


def test_a_calque_of_a_numeric_formula_names_its_number() -> None:
    for concept in NUMERIC:
        (formula,) = terms(concept, "zh", "preferred")
        words = set[str]().union(*(NUMBER_WORDS[n] for n in numbers(formula)))
        calques = " ".join(terms(concept, "en", "deprecated")).casefold()
        named = words & set(re.split(r"[^a-z0-9]+", calques))
        assert named or not words or not calques, name(concept)
