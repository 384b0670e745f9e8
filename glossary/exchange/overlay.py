"""What a file says laid over what the glossary has, for files that say only some of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace
from itertools import islice
from types import MappingProxyType
from typing import Any, TypeVar

from align.languages import Language, languages
from glossary.model import (
    TO_AVOID,
    Concept,
    ConceptStatus,
    Context,
    Definition,
    Kind,
    Relation,
    RelationStatus,
    Side,
    Term,
    TermStatus,
    in_language,
)
from glossary.model.conditions import distinct
from glossary.model.fields import EVERYTHING, Field
from glossary.model.keys import key
from glossary.model.relations import pair_of, related

Part = TypeVar("Part", Concept, Term, Definition, Context, Side)

_OF_CONCEPT = MappingProxyType(
    {
        Field.KIND: ("kind",),
        Field.SUBJECT: ("subject",),
        Field.NOTE: ("note",),
        Field.STATUS: ("status",),
        Field.SCORE: ("score",),
        Field.FREQUENCY: ("frequency",),
        Field.REVISION: ("revision",),
    }
)
_OF_TERM = MappingProxyType(
    {
        Field.TERM_STATUS: ("status",),
        Field.TERM_TYPE: ("type",),
        Field.TERM_FREQUENCY: ("frequency",),
        Field.TERM_SOURCE: ("source",),
        Field.TERM_NOTE: ("note",),
        Field.TERM_CONDITIONS: ("conditions",),
        Field.INCONSISTENCY: ("inconsistency",),
    }
)
_OF_DEFINITION = MappingProxyType(
    {
        Field.DEFINITION_SOURCE: ("source",),
        Field.DEFINITION_PLACE: ("segment", "start", "end", "origin"),
        Field.DEFINITION_SCORE: ("score",),
        Field.MEMBERS: ("members",),
    }
)
_OF_CONTEXT = MappingProxyType({Field.CONTEXT_SOURCE: ("source",)})
_OF_SIDE = MappingProxyType({Field.CONTEXT_SPANS: ("spans",), Field.CONTEXT_PLACE: ("segments",)})


def overlay(
    base: Concept, said: Concept, carried: Set[Field], spoken: Set[Language] | None = None
) -> Concept:
    """The concept as somebody made it who edited a file that carries only some fields of `base`.

    What is not carried stays. Terms, definitions and contexts are recognised by language and text;
    a definition in the place of another keeps the members that a file does not carry.

    Args:
        spoken: the languages whose terms the file carries; None: all.
    """
    if carried >= EVERYTHING and spoken is None:
        return said
    made = _kept(base, said, carried, _OF_CONCEPT)
    return replace(
        made,
        terms=tuple(_terms(base, said, carried, spoken)),
        definitions=tuple(_definitions(base.definitions, said.definitions, carried)),
        contexts=tuple(_contexts(base.contexts, said.contexts, carried)),
        relations=tuple(_relations(base.relations, said.relations, carried)),
    )


def joined(base: Concept, said: Concept) -> Concept:
    """The concept with what an entry of somebody else's file adds to it; nothing is taken away.

    A form that reads like one of the concept's (`glossary.model.keys`) is none to add, but one that
    the file advises against is avoided from then on. A second preferred term is admitted. Doing it
    twice is doing it once.
    """
    return replace(
        base,
        terms=_with_terms(base.terms, said.terms),
        definitions=base.definitions_with(said),
        contexts=(*base.contexts, *_new_contexts(base.contexts, said.contexts)),
        kind=said.kind if base.kind is Kind.CONCEPT else base.kind,
        subject=base.subject or said.subject,
        note="\n".join(
            [base.note] * bool(base.note)
            + [each for each in said.note.splitlines() if each and each not in base.note]
        ),
        status=said.status if base.status is ConceptStatus.PROPOSED else base.status,
        relations=related(base.relations, said.relations),
    )


def _kept(
    base: Part, said: Part, carried: Set[Field], members: Mapping[Field, tuple[str, ...]]
) -> Part:
    """What is said, with what is not carried as it was."""
    old: dict[str, Any] = {
        name: getattr(base, name)
        for field, names in members.items()
        if field not in carried
        for name in names
    }
    return replace(said, **old)


def _terms(
    base: Concept, said: Concept, carried: Set[Field], spoken: Set[Language] | None
) -> Iterator[Term]:
    """What is said, each language in its order, at the places that the languages have in `base`."""
    known = {(term.language, term.text): term for term in base.terms}
    made = {}
    for language in languages():
        own, old = in_language(said.terms, language), in_language(base.terms, language)
        if spoken is not None and language not in spoken:
            own = old
        if Field.OTHER_TERMS not in carried:
            own = _first_of(own, old, carried)
        made[language] = iter(own)
    places = (*(term.language for term in base.terms), *languages())
    for place, language in enumerate(places):
        last = place >= len(base.terms)
        for term in made[language] if last else islice(made[language], 1):
            was = known.get((language, term.text))
            yield _kept(was, term, carried, _OF_TERM) if was else term


def _first_of(
    said: tuple[Term, ...], base: tuple[Term, ...], carried: Set[Field]
) -> tuple[Term, ...]:
    """The terms of a language where a file has only the first: another one takes its place."""
    if not said or not base:
        return said or base
    first = said[0]
    if all(term.text != first.text for term in base):
        return (_kept(base[0], first, carried, _OF_TERM), *base[1:])
    return (first, *(term for term in base if term.text != first.text))


def _definitions(
    base: tuple[Definition, ...], said: tuple[Definition, ...], carried: Set[Field]
) -> Iterator[Definition]:
    if Field.DEFINITION not in carried:
        yield from base
        return
    known = {(each.language, each.text): each for each in reversed(base)}
    for place, definition in enumerate(said):
        was = known.get((definition.language, definition.text))
        if was is not None:
            yield _kept(was, definition, carried, _OF_DEFINITION)
        elif Field.MEMBERS not in carried and place < len(base):
            yield replace(definition, members=base[place].members)
        else:
            yield definition
    if Field.OTHER_DEFINITIONS not in carried:
        texts = {each.text for each in said}
        yield from (each for each in base[1:] if each.text not in texts)


def _contexts(
    base: tuple[Context, ...], said: tuple[Context, ...], carried: Set[Field]
) -> Iterator[Context]:
    if Field.CONTEXT not in carried:
        yield from base
        return
    known = {_sentences(context): context for context in reversed(base)}
    for context in said:
        was = known.get(_sentences(context))
        if was is None:
            yield context
            continue
        sides = tuple(
            _kept(old, new, carried, _OF_SIDE)
            for old, new in zip(was.sides, context.sides, strict=True)
        )
        yield replace(_kept(was, context, carried, _OF_CONTEXT), sides=sides)


def _relations(
    base: tuple[Relation, ...], said: tuple[Relation, ...], carried: Set[Field]
) -> Iterator[Relation]:
    """What is said of the sorts that are carried, and the others as they were.

    A file that carries neither sort may have relations all the same, which come to the others.
    """
    sorts = {Field.RELATIONS: RelationStatus.APPROVED, Field.DENIALS: RelationStatus.DENIED}
    told = {status for field, status in sorts.items() if field in carried}
    if not told:
        yield from related(base, said)
        return
    stated = {pair_of(each): each for each in said if each.status in told}
    for each in base:
        if pair_of(each) in stated:
            yield stated.pop(pair_of(each))
        elif each.status not in told:
            yield each
    yield from stated.values()


def _with_terms(base: tuple[Term, ...], said: tuple[Term, ...]) -> tuple[Term, ...]:
    made = list(base)
    for term in said:
        alike = [place for place, each in enumerate(made) if _key(each) == _key(term)]
        if not alike:
            second = term.status is TermStatus.PREFERRED and any(
                each.status is TermStatus.PREFERRED
                for each in in_language(tuple(made), term.language)
            )
            made.append(replace(term, status=TermStatus.ADMITTED) if second else term)
        for place in alike:
            was = made[place]
            avoided = term.status in TO_AVOID and was.status is TermStatus.ADMITTED
            made[place] = replace(
                was,
                status=term.status if avoided else was.status,
                conditions=distinct((*term.conditions, *was.conditions)),
            )
    return tuple(term for language in languages() for term in in_language(tuple(made), language))


def _key(term: Term) -> tuple[Language, str]:
    return term.language, key(term.text, term.language)


def _new_contexts(base: Iterable[Context], said: Iterable[Context]) -> Iterator[Context]:
    known = set(map(_sentences, base))
    for each in said:
        if _sentences(each) not in known:
            known.add(_sentences(each))
            yield each


def _sentences(context: Context) -> tuple[tuple[Language, str], ...]:
    return tuple((side.language, side.text) for side in context.sides)
