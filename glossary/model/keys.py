"""Normalised forms under which terms are matched.

A key decides that two spellings are one term, so it joins only what no reader would tell apart:
what `align.normalise` reads alike, compatibility forms, case, quotation marks, white space, hyphens
and dashes, traditional and simplified characters, a leading English article and the regular plural
of the last English word.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any

from align.english import singular
from align.model import Language
from align.normalise import normalised

#: Marks that are one form whatever their style.
QUOTES = '"“”„‟«»‹›「」『』﹁﹂﹃﹄《》〈〉〝〞〟❝❞″‶ʺ'
APOSTROPHES = "'‘’‚‛`´ʼʻʽʹ′‵ꞌ՚❛❜"
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\u2500\u2501\u2e3a\u2e3b\ufe58"
_STRAIGHT = str.maketrans(
    {
        each: one
        for one, marks in zip("\"'-", (QUOTES, APOSTROPHES, DASHES), strict=True)
        for each in marks
    }
)
_OUTER_SINGLE = re.compile(r"(?<!\w)'|'(?!\w)")
_HYPHENS = re.compile("-+")
_ARTICLE = re.compile(r"^(?:the|an|a) (?=.)")
_EDGES = " .,;:!?。，、；：！？…؟؛،"

#: Most terms are of these characters alone, of which nothing but case and script is normalised.
_PLAIN = {
    Language.ZH: re.compile("[\u4e00-\u9fff]+"),
    Language.EN: re.compile("[A-Za-z]+(?: [A-Za-z]+)*"),
}

_REMEMBERED = 1 << 16  #: keys: extraction asks for each phrase several times

#: Traditional forms that GB 2312, the character set of simplified Chinese, holds as well.
_TRADITIONAL_IN_GB2312 = frozenset("乾吒夥後徵拚捱摺於榘菸薹袷醣麴麽")


@lru_cache(maxsize=_REMEMBERED)
def key(text: str, language: Language) -> str:
    """The form of a term under which it is matched: equal keys mean the same term.

    It is empty only where `text` holds nothing but white space and invisible characters.
    """
    if language in _PLAIN and _PLAIN[language].fullmatch(text):
        if language is Language.ZH:
            return simplified(text)
        return _singular(_ARTICLE.sub("", text.lower()))
    plain = " ".join(compatible(normalised(text)).split())
    if language is Language.ZH:
        return _chinese(plain) or plain
    words = _words(plain)
    return (_singular(_ARTICLE.sub("", words)) if language is Language.EN else words) or plain


def compatible(text: str) -> str:
    """The text with its marks in one style, compatibility forms (NFKC) and case folded."""
    return unicodedata.normalize("NFKC", text.translate(_STRAIGHT)).casefold()


def simplified(text: str) -> str:
    """The text in simplified characters; what is simplified already costs no import."""
    if not _may_be_traditional(text):
        return text
    # The converter is C++ over UTF-8 and refuses lone surrogates.
    return str(_converter().convert(text.encode("utf-8", "replace").decode("utf-8")))


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


def _may_be_traditional(text: str) -> bool:
    if text.isascii():
        return False
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return not _TRADITIONAL_IN_GB2312.isdisjoint(text)


def _chinese(plain: str) -> str:
    dashed = _HYPHENS.sub("-", plain.replace('"', "").replace("'", ""))
    return simplified("".join(dashed.split()).strip(_EDGES))


def _words(plain: str) -> str:
    unquoted = _OUTER_SINGLE.sub("", plain.replace('"', ""))
    return " ".join(_HYPHENS.sub(" ", unquoted).split()).strip(_EDGES)


def _singular(words: str) -> str:
    """Take the regular plural ending off the last word."""
    head, space, last = words.rpartition(" ")
    return head + space + singular(last)
