"""Words as they are compared: width, case and script made alike, numbers read.

A word is cut to 64 characters: what is longer is no word, and has to cost no more than one.
"""

from __future__ import annotations

import re
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

_UNITS_EN = _list(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS_EN = _list("twenty thirty forty fifty sixty seventy eighty ninety")
_ORDINALS = _list("first second third fourth fifth sixth seventh eighth ninth tenth")
_NUMBERS_EN = {
    **{word: float(number) for number, word in enumerate(_UNITS_EN)},
    **{word: 10.0 * number for number, word in enumerate(_TENS_EN, 2)},
    **{word: float(number) for number, word in enumerate(_ORDINALS, 1)},
    "half": 0.5,
}
MONTHS = _list(
    "january february march april may june july august september october november december"
)
#: English words of magnitude and the Chinese characters that say the same in a number.
SCALES = {
    "dozen": "十", "hundred": "百", "thousand": "千万", "million": "万亿", "billion": "亿",
    "trillion": "万", "percent": "%", "%": "%",
}  # fmt: skip
_DIGITS_ZH = {
    **{digit: value for value, digit in enumerate("零一二三四五六七八九")},
    "〇": 0,
    "两": 2,
}
_POWERS_ZH = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_NUMBER_ZH = re.compile(r"第?(\d{1,15}(?:\.\d{1,6})?)?([零〇一二两三四五六七八九十百千万亿]{0,15})")
_NUMBER_EN = re.compile(r"\$?(\d{1,15}(?:\.\d{1,6})?)(?:st|nd|rd|th|s|%)?")


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


def number_zh(word: str) -> float | None:
    """The number that a Chinese word begins with (第三, 1500万, 三十二人), or None."""
    match = _NUMBER_ZH.match(word)
    assert match is not None  # every part is optional
    digits, characters = match.groups()
    if digits:
        value = float(digits)
        for character in characters:
            value *= _POWERS_ZH.get(character, 1)
        return value
    if not characters:
        return None
    if all(character in _DIGITS_ZH for character in characters):
        return float("".join(str(_DIGITS_ZH[character]) for character in characters))
    return float(_spelled(characters))


def number_en(word: str) -> float | None:
    """The number that an English word is (15, 1,500, 22nd, 10%, fifteen, third), or None."""
    match = _NUMBER_EN.fullmatch(word.replace(",", ""))
    return float(match[1]) if match else _NUMBERS_EN.get(word)


def digits(value: float) -> str:
    """The significant digits of a number: 15 million and 1500万 share theirs."""
    return f"{value:.6f}".replace(".", "").strip("0") or "0"


def _spelled(characters: str) -> int:
    total = section = current = 0
    for character in characters:
        if character in _DIGITS_ZH:
            current = _DIGITS_ZH[character]
        elif character in "十百千":
            section += (current or 1) * _POWERS_ZH[character]
            current = 0
        else:
            below = (section + current) * _POWERS_ZH[character]
            total = total * _POWERS_ZH[character] + below if character == "亿" else total + below
            section = current = 0
    return total + section + current


def _plain(word: str) -> str:
    cut = word[:_LONGEST]
    if not cut.isascii():
        # Converters are C++ over UTF-8 and refuse lone surrogates.
        cut = cut.encode("utf-8", "replace").decode("utf-8")
        cut = unicodedata.normalize("NFKC", cut)[:_LONGEST]
    return " ".join(cut.lower().split())
