"""What holds for every text, hostile ones included."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.errors import InputError
from align.model import Document, Language
from align.segment import segment, segment_lines

MARKS = "。！？…；，.!?;,:()（）《》“”‘’\"'[]「」\n \t\u3000-—*①%"
WORDS = [
    "人民",
    "改革",
    "word",
    "The",
    "I",
    "Dr.",
    "U.S.",
    "e.g.",
    "3.5",
    "1.\xa0",
    "（一）",
    "http://a.b/c?d",
    "……",
    "[1]",
]
ODD = [". . .", "\n\n", "\x00", "\ud800", "\u2028", "\u200b", "\u0301"]
PIECES = st.sampled_from([*MARKS, *WORDS, *ODD])
TEXTS = st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=80)


def document(text: str) -> Document:
    return Document(text, "test", Language.ZH)


@given(TEXTS)
def test_segments_are_ordered_and_hold_every_character_once(text: str) -> None:
    try:
        segments = segment(document(text)).segments
    except InputError:
        assert not any(character.isalnum() for character in text)
        return
    end = 0
    for one in segments:
        assert one.start >= end
        assert text[end : one.start].strip() == ""
        assert one.text == text[one.start : one.end] == one.text.strip() != ""
        end = one.end
    assert text[end:].strip() == ""


@given(TEXTS)
def test_no_segment_reaches_over_a_blank_line(text: str) -> None:
    try:
        segments = segment(document(text)).segments
    except InputError:
        return
    assert not any(re.search(r"\n[^\S\n]*\n", one.text) for one in segments)


@given(TEXTS)
def test_pre_split_lines_are_the_lines(text: str) -> None:
    wanted = text.split("\n")
    if not wanted[-1]:
        wanted.pop()
    try:
        assert list(segment_lines(document(text)).texts) == wanted
    except InputError:
        assert not any(character.isalnum() for character in text)


HOSTILE = {
    "one character": "a",
    "final marks": "。",
    "points": "a.",
    "initials": "A. ",
    "opening brackets": "(a",
    "brackets within a sentence": "a (b.) ",
    "titles": "a《b。》",
    "closing marks": "。”",
    "straight quotation marks": 'a."',
    "apostrophes": "a.'",
    "spaced quotation marks": 'a. " ',
    "footnotes": "a。[1]",
    "items": "1. ",
    "lines": "a\n",
    "full lines": "人民对美好生活的向往，就是我们的目标\n",
}


class Counted(str):
    """A text that counts how many characters are looked at one by one or in slices."""

    __slots__ = ("looked_at",)

    def __getitem__(self, key: object) -> str:
        part = super().__getitem__(key)  # type: ignore[index]
        self.looked_at = getattr(self, "looked_at", 0) + len(part)
        return part


def work(text: str) -> int:
    counted = Counted(text)
    counted.looked_at = 0
    segment(document(counted))
    return int(counted.looked_at)


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_twice_the_text_is_twice_the_work(unit: str) -> None:
    small, large = work("中 " + unit * 2_000), work("中 " + unit * 8_000)
    assert large <= 4.5 * small + 1_000


def test_thousands_of_nested_quotations_are_one_sentence() -> None:
    text = "他说" + "“" * 5_000 + "好。" + "”" * 5_000 + "他走了。"
    assert len(segment(document(text)).segments) == 2


def test_thousands_of_nested_brackets_do_not_pile_up() -> None:
    text = "(" * 100_000 + "a" + ")" * 100_000
    assert len(segment(document(text + ". b")).segments) == 1


def test_ten_million_characters_are_segmented() -> None:
    assert len(segment(document("中" * 10_000_000)).segments) == 1
