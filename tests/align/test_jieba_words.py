"""Our search for words finds the same words as jieba's own, on any text."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import jieba
import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.jieba_words import keeping, segmenter

ARTICLE = (Path(__file__).parents[2] / "seeds" / "article.zh.txt").read_text("utf-8")


@cache
def theirs(*added: str) -> jieba.Tokenizer:
    """jieba with its dictionary and words of which each is as probable as can be."""
    made = jieba.Tokenizer()
    with made.get_dict_file() as file:
        made.FREQ, made.total = made.gen_pfdict(file)
    for word in added:
        made.FREQ[word] = made.total
        for length in range(1, len(word)):
            made.FREQ.setdefault(word[:length], 0)
    made.initialized = True
    return made


def by_jieba(text: str, *added: str) -> list[str]:
    return list(theirs(*added).cut(text, HMM=False))


def test_an_article_has_the_words_that_jieba_finds() -> None:
    assert segmenter().cut(ARTICLE) == by_jieba(ARTICLE)


def test_stretches_of_an_article_have_the_words_that_jieba_finds() -> None:
    chance = random.Random(7)
    for _ in range(5_000):
        start = chance.randrange(len(ARTICLE))
        text = ARTICLE[start : start + chance.randrange(1, 15)]
        assert segmenter().cut(text) == by_jieba(text)


def test_characters_in_any_order_have_the_words_that_jieba_finds() -> None:
    chance = random.Random(11)
    characters = [*"".join(theirs().FREQ), *"abcXYZ0189+#&._%- \r\n，。〇㐀鿰𠀀"]
    for _ in range(3_000):
        text = "".join(chance.choices(characters, k=20))
        assert segmenter().cut(text) == by_jieba(text)


@pytest.mark.parametrize(
    "text", ["", "\r\n", "\r\r\n \n", "二〇三五年", "T恤和3.5%的C++", "a-b_c&d", "abc中def"]
)
def test_marks_and_letters_are_cut_as_jieba_cuts_them(text: str) -> None:
    assert segmenter().cut(text) == by_jieba(text)


@given(text=st.text(max_size=40) | st.text("中国人民大会aZ09.-\r\n \ud800〇，", max_size=40))
def test_any_text_has_the_words_that_jieba_finds(text: str) -> None:
    assert segmenter().cut(text) == by_jieba(text)


def test_added_words_are_found_as_jieba_finds_them() -> None:
    added = ("的伟", "伟大复", "国资委", "民族伟大")
    with keeping(added):
        assert segmenter().cut(ARTICLE) == by_jieba(ARTICLE, *added)
