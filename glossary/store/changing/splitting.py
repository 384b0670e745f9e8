"""One concept that is two: parted, with what documents have said of either."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from align.errors import GlossaryError
from glossary.model import Concept, Context, Term, TermStatus, languages_of, preferred
from glossary.model.changes import name
from glossary.model.keys import key
from glossary.store.glossary import Glossary, new_id
from glossary.store.writing.concepts import (
    Attribution,
    Change,
    checked,
    put,
    require_unchanged,
    sources_of,
)
from glossary.store.writing.counted import Form
from glossary.store.writing.evidence import Evidence, evidence_of, replace_evidence
from glossary.store.writing.merging import Share, allocate

STAYS, GOES = 0, 1  #: the sides


@dataclass(frozen=True, slots=True)
class Halves:
    """Which terms of a concept stay and which go; those of both stand in each.

    Attributes:
        stays, goes: languages and texts of terms.
    """

    stays: frozenset[Form]
    goes: frozenset[Form]

    @property
    def shared(self) -> frozenset[Form]:
        """The terms of both."""
        return self.stays & self.goes

    def own(self, side: int) -> frozenset[Form]:
        """The terms that only one side has."""
        return (self.goes if side else self.stays) - self.shared


def split(
    glossary: Glossary, concept: Concept, halves: Halves, *, who: str, why: str = ""
) -> tuple[Concept, Concept]:
    """Make a concept of its own of some terms; both get a revision, undone together.

    Contexts go with the terms that stand in them; the definitions stay. Counts are divided by what
    documents show of the terms of either half alone.

    Returns:
        What stays, and the new concept.

    Raises:
        ConceptConflictError: the concept was changed since it was read; nothing was done.
        GlossaryError: a half would be empty or the same as the whole.
    """
    kept, made = (checked(each) for each in parted(concept, halves))
    with glossary.writing() as connection:
        require_unchanged(connection, [concept])
        old = evidence_of(connection, [concept.id])[concept.id]
        stays, goes = _divided(old, halves, _weights(concept.terms, halves))
        sources = sources_of(connection, concept.id)
        changes = [
            Change(concept, kept, sources, lost=old, gained=stays),
            Change(None, made, sources, gained=goes),
        ]
        reason = f"{made.id} out of {concept.id}" + (f": {why}" if why else "")
        first, second = put(connection, changes, Attribution(who=who, action="split", why=reason))
        replace_evidence(connection, concept.id, old, stays)
        replace_evidence(connection, made.id, (), goes)
    return first, second


def parted(concept: Concept, halves: Halves) -> tuple[Concept, Concept]:
    """What `split` would make of a concept; nothing is stored.

    Raises:
        GlossaryError: as `split`.
    """
    if halves.stays | halves.goes != {_form(term) for term in concept.terms}:
        raise GlossaryError(
            f"the halves do not hold just the terms of {name(concept)}", "read it again"
        )
    if not halves.stays or not halves.goes:
        raise GlossaryError(f"one half of {name(concept)} has no term", "give each at least one")
    if halves.stays == halves.goes:
        raise GlossaryError(f"both halves of {name(concept)} are the same", "part some term")
    weights = _weights(concept.terms, halves)
    frequency = allocate(concept.frequency, weights)
    contexts = _contexts(concept.contexts, halves)
    stays, goes = (_terms(concept.terms, halves, side, weights) for side in (STAYS, GOES))
    kept = replace(concept, terms=stays, contexts=contexts[STAYS], frequency=frequency[STAYS])
    made = Concept(
        new_id(),
        goes,
        contexts=contexts[GOES],
        kind=concept.kind,
        subject=concept.subject,
        status=concept.status,
        score=concept.score,
        frequency=frequency[GOES],
    )
    return kept, made


def _form(term: Term) -> Form:
    return term.language, term.text


def _weights(terms: Sequence[Term], halves: Halves) -> dict[int, int]:
    """How counts of what both have are divided: as the terms that only one of them has are used."""
    used = [
        sum(term.frequency for term in terms if _form(term) in halves.own(side))
        for side in (STAYS, GOES)
    ]
    return dict(enumerate(used)) if any(used) else {STAYS: 1, GOES: 0}


def _terms(
    terms: Sequence[Term], halves: Halves, side: int, weights: Mapping[int, int]
) -> tuple[Term, ...]:
    """The terms of one side; a language that had a preferred term has one there too."""
    found = []
    for term in terms:
        form = _form(term)
        if form in halves.shared:
            part = allocate(term.frequency, weights)[side]
            found.append(replace(term, frequency=part))
        elif form in halves.own(side):
            found.append(term)
    for language in languages_of(found):
        first = preferred(tuple(found), language)
        if first is None or first.status is TermStatus.PREFERRED:
            continue
        if any(t.language is language and t.status is TermStatus.PREFERRED for t in terms):
            found[found.index(first)] = replace(first, status=TermStatus.PREFERRED)
    return tuple(found)


def _contexts(
    contexts: Sequence[Context], halves: Halves
) -> tuple[tuple[Context, ...], tuple[Context, ...]]:
    """The contexts of each side: where a term stands that only it has; else they stay."""
    own = [{(form[0], key(form[1], form[0])) for form in halves.own(side)} for side in (0, 1)]
    sides: tuple[list[Context], list[Context]] = ([], [])
    for context in contexts:
        standing = set(_standing(context))
        goes = bool(standing & own[GOES])
        if goes:
            sides[GOES].append(context)
        if standing & own[STAYS] or not goes:
            sides[STAYS].append(context)
    return tuple(sides[STAYS]), tuple(sides[GOES])


def _standing(context: Context) -> Iterator[Form]:
    """The keys of what is marked in a context."""
    for side in context.sides:
        for start, end in side.spans:
            yield side.language, key(side.text[start:end], side.language)


def _divided(
    old: Evidence, halves: Halves, weights: Mapping[int, int]
) -> tuple[dict[int, Share], dict[int, Share]]:
    """What documents say of each side."""
    sides: tuple[dict[int, Share], dict[int, Share]] = ({}, {})
    for document, share in old.items():
        used = {
            side: sum(count for form, count in share.forms.items() if form in halves.own(side))
            for side in (STAYS, GOES)
        }
        here = used if any(used.values()) else weights
        frequency = allocate(share.frequency, here)
        for side in (STAYS, GOES):
            forms = {}
            for form, count in share.forms.items():
                part = allocate(count, here)[side] if form not in halves.own(side) else count
                if form not in halves.own(1 - side) and part:
                    forms[form] = part
            if forms or frequency[side]:
                sides[side][document] = Share(frequency[side], forms)
    return sides
