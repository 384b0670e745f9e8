"""What a concept holds, field by field: what a file format can carry of it, and what it loses.

A format says which fields it carries. Exporting counts the concepts that have others (the loss
report); importing takes from a file what its format carries, and leaves the rest as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType

from glossary.model.concepts import (
    Concept,
    ConceptStatus,
    Definition,
    Kind,
    RelationStatus,
    Term,
    TermStatus,
    TermType,
    languages_of,
)


class Field(StrEnum):
    """A part of an entry, with the name that people read in a loss report."""

    ID = "ids"
    OTHER_TERMS = "terms beside the first of each language"
    TERM_STATUS = "statuses of terms"
    TERM_TYPE = "forms of terms (short form, abbreviation, variant)"
    TERM_FREQUENCY = "frequencies of terms"
    TERM_SOURCE = "sources of terms"
    TERM_NOTE = "notes on terms"
    TERM_CONDITIONS = "conditions of terms that people set"
    INCONSISTENCY = "marks of inconsistent renderings"
    DEFINITION = "definitions"
    OTHER_DEFINITIONS = "definitions beside the first"
    DEFINITION_SOURCE = "sources of definitions"
    DEFINITION_PLACE = "places of definitions in their documents"
    DEFINITION_SCORE = "scores of definitions"
    MEMBERS = "members of numeric formulas"
    CONTEXT = "contexts"
    CONTEXT_SOURCE = "sources of contexts"
    CONTEXT_SPANS = "marks of the term in contexts"
    CONTEXT_PLACE = "places of contexts in their documents"
    KIND = "kinds"
    SUBJECT = "subjects"
    NOTE = "notes"
    STATUS = "statuses"
    SCORE = "scores"
    FREQUENCY = "frequencies"
    REVISION = "revisions"
    RELATIONS = "relations to other concepts"
    DENIALS = "relations that people deny"


EVERYTHING = frozenset(Field)


def _any_term(has: Callable[[Term], object]) -> Callable[[Concept], bool]:
    return lambda concept: any(map(has, concept.terms))


def _any_definition(has: Callable[[Definition], object]) -> Callable[[Concept], bool]:
    return lambda concept: any(map(has, concept.definitions))


def _any_relation(status: RelationStatus) -> Callable[[Concept], bool]:
    return lambda concept: any(each.status is status for each in concept.relations)


def _has_other_terms(concept: Concept) -> bool:
    return len(languages_of(concept.terms)) < len(concept.terms)


#: Whether a concept has something in a field beyond what holds for every entry.
_HAS: Mapping[Field, Callable[[Concept], object]] = MappingProxyType(
    {
        Field.ID: lambda concept: concept.id,
        Field.OTHER_TERMS: _has_other_terms,
        Field.TERM_STATUS: _any_term(
            lambda term: term.status not in (TermStatus.PREFERRED, TermStatus.ADMITTED)
        ),
        Field.TERM_TYPE: _any_term(lambda term: term.type is not TermType.FULL_FORM),
        Field.TERM_FREQUENCY: _any_term(lambda term: term.frequency),
        Field.TERM_SOURCE: _any_term(lambda term: term.source),
        Field.TERM_NOTE: _any_term(lambda term: term.note),
        Field.TERM_CONDITIONS: _any_term(lambda term: term.conditions),
        Field.INCONSISTENCY: _any_term(lambda term: term.inconsistency),
        Field.DEFINITION: lambda concept: concept.definitions,
        Field.OTHER_DEFINITIONS: lambda concept: len(concept.definitions) > 1,
        Field.DEFINITION_SOURCE: _any_definition(lambda definition: definition.source),
        Field.DEFINITION_PLACE: _any_definition(lambda definition: definition.segment is not None),
        Field.DEFINITION_SCORE: _any_definition(lambda definition: definition.score != 1),
        Field.MEMBERS: _any_definition(lambda definition: definition.members),
        Field.CONTEXT: lambda concept: concept.contexts,
        Field.CONTEXT_SOURCE: lambda concept: any(each.source for each in concept.contexts),
        Field.CONTEXT_SPANS: lambda concept: any(
            side.spans for each in concept.contexts for side in each.sides
        ),
        Field.CONTEXT_PLACE: lambda concept: any(
            side.segments for each in concept.contexts for side in each.sides
        ),
        Field.KIND: lambda concept: concept.kind is not Kind.CONCEPT,
        Field.SUBJECT: lambda concept: concept.subject,
        Field.NOTE: lambda concept: concept.note,
        Field.STATUS: lambda concept: concept.status is not ConceptStatus.APPROVED,
        Field.SCORE: lambda concept: concept.score != 1,
        Field.FREQUENCY: lambda concept: concept.frequency,
        Field.REVISION: lambda concept: concept.revision,
        Field.RELATIONS: _any_relation(RelationStatus.APPROVED),
        Field.DENIALS: _any_relation(RelationStatus.DENIED),
    }
)


def fields_of(concept: Concept) -> Iterator[Field]:
    """The fields in which a concept has something that a file without them would lose."""
    return (field for field, has in _HAS.items() if has(concept))
