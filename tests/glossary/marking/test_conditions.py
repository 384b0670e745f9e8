"""Conditions of renderings: learned where contexts show them clearly, and only there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from checking import check, concept

from align.model import Language
from glossary.check import Rule
from glossary.check.conditional import Circumstances
from glossary.marking.conditions import learned, neighbours, stands_beside, stated
from glossary.model import Concept, Context, Side
from glossary.model.conditions import condition_of, conditions_of

ZH, EN = Language.ZH, Language.EN
POWER = concept("强国", "great power", "strong country")


def seen(places: Sequence[tuple[str, str, str]], known: Concept = POWER) -> Concept:
    """The concept with contexts: document, original and translation."""
    (term,) = (each.text for each in known.terms if each.language is ZH)
    used = [each.text for each in known.terms if each.language is EN]
    contexts = []
    for document, zh, en in places:
        at = zh.index(term)
        spans = [(en.index(text), en.index(text) + len(text)) for text in used if text in en]
        sides = (
            Side(ZH, zh, ((at, at + len(term)),), (0,)),
            Side(EN, en, tuple(spans), (0,)),
        )
        contexts.append(Context(sides, document))
    return replace(known, contexts=tuple(contexts))


def split(after: int, else_: int, documents: int = 3) -> list[tuple[str, str, str]]:
    """Places of 强国 after 世界, "great power", and after other words, "strong country"."""
    others = "教育科技文化体育人才海洋航天交通网络质量"
    return [
        *((f"{n % documents}", f"建成世界强国，第{n}。", "a great power") for n in range(after)),
        *(
            (f"{n % documents}", f"建设{others[2 * n : 2 * n + 2]}强国。", "a strong country")
            for n in range(else_)
        ),
    ]


def test_a_rendering_that_stands_beside_one_word_has_it_as_its_condition() -> None:
    (found,) = learned(seen(split(5, 6)))
    assert (found.rendering, found.condition) == (
        "great power",
        condition_of("after 世界"),
    )
    assert found.said == "after 世界: 5 of 5 places in 3 documents, elsewhere 0 of 6"
    assert found.chance == pytest.approx(1 / 462)  # the only word beside it in two documents


@pytest.mark.parametrize(
    "places",
    [
        pytest.param(split(5, 6, documents=1), id="one document"),
        pytest.param(split(2, 2), id="too few places"),
        pytest.param(
            [*split(0, 6), *((f"{n}", "世界强国。", "a great power") for n in range(6))],
            id="one sentence, printed again and again",
        ),
        pytest.param([(d, zh, "a great power") for d, zh, _ in split(5, 6)], id="no difference"),
        pytest.param(
            [*split(5, 6), *(("9", f"世界强国{n}。", "a strong country") for n in range(3))],
            id="exceptions",
        ),
    ],
)
def test_what_contexts_do_not_show_clearly_is_no_condition(
    places: list[tuple[str, str, str]],
) -> None:
    assert learned(seen(places)) == ()


def test_conditions_are_found_in_thousands_of_places() -> None:
    places = [(d, f"{n}{zh}", en) for n in range(400) for d, zh, en in split(5, 6)]
    (found,) = learned(seen(places))
    assert (found.places, found.having, found.others_having) == (2000, 2000, 0)
    assert 0 <= found.chance < 1e-9


def test_a_mark_parts_a_term_from_what_stands_beside_it() -> None:
    assert neighbours("世界，强国建设。", 3, 5, ZH) == {condition_of("before 建设")}
    assert neighbours("The World power, again", 10, 15, EN) == {condition_of("after world")}


def test_check_says_where_a_place_asks_for_another_rendering() -> None:
    known = seen(split(5, 6))
    pairs = [
        ("我们要建成世界强国。", "We will build a strong country."),
        ("我们要建成世界强国。", "We will become a great power."),
        ("我们要建设林业强国。", "We will become a great power."),
    ]
    (finding,) = check(pairs, known)
    assert finding.rule is Rule.CONDITION
    assert (finding.term, finding.stands) == ("强国", "strong country")
    assert finding.expected == ("great power",)
    assert "after 世界" in finding.why


def having(rendering: str, conditions: str, known: Concept) -> Concept:
    """The concept whose rendering has these conditions, as a person sets them."""
    terms = (
        replace(each, conditions=conditions_of(conditions)) if each.text == rendering else each
        for each in known.terms
    )
    return replace(known, terms=tuple(terms))


def test_what_a_person_sets_or_denies_stands_above_what_contexts_show() -> None:
    shown = seen(split(5, 6))
    assert learned(having("great power", "not after 世界", shown)) == ()
    assert learned(having("strong country", "after 世界", shown)) == ()
    assert len(learned(having("strong country", "not after 世界", shown))) == 1
    (said,) = stated(having("strong country", "after 世界; not before 建设", shown))
    assert (said.rendering, said.said) == ("strong country", "after 世界 (set)")


@pytest.mark.parametrize(
    ("condition", "text", "language", "holds"),
    [
        ("after 世界", "建成世界强国。", ZH, True),
        ("after 界", "建成世界强国。", ZH, True),
        ("before 建设", "世界强国，建设它。", ZH, False),
        ("before 建设", "世界强国 建设。", ZH, True),
        ("after world", "The World power", EN, True),
        ("after old world", "an old  world power", EN, False),
        ("after orld", "The World power", EN, False),
        ("before play", "the power playing", EN, False),
        ("about 世界", "建成世界强国。", ZH, False),
    ],
)
def test_a_word_beside_a_term_is_a_whole_word_where_blanks_part_words(
    condition: str, text: str, language: Language, holds: bool
) -> None:
    term = "强国" if language is ZH else "power"
    start = text.index(term)
    found = stands_beside(condition_of(condition), text, start, start + len(term), language)
    assert found is holds


@pytest.mark.parametrize(
    ("conditions", "said", "is_found"),
    [
        ("after 世界", Circumstances(), True),
        ("after 海洋", Circumstances(), False),
        ("not after 世界", Circumstances(), False),
        ("about shipping", Circumstances(subjects=("Shipping",)), True),
        ("about shipping", Circumstances(subjects=("trade",)), False),
        ("in law", Circumstances(kinds=("The Foreign Investment Law",)), True),
        ("in law", Circumstances(kinds=("Lawful trade",)), False),
        ("in 法", Circumstances(kinds=("外商投资法",)), True),
        ("in law; after 海洋", Circumstances(kinds=("official media",)), False),
    ],
)
def test_check_honours_what_a_person_sets(
    conditions: str, said: Circumstances, is_found: bool
) -> None:
    pairs = [("我们要建成世界强国。", "We will build a strong country.")]
    found = check(pairs, having("great power", conditions, POWER), said=said)
    assert [each.why for each in found] == [
        f"the glossary has “great power” for 强国 {conditions}" for _ in range(is_found)
    ]
    told = [("我们要建成世界强国。", "We will be a great power.")]
    assert check(told, having("great power", conditions, POWER), said=said) == []


def test_a_word_beside_a_term_says_more_than_what_the_text_is() -> None:
    known = having("strong country", "about trade", having("great power", "after 世界", POWER))
    pairs = [
        ("我们要建成世界强国。", "We will build a strong country."),
        ("我们要建成贸易强国。", "We will build a great power."),
    ]
    found = check(pairs, known, said=Circumstances(subjects=("trade",)))
    assert [each.expected for each in found] == [("great power",), ("strong country",)]


def test_a_text_says_of_itself_what_kind_of_document_it_is() -> None:
    known = having("great power", "in 国务院", POWER)
    head = ("国务院文件", "Document of the State Council")
    pair = ("我们要建成世界强国。", "We will build a strong country.")
    assert [each.rule for each in check([head, pair], known)] == [Rule.CONDITION]
    assert check([pair], known) == []
