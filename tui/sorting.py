"""What the rows of the queue are in order of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, TypeAlias

from align.languages import Language, languages
from glossary.model import ConceptStatus
from glossary.store.reading.summaries import Summary


class Sort(StrEnum):
    """What the rows are in order of."""

    WORTH = "what deserves a decision"
    STATUS = "status"
    KIND = "kind"
    SUBJECT = "subject"
    USES = "uses"
    SCORE = "score"


Order: TypeAlias = Sort | Language  #: a column: of a language, its terms in the alphabet


def order_of(name: str) -> Order:
    """The order that is kept under a name; by what deserves a decision where none is."""
    every: tuple[Order, ...] = (*Sort, *languages())
    return next((each for each in every if each == name), Sort.WORTH)


def named(order: Order) -> str:
    """What to call an order."""
    return order.label if isinstance(order, Language) else order.value


_STATUS_ORDER = {status: place for place, status in enumerate(ConceptStatus)}
_KEYS: Mapping[Sort, Callable[[Summary], Any]] = {
    Sort.STATUS: lambda each: _STATUS_ORDER[each.status],
    Sort.KIND: lambda each: each.kind.value,
    Sort.SUBJECT: lambda each: (not each.subject, each.subject),
    Sort.USES: lambda each: -each.frequency,
    Sort.SCORE: lambda each: -each.score,
}


def key_of(order: Order) -> Callable[[Summary], Any]:
    """What sorts the rows in an order."""
    if isinstance(order, Sort):
        return _KEYS[order]

    def in_alphabet(each: Summary) -> tuple[bool, str, str]:
        text = each.term(order)
        return not text, each.sorting(order), text

    return in_alphabet
