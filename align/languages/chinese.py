"""Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.languages.profile import Profile, Span
from align.numbers.chinese import leading

#: Longer texts are cut in pieces, so that time and memory stay linear.
_PIECE = 2_000
_WRAP = re.compile(r"\n")
_SPACE = re.compile(r"[\s\x00-\x1f]+")


def split(text: str) -> Iterator[Span]:
    """Words by the most probable path through jieba's dictionary, without its model of names."""
    from align.jieba_words import segmenter
    from align.script import simplified

    cut = segmenter().cut
    places = [place for place, character in enumerate(text) if character != "\n"]
    joined = _WRAP.sub("", text)
    plain = simplified(joined)
    if len(plain) != len(joined):
        plain = joined
    for first in range(0, len(plain), _PIECE):
        start = first
        for word in cut(plain[first : first + _PIECE]):
            end = start + len(word)
            if not _SPACE.fullmatch(word):
                yield places[start], places[end - 1] + 1
            start = end


def normal(word: str) -> str:
    """The word in simplified characters and lower case."""
    from align.script import simplified

    return simplified(word).lower()


def pinyin(text: str) -> str:
    """Pinyin without tones and blanks; what is not Chinese stays as it is."""
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(normal(text)))


_TOKEN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]+|[a-z0-9]+(?:['’][a-z]+)?")


def content(text: str) -> list[str]:
    """The words of a Chinese or English text: words of the dictionary, stems and numbers."""
    from align.dictionary import cut
    from align.english import grammar, stem

    found: list[str] = []
    for run in _TOKEN.findall(text.lower()):
        if run[0] >= "\u3400":
            found.extend(cut(run))
        elif run not in grammar():
            found.append(stem(re.split("['’]", run)[0]))
    return found


PROFILE = Profile(
    module=__name__,
    code="zh",
    name="Chinese",
    own_name="中文",
    scripts=("Hans", "Hant"),
    letters="\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af",
    length=1.0,
    split=split,
    normal=normal,
    key=pinyin,
    contents=content,
    joint="",
    cells=2,
    marks="。！？…",
    numerals=leading,
)
