"""The head of a Chinese term, which is its last part: 新质生产力 is a 生产力."""

from __future__ import annotations

from collections.abc import Iterator

from glossary.language.chinese.words import words

SHORTEST = 3  #: characters of a head: 建设 and 制度 end hundreds of terms, and say little of them
#: Tags with which no attribute begins: a term with a verb there is a verb and its object (构建…).
_NO_BEGINNING = frozenset({"v", "vd", "zg"})
#: First letters of tags of words that no attribute has: it would be two terms, or a clause.
_NO_PART = frozenset("cdprh")


def heads(term: str) -> Iterator[str]:
    """The parts of a term that may be its head, the longest first; not the term itself.

    What stands before a head must modify it, as far as the tags of its words tell that: 构建 has
    人类命运共同体 as its object.
    """
    found = words(term)
    if not found.starts or found.tags[0] in _NO_BEGINNING:
        return
    if (found.starts[0], found.ends[-1]) != (0, len(term)) or len(list(found.clauses())) > 1:
        return
    for number in range(1, len(found)):
        before = found.tags[number - 1]
        head = term[found.starts[number] :]
        if before[0] in _NO_PART or found.tags[number][0] in "cp" or len(head) < SHORTEST:
            return
        if before not in _NO_BEGINNING:
            yield head
