"""Two concepts that are one: joined, with all that people and documents have said of either."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from align.errors import GlossaryError
from glossary.model import (
    Concept,
    ConceptStatus,
    Relation,
    Term,
    TermStatus,
    languages_of,
    preferred,
)
from glossary.model.changes import name
from glossary.model.conditions import distinct
from glossary.model.relations import related, turned
from glossary.store.glossary import Glossary
from glossary.store.searching.relations import related_to
from glossary.store.writing.concepts import (
    Attribution,
    Change,
    checked,
    put,
    require_unchanged,
    sources_of,
)
from glossary.store.writing.evidence import Evidence, evidence_of, replace_evidence
from glossary.store.writing.merging import Share, joined_contexts


def merge(
    glossary: Glossary,
    kept: Concept,
    gone: Concept,
    *,
    who: str,
    why: str = "",
    dropped: Collection[Term] = (),
) -> Concept:
    """Join `gone` into `kept` and take it out; both get a revision, undone together.

    What later proposals say of the terms of either goes to the concept that was kept, and so do
    the relations that other concepts have to either; these get a revision then too.

    Args:
        dropped: terms of `gone` that are not to be terms of the concept.

    Raises:
        ConceptConflictError: one of them was changed since it was read; nothing was done.
        GlossaryError: they are one concept, the kept one is rejected, or it cannot be written.
    """
    if kept.id == gone.id:
        raise GlossaryError(f"{name(kept)} cannot be merged with itself", "name another concept")
    if kept.status is ConceptStatus.REJECTED and gone.status is not ConceptStatus.REJECTED:
        raise GlossaryError(
            f"{name(kept)} is rejected and would take {name(gone)} out of sight",
            "name the one to keep first",
        )
    terms = tuple(term for term in gone.terms if term not in dropped)
    joined = checked(join(kept, replace(gone, terms=terms)))
    with glossary.writing() as connection:
        require_unchanged(connection, [kept, gone])
        found = evidence_of(connection, [kept.id, gone.id])
        own, others = found[kept.id], found[gone.id]
        both = _added(own, others)
        lost = {document: own[document] for document in both if document in own}
        replace_evidence(connection, kept.id, lost, both)
        changes = [
            Change(kept, joined, sources_of(connection, kept.id), lost=lost, gained=both),
            Change(gone, None, lost=others),
            *_turned(connection, kept, gone),
        ]
        reason = f"{gone.id} into {kept.id}" + (f": {why}" if why else "")
        stored, *_ = put(connection, changes, Attribution(who=who, action="merge", why=reason))
    return stored


def join(kept: Concept, gone: Concept) -> Concept:
    """`kept` with what `gone` has beyond it; nothing of `kept` is overwritten.

    Each language has one preferred term: that of `kept`, or where it has none that of `gone`; the
    other is admitted. Equal terms are one, with both frequencies.
    """
    return replace(
        kept,
        terms=_terms(kept.terms, gone.terms),
        definitions=kept.definitions_with(gone),
        contexts=joined_contexts(kept.contexts, gone.contexts),
        subject=kept.subject or gone.subject,
        note=_notes(kept.note, gone.note),
        score=max(kept.score, gone.score),
        frequency=kept.frequency + gone.frequency,
        relations=_relations(kept, gone),
    )


def _relations(kept: Concept, gone: Concept) -> tuple[Relation, ...]:
    """The relations of both but for those between them."""
    both = related(kept.relations, gone.relations)
    return tuple(each for each in both if each.target not in (kept.id, gone.id))


def _turned(connection: Connection, kept: Concept, gone: Concept) -> list[Change]:
    """The other concepts that have relations to the one that goes, which are to its heir now."""
    others = (each for each in related_to(connection, gone.id) if each.id not in (kept.id, gone.id))
    return [
        Change(each, replace(each, relations=turned(each.relations, gone.id, kept.id)))
        for each in others
    ]


def _terms(kept: Sequence[Term], gone: Sequence[Term]) -> tuple[Term, ...]:
    has_one = {term.language for term in kept if term.status is TermStatus.PREFERRED}
    # A concept without a preferred term uses its first admitted one; it is not to lose that place.
    uses = {each for each in languages_of(kept) if preferred(tuple(kept), each)}
    terms = {(term.language, term.text): term for term in kept}
    for term in gone:
        form = term.language, term.text
        if (known := terms.get(form)) is not None:
            terms[form] = _same_term(known, term)
        elif term.status is TermStatus.PREFERRED and term.language in has_one | uses:
            terms[form] = replace(term, status=TermStatus.ADMITTED)
        else:
            terms[form] = term
    return tuple(terms.values())


def _same_term(kept: Term, gone: Term) -> Term:
    return replace(
        kept,
        frequency=kept.frequency + gone.frequency,
        inconsistency=max(kept.inconsistency, gone.inconsistency),
        source=_notes(kept.source, gone.source, "; "),
        note=_notes(kept.note, gone.note, "; "),
        conditions=distinct((*gone.conditions, *kept.conditions)),
    )


def _notes(first: str, second: str, between: str = "\n") -> str:
    return between.join(dict.fromkeys(filter(None, (first, second))))


def _added(own: Evidence, others: Evidence) -> dict[int, Share]:
    """What the documents of the second say of both together."""
    both = {}
    for document, share in others.items():
        known = own.get(document, Share(0, {}))
        forms = dict(known.forms)
        for form, count in share.forms.items():
            forms[form] = forms.get(form, 0) + count
        both[document] = Share(known.frequency + share.frequency, forms)
    return both
