"""The text of a part of a Word document, as it stands when all tracked changes are accepted.

The XML is read as a stream: what is held is the text, not the elements.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from align.formats.word.blocks import NEW_PAGE, Block, Cell, Field, Paragraph, Spot, Table
from align.formats.word.names import (
    CHARACTERS,
    ELSEWHERE,
    LEFT_OUT,
    TAKEN_AWAY,
    is_on,
    is_raised,
    value,
)
from align.formats.word.package import Bounds, Target
from align.formats.word.styles import Styles
from align.formats.word.symbols import symbol

_CONTENTS = frozenset(["TOC", "TOA", "INDEX"])
_GALLERY = "Table of Contents"

#: How Word writes a phonetic guide in older documents: EQ \\o\\ad(\\s\\up 9(sound),base).
_GUIDE = re.compile(r"\\o(?:\\a[lrcd])?\s*\(\s*\\s\\up\s*\d*\s*\(.*?\)\s*[,;](.*)\)", re.S)


class Text(Target):
    """Collects the paragraphs of a part.

    Args:
        styles: of the document.
        notes: the paragraphs of each note, by its kind and id.
        fields: whether the instructions of fields are told from text; where a field has no end
            they cannot be.

    Attributes:
        root: the name of the outermost element.
        blocks: what was read.
        of_notes: the same of a part that holds notes, as the argument.
        has_open_fields: whether a field has no end, so that what follows it was taken for its own.
        elsewhere: how many files within the document were met, which are not read.
    """

    def __init__(
        self,
        styles: Styles,
        bounds: Bounds,
        notes: Mapping[str, list[str]],
        *,
        fields: bool = True,
    ) -> None:
        super().__init__(bounds)
        self.root = ""
        self.blocks: list[Block] = []
        self.of_notes: dict[str, list[str]] = {}
        self.has_open_fields = False
        self.elsewhere = 0
        self._styles = styles
        self._notes = dict(notes)
        self._tells_fields = fields
        self._skipped = 0  # the depth at which something is left out, or 0
        self._paragraphs: list[Paragraph] = []
        self._joined: list[Paragraph | None] = [None]  # by container, what runs on into the next
        self._fields: list[Field] = []
        self._hiding = 0  # fields whose instruction is being read, or that list contents
        self._tables: list[Table] = []
        self._count = 0
        self._chosen: list[bool] = []
        self._run_hidden: bool | None = None
        self._run_raised: bool | None = None
        self._run_style = ""
        self._marked = False  # the run holds a note's own mark
        self._note = ""
        self._at: Spot | None = None  # where what is written stands; see `placed`

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        self.root = self.root or name
        if self._skipped:
            return
        if name in LEFT_OUT or (name in TAKEN_AWAY and not self._is_mark()):
            self._skip()
        elif name in CHARACTERS:
            self._write(CHARACTERS[name])
        elif (handle := _STARTS.get(name)) is not None:
            handle(self, attributes)

    def finish(self, name: str) -> None:
        if self._skipped:
            if len(self.path) > self._skipped:
                return
            self._skipped = 0
        if (handle := _ENDS.get(name)) is not None:
            handle(self)

    def characters(self, data: str) -> None:
        if self._skipped:
            return
        name = self.path[-1]
        if name == "w:t" or (name == "t" and "oMath" in self.path):
            self._write(data.replace("\n", " "))
        elif name == "w:instrText" and self._fields and not self._fields[-1].in_result:
            self._fields[-1].instruction.write(data)

    def close(self) -> None:
        while self._paragraphs:
            self._end_paragraph()
        while len(self._joined) > 1:
            self._end_container()
        self._flush()
        self.has_open_fields |= bool(self._fields)

    # Skipping

    def _skip(self, above: int = 0) -> None:
        """Leave out the element that just began, or one around it."""
        self._skipped = len(self.path) - above

    def _is_mark(self) -> bool:
        """Whether the element says something of a paragraph mark, row or cell, not of text."""
        around = self.path[-2:-1]
        if self.path[-3:-1] == ["w:pPr", "w:rPr"] and self._paragraphs:
            self._paragraphs[-1].mark_gone = True
        elif around == ["w:trPr"]:
            self._skip(above=2)
        return around in (["w:rPr"], ["w:trPr"])

    def _start_cell_change(self, _: Mapping[str, str]) -> None:
        if self.path[-2:-1] == ["w:tcPr"]:
            self._skip(above=2)

    def _start_alternatives(self, _: Mapping[str, str]) -> None:
        self._chosen.append(False)

    def _end_alternatives(self) -> None:
        del self._chosen[-1:]

    def _start_alternative(self, _: Mapping[str, str]) -> None:
        """Of alternatives, which say the same in two ways, the first is read."""
        if self._chosen and self.path[-2:-1] == ["AlternateContent"]:
            if self._chosen[-1]:
                self._skip()
            self._chosen[-1] = True

    def _start_gallery(self, attributes: Mapping[str, str]) -> None:
        if value(attributes) == _GALLERY and "w:sdtPr" in self.path:
            self._skip_control()

    def _start_placeholder(self, attributes: Mapping[str, str]) -> None:
        if is_on(attributes):
            self._skip_control()

    def _skip_control(self) -> None:
        """Leave out the content control whose properties are being read."""
        place = len(self.path) - 1 - self.path[::-1].index("w:sdtPr")
        self._skip(above=len(self.path) - place)

    # Paragraphs and what they hold

    def _start_paragraph(self, _: Mapping[str, str]) -> None:
        paragraph = self._joined[-1] or Paragraph()
        self._joined[-1] = None
        paragraph.mark_gone = paragraph.lists_contents = False
        paragraph.style = self._styles.default
        self._paragraphs.append(paragraph)

    def _end_paragraph(self) -> None:
        if not self._paragraphs:
            return
        paragraph = self._paragraphs.pop()
        if paragraph.mark_gone:
            self._joined[-1] = paragraph
        else:
            self._emit(paragraph)

    def _emit(self, paragraph: Paragraph) -> None:
        cell = self._cell()
        own = "" if paragraph.lists_contents else paragraph.lines()
        blocks = [Block(own, cell, paragraph.places(own))] if own else []
        blocks += paragraph.inner
        for note in paragraph.notes:
            blocks += [Block(text, cell, (), note) for text in self._notes.pop(note, ())]
        self._put(blocks)

    def _put(self, blocks: list[Block]) -> None:
        (self._paragraphs[-1].inner if self._paragraphs else self.blocks).extend(blocks)

    def _flush(self) -> None:
        """The container ends: a paragraph that ran on has nothing to run on into."""
        paragraph, self._joined[-1] = self._joined[-1], None
        if paragraph is not None:
            self._emit(paragraph)

    def _start_container(self, _: Mapping[str, str]) -> None:
        self._joined.append(None)

    def _end_container(self) -> None:
        self._flush()
        if len(self._joined) > 1:
            self._joined.pop()

    def _start_style(self, attributes: Mapping[str, str]) -> None:
        if not self._paragraphs:
            return
        style = value(attributes)
        self._paragraphs[-1].style = style
        self._paragraphs[-1].lists_contents = self._styles.lists_contents(style)

    def _start_frame(self, attributes: Mapping[str, str]) -> None:
        """A letter set large at the beginning of a paragraph has a paragraph of its own."""
        if self._paragraphs and value(attributes, "dropCap") in ("drop", "margin"):
            self._paragraphs[-1].mark_gone = True

    def _start_break(self, attributes: Mapping[str, str]) -> None:
        self._write(NEW_PAGE if value(attributes, "type") in ("page", "column") else "\n")

    def _start_run(self, _: Mapping[str, str]) -> None:
        self._run_hidden, self._run_raised = None, None
        self._run_style, self._marked = "", False

    def _start_run_style(self, attributes: Mapping[str, str]) -> None:
        if "w:pPr" not in self.path[-3:]:
            self._run_style = value(attributes)

    def _start_vanish(self, attributes: Mapping[str, str]) -> None:
        if "w:pPr" not in self.path[-3:]:
            self._run_hidden = is_on(attributes)

    def _start_position(self, attributes: Mapping[str, str]) -> None:
        if "w:pPr" not in self.path[-3:]:
            self._run_raised = is_raised(attributes)

    def _is_hidden(self) -> bool:
        """Whether the run is; direct formatting decides, then the two styles against each other."""
        if self._run_hidden is not None:
            return self._run_hidden
        of_run = bool(self._run_style) and self._styles.hides(self._run_style)
        return of_run != self._styles.hides(self._paragraphs[-1].style)

    def _is_raised(self) -> bool:
        if self._run_raised is not None:
            return self._run_raised
        return bool(self._run_style) and self._styles.raises(self._run_style)

    def _write(self, text: str) -> None:
        if self._paragraphs and self._is_shown() and not self._is_hidden():
            self._paragraphs[-1].write(text, is_raised=self._is_raised(), at=self._at)

    def _is_shown(self) -> bool:
        """Whether what stands here is no instruction, table of contents or mark of a note."""
        return not (self._hiding or self._marked)

    def _start_symbol(self, attributes: Mapping[str, str]) -> None:
        self._write(symbol(value(attributes, "font"), value(attributes, "char")))

    # Notes

    def _start_reference(self, attributes: Mapping[str, str]) -> None:
        if self._paragraphs and self._is_shown() and not self._is_hidden():
            kind = self.path[-1].removesuffix("Reference")
            self._paragraphs[-1].notes.append(f"{kind} {value(attributes, 'id')}")
        if value(attributes, "customMarkFollows") not in ("", "0", "false"):
            self._marked = True

    def _start_note(self, attributes: Mapping[str, str]) -> None:
        if value(attributes, "type") in ("", "normal"):
            self._start_container(attributes)
            self._note = f"{self.path[-1]} {value(attributes, 'id')}"
        else:
            self._skip()

    def _end_note(self) -> None:
        self._end_container()
        self.of_notes[self._note] = [block.text for block in self.blocks if block.text]
        self.blocks.clear()
        self.has_open_fields |= bool(self._fields)
        self._fields.clear()
        self._hiding = 0

    # Fields

    def _start_simple_field(self, attributes: Mapping[str, str]) -> None:
        if _first_word(value(attributes, "instr")) in _CONTENTS:
            self._skip()

    def _start_field_mark(self, attributes: Mapping[str, str]) -> None:
        kind = value(attributes, "fldCharType")
        if self._tells_fields and kind == "begin":
            self._fields.append(Field())
            self._hiding += 1
        elif self._fields and kind == "separate":
            found = self._fields[-1]
            lists_contents = _first_word(found.instruction.getvalue()) in _CONTENTS
            if not (found.in_result or lists_contents):
                self._hiding -= 1
                found.is_shown = True
            found.in_result = True
        elif self._fields and kind == "end":
            ended = self._fields.pop()
            self._hiding -= not ended.is_shown
            instruction = ended.instruction.getvalue()
            if not ended.in_result and (guide := _GUIDE.search(instruction)):
                self._write(guide[1])

    # Tables

    def _start_table(self, _: Mapping[str, str]) -> None:
        self._flush()
        self._tables.append(Table(self._count))
        self._count += 1

    def _end_table(self) -> None:
        if self._tables:
            self._tables.pop()

    def _start_row(self, _: Mapping[str, str]) -> None:
        if self._tables:
            table = self._tables[-1]
            table.row, table.column, table.span = table.row + 1, -1, 1

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        self._start_container(attributes)
        if self._tables:
            table = self._tables[-1]
            table.column, table.span = table.column + table.span, 1
            self._put([Block("", self._cell())])

    def _start_span(self, attributes: Mapping[str, str]) -> None:
        number = value(attributes)
        if self._tables and number.isascii() and number.isdigit():
            table = self._tables[-1]
            table.span = max(1, min(int(number[:3]), _WIDEST))
            for further in range(1, table.span):
                self._put([Block("", Cell(table.number, table.row, table.column + further))])

    def _cell(self) -> Cell | None:
        if not self._tables or self._tables[-1].column < 0:
            return None
        table = self._tables[-1]
        return Cell(table.number, table.row, table.column)

    def _start_elsewhere(self, _: Mapping[str, str]) -> None:
        self.elsewhere += 1


#: Columns of a table that a cell may span; Word allows 63.
_WIDEST = 64

_STARTS: dict[str, Callable[[Text, Mapping[str, str]], None]] = {
    "w:p": Text._start_paragraph,
    "w:pStyle": Text._start_style,
    "w:r": Text._start_run,
    "w:rStyle": Text._start_run_style,
    "w:vanish": Text._start_vanish,
    "w:vertAlign": Text._start_position,
    "w:br": Text._start_break,
    "w:framePr": Text._start_frame,
    "w:sym": Text._start_symbol,
    "w:footnoteReference": Text._start_reference,
    "w:endnoteReference": Text._start_reference,
    "w:footnote": Text._start_note,
    "w:endnote": Text._start_note,
    "w:fldSimple": Text._start_simple_field,
    "w:fldChar": Text._start_field_mark,
    "w:tbl": Text._start_table,
    "w:tr": Text._start_row,
    "w:tc": Text._start_cell,
    "w:gridSpan": Text._start_span,
    "w:cellDel": Text._start_cell_change,
    "w:txbxContent": Text._start_container,
    "w:docPartGallery": Text._start_gallery,
    "w:showingPlcHdr": Text._start_placeholder,
    "AlternateContent": Text._start_alternatives,
    "Choice": Text._start_alternative,
    "Fallback": Text._start_alternative,
    **dict.fromkeys(ELSEWHERE, Text._start_elsewhere),
}

_ENDS: dict[str, Callable[[Text], None]] = {
    "w:p": Text._end_paragraph,
    "w:tbl": Text._end_table,
    "w:tc": Text._end_container,
    "w:txbxContent": Text._end_container,
    "w:footnote": Text._end_note,
    "w:endnote": Text._end_note,
    "AlternateContent": Text._end_alternatives,
}


def _first_word(instruction: str) -> str:
    return next(iter(instruction.split(maxsplit=1)), "").upper()
