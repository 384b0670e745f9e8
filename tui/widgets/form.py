"""The form of the editor: a draft in fields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Select, Static, TextArea

from align.languages import languages
from align.model import Language
from glossary.model import Kind, TermStatus
from tui.cells import literal
from tui.draft import DefinitionDraft, Draft, TermDraft
from tui.keys import shown_key
from tui.widgets.fields import Line, Paragraph
from tui.widgets.term_row import TermRow

ORDER = languages()


class LanguageGroup(Vertical):
    """The fields of one language: its terms, and its first definition with the members."""

    def __init__(self, language: Language, draft: Draft, *, has_members: bool) -> None:
        super().__init__(id=f"group-{language}", classes="group")
        self.language = language
        self._rows = [TermRow(each) for each in draft.terms if each.language is language]
        # Held here: a group that is on its way out has lost its children but is asked still.
        given = draft.definition(language)
        self._text = Paragraph(given.text, id=f"definition-{language}")
        self._members = Paragraph("\n".join(given.members), id=f"members-{language}")
        self._has_members = has_members

    @property
    def terms(self) -> Iterator[TermDraft]:
        """What its rows hold now."""
        return (row.draft for row in self.query(TermRow))

    @property
    def definition(self) -> DefinitionDraft | None:
        """What its fields hold now; None where that is nothing."""
        members = tuple(each for each in self._members.text.split("\n") if each.strip())
        text = self._text.text
        return DefinitionDraft(self.language, text, members) if text or members else None

    def show_members(self, *, shown: bool) -> None:
        """Show the field of the members, or do not."""
        self._has_members = shown
        for row in self.query(".members"):
            row.display = shown

    def compose(self) -> ComposeResult:
        with Horizontal(classes="form-row terms-row"):
            yield Static(self.language.label, classes="label", markup=False)
            with Vertical(id=f"terms-{self.language}", classes="terms"):
                yield from self._rows
        with Horizontal(classes="form-row"):
            yield Static("Definition", classes="label", markup=False)
            yield self._text
        with Horizontal(classes="form-row members") as row:
            row.display = self._has_members
            yield Static("Members\none a line", classes="label", markup=False)
            yield self._members


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
        groups = sorted(self.query(LanguageGroup), key=lambda each: ORDER.index(each.language))
        return Draft(
            terms=tuple(term for group in groups for term in group.terms),
            definitions=tuple(each for group in groups if (each := group.definition) is not None),
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
        group = await self._group(language)
        row = TermRow(TermDraft(language, "", TermStatus.ADMITTED))
        await group.query_one(f"#terms-{language}", Vertical).mount(row)
        row.query_one(Line).focus()
        self.post_message(self.Changed())

    async def define(self, definition: DefinitionDraft) -> None:
        """Put a definition, with its members if it has any, into the fields and go to it."""
        language = definition.language
        group = await self._group(language)
        field = group.query_one(f"#definition-{language}", Paragraph)
        field.text = definition.text
        if definition.members:
            group.query_one(f"#members-{language}", Paragraph).text = "\n".join(definition.members)
        field.focus()

    async def _group(self, language: Language) -> LanguageGroup:
        """The fields of a language; where there are none yet, they come in their order."""
        groups: list[LanguageGroup] = list(self.query(LanguageGroup))
        own = next((each for each in groups if each.language is language), None)
        if own is None:
            own = LanguageGroup(language, self._draft, has_members=self._has_members(self._kind))
            at = ORDER.index(language)
            later = next((each for each in groups if ORDER.index(each.language) > at), None)
            await self.mount(own, before="#term-keys" if later is None else later)
        return own

    def compose(self) -> ComposeResult:
        draft = self._draft
        for language in _groups(draft):
            yield LanguageGroup(language, draft, has_members=self._has_members(draft.kind))
        yield Static(_keys_of_terms(self.app), id="term-keys", markup=False)
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
            for group in self.query(LanguageGroup):  # none while another draft is put
                group.show_members(shown=self._has_members(self._kind))
        self.post_message(self.Changed())

    @on(TermRow.Removed)
    async def _remove(self, event: TermRow.Removed) -> None:
        event.stop()
        await event.row.remove()
        self.post_message(self.Changed())

    def _has_members(self, kind: Kind) -> bool:
        """Only numeric formulas count members; what is there is shown whatever the kind."""
        return kind is Kind.NUMERIC or any(each.members for each in self._draft.definitions)

    @property
    def _kind(self) -> Kind:
        return Kind(str(self.query_one("#kind", Select).value))


def _groups(draft: Draft) -> Iterator[Language]:
    """The languages that are edited: the first two, and those of its terms and definitions."""
    own = {each.language for each in draft.terms}
    own |= {each.language for each in draft.definitions}
    return (each for place, each in enumerate(ORDER) if place < 2 or each in own)


def _keys_of_terms(app: App[Any]) -> Content:
    """The keys that work on a term, from their bindings: too many for the footer of 80 columns."""
    bindings = [binding for binding in TermRow.BINDINGS if isinstance(binding, Binding)]
    keys = ", ".join(
        f"{shown_key(app, str(each.id), each.key)} {each.description}" for each in bindings
    )
    return literal(f"on a term: {keys}", "dim")
