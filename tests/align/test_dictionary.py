"""The dictionary gives the meanings of Chinese words as sets of stems."""

from __future__ import annotations

import pytest

from align.dictionary import definitions, glosses, parts, senses
from align.english import stem


def test_each_meaning_is_a_set_of_stems() -> None:
    found = glosses("国民经济")
    assert frozenset({stem("national"), stem("economy")}) in found


def test_words_of_grammar_are_left_out_of_meanings() -> None:
    assert frozenset({stem("praise")}) in glosses("赞扬")  # "to praise"
    assert all("to" not in meaning for meaning in glosses("赞扬"))


def test_traditional_and_simplified_forms_mean_the_same() -> None:
    assert glosses("經濟") == glosses("经济")


def test_an_abbreviation_means_what_it_stands_for() -> None:
    assert "world bank" in senses("世行")


def test_remarks_and_measure_words_are_no_meanings() -> None:
    for word in ("经济", "会议", "银行"):
        assert not any("(" in sense or "cl:" in sense for sense in senses(word))


def test_definitions_are_of_the_simplified_word_alone() -> None:
    assert "economy" in definitions("经济")
    assert definitions("經濟") == ()
    # The traditional form of 征 (to recruit) is a word of its own too, a note in music.
    assert any("recruit" in sense for sense in senses("徵"))
    assert not any("recruit" in sense for sense in definitions("徵"))
    assert any("scale" in sense for sense in definitions("徵"))


def test_an_unknown_word_has_no_meaning() -> None:
    assert glosses("枘凿龘龘") == ()
    assert senses("") == ()


def test_a_long_word_is_cut_into_known_parts() -> None:
    assert parts("经济特区管理") == ("经济特区", "管理")
    assert "".join(parts("龘" * 100)) == "龘" * 100


@pytest.mark.parametrize(
    "forms",
    ["develop develops developed developing development developments", "economy economies",
     "nation nations national", "city cities", "say says said", "man men", "plan planned planning",
     "use uses", "quick quickly"],
)  # fmt: skip
def test_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "words", ["part party", "police policy", "news new", "university universe"]
)
def test_different_words_have_different_stems(words: str) -> None:
    one, other = words.split()
    assert stem(one) != stem(other)
