"""Relations that an imported file has between its entries, by names that hold in it alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, select

from align.languages import languages
from glossary.exchange.incoming import FileLink, Line
from glossary.model import Concept, Relation
from glossary.model.keys import key
from glossary.model.relations import pair_of, related
from glossary.store.database import schema
from glossary.store.database.rows import by_id, chunks
from glossary.store.searching.links import Ends, Link
from glossary.store.writing.concepts import Attribution, Change, put, sources_of

_Ids = Mapping[str, set[str]]


@dataclass(slots=True)
class Linker:
    """The names of the entries of a file, and what is linked by them."""

    _names: dict[str, str] = field(default_factory=dict)
    _links: list[tuple[str, FileLink]] = field(default_factory=list)

    def note(self, line: Line, concept_id: str) -> None:
        """What an entry is called in the file, and its links."""
        for each in line.names:
            self._names.setdefault(each, concept_id)
        self._links += ((concept_id, each) for each in line.links)

    def missing(self, connection: Connection, planned: Iterable[Concept]) -> Counter[str]:
        """How many links lead to no entry or to one of several, by what the file calls them.

        Args:
            planned: concepts that are not stored, though they would be.
        """
        ids = self._named(connection, planned)
        lost = (link.category for _, link in self._links if self._other(link, ids) is None)
        return Counter(lost)

    def link(self, connection: Connection, attribution: Attribution) -> None:
        """Set the relations of the links; what people have denied stays denied."""
        owned: dict[str, list[Relation]] = defaultdict(list)
        for link in self._found(connection):
            owned[link.owner].append(link.relation)
        for part in chunks(list(owned)):
            changes = []
            for concept in by_id(connection, part).values():
                said = _new(connection, concept, owned[concept.id])
                if said:
                    after = replace(concept, relations=related(concept.relations, said))
                    changes.append(Change(concept, after, sources_of(connection, concept.id)))
            if changes:
                put(connection, changes, attribution)

    def _found(self, connection: Connection) -> list[Link]:
        """The links between two entries, each once, and not both ways round."""
        ids = self._named(connection, ())
        found: dict[Ends, Link] = {}
        for concept_id, link in self._links:
            other = self._other(link, ids)
            if other is not None and other != concept_id:
                owner, target = (other, concept_id) if link.inverse else (concept_id, other)
                made = Link(owner, Relation(link.kind, target))
                if (target, link.kind, owner) not in found:
                    found.setdefault(made.ends, made)
        return list(found.values())

    def _other(self, link: FileLink, ids: _Ids) -> str | None:
        """The concept that a link leads to: by its name in the file, else by a term of it alone."""
        named = self._names.get(link.target)
        if named is not None:
            return named
        having = {each for made in _keys(link.term) for each in ids.get(made, ())}
        return next(iter(having)) if len(having) == 1 else None

    def _named(self, connection: Connection, planned: Iterable[Concept]) -> _Ids:
        """The concepts that have the terms by which entries are named that no name leads to."""
        terms = {link.term for _, link in self._links if link.target not in self._names}
        wanted = {made for term in terms for made in _keys(term)}
        found: dict[str, set[str]] = defaultdict(set)
        table = schema.term
        for part in chunks(sorted(wanted)):
            query = select(table.c.key, table.c.concept_id).where(table.c.key.in_(part))
            for made, concept_id in connection.execute(query):
                found[made].add(concept_id)
        for concept in planned if wanted else ():
            for term in concept.terms:
                made = key(term.text, term.language)
                if made in wanted:
                    found[made].add(concept.id)
        return found


def _keys(term: str) -> set[str]:
    """The keys that a term has in any language; links do not say in which it is."""
    return {key(term, each) for each in languages()} if term else set()


def _new(connection: Connection, concept: Concept, said: Sequence[Relation]) -> list[Relation]:
    """The relations that a concept does not have yet, nor the other concept the other way round."""
    had = {pair_of(each) for each in concept.relations}
    others = by_id(connection, {each.target for each in said})
    return [
        each
        for each in said
        if pair_of(each) not in had
        and each.target in others
        and (each.kind, concept.id) not in map(pair_of, others[each.target].relations)
    ]
