"""Add documents: which, how far it is, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer, Input, ProgressBar, Static

from align.errors import TifaError
from align.text import counted
from glossary.store import AddReport
from tui.access import Access
from tui.cells import lines, literal
from tui.jobs import Job
from tui.widgets.path_line import PathLine
from tui.working import Works

MOST_SAID = 5  # remarks that are shown


class AddingScreen(Works, Screen[bool]):
    """Finds the terms of a document and adds both; returns whether the glossary was changed.

    Args:
        demo: add the texts that ship with tifa, at once.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "start", "Add"),
        Binding("escape", "leave", "Cancel or back", key_display="esc"),
        Binding("f1", "app.help", "Help"),
    ]
    BINDING_GROUP_TITLE = "Add documents"

    class Remarked(Message):
        """Something about a text is doubtful."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, access: Access, *, demo: bool = False) -> None:
        super().__init__()
        self._access = access
        self._demo = demo
        self._changed = False
        self._remarks: list[str] = []

    def compose(self) -> ComposeResult:
        title = "The demo" if self._demo else "Add documents"
        yield Static(literal(title, "bold"), classes="screen-title", markup=False)
        with Vertical(classes="task"):
            if not self._demo:
                yield Static(
                    literal("Document (txt, md, html, docx, pdf), or a folder"), markup=False
                )
                yield PathLine(
                    id="add-document",
                    placeholder="path; tab completes it",
                    files=self._access.files,
                )
                yield Static(
                    literal("Its translation, or their folder, if there is one"), markup=False
                )
                yield PathLine(
                    id="add-translation",
                    placeholder="path, or nothing; enter adds",
                    files=self._access.files,
                )
            yield ProgressBar(id="add-bar", show_eta=False)
            yield Static("", id="add-said", classes="said", markup=False)
        yield Footer(compact=True)

    def on_mount(self) -> None:
        self.query_one(ProgressBar).display = False
        if self._demo:
            self._run(lambda job: job.demo())
        else:
            self._line("add-document").focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on to the translation, and from there adds."""
        if event.input.id == "add-document":
            self._line("add-translation").focus()
        else:
            self.action_start()

    def action_start(self) -> None:
        if self.is_working or self._demo:
            return
        document = self._line("add-document").path
        translation = self._line("add-translation").path or None
        if not document:
            self._say("! Type the path of a document")
            self._line("add-document").focus()
            return
        self._run(lambda job: job.files(document, translation))

    def action_leave(self) -> None:
        """Stop the work; where there is none, go back."""
        if self.stop():
            self._say("Stopping…")
        else:
            self.dismiss(self._changed)

    def _run(self, what: Callable[[Job], AddReport]) -> None:
        def tell(text: str) -> None:
            self.post_message(self.Remarked(text))

        self._remarks.clear()
        self._say("Reading…")
        bar = self.query_one(ProgressBar)
        bar.display = True
        bar.update(total=None, progress=0)
        self.begin(lambda watch: what(Job(self._access, watch, tell)))

    def progressed(self, event: Works.Progressed) -> None:
        self.query_one(ProgressBar).update(total=event.total or None, progress=event.done)
        self._say(str(event))

    def on_adding_screen_remarked(self, event: Remarked) -> None:
        self._remarks.append(event.text)

    def ended(self, outcome: AddReport | TifaError | None) -> None:
        self.query_one(ProgressBar).display = False
        if outcome is None:
            self._say("Stopped; nothing was stored")
        elif isinstance(outcome, TifaError):
            self._say(f"! {outcome}")
        else:
            self._changed = True
            self._say(_told(outcome))
            for line in self.query(PathLine):
                line.value = ""
        if self._demo and not isinstance(outcome, AddReport):
            return
        for line in self.query(PathLine).results(PathLine):
            line.focus()
            break

    def _line(self, which: str) -> PathLine:
        return self.query_one(f"#{which}", PathLine)

    def _say(self, text: str) -> None:
        parts = [literal(text), *(literal(f"! {each}") for each in self._remarks[:MOST_SAID])]
        if len(self._remarks) > MOST_SAID:
            parts.append(literal(f"! and {len(self._remarks) - MOST_SAID:,} more remarks"))
        self.query_one("#add-said", Static).update(lines(parts))


def _told(report: AddReport) -> str:
    parts = [
        f"Done: {counted(report.added, 'new proposal')}",
        f"{report.extended:,} {'entry' if report.extended == 1 else 'entries'} with new evidence",
        f"{report.unchanged:,} unchanged",
    ]
    if report.rejected:
        parts.append(f"{report.rejected:,} rejected before")
    if report.restored:
        parts.append("a document that was withdrawn came back")
    return ", ".join(parts) + ". esc goes back."
