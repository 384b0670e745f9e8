"""Lists of the members of formulas that stored documents have, kept in their entries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from align.model import SegmentedDocument
from glossary.model import Concept, Proposal, StoredDocument, preferred
from glossary.store.documents.adding import add
from glossary.store.documents.spelled import Spelled, spelled_out
from glossary.store.documents.texts import text_of
from glossary.store.glossary import Glossary, new_id
from glossary.store.searching.formulas import formulas_in
from glossary.store.writing.concepts import Attribution


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept.

    Attributes:
        read: how many formulas were looked for.
        spelled: those of which documents list the members.
        changed: the ids of those whose entries have gained a list.
    """

    read: int
    spelled: int
    changed: tuple[str, ...]


def keep_spelled(glossary: Glossary, ids: Iterable[str] | None, *, who: str) -> Kept:
    """Keep the lists of members that documents have of formulas, as if they were added again.

    What is there stays; a list goes with the document that has it.

    Args:
        ids: the concepts of the formulas; None: all.

    Raises:
        GlossaryError: the glossary cannot be read or written.
    """
    with glossary.writing() as connection:
        every = {each.id: each for each in formulas_in(connection)}
        wanted = every if ids is None else {each: every[each] for each in ids if each in every}
        found = spelled_out(connection, wanted.values())
        by_document: dict[StoredDocument, list[tuple[Concept, Spelled]]] = defaultdict(list)
        for concept_id, lists in found.items():
            for each in _new(wanted[concept_id], lists):
                by_document[each.document].append((wanted[concept_id], each))
        for document, said in by_document.items():
            _add(connection, document, said, who)
    changed = {concept.id: None for said in by_document.values() for concept, _ in said}
    return Kept(len(wanted), len(found), tuple(changed))


def _new(concept: Concept, lists: Sequence[Spelled]) -> list[Spelled]:
    """The lists whose words the concept does not have yet, each words once, the oldest first."""
    had = {each.text for each in concept.definitions}
    by_date = sorted(lists, key=lambda each: (not each.document.dated, each.document.dated))
    new: dict[str, Spelled] = {}
    for each in by_date:
        if each.definition.text not in had:
            new.setdefault(each.definition.text, each)
    return list(new.values())


def _add(
    connection: Connection,
    document: StoredDocument,
    said: Sequence[tuple[Concept, Spelled]],
    who: str,
) -> None:
    text = text_of(connection, document.id)
    proposals = [_proposal(concept, each, text) for concept, each in said]
    add(connection, proposals, [text], Attribution(who, "add"), new_id, {})


def _proposal(concept: Concept, spelled: Spelled, text: SegmentedDocument) -> Proposal:
    """The concept as the document has it, with the list."""
    language = text.language
    named = preferred(concept.terms, concept.terms[0].language)
    terms = {
        (term.language, term.text): replace(
            term, frequency=text.document.text.count(term.text) * (term.language is language)
        )
        for term in concept.terms
        if term is named or (term.language is language and term.text in text.document.text)
    }
    count = sum(term.frequency for term in terms.values())
    return Proposal(
        tuple(terms.values()), concept.kind, concept.score, count, (spelled.definition,)
    )
