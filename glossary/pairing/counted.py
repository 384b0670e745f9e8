"""Numeric formulas in a translation: one that counts as many as the Chinese formula renders it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from align.model import Language, SegmentedDocument
from glossary.formulas import parse
from glossary.formulas.english import number, spans

_LEAST_YEAR = 1000


@lru_cache(maxsize=1 << 16)
def is_number(phrase: str) -> bool:
    """Whether a phrase in lower case is a bare number, which renders no term; years are none."""
    try:
        values = [number(word) for word in phrase.replace("-", " ").split()]
    except KeyError:
        return False
    return all(value < _LEAST_YEAR for value in values)


def renderings(
    form: str, english: SegmentedDocument, segments: Sequence[int]
) -> Iterator[tuple[int, int, int]]:
    """English formulas with the count of the Chinese `form`, as (segment, start, end).

    Nothing where `form` is no formula.
    """
    formula = parse(form, Language.ZH)
    if formula is None:
        return
    for segment in segments:
        text = english.segments[segment].reading.text
        for start, end in dict.fromkeys(spans(text)):
            found = parse(text[start:end], Language.EN)
            if found is not None and found.count == formula.count:
                yield segment, start, end
