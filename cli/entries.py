"""Entries of the glossary as people read them in answer to a query."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from align.model import Language
from align.text import one_line, visible
from cli.console import counted, print_lines
from glossary.model import (
    TO_AVOID,
    ConditionKind,
    TermStatus,
    in_language,
    instead,
    languages_of,
    preferred,
)

if TYPE_CHECKING:
    from rich.text import Text

    from glossary.finding import Match
    from glossary.model import Concept, Definition, Term
    from glossary.store.reading.concordance import KeyWord
    from glossary.store.reading.relations import Related

#: Contexts shown with an entry; the rest is in the review application and the exports.
MOST_CONTEXTS = 2


def narrowed(concept: Concept, shown: Collection[Language], found: Language) -> Concept:
    """What a concept says in the languages to be shown and in that of the term that was found.

    Args:
        shown: none: all.
    """
    if not shown:
        return concept
    wanted = {found, *shown}
    contexts = (
        replace(each, sides=tuple(side for side in each.sides if side.language in wanted))
        for each in concept.contexts
    )
    return replace(
        concept,
        terms=tuple(each for each in concept.terms if each.language in wanted),
        definitions=tuple(each for each in concept.definitions if each.language in wanted),
        contexts=tuple(each for each in contexts if each.sides),
    )


def print_entry(match: Match) -> None:
    """Print one match: its terms, what it means, where it stands, and why it was found."""
    from rich.text import Text

    from cli.corpora import standing_lines

    concept = match.concept
    lines = [_heading(match), *_terms(concept), *_conditions(concept), *_meaning(concept)]
    lines += [*standing_lines(concept), *_contexts(concept)]
    print_lines([*lines, Text()])


def concept_lines(concept: Concept) -> list[Text]:
    """A concept of the glossary with all its terms and definitions, without its contexts."""
    about = ", ".join(filter(None, (str(concept.kind), concept.subject, str(concept.status))))
    seen = f"; seen {counted(concept.frequency, 'time')}" if concept.frequency else ""
    heading = _line(*_names(concept), (f"  ({about}{seen})  {concept.id}", "dim"))
    note = [_line((f"  {one_line(concept.note)}", ""))] if concept.note else []
    return [heading, *_terms(concept), *_conditions(concept), *note, *_meaning(concept)]


def related_lines(others: Sequence[tuple[Related, KeyWord | None]]) -> list[Text]:
    """The concepts that one has relations with, a kind a line, and where documents show that."""
    from glossary.model import RelationStatus

    lines = []
    for said, group in groupby(others, lambda each: each[0].said):
        own = list(group)
        shown = [
            f"{' '.join(term.text for term in _leading(each.concept))}"
            + (" (proposed)" if each.status is RelationStatus.PROPOSED else "")
            for each, _ in own
        ]
        lines.append(_line((f"  {said}: ", "dim"), ("; ".join(shown), "")))
        where = {(place.document.id, place.segment): place for _, place in own if place}
        lines += [line for place in where.values() for line in _shown_in(place)]
    return lines


def _shown_in(place: KeyWord) -> list[Text]:
    from cli.show import called
    from glossary.model.windows import cut

    text, _ = cut(place.text, [(place.start, place.end)])
    where = f"  [{called(place.document)}, sentence {place.segment + 1}]"
    return [_line(("    > ", "dim"), (one_line(text), ""), (where, "dim"))]


def related_as_json(each: Related, place: KeyWord | None = None) -> dict[str, object]:
    """A concept that another one has a relation with, for programs; where a document shows it."""
    used = (preferred(each.concept.terms, code) for code in languages_of(each.concept.terms))
    return {
        "relation": each.said,
        "concept": each.concept.id,
        "terms": {str(term.language): term.text for term in used if term},
        "status": str(each.status),
        **({"evidence": _place_as_json(place)} if place else {}),
    }


def _place_as_json(place: KeyWord) -> dict[str, object]:
    return {
        "document": place.document.id,
        "source": place.document.source,
        "date": place.document.dated,
        "segment": place.segment,
        "sentence": place.text,
        "span": [place.start, place.end],
    }


def _line(*parts: tuple[str, str]) -> Text:
    from rich.text import Text

    return Text.assemble(*((visible(text), style) for text, style in parts))


def _heading(match: Match) -> Text:
    concept = match.concept
    where = "starter glossary" if match.from_reference else str(concept.status)
    about = ", ".join(filter(None, (str(concept.kind), concept.subject, where)))
    why = "" if match.kind == "exact" else f"; {match.kind} match of {match.term.text}"
    return _line(*_names(concept), (f"  ({about}{why})", "dim"), (_warning(match), "bold"))


def _names(concept: Concept) -> list[tuple[str, str]]:
    """The terms to use, and their style."""
    names = [(term.text, "bold") for term in _leading(concept)]
    return [names[0], ("  ", ""), names[1]] if len(names) == 2 else names


def _leading(concept: Concept) -> list[Term]:
    """The terms to use in its first two languages."""
    used = (preferred(concept.terms, each) for each in languages_of(concept.terms))
    return [term for term in used if term is not None][:2]


def _warning(match: Match) -> str:
    """What to use in the place of the term that was found, where that is to be avoided."""
    if match.term.status not in TO_AVOID:
        return ""
    better = instead(match.concept.terms, match.term)
    use = f"; use {better.text}" if better else ""
    return f"  {match.term.text} is {match.term.status}{use}"


def _terms(concept: Concept) -> list[Text]:
    leading = _leading(concept)
    return [
        _line((f"  {term.language} ", "dim"), (term.text, ""), (_remark(term), "dim"))
        for language in languages_of(concept.terms)
        for term in sorted(
            in_language(concept.terms, language),
            key=lambda term: term.status is not TermStatus.PREFERRED,
        )
        if term not in leading
    ]


def _conditions(concept: Concept) -> list[Text]:
    """Where renderings are used: as people set it, then as the contexts of the concept show."""
    from glossary.marking.conditions import conditions

    return [
        _line((f"  {each.language} ", "dim"), (each.rendering, ""), (f"  {each.said}", "dim"))
        for each in conditions(concept)
    ]


def conditions_as_json(concept: Concept) -> list[dict[str, object]]:
    """The same, as programs read it."""
    from glossary.marking.conditions import learned, stated

    of_people: list[dict[str, object]] = [
        {
            "language": each.language,
            "rendering": each.rendering,
            "condition": str(each.condition),
            "set": True,
        }
        for each in stated(concept)
    ]
    return of_people + [
        {
            "language": each.language,
            "rendering": each.rendering,
            "condition": str(each.condition),
            "set": False,
            "beside": each.condition.text,
            "before": each.condition.kind is ConditionKind.AFTER,
            "places": each.places,
            "having": each.having,
            "documents": each.documents,
            "others": each.others,
            "others_having": each.others_having,
            "chance": each.chance,
        }
        for each in learned(concept)
    ]


def _remark(term: Term) -> str:
    remarks = [str(term.status)] if term.status in TO_AVOID else []
    if term.inconsistency:
        remarks.append(f"inconsistent, {term.inconsistency:.0%}")
    if term.note:
        remarks.append(term.note)
    return f"  ({'; '.join(remarks)})" if remarks else ""


def _meaning(concept: Concept) -> list[Text]:
    lines = []
    for definition in concept.definitions[:2]:
        lines.append(_line((f"  {one_line(definition.text)}", ""), (_where(definition), "dim")))
        for number, member in enumerate(definition.members, 1):
            lines.append(_line((f"    {number}. {one_line(member)}", "")))
    return lines


def _where(definition: Definition) -> str:
    if definition.segment is not None:
        return f"  [{definition.source}, sentence {definition.segment + 1}]"
    return f"  [{definition.source}]" if definition.source else ""


def _contexts(concept: Concept) -> list[Text]:
    return [
        _line(("  > ", "dim"), (one_line(side.text), "italic"))
        for context in concept.contexts[:MOST_CONTEXTS]
        for side in context.sides
    ]
