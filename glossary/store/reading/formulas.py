"""Numeric formulas of a glossary: which members who says that they count, and in which sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from align.languages import languages
from align.model import Language
from glossary.finding.reference import Reference
from glossary.formulas import Formula
from glossary.formulas.known import (
    Completeness,
    MemberList,
    completeness,
    counting,
    is_formula,
    member_lists,
)
from glossary.model import LIVE, Concept, Definition, StoredDocument, preferred
from glossary.store.database import schema
from glossary.store.database.rows import of_concepts
from glossary.store.documents.records import stored_documents
from glossary.store.documents.spelled import Spelled, spelled_out
from glossary.store.glossary import Glossary
from glossary.store.reading.concordance import KeyWord, translations
from glossary.store.searching import sentences
from glossary.store.searching.formulas import formulas_in
from glossary.store.searching.names import concepts_named


@dataclass(frozen=True, slots=True)
class KnownFormula:
    """A numeric formula of a glossary.

    Attributes:
        formula: what its terms count; None where none says a number.
        lists: the different lists of its members; where the glossary has none in a language,
            those of the starter glossary, which `lent` holds.
        from_reference: the whole entry is of the starter glossary.
        spelled: the lists among these that its definitions do not have, and that documents do.
    """

    concept: Concept
    formula: Formula | None
    lists: tuple[MemberList, ...]
    lent: tuple[MemberList, ...]
    from_reference: bool
    spelled: tuple[Spelled, ...] = ()

    @property
    def completeness(self) -> Completeness:
        """What is known of its members."""
        return completeness(self.concept, self.every_list)

    @property
    def every_list(self) -> tuple[MemberList, ...]:
        """All lists, by language."""
        order = languages()
        return tuple(sorted((*self.lists, *self.lent), key=lambda each: order.index(each.language)))


@dataclass(frozen=True, slots=True)
class MemberSource:
    """Who says which members a formula has.

    Attributes:
        document: None where it is not in the glossary: a person's word, a reference.
        segment: the index of the sentence that lists them, None where the document is not there.
        sentence: what it says, "" likewise.
        translations: what stands in the same beads.
    """

    definition: Definition
    document: StoredDocument | None = None
    segment: int | None = None
    sentence: str = ""
    translations: tuple[tuple[Language, str], ...] = ()


@dataclass(frozen=True, slots=True)
class MemberConcept:
    """A member, and the concept that it is where there is one."""

    text: str
    concept: Concept | None = None
    from_reference: bool = False


@dataclass(frozen=True, slots=True)
class SourcedList:
    """A list of members with what is known of each, and with its sources, the oldest first."""

    said: MemberList
    members: tuple[MemberConcept, ...]
    sources: tuple[MemberSource, ...]


def formulas(glossary: Glossary | None, reference: Reference) -> list[KnownFormula]:
    """The formulas of a glossary, then those of the starter glossary that it does not have.

    Their lists are those of their definitions; documents are not read for others. Those of which
    members are known come first, then the most frequent.

    Raises:
        GlossaryError: the glossary cannot be read.
    """
    own: list[Concept] = []
    if glossary is not None:
        with glossary.reading() as connection:
            own = formulas_in(connection)
    found = [_known(concept, (), reference) for concept in own]
    taken = {each.id for concept in own for each in _counterparts(concept, reference)}
    found += [
        _of_reference(concept)
        for concept in reference
        if concept.id not in taken and is_formula(concept)
    ]
    return sorted(
        found,
        key=lambda each: (each.from_reference, not each.every_list, -each.concept.frequency),
    )


def formulas_named(
    glossary: Glossary | None, reference: Reference, name: str
) -> list[KnownFormula]:
    """The formulas that a term or id names: those of the glossary, else of the starter glossary.

    Lists of the members of those of the glossary are looked for in all documents.

    Raises:
        GlossaryError: the glossary cannot be read.
    """
    own: Sequence[Concept] = ()
    spelled: Mapping[str, Sequence[Spelled]] = {}
    if glossary is not None:
        with glossary.reading() as connection:
            (named,) = concepts_named(connection, [name])
            own = [each for each in named.concepts if each.status in LIVE and is_formula(each)]
            spelled = spelled_out(connection, own)
    if own:
        return [_known(concept, spelled.get(concept.id, ()), reference) for concept in own]
    there = {
        concept.id: concept
        for language in languages()
        for concept in (*reference.with_ids([name]), *reference.by_key(name, language))
    }
    return [_of_reference(concept) for concept in there.values() if is_formula(concept)]


def sourced(
    glossary: Glossary | None, reference: Reference, known: KnownFormula
) -> list[SourcedList]:
    """The lists of a formula with the concepts of its members and with who says them where.

    Raises:
        GlossaryError: the glossary cannot be read.
    """
    sources: dict[Definition, MemberSource] = {}
    if glossary is not None and not known.from_reference:
        sources = _sources(glossary, known)
    return [
        SourcedList(
            each,
            tuple(_member(text, each.language, glossary, reference) for text in each.members),
            tuple(
                sorted(
                    (sources.get(one) or MemberSource(one) for one in each.definitions), key=_dated
                )
            ),
        )
        for each in known.every_list
    ]


def _dated(each: MemberSource) -> tuple[bool, bool, str]:
    """People first, then the oldest document."""
    dated = each.document.dated if each.document else ""
    return each.document is not None, not dated, dated


def _known(concept: Concept, spelled: Sequence[Spelled], reference: Reference) -> KnownFormula:
    had_already = {(each.source, each.text) for each in concept.definitions}
    new = tuple(
        each
        for each in spelled
        if (each.definition.source, each.definition.text) not in had_already
    )
    said = (*concept.definitions, *(each.definition for each in new))
    own = member_lists(replace(concept, definitions=said))
    had = {each.language for each in own}
    lent: dict[Language, list[MemberList]] = {}
    for other in _counterparts(concept, reference):
        for each in member_lists(other):
            if each.language not in had:
                lent.setdefault(each.language, []).append(each)
    kept = tuple(lists[0] for lists in lent.values())
    formula = counting(concept)
    return KnownFormula(concept, formula, tuple(own), kept, from_reference=False, spelled=new)


def _of_reference(concept: Concept) -> KnownFormula:
    lists = tuple(member_lists(concept))
    return KnownFormula(concept, counting(concept), (), lists, from_reference=True)


def _counterparts(concept: Concept, reference: Reference) -> list[Concept]:
    """The formulas of the starter glossary that have a Chinese term to use of a concept.

    Where it has no Chinese, they have its English one.
    """
    used = preferred(concept.terms, Language.ZH) or preferred(concept.terms, Language.EN)
    found = reference.by_key(used.text, used.language) if used else ()
    return [each for each in found if is_formula(each)]


def _sources(glossary: Glossary, known: KnownFormula) -> dict[Definition, MemberSource]:
    with glossary.reading() as connection:
        documents = {each.id: each for each in stored_documents(connection)}
        lists = [each for each in known.concept.definitions if each.members]
        found = definition_places(connection, known.concept, lists, documents)
        for each in known.spelled:
            found[each.definition] = _place(connection, each.document, each.definition)
    said = translations(glossary, list(found.values()))
    return {
        each: MemberSource(each, place.document, place.segment, place.text, tuple(others))
        for (each, place), others in zip(found.items(), said, strict=True)
    }


def definition_places(
    connection: Connection,
    concept: Concept,
    wanted: Sequence[Definition],
    documents: Mapping[int, StoredDocument],
) -> dict[Definition, KeyWord]:
    """Where definitions of a concept stand, those that are drawn from documents, by their ids."""
    rows = of_concepts(connection, schema.definition, [concept.id] if wanted else [])
    numbers = {(row.source, row.text): row.document_id for row in rows}
    found = {each: documents.get(numbers.get((each.source, each.text)) or 0) for each in wanted}
    return {
        each: _place(connection, document, each)
        for each, document in found.items()
        if document is not None
    }


def _place(connection: Connection, document: StoredDocument, drawn: Definition) -> KeyWord:
    """The sentence that a definition was drawn from, by what it says where it has moved since."""
    segment = drawn.segment or 0
    text = sentences.texts_of(connection, document.id, [segment]).get(segment, "")
    if drawn.text not in text:
        moved = next(sentences.saying(connection, document.id, drawn.text), None)
        segment, text = moved or (segment, drawn.text)
    start = max(text.find(drawn.text), 0)
    return KeyWord(document, segment, text, start, start + len(drawn.text))


def _member(
    text: str, language: Language, glossary: Glossary | None, reference: Reference
) -> MemberConcept:
    own: Iterator[Concept] = iter(())
    if glossary is not None:
        own = (each for each in glossary.matching(text, language) if each.status in LIVE)
    concept = next(own, None)
    if concept is not None:
        return MemberConcept(text, concept)
    lent = next(iter(reference.by_key(text, language)), None)
    return MemberConcept(text, lent, from_reference=lent is not None)
