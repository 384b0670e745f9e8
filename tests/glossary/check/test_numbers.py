"""Numbers of both languages, and when they disagree."""

from __future__ import annotations

import pytest
from checking import check

from align.model import Language
from glossary.check import numbers_words, numbers_zh
from glossary.check.model import Rule

THE_SAME = [
    ("共有66家企业。", "There are 66 enterprises."),
    ("完成70%以上。", "More than 70 percent is done."),
    ("增长百分之七点五。", "It grew by 7.5 per cent."),
    ("人口超过13亿。", "The population exceeds 1.3 billion."),
    ("达到4.5万亿元。", "It reached 4.5 trillion yuan."),
    ("有1300多万人。", "There are over thirteen million people."),
    ("经过两万五千里长征。", "After the Long March of 25,000 li."),
    ("行程两万五千里。", "They covered 12,500 kilometers."),
    ("保护18亿亩耕地。", "We protect 120 million hectares of farmland."),
    ("占三分之二。", "It is two-thirds."),
    ("占50%。", "It is half."),
    ("2012年11月15日开会。", "It met on November 15, 2012."),
    ("二〇二〇年完成。", "It will be done in 2020."),
    ("二十世纪八十年代。", "In the 1980s."),
    ("进入二十一世纪。", "We enter the 21st century."),
    ("改革开放三十多年来。", "For more than three decades of reform."),
    ("党的十八大召开。", "The Eighteenth National Congress met."),
    ("第二，要改革。", "Second, we reform."),
    ("有50万人。", "Half a million people."),
    ("1997-98赛季，1998年夺冠。", "In the 1997-98 season they won."),
    ("共１２万人。", "120,000 people."),
    ("过了两个世纪。", "Two centuries went by."),
    ("花了五十两银子，又花三万两千元。", "It cost fifty taels, then 32,000 yuan."),
    ("投資3萬億元。", "An investment of 3 trillion yuan."),
    ("翻了一番。", "It doubled."),
    ("四面八方的人都来了。", "People came from all directions."),
    ("这十分重要。", "This is very important."),
    ("这是一个好办法，一心一意去做。", "This is a good way; do it wholeheartedly."),
    ("七八个人，几十年。", "Some people for a long time."),
    ("坚持三个自信。", "We keep our confidence."),
    ("他走了。", "He left in 1921."),
]

DIFFERENT = [
    ("共有66家企业。", "There are 67 enterprises.", "67"),
    ("共有66家企业。", "There are many enterprises.", ""),
    ("人口超过13亿。", "The population exceeds 13 billion.", "13 billion"),
    ("达到4.5万亿元。", "It reached 4.5 billion yuan.", "4.5 billion"),
    ("完成70%以上。", "More than 17 percent is done.", "17 percent"),
    ("占三分之二。", "It is one-third.", "one-third"),
    ("2012年开会。", "It met in 2021.", "2021"),
    ("党的十八大召开。", "The 17th National Congress met.", "17th"),
    ("坚持四个自信。", "We keep the three points of confidence.", "three"),
    ("二十一世纪。", "The 20th century.", "20th"),
]


@pytest.mark.parametrize(("zh", "en"), THE_SAME, ids=[zh for zh, _ in THE_SAME])
def test_numbers_that_say_the_same_are_no_finding(zh: str, en: str) -> None:
    assert check([(zh, en)]) == []


@pytest.mark.parametrize(
    ("zh", "en", "stands"), DIFFERENT, ids=[f"{z} {s}" for z, _, s in DIFFERENT]
)
def test_a_number_that_disagrees_is_said_with_what_stands_in_its_place(
    zh: str, en: str, stands: str
) -> None:
    (finding,) = check([(zh, en)])
    assert (finding.rule, finding.stands) == (Rule.NUMBER, stands)


@pytest.mark.parametrize(
    ("zh", "expected"),
    [
        ("总量达到135万亿元。", "135 trillion"),
        ("投入4.543万亿元。", "4.543 trillion"),
        ("人口13.5亿。", "1.35 billion"),
        ("脱贫9899万人。", "98.99 million"),
        ("共12345678人。", "12,345,678"),
        ("增加1234567890000元。", "1,234,567,890,000"),
        ("增加12345678901234567890元。", "12,345,678.9 trillion"),
        ("新增12万人。", "120,000"),
        ("有66家企业。", "66"),
    ],
)
def test_the_number_that_is_expected_is_written_as_english_texts_write_it(
    zh: str, expected: str
) -> None:
    (finding,) = check([(zh, "There are seven.")])
    assert finding.expected[0] == expected


def test_a_number_of_hundreds_of_digits_is_missed_without_a_form_in_words() -> None:
    (finding,) = check([(f"投资{'9' * 400}元。", "There are seven.")])
    assert (finding.rule, finding.expected) == (Rule.NUMBER, ())


def test_a_number_may_stand_in_the_sentence_beside_if_that_does_not_need_it() -> None:
    quiet = [("来了66人。", "They came."), ("他们很高兴。", "All 66 were glad.")]
    assert check(quiet) == []
    loud = [("来了66人。", "They came."), ("66人很高兴。", "All 66 were glad.")]
    assert len(check(loud)) == 1


def test_a_number_said_twice_in_the_source_may_be_said_once() -> None:
    assert check([("66人来了，66人走了。", "66 people came and went.")]) == []


@pytest.mark.parametrize(
    "text", ["9" * 5_000, "亿" * 5_000, "三千" * 3_000, "1,234" * 2_000, "分之"]
)
def test_absurd_numbers_are_read_without_harm(text: str) -> None:
    numbers_zh.numbers(text)
    numbers_words.numbers(text, Language.EN)


@pytest.mark.parametrize(
    "text", ["one hundred and", "million billion trillion " * 500, "half a", "20th 30th " * 500]
)
def test_english_words_of_number_are_read_without_harm(text: str) -> None:
    assert all(number.values for number in numbers_words.numbers(text, Language.EN))
