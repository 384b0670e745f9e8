"""The form of the editor: a draft in fields."""

from __future__ import annotations

from collections.abc import Iterator

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Select, Static, TextArea

from align.languages import languages
from align.model import Language
from glossary.model import Kind, TermStatus
from tui.cells import literal
from tui.draft import Draft, TermDraft
from tui.widgets.fields import Line, Paragraph
from tui.widgets.term_row import TermRow


class Form(VerticalScroll):
    """Shows a draft and gives it back as edited."""

    class Changed(Message):
        """Some field changed."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(can_focus=False)
        self._draft = draft
        self._is_shown = False

    @property
    def draft(self) -> Draft:
        """What the fields hold now, or are about to hold."""
        if not self._is_shown:
            return self._draft
        members = self.query_one("#members", Paragraph).text.split("\n")
        return Draft(
            terms=tuple(row.draft for row in self.query(TermRow)),
            definition=self.query_one("#definition", Paragraph).text,
            members=tuple(member for member in members if member.strip()),
            kind=Kind(str(self.query_one("#kind", Select).value)),
            subject=self.query_one("#subject", Line).value,
            note=self.query_one("#note", Paragraph).text,
        )

    def on_mount(self) -> None:
        self._is_shown = True

    async def put(self, draft: Draft) -> None:
        """Show another draft."""
        self._draft, self._is_shown = draft, False
        await self.recompose()
        self._is_shown = True
        self.post_message(self.Changed())

    async def add(self, language: Language) -> None:
        """Add an empty term and go to it."""
        row = TermRow(TermDraft(language, "", TermStatus.ADMITTED))
        await self.query_one(f"#terms-{language}", Vertical).mount(row)
        row.query_one(Line).focus()
        self.post_message(self.Changed())

    def compose(self) -> ComposeResult:
        draft = self._draft
        for language in _groups(draft):
            with Horizontal(classes="form-row", id=f"row-{language}"):
                yield Static(language.label, classes="label", markup=False)
                with Vertical(id=f"terms-{language}", classes="terms"):
                    for term in draft.terms:
                        if term.language is language:
                            yield TermRow(term)
        yield Static(_keys_of_terms(), id="term-keys", markup=False)
        with Horizontal(classes="form-row"):
            yield Static("Definition", classes="label", markup=False)
            yield Paragraph(draft.definition, id="definition")
        with Horizontal(classes="form-row", id="members-row") as row:
            row.display = self._has_members(draft.kind)
            yield Static("Members\none a line", classes="label", markup=False)
            yield Paragraph("\n".join(draft.members), id="members")
        with Horizontal(classes="form-row"):
            yield Static("Kind", classes="label", markup=False)
            kinds = [(kind.value, kind.value) for kind in Kind]
            yield Select(kinds, value=draft.kind.value, allow_blank=False, id="kind", compact=True)
        with Horizontal(classes="form-row"):
            yield Static("Subject", classes="label", markup=False)
            yield Line(draft.subject, id="subject")
        with Horizontal(classes="form-row"):
            yield Static("Note", classes="label", markup=False)
            yield Paragraph(draft.note, id="note")

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Select.Changed)
    def _field_changed(self, event: Message) -> None:
        event.stop()
        if isinstance(event, Select.Changed) and event.select.id == "kind":
            kind = Kind(str(event.value))
            for row in self.query("#members-row"):  # none while another draft is put
                row.display = self._has_members(kind)
        self.post_message(self.Changed())

    @on(TermRow.Removed)
    async def _remove(self, event: TermRow.Removed) -> None:
        event.stop()
        await event.row.remove()
        self.post_message(self.Changed())

    def _has_members(self, kind: Kind) -> bool:
        """Only numeric formulas count members; what is there is shown whatever the kind."""
        return kind is Kind.NUMERIC or bool(self._draft.members)


def _groups(draft: Draft) -> Iterator[Language]:
    """The languages that terms are edited in: the first two, and those that there are terms in."""
    own = {term.language for term in draft.terms}
    return (each for place, each in enumerate(languages()) if place < 2 or each in own)


def _keys_of_terms() -> Content:
    """The keys that work on a term, from their bindings: too many for the footer of 80 columns."""
    bindings = [binding for binding in TermRow.BINDINGS if isinstance(binding, Binding)]
    keys = ", ".join(f"{binding.key} {binding.description}" for binding in bindings)
    return literal(f"on a term: {keys}", "dim")
