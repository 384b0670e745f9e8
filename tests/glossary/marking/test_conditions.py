"""Conditions of renderings: learned where contexts show them clearly, and only there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from checking import check, concept

from align.model import Language
from glossary.check import Rule
from glossary.marking.conditions import Beside, conditions, neighbours
from glossary.model import Concept, Context, Side

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
    (found,) = conditions(seen(split(5, 6)))
    assert (found.rendering, found.beside) == ("great power", Beside("世界", is_before=True))
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
    assert conditions(seen(places)) == ()


def test_conditions_are_found_in_thousands_of_places() -> None:
    places = [(d, f"{n}{zh}", en) for n in range(400) for d, zh, en in split(5, 6)]
    (found,) = conditions(seen(places))
    assert (found.places, found.having, found.others_having) == (2000, 2000, 0)
    assert 0 <= found.chance < 1e-9


def test_a_mark_parts_a_term_from_what_stands_beside_it() -> None:
    assert neighbours("世界，强国建设。", 3, 5, ZH) == {Beside("建设", is_before=False)}
    assert neighbours("The World power, again", 10, 15, EN) == {Beside("world", is_before=True)}


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
