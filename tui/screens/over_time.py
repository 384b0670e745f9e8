"""How much a concept is used, when, by whom and in which words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Footer, Static

from align.text import visible
from exports.reports.track import track_report
from glossary.model import Concept
from glossary.model.changes import name
from glossary.store import Glossary
from glossary.store.reading.tracking import (
    UNDATED,
    By,
    FormCount,
    Heat,
    Stretch,
    Tracked,
    track,
    with_gaps,
)
from tui.cells import fit, literal
from tui.keys import documents_key
from tui.looking import Looks
from tui.ordered_keys import OrderedKeys
from tui.widgets.page import LABEL, Block, Page
from tui.working import ending

_EIGHTHS = " ▏▎▍▌▋▊▉"
_MOST = 110  # cells that are used of a wide terminal
_COUNTS = 34  # cells beside a bar: share, documents and heat
_STYLES = {Heat.BLAZING: "bold", Heat.HOT: "bold", Heat.COLD: "dim"}

_Line = tuple[str, str, str]  # a label, a text, and its counts


class OverTimeScreen(Looks, OrderedKeys[None]):
    """Shows a concept's use by month, quarter or year."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b", "by", "Month, quarter, year", id="use.by"),
        Binding("escape", "leave", "Back", key_display="esc"),
        Binding("q,T", "leave", "Back", show=False),
        Binding("question_mark", "app.help", "Help", key_display="?"),
    ]
    BINDING_GROUP_TITLE = "Use over time"

    def __init__(self, concept: Concept, open_glossary: Callable[[], Glossary]) -> None:
        super().__init__()
        self._concept = concept
        self._open_glossary = open_glossary
        self._by = By.QUARTER
        self._tracked: Tracked | None = None

    def compose(self) -> ComposeResult:
        yield Static("", id="over-time-title", classes="screen-title", markup=False)
        yield Page(id="over-time")
        yield Footer(compact=True)

    def on_mount(self) -> None:
        self._page.focus()
        self._page.put_blocks([Block(literal("Counting…", "dim"))])
        self._load()

    def _load(self) -> None:
        concept, by = self._concept, self._by
        title = f"Use of {name(concept)} by {by}"
        self.query_one("#over-time-title", Static).update(literal(title, "bold"))
        self.look(
            self._open_glossary,
            lambda glossary: track(glossary, name(concept), concept, by=by, progress=ending),
        )

    def on_looks_looked(self, event: Looks.Looked) -> None:
        self._tracked = event.found
        self._show()

    def on_looks_not_looked(self, event: Looks.NotLooked) -> None:
        self._page.put_blocks([Block(literal(f"! {event.error}"))])

    def on_resize(self) -> None:
        self._show()

    def action_by(self) -> None:
        periods = list(By)
        self._by = periods[(periods.index(self._by) + 1) % len(periods)]
        self._load()

    def action_leave(self) -> None:
        self.dismiss(None)

    def _show(self) -> None:
        if self._tracked is not None:
            # The padding of the page, its scrollbar and the cell of air before that.
            width = min(self.size.width - 4, _MOST)
            key = documents_key(self.app)
            self._page.put_blocks(use_blocks(self._tracked, width, key), stay=True)

    @property
    def _page(self) -> Page:
        return self.query_one(Page)


def use_blocks(tracked: Tracked, width: int, key: str) -> Iterator[Block]:
    """What is known of a concept's use, as lines of so many cells.

    Args:
        key: the one that lists the documents.
    """
    if not tracked.uses:
        said = (
            "None of its terms is in a document that is stored here."
            f" {key} in the queue lists the documents, and adds more there"
        )
        yield Block(literal(said))
        return
    room = width - LABEL
    for note in track_report([tracked]).notes:
        yield Block(literal(note), close=True)
    if all(each.document.dated == "" for each in tracked.uses):
        said = (
            "None of these documents has a date: the list of documents gives them one"
            f" ({key} in the queue)"
        )
        yield Block(literal(f"! {said}"))
    yield Block(literal("Documents that use it", "bold"))
    highest = max(each.share for each in tracked.periods)
    own = {period.name: period for period in tracked.periods}
    for called in with_gaps(own):
        if called not in own:
            yield Block(literal(f"{called}: no documents", "dim"), close=True)
            continue
        period = own[called]
        drawn = literal(_period(period, room, highest), _STYLES.get(period.heat, ""))
        yield Block(drawn, called, close=True)
    yield Block(literal("Forms and renderings", "bold"))
    yield from _beside([_form(each) for each in tracked.forms], room)
    yield Block(literal("Issuers", "bold"))
    yield from _beside([_issuer(each) for each in tracked.issuers], room)


def bar(part: float, width: int) -> str:
    """A bar over a part, from 0 to 1, of a width in cells; what is there at all is seen."""
    eighths = round(8 * width * part)
    if part > 0:
        eighths = max(1, eighths)
    full, rest = divmod(eighths, 8)
    return "█" * full + (_EIGHTHS[rest] if rest else "")


def _period(period: Stretch, room: int, highest: float) -> str:
    width = max(4, room - _COUNTS)
    drawn = fit(bar(period.share / highest if highest else 0, width), width)
    of = f"{period.using:,} of {period.documents:,}"
    return f"{drawn} {period.share:>6.1%}  {of:<15} {period.heat}"


def _form(form: FormCount) -> _Line:
    dates = form.first if form.first == form.last else f"{form.first} – {form.last}"
    counts = f"{form.uses:>6,} in {form.documents:>5,}  {dates or UNDATED}"
    return str(form.language), form.text, counts


def _issuer(issuer: Stretch) -> _Line:
    share = f"{issuer.share:.0%}" if issuer.documents else ""
    counts = f"{issuer.using:>6,} of {issuer.documents:>5,}  {share:>4}  {issuer.authority or ''}"
    return "", issuer.name or "not known", counts


def _beside(listed: Sequence[_Line], room: int) -> Iterator[Block]:
    """Texts with counts in a column of their own, below a text that is too long for that."""
    width = max(8, room - max(cell_len(counts) for *_, counts in listed))
    for label, text, counts in listed:
        said = visible(text)
        if cell_len(said) > width:
            yield Block(literal(said), label, close=True)
            said = label = ""
        yield Block(literal(fit(said, width)) + literal(counts, "dim"), label, close=True)
