"""Words of sentence pairs are linked, whatever they look like."""

from __future__ import annotations

import pytest

from align.encoders import Encoder, load
from align.words import Link, Links, align_tokens


def pair(zh: str, en: str) -> tuple[list[str], list[str]]:
    return zh.split(), en.split()


REFORM = pair("我们 要 坚持 改革 开放 。", "we must stay with reform and opening up .")
FARMING = pair("农业 是 国民经济 的 基础 。", "agriculture is the foundation of the economy .")


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load()


def pairs(links: Links) -> set[tuple[int, int]]:
    return {(link.zh, link.en) for link in links}


def align(encoder: Encoder, *given: tuple[list[str], list[str]]) -> list[Links]:
    return list(align_tokens(given, encoder))


def test_words_are_linked_with_their_translations(encoder: Encoder) -> None:
    reform, farming = align(encoder, REFORM, FARMING)
    assert {(0, 0), (1, 1), (3, 4), (4, 6), (5, 8)} <= pairs(reform)
    assert {(0, 0), (1, 1), (2, 6), (4, 3), (5, 7)} <= pairs(farming)


def test_links_are_in_order_and_have_probabilities(encoder: Encoder) -> None:
    (links,) = align(encoder, REFORM)
    assert list(links) == sorted(links)
    assert all(0 < link.score <= 1 and isinstance(link.zh, int) for link in links)


def test_an_empty_side_gives_no_links_and_keeps_its_place(encoder: Encoder) -> None:
    found = align(encoder, ([], []), REFORM, (REFORM[0], []), ([], REFORM[1]), FARMING)
    assert [bool(links) for links in found] == [False, True, False, False, True]


def test_no_pairs_give_nothing(encoder: Encoder) -> None:
    assert align(encoder) == []


def test_width_case_and_script_make_no_difference(encoder: Encoder) -> None:
    plain = pair("他 买 了 20 台 TV 和 电脑 。", "he bought 20 TV sets and computers .")
    other = pair("他 買 了 ２０ 台 ＴＶ 和 電腦 。", "He BOUGHT 20 tv sets and COMPUTERS .")
    assert align(encoder, plain) == align(encoder, other)


@pytest.mark.parametrize(
    ("zh", "en", "wanted"),
    [
        ("收入 1500万 元", "an income of 15 million yuan", {(1, 3), (1, 4)}),
        ("三十二 人 到 了", "people , 32 , came", {(0, 2)}),
        ("8月 他 来 了", "he came in august", {(0, 3)}),
        ("GDP 增长 了", "the gdp grew", {(0, 1)}),
    ],
)
def test_numbers_months_and_letters_are_linked(
    encoder: Encoder, zh: str, en: str, wanted: set[tuple[int, int]]
) -> None:
    (links,) = align(encoder, pair(zh, en))
    assert wanted <= pairs(links)


def test_a_word_of_one_character_each_is_linked_as_well(encoder: Encoder) -> None:
    (links,) = align(encoder, ([*"经济发展很快"], ["the", "economy", "develops", "fast"]))
    assert {link.en for link in links if link.zh in (0, 1)} == {1}
    assert {link.en for link in links if link.zh in (2, 3)} == {2}


def score(links: Links, zh: int, en: int) -> float:
    return next((link.score for link in links if (link.zh, link.en) == (zh, en)), 0.0)


def test_a_term_that_occurs_again_is_linked_better(encoder: Encoder) -> None:
    subjects = [
        ("老师", "teachers"), ("工人", "workers"), ("农民", "farmers"), ("医生", "doctors"),
        ("学生", "students"), ("专家", "experts"), ("妇女", "women"), ("士兵", "soldiers"),
        ("作家", "writers"), ("律师", "lawyers"),
    ]  # fmt: skip
    given = [
        pair(f"昨天 {zh} 讨论 了 枘凿 问题", f"{en} discussed the zorbling issue yesterday")
        for zh, en in subjects
    ]
    once = align(encoder, given[0])[0]
    often = align(encoder, *given)[0]
    assert score(often, 4, 3) > score(once, 4, 3)
    assert score(often, 4, 3) > 0.5


def test_equal_pairs_have_equal_links(encoder: Encoder) -> None:
    found = align(encoder, *[REFORM, FARMING] * 25_000)
    assert len(found) == 50_000
    assert {frozenset(pairs(links)) for links in found[::2]} == {frozenset(pairs(found[0]))}
    assert {(0, 0), (1, 1), (3, 4)} <= pairs(found[0])


def test_pairs_in_blocks_keep_their_order(
    encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("align.words.block._PAIRS", 3)
    found = align(encoder, *[REFORM, FARMING, ([], [])] * 3, REFORM)
    assert [len(links) > 0 for links in found] == [True, True, False] * 3 + [True]


def test_a_very_long_sentence_takes_bounded_work(encoder: Encoder) -> None:
    zh, en = REFORM[0] * 1_000, REFORM[1] * 1_000
    (links,) = align(encoder, (zh, en))
    assert len(links) > 500
    assert max(link.zh for link in links) > len(zh) - 10


def test_one_word_against_very_many(encoder: Encoder) -> None:
    few, many = align(encoder, *((["改革"], ["reform", *["of"] * n]) for n in (100, 30_000)))
    assert (0, 0) in pairs(few)
    assert pairs(many) <= {(0, 0)}


def test_what_is_no_word_does_no_harm(encoder: Encoder) -> None:
    odd = [
        "\0",
        "\ud800",
        "",
        " ",
        "\u3000",
        "改" * 100_000,
        "9" * 5_000,
        "\U0010ffff",
        "1" + "亿" * 99,
    ]
    found = align(encoder, (odd, odd), REFORM)
    assert (3, 4) in pairs(found[1])
    assert all(isinstance(link, Link) for link in found[0])
