"""The forms under which dictionaries list terms."""

from __future__ import annotations

import sys

import pytest

from align.model import Language
from bench.citations import own_phrases, wrong
from glossary.language.citation import citation, cited, russian

RU, DE, FR, AR = map(Language, ("ru", "de", "fr", "ar"))
PHRASES = own_phrases()


@pytest.mark.parametrize("code", PHRASES)
def test_nine_of_ten_phrases_come_out_as_dictionaries_list_them(code: str) -> None:
    phrases = PHRASES[code]
    assert len(list(wrong(phrases, Language(code)))) <= len(phrases) / 10


@pytest.mark.parametrize(
    ("forms", "language", "expected"),
    [
        ({"droits des paysans": 3, "droit des paysans": 2}, "fr", "droit des paysans"),
        ({"droits des paysans": 9, "droit des paysans": 1}, "fr", "droits des paysans"),
        ({"ländlicher Wege": 1, "ländliche Wege": 1}, "de", "ländliche Wege"),
        ({"port reforms": 2, "port reform": 1}, "en", "port reforms"),
    ],
)
def test_of_forms_in_texts_that_is_chosen_which_dictionaries_have_and_texts_often(
    forms: dict[str, int], language: str, expected: str
) -> None:
    assert citation(forms, Language(language)) == expected


@pytest.mark.parametrize(
    ("form", "language"),
    [
        ("prächtigen Quarzuhr", DE),  # of no gender that is known
        ("kleinen Unternehmen", DE),  # one or several
        ("доходов крестьян и рабочих", RU),  # is it the workers' income too
        ("прочно стоять", RU),
    ],
)
def test_where_words_may_agree_otherwise_no_form_is_made(form: str, language: Language) -> None:
    assert cited(form, language) is None
    assert citation({form: 1}, language) == form


def test_words_that_agree_are_changed_together() -> None:
    assert cited("сельской модернизации", RU) == "сельская модернизация"
    assert cited("сёл, не имеющих дорог", RU) == "сёла, не имеющие дорог"
    assert cited("ländlichen und städtischen Gebieten", DE) == "ländliche und städtische Gebiete"


def test_capitals_stay_and_no_dots_come() -> None:
    assert cited("Зеленого банка", RU) == "Зеленый банк"


def test_without_its_package_russian_has_the_form_that_stands_most_often(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "pymorphy3", None)
    russian._analyzer.cache_clear()
    cited.cache_clear()
    try:
        forms = {"сельской школы": 1, "сельской школе": 2}
        assert citation(forms, RU) == "сельской школе"
    finally:
        russian._analyzer.cache_clear()
        cited.cache_clear()


def test_a_letter_that_belongs_to_the_word_is_no_preposition() -> None:
    assert cited("وزارة العدل", AR) == "وزارة العدل"
    assert cited("للعدل", AR) == "العدل"
