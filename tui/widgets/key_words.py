"""Places of words, one below the other, with what was found in one column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.visual import Visual

from align.model import Language
from align.text import visible
from glossary.store.reading.concordance import KeyWord
from tui.bidi import has_right, in_cells, runs_right
from tui.cells import MARK, fit, literal, tail
from tui.widgets.reader_layout import CURSOR, GUTTER, shown
from tui.widgets.with_cursor import WithCursor

LINES = 2  #: a place: what was found in its sentence, and its translation
AHEAD = 20  #: places beyond those in sight whose translations are asked for
_WIDE = 96  # cells from which titles have more room
_LEAD, _WIDE_LEAD = 10, 24  # cells of the date, with the document below it
_BETWEEN = 2  # cells
_MOST_FOUND = 3  # what was found takes at most one in so many cells

Sentence = tuple[int, int]  #: the id of a document and the index of a segment
Said = Mapping[Sentence, Sequence[tuple[Language, str]]]


def sentence_of(place: KeyWord) -> Sentence:
    """The sentence that a place is in."""
    return place.document.id, place.segment


class KeyWordsView(WithCursor, can_focus=True, inherit_bindings=False):
    """Shows places with a cursor on one; only those in sight are drawn.

    Attributes:
        beside: the language whose translations are shown; None for the first that there is.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-words--cursor"}
    ALLOW_SELECT = False
    lines = LINES
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", "Next place", show=False),
        Binding("up,k", "move(-1)", "Previous place", show=False),
        Binding("pagedown,space", "page(1)", "A page down", show=False),
        Binding("pageup", "page(-1)", "A page up", show=False),
        Binding("home", "first", "First place", show=False),
        Binding("end", "last", "Last place", show=False),
        Binding("enter", "select", "Read there"),
    ]
    BINDING_GROUP_TITLE = "Places"

    class Moved(Message):
        """The cursor stands on another place."""

    class Selected(Message):
        """The place under the cursor was opened."""

        def __init__(self, place: KeyWord) -> None:
            super().__init__()
            self.place = place

    class Wanted(Message):
        """The translations of these places are in sight and not known."""

        def __init__(self, places: list[KeyWord]) -> None:
            super().__init__()
            self.places = places

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.beside: Language | None = None
        self._places: Sequence[KeyWord] = ()
        self._said: dict[Sentence, Sequence[tuple[Language, str]]] = {}
        self._widest = 0

    @property
    def count(self) -> int:
        return len(self._places)

    @property
    def place(self) -> KeyWord | None:
        """The place under the cursor; None where there are none."""
        return self._places[self._cursor] if self._places else None

    def put(self, places: Sequence[KeyWord], cursor: int = 0) -> None:
        """Show other places, or the same in another order."""
        self._places = places
        self._cursor = min(cursor, max(0, len(places) - 1))
        self._widest = max((cell_len(each) for each in {each.found for each in places}), default=0)
        self._sized()
        self._tell()

    def put_said(self, said: Said) -> None:
        """Show the translations of sentences."""
        self._said.update(said)
        self.refresh()

    def forget_said(self) -> None:
        """Ask for all translations anew: beads may have changed."""
        self._said.clear()
        self._tell()

    def moved(self, before: int) -> None:
        self._tell()

    def action_select(self) -> None:
        if place := self.place:
            self.post_message(self.Selected(place))

    def on_resize(self) -> None:
        self._sized()
        self._tell()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._ask()

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        number, line = divmod(self.scroll_offset.y + y, LINES)
        if number >= len(self._places):
            return Strip.blank(width, self.rich_style)
        place = self._places[number]
        room = width - 1  # one cell of air before the scrollbar
        if line:
            said = _translation(self._said.get(sentence_of(place), ()), self.beside)
            text = below(place, said, room, orders=self.app.is_web)
        else:
            text = in_context(place, room, self._widest, orders=self.app.is_web)
        is_cursor = number == self._cursor
        sign = CURSOR if is_cursor and not line else ""
        style = self.visual_style
        if is_cursor:
            style += self.get_visual_style("key-words--cursor")
        whole = literal(fit(sign, GUTTER)) + text
        strips = Visual.to_strips(self, whole, width, 1, style, apply_selection=False)
        return strips[0].adjust_cell_length(width, style.rich_style)

    def _sized(self) -> None:
        region = self.scrollable_content_region
        self.virtual_size = Size(region.width, LINES * len(self._places))
        self.refresh()

    def _tell(self) -> None:
        self._keep_in_sight()
        self.refresh()
        self.post_message(self.Moved())
        self._ask()

    def _ask(self) -> None:
        """Ask for the translations that are in sight, and for some around, in one go."""
        first = self.scroll_offset.y // LINES
        in_sight = self._places[first : first + self._sight + 1]
        if all(sentence_of(each) in self._said for each in in_sight):
            return
        around = self._places[max(0, first - AHEAD) : first + self._sight + 1 + AHEAD]
        self.post_message(self.Wanted([e for e in around if sentence_of(e) not in self._said]))


def in_context(place: KeyWord, width: int, widest: int, *, orders: bool = False) -> Content:
    """The date and the words of a place, with as much on either side as there is room for.

    Text from the right runs to the left of what was found, as where terminals put it in order.

    Args:
        width: cells of the line without its gutter's sign.
        widest: cells of the widest that was found, so that all stand in one column.
        orders: put text from the right in the order of its cells: the terminal does not.
    """
    lead = _lead(width)
    room = width - GUTTER - lead - _BETWEEN
    found = fit(shown(visible(place.found)), min(cell_len(place.found), room // _MOST_FOUND))
    left = max(0, (room - min(widest, room // _MOST_FOUND)) // 2)
    right = max(0, room - left - cell_len(found))
    from_right = runs_right(place.document.language)
    behind, ahead = (right, left) if from_right else (left, right)
    before = tail(shown(visible(place.before)), behind)
    after = _head(shown(visible(place.after)), ahead)
    said = literal(before) + literal(found, MARK) + literal(after)
    indent = left - cell_len(after if from_right else before)
    if orders:
        said = in_cells(said, from_right=from_right)
    date = fit(place.document.dated or "undated", lead + _BETWEEN)
    return literal(date, "dim") + literal(" " * indent) + said


def below(
    place: KeyWord, said: tuple[Language, str] | None, width: int, *, orders: bool = False
) -> Content:
    """The document of a place, and what the translation of its sentence says; arguments as
    `in_context`."""
    lead = _lead(width)
    document = place.document
    title = literal(_cut(document.title or document.source, lead, orders=orders), "dim")
    if said is None:
        return title
    language, text = said
    room = width - GUTTER - lead - _BETWEEN - len(language) - _BETWEEN
    from_right = runs_right(language)
    line = literal(_cut(text, room, from_right=from_right, orders=orders), "dim")
    code = f"{'':{_BETWEEN}}{language}{'':{_BETWEEN}}"
    return title + literal(code, "dim italic") + line


def _translation(
    said: Sequence[tuple[Language, str]], wanted: Language | None
) -> tuple[Language, str] | None:
    own = (each for each in said if each[0] is wanted)
    return next(own, said[0] if said else None)


def _lead(width: int) -> int:
    return _WIDE_LEAD if width >= _WIDE else _LEAD


def _head(text: str, width: int) -> str:
    return text if cell_len(text) <= width else fit(text, width).rstrip()


def _cut(text: str, width: int, *, from_right: bool = False, orders: bool = False) -> str:
    """A text in so many cells, as it is drawn."""
    line = fit(shown(visible(text)), width, right=from_right)
    if orders and has_right(line):
        return in_cells(Content(line), from_right=from_right).plain
    return line
