"""The relations of a concept with the concepts at their other ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from align.model import Language
from glossary.language.folding import folded_query, places
from glossary.model import (
    LIVE,
    Concept,
    RelationKind,
    RelationStatus,
    StoredDocument,
    in_language,
    languages_of,
)
from glossary.store.database.rows import by_id
from glossary.store.documents.records import stored_documents
from glossary.store.glossary import Glossary
from glossary.store.reading.concordance import KeyWord, first_of
from glossary.store.reading.formulas import definition_places
from glossary.store.searching import sentences
from glossary.store.searching.links import Place
from glossary.store.searching.relations import are_listed, links_of


@dataclass(frozen=True, slots=True)
class Related:
    """A concept that another one has a relation to, or that has one to it.

    Attributes:
        is_owner: the relation is that of this concept to the other one.
        place: where a sentence says it in so many words; None where none does.
    """

    kind: RelationKind
    concept: Concept
    status: RelationStatus
    is_owner: bool
    place: Place | None = None

    @property
    def said(self) -> str:
        """What the one is to this concept, in words: "superseded by"."""
        return self.kind.inverse if self.is_owner else str(self.kind)


def related_concepts(glossary: Glossary, concept: Concept, *, texts: bool = True) -> list[Related]:
    """The concepts that a concept has relations to or that have some to it, by kind.

    Those that people approved come before those that the glossary shows, which are proposed. What
    people denied and what is no longer in the glossary, or rejected, is left out.

    Args:
        texts: whether stored texts are read for them; else those that entries show.

    Raises:
        GlossaryError: the glossary cannot be read.
    """
    with glossary.reading() as connection:
        return related_in(connection, concept, texts=texts)


def related_in(connection: Connection, concept: Concept, *, texts: bool = True) -> list[Related]:
    """The same on a connection."""
    links = links_of(connection, concept, texts=texts)
    ends = {each.owner for each in links} | {each.relation.target for each in links}
    concepts = by_id(connection, sorted(ends - {concept.id}))
    kinds = list(RelationKind)
    found = [
        Related(relation.kind, other, relation.status, link.owner != concept.id, link.place)
        for link in links
        for relation in [link.relation]
        for other in [concepts.get(relation.target if link.owner == concept.id else link.owner)]
        if other is not None
        and other.status in LIVE
        and relation.status is not RelationStatus.DENIED
    ]
    return sorted(
        found,
        key=lambda each: (
            kinds.index(each.kind),
            each.is_owner,
            each.status is RelationStatus.PROPOSED,
        ),
    )


def related_with_places(
    glossary: Glossary, concept: Concept
) -> list[tuple[Related, KeyWord | None]]:
    """The concepts of `related_concepts`, each with what `shown_by` has."""
    others = related_concepts(glossary, concept)
    return list(zip(others, shown_by(glossary, concept, others), strict=True))


def shown_by(
    glossary: Glossary, concept: Concept, others: Sequence[Related]
) -> list[KeyWord | None]:
    """Where a document shows each relation of a concept, the oldest place; None where none does.

    A sentence that says it in so many words is the one. Without one a member is shown by the list
    of its formula, a formula that grew out of another one by its own list; any other relation by a
    sentence that has terms of both concepts.

    Raises:
        GlossaryError: the glossary cannot be read.
    """
    with glossary.reading() as connection:
        documents = {each.id: each for each in stored_documents(connection)}
        found: dict[str, KeyWord | None] = {}
        for each in others:
            if each.place is not None and each.place.document in documents:
                found[each.concept.id] = KeyWord(documents[each.place[0]], *each.place[1:])
                continue
            listed = _list_of(connection, concept, each, documents)
            if listed is not None:
                found[each.concept.id] = listed
        rest = [each.concept for each in others if each.concept.id not in found]
        for language in languages_of(concept.terms) if rest else ():
            found = _together(connection, concept, rest, language, documents) | found
    return [found.get(each.concept.id) for each in others]


def _list_of(
    connection: Connection,
    concept: Concept,
    other: Related,
    documents: Mapping[int, StoredDocument],
) -> KeyWord | None:
    """The first list of members that shows a relation."""
    owner, target = (other.concept, concept) if other.is_owner else (concept, other.concept)
    if other.kind is RelationKind.MEMBER_OF:
        lists = [each for each in target.definitions if are_listed(each, owner.terms)]
        return first_of(definition_places(connection, target, lists, documents).values())
    if other.kind is RelationKind.SUPERSEDES:
        lists = [each for each in owner.definitions if each.members]
        return first_of(definition_places(connection, owner, lists, documents).values())
    return None


def _together(
    connection: Connection,
    concept: Concept,
    others: Sequence[Concept],
    language: Language,
    documents: Mapping[int, StoredDocument],
) -> dict[str, KeyWord | None]:
    """The first sentence in a language that has a term of a concept beside one of each other."""
    own = [folded_query(each.text, language) for each in in_language(concept.terms, language)]
    wanted = {
        each.id: [folded_query(term.text, language) for term in in_language(each.terms, language)]
        for each in others
    }
    found: dict[str, list[KeyWord]] = defaultdict(list)
    for said in sentences.holding(connection, language, own):
        if said.document not in documents:
            continue
        ours = _spans(own, said, language)
        for concept_id, parts in wanted.items():
            theirs = _spans(parts, said, language)
            apart = _outside(theirs, ours)
            if apart and _outside(ours, theirs):
                place = KeyWord(documents[said.document], said.segment, said.text, *apart[0])
                found[concept_id].append(place)
    return {concept_id: first_of(every) for concept_id, every in found.items()}


def _spans(
    parts: Sequence[str], said: sentences.Sentence, language: Language
) -> list[tuple[int, int]]:
    """Where folded terms stand in a sentence."""
    return [span for part in parts for span in places(said.text, said.searched, part, language)]


def _outside(
    spans: Sequence[tuple[int, int]], others: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The spans that are no part of one of the others, as 生产力 is of 新质生产力."""
    return [
        (start, end)
        for start, end in spans
        if not any(first <= start and end <= last for first, last in others)
    ]
