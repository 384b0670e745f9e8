"""A term base for memoQ: CSV with its field names in the first row, an entry a row.

The columns of a language and of its terms are repeated, as often as an entry has terms. Source:
memoQ API documentation, "Term base in CSV format".
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from align.languages import Language, languages
from align.text import storable
from exports.pairs import one_line
from glossary.model import TO_AVOID, Concept, TermStatus, in_language
from glossary.model.attested import Material
from glossary.model.fields import Field

CARRIES = frozenset(
    {
        Field.OTHER_TERMS,
        Field.TERM_STATUS,
        Field.DEFINITION,
        Field.SUBJECT,
        Field.NOTE,
    }
)
#: As memoQ calls languages, where it has more than their English names.
_CALLED = {Language.ZH: "Chinese_PRC"}
_FORBIDDEN = "Forbidden"

#: Subject and note, and by language a definition and the terms, each with what is said of it.
_Row = tuple[str, str, dict[Language, tuple[str, list[tuple[str, str]]]]]


def write(material: Material, path: Path) -> tuple[str, ...]:
    """Write the entries, in memory of their texts: the widest one says how many columns there are.

    Of each language stands the first definition; terms to be avoided are forbidden ones.
    """
    rows = [_row(concept) for concept in material.concepts]
    widths = {
        language: max((len(row[2][language][1]) for row in rows if language in row[2]), default=0)
        for language in languages()
    }
    widths = {language: width for language, width in widths.items() if width}
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["Entry_Subject", "Entry_Note", *_titles(widths.items())])
        for subject, note, spoken in rows:
            cells = [subject, note]
            for language, width in widths.items():
                definition, terms = spoken.get(language, ("", []))
                filled = [*terms, *[("", "")] * (width - len(terms))]
                cells += [definition, *(cell for term in filled for cell in term)]
            writer.writerow(cells)
    return ()


def _row(concept: Concept) -> _Row:
    spoken = {}
    for language in languages():
        terms = sorted(
            in_language(concept.terms, language),
            key=lambda term: term.status is not TermStatus.PREFERRED,
        )
        definition = next((each for each in concept.definitions if each.language is language), None)
        told = [
            (one_line(term.text), _FORBIDDEN if term.status in TO_AVOID else "") for term in terms
        ]
        if told:
            spoken[language] = storable(definition.text) if definition else "", told
    return storable(concept.subject), storable(concept.note), spoken


def _titles(widths: Iterable[tuple[Language, int]]) -> Iterator[str]:
    for language, width in widths:
        name = _CALLED.get(language, language.label)
        yield f"{name}_Def"
        for _ in range(width):
            yield name
            yield "Term_Info"
