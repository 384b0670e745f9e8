"""Decide about many concepts at once: approve, reject, or put them back for review."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from sqlalchemy import Connection

from glossary.model import Concept, ConceptStatus
from glossary.store.database.rows import by_id, chunks
from glossary.store.glossary import Glossary
from glossary.store.searching.names import NamedConcepts, concepts_named
from glossary.store.writing.concepts import Attribution, conflict, in_new_change_set, save_all

#: What the history calls the way to each status.
ACTIONS: Mapping[ConceptStatus, str] = MappingProxyType(
    {
        ConceptStatus.APPROVED: "approve",
        ConceptStatus.REJECTED: "reject",
        ConceptStatus.PROPOSED: "defer",
        ConceptStatus.IN_REVIEW: "defer",
    }
)


@dataclass(frozen=True, slots=True)
class Decisions:
    """What became of the names that were given.

    Attributes:
        changed: the ids of the concepts whose status changed, in order.
        unchanged: how many names mean a concept that had the status before.
        unclear: names that mean no concept, or several.
    """

    changed: tuple[str, ...]
    unchanged: int
    unclear: tuple[NamedConcepts, ...]


def decide(
    glossary: Glossary, names: Iterable[str], status: ConceptStatus, *, who: str, why: str = ""
) -> Decisions:
    """Give every concept that is named a status, all in one transaction.

    A name is an id or a term (`glossary.store.searching.names`), or "ID@REVISION": the concept as
    it was read at that revision. A name that means several concepts is not guessed: it is left out,
    as is one that means none.

    Raises:
        ConceptConflictError: a concept was changed since it was read; no status was changed.
        GlossaryError: the glossary cannot be written.

    >>> from glossary import ConceptStatus, Glossary, add_texts, decide
    >>> with Glossary.open("glossary.sqlite") as glossary:
    ...     _ = add_texts(glossary, "speech.zh.txt", "speech.en.txt", who="Li")
    ...     done = decide(glossary, ["新质生产力"], ConceptStatus.APPROVED, who="Li")
    >>> len(done.changed), done.unclear
    (1, ())
    """
    attribution = Attribution(who=who, action=ACTIONS[status], why=why)
    changed: list[str] = []
    unclear: list[NamedConcepts] = []
    unchanged = 0
    given = list(names)  # others are not to wait while somebody types
    with glossary.writing() as connection:
        attribution = in_new_change_set(connection, attribution)
        for part in chunks(given):
            clear: dict[str, Concept] = {}
            for each in _named(connection, part):
                if len(each.concepts) != 1:
                    unclear.append(each)
                elif each.concepts[0].status is status or each.concepts[0].id in clear:
                    unchanged += 1
                else:
                    clear[each.concepts[0].id] = replace(each.concepts[0], status=status)
            save_all(connection, list(clear.values()), attribution)
            changed.extend(clear)
    return Decisions(tuple(changed), unchanged, tuple(unclear))


def set_statuses(
    glossary: Glossary,
    wanted: Mapping[str, tuple[int, ConceptStatus]],
    *,
    who: str,
    action: str,
    why: str = "",
) -> dict[str, int]:
    """Give concepts statuses of their own, all in one transaction; returned are their revisions.

    Args:
        wanted: by the id, the revision at which it was read, and its new status.
        action: what the history calls it.

    Raises:
        ConceptConflictError: a concept was changed since it was read; no status was changed.
        GlossaryError: the glossary cannot be written.
    """
    attribution = Attribution(who=who, action=action, why=why)
    made: dict[str, int] = {}
    with glossary.writing() as connection:
        attribution = in_new_change_set(connection, attribution)
        for part in chunks(list(wanted)):
            known = by_id(connection, part)
            offered = []
            for concept_id in part:
                revision, status = wanted[concept_id]
                concept = known.get(concept_id)
                if concept is None or concept.revision != revision:
                    raise conflict(connection, _as_read(concept_id, revision, concept), concept)
                offered.append(replace(concept, status=status))
            stored = save_all(connection, offered, attribution)
            made.update((concept.id, concept.revision) for concept in stored)
    return made


def _as_read(concept_id: str, revision: int, concept: Concept | None) -> Concept:
    return replace(concept or Concept(concept_id, ()), revision=revision)


def _named(connection: Connection, names: Sequence[str]) -> Iterable[NamedConcepts]:
    """As `concepts_named`, with "ID@REVISION" understood and checked."""
    read = {name: head for name in names if (head := _id_of(name))}
    known = by_id(connection, [concept_id for concept_id, _ in read.values()])
    for each in concepts_named(connection, names):
        concept_id, revision = read.get(each.name, ("", 0))
        concept = known.get(concept_id)
        if each.concepts or concept is None:
            yield each
        elif concept.revision != revision:
            raise conflict(connection, replace(concept, revision=revision), concept)
        else:
            yield NamedConcepts(each.name, (concept,))


def _id_of(name: str) -> tuple[str, int] | None:
    head, at, number = name.strip().rpartition("@")
    is_number = number.isascii() and number.isdigit() and len(number) < 10
    return (head, int(number)) if at and is_number else None
