"""Write the glossary to a file, and say what the format could not carry."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from align.errors import OutputError, TifaError
from align.text import counted
from exports.exporting import Report, export_glossary
from exports.files import require_writable
from exports.registry import GLOSSARY_FORMATS, Format, glossary_format
from glossary.model import ConceptStatus
from glossary.store.reading.exporting import material
from tui.access import Access
from tui.cells import literal
from tui.widgets.checklist import Checklist
from tui.widgets.page import Block, Page
from tui.widgets.path_line import PathLine
from tui.working import Watch, Works


class _IsThere:
    """The file is there and would be replaced."""


class ExportScreen(Works, Screen[None]):
    """Asks for a format, the statuses and a path, and writes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "export", "Export"),
        Binding("escape", "leave", "Stop, or back", key_display="esc"),
        Binding("f1", "app.help", "Help"),
    ]
    BINDING_GROUP_TITLE = "Export"

    def __init__(self, access: Access) -> None:
        super().__init__()
        self._access = access
        self._path = Path()  # the file that is written, or was last
        self._replacing: Path | None = None

    def compose(self) -> ComposeResult:
        yield Static(literal("Export", "bold"), classes="screen-title", markup=False)
        with Vertical(classes="task"):
            yield PathLine(
                id="export-path",
                placeholder="path; its extension gives the format",
                files=self._access.files,
            )
            yield OptionList(
                *(Option(_said(each), id=each.name) for each in GLOSSARY_FORMATS.values()),
                id="export-format",
                markup=False,
                compact=True,
            )
            yield Checklist(tuple(ConceptStatus), id="export-statuses")
            yield Page(id="export-said")
        yield Footer(compact=True)

    def on_mount(self) -> None:
        self._choose(next(iter(GLOSSARY_FORMATS.values())))
        self._say("enter writes the file; tab goes to the format and the statuses")
        self.query_one(PathLine).focus()

    # Which format

    @property
    def _format(self) -> Format:
        return list(GLOSSARY_FORMATS.values())[self.query_one("#export-format").highlighted or 0]  # type: ignore[attr-defined]

    def on_input_changed(self, event: PathLine.Changed) -> None:
        """The ending gives the format, unless the one at hand has it too."""
        self._replacing = None
        path = Path(event.value.strip())
        if path.suffix.lower() == self._format.suffix:
            return
        try:
            self._choose(glossary_format(path))
        except OutputError:
            return  # still being typed

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        if event.option_list.id == "export-format":
            self._take_statuses(self._format)

    def _choose(self, form: Format) -> None:
        names = list(GLOSSARY_FORMATS)
        self.query_one("#export-format", OptionList).highlighted = names.index(form.name)
        self._take_statuses(form)

    def _take_statuses(self, form: Format) -> None:
        """What the format holds where nothing else is said."""
        self._statuses.choose(form.statuses)

    # Writing

    def on_input_submitted(self) -> None:
        self.action_export()

    def action_export(self) -> None:
        typed = self.query_one(PathLine).path
        statuses = self._statuses.chosen
        if self.is_working:
            self._say("The file is still being written; escape stops that")
        elif not typed:
            self._say("! Type the path of the file to write")
        elif not statuses:
            self._say("! Choose at least one status")
        else:
            self._say("Writing…")
            path = self._path = Path(typed)
            form, replace = self._format, path == self._replacing
            self.begin(lambda watch: self._write(path, form, statuses, watch, replace=replace))

    def _write(
        self,
        path: Path,
        form: Format,
        statuses: frozenset[ConceptStatus],
        watch: Watch,
        *,
        replace: bool,
    ) -> Report | _IsThere:
        try:
            aim = self._access.files.path(path)
            if aim.exists() and not replace:
                return _IsThere()
            require_writable(aim)
            with (
                self._access.open_glossary() as glossary,
                material(glossary, statuses=statuses) as found,
            ):
                return export_glossary(found, aim, form, progress=watch)
        except OSError as error:
            said = f"{path}: {error.strerror or error}"
            raise OutputError(said, "check the path") from error

    def progressed(self, event: Works.Progressed) -> None:
        self._say(f"Writing {event}; escape stops it")

    def ended(self, outcome: Report | _IsThere | TifaError | None) -> None:
        self._replacing = None
        match outcome:
            case None:
                self._say(f"Stopped; {self._path} is as it was")
            case _IsThere():
                self._replacing = self._path
                self._say(f"! {self._path} is there already: enter again replaces it")
            case TifaError():
                self._say(f"! {outcome}")
            case _:
                self._say_written(outcome)

    def _say_written(self, report: Report) -> None:
        said = [f"Not carried: {each}" for each in (*report.losses, *report.cut)]
        if not report.concepts:
            said.append("! No concept has a status that is chosen here; tab goes to the statuses")
        self._say(
            f"{counted(report.concepts, 'concept')} written to {self._path}",
            *(said or ["Nothing was lost."]),
        )

    def action_leave(self) -> None:
        """Stop the work; where there is none, go back."""
        if self.stop():
            self._say("Stopping…")
        else:
            self.dismiss(None)

    @property
    def _statuses(self) -> Checklist[ConceptStatus]:
        return self.query_one("#export-statuses", Checklist)

    def _say(self, *said: str) -> None:
        self.query_one("#export-said", Page).put_blocks(
            Block(literal(each), close=True) for each in said
        )


def _said(form: Format) -> str:
    return f"{form.name:6} {form.title}"
