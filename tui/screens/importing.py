"""Take back a file that people edited: first what it would do, then do it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Footer, Select, Static

from align.errors import TifaError
from align.text import counted, one_line
from exports.importing import import_glossary
from exports.opening import opened
from exports.registry import READABLE_FORMATS, readable_suffixes
from glossary.exchange.columns import DELIMITERS, Layout, NoColumnsError, layout_said
from glossary.store import Glossary
from glossary.store.changing.importing import ImportReport
from glossary.store.changing.judging import Fate
from tui.access import Access
from tui.cells import lines, literal
from tui.widgets.fields import Line
from tui.widgets.page import Block, Page
from tui.widgets.path_line import PathLine
from tui.working import Watch, Works

#: A sign of one cell for what becomes of a line; the word stands beside it.
SIGNS = {Fate.ADDITION: "+", Fate.CHANGE: "~", Fate.CONFLICT: "!", Fate.DELETION: "-"}
MOST = 2_000  #: lines of the preview
MOST_FAULTS = 20  #: bad lines that are named
_COLUMNS = "columns, where a table's titles do not say: zh=Title,en=Title or zh=A,en=B"


@dataclass(frozen=True, slots=True)
class Source:
    """What is to be imported: a file, and how it is to be read, "" where it says that itself.

    Attributes:
        columns: what the columns of a table hold.
        sheet: the one of a workbook that is read; else all that are not hidden.
        form: the name of its format.
        delimiter: the name of what divides the cells of a text.
    """

    path: Path
    columns: str = ""
    sheet: str = ""
    form: str = ""
    delimiter: str = ""

    @property
    def layout(self) -> Layout | None:
        """How a table is to be read; None where nothing is said of that.

        Raises:
            InputError: the columns name what no entry has.
        """
        return layout_said(self.columns or None, self.sheet or None, self.delimiter or None)


class ImportScreen(Works, Screen[bool]):
    """Shows what a file would do, and does it; returns whether the glossary was changed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "apply", "Apply"),
        Binding("escape", "leave", "Stop, or back", key_display="esc"),
        Binding("f1", "app.help", "Help"),
    ]
    BINDING_GROUP_TITLE = "Import"

    def __init__(self, access: Access) -> None:
        super().__init__()
        self._access = access
        self._ready: Source | None = None
        self._read: Source | None = None  # what is previewed
        self._is_applying = False
        self._changed = False

    def compose(self) -> ComposeResult:
        suffixes = readable_suffixes()
        yield Static(literal("Import", "bold"), classes="screen-title", markup=False)
        with Vertical(classes="task"):
            hint = f"path ({', '.join(suffixes)}); enter shows what it would do"
            yield PathLine(
                id="import-path", placeholder=hint, suffixes=suffixes, files=self._access.files
            )
            yield Line(id="import-columns", placeholder=_COLUMNS)
            with Horizontal(id="import-choices"):
                yield Line(id="import-sheet", placeholder="sheet: all visible ones")
                yield _choice("import-format", "format: by its extension", READABLE_FORMATS)
                yield _choice("import-delimiter", "delimiter: as found", DELIMITERS)
            yield Page(id="import-said")
        yield Footer(compact=True)

    def on_mount(self) -> None:
        self._say("Nothing is changed before ctrl+s")
        self.query_one(PathLine).focus()

    def on_input_changed(self) -> None:
        self._ready = None

    def on_select_changed(self) -> None:
        self._ready = None

    def on_input_submitted(self) -> None:
        typed = self.query_one(PathLine).path
        if not typed:
            self._say("! Type the path of a file")
        elif not self.is_working:
            self._say("Reading…")
            source = self._read = self._source
            self._is_applying = False
            self.begin(lambda watch: self._preview(source, watch))

    def _preview(self, source: Source, watch: Watch) -> ImportReport:
        with self._access.open_glossary() as glossary:
            return imported(glossary, source, self._access, watch, dry_run=True)

    def progressed(self, event: Works.Progressed) -> None:
        self._say(f"{'Importing' if self._is_applying else 'Reading'} {event}; escape stops it")

    def ended(self, outcome: ImportReport | TifaError | None) -> None:
        if outcome is None:
            self._say("Stopped; nothing was changed")
        elif isinstance(outcome, TifaError):
            self._say(f"! {outcome}")
            if isinstance(outcome, NoColumnsError):
                self.query_one("#import-columns").focus()
        elif self._is_applying:
            self._changed = self._changed or bool(outcome.added or outcome.changed)
            self._page.put_blocks(preview(outcome, "Done. esc goes back.", done=True))
        else:
            self._show(outcome)

    def _show(self, report: ImportReport) -> None:
        """Show what a file would do."""
        if not (report.added or report.changed):
            hint = "There is nothing to apply"
        else:
            self._ready = self._read if self._read == self._source else None
            hint = "ctrl+s applies it; conflicts are left as they are"
            if report.faults:
                hint = "ctrl+s applies the rest, without what is bad; or correct the file first"
        self._page.put_blocks(preview(report, hint))
        self._page.focus()

    def action_apply(self) -> None:
        if self.is_working:
            self._say("It is still under way; escape stops it")
        elif self._ready is None:
            self.on_input_submitted()
        else:
            source, access = self._ready, self._access
            self._is_applying, self._ready = True, None
            self._say("Importing…")
            self.begin_writing(
                access.store, lambda glossary, watch: imported(glossary, source, access, watch)
            )

    def action_leave(self) -> None:
        """Stop the work; where there is none, go back."""
        if self.stop():
            self._say("Stopping…")
        else:
            self.dismiss(self._changed)

    def _say(self, said: str) -> None:
        self._page.put_blocks([Block(literal(said), close=True)])

    @property
    def _source(self) -> Source:
        """What the fields name."""
        columns, sheet = (
            self.query_one(f"#import-{name}", Line).value.strip() for name in ("columns", "sheet")
        )
        form, delimiter = (
            str(self.query_one(f"#import-{name}", Select).value) for name in ("format", "delimiter")
        )
        return Source(Path(self.query_one(PathLine).path), columns, sheet, form, delimiter)

    @property
    def _page(self) -> Page:
        return self.query_one("#import-said", Page)


def _choice(id: str, unsaid: str, names: Iterable[str]) -> Select[str]:
    """A choice among names, of which none is taken at first."""
    options = [(unsaid, ""), *((name, name) for name in names)]
    return Select(options, value="", allow_blank=False, compact=True, id=id)


def imported(
    glossary: Glossary, source: Source, access: Access, watch: Watch, *, dry_run: bool = False
) -> ImportReport:
    """Import a file, without its bad lines. Blocks.

    Raises:
        CancelledError: it was stopped; nothing is changed.
        InputError: it cannot be reached or read, no format has its ending, or it has no such
            columns.
        GlossaryError: the glossary cannot be read or written.
    """
    layout = source.layout
    path = access.files.path(source.path)
    with opened(path) as stream:
        return import_glossary(
            glossary,
            stream,
            path,
            source.form or None,
            layout,
            who=access.reviewer,
            source=source.path.name,
            dry_run=dry_run,
            skip_bad=True,
            progress=watch,
        )


def preview(report: ImportReport, hint: str, *, done: bool = False) -> Iterator[Block]:
    """What an import does, a block a line of the file."""
    would = "" if done else "would be "
    yield Block(
        literal(
            f"{report.added:,} {would}added, {report.changed:,} {would}changed,"
            f" {report.unchanged:,} unchanged, {report.conflicts:,} in conflict",
            "bold",
        )
    )
    yield Block(literal(hint), close=True)
    if report.faults:
        said = f"{len(report.faults):,} bad, {'left out' if done else 'to be left out'}:"
        yield Block(literal(f"! {said}"), close=True)
    for fault in report.faults[:MOST_FAULTS]:
        yield Block(literal(f"  {one_line(fault)}"), close=True)
    if len(report.faults) > MOST_FAULTS:
        yield Block(literal(f"  and {len(report.faults) - MOST_FAULTS:,} more"), close=True)
    if report.replaced:
        said = f"{counted(report.replaced, 'character')} that cannot be stored: U+FFFD instead"
        yield Block(literal(f"! {said}"), close=True)
    if report.deletions:
        said = f"{counted(report.deletions, 'concept')} missing from the file; kept as they are"
        yield Block(literal(said), close=True)
    for remark in report.remarks:
        yield Block(literal(f"! {one_line(remark)}"), close=True)
    for what, count in report.ignored:
        said = f"the glossary has no place for {what} ({count:,})"
        yield Block(literal(f"! {said}"), close=True)
    for item in report.items[:MOST]:
        head = literal(f"{item.name}  ", "bold") + literal(item.place, "dim")
        clauses = [literal(f"  {one_line(clause)}") for clause in item.clauses]
        yield Block(lines([head, *clauses]), f"{SIGNS[item.fate]} {item.fate}")
    if len(report.items) > MOST:
        yield Block(literal(f"and {len(report.items) - MOST:,} more"))
