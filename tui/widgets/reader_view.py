"""A text bead by bead, of which only what is in sight is laid out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from align.languages import Language, languages
from glossary.model import ConceptStatus
from glossary.store.reading.documents import OpenText
from tui.marking import Marked, Marks
from tui.widgets.reader_layout import CORRECTED, CURSOR, Laid, Part, Styled, lay_out, offset_at

#: Approved terms are bold, others in italics; all are underlined, so that none needs its colour.
KNOWN = "bold underline $text-success"
PROPOSED = "italic underline $text-warning"
AVOID = "strike"
HERE = "reverse"
AHEAD = 20  # beads beyond those in sight that marks are asked for


@dataclass(frozen=True, slots=True)
class Selected:
    """Characters of one side of a bead that are selected, from `anchor` to `head`."""

    place: int
    language: Language
    anchor: int
    head: int

    @property
    def span(self) -> tuple[int, int]:
        return min(self.anchor, self.head), max(self.anchor, self.head)


class ReaderView(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows a text with a cursor on a bead; scrolling goes from bead to bead."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", "Next bead", show=False),
        Binding("up,k", "move(-1)", "Previous bead", show=False),
        Binding("pagedown,space", "page(1)", "A page down", show=False),
        Binding("pageup", "page(-1)", "A page up", show=False),
        Binding("home", "first", "To the beginning", show=False),
        Binding("end", "last", "To the end", show=False),
    ]
    BINDING_GROUP_TITLE = "Text"

    class Moved(Message):
        """The cursor, the term under it or the selection changed."""

    class Wanted(Message):
        """The terms of these beads are in sight and not known."""

        def __init__(self, places: list[int]) -> None:
            super().__init__()
            self.places = places

    class Dragged(Message):
        """Characters were selected with the mouse."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.text: OpenText | None = None
        self.cursor = 0
        self.language = languages()[0]
        self.mark: Marked | None = None
        self.selected: Selected | None = None
        self._found: tuple[int, Styled, Language] | None = None
        self._marks: dict[int, Marks] = {}
        self._laid: dict[int, Laid] = {}
        self._skip = 0  # lines of the first bead that are above the screen

    # What is shown

    @property
    def total(self) -> int:
        """How many beads there are."""
        return len(self.text.beads) if self.text else 0

    @property
    def sides(self) -> tuple[Language, ...]:
        """The languages that there are."""
        return self.text.languages if self.text else ()

    @property
    def here(self) -> tuple[Language, int] | None:
        """Where in the cursor's bead the last match begins; None where there is none."""
        if self._found is None or self._found[0] != self.cursor:
            return None
        return self._found[2], self._found[1][0]

    def put(self, text: OpenText, cursor: int = 0) -> None:
        """Show a text with the cursor on a bead."""
        self.text = text
        self._marks.clear()
        self._laid.clear()
        self.mark = self.selected = self._found = None
        if self.language not in self.sides and self.sides:
            self.language = self.sides[0]
        self._measure()
        self.cursor = max(0, min(cursor, self.total - 1))
        self.show(top=self.cursor - 1)

    def put_marks(self, marks: dict[int, Marks]) -> None:
        """Learn the terms of some beads."""
        self._marks.update(marks)
        for place in marks:
            self._laid.pop(place, None)
        self.refresh()

    def marks_of(self, place: int) -> Marks | None:
        """The terms of a bead; None where they are not known yet."""
        return self._marks.get(place)

    def go(
        self,
        place: int,
        mark: Marked | None = None,
        found: tuple[Language, int, int] | None = None,
    ) -> None:
        """Put the cursor on a bead, on a term in it, or on what was searched for."""
        self._laid.pop(self.cursor, None)
        self.cursor = max(0, min(place, self.total - 1))
        self.mark = mark
        self.selected = None
        self._found = None
        if mark:
            self.language = mark.language
        if found:
            self.language, start, end = found
            self._found = (self.cursor, (start, end, HERE), self.language)
        self.show()

    def select(self, selected: Selected | None) -> None:
        """Select characters, or nothing."""
        self.selected = selected
        if selected:
            self.cursor, self.language, self.mark = selected.place, selected.language, None
        self.show()

    def show(self, top: int | None = None) -> None:
        """Draw anew with the cursor in sight."""
        self._laid.pop(self.cursor, None)
        if top is None:
            top = self._top_for_cursor()
        if top != round(self.scroll_y):
            self._skip = 0
            self.scroll_to(y=max(0, top), animate=False, force=True)
        self.refresh()
        self.post_message(self.Moved())

    # Moving

    def action_move(self, step: int) -> None:
        if not 0 <= self.cursor + step < self.total:
            return
        self.go(self.cursor + step)

    def action_page(self, pages: int) -> None:
        top, height = round(self.scroll_y), max(1, self.size.height)
        if pages > 0:
            if len(self._bead(top).lines) - self._skip > height:
                self._skip += height - 1
                self.refresh()
                return
            in_sight = self._in_sight()
            self.cursor = min(max(top + 1, in_sight[-1]), self.total - 1)
            self.mark = None
            self.show(top=self.cursor)
            return
        used, place = 0, top
        while place > 0 and used + len(self._bead(place - 1).lines) <= height:
            place -= 1
            used += len(self._bead(place).lines)
        self.cursor = max(0, place if place < top else top - 1)
        self.mark = None
        self.show(top=self.cursor)

    def action_first(self) -> None:
        self.go(0)

    def action_last(self) -> None:
        self.go(self.total - 1)

    # Drawing

    def on_resize(self) -> None:
        self._laid.clear()
        self._measure()
        self.show()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self._skip = 0
        self.refresh()

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        at = self._at(y)
        if at is None:
            return Strip.blank(width, self.rich_style)
        place, line = at
        if y == 0:
            self._ask()
        content = self._bead(place).lines[line]
        strips = Visual.to_strips(self, content, width, 1, self.visual_style)
        return strips[0].adjust_cell_length(width, self.rich_style)

    def _measure(self) -> None:
        # One unit of scrolling is a bead; the last can stand at the top.
        height = self.total + max(0, self.size.height - 1)
        self.virtual_size = Size(self.scrollable_content_region.width, height)

    def _at(self, y: int) -> tuple[int, int] | None:
        """The bead and its line on a line of the screen."""
        place, line = round(self.scroll_y), y + self._skip
        while place < self.total:
            height = len(self._bead(place).lines)
            if line < height:
                return place, line
            line -= height
            place += 1
        return None

    def _in_sight(self) -> range:
        """The beads that are in sight, in part or whole."""
        top = round(self.scroll_y)
        last = self._at(max(0, self.size.height - 1))
        return range(top, last[0] + 1 if last else self.total)

    def _top_for_cursor(self) -> int:
        """Which bead must stand on top, so that the cursor's is in sight, moving little."""
        top, height = round(self.scroll_y), max(1, self.size.height)
        if self.cursor < top or self.total == 0:
            return self.cursor
        place, used = self.cursor, len(self._bead(self.cursor).lines) - 1
        while place > top and used + len(self._bead(place - 1).lines) <= height:
            place -= 1
            used += len(self._bead(place).lines)
        return place

    def _bead(self, place: int) -> Laid:
        known = self._laid.get(place)
        if known is not None:
            return known
        if len(self._laid) > 500:
            self._laid.clear()
        text = self.text
        assert text is not None
        sign = CURSOR if place == self.cursor else CORRECTED if text.beads[place].who else ""
        parts = [
            Part(side, text.text(place, side), self._styles(place, side)) for side in self.sides
        ]
        width = self.scrollable_content_region.width - 1  # one cell of air before the scrollbar
        laid = self._laid[place] = lay_out(parts, max(width, 20), sign, orders=self.app.is_web)
        return laid

    def _styles(self, place: int, language: Language) -> list[Styled]:
        styles: list[Styled] = []
        for mark in self._marks.get(place, ()):
            if mark.language is language:
                known = mark.concept.status is ConceptStatus.APPROVED
                style = f"{KNOWN if known else PROPOSED}{f' {AVOID}' if mark.avoid else ''}"
                is_here = place == self.cursor and mark == self.mark
                styles.append((mark.start, mark.end, f"{style} {HERE}" if is_here else style))
        if self._found and self._found[0] == place and self._found[2] is language:
            styles.append(self._found[1])
        chosen = self.selected
        if chosen and chosen.place == place and chosen.language is language:
            start, end = chosen.span
            styles.append((start, max(end, start + 1), HERE))
        return styles

    def _ask(self) -> None:
        sight = self._in_sight()
        missing = [place for place in sight if place not in self._marks]
        if missing:
            last = min(self.total, sight.stop + AHEAD)
            ahead = [place for place in range(sight.stop, last) if place not in self._marks]
            self.post_message(self.Wanted(missing + ahead))

    # The mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        at = self._character(event.x, event.y)
        if at is None:
            return
        place, language, offset = at
        mark = next(
            (
                each
                for each in self._marks.get(place, ())
                if each.language is language and each.start <= offset < each.end
            ),
            None,
        )
        self.go(place, mark)
        self.language = language
        self._anchor = at
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self.app.mouse_captured is not self:
            return
        at = self._character(event.x, event.y)
        place, language, anchor = self._anchor
        if at and at[:2] == (place, language) and at[2] != anchor:
            end = at[2] + 1 if at[2] >= anchor else at[2]
            self.select(Selected(place, language, anchor, end))

    def on_mouse_up(self) -> None:
        self.release_mouse()
        if self.selected:
            self.post_message(self.Dragged())

    def _character(self, x: int, y: int) -> tuple[int, Language, int] | None:
        at = self._at(y)
        if at is None or self.text is None:
            return None
        place, line = at
        on_line = [piece for piece in self._bead(place).pieces if piece.line == line]
        before = [piece for piece in on_line if piece.column <= x] or on_line
        if not before:
            return None
        piece = before[-1]
        text = self.text.text(place, piece.language)
        return place, piece.language, offset_at(text, piece, x)

    def moved(self, step: int, words: Sequence[int] = ()) -> None:
        """Move the end of the selection by characters, or by words that begin or end there."""
        if self.selected is None or self.text is None:
            return
        size = len(self.text.text(self.selected.place, self.selected.language))
        head = self.selected.head
        if not words:
            head += step
        elif step > 0:
            head = next((edge for edge in words if edge > head), size)
        else:
            head = next((edge for edge in reversed(words) if edge < head), 0)
        self.select(replace(self.selected, head=max(0, min(size, head))))
