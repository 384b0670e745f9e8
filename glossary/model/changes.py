"""Differences between two states of a concept, field by field and in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from align.model import Language
from glossary.model.concepts import (
    Concept,
    Definition,
    Revision,
    Term,
    in_language,
    languages_of,
    preferred,
)

#: Fields whose value says it all.
_PLAIN = ("status", "kind", "subject", "note", "frequency", "score")


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that differs.

    Attributes:
        field: what differs ("English term", "status").
        item: which of several, or "".
        before, after: its value; None where it was not there before or is not there any more.
    """

    field: str
    item: str
    before: str | None
    after: str | None

    def __str__(self) -> str:
        if self.after is None:
            return f"{self.field} removed: {self.item}"
        if self.before is None:
            return f"{self.field} added: {self.item} ({self.after})"
        where = f"{self.field} {self.item}" if self.item else self.field
        return f"{where}: {self.before or 'none'} → {self.after or 'none'}"


def name(concept: Concept) -> str:
    """What to call a concept in a message: its terms to use in its first two languages."""
    found = [shown_term(concept, language) for language in languages_of(concept.terms)[:2]]
    return " · ".join(term.text for term in found if term is not None) or concept.id


def shown_term(concept: Concept, language: Language) -> Term | None:
    """The term that stands for the concept: the one to use, else a deprecated one, else None."""
    own = in_language(concept.terms, language)
    return preferred(own, language) or next(iter(own), None)


def same(first: Concept, second: Concept) -> bool:
    """Whether two states say the same, whatever their revisions."""
    return not any(differences(first, second))


def differences(before: Concept, after: Concept) -> Iterator[Difference]:
    """What a reviewer would want to know of the change; `str` makes a clause of each."""
    for language in languages_of((*before.terms, *after.terms)):
        yield from _terms(before, after, language)
    yield from _definitions(before.definitions, after.definitions)
    for label in _PLAIN:
        old, new = getattr(before, label), getattr(after, label)
        if old != new:
            yield Difference(label, "", _shown(old), _shown(new))
    yield from _relations(before, after)
    if before.contexts != after.contexts:
        counts = [str(len(each.contexts)) for each in (before, after)]
        if counts[0] == counts[1]:
            counts[1] += ", of which some are others"
        yield Difference("contexts", "", *counts)


def clauses(revision: Revision) -> list[str]:
    """What a revision did to its concept, in words; at least one."""
    before, after = revision.before, revision.after
    if before is None or after is None:
        concept = before or after
        called = name(concept) if concept else revision.concept_id
        return [f"{'new' if before is None else 'taken out'}: {called}"]
    return list(map(str, differences(before, after))) or ["nothing but this entry"]


def _terms(before: Concept, after: Concept, language: Language) -> Iterator[Difference]:
    """Terms are matched by their text; a changed text is a removal and an addition."""
    old = {term.text: term for term in in_language(before.terms, language)}
    new = {term.text: term for term in in_language(after.terms, language)}
    label = f"{language.label} term"
    for text, term in old.items():
        if text not in new:
            yield Difference(label, text, str(term.status), None)
    for text, term in new.items():
        if text not in old:
            yield Difference(label, text, None, str(term.status))
        else:
            yield from _particulars(label, text, old[text], term)
    if list(old) != list(new) and old.keys() == new.keys():
        yield Difference(f"{label}s", "in order", "; ".join(old), "; ".join(new))


def _definitions(old: tuple[Definition, ...], new: tuple[Definition, ...]) -> Iterator[Difference]:
    """Definitions are matched by their place, since the first is the one to use."""
    for place in range(max(len(old), len(new))):
        item = str(place + 1) if place else ""
        first, second = old[place : place + 1], new[place : place + 1]
        texts = [each[0].text if each else "" for each in (first, second)]
        if texts[0] != texts[1]:
            yield Difference("definition", item, *texts)
        elif first and second:
            yield from _particulars("definition", item, first[0], second[0])


def _relations(before: Concept, after: Concept) -> Iterator[Difference]:
    """Relations are told by the ids of their targets, which alone a concept knows."""
    old, new = (
        {(each.kind, each.target): str(each.status) for each in concept.relations}
        for concept in (before, after)
    )
    for kind, target in {**old, **new}:
        states = old.get((kind, target)), new.get((kind, target))
        if states[0] != states[1]:
            yield Difference("relation", f"{kind} {target}", *states)


def _particulars(
    label: str, item: str, old: Term | Definition, new: Term | Definition
) -> Iterator[Difference]:
    for field in fields(old):
        first, second = getattr(old, field.name), getattr(new, field.name)
        if first != second:
            about = "" if field.name == "status" else field.name
            yield Difference(
                label, " ".join(filter(None, (item, about))), _shown(first), _shown(second)
            )


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    if isinstance(value, float):
        return f"{value:.4g}"
    return "" if value is None else str(value)
