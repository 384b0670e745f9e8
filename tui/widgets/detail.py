"""Everything about one concept, laid out as a form to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from align.model import Language
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
from tui.changes import LANGUAGE_NAMES, name

MUTED = "dim"
CONTEXTS_SHOWN = 20

#: A sign of one cell in every terminal for each status; the word stands beside it.
SIGNS = {
    ConceptStatus.PROPOSED: "?",
    ConceptStatus.IN_REVIEW: "~",
    ConceptStatus.APPROVED: "✓",
    ConceptStatus.REJECTED: "✗",
}


class Field(Horizontal):
    """A label and what it labels; hidden where there is nothing to show."""

    def __init__(self, label: str, *, id: str) -> None:
        super().__init__(id=id)
        self._label = label

    def compose(self) -> ComposeResult:
        yield Static(self._label, classes="label", markup=False)
        yield Static("", classes="body", markup=False)

    def put(self, body: Content | None) -> None:
        self.display = bool(body)
        self.query_one(".body", Static).update(body or "")


class Detail(VerticalScroll):
    """Shows one concept; `put` changes which."""

    def compose(self) -> ComposeResult:
        yield Static("", id="detail-title", markup=False)
        yield Static("", id="detail-summary", markup=False)
        for language in Language:
            yield Field(LANGUAGE_NAMES[language], id=f"detail-{language}")
        yield Field("Definition", id="detail-definition")
        yield Field("Also defined", id="detail-others")
        yield Field("Subject", id="detail-subject")
        yield Field("Note", id="detail-note")
        yield Field("Contexts", id="detail-contexts")

    def put(self, concept: Concept | None) -> None:
        """Show a concept from its top, or that there is none."""
        if concept is None:
            self._title(literal("Nothing to show"), literal(""))
        else:
            self._title(literal(name(concept)), summary(concept))
        for field, body in _bodies(concept):
            self.query_one(f"#detail-{field}", Field).put(body)
        self.scroll_home(animate=False)

    def _title(self, title: Content, below: Content) -> None:
        self.query_one("#detail-title", Static).update(title)
        self.query_one("#detail-summary", Static).update(below)


def summary(concept: Concept) -> Content:
    """Status, kind, score and uses, on one line."""
    uses = f"{concept.frequency} {'use' if concept.frequency == 1 else 'uses'}"
    return literal(
        f"{SIGNS[concept.status]} {concept.status} · {concept.kind} · "
        f"score {concept.score:.2f} · {uses}"
    )


def terms(concept: Concept, language: Language) -> Content | None:
    """The terms of one language, the one to use first in bold, each with what is known of it."""
    own = in_language(concept.terms, language)
    best = preferred(concept.terms, language)
    parts = []
    for term in own:
        text = literal(term.text, "bold" if term is best else "")
        if term.inconsistency:
            text += literal(f"  ! inconsistent, {term.inconsistency:.0%} sure", "$text-warning")
        parts.append(text + literal("  " + ", ".join(_remarks(term)), MUTED))
    return lines(parts) if parts else None


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


def _bodies(concept: Concept | None) -> Iterator[tuple[str, Content | None]]:
    """Each field's name and what it shows."""
    shown = concept or Concept(id="", terms=())
    for language in Language:
        yield language, terms(shown, language)
    first, others = shown.definitions[:1], shown.definitions[1:]
    yield "definition", _spaced(map(definition, first))
    yield "others", _spaced(map(definition, others))
    yield "subject", literal(shown.subject)
    yield "note", literal(shown.note)
    yield "contexts", _spaced(_contexts(shown.contexts))


def _contexts(entries: tuple[Context, ...]) -> Iterator[Content]:
    yield from map(context, entries[:CONTEXTS_SHOWN])
    if len(entries) > CONTEXTS_SHOWN:
        yield literal(f"and {len(entries) - CONTEXTS_SHOWN} more", MUTED)


def _spaced(parts: Iterable[Content]) -> Content | None:
    """The parts with a blank line between them."""
    found = tuple(parts)
    return Content("\n\n").join(found) if found else None


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
