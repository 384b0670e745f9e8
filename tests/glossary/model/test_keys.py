import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.model import CHINESE_ENGLISH, Language
from glossary.model.keys import key, simplified

ZH, EN = CHINESE_ENGLISH


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("新質生產力", "新质生产力"),
        ("“三首”", "三首"),
        ("「三首」", "三首"),
        ("《民法典》", "民法典"),
        ("三 首\u3000", "三首"),
        ("５Ｇ网络", "5g网络"),
        ("碳达峰—碳中和", "碳达峰-碳中和"),
        ("關於", "关于"),
        ("三首。", "三首"),
    ],
)
def test_spellings_of_one_chinese_term_share_a_key(one: str, other: str) -> None:
    assert key(one, ZH) == key(other, ZH)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Three Firsts", "three first"),
        ("the “three firsts”", "three firsts"),
        ("'three firsts'", "three firsts"),
        ("new-type urbanization", "New type urbanization"),
        ("new\u2011type  urbanization", "new type\nurbanization"),
        ("people’s democracy", "people's democracies"),
        ("a community", "communities"),
        ("business process", "business processes"),
        ("five-sphere integrated plan.", "Five-Sphere Integrated Plan"),
        ("ﬁve in one", "five in one"),
    ],
)
def test_spellings_of_one_english_term_share_a_key(one: str, other: str) -> None:
    assert key(one, EN) == key(other, EN)


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("三首", "三农", ZH),
        ("改革", "改革开放", ZH),
        ("three firsts", "three persons", EN),
        ("new quality productive forces", "new quality production capacity", EN),
        ("congress", "congres", EN),
        ("firsts three", "first three", EN),
        ("cooperation", "corporation", EN),
    ],
)
def test_different_terms_have_different_keys(one: str, other: str, language: Language) -> None:
    assert key(one, language) != key(other, language)


def test_an_apostrophe_inside_a_word_stays() -> None:
    assert key("the people's congress", EN) == "people's congress"


def test_a_term_of_punctuation_alone_still_has_a_key() -> None:
    assert key("“”", ZH)
    assert key("The", EN) == "the"


def test_blank_text_has_an_empty_key() -> None:
    assert key(" \u3000\u200b", ZH) == ""


def test_characters_that_both_scripts_use_are_simplified_too() -> None:
    assert simplified("後") == "后"


@given(st.text(), st.sampled_from(list(CHINESE_ENGLISH)))
def test_any_text_has_a_key_without_white_space_at_its_ends(text: str, language: Language) -> None:
    made = key(text, language)
    assert made == made.strip()
    assert key(f"  {text} ", language) == made


def test_a_lone_surrogate_is_no_obstacle() -> None:
    assert "质" in key("質\ud800", ZH)


def test_marks_of_any_style_are_one_form() -> None:
    for mark in "'’‘‛ʼ′`´＇ꞌ":
        assert key(f"people{mark}s war", EN) == key("people's war", EN)
    for dash in ("-", "–", "—", "‐", "‑", "−", "―", "⸺", "﹘", "－", " – ", "--"):
        assert key(f"five{dash}sphere plan", EN) == key("five-sphere plan", EN)
    for pair in ("“”", '""', "「」", "『』", "‘’", "〝〞", "〝〟", "❝❞", "„“", "﹁﹂", "｢｣", "″″"):
        assert key(f"{pair[0]}三首{pair[1]}通道", ZH) == "三首通道"
        assert key(f"{pair[0]}three firsts{pair[1]} plan", EN) == "three firsts plan"
