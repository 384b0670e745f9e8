"""What a sentence says of two terms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from glossary.model import RelationKind

#: Whether a text is a term of the glossary.
Known = Callable[[str], bool]

LONGEST = 24  #: characters of a term that is looked for beside a sign
#: Marks that no term begins or ends with, though keys take them for none.
MARKS = frozenset("，。；：！？、…—,.;:!? \u3000")


@dataclass(frozen=True, slots=True)
class Saying:
    """A relation of one term to another one, as a sentence says it.

    Attributes:
        owner, target: the terms, as they stand there; what a sentence says once of both is in both
            ("货币政策从稳健转为适度宽松").
        start, end: the characters of the sentence that say it.
    """

    kind: RelationKind
    owner: str
    target: str
    start: int
    end: int


def ending_at(text: str, end: int) -> Iterator[tuple[int, str]]:
    """The texts that end at a place, the longest first, each with its start."""
    if text[end - 1 : end] in MARKS:
        return
    for start in range(max(0, end - LONGEST), end - 1):
        if text[start] not in MARKS and _is_balanced(text[start:end]):
            yield start, text[start:end]


def starting_at(text: str, start: int) -> Iterator[str]:
    """The texts that start at a place, the longest first."""
    if text[start : start + 1] in MARKS:
        return
    for end in range(min(len(text), start + LONGEST), start + 1, -1):
        if text[end - 1] not in MARKS and _is_balanced(text[start:end]):
            yield text[start:end]


def _is_balanced(text: str) -> bool:
    """Whether quotation marks that a text has are opened and closed in it."""
    return text.count("“") == text.count("”") and text.count("《") == text.count("》")
