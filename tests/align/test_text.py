from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from align.text import clean, one_line, visible

ANY = st.text(st.characters(exclude_categories=()), max_size=60)


def test_controls_and_escapes_are_shown_and_not_sent_to_the_terminal() -> None:
    assert visible("a\x1b[31mb\x00c\x7fd") == "a␛[31mb␀c␡d"


def test_line_ends_are_shown_so_that_a_text_stays_on_its_line() -> None:
    assert visible("a\nb\r\tc\u2028d\u2029e") == "a␊b␍␉c\u2424d\u2424e"


def test_characters_that_turn_the_direction_of_a_line_are_replaced() -> None:
    assert visible("abc\u202ecba\u2066x\u061c") == "abc\ufffdcba\ufffdx\ufffd"


def test_c1_controls_and_lone_surrogates_are_replaced() -> None:
    assert visible("\x9b31m\ud800") == "\ufffd31m\ufffd"


@given(ANY)
def test_what_is_visible_can_be_printed_anywhere(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    shown.encode("utf-8")
    assert not any(ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0 for c in shown)


def test_ordinary_text_stays_as_it_is() -> None:
    text = "人民 “Party’s” – café 𠀀 👍"
    assert visible(text) == text
    assert clean(text) == (text, 0)


def test_cleaning_counts_what_it_replaced_and_keeps_tabs_and_line_ends() -> None:
    assert clean("a\x00b\x1b\tc\r\n\udc80\ufffe\uffff") == (
        "a\ufffdb\ufffd\tc\r\n\ufffd\ufffd\ufffd",
        5,
    )


@given(ANY)
def test_what_is_clean_can_be_kept_in_xml(text: str) -> None:
    cleaned, replaced = clean(text)
    assert len(cleaned) == len(text)
    assert replaced == sum(a != b for a, b in zip(text, cleaned, strict=True))
    element = etree.Element("a")
    element.text = cleaned
    etree.tostring(element)


def test_a_wrapped_chinese_sentence_is_joined_without_blanks() -> None:
    assert one_line("人民对美好\n  生活的向往，\n就是目标") == "人民对美好生活的向往，就是目标"


def test_a_wrapped_english_sentence_is_joined_with_blanks() -> None:
    assert one_line("the people’s \nwish for a good\nlife") == "the people’s wish for a good life"


def test_a_hyphen_at_the_end_of_a_line_joins_its_word() -> None:
    assert one_line("a people-\ncentred view") == "a people-centred view"
    assert one_line("1949 -\nthe year") == "1949 - the year"
