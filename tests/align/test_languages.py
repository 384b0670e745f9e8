import pytest

from align.detection import detect_language, latin_language, shares
from align.errors import InputError
from align.model import Language


@pytest.mark.parametrize(
    "text",
    [
        "改革",
        "實踐是檢驗真理的唯一標準。",
        "2024年国内生产总值（GDP）增长5%，其中第三产业占56.7%。",
        "马克（Mark Elliot Zuckerberg）与蒂姆（Timothy Donald Cook）在北京大学谈论人工智能的未来。",
    ],
)
def test_chinese_is_recognised_in_either_script_and_among_foreign_names(text: str) -> None:
    assert detect_language(text) is Language.ZH


@pytest.mark.parametrize(
    "text",
    [
        "Reform",
        "NEW QUALITY PRODUCTIVE FORCES",
        "The term 三首 (three firsts) means the first set, the first batch and the first edition.",
        "Xi Jinping Wang Qishan Li Keqiang Zhang Dejiang Yu Zhengsheng Liu Yunshan",
        "It is a question of “la mission civilisatrice”, as the French put it in those days.",
    ],
)
def test_english_is_recognised_in_headings_names_and_among_foreign_words(text: str) -> None:
    assert detect_language(text) is Language.EN


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Мы должны строить новое общество", "100% Cyrillic"),
        ("これは日本語で書かれた文章ですので、読めません。", "Japanese"),
        ("우리는 새로운 사회를 건설해야 한다", "100% Korean"),
        ("يجب أن نبني مجتمعا جديدا", "100% Arabic"),
        ("Le peuple aspire à une vie meilleure, et c’est pour cela que nous luttons.", "French"),
        ("Das Volk wünscht sich ein gutes Leben, und das ist auch unser Ziel.", "German"),
        ("El pueblo desea una vida mejor y por eso la lucha de los pueblos es nuestra.", "Spanish"),
    ],
)
def test_other_languages_are_refused_and_named(text: str, seen: str) -> None:
    with pytest.raises(InputError, match="neither Chinese nor English") as caught:
        detect_language(text)
    assert seen in caught.value.what
    assert caught.value.remedy


@pytest.mark.parametrize("text", ["", "2012 – 2024: 5%", "……", "\x00\x00"])
def test_a_text_without_letters_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="no letters"):
        detect_language(text)


def test_words_are_weighed_and_not_letters() -> None:
    found = shares("共同富裕 common prosperity")
    assert found.chinese == pytest.approx(0.5)
    assert found.english == pytest.approx(0.5)
    assert found.of(Language.ZH) == found.chinese
    assert dict(found.scripts)["Latin"] > 0.7


def test_a_text_without_letters_has_no_shares() -> None:
    assert shares("123").scripts == ()


def test_one_word_over_and_over_makes_no_language() -> None:
    assert latin_language("score zh en reform score zh en score zh en") is None
