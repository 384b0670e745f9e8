"""Formulations that came in the place of others, as Chinese sentences say it.

"从“四个中心”拓展为“五个中心”", "货币政策从“稳健”调整为“适度宽松”".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.model import Language
from glossary.formulas.find import asked
from glossary.language.lists import lists, pattern
from glossary.model import RelationKind
from glossary.relating.model import Known, Saying, ending_at, starting_at

_NEAR = 8  #: characters before a change that may say that there is none
_SHARED = 2  #: characters that what became something else keeps
_JOINED = ("的", "")  #: what stands between a modifier and what it is said of


def changes(text: str, known: Known) -> Iterator[Saying]:
    """The changes that a sentence tells of, where it names the old and the new term."""
    for found in pattern(Language.ZH, "relations", "{changed}").finditer(text):
        before = text[max(0, found.start() - _NEAR) : found.start()]
        if not pattern(Language.ZH, "relations", "{not_said}").search(before):
            yield from _whole(text, found, known) or _left_out(text, found, known)


def _whole(text: str, found: re.Match[str], known: Known) -> list[Saying]:
    """What both terms stand there of."""
    old = _old(found)
    if not known(old):
        return []
    new = next(filter(known, starting_at(text, found.end())), None)
    if new is None or not _can_follow(old, new, found[0]):
        return []
    return [_saying(new, old, found.start(), found.end() + len(new))]


def _left_out(text: str, found: re.Match[str], known: Known) -> list[Saying]:
    """What names what changed once: 货币政策从“稳健”调整为“适度宽松”."""
    for start, head in ending_at(text, found.start()):
        for joint in _JOINED:
            old = _old(found) + joint + head
            if known(old):
                for new in starting_at(text, found.end()):
                    if any(known(whole := new + each + head) for each in _JOINED):
                        return [_saying(whole, old, start, found.end() + len(new))]
    return []


def _old(found: re.Match[str]) -> str:
    """The term that a change begins with, by whichever preposition."""
    return str(found[1] or found[2])


def _saying(new: str, old: str, start: int, end: int) -> Saying:
    return Saying(RelationKind.SUPERSEDES, new, old, start, end)


def _can_follow(old: str, new: str, sign: str) -> bool:
    """Whether one can be the other's successor: of two formulas that with more members.

    What turned into something else was another thing, unless it keeps a part of its wording.
    """
    if old in new or new in old:
        return False
    first, second = (asked(each, Language.ZH) for each in (old, new))
    if first and second and first.head:
        return first.head == second.head and first.count < second.count
    verb, known = sign.rstrip('"“《'), lists(Language.ZH, "relations")
    if verb.endswith(known["renamed"].words):
        return True
    becoming = (*known["altered"].words, *known["became"].words)
    return verb.endswith(becoming) and len(set(old) & set(new)) >= _SHARED
