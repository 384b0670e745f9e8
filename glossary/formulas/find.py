"""Numeric formulas recognised and found, in either language."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from align.model import Language, SegmentedDocument
from glossary.formulas import chinese, english
from glossary.formulas.model import Formula
from glossary.model import Candidate, Kind, Occurrence

_STRONG, _WEAK = 0.9, 0.7


def parse(form: str, language: Language) -> Formula | None:
    """The formula that a form is; None where it is none or a plain quantity ("three years")."""
    return chinese.parse(form) if language is Language.ZH else english.parse(form)


def asked(form: str, language: Language) -> Formula | None:
    """The formula that a form is for who asks what it counts: a plain quantity can be one too.

    None where it counts nothing, or is an ordinal or a number above twenty.
    """
    loosely = chinese.counted if language is Language.ZH else english.counted
    return parse(form, language) or loosely(form)


def find(documents: Sequence[SegmentedDocument]) -> list[Candidate]:
    """The formulas in documents of either language, the most frequent of the surest first."""
    surfaces: dict[tuple[Language, str], Counter[str]] = defaultdict(Counter)
    places: dict[tuple[Language, str], list[Occurrence]] = defaultdict(list)
    for document in documents:
        spans = chinese.spans if document.language is Language.ZH else english.spans
        for index, segment in enumerate(document.segments):
            for start, end in dict.fromkeys(spans(segment.reading.text)):
                surface = re.sub(r"\s+", " ", segment.reading.text[start:end])
                formula = parse(surface, document.language)
                if formula:
                    key = (document.language, formula.form)
                    surfaces[key][surface] += 1
                    places[key].append(Occurrence(document.document.source, index, start, end))
    found = [
        _candidate(language, surfaces[language, form], tuple(occurrences))
        for (language, form), occurrences in places.items()
    ]
    return sorted(found, key=lambda c: (-c.score, -c.frequency))


def _candidate(
    language: Language, surfaces: Counter[str], occurrences: tuple[Occurrence, ...]
) -> Candidate:
    forms = tuple(form for form, _ in surfaces.most_common())
    formula = parse(forms[0], language)
    score = _STRONG if formula and formula.strong else _WEAK
    return Candidate(
        language, forms[0], forms, occurrences, Kind.NUMERIC, (("formula", score),), score
    )
