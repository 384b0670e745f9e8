"""Words as they are compared: width, case and script made alike.

A word is cut to 64 characters: what is longer is no word, and has to cost no more than one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from align.script import simplified

_LONGEST = 64


def _list(words: str) -> tuple[str, ...]:
    return tuple(words.split())


#: English words that carry grammar rather than meaning; their links depend on place and context.
FUNCTION_EN = frozenset(
    _list(
        "the of a an to in on at for and or but with by from as that which who whom whose this "
        "these those it its he his him she her they their them we our us i my you your is are was "
        "were be been being has have had having do does did will would can could may might shall "
        "should not no n't 's ' than then there so if when while also into about after before "
        "during over under between through such more most very some any all each both other only "
        "up out"
    )
)
#: Chinese particles, coverbs, conjunctions, pronouns, measure words, locatives.
FUNCTION_ZH = frozenset(
    _list(
        "的 了 在 是 和 与 及 并 而 但 或 对 将 把 被 由 于 从 向 为 以 因 因为 所以 如果 虽然 "
        "但是 也 都 就 还 又 再 已 已经 正 正在 着 过 地 得 之 其 他 她 它 我 我们 你 他们 它们 "
        "这 那 这些 那些 该 此 各 每 个 名 位 种 等 中 上 下 里 内 外 后 前 时 间 来 去 不 没有 有 "
        "会 能 可以 可能 要 应 应该 使 让 给 到 自 自己 进行 方面 说 所 一 一个 最 更 很"
    )
)
#: Marks of the two languages that stand for each other.
MARKS = {
    "。": ".", "、": ",", "《": '"', "》": '"', "“": '"', "”": '"', "「": '"', "」": '"',
    "『": '"', "』": '"', "``": '"', "''": '"', "‘": "'", "’": "'", "—": "--", "——": "--",
    "–": "--", "…": "...", "……": "...", "......": "...",
}  # fmt: skip

#: English words of magnitude and the Chinese characters that say the same in a number.
SCALES = {
    "dozen": "十", "hundred": "百", "thousand": "千万", "million": "万亿", "billion": "亿",
    "trillion": "万", "percent": "%", "%": "%",
}  # fmt: skip


def english(words: Sequence[str]) -> list[str]:
    """English words in compatibility form (NFKC) and lower case."""
    return [_plain(word) for word in words]


def chinese(words: Sequence[str]) -> list[str]:
    """Chinese words in compatibility form, lower case and simplified characters."""
    plain = [_plain(word) for word in words]
    # One call, as each costs more than the conversion of a word.
    converted = simplified("\n".join(plain)).split("\n")
    return converted if len(converted) == len(plain) else plain


def is_mark(word: str) -> bool:
    """Whether a word is punctuation."""
    return not any(character.isalnum() for character in word)


def digits(value: float) -> str:
    """The significant digits of a number: 15 million and 1500万 share theirs."""
    return f"{value:.6f}".replace(".", "").strip("0") or "0"


def _plain(word: str) -> str:
    cut = word[:_LONGEST]
    if not cut.isascii():
        # Converters are C++ over UTF-8 and refuse lone surrogates.
        cut = cut.encode("utf-8", "replace").decode("utf-8")
        cut = unicodedata.normalize("NFKC", cut)[:_LONGEST]
    return " ".join(cut.lower().split())
