"""Lists of the members of formulas that stored documents have, kept in their entries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from glossary.model import Concept
from glossary.store.documents.spelled import Spelled, spelled_out
from glossary.store.glossary import Glossary
from glossary.store.searching.formulas import formulas_in
from glossary.store.writing.concepts import Attribution, Change, put, sources_of
from glossary.store.writing.evidence import evidence_of, insert_evidence
from glossary.store.writing.merging import Share


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
    """Keep the lists of members that documents have of formulas, at one go.

    What is there stays, and a list goes when its document is withdrawn, as what was drawn when the
    document was added.

    Args:
        ids: the concepts of the formulas; None: all.

    Raises:
        GlossaryError: the glossary cannot be read or written.
    """
    with glossary.writing() as connection:
        every = {each.id: each for each in formulas_in(connection)}
        wanted = every if ids is None else {each: every[each] for each in ids if each in every}
        found = spelled_out(connection, wanted.values())
        fresh = {each: _new(wanted[each], lists) for each, lists in found.items()}
        changes = [
            _change(connection, wanted[each], lists) for each, lists in fresh.items() if lists
        ]
        if changes:
            put(connection, changes, Attribution(who, "add", "lists of members in documents"))
            insert_evidence(connection, {each.concept_id: each.gained for each in changes})
    return Kept(len(wanted), len(found), tuple(each.concept_id for each in changes))


def _new(concept: Concept, lists: Sequence[Spelled]) -> list[Spelled]:
    """The lists whose words the concept does not have yet, each words once, the oldest first."""
    had = {each.text for each in concept.definitions}
    by_date = sorted(lists, key=lambda each: (not each.document.dated, each.document.dated))
    new: dict[str, Spelled] = {}
    for each in by_date:
        if each.definition.text not in had:
            new.setdefault(each.definition.text, each)
    return list(new.values())


def _change(connection: Connection, concept: Concept, lists: Sequence[Spelled]) -> Change:
    """The entry with the lists; a document that was no evidence of it before counts as no use."""
    drawn = replace(concept, definitions=tuple(each.definition for each in lists))
    known = evidence_of(connection, [concept.id])[concept.id]
    sources = {each.document.source: each.document.id for each in lists}
    return Change(
        concept,
        replace(concept, definitions=concept.definitions_with(drawn)),
        {**sources_of(connection, concept.id), **sources},
        gained={number: Share(0, {}) for number in sources.values() if number not in known},
    )
