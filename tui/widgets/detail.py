"""Everything about one concept, laid out as a form to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from textual.content import Content

from align.model import Language
from align.text import counted
from glossary.corpora.standing import Standing
from glossary.marking.conditions import conditions
from glossary.model import (
    Concept,
    ConceptStatus,
    Context,
    Definition,
    Origin,
    RelationStatus,
    Term,
    in_language,
    languages_of,
    preferred,
)
from glossary.model.attested import Attested
from glossary.model.changes import name, shown_term
from glossary.store.reading.dossier import Dossier, Neighbour, Use
from glossary.store.reading.ladder import Ladder
from glossary.store.reading.relations import Related
from tui.bidi import runs_right
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


class Paragraph(NamedTuple):
    """Text of one language, and whether it stands at the right."""

    text: Content
    right: bool = False


class Detail(Page):
    """Shows one concept; `put` changes which.

    Attributes:
        languages: those that are shown in full; none: all.
    """

    languages: tuple[Language, ...] = ()

    def put(
        self, concept: Concept | None, dossier: Dossier | None = None, *, stay: bool = False
    ) -> None:
        """Show a concept, from its top unless the text is to `stay`; or that there is none."""
        if concept is None:
            self.put_blocks([Block(literal("Nothing to show", "bold"))])
        else:
            self.put_blocks(blocks(concept, dossier, self.languages), stay=stay)


def blocks(
    concept: Concept, dossier: Dossier | None = None, shown: Collection[Language] = ()
) -> Iterator[Block]:
    """Everything about a concept, what is needed to decide first.

    Args:
        shown: the languages that are shown in full; none: all. Of the others one line says what
            the concept is called, and contexts leave them out.
    """
    present = languages_of(concept.terms)
    full = tuple(each for each in present if each in shown) or present
    others = tuple(each for each in present if each not in full)
    uses = {(use.language, use.text): use for use in dossier.uses} if dossier else {}
    called = " · ".join(filter(None, (_shown(concept, each) for each in full[:2]))) or concept.id
    yield Block(lines([literal(called, "bold"), summary(concept)]))
    for number, language in enumerate(full):
        yield Block(terms(concept, language, uses), language.label, close=number > 0)
    if others:
        yield Block(_elsewhere(concept, others), "Also", close=True)
    yield from _of_renderings(concept, dossier, full)
    if dossier and dossier.neighbours:
        yield Block(lines(map(_neighbour, dossier.neighbours)), "Alike")
    if dossier and dossier.related:
        yield Block(lines(_related(dossier.related)), "Relations")
    definitions = sorted(
        concept.definitions, key=lambda each: bool(shown) and each.language not in shown
    )
    first, rest = definitions[:1], definitions[1:]
    yield from _labelled("Definition", map(definition, first))
    yield from _labelled("Otherwise", map(definition, rest))
    if dossier and dossier.standings:
        yield Block(lines(_standings(dossier.standings)), "Usage")
    if concept.subject:
        yield Block(literal(concept.subject), "Subject")
    if concept.note:
        note = lines(map(literal, concept.note.split("\n")))
        yield Block(note, "Note", close=bool(concept.subject))
    yield from _labelled("Contexts", _contexts(concept.contexts, shown))
    if dossier:
        count = counted(dossier.revisions, "revision")
        yield Block(literal(f"{count}; h opens it", MUTED), "History")


def summary(concept: Concept) -> Content:
    """Status, kind, score and uses, on one line."""
    uses = counted(concept.frequency, "use")
    return literal(
        f"{SIGNS[concept.status]} {concept.status} · {concept.kind} · "
        f"score {concept.score:.2f} · {uses}",
        MUTED,
    )


def terms(
    concept: Concept, language: Language, uses: Mapping[tuple[Language, str], Use]
) -> Content:
    """The terms of one language, the one to use first in bold, each with what is known of it."""
    own = in_language(concept.terms, language)
    best = preferred(concept.terms, language)
    parts = []
    for term in own:
        text = literal(term.text, "bold" if term is best else "")
        if term.inconsistency:
            text += literal(f"  ! inconsistent, {term.inconsistency:.0%} sure", "$text-warning")
        remarks = _remarks(term, uses.get((language, term.text)))
        parts.append(text + literal("  " + ", ".join(remarks), MUTED))
    return lines(parts)


def _elsewhere(concept: Concept, languages: Iterable[Language]) -> Content:
    """The term that stands for a concept in each of some languages."""
    return Content(" · ").join(
        literal(f"{each.label} ", MUTED) + literal(_shown(concept, each)) for each in languages
    )


def _shown(concept: Concept, language: Language) -> str:
    term = shown_term(concept, language)
    return "" if term is None else term.text


def _standings(found: Sequence[Standing]) -> Iterator[Content]:
    """How the terms stand in a corpus, a line each; those beside the first are named."""
    for each in found:
        other = f"  {each.form}" if each.form != found[0].form else ""
        yield literal(each.told) + literal(other, MUTED)


def _neighbour(entry: Neighbour) -> Content:
    """What may be the same concept, and that it is approved already, where it is."""
    how = "the same term" if entry.distance == 0 else f"like {entry.term}"
    return literal(f"{SIGNS[entry.status]} {entry.name}") + literal(f"  {how}", MUTED)


def _of_renderings(
    concept: Concept, dossier: Dossier | None, shown: Collection[Language]
) -> Iterator[Block]:
    """Which rendering to use in some languages: how reliable each is, who says it, and where."""
    if dossier and (reliable := _reliable(dossier.renderings, shown)):
        yield Block(lines(reliable), "Reliable")
    for ladder in dossier.ladders if dossier else ():
        if ladder.language in shown:
            yield Block(lines(_by_rank(ladder)), "By rank")
    if used := _used(concept, shown):
        yield Block(lines(used), "Used")


def _reliable(renderings: Sequence[Attested], shown: Collection[Language]) -> list[Content]:
    """How reliable each rendering is, where documents have more than one in its language."""
    found = [each for each in renderings if each.documents and each.term.language in shown]
    several = Counter(each.term.language for each in found)
    found = [each for each in found if several[each.term.language] > 1]
    return [
        literal(each.term.text)
        + literal(f"  {each.reliability.label}, {each.lifecycle}, {each.share:.0%} of uses", MUTED)
        for each in found
    ]


def _by_rank(ladder: Ladder) -> Iterator[Content]:
    """Each rendering by rank with its documents, and below them which one to prefer."""
    for rung in ladder.rungs:
        yield literal(f"{rung.authority}  ", MUTED) + literal(rung.text)
        yield literal(f"  {rung.said}", MUTED)
        yield literal(f"  {rung.named}", MUTED)
    for place, each in enumerate(ladder.verdicts):
        text = literal(each.text, "" if place else "bold")
        yield literal(f"{each.by}: ", MUTED) + text + literal(each.why, MUTED)


def _used(concept: Concept, shown: Collection[Language]) -> list[Content]:
    """Where renderings are used: as people set it, then as contexts show, and what shows that."""
    return [
        literal(each.rendering) + literal(f"  {each.said}", MUTED)
        for each in conditions(concept)
        if each.language in shown
    ]


def _related(found: Sequence[Related]) -> Iterator[Content]:
    """The concepts that it has relations with, a kind a line; "?" marks those only proposed."""
    for said, group in groupby(found, lambda each: each.said):
        others = (
            literal(name(each.concept))
            + literal(" ?" if each.status is RelationStatus.PROPOSED else "", MUTED)
            for each in group
        )
        yield literal(f"{said} ", MUTED) + Content("; ").join(others)


def definition(entry: Definition) -> Iterator[Paragraph]:
    """The text, the members numbered, and where it comes from."""
    right = runs_right(entry.language)
    yield Paragraph(literal(entry.text), right)
    for index, text in enumerate(entry.members, start=1):
        yield Paragraph(literal(f"{index}. {text}"), right)
    yield Paragraph(literal(_origin(entry), MUTED))


def context(entry: Context, shown: Collection[Language] = ()) -> Iterator[Paragraph]:
    """The sides in some languages, where it has any, or else all; terms marked; the document."""
    sides = [side for side in entry.sides if side.language in shown] or entry.sides
    for side in sides:
        yield Paragraph(marked(side.text, side.spans), runs_right(side.language))
    yield Paragraph(literal(entry.source, MUTED))


def _contexts(
    entries: tuple[Context, ...], shown: Collection[Language]
) -> Iterator[Iterable[Paragraph]]:
    yield from (context(each, shown) for each in entries[:CONTEXTS_SHOWN])
    if len(entries) > CONTEXTS_SHOWN:
        yield [Paragraph(literal(f"and {len(entries) - CONTEXTS_SHOWN} more", MUTED))]


def _labelled(label: str, parts: Iterable[Iterable[Paragraph]]) -> Iterator[Block]:
    """The parts beside a label that the first has, with a blank line between them."""
    for paragraphs in parts:
        for number, each in enumerate(paragraphs):
            yield Block(each.text, label or " ", close=number > 0, right=each.right)
            label = ""


def _remarks(term: Term, use: Use | None) -> Iterator[str]:
    yield term.status.value
    counted = f"{term.frequency} {'use' if term.frequency == 1 else 'uses'}"
    if use is not None and use.documents > 1:
        counted += f" in {use.documents} documents"
    yield counted
    if use is not None and use.first:
        yield use.first if use.first == use.last else f"{use.first} to {use.last}"
    if term.source:
        yield term.source
    if term.note:
        yield term.note


def _origin(entry: Definition) -> str:
    where = entry.source or "source not known"
    match entry.origin:
        case Origin.CONTEXT:
            place = "" if entry.segment is None else f", sentence {entry.segment + 1}"
            return f"from the text of {where}{place}"
        case Origin.PERSON:
            return f"written by {where}"
        case Origin.REFERENCE:
            return f"from the starter glossary: {where}"
