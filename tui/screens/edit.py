"""The editor of one concept."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Footer, Static

from align.errors import TifaError
from align.languages import Language, languages
from align.text import visible
from glossary.model import Concept
from glossary.model.changes import differences, name
from glossary.store import ConceptConflictError
from glossary.store.reading.summaries import Summary
from tui.cells import lines, literal
from tui.draft import DefinitionDraft, Draft
from tui.drafts import KeptDraft
from tui.keys import shown_key
from tui.ordered_keys import OrderedKeys
from tui.saving import NotSaved, Saved, report
from tui.screens.choice import Choice, ChoiceScreen
from tui.screens.languages import LanguageScreen
from tui.screens.quote import QuoteScreen
from tui.session import ReviewSession
from tui.store_thread import outlasting
from tui.widgets.form import Form

REAPPLY, DROP, STAY = "reapply", "drop", "stay"

#: Seconds after a key before an edit is written to the draft box, whatever is typed meanwhile.
KEEP_AFTER = 0.3


class EditScreen(OrderedKeys[Summary | None]):
    """Edits a concept; returns it as stored, or None where nothing was.

    An edit outlives everything but the reviewer's own word: escape asks, a conflict keeps it, and
    what ends the process leaves it in the draft box, from where it is offered again.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save", priority=True, id="editor.save"),
        Binding("f2", "add('zh')", "Add Chinese", id="editor.add_chinese"),
        Binding("f3", "add('en')", "Add English", id="editor.add_english"),
        Binding(
            "f5",
            "add_any",
            "Add other",
            tooltip="Add a term in any language",
            id="editor.add_other",
        ),
        Binding(
            "f9",
            "quote",
            "Define",
            tooltip="Make another definition the first, or take one from the contexts",
            id="editor.quote",
        ),
        Binding("f1", "app.help", "Help"),
        Binding("escape", "leave", "Leave"),
    ]
    BINDING_GROUP_TITLE = "Editor"

    class Found(Message):
        """Edits that were not stored are kept, the latest first."""

        def __init__(self, left: Sequence[KeptDraft]) -> None:
            super().__init__()
            self.left = left

    class NotKept(Message):
        """The edit could not be kept, or a kept one not be read."""

        def __init__(self, error: TifaError) -> None:
            super().__init__()
            self.error = error

    def __init__(self, session: ReviewSession, concept: Concept) -> None:
        super().__init__()
        self._session = session
        self._base = concept
        self._saving = False
        self._field: Widget | None = None  # where the keyboard was when saving began
        self._keeping: Timer | None = None
        self._draft = Draft.of(concept)  # as it was typed last
        self._is_over = False
        self._is_unkept_said = False

    @property
    def unsaved(self) -> bool:
        """Whether the form differs from the concept."""
        return self._form.draft != Draft.of(self._base)

    def compose(self) -> ComposeResult:
        yield Static(literal(f"Edit {name(self._base)}", "bold"), id="edit-title", markup=False)
        yield Form(Draft.of(self._base))
        yield Static("", id="problems", classes="problem", markup=False)
        yield Footer(compact=True, show_command_palette=False)  # in 80 columns there is no room

    def on_mount(self) -> None:
        self._validate()
        self._offer()

    def on_form_changed(self) -> None:
        self._validate()
        self._draft = self._form.draft
        if self._keeping is None:  # one who types without a pause is kept up with too
            self._keeping = self.set_timer(KEEP_AFTER, self._keep)

    async def action_add(self, language: str) -> None:
        await self._form.add(Language(language))

    def action_add_any(self) -> None:
        """Add a term in a language that is chosen, those first that the entry has not."""
        own = {term.language for term in self._form.draft.terms}
        offered = sorted(languages(), key=lambda each: each in own)

        async def chosen(language: Language | None) -> None:
            if language is not None:
                await self._form.add(language)

        self.app.push_screen(LanguageScreen(offered), chosen)

    def action_quote(self) -> None:
        """Put another definition, or a sentence of the evidence, into the field, to be trimmed."""

        async def chosen(definition: DefinitionDraft | None) -> None:
            if definition is not None:
                await self._form.define(definition)

        self.app.push_screen(QuoteScreen(self._base), chosen)

    # Keeping

    @work(thread=True, group="draft")
    def _offer(self) -> None:
        """Look for edits that windows which have ended could not store."""
        left = self._session.drafts.left(self._base.id, self._say_unread)
        changing = [each for each in left if each.draft != Draft.of(each.base)]
        if changing:
            self.post_message(self.Found(changing))

    def _say_unread(self, error: TifaError) -> None:
        self.post_message(self.NotKept(error))

    def on_edit_screen_found(self, event: Found) -> None:
        self._ask_about(event.left, is_one_kept=False)

    def _ask_about(self, left: Sequence[KeptDraft], *, is_one_kept: bool) -> None:
        """Offer one edit after the other until one is continued; go back where any is kept."""
        if not left:
            if is_one_kept:
                self.dismiss(None)
            return
        kept, *others = left
        clauses = differences(kept.base, kept.draft.apply(kept.base, self._session.reviewer))
        body = lines([literal(f"- {clause}") for clause in clauses])
        choices = (
            Choice("l", "leave it for later", STAY),
            Choice("c", "continue it", REAPPLY),
            Choice("t", "throw it away", DROP),
        )

        async def answered(answer: str | None) -> None:
            if answer == REAPPLY and await self._take(kept):
                await self._form.put(kept.draft.over(kept.base, self._base))
                return
            if answer == DROP:
                self._session.drafts.throw_away(kept)
            self._ask_about(others, is_one_kept=is_one_kept or answer not in (REAPPLY, DROP))

        more = f" ({len(others)} more)" if others else ""
        title = f"An edit of {kept.when.astimezone():%Y-%m-%d %H:%M} was not stored{more}"
        self.app.push_screen(ChoiceScreen(title, body, choices), answered)

    async def _take(self, kept: KeptDraft) -> bool:
        """Make an edit this window's; say so where that cannot be."""
        try:
            taken = await outlasting(self._session.drafts.take(kept))
        except TifaError as error:
            self.post_message(self.NotKept(error))
            return True  # it is shown, and kept again where that is possible
        if not taken:
            self.notify("Another window has taken that edit up", severity="warning", markup=False)
        return taken

    def _keep(self) -> None:
        """Keep the edit as it is now; nothing is kept of one that changes nothing."""
        self._keeping = None
        if not self._is_over:
            self.run_worker(self._kept(self._written()), group="draft")

    def on_unmount(self) -> None:
        """What ends the application does not end the edit: keep what was typed last."""
        if self._keeping is not None and not self._is_over:
            self._keeping.stop()
            self._written()  # nobody is there to be told that it failed

    def _written(self) -> Future[None]:
        """Have this window's edit on disk as it is, or not at all."""
        drafts = self._session.drafts
        if self._draft != Draft.of(self._base):
            return drafts.keep(self._base, self._draft)
        return drafts.drop(self._base.id)

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
        self._is_over = True
        self._session.drafts.drop(self._base.id)

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
            wanted = draft.apply(self._base, self._session.reviewer)
            self.run_worker(report(self._session.edit(self._base, wanted), self), group="save")

    def on_saved(self, event: Saved) -> None:
        self._session.settled(event.change)
        self._forget()
        self.dismiss(event.outcome.entries[0])

    def on_not_saved(self, event: NotSaved) -> None:
        self._saving = False
        self._form.disabled = False
        if self._field is not None:
            self._field.focus()
        self._session.failed(event.change, event.error)
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
                key = shown_key(self.app, "editor.save", "ctrl+s")
                self.notify(f"Your edit now stands over the new state; {key} saves", markup=False)
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
        changed = differences(
            self._base, self._form.draft.apply(self._base, self._session.reviewer)
        )
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
        draft = self._form.draft
        problems = list(draft.problems())
        if problems:
            text = literal("! " + "; ".join(problems))
        elif self.unsaved:
            text = literal("; ".join(["edited, not saved yet", *draft.moved(self._base)]))
        else:
            text = literal("no changes")
        line = self.query_one("#problems", Static)
        line.update(text)
        line.set_class(bool(problems), "-wrong")
