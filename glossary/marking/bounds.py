"""Whether what stands in a Chinese text is a term, or a part of other words, or negated.

A text does not say where its words end. 国企 stands in 外国企业 and is none there, since 外国 and
企业 are likelier words than 外, 国企 and 业 are: the words of the dictionary that cross an end of
the term are weighed against those that keep it whole.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache

from align.jieba_words import Segmenter, segmenter
from align.model import Language
from glossary.language.lists import lists, pattern

#: Characters on either side of a term that its words may depend on.
_AROUND = 6
_HAN = re.compile("[\u3400-\u9fff〇]+")
_HYPHENS = re.compile("[-\u2010\u2011\u2012\u2013\u00ad]")
#: A term in a glossary is at least as likely as a word that the dictionary has seen this often in
#: its sixty million.
_SEEN = 60
#: How much likelier words that cross an end of a term must be, as a logarithm: tenfold.
_MARGIN = math.log(10)
_UNKNOWN = "\0"  #: as likely as a word that was seen once


def is_whole(text: str, start: int, end: int, quoted: tuple[bool, bool]) -> bool:
    """Whether what stands there is a term by itself.

    Args:
        text: in simplified characters, without quotation marks.
        quoted: whether one was before and behind it, where no word goes on.
    """
    before = "" if quoted[0] else _han_before(text, start)
    after = "" if quoted[1] else _han_after(text, end)
    return not (before or after) or _is_whole(before, text[start:end], after)


def is_turned_in_english(words: Sequence[str], between: str, term: str) -> bool:
    """Whether an English term is negated or lessened by what stands before it.

    Args:
        words: the one or two words before it, in lower case.
        between: what stands in the text between the last of them and the term.
        term: the first word of the term as it stands.
    """
    if not words:
        return False
    last, grammar = words[-1], lists(Language.EN, "grammar")
    if last in grammar["turning_prefixes"].set:
        return _HYPHENS.fullmatch(between) is not None or (last == "non" and between.isspace())
    is_least = last in grammar["degrees"].set and between.isspace() and term.endswith("ed")
    return is_least and words[0] != "at"


def _han_before(text: str, start: int) -> str:
    first = start
    while first > max(start - _AROUND, 0) and _HAN.match(text[first - 1]):
        first -= 1
    return text[first:start]


def _han_after(text: str, end: int) -> str:
    match = _HAN.match(text, end, end + _AROUND)
    return match[0] if match else ""


@lru_cache(maxsize=1 << 14)
def _is_whole(before: str, term: str, after: str) -> bool:
    cutter = segmenter()
    if _is_crossed(before, term, after, cutter):
        kept = cutter.likelihood(before) + _likelihood(term, cutter) + cutter.likelihood(after)
        if cutter.likelihood(before + term + after) > kept + _MARGIN:
            return False
    return not _is_turned(before, term, cutter)


def _likelihood(term: str, cutter: Segmenter) -> float:
    return max(cutter.likelihood(term), cutter.likelihood(_UNKNOWN) + math.log(_SEEN))


def _is_crossed(before: str, term: str, after: str, cutter: Segmenter) -> bool:
    """Whether the likeliest words go across an end of the term; 中央|人民政府 is two words."""
    text = before + term + after
    first, last = len(before), len(before) + len(term)
    start = 0
    for word in cutter.cut(text):
        end = start + len(word)
        if start < first < end or start < last < end:
            rests = text[start:first], text[last:end]
            holds = start <= first and last <= end
            if not holds or any(rest and not _is_word(rest, cutter) for rest in rests):
                return True
        start = end
    return False


def _is_word(text: str, cutter: Segmenter) -> bool:
    return len(text) > 1 and bool(cutter.tag(text))


def _is_turned(before: str, term: str, cutter: Segmenter) -> bool:
    """Whether a negation or superlative stands before the term, as a word of its own."""
    grammar = lists(Language.ZH, "grammar")
    if not before or before[-1] not in grammar["turning"].set or before[:-1].endswith(term):
        return False  # 小康不小康 asks
    words = cutter.cut(before)
    if len(words[-1]) > 1:
        return False
    if before[-1] == "次":
        return not pattern(Language.ZH, "grammar", "{counting}$").search(before[:-1])
    # 仍无 says that there is none of what the term names
    return before[-1] not in "未无" or "".join(words[-2:-1]) not in grammar["still"].set
