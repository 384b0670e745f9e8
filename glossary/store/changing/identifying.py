"""Which concept of a glossary an entry without an id is about."""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, select

from align.languages import languages
from glossary.exchange.overlay import joined
from glossary.model import Concept, languages_of
from glossary.model.changes import shown_term
from glossary.model.keys import key
from glossary.store.database import schema
from glossary.store.database.rows import by_id, chunks

_Name = tuple[str, str]  #: a language and the key of a term


@dataclass(slots=True)
class _Given:
    """What the entries of the file say that were identified with one concept.

    Attributes:
        apart: whether the file keeps its concepts apart.
    """

    apart: bool
    subjects: set[str] = field(default_factory=set)
    definitions: set[str] = field(default_factory=set)

    def may_be_about(self, entry: Concept, *, apart: bool) -> bool:
        """Whether another entry can be about the same concept."""
        said = {each.text for each in entry.definitions}
        return not (
            apart
            or self.apart
            or (entry.subject and self.subjects and entry.subject not in self.subjects)
            or (said and self.definitions and said.isdisjoint(self.definitions))
        )

    def add(self, entry: Concept) -> None:
        self.subjects.update(filter(None, [entry.subject]))
        self.definitions.update(each.text for each in entry.definitions)


@dataclass(slots=True)
class Identifier:
    """Gives ids to the entries of one file.

    An entry is about the concept that says all of it already; else about the one that was made from
    its like before; else about that of an earlier entry of the file with the same Chinese term;
    else about the one concept that has that term. Where no concept or several have it, the entry is
    a concept of its own. An entry without Chinese goes by its English term.

    What a file keeps apart stays apart: entries of a file of concepts (TBX, MultiTerm) are never
    one, and each is about a concept of the glossary only where that has one of its renderings, or
    none; rows of a list are not one where their definitions or subjects differ.
    """

    _stored: dict[str, Concept] = field(default_factory=dict)
    _with_name: dict[_Name, set[str]] = field(default_factory=dict)
    _placed: dict[_Name, list[str]] = field(default_factory=dict)
    _given: dict[str, _Given] = field(default_factory=dict)

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
        self._with_name = {name: found[name] for name in names if name in found}
        made = {number for entry in wanted for number in _ids(entry)}
        self._stored = by_id(connection, sorted(made.union(*self._with_name.values())))

    def stored(self, connection: Connection, ids: Sequence[str]) -> dict[str, Concept]:
        """The concepts with these ids; what was looked up is not read again."""
        known = {number: self._stored[number] for number in ids if number in self._stored}
        return known | by_id(connection, [number for number in ids if number not in known])

    def identified(self, entry: Concept, *, apart: bool = False) -> Concept:
        """The entry with the id of the concept that it is about; it must have been looked up.

        Args:
            apart: its file keeps concepts apart.
        """
        own = next(self._candidates(entry, apart=apart))
        if (name := _name(entry)) and own not in self._placed.setdefault(name, []):
            self._placed[name].append(own)
        self._given.setdefault(own, _Given(apart)).add(entry)
        return replace(entry, id=own)

    def _candidates(self, entry: Concept, *, apart: bool) -> Iterator[str]:
        """The concepts that it may be about, the likeliest first."""
        name, made = _name(entry), _ids(entry)
        named = sorted(self._with_name.get(name, ())) if name else []
        known = [number for number in dict.fromkeys((*made, *named)) if number in self._stored]
        free = [number for number in known if self._is_free(number, entry, apart=apart)]
        yield from (number for number in free if _says(self._stored[number], entry))
        yield from (number for number in free if number in made)
        if name and not apart:
            placed = self._placed.get(name, ())
            yield from (number for number in placed if self._is_free(number, entry, apart=apart))
        about = [
            number
            for number in free
            if number in named and (not apart or _agree(self._stored[number], entry))
        ]
        if len(about) == 1:
            yield from about
        yield from (number for number in made if self._is_free(number, entry, apart=apart))
        copies = len(self._placed.get(name, ())) if name else len(self._given)
        yield _id(entry, f"copy {copies}")

    def _is_free(self, number: str, entry: Concept, *, apart: bool) -> bool:
        given = self._given.get(number)
        return given is None or given.may_be_about(entry, apart=apart)


def _says(concept: Concept, entry: Concept) -> bool:
    """Whether a concept says all that an entry does."""
    return joined(concept, entry) == concept


def _agree(concept: Concept, entry: Concept) -> bool:
    """Whether an entry has a rendering of the concept in each language that both have."""
    keys = [
        {(term.language, key(term.text, term.language)) for term in each.terms}
        for each in (concept, entry)
    ]
    both = {language for language, _ in keys[0]} & {language for language, _ in keys[1]}
    return all(any(language == shared for shared, _ in keys[0] & keys[1]) for language in both)


def _name(entry: Concept) -> _Name | None:
    for language in languages_of(entry.terms):
        term = shown_term(entry, language)
        if term is not None:
            return language.value, key(term.text, language)
    return None


def _ids(entry: Concept) -> tuple[str, str]:
    """The ids that are made from its terms, and from its subject and definitions too."""
    more = "\n".join([entry.subject, *(each.text for each in entry.definitions)])
    return _id(entry, ""), _id(entry, f"more {more}")


def _id(entry: Concept, more: str) -> str:
    """An id like `glossary.store.glossary.new_id`, always the same for the same terms."""
    terms = [shown_term(entry, language) for language in languages()]
    keys = [key(term.text, term.language) if term else "" for term in terms]
    # The ids of before, when there were two languages, stay the same.
    while len(keys) > 2 and not keys[-1]:
        keys.pop()
    said = "\n".join(keys)
    said += f"\n{more}" if more else ""
    digest = hashlib.sha256(said.encode("utf-8", "replace")).digest()
    return "c" + base64.b32encode(digest[:10]).decode("ascii").lower()
