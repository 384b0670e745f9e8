"""The line above and the line below a text that is read."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from glossary.model.changes import name
from glossary.store.reading.documents import OpenText
from tui.cells import lines, literal
from tui.keys import shown_key
from tui.marking import Marked
from tui.widgets.detail import SIGNS
from tui.widgets.reader_layout import shown
from tui.widgets.reader_view import ReaderView


def title(text: OpenText, key: str, translations: Sequence[int] = ()) -> Content:
    """The documents by their titles, or by where they came from.

    Args:
        key: the one that shows the next translation.
        translations: the ids of all translations of the original.
    """
    both = [each.title or each.source for each in (text.document, text.partner) if each]
    more = "" if text.is_aligned else f"  {text.document.language.label}, no translation"
    if len(translations) > 1:
        place = translations.index(text.ids[1]) + 1 if text.ids[1] in translations else 0
        more = f"  {text.languages[1].label}, {place} of {len(translations)} ({key}: the next)"
    return literal(" | ".join(both), "bold") + literal(more, "dim")


def status(view: ReaderView) -> Content:
    """Two lines: where the cursor is, and the term, the selection or the bead that it is on."""
    text = view.text
    if text is None or not view.total:
        return lines([literal("There is no sentence in this document"), literal("")])
    bead = text.beads[view.cursor]
    parts = [f"{view.cursor + 1:,} of {view.total:,}"]
    if text.is_aligned:
        shape = f"{len(bead.bead.source)}:{len(bead.bead.target)}"
        made = f"✎ by {bead.who}" if bead.who else f"{bead.bead.score:.0%} sure"
        parts += [f"bead {shape}, {made}", f"[{view.language.label}]"]
    return lines([literal("  ".join(parts), "dim"), _at_hand(view, text)])


def _at_hand(view: ReaderView, text: OpenText) -> Content:
    chosen, mark = view.selected, view.mark
    if chosen is not None:
        said = shown(text.text(chosen.place, chosen.language))[slice(*chosen.span)]
        return literal("selected: ", "dim") + literal(said, "bold") + literal("  enter", "dim")
    if mark is not None:
        return _term(mark)
    term, select, search = (
        shown_key(view.app, f"reader.{action}", ours)
        for action, ours in (("next_term", "n"), ("select", "v"), ("search", "slash"))
    )
    said = f"{term} next term   {select} select   tab other side   {search} search"
    return literal(said, "dim")


def _term(mark: Marked) -> Content:
    concept = mark.concept
    avoid = "  ! not to be used" if mark.avoid else ""
    return (
        literal(f"{SIGNS[concept.status]} ")
        + literal(name(concept), "bold")
        + literal(f"  {concept.status}{avoid}", "dim")
    )
