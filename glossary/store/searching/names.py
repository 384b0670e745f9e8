"""Which concepts people mean when they name a term or an id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from align.languages import languages
from align.normalise import normalised
from align.text import storable
from glossary.model import Concept
from glossary.model.keys import key
from glossary.store.database import schema
from glossary.store.database.rows import by_id, chunks


@dataclass(frozen=True, slots=True)
class NamedConcepts:
    """A name and the concepts that it may mean: none, one, or several to choose from."""

    name: str
    concepts: tuple[Concept, ...]


def concepts_named(connection: Connection, names: Sequence[str]) -> Iterator[NamedConcepts]:
    """The concepts that each name means, in the order of the names.

    A name is the id of a concept, else a term as it is written there, else a term that reads alike
    after normalisation (`glossary.model.keys.key`).
    """
    for part in chunks(names):
        found = _ids(connection, [normalised(storable(name)) for name in part])
        concepts = by_id(connection, sorted({each for ids in found for each in ids}))
        for name, ids in zip(part, found, strict=True):
            yield NamedConcepts(
                name, tuple(concepts[each] for each in sorted(ids & concepts.keys()))
            )


def _ids(connection: Connection, names: Sequence[str]) -> list[set[str]]:
    number = schema.concept.c.id
    ids = set(connection.execute(select(number).where(number.in_(names))).scalars())
    keys = {name: {language: key(name, language) for language in languages()} for name in names}
    term = schema.term
    written: dict[str, set[str]] = defaultdict(set)
    alike: dict[tuple[str, str], set[str]] = defaultdict(set)
    wanted = sorted({made for own in keys.values() for made in own.values()})
    for values in chunks(wanted):
        query = select(term.c.concept_id, term.c.language, term.c.text, term.c.key)
        for row in connection.execute(query.where(term.c.key.in_(values))):
            written[row.text].add(row.concept_id)
            alike[row.language, row.key].add(row.concept_id)
    return [
        {name}
        if name in ids
        else written.get(name)
        or set().union(*(alike.get((str(each), made), ()) for each, made in keys[name].items()))
        for name in names
    ]
