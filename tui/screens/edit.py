"""The editor of one concept."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Footer, Static

from align.model import Language
from align.text import visible
from glossary.changes import differences, name
from glossary.model import Concept
from glossary.store import ConceptConflictError
from tui.cells import lines, literal
from tui.desk import Desk
from tui.draft import Draft
from tui.saving import NotSaved, Saved, report
from tui.screens.choice import Choice, ChoiceScreen
from tui.widgets.form import Form

REAPPLY, DROP, STAY = "reapply", "drop", "stay"


class EditScreen(Screen[Concept | None]):
    """Edits a concept; returns it as stored, or None where nothing was.

    An edit outlives everything but the reviewer's own word: escape asks, a conflict keeps it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save", priority=True),
        Binding("f2", "add('zh')", "Add Chinese"),
        Binding("f3", "add('en')", "Add English"),
        Binding("f1", "app.help", "Help"),
        Binding("escape", "leave", "Leave"),
    ]
    BINDING_GROUP_TITLE = "Editor"

    def __init__(self, desk: Desk, concept: Concept) -> None:
        super().__init__()
        self._desk = desk
        self._base = concept
        self._saving = False
        self._field: Widget | None = None  # where the keyboard was when saving began

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

    def on_form_changed(self) -> None:
        self._validate()

    async def action_add(self, language: str) -> None:
        await self._form.add(Language(language))

    # Saving

    def action_save(self) -> None:
        if self._saving:
            return
        draft = self._form.draft
        if problem := next(draft.problems(), None):
            self.notify(visible(problem), title="Not saved", severity="error", markup=False)
        elif draft == Draft.of(self._base):
            self.dismiss(None)
        else:
            # What is typed from here on would be lost: the editor closes once the edit is stored.
            self._saving, self._field = True, self.focused
            self._form.disabled = True
            wanted = draft.apply(self._base, self._desk.reviewer)
            self.run_worker(report(self._desk.edit(self._base, wanted), self), group="save")

    def on_saved(self, event: Saved) -> None:
        self._desk.settled(event.change, event.concept)
        self.dismiss(event.concept)

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
