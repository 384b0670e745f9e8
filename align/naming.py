"""What the names of files say of the languages of texts: speech.zh.docx, FR-speech, 讲话（英文版）.

A mark is a language, or the part that a text has in a pair (原文, translation). It is looked for at
the end, at the beginning, within brackets and between two separators; what is left when it is taken
out is what a text and its translations have in common.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from align.model import Language
from align.script import traditional
from align.titles import names_of_languages
from align.word_lists import word_lists


@dataclass(frozen=True, slots=True)
class Mark:
    """What a mark says; at least one of both.

    Attributes:
        is_original: whether it says that a text is the original, as Chinese is taken for.
    """

    language: Language | None
    is_original: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """One way to understand the name of a file.

    Attributes:
        key: the name without its mark, as it is compared: separators, width and case are one.
        mark: None where no mark was taken out.
        name: the name without its mark as it is written; "" where it is a mark alone.
        sure: the mark stands at an end of the name, or in brackets.
    """

    key: str
    mark: Mark | None
    name: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class _Spelt:
    """How a mark is written: in letters, in characters without blanks between, and short ones that
    stand between separators only; regular expressions, "" for none."""

    mark: Mark
    letters: str
    han: str
    single: str = ""
    capitals: str = ""


#: Languages whose marks are more than their codes and names.
_CHINESE = (
    r"zh(?:[-_]?(?:hans|hant))?(?:[-_]?(?:cn|tw|hk|mo|sg))?|zho|chi|chn|cn|chs|cht|cmn|sc|tc|hans|hant"
    r"|(?:(?:simplified|traditional)[ ._-]?)?chinese|mandarin"
)
_ENGLISH = r"en(?:[-_]?(?:us|gb|uk|au|ca|in))?|eng|(?:(?:american|british)[ ._-]?)?english"
_OWN = (
    _Spelt(
        Mark(Language.ZH, is_original=True),
        _CHINESE,
        r"(?:(?:简体|繁体|繁體)?(?:中文|汉语|漢語|华文|華文|中國語)|简体|繁体|繁體)(?:版|稿|本|原文|原稿)?",
        "[中汉漢简簡繁]",
        "CN|ZH|CHN|CHS|CHT|CHI",
    ),
    _Spelt(
        Mark(Language.EN),
        _ENGLISH,
        r"(?:英文|英语|英語|英译|英譯)(?:版|稿|本|文|译本|译文|译稿)?",
        "英",
        "EN|ENG",
    ),
    _Spelt(Mark(None, is_original=True), "original|orig|source|src", "原文|原稿"),
    _Spelt(
        Mark(None),
        "translation|translated|trans|target|tgt|trg",
        "译文|譯文|译稿|譯稿|译本|譯本|翻译|翻譯",
    ),
)
_REGION = r"(?:[-_](?:[a-z]{2}|419))?"
_VERSION = r"(?:版|稿|本|文|译本|译文|译稿)?"
_SEPARATOR = r"[\s._·,،，、–—-]"
_OPEN, _CLOSE = r"[(（\[【「『{]\s*", r"\s*[)）\]】」』}]"
_IGNORE = re.IGNORECASE
_SEPARATORS = re.compile(rf"{_SEPARATOR}+")
_TOGETHER = rf"(?:{_SEPARATOR}|[+&＆/和及与]|to|2)*"
_BILINGUAL = re.compile(
    "[中汉漢]英|英[中汉漢]|双语|雙語|对照|對照|中文和英文|bilingual|multilingual", _IGNORE
)


@cache
def _spelt() -> Sequence[_Spelt]:
    """All marks."""
    found = [
        replace(spelt, letters="|".join([spelt.letters, *_long_names(spelt.mark.language)]))
        for spelt in _OWN
    ]
    known = {spelt.mark.language for spelt in _OWN}
    singles = word_lists("align", "titles")["singles"].values
    for language in dict.fromkeys(names_of_languages().values()):
        if language in known:
            continue
        known_as = {word for word, each in names_of_languages().items() if each is language}
        known_as |= {language.profile.own_name, *map(traditional, known_as)}
        words = sorted(known_as, key=lambda word: (-len(word), word))
        letters = [re.escape(word) for word in words if _is_in_letters(word) and word != language]
        han = [re.escape(word) for word in words if not _is_in_letters(word)]
        found.append(
            _Spelt(
                Mark(language),
                "|".join([*letters, language + _REGION]),
                f"(?:{'|'.join(han)}){_VERSION}" if han else "",
                str(singles.get(language, "")),
                language.upper(),
            )
        )
    return found


def _long_names(language: Language | None) -> list[str]:
    """What a language is called in letters, without its codes."""
    names = (word for word, each in names_of_languages().items() if each is language)
    return [re.escape(word) for word in names if _is_in_letters(word) and len(word) > 3]


def _is_in_letters(word: str) -> bool:
    """Whether a name is written in a script that sets words apart, and stands apart itself."""
    return not re.search("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]", word)


@cache
def _forms() -> Sequence[tuple[Mark, bool, re.Pattern[str]]]:
    """Each mark in each place, with whether it is sure there."""
    found: list[tuple[Mark, bool, re.Pattern[str]]] = []
    for form in (
        rf"{_SEPARATOR}*{_OPEN}{{any}}{_CLOSE}",
        rf"(?:^|{_SEPARATOR}+){{any}}$",
        rf"^{{any}}(?:{_SEPARATOR}+|$)",
        # Without a separator: Chinese ones beside anything, letters beside Chinese and digits, and
        # capitals beside small letters.
        r"(?:(?<=[^\Wa-zA-Z_]){letters}|(?<=\w){han})$",
        r"^(?:{letters}(?=[^\W\da-zA-Z_])|{han}(?=\w))",
        rf"(?<={_SEPARATOR}){{any}}{_SEPARATOR}+",
    ):
        is_between = form.startswith("(?<=[") and form.endswith("+")
        for each in _spelt():
            parts = {
                "any": _any(each.letters, each.han, each.single),
                "letters": _any(each.letters),
                "han": _any(each.han),
            }
            text = form
            for name, part in parts.items():
                text = text.replace(f"{{{name}}}", part)
            found.append((each.mark, not is_between, re.compile(text, _IGNORE)))
    found += [
        (each.mark, True, re.compile(rf"(?<=[a-z])(?:{each.capitals})$"))
        for each in _spelt()
        if each.capitals
    ]
    return found


def _any(*marks: str) -> str:
    return f"(?:{'|'.join(filter(None, marks)) or '(?!)'})"


def ways_to_read(path: Path) -> tuple[Named, ...]:
    """All ways to understand the name of a file, the one without a mark first."""
    stem = unicodedata.normalize("NFC", _stem(path))
    found = [Named(_key(stem), None, stem)]
    if not _names_several(stem):
        found += _marked(stem)
    return tuple(dict.fromkeys(found))


def mark_of_folder(name: str) -> Mark | None:
    """The texts that a folder holds which is called by a mark alone, as "en" or "中文"."""
    plain = unicodedata.normalize("NFC", name).strip()
    for each in _spelt():
        if re.fullmatch(_any(each.letters, each.han, each.single), plain, _IGNORE):
            return each.mark
    return None


def _names_several(stem: str) -> bool:
    """Whether a name says that the file holds several languages."""
    if _BILINGUAL.search(stem):
        return True
    for one, together, other in _next_to_each_other().findall(stem):
        first, second = (mark_of_folder(each) for each in (one, other))
        whole = mark_of_folder(one + together + other)  # es-AR is one
        if first != second and whole is None:
            return True
    return False


@cache
def _next_to_each_other() -> re.Pattern[str]:
    language = "|".join(each.letters for each in _spelt() if each.mark.language)
    return re.compile(rf"(?<![^\W\d_])({language})({_TOGETHER})({language})(?![^\W\d_])", _IGNORE)


def _stem(path: Path) -> str:
    """The name without its ending, unless that is a language: corpus.zh and corpus.en."""
    return path.name if mark_of_folder(path.suffix[1:]) is not None else path.stem


def _key(name: str) -> str:
    return _SEPARATORS.sub(" ", unicodedata.normalize("NFKC", name).casefold()).strip()


def _marked(stem: str) -> Iterator[Named]:
    for mark, is_sure, form in _forms():
        for match in form.finditer(stem):
            yield _without(stem, match, mark, sure=is_sure)


def _without(stem: str, match: re.Match[str], mark: Mark, *, sure: bool) -> Named:
    before, after = stem[: match.start()], stem[match.end() :]
    # a single character such as （中） may also be the second of three parts
    letters = [each for each in match[0] if each.isalpha()]
    single = len(letters) == 1
    rest = (before + after).strip(" \t._-–—")
    return Named(_key(before + after), mark, rest, sure=sure and not single)
