"""Words and their translations, counted over runs of sentences."""

from __future__ import annotations

import numpy as np

from align.languages import Language
from align.sentences.lexicon import Lexicon

CHINESE = ["河水上涨了。", "桥断了，老师和学生都回不了家。", "邮局关门了。"]
ENGLISH = [
    "The river rose.",
    "The bridge broke.",
    "Teachers and students could not go home.",
    "2024",
]

BOTH = Language.ZH, Language.EN


def test_tokens_are_words_of_either_language_and_numbers() -> None:
    content = Language.EN.profile.content
    assert content("老师 opened 3 bridges") == ["老师", "open", "3", "bridg"]


def covered_share(lexicon: Lexicon, i: int, a: int, j: int, b: int) -> float:
    source, _ = lexicon.covered(0, 4, 0, 5)
    total = lexicon.source.total
    return float(source[i, a - 1, j, b - 1]) / float(total[i + a] - total[i])


def test_a_sentence_covers_its_translation_more_than_another() -> None:
    lexicon = Lexicon.of(CHINESE, ENGLISH, [], BOTH)
    assert covered_share(lexicon, 0, 1, 0, 1) > covered_share(lexicon, 0, 1, 2, 1)


def test_a_run_covers_what_its_sentences_cover_together() -> None:
    lexicon = Lexicon.of(CHINESE, ENGLISH, [], BOTH)
    both = covered_share(lexicon, 1, 1, 1, 2)
    assert both > covered_share(lexicon, 1, 1, 1, 1) > 0
    assert both > covered_share(lexicon, 1, 1, 2, 1) > 0


def test_a_word_counts_once_however_often_it_is_translated() -> None:
    lexicon = Lexicon.of(
        ["河。", "山。"], ["A river.", "The river and a river.", "Rivers."], [], BOTH
    )
    source, _ = lexicon.covered(0, 2, 0, 3)
    assert source[0, 0, 0, 0] > 0
    np.testing.assert_allclose(source[0, 0, 0, :3], source[0, 0, 0, 0])


def test_the_two_directions_mirror_each_other() -> None:
    one = Lexicon.of(CHINESE, ENGLISH, [], BOTH).covered(-1, 4, -1, 5)
    other = Lexicon.of(ENGLISH, CHINESE, [], BOTH[::-1]).covered(-1, 5, -1, 4)
    np.testing.assert_allclose(one[0], other[1].transpose(2, 3, 0, 1))
    np.testing.assert_allclose(one[1], other[0].transpose(2, 3, 0, 1))


def test_names_that_no_dictionary_has_are_learned_from_matches() -> None:
    source = [f"第{day}天" + ("蓬蓬来了" if day % 6 == 0 else "天晴") for day in range(36)]
    target = [f"Day {day}: " + ("Zorbo came" if day % 6 == 0 else "sunny") for day in range(36)]
    matches = [(day, day) for day in range(36)]
    without = covered_share(Lexicon.of(source, target, [], BOTH), 0, 1, 0, 1)
    assert covered_share(Lexicon.of(source, target, matches, BOTH), 0, 1, 0, 1) > without


def test_sentences_outside_of_the_documents_cover_nothing() -> None:
    source, target = Lexicon.of(CHINESE, ENGLISH, [], BOTH).covered(-3, 6, -3, 8)
    assert source[3:6, 0, 3:7, 0].any()
    for table in (source, target):
        assert not table[:3, 0].any()
        assert not table[6:].any()
        assert not table[:, :, :3, 0].any()
        assert not table[:, :, 7:].any()


def test_documents_without_words_have_a_lexicon() -> None:
    source, target = Lexicon.of(["……", "—"], ["...", "?!"], [(0, 0)], BOTH).covered(0, 2, 0, 2)
    assert not source.any()
    assert not target.any()


def test_without_a_dictionary_what_matches_have_in_common_counts_as_much_as_with_one() -> None:
    source = [f"Le {day} mai, la ville de Zorbo{day % 5} ouvrit un pont." for day in range(40)]
    target = [f"Am {day}. Mai wurde in Zorbo{day % 5} eine Brücke gebaut." for day in range(40)]
    matches = [(day, day) for day in range(40)]
    languages = Language("fr"), Language("de")
    lexicon = Lexicon.of(source, target, matches, languages)
    assert 1 <= lexicon.scale <= 2.5
    assert Lexicon.of(source, target, [], languages).scale == 1
    assert Lexicon.of(source, target, matches, BOTH).scale == 1
