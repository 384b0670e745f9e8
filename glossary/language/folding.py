"""Texts in the form under which they are searched, and the places of what was found.

Of languages that write no blanks every character is folded by itself, so that places in the folded
text are those in the text. Of the others the words are folded to their normal forms with a blank
around each, so that a form is found whatever its inflection and never within a word.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from align.model import Language
from align.normalise import normalised
from align.script import simplified
from align.text import storable
from glossary.model.keys import compatible


def is_dense(language: Language) -> bool:
    """Whether a language writes no blanks between words."""
    return not language.profile.joint


def folded(text: str, language: Language) -> str:
    """The form under which a text of this language is searched; "" where it says nothing."""
    if is_dense(language):
        return _characters(text, language)
    normal = language.profile.normal
    words = (normal(compatible(word)) for word in language.profile.words(text))
    whole = " ".join("".join(word.split()) for word in words)
    return f" {whole} " if whole else ""


def folded_query(text: str, language: Language) -> str:
    """The form of what people type in folded texts that have no blanks between words.

    It is read as texts are first: half-width kana are full-width ones there.
    """
    plain = normalised(storable(text))
    return folded("".join(plain.split()) if is_dense(language) else plain, language)


def folded_queries(text: str, language: Language) -> tuple[str, ...]:
    """The forms in which what people type is looked for: without blanks, and with its own.

    Texts that write no blanks between words have some around words of other scripts.
    """
    kept = folded(normalised(storable(text)), language)
    return tuple(dict.fromkeys(filter(None, (folded_query(text, language), kept))))


def places(text: str, searched: str, part: str, language: Language) -> Iterator[tuple[int, int]]:
    """The places in a text where its folded form has a folded part; they do not overlap."""
    found = _starts(searched, part, step=len(part) if is_dense(language) else len(part) - 1)
    if is_dense(language):
        yield from ((start, start + len(part)) for start in found)
        return
    words = list(language.profile.split(text))
    length = part.count(" ") - 1
    for start in found:
        first = searched.count(" ", 0, start)
        yield words[first][0], words[first + length - 1][1]


def _starts(searched: str, part: str, step: int) -> Iterator[int]:
    at = searched.find(part) if part else -1
    while at >= 0:
        yield at
        at = searched.find(part, at + step)


def _characters(text: str, language: Language) -> str:
    whole = compatible(text)
    if len(whole) != len(text) or not unicodedata.is_normalized("NFKC", text):
        whole = "".join(_of_same_length(character, compatible(character)) for character in text)
    if language is Language.ZH:
        plain = simplified(whole)
        if len(plain) != len(whole):
            plain = "".join(_of_same_length(each, simplified(each)) for each in whole)
        return plain
    return whole


def _of_same_length(character: str, form: str) -> str:
    return form if len(form) == 1 else character
