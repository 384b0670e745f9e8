"""Conditions under which a rendering is used, as people set them and as they are written.

One is written as "after 世界", "before 建设", "about trade" or "in official media"; "not
after 世界" denies that texts show it. Several have "; " between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from align.errors import InputError
from align.normalise import normalised


class ConditionKind(StrEnum):
    """What a condition is about; the values are what it is written with."""

    AFTER = "after"  #: a word stands right before the term
    BEFORE = "before"  #: a word stands right behind the term
    SUBJECT = "about"  #: the text is about a subject
    DOCUMENT = "in"  #: the text is a document of a kind: by its issuer, their rank, or its title


@dataclass(frozen=True, slots=True)
class Condition:
    """Where a rendering is used.

    Attributes:
        text: a word beside the term in the original, a subject, or a kind of document.
        denied: a person says that it is no condition of the rendering, whatever texts show.
    """

    kind: ConditionKind
    text: str
    denied: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", normalised(self.text))

    def __str__(self) -> str:
        return f"{'not ' if self.denied else ''}{self.kind} {self.text}"


_DIVIDER = re.compile(r"[;；\n]")
_WRITTEN = re.compile(rf"(?i:(not\s+)?({'|'.join(ConditionKind)}))\s+(\S.*)", re.DOTALL)
_BETWEEN = "; "


def condition_of(text: str) -> Condition:
    """The condition that a text writes.

    Raises:
        InputError: it writes none.

    >>> condition_of("not after 世界")
    Condition(kind=<ConditionKind.AFTER: 'after'>, text='世界', denied=True)
    """
    plain = normalised(text).strip()
    found = _WRITTEN.fullmatch(plain)
    if found is None or _DIVIDER.search(plain):
        raise InputError(
            f"the condition is {plain[:40] or 'empty'}",
            "write: after WORD, before WORD, about SUBJECT, or in KIND OF DOCUMENT",
        )
    return Condition(ConditionKind(found[2].lower()), found[3], denied=found[1] is not None)


def conditions_of(text: str) -> tuple[Condition, ...]:
    """The conditions that a text writes, each once; of one that is also denied the last counts.

    Raises:
        InputError: a part of it writes none.
    """
    parts = (part for part in _DIVIDER.split(text) if part.strip())
    return distinct(map(condition_of, parts))


def distinct(conditions: Iterable[Condition]) -> tuple[Condition, ...]:
    """The conditions, each once; of one that is also denied the last counts."""
    found = {(each.kind, each.text.casefold()): each for each in conditions}
    return tuple(found.values())


def written(conditions: Iterable[Condition]) -> str:
    """The conditions as `conditions_of` reads them."""
    return _BETWEEN.join(map(str, conditions))
