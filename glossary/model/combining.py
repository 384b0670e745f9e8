"""Two changed states of one concept made into one: a three-way merge, part by part.

Terms are told apart by language and text, definitions by language, text and origin, contexts by
their place in a document, relations by kind and target. Counts are added up, since texts that were
added on either side have their occurrences each.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from align.model import Language
from glossary.model.concepts import (
    Concept,
    Context,
    Definition,
    Term,
    TermStatus,
    in_language,
    languages_of,
)
from glossary.model.relations import pair_of

Part = TypeVar("Part")

_SCALARS = ("kind", "subject", "note", "status", "score")


class DivergedError(Exception):
    """Both states changed one part of the concept, each in its way."""


def combined(base: Concept, mine: Concept, theirs: Concept) -> Concept:
    """Their state with what led from `base` to mine done to it too.

    Raises:
        DivergedError: a part that I changed was changed by them in another way.
    """
    scalars = {}
    for field in _SCALARS:
        old, wanted, now = (getattr(each, field) for each in (base, mine, theirs))
        if wanted not in (old, now):
            if now != old:
                raise DivergedError
            scalars[field] = wanted
    return replace(
        theirs,
        **scalars,
        terms=_parts(base.terms, mine.terms, theirs.terms, _form, _term),
        definitions=_parts(
            base.definitions, mine.definitions, theirs.definitions, _meaning, _whole
        ),
        contexts=_parts(base.contexts, mine.contexts, theirs.contexts, _place, _whole),
        relations=_parts(base.relations, mine.relations, theirs.relations, pair_of, _whole),
        frequency=_count(base.frequency, mine.frequency, theirs.frequency),
    )


def torn(before: Concept, after: Concept) -> tuple[Language, ...]:
    """The languages in which a merge made several terms the preferred one."""
    return tuple(
        language
        for language in languages_of(after.terms)
        if _preferred(after, language) > max(1, _preferred(before, language))
    )


def _preferred(concept: Concept, language: Language) -> int:
    own = in_language(concept.terms, language)
    return sum(term.status is TermStatus.PREFERRED for term in own)


def _parts(
    base: Sequence[Part],
    mine: Sequence[Part],
    theirs: Sequence[Part],
    identity: Callable[[Part], Hashable],
    both: Callable[[Part, Part, Part], Part],
) -> tuple[Part, ...]:
    """Their list with what I added, changed and took away, part by part."""
    if mine in (base, theirs):
        return tuple(theirs)
    if theirs == base:
        return tuple(mine)
    old, wanted, now = ({identity(part): part for part in parts} for parts in (base, mine, theirs))
    if [len(old), len(wanted), len(now)] != [len(base), len(mine), len(theirs)]:
        raise DivergedError  # two parts that cannot be told apart
    result = dict(now)
    for name in wanted | old:
        was, becomes, is_now = old.get(name), wanted.get(name), now.get(name)
        if becomes in (was, is_now):
            continue
        if was is None or is_now is None or becomes is None:
            if was != is_now:
                raise DivergedError
            if becomes is None:
                del result[name]
            else:
                result[name] = becomes
        else:
            result[name] = both(was, becomes, is_now)
    if list(wanted) != [each for each in old if each in wanted]:
        return _in_order(result, wanted)
    return tuple(result.values())


def _in_order(parts: dict[Hashable, Part], order: Iterable[Hashable]) -> tuple[Part, ...]:
    """The parts with those of `order` first and in it."""
    first = [each for each in order if each in parts]
    return tuple(parts[each] for each in dict.fromkeys([*first, *parts]))


def _term(base: Term, mine: Term, theirs: Term) -> Term:
    frequency = _count(base.frequency, mine.frequency, theirs.frequency)
    uncounted = (replace(each, frequency=0) for each in (base, mine, theirs))
    return replace(_whole(*uncounted), frequency=frequency)


def _whole(base: Part, mine: Part, theirs: Part) -> Part:
    if mine in (base, theirs):
        return theirs
    if theirs != base:
        raise DivergedError
    return mine


def _count(base: int, mine: int, theirs: int) -> int:
    return max(0, theirs + mine - base)


def _form(term: Term) -> Hashable:
    return term.language, term.text


def _meaning(definition: Definition) -> Hashable:
    return definition.language, definition.text, definition.origin


def _place(context: Context) -> Hashable:
    return context.source, *((side.language, side.text, side.segments) for side in context.sides)
