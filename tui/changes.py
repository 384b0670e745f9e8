"""Differences between two states of a concept, in words, and merging them."""

from __future__ import annotations

from collections.abc import Iterator

from align.model import Language
from glossary.model import Concept, Definition, Term, in_language, preferred


def name(concept: Concept) -> str:
    """What to call a concept in a message: its terms to use, Chinese first."""
    found = [shown_term(concept, language) for language in Language]
    return " · ".join(term.text for term in found if term is not None) or concept.id


def shown_term(concept: Concept, language: Language) -> Term | None:
    """The term that stands for the concept: the one to use, else a deprecated one, else None."""
    own = in_language(concept.terms, language)
    return preferred(own, language) or next(iter(own), None)


def same(first: Concept, second: Concept) -> bool:
    """Whether two states say the same, whatever their revisions."""
    return not any(differences(first, second))


def differences(before: Concept, after: Concept) -> Iterator[str]:
    """What a reviewer would want to know of the change, one clause each."""
    for language in Language:
        yield from _terms(before, after, language)
    yield from _definitions(before.definitions, after.definitions)
    for label in ("status", "kind", "subject", "note"):
        old, new = getattr(before, label), getattr(after, label)
        if old != new:
            yield f"{label}: {old or 'none'} → {new or 'none'}"
    if before.contexts != after.contexts:
        yield f"contexts: {len(before.contexts)} → {len(after.contexts)}"


def _terms(before: Concept, after: Concept, language: Language) -> Iterator[str]:
    """Terms are matched by their text; a changed text is a removal and an addition."""
    old = {term.text: term for term in in_language(before.terms, language)}
    new = {term.text: term for term in in_language(after.terms, language)}
    label = f"{language.label} term"
    for text in old:
        if text not in new:
            yield f"{label} removed: {text}"
    for text, term in new.items():
        if text not in old:
            yield f"{label} added: {text} ({term.status})"
        elif old[text].status is not term.status:
            yield f"{label} {text}: {old[text].status} → {term.status}"
        elif old[text] != term:
            yield f"{label} {text}: particulars changed"


def _definitions(old: tuple[Definition, ...], new: tuple[Definition, ...]) -> Iterator[str]:
    if old == new:
        return
    first, second = (entries[0].text if entries else "none" for entries in (old, new))
    if first != second:
        yield f"definition: {first} → {second}"
    else:
        yield "definition: particulars or further definitions changed"
