"""A sheet for interpreters, to print: the terms of each subject on a page of their own.

What a sheet shows of an entry is little and large: a term, how a Chinese one is read, and the
renderings to use, the preferred one first.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from align.languages import Language
from exports.pairs import Left, Pair, left_out, one_line
from exports.xlsx.columns import pinyin
from glossary.model import TO_AVOID, Concept, in_language, preferred
from glossary.model.fields import Field

CARRIES = frozenset({Field.OTHER_TERMS, Field.SUBJECT})
#: What the entries without a subject stand under.
NO_SUBJECT = "Other terms"
#: What stands between the terms of one language.
BETWEEN = " / "


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """An entry as it is printed.

    Attributes:
        subject: "" where it has none.
        source, target: the terms to use, the preferred one first.
        reading: the pinyin of the first Chinese term, "" where neither language is Chinese.
    """

    subject: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    reading: str


def entry(concept: Concept, pair: Pair) -> SheetEntry | None:
    """What is printed of a concept; None without a term to use in both languages."""
    source, target = (_used(concept, language) for language in pair)
    if not source or not target:
        return None
    chinese = dict(zip(pair, (source, target), strict=True)).get(Language.ZH)
    reading = pinyin(chinese[0]) if chinese else ""
    return SheetEntry(one_line(concept.subject), source, target, reading)


def by_subject(
    concepts: Iterable[Concept], pair: Pair
) -> tuple[list[tuple[str, list[SheetEntry]]], Left]:
    """The entries of each subject, sorted, those without one last; and what is left out.

    Chinese terms are sorted by their pinyin, others by their letters without accents.
    """
    groups: dict[str, list[SheetEntry]] = {}
    unpaired = 0
    for concept in concepts:
        found = entry(concept, pair)
        if found is None:
            unpaired += 1
        else:
            groups.setdefault(found.subject, []).append(found)
    ordered = sorted(groups.items(), key=lambda item: (not item[0], item[0].casefold()))
    for _, entries in ordered:
        entries.sort(key=lambda each: _order(each, pair))
    lines = left_out(unpaired, "concepts without a term to use in both languages")
    return [(subject or NO_SUBJECT, entries) for subject, entries in ordered], Left(unpaired, lines)


def _used(concept: Concept, language: Language) -> tuple[str, ...]:
    first = preferred(concept.terms, language)
    if first is None:
        return ()
    terms = [first, *(term for term in in_language(concept.terms, language) if term is not first)]
    texts = (one_line(term.text) for term in terms if term.status not in TO_AVOID)
    return tuple(dict.fromkeys(filter(None, texts)))


def _order(each: SheetEntry, pair: Pair) -> tuple[str, str]:
    by = each.reading if pair[0] is Language.ZH else each.source[0]
    plain = unicodedata.normalize("NFD", by.casefold())
    return "".join(mark for mark in plain if not unicodedata.combining(mark)), each.source[0]
