"""What the names of files say of the languages of texts: speech.zh.docx, EN-speech, 讲话（英文版）.

A mark is a language, or the part that a text has in a pair (原文, translation). It is looked for at
the end, at the beginning, within brackets and between two separators; what is left when it is taken
out is what a text and its translation have in common.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ORIGINAL, TRANSLATION = 0, 1

_CHINESE = (
    r"zh(?:[-_]?(?:hans|hant))?(?:[-_]?(?:cn|tw|hk|mo|sg))?|zho|chi|chn|cn|chs|cht|cmn|sc|tc|hans|hant"
    r"|(?:(?:simplified|traditional)[ ._-]?)?chinese|mandarin"
)
_ENGLISH = r"en(?:[-_]?(?:us|gb|uk|au|ca|in))?|eng|(?:(?:american|british)[ ._-]?)?english"
_OF_HAN = (
    r"(?:(?:简体|繁体|繁體)?(?:中文|汉语|漢語|华文|華文|中國語)|简体|繁体|繁體)(?:版|稿|本|原文|原稿)?",
    r"(?:英文|英语|英語|英译|英譯)(?:版|稿|本|文|译本|译文|译稿)?",
)
_ROLES = (
    ("original|orig|source|src", "原文|原稿"),
    ("translation|translated|trans|target|tgt|trg", "译文|譯文|译稿|譯稿|译本|譯本|翻译|翻譯"),
)
#: By side: marks in letters, those in Chinese, and those that stand between separators only.
_LETTERS = tuple(
    f"(?:{languages}|{roles})"
    for languages, (roles, _) in zip((_CHINESE, _ENGLISH), _ROLES, strict=True)
)
_HAN = tuple(f"(?:{name}|{roles})" for name, (_, roles) in zip(_OF_HAN, _ROLES, strict=True))
_MARKS = tuple(
    f"(?:{letters}|{han}|{single})"
    for letters, han, single in zip(_LETTERS, _HAN, ("[中汉漢简簡繁]", "英"), strict=True)
)
_SEPARATOR = r"[\s._·,，、–—-]"
_OPEN, _CLOSE = r"[(（\[【「『{]\s*", r"\s*[)）\]】」』}]"
_IGNORE = re.IGNORECASE
_BRACKETED = tuple(re.compile(rf"{_SEPARATOR}*{_OPEN}{mark}{_CLOSE}", _IGNORE) for mark in _MARKS)
_LAST = tuple(re.compile(rf"(?:^|{_SEPARATOR}+){mark}$", _IGNORE) for mark in _MARKS)
_FIRST = tuple(re.compile(rf"^{mark}(?:{_SEPARATOR}+|$)", _IGNORE) for mark in _MARKS)
_BETWEEN = tuple(re.compile(rf"(?<={_SEPARATOR}){mark}{_SEPARATOR}+", _IGNORE) for mark in _MARKS)
#: Without a separator: Chinese ones beside anything, letters beside Chinese and digits, and
#: capitals beside small letters.
_LAST_GLUED = tuple(
    re.compile(rf"(?:(?<=[^\Wa-zA-Z_]){letters}|(?<=\w){han})$", _IGNORE)
    for letters, han in zip(_LETTERS, _HAN, strict=True)
)
_FIRST_GLUED = tuple(
    re.compile(rf"^(?:{letters}(?=[^\W\da-zA-Z_])|{han}(?=\w))", _IGNORE)
    for letters, han in zip(_LETTERS, _HAN, strict=True)
)
_CAPITALS = re.compile(r"(?<=[a-z])(?:(CN|ZH|CHN|CHS|CHT|CHI)|(EN|ENG))$")
_TOGETHER = rf"(?:{_SEPARATOR}|[+&＆/和及与]|to|2)*"
_BOTH = re.compile(
    rf"(?<![a-z])(?:(?:{_CHINESE}){_TOGETHER}(?:{_ENGLISH})|(?:{_ENGLISH}){_TOGETHER}(?:{_CHINESE}))(?![a-z])"
    r"|[中汉漢]英|英[中汉漢]|双语|雙語|对照|對照|中文和英文|bilingual",
    _IGNORE,
)
_SEPARATORS = re.compile(rf"{_SEPARATOR}+")
_WHOLE = tuple(re.compile(mark, _IGNORE) for mark in _MARKS)


@dataclass(frozen=True, slots=True)
class Named:
    """One way to understand the name of a file.

    Attributes:
        key: the name without its mark, as it is compared: separators, width and case are one.
        side: ORIGINAL for Chinese or an original, TRANSLATION for English or a translation; None
            where no mark was taken out.
        name: the name without its mark as it is written; "" where it is a mark alone.
        sure: the mark stands at an end of the name, or in brackets.
    """

    key: str
    side: int | None
    name: str
    sure: bool = True


def ways_to_read(path: Path) -> tuple[Named, ...]:
    """All ways to understand the name of a file, the one without a mark first."""
    stem = unicodedata.normalize("NFC", _stem(path))
    found = [Named(_key(stem), None, stem)]
    if not _BOTH.search(stem):
        found += _marked(stem)
    return tuple(dict.fromkeys(found))


def side_of_folder(name: str) -> int | None:
    """The side whose texts a folder holds that is called by a mark alone, as "en" or "中文"."""
    plain = unicodedata.normalize("NFC", name).strip()
    return next((side for side, mark in enumerate(_WHOLE) if mark.fullmatch(plain)), None)


def _stem(path: Path) -> str:
    """The name without its ending, unless that is a language: corpus.zh and corpus.en."""
    return path.name if side_of_folder(path.suffix[1:]) is not None else path.stem


def _key(name: str) -> str:
    return _SEPARATORS.sub(" ", unicodedata.normalize("NFKC", name).casefold()).strip()


def _marked(stem: str) -> Iterator[Named]:
    for sure, forms in (
        (True, (_BRACKETED, _LAST, _FIRST, _LAST_GLUED, _FIRST_GLUED)),
        (False, (_BETWEEN,)),
    ):
        for form in forms:
            for side, mark in enumerate(form):
                for match in mark.finditer(stem):
                    yield _without(stem, match, side, sure=sure)
    capitals = _CAPITALS.search(stem)
    if capitals:
        yield _without(stem, capitals, ORIGINAL if capitals[1] else TRANSLATION, sure=True)


def _without(stem: str, match: re.Match[str], side: int, *, sure: bool) -> Named:
    before, after = stem[: match.start()], stem[match.end() :]
    # a single character such as （中） may also be the second of three parts
    letters = [each for each in match[0] if each.isalpha()]
    single = len(letters) == 1
    rest = (before + after).strip(" \t._-–—")
    return Named(_key(before + after), side, rest, sure=sure and not single)
