"""What formats for reading say of a term and a concept in words: what `md` and `html` share."""

from __future__ import annotations

from exports.derived import Derived
from glossary.model import Concept, Term, TermStatus, TermType
from glossary.model.conditions import written


def remarks(term: Term, derived: Derived) -> list[str]:
    """What is to be said of a term beside its text; nothing of a plain admitted full form."""
    found = [
        str(term.status) if term.status is not TermStatus.ADMITTED else "",
        str(term.type) if term.type is not TermType.FULL_FORM else "",
        derived.reliability(term),
        f"used {written(term.conditions)}" if term.conditions else "",
        *(f"contexts show {each}" for each in derived.conditions(term)),
        f"inconsistent, {term.inconsistency:.2f}" if term.inconsistency else "",
        _seen(term.frequency),
        f"source: {term.source}" if term.source else "",
        term.note,
    ]
    return [remark for remark in found if remark]


def facts(concept: Concept) -> list[str]:
    """The sort, state and frequency of a concept, and its id."""
    found = [
        str(concept.kind),
        concept.subject,
        str(concept.status),
        _seen(concept.frequency),
        concept.id,
    ]
    return [fact for fact in found if fact]


def _seen(frequency: int) -> str:
    if not frequency:
        return ""
    return "seen once" if frequency == 1 else f"seen {frequency:,} times"
