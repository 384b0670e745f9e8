"""Texts are split into words that stand where they say."""

from __future__ import annotations

import re

import pytest
from examples import at_most
from hypothesis import given
from hypothesis import strategies as st

from align.model import CHINESE_ENGLISH, Language
from align.tokens import tokens

BLANK = re.compile(r"[\s\x00-\x1f]+")


def words(text: str, language: Language) -> list[str]:
    return [token.text for token in tokens(text, language)]


def test_chinese_is_split_into_words() -> None:
    assert words("我们要坚持改革。", Language.ZH) == ["我们", "要", "坚持", "改革", "。"]


def test_traditional_characters_are_split_alike_and_kept() -> None:
    assert words("發展經濟。", Language.ZH) == ["發展", "經濟", "。"]


def test_english_keeps_abbreviations_and_parts_marks() -> None:
    assert words('Mr. Li’s U.S. plan (3.5%) "works".', Language.EN)[:1] == ["Mr."]
    assert words("The plan (3.5%) works.", Language.EN) == [
        "The", "plan", "(", "3.5", "%", ")", "works", ".",
    ]  # fmt: skip


@pytest.mark.parametrize("language", CHINESE_ENGLISH)
@at_most(60)
@given(text=st.text(max_size=60) | st.text("aB.,'\"-()$%3中文。 \n\0\ud800…", max_size=60))
def test_every_visible_character_is_in_exactly_one_word(language: Language, text: str) -> None:
    found = tokens(text, language)
    assert "".join(token.text for token in found) == BLANK.sub("", text)
    end = 0
    for token in found:
        assert end <= token.start < token.end
        assert BLANK.sub("", text[token.start : token.end]) == token.text
        end = token.end


@pytest.mark.parametrize(
    "text", ["a" * 100_000, "word " * 20_000, "改革开放" * 25_000, "." * 99_999]
)
@pytest.mark.parametrize("language", CHINESE_ENGLISH)
def test_long_texts_are_split_in_pieces(language: Language, text: str) -> None:
    found = tokens(text, language)
    assert "".join(token.text for token in found) == text.replace(" ", "")
