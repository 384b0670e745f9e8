"""Which terms people have decided to prefer, as the history of a concept tells it."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from align.model import Language
from glossary.model import Concept, ConceptStatus, Revision, languages_of, preferred
from glossary.store.database import schema
from glossary.store.database.rows import revisions_of
from glossary.store.writing.origins import PROGRAM


@dataclass(frozen=True, slots=True)
class Decided:
    """A term that a person prefers, and the revision in which they came to do so."""

    text: str
    who: str
    when: datetime
    action: str


_DECIDING = frozenset({"id", "terms", "status"})  #: what of a concept a decision is about
#: The preferred term of a language, and whether its concept is approved.
_State = tuple[str, bool]


def programs_of(connection: Connection) -> Set[int]:
    """The change sets of what programs did with documents."""
    table = schema.document_revision.c
    return set(connection.scalars(select(table.change_set).where(table.change_set.is_not(None))))


def decisions(
    connection: Connection, concept_id: str, programs: Set[int] | None = None
) -> dict[Language, Decided]:
    """What people prefer in each language: what they made preferred, or approved as it was.

    What a program did decides nothing, and what was undone is as it was before.

    Args:
        programs: `programs_of`, where many concepts are asked for; None: as they are now.
    """
    if programs is None:
        programs = programs_of(connection)
    of_people = [
        each
        for each in revisions_of(
            connection,
            concept_id,
            schema.revision.c.action.not_in(PROGRAM),
            fields=_DECIDING,
        )
        if each.change_set not in programs
    ]
    last = next((each.after for each in reversed(of_people) if each.after), None)
    spoken = languages_of(last.terms) if last else ()
    found = ((language, _decision(of_people, language)) for language in spoken)
    return {language: decided for language, decided in found if decided is not None}


def _decision(revisions: Iterable[Revision], language: Language) -> Decided | None:
    past: list[tuple[_State, Decided | None]] = [(("", False), None)]
    for revision in revisions:
        before, after = _state(revision.before, language), _state(revision.after, language)
        if before == after:
            continue
        if revision.action == "undo":
            decided = next((made for state, made in reversed(past) if state == after), None)
        elif after[0] != before[0] or after[1]:
            made = Decided(after[0], revision.who, revision.when, revision.action)
            decided = made if after[0] else None
        else:  # no longer approved; who preferred the term still does
            decided = past[-1][1]
        past.append((after, decided))
    return past[-1][1]


def _state(concept: Concept | None, language: Language) -> _State:
    if concept is None:
        return "", False
    term = preferred(concept.terms, language)
    return term.text if term else "", concept.status is ConceptStatus.APPROVED
