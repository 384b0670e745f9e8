"""Capitalised names in English text: institutions, meetings, laws; and which names are persons'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from glossary.language.english.tags import Token
from glossary.language.english.words import KIND_OF_HEAD, word_set
from glossary.model import Kind

_LONGEST = 16  #: tokens of a name

_INITIAL = "b|p|m|f|d|t|n|l|g|k|h|j|q|x|zh|ch|sh|r|z|c|s|y|w"
_FINAL = (
    "iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|uo|ui|ue"
    "|ve|er|a|o|e|i|u|v|ü"
)
_PINYIN = re.compile(f"(?:(?:{_INITIAL})?(?:{_FINAL})['’-]?){{1,3}}")
_SURNAMES = word_set(
    "wang li zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang"
    " song zheng xie han tang feng yu dong xiao cheng cao yuan deng xu fu shen zeng peng lü lu"
    " su jiang cai jia ding wei xue ye yan pan du dai xia zhong tian ren fan fang shi yao tan"
    " liao zou xiong jin lu hao kong bai cui kang mao qiu qin shi hou shao meng long wan duan"
    " qian tang yin li yi chang wu qiao he lai gong wen xi lian hua"
)


def names(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The maximal capitalised names of a segment as (first, last) token indices, last excluded."""
    i = 0
    while i < len(tokens):
        if not _capital(tokens, i):
            i += 1
            continue
        j = _end(tokens, i)
        if j - i > 1:
            yield i, j
        i = max(j, i + 1)


def _capital(tokens: Sequence[Token], i: int) -> bool:
    token = tokens[i]
    if token.text[0].isdigit():
        return token.tag == "JJ" and i + 1 < len(tokens) and tokens[i + 1].tag == "NNP"
    if not token.text[0].isupper() or token.lower in _NEVER:
        return False
    return token.tag == "NNP" or (i == 0 and token.tag in ("JJ", "NN", "NNS"))


_NEVER = word_set(
    "the a an this that these those we i you he she they it our his her its their in on at to and"
)


def _end(tokens: Sequence[Token], first: int) -> int:
    """Where the name that starts at `first` ends."""
    end = first + 1
    size = len(tokens)
    while end < size and end - first < _LONGEST:
        if _capital(tokens, end):
            end += 1
            continue
        step = _bridge(tokens, first, end)
        if not step:
            break
        end += step
    return end


def _bridge(tokens: Sequence[Token], first: int, at: int) -> int:
    """How many lower-case tokens at `at` join what stands on both sides into one name."""
    word = tokens[at].lower
    left = tokens[at - 1].lower
    if tokens[at].tag == "POS" or (tokens[at].tag in ("VBN", "JJ") and at + 1 < len(tokens)):
        return int(at + 1 < len(tokens) and _capital(tokens, at + 1))
    if word in ("of", "for", "on") and tokens[first].lower not in _ROLES:
        for step in (1, 2):
            if at + step < len(tokens) and _capital(tokens, at + step):
                return step if step == 1 or tokens[at + 1].lower == "the" else 0
        return 0
    if word == "and" and KIND_OF_HEAD.get(left) not in _CLOSING and at + 1 < len(tokens):
        return int(_capital(tokens, at + 1) and _headed(tokens, at + 1))
    return 0


#: Titles of persons: "Chairman of X" is a person's post, X the name.
_ROLES = word_set(
    "chairman chairwoman secretary director deputy member minister head mayor governor manager"
    " vice president comrade vice-chairman vice-president editor"
)


#: Kinds of names that are complete before "and": "the Party Committee and …".
_CLOSING = (Kind.INSTITUTION, Kind.MEETING, Kind.LAW)


def _headed(tokens: Sequence[Token], at: int) -> bool:
    """Whether the capitalised run at `at` ends in a word that heads names, like Commission."""
    end = at
    while end < len(tokens) and _capital(tokens, end):
        end += 1
    return end > at + 1 and tokens[end - 1].lower in KIND_OF_HEAD


@lru_cache(maxsize=50_000)
def is_person(form: str) -> bool:
    """Whether a capitalised form looks like a person's name: a Chinese surname and a given name."""
    words = form.split()
    if words and words[0].lower() in ("comrade", "president", "premier", "chairman", "mr", "mr."):
        words = words[1:]
    if len(words) not in (2, 3) or not all(word[0].isupper() and word.isalpha() for word in words):
        return False
    return words[0].lower() in _SURNAMES and all(
        _PINYIN.fullmatch(word.lower()) for word in words[1:]
    )
