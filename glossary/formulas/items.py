"""What is read in the items of lists, once for all lists around a formula: they share most."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from glossary.formulas.listing import Listing
from glossary.formulas.model import Formula
from glossary.formulas.passage import Passage, Span, Word, head_in

STOPS = re.compile("[。！？!?\n]|[.](?=\\s)")
COMMAS = re.compile("[，,；;]")
_QUOTED = re.compile("“.*?”")
_OPENING = tuple('“‘「"')


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list.

    Attributes:
        head: where what the formula counts stands in it, if it does.
        parted: whether marks of items part it, those in quotation marks aside.
        quoted: whether a quotation mark stands before it.
    """

    text: str
    words: Sequence[Word]
    head: Span | None
    unbalanced: bool
    comma: bool
    parted: bool
    stop: bool
    quoted: bool


class Items:
    """The items of lists around a formula in a passage.

    Attributes:
        heads: what each item has where the formula says what it counts; else empty.
    """

    def __init__(self, passage: Passage, formula: Formula) -> None:
        heads = formula.heads
        self.heads = heads if all(heads) else ()
        self._passage = passage
        self._known: dict[tuple[Span, str], Item] = {}

    def of(self, listing: Listing) -> list[Item]:
        """Those of a list, in order."""
        heads = self.heads or ("",) * len(listing.items)
        known = self._known
        return [
            known.get((span, head)) or self._read(span, head)
            for span, head in zip(listing.items, heads, strict=True)
        ]

    def held(self, items: Sequence[Item]) -> str:
        """Whether the items have what the formula counts, in words."""
        if not self.heads:
            return "nothing said"
        held = sum(item.head is not None for item in items)
        return "all" if held == len(items) else "some" if held else "none"

    def _read(self, span: Span, head: str) -> Item:
        passage = self._passage
        text = passage.text[slice(*span)]
        item = self._known[span, head] = Item(
            text,
            passage.words_in(*span),
            head_in(passage, span, head) if head else None,
            is_unbalanced(text),
            COMMAS.search(text) is not None,
            "、" in text and "、" in _QUOTED.sub("", text),
            STOPS.search(text) is not None,
            passage.text[span[0] - 1 : span[0]] in _OPENING,
        )
        return item


def is_unbalanced(text: str) -> bool:
    """Whether quotation marks or brackets open and do not close, or the other way round."""
    return any(text.count(one) != text.count(two) for one, two in ("“”", "（）", "()", "《》"))
