"""Which concept of a glossary an entry without an id is about."""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, select

from align.model import Language
from glossary.changes import shown_term
from glossary.keys import key
from glossary.model import Concept
from glossary.store import schema
from glossary.store.rows import chunks

_Name = tuple[str, str]  #: a language and the key of a term


@dataclass(slots=True)
class Identifier:
    """Gives ids to the entries of one file.

    An entry is about the concept that was made from its like before; else about that of an earlier
    entry of the file with the same Chinese term; else about the one concept that has that term.
    Where no concept or several have it, the entry is a concept of its own. An entry without Chinese
    goes by its English term.
    """

    _placed: dict[_Name, str] = field(default_factory=dict)
    _with_term: dict[_Name, set[str]] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)

    def look_up(self, connection: Connection, entries: Iterable[Concept]) -> None:
        """Find what the glossary has of the entries that are identified next."""
        wanted = list(entries)
        names = {name for entry in wanted if (name := _name(entry))}
        found: dict[_Name, set[str]] = defaultdict(set)
        term = schema.term
        for part in chunks(sorted({made for _, made in names})):
            query = select(term.c.concept_id, term.c.language, term.c.key)
            for row in connection.execute(query.where(term.c.key.in_(part))):
                found[row.language, row.key].add(row.concept_id)
        self._with_term = {name: found[name] for name in names if name in found}
        number = schema.concept.c.id
        self._taken = set()
        for part in chunks(sorted(map(_id, wanted))):
            self._taken.update(connection.execute(select(number).where(number.in_(part))).scalars())

    def identified(self, entry: Concept) -> Concept:
        """The entry with the id of the concept that it is about; it must have been looked up."""
        name, own = _name(entry), _id(entry)
        if name is None:
            return replace(entry, id=own)
        found = self._with_term.get(name, set())
        if own not in self._taken:
            own = self._placed.get(name) or (next(iter(found)) if len(found) == 1 else own)
        self._placed.setdefault(name, own)
        return replace(entry, id=own)


def _name(entry: Concept) -> _Name | None:
    for language in Language:
        term = shown_term(entry, language)
        if term is not None:
            return language.value, key(term.text, language)
    return None


def _id(entry: Concept) -> str:
    """An id like `glossary.store.glossary.new_id`, always the same for the same terms."""
    terms = [shown_term(entry, language) for language in Language]
    said = "\n".join(key(term.text, term.language) if term else "" for term in terms)
    digest = hashlib.sha256(said.encode("utf-8", "replace")).digest()
    return "c" + base64.b32encode(digest[:10]).decode("ascii").lower()
