"""Concepts that keep company in stored documents: "see also".

Two are proposed where each is among the few that the other stands with most strongly, by the
log-likelihood of documents (`glossary.corpora.association`). What stands together in a list alone
is seldom more than a list.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from heapq import nlargest

from sqlalchemy import ColumnElement, Connection, func, select

from align.model import Language
from glossary.corpora.association import log_likelihood
from glossary.model import LIVE, Concept, Kind, RelationKind, languages_of
from glossary.store.database import schema
from glossary.store.database.rows import chunks
from glossary.store.searching.links import Link

_FEW = 2  #: how many of its company a concept may be seen with
_LEAST_DOCUMENTS = 20  #: of a language, in which company can be told from chance
_LEAST_USES = 5  #: documents that use a concept
_MOST_USES = 0.1  #: the share of documents that do: what stands everywhere has no company
_LEAST_TOGETHER = 3
_LEAST_STRENGTH = 30.0
#: The kinds of concepts that have company; meetings and bodies have their days together.
_KINDS = tuple(map(str, (Kind.CONCEPT, Kind.DOCTRINE, Kind.STRATEGY, Kind.SLOGAN)))


def company_of(connection: Connection, concept: Concept) -> list[Link]:
    """The concepts that a concept is to be seen with."""
    language = next(iter(languages_of(concept.terms)), None)
    if language is None or str(concept.kind) not in _KINDS:
        return []
    return list(_Company(connection, language).links_of(concept.id))


def all_company(connection: Connection) -> Iterator[Link]:
    """All concepts that are to be seen with each other, each two once."""
    table = schema.document
    for language in connection.scalars(select(table.c.language).distinct().order_by("language")):
        company = _Read(connection, Language(language))
        for concept_id in company:
            for link in company.links_of(concept_id):
                if concept_id < link.relation.target:
                    yield link


class _Company:
    """Which concepts stand together in the documents of a language, as the database is asked.

    Attributes:
        size: how many documents there are.
    """

    def __init__(self, connection: Connection, language: Language) -> None:
        self._connection, self._language = connection, language
        self.size = self._documents()
        self._nearest: dict[str, list[str]] = {}

    def links_of(self, concept_id: str) -> Iterator[Link]:
        """The concepts that a concept is among the nearest of, and they of it."""
        for other in self._nearest_of(concept_id):
            if concept_id in self._nearest_of(other):
                yield Link.proposed(concept_id, RelationKind.SEE_ALSO, other)

    def _nearest_of(self, concept_id: str) -> list[str]:
        if concept_id not in self._nearest:
            self._nearest[concept_id] = self._found(concept_id)
        return self._nearest[concept_id]

    def _found(self, concept_id: str) -> list[str]:
        own = self.uses([concept_id]).get(concept_id)
        if own is None or self.size < _LEAST_DOCUMENTS:
            return []
        shared = {
            other: both
            for other, both in self.together(concept_id).items()
            if other != concept_id and both >= _LEAST_TOGETHER
        }
        strong: dict[str, float] = {}
        for other, used in self.uses(list(shared)).items():
            strength = log_likelihood(shared[other], own, used, self.size)
            if strength >= _LEAST_STRENGTH:
                strong[other] = strength
        # Few are taken of many, so that the terms of few are read.
        best = nlargest(8 * _FEW, strong, key=lambda each: (strong[each], each))
        keys = self.keys([concept_id, *best])
        apart = (each for each in best if not _are_nested(keys[concept_id], keys[each]))
        return [each for each, _ in zip(apart, range(_FEW), strict=False)]

    def _documents(self) -> int:
        table = schema.document
        query = select(func.count()).where(
            table.c.language == str(self._language), table.c.withdrawn.is_(None)
        )
        return int(self._connection.scalar(query) or 0)

    def counted(self, *conditions: ColumnElement[bool]) -> dict[str, int]:
        """How many documents use the concepts of which this holds and that can have company."""
        evidence, document, concept = schema.evidence, schema.document, schema.concept
        uses = func.count()
        query = (
            select(evidence.c.concept_id, uses)
            .join(document, document.c.id == evidence.c.document_id)
            .join(concept, concept.c.id == evidence.c.concept_id)
            .where(
                document.c.language == str(self._language),
                document.c.withdrawn.is_(None),
                concept.c.kind.in_(_KINDS),
                concept.c.status.in_(list(map(str, LIVE))),
                *conditions,
            )
            .group_by(evidence.c.concept_id)
            .having(uses.between(_LEAST_USES, _MOST_USES * self.size))
        )
        return {row[0]: row[1] for row in self._connection.execute(query)}

    def uses(self, ids: Sequence[str]) -> Mapping[str, int]:
        """How many documents use each of some concepts, of those that can have company."""
        found: dict[str, int] = {}
        for some in chunks(ids):
            found |= self.counted(schema.evidence.c.concept_id.in_(some))
        return found

    def together(self, concept_id: str) -> Mapping[str, int]:
        """How many documents use a concept and each other one."""
        own, other, document = schema.evidence.alias(), schema.evidence.alias(), schema.document
        query = (
            select(other.c.concept_id, func.count())
            .select_from(own)
            .join(other, other.c.document_id == own.c.document_id)
            .join(document, document.c.id == own.c.document_id)
            .where(
                own.c.concept_id == concept_id,
                document.c.language == str(self._language),
                document.c.withdrawn.is_(None),
            )
            .group_by(other.c.concept_id)
            .having(func.count() >= _LEAST_TOGETHER)
        )
        return {row[0]: row[1] for row in self._connection.execute(query)}

    def keys(self, ids: Sequence[str]) -> Mapping[str, Sequence[str]]:
        """The keys of the terms of concepts in the language."""
        table = schema.term
        found: dict[str, list[str]] = defaultdict(list)
        for some in chunks(ids):
            query = select(table.c.concept_id, table.c.key).where(
                table.c.concept_id.in_(some), table.c.language == str(self._language)
            )
            for concept_id, made in self._connection.execute(query):
                found[concept_id].append(made)
        return found


class _Read(_Company):
    """What is read once of all documents, where all concepts are asked for."""

    def __init__(self, connection: Connection, language: Language) -> None:
        super().__init__(connection, language)
        self._uses = self.counted() if self.size >= _LEAST_DOCUMENTS else {}
        self._of_document: dict[int, list[str]] = defaultdict(list)
        self._of_concept: dict[str, list[int]] = defaultdict(list)
        evidence, document = schema.evidence, schema.document
        query = (
            select(evidence.c.concept_id, evidence.c.document_id)
            .join(document, document.c.id == evidence.c.document_id)
            .where(document.c.language == str(language), document.c.withdrawn.is_(None))
        )
        for concept_id, number in connection.execute(query) if self._uses else ():
            if concept_id in self._uses:
                self._of_document[number].append(concept_id)
                self._of_concept[concept_id].append(number)

    def __iter__(self) -> Iterator[str]:
        """The ids of the concepts that can have company."""
        return iter(self._uses)

    def uses(self, ids: Sequence[str]) -> Mapping[str, int]:
        return {each: self._uses[each] for each in ids if each in self._uses}

    def together(self, concept_id: str) -> Mapping[str, int]:
        found = Counter[str]()
        for number in self._of_concept[concept_id]:
            found.update(self._of_document[number])
        return found


def _are_nested(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether a term of the one holds a term of the other."""
    return any(first in second or second in first for first in one for second in other)
