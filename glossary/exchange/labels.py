"""Entries of others whose terms stand under another language than their own, put right."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from align.detection import may_be_in
from align.errors import InputError
from align.languages import Language, languages
from align.mojibake import mended
from align.tables import TableRemark, shortened
from glossary.exchange.incoming import Line
from glossary.model import Concept, Context, Definition

EXCHANGED = "{0} stood under {1} and {1} under {0}, exchanged"
NOTHING = "neither letters nor digits, no term"

#: Of two languages the one for the other.
_Other = Mapping[Language, Language]
_SAYS = re.compile(r"[^\W_]")


def meant(line: Line) -> Line:
    """A line of somebody else's file with its terms under their languages, or what is wrong."""
    if line.concept is None or line.concept.id:
        return line
    try:
        concept, remarks = put_right(line.concept, line.place)
    except InputError as error:
        return replace(line, concept=None, fault=error)
    return replace(line, concept=concept, remarks=(*line.remarks, *remarks))


def put_right(concept: Concept, place: str) -> tuple[Concept, list[TableRemark]]:
    """An entry no term of which stands under a language that it is not in.

    Text that was read in a wrong encoding is read anew. Where of two languages each stands under
    the other, they are exchanged; a dash or a slash for nothing is no term.

    Args:
        place: where the entry stands, for people.

    Returns:
        The entry, and what was changed for that.

    Raises:
        InputError: a term has letters, and none of its language; or no term is left.
    """
    remarks: list[TableRemark] = []
    concept = _read_anew(concept, place, remarks)
    terms = tuple(term for term in concept.terms if _SAYS.search(term.text))
    remarks += [
        TableRemark(NOTHING, f"{place} ({shortened(term.text, 20)})")
        for term in concept.terms
        if term not in terms
    ]
    wrong = [term for term in terms if not may_be_in(term.text, term.language)]
    if wrong:
        both = sorted({term.language for term in terms}, key=languages().index)
        other = dict(zip(both, reversed(both), strict=True)) if len(both) == 2 else {}
        if not other or not all(may_be_in(term.text, other[term.language]) for term in terms):
            label = wrong[0].language.label
            raise InputError(
                f"“{shortened(wrong[0].text, 40)}” stands as {label} and has none of its letters",
                f"put it under its own language, or give the {label} term",
            )
        said = EXCHANGED.format(*(each.label for each in both))
        remarks.append(TableRemark(said, place))
        concept = replace(
            concept,
            definitions=tuple(_in_its_language(each, other) for each in concept.definitions),
            contexts=tuple(_turned(each, other) for each in concept.contexts),
        )
        exchanged = [replace(term, language=other[term.language]) for term in terms]
        terms = tuple(sorted(exchanged, key=lambda term: both.index(term.language)))
    if not terms:
        raise InputError("no term", "give it one, or take it out")
    return replace(concept, terms=terms), remarks


def _read_anew(concept: Concept, place: str, remarks: list[TableRemark]) -> Concept:
    """The entry without mojibake in its terms and definitions."""

    def anew(text: str) -> str:
        found = None if text.isascii() else mended(text)
        if found is None:
            return text
        remarks.append(TableRemark(f"{found[1]}, read anew", place))
        return found[0]

    return replace(
        concept,
        terms=tuple(replace(term, text=anew(term.text)) for term in concept.terms),
        definitions=tuple(replace(each, text=anew(each.text)) for each in concept.definitions),
    )


def _in_its_language(definition: Definition, other: _Other) -> Definition:
    if may_be_in(definition.text, definition.language):
        return definition
    return replace(definition, language=other.get(definition.language, definition.language))


def _turned(context: Context, other: _Other) -> Context:
    """The context with its sides exchanged, where neither is in its language."""
    if any(may_be_in(side.text, side.language) for side in context.sides):
        return context
    turned = (
        replace(side, language=other.get(side.language, side.language)) for side in context.sides
    )
    return replace(context, sides=tuple(reversed(tuple(turned))))
