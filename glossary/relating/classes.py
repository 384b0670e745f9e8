"""Terms that are kinds of what others name, as Chinese sentences say it.

"人工智能、大数据等数字技术", "以人工智能为代表的新质生产力", "全过程人民民主是一种……的民主".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from align.model import Language
from glossary.language.chinese.words import Words, words
from glossary.language.lists import pattern
from glossary.model import RelationKind
from glossary.relating.model import Known, Saying, ending_at, starting_at

_OPENING, _CLOSING = '“"《', '”"》'
_BETWEEN = "、"
_CLAUSE = re.compile("[^，。；：！？、…—]*")
#: First letters of tags of words after which a class is no whole phrase: 新兴产业合作 is none.
_GOES_ON = frozenset("nvajblief")
#: First letters of tags of last words of what is no thing: 务实合作, 燃眉之急.
_NO_THING = frozenset("vadi")
#: First letters of tags of words that may stand before a term that is whole: no attribute.
_BEFORE = frozenset("pcudvrf")


def classes(text: str, known: Known) -> Iterator[Saying]:
    """The terms of a sentence that it says to be of a kind, which is a term as well."""
    for found in _signs("such_as").finditer(text):
        wide = next(filter(known, starting_at(text, found.end())), None)
        if wide is not None and _is_whole(text, found.end(), wide):
            for start, narrow in _listed(text, found.start(), known):
                yield _saying(narrow, wide, start, found.end() + len(wide))
    for found in _signs("belongs").finditer(text):
        wide = next(filter(known, starting_at(text, found.end())), None)
        if wide is not None and _is_whole(text, found.end(), wide):
            yield from _one(text, found, wide, found.end() + len(wide), known)
    for found in _signs("kind_of").finditer(text):
        clause = _CLAUSE.match(text, found.end())
        end = clause.end() if clause else found.end()
        for start, wide in ending_at(text, end):
            if start >= found.end() and known(wide) and _is_modified(text, found.end(), start):
                yield from _one(text, found, wide, end, known)
                break


def _signs(name: str) -> re.Pattern[str]:
    return pattern(Language.ZH, "relations", f"{{{name}}}")


def _one(text: str, found: re.Match[str], wide: str, end: int, known: Known) -> Iterator[Saying]:
    for start, narrow in ending_at(text, found.start()):
        if known(narrow):
            if _begins(text, start, words(text)):
                yield _saying(narrow, wide, start, end)
            return


def _saying(narrow: str, wide: str, start: int, end: int) -> Saying:
    return Saying(RelationKind.BROADER, narrow, wide, start, end)


def _listed(text: str, end: int, known: Known) -> Iterator[tuple[int, str]]:
    """The terms of a list that ends at a place, from its last one on, with their starts."""
    tagged: Words | None = None
    while True:
        item = next(((start, each) for start, each in ending_at(text, end) if known(each)), None)
        if item is None:
            return
        start, narrow = item
        tagged = tagged or words(text)
        outside = len(text[:start].rstrip(_OPENING))
        is_next = text[:outside].endswith(_BETWEEN)
        if (is_next or _begins(text, start, tagged)) and (outside < start or _is_thing(narrow)):
            yield item
        if not is_next:
            return
        end = len(text[: outside - 1].rstrip(_CLOSING))


def _begins(text: str, start: int, tagged: Words) -> bool:
    """Whether what starts there is a whole phrase: no attribute stands before it."""
    place = bisect_left(tagged.starts, start)
    if place >= len(tagged) or tagged.starts[place] != start:
        return False
    return place == 0 or tagged.ends[place - 1] != start or tagged.tags[place - 1][0] in _BEFORE


def _is_whole(text: str, start: int, wide: str) -> bool:
    """Whether the phrase that starts there is no longer than the term, which is a thing."""
    if not _is_thing(wide):
        return False
    end = start + len(wide)
    tagged = words(text)
    place = bisect_left(tagged.starts, end)
    if place and tagged.ends[place - 1] > end:
        return False
    after = end + len(text[end:]) - len(text[end:].lstrip(_CLOSING))
    if place == len(tagged) or tagged.starts[place] != after:
        return True
    return tagged.tags[place][0] not in _GOES_ON


def _is_thing(term: str) -> bool:
    own = words(term)
    return len(list(own.clauses())) == 1 and own.tags[-1][0] not in _NO_THING


def _is_modified(text: str, start: int, end: int) -> bool:
    """Whether what stands there is an attribute, or nothing."""
    return start == end or text[end - 1] == "的"
