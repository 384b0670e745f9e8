"""With which words a Chinese term may begin and end."""

from __future__ import annotations

from collections.abc import Sequence

from glossary.chinese.resources import glosses
from glossary.english.words import word_set

_BAD_START = frozenset({"c", "y", "k", "q", "f", "e", "o", "h", "r", "rr", "rz", "p", "zg", "g"})
_BAD_END = frozenset({"c", "p", "d", "y", "r", "rr", "rz", "e", "o", "h", "zg"})
_STARTING_PREPOSITIONS = frozenset({"以", "从", "为", "为了"})
_STARTING = frozenset("总各两新大反")
_NEVER_START = word_set(
    "是 有 在 了 着 过 会 能 要 把 被 让 使 可以 可能 应该 应当 必须 需要 没有 成为 作为 "
    "这 那 我们 他们 你们 大家 有的 一些 许多 更加 更 最 很 也 都 就 还 又 再 不 没 并 "
    "而 但 因为 所以 如果 第一 第二 第三 第四 第五 同志 们"
)
_NEVER_END = word_set(
    "是 有 在 了 着 过 会 能 要 把 被 让 使 可以 可能 应该 应当 必须 需要 没有 成为 作为 "
    "这 那 我们 他们 你们 大家 一个 一种 不断 进一步 等 等等 中 上 下 里 时 后 前 以来"
)


def may_start(word: str, tag: str) -> bool:
    """Whether a term may begin with the word."""
    if word in _NEVER_START or tag[0] == "u":
        return False
    if tag == "p":
        return word in _STARTING_PREPOSITIONS
    return tag not in _BAD_START or word in _STARTING


def may_end(word: str, tag: str) -> bool:
    """Whether a term may end with the word."""
    return word not in _NEVER_END and tag[0] != "u" and tag not in _BAD_END


def is_framed(texts: Sequence[str], tags: Sequence[str]) -> bool:
    """Whether a run that begins with a preposition is a phrase: 以…为…, 从…到…, 为 with a verb.

    A preposition with a noun alone is context of the noun. Runs that begin otherwise are phrases.
    """
    if tags[0] != "p":
        return True
    if texts[0].startswith("为"):
        return any(tag[0] == "v" for tag in tags[2:])
    later = zip(texts[2:], tags[2:], strict=True)
    return any(text in ("为", "到", "来") or (tag[0] == "v" and tag != "vn") for text, tag in later)


def framed(texts: Sequence[str]) -> tuple[str, ...]:
    """The words that 以…为 with one more word holds; none where the run is no such frame."""
    holds = len(texts) > 3 and texts[0] == "以" and texts[-2] == "为"
    return tuple(texts[1:-2]) if holds else ()


def is_verb(word: str, tag: str) -> bool:
    """Whether a word may govern an object, by its tag or by its English glosses."""
    return tag[0] == "v" or any(gloss.startswith("to ") for gloss in glosses(word))


def is_plain(tag: str) -> bool:
    """Tags of words that are no term alone."""
    return tag[0] in "dmqrtfuxcpyz" or tag == "eng"
