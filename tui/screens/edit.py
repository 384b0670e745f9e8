"""The editor of one concept."""

from __future__ import annotations

from concurrent.futures import Future
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Footer, Static

from align.errors import TifaError
from align.model import Language
from align.text import visible
from glossary.changes import differences, name
from glossary.model import Concept
from glossary.store import ConceptConflictError
from tui.cells import lines, literal
from tui.desk import Desk
from tui.draft import Draft
from tui.drafts import KeptDraft
from tui.saving import NotSaved, Saved, report
from tui.screens.choice import Choice, ChoiceScreen
from tui.screens.quote import QuoteScreen
from tui.store_thread import outlasting
from tui.widgets.fields import Paragraph
from tui.widgets.form import Form

REAPPLY, DROP, STAY = "reapply", "drop", "stay"

#: Seconds after the last key before an edit is written to the draft box.
KEEP_AFTER = 0.3


class EditScreen(Screen[Concept | None]):
    """Edits a concept; returns it as stored, or None where nothing was.

    An edit outlives everything but the reviewer's own word: escape asks, a conflict keeps it, and
    what ends the process leaves it in the draft box, from where it is offered again.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save", priority=True),
        Binding("f2", "add('zh')", "Add Chinese"),
        Binding("f3", "add('en')", "Add English"),
        Binding("f9", "quote", "Quote", tooltip="Take the definition from the contexts"),
        Binding("f1", "app.help", "Help"),
        Binding("escape", "leave", "Leave"),
    ]
    BINDING_GROUP_TITLE = "Editor"

    class Found(Message):
        """An edit that was not stored is kept."""

        def __init__(self, kept: KeptDraft) -> None:
            super().__init__()
            self.kept = kept

    class NotKept(Message):
        """The edit could not be kept, or a kept one not be read."""

        def __init__(self, error: TifaError) -> None:
            super().__init__()
            self.error = error

    def __init__(self, desk: Desk, concept: Concept) -> None:
        super().__init__()
        self._desk = desk
        self._base = concept
        self._saving = False
        self._field: Widget | None = None  # where the keyboard was when saving began
        self._keeping: Timer | None = None
        self._is_kept = False
        self._is_unkept_said = False

    @property
    def unsaved(self) -> bool:
        """Whether the form differs from the concept."""
        return self._form.draft != Draft.of(self._base)

    def compose(self) -> ComposeResult:
        yield Static(literal(f"Edit {name(self._base)}", "bold"), id="edit-title", markup=False)
        yield Form(Draft.of(self._base))
        yield Static("", id="problems", classes="problem", markup=False)
        yield Footer(compact=True)

    def on_mount(self) -> None:
        self._validate()
        self._offer()

    def on_form_changed(self) -> None:
        self._validate()
        if self._keeping is not None:
            self._keeping.stop()
        self._keeping = self.set_timer(KEEP_AFTER, self._keep)

    async def action_add(self, language: str) -> None:
        await self._form.add(Language(language))

    def action_quote(self) -> None:
        """Put a sentence of the evidence into the definition, to be trimmed there."""

        def chosen(text: str | None) -> None:
            if text is not None:
                field = self.query_one("#definition", Paragraph)
                field.text = text
                field.focus()

        self.app.push_screen(QuoteScreen(self._base), chosen)

    # Keeping

    @work(thread=True, group="draft")
    def _offer(self) -> None:
        """Look for an edit that an earlier process could not store."""
        try:
            kept = self._desk.drafts.kept(self._base.id)
        except TifaError as error:
            self.post_message(self.NotKept(error))
            return
        if kept is not None and kept.draft != Draft.of(kept.base):
            self.post_message(self.Found(kept))

    def on_edit_screen_found(self, event: Found) -> None:
        kept = event.kept
        clauses = differences(kept.base, kept.draft.apply(kept.base, self._desk.reviewer))
        body = lines([literal(f"- {clause}") for clause in clauses])
        when = f"{kept.when.astimezone():%Y-%m-%d %H:%M}"
        choices = (
            Choice("l", "leave it for later, and go back", STAY),
            Choice("c", "continue it", REAPPLY),
            Choice("t", "throw it away", DROP),
        )

        async def answered(answer: str | None) -> None:
            if answer == REAPPLY:
                await self._form.put(kept.draft.over(kept.base, self._base))
            elif answer == DROP:
                self._desk.drafts.drop(self._base.id)
            else:  # another edit would take its place
                self.dismiss(None)

        self.app.push_screen(
            ChoiceScreen(f"An edit of {when} was not stored", body, choices), answered
        )

    def _keep(self) -> None:
        """Keep the edit as it is now; nothing is kept of one that changes nothing."""
        if not self.is_mounted or not self.is_attached:
            return
        drafts = self._desk.drafts
        if self.unsaved:
            self._is_kept = True
            self.run_worker(self._kept(drafts.keep(self._base, self._form.draft)), group="draft")
        elif self._is_kept:
            drafts.drop(self._base.id)

    async def _kept(self, writing: Future[None]) -> None:
        try:
            await outlasting(writing)
        except TifaError as error:
            self.post_message(self.NotKept(error))

    def on_edit_screen_not_kept(self, event: NotKept) -> None:
        """Say once that a crash would lose this edit."""
        if not self._is_unkept_said:
            self._is_unkept_said = True
            text = visible(str(event.error))
            self.notify(text, title="Edits are not kept", severity="warning", markup=False)

    def _forget(self) -> None:
        """Drop what was kept of the edit: it is stored, or the reviewer does not want it."""
        if self._keeping is not None:
            self._keeping.stop()
        self._desk.drafts.drop(self._base.id)

    # Saving

    def action_save(self) -> None:
        if self._saving:
            return
        draft = self._form.draft
        if problem := next(draft.problems(), None):
            self.notify(visible(problem), title="Not saved", severity="error", markup=False)
        elif draft == Draft.of(self._base):
            self._forget()
            self.dismiss(None)
        else:
            # What is typed from here on would be lost: the editor closes once the edit is stored.
            self._saving, self._field = True, self.focused
            self._form.disabled = True
            wanted = draft.apply(self._base, self._desk.reviewer)
            self.run_worker(report(self._desk.edit(self._base, wanted), self), group="save")

    def on_saved(self, event: Saved) -> None:
        self._desk.settled(event.change)
        self._forget()
        self.dismiss(event.outcome.concept)

    def on_not_saved(self, event: NotSaved) -> None:
        self._saving = False
        self._form.disabled = False
        if self._field is not None:
            self._field.focus()
        self._desk.failed(event.change, event.error)
        error = event.error
        if isinstance(error, ConceptConflictError) and error.current is not None:
            self._ask_about_conflict(error.what, error.current)
        else:
            text = visible(str(error))
            self.notify(text, title="Not saved", severity="error", markup=False)

    def _ask_about_conflict(self, what: str, current: Concept) -> None:
        changed = list(map(str, differences(self._base, current))) or ["nothing that is shown"]
        body = lines([literal(what), *(literal(f"- {clause}") for clause in changed)])
        choices = (
            Choice("k", "keep editing, save nothing", STAY),
            Choice("a", "apply my edit over the new state, then look at it", REAPPLY),
            Choice("d", "drop my edit", DROP),
        )

        async def answered(answer: str | None) -> None:
            if answer == REAPPLY:
                merged = self._form.draft.over(self._base, current)
                self._base = current
                await self._form.put(merged)
                self.notify("Your edit now stands over the new state; ctrl+s saves", markup=False)
            elif answer == DROP:
                self._forget()
                self.dismiss(None)

        title = "Somebody else changed this entry; your edit is kept"
        self.app.push_screen(ChoiceScreen(title, body, choices), answered)

    # Leaving

    def action_leave(self) -> None:
        """Go back; ask first where that would lose an edit."""
        if self._saving:
            self.notify("The edit is being stored; a moment", markup=False)
            return
        if not self.unsaved:
            self.dismiss(None)
            return
        changed = differences(self._base, self._form.draft.apply(self._base, self._desk.reviewer))
        choices = (
            Choice("k", "keep editing", STAY),
            Choice("t", "throw the edit away", DROP),
        )

        def answered(answer: str | None) -> None:
            if answer == DROP:
                self._forget()
                self.dismiss(None)

        body = lines([literal(f"- {clause}") for clause in changed] or [literal("Nothing visible")])
        self.app.push_screen(ChoiceScreen("Unsaved edit", body, choices), answered)

    # Showing

    @property
    def _form(self) -> Form:
        return self.query_one(Form)

    def _validate(self) -> None:
        """Say what is wrong, and that nothing is, in words."""
        problems = list(self._form.draft.problems())
        if problems:
            text = literal("! " + "; ".join(problems))
        else:
            text = literal("edited, not saved yet" if self.unsaved else "no changes")
        line = self.query_one("#problems", Static)
        line.update(text)
        line.set_class(bool(problems), "-wrong")
