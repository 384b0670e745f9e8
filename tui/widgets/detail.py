"""Everything about one concept, laid out as a form to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.content import Content

from align.model import Language
from glossary.changes import name
from glossary.model import (
    Concept,
    ConceptStatus,
    Context,
    Definition,
    Origin,
    Term,
    in_language,
    preferred,
)
from tui.cells import lines, literal, marked
from tui.widgets.page import Block, Page

MUTED = "dim"
CONTEXTS_SHOWN = 20

#: A sign of one cell in every terminal for each status; the word stands beside it.
SIGNS = {
    ConceptStatus.PROPOSED: "?",
    ConceptStatus.IN_REVIEW: "~",
    ConceptStatus.APPROVED: "✓",
    ConceptStatus.REJECTED: "✗",
}


class Detail(Page):
    """Shows one concept; `put` changes which."""

    def put(self, concept: Concept | None) -> None:
        """Show a concept from its top, or that there is none."""
        if concept is None:
            self.put_blocks([Block(literal("Nothing to show", "bold"))])
        else:
            self.put_blocks(blocks(concept))


def blocks(concept: Concept) -> Iterator[Block]:
    """Everything about a concept, what is needed to decide first."""
    yield Block(lines([literal(name(concept), "bold"), summary(concept)]))
    named = [language for language in Language if in_language(concept.terms, language)]
    for number, language in enumerate(named):
        yield Block(terms(concept, language), language.label, close=number > 0)
    first, others = concept.definitions[:1], concept.definitions[1:]
    if first:
        yield Block(definition(first[0]), "Definition")
    if others:
        yield Block(_spaced(map(definition, others)), "Otherwise")
    if concept.subject:
        yield Block(literal(concept.subject), "Subject")
    if concept.note:
        note = lines(map(literal, concept.note.split("\n")))
        yield Block(note, "Note", close=bool(concept.subject))
    if concept.contexts:
        yield Block(_spaced(_contexts(concept.contexts)), "Contexts")


def summary(concept: Concept) -> Content:
    """Status, kind, score and uses, on one line."""
    uses = f"{concept.frequency} {'use' if concept.frequency == 1 else 'uses'}"
    return literal(
        f"{SIGNS[concept.status]} {concept.status} · {concept.kind} · "
        f"score {concept.score:.2f} · {uses}",
        MUTED,
    )


def terms(concept: Concept, language: Language) -> Content:
    """The terms of one language, the one to use first in bold, each with what is known of it."""
    own = in_language(concept.terms, language)
    best = preferred(concept.terms, language)
    parts = []
    for term in own:
        text = literal(term.text, "bold" if term is best else "")
        if term.inconsistency:
            text += literal(f"  ! inconsistent, {term.inconsistency:.0%} sure", "$text-warning")
        parts.append(text + literal("  " + ", ".join(_remarks(term)), MUTED))
    return lines(parts)


def definition(entry: Definition) -> Content:
    """The text, the members numbered, and where it comes from."""
    parts = [literal(entry.text)]
    parts += [literal(f"{index}. {text}") for index, text in enumerate(entry.members, start=1)]
    parts.append(literal(_origin(entry), MUTED))
    return lines(parts)


def context(entry: Context) -> Content:
    """Both sides, terms marked, and the document."""
    parts = []
    if entry.zh is not None:
        parts.append(marked(entry.zh, entry.zh_spans))
    if entry.en is not None:
        parts.append(marked(entry.en, entry.en_spans))
    parts.append(literal(entry.source, MUTED))
    return lines(parts)


def _contexts(entries: tuple[Context, ...]) -> Iterator[Content]:
    yield from map(context, entries[:CONTEXTS_SHOWN])
    if len(entries) > CONTEXTS_SHOWN:
        yield literal(f"and {len(entries) - CONTEXTS_SHOWN} more", MUTED)


def _spaced(parts: Iterable[Content]) -> Content:
    """The parts with a blank line between them."""
    return Content("\n\n").join(parts)


def _remarks(term: Term) -> Iterator[str]:
    yield term.status.value
    yield f"{term.frequency} {'use' if term.frequency == 1 else 'uses'}"
    if term.source:
        yield term.source
    if term.note:
        yield term.note


def _origin(entry: Definition) -> str:
    where = entry.source or "source not known"
    match entry.origin:
        case Origin.CONTEXT:
            place = "" if entry.segment is None else f", segment {entry.segment + 1}"
            return f"from the text of {where}{place}"
        case Origin.PERSON:
            return f"written by {where}"
        case Origin.REFERENCE:
            return f"from the starter glossary: {where}"
