"""Runs of a Word document, split at single characters, with the marks of comments between them."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable
from copy import deepcopy
from typing import TYPE_CHECKING

from align.formats.word.blocks import Spot
from align.formats.word.names import local
from align.xml_safe import XML
from exports.word.places import Anchor

if TYPE_CHECKING:
    from lxml.etree import _Element

_SPACE = f"{{{XML}}}space"


class Runs:
    """The runs of a part.

    Args:
        root: its outermost element, which is changed.
    """

    def __init__(self, root: _Element) -> None:
        self._root = root
        self._space = str(root.tag).rpartition("}")[0] + "}"
        texts = [each for each in root.iter() if _named(each) == "w:t"]
        #: Of each element of text: where its pieces begin, in that order, and these.
        self._pieces = [[(0, text)] for text in texts]

    def split(self, anchors: Iterable[Anchor]) -> None:
        """Split the runs where comments begin and end; to be done before any is set."""
        for anchor in anchors:
            if not anchor.note:
                self._cut(anchor.first)
                element, offset = anchor.last
                self._cut((element, offset + 1))

    def set(self, number: int, anchor: Anchor) -> bool:
        """Set the marks of a comment; whether the document has the place.

        What stands in a text box or under a phonetic guide has its marks around all of that.
        """
        if anchor.note:
            run = self._mark_of(anchor.note)
            first = last = run
        else:
            first, last = (self._run(spot) for spot in (anchor.first, anchor.last))
        if first is None or last is None:
            return False
        first.addprevious(self._made("commentRangeStart", number))
        end, mark = self._made("commentRangeEnd", number), self._root.makeelement(self._space + "r")
        mark.append(self._made("commentReference", number))
        last.addnext(end)
        end.addnext(mark)
        return True

    def _made(self, name: str, number: int) -> _Element:
        return self._root.makeelement(self._space + name, {self._space + "id": str(number)})

    def _piece(self, spot: Spot) -> tuple[int, _Element]:
        """The piece of an element of text that a character stands in, and where it begins."""
        element, offset = spot
        pieces = self._pieces[element]
        return pieces[bisect_right(pieces, offset, key=_start) - 1]

    def _run(self, spot: Spot) -> _Element | None:
        return _run_of(self._piece(spot)[1])

    def _cut(self, spot: Spot) -> None:
        """Have a run begin with a character, or behind the last one of its element."""
        start, text = self._piece(spot)
        run, at = text.getparent(), spot[1] - start
        if run is None or run is not _run_of(text) or len(text):
            return  # it is marked as a whole
        said = text.text or ""
        if 0 < at < len(said):
            rest = deepcopy(text)
            text.text, rest.text = said[:at], said[at:]
            for each in (text, rest):
                each.set(_SPACE, "preserve")
            text.addnext(rest)
            insort(self._pieces[spot[0]], (spot[1], rest), key=_start)
            text = rest
        behind = [*text.itersiblings()] if at >= len(said) else [text, *text.itersiblings()]
        kept = run.index(behind[0]) if behind else len(run)
        if not behind or all(_named(each) == "w:rPr" for each in [*run][:kept]):
            return
        new = run.makeelement(run.tag)
        for key, value in run.items():
            new.set(key, value)
        new.extend(deepcopy(each) for each in [*run][:1] if _named(each) == "w:rPr")
        new.extend(behind)
        run.addnext(new)

    def _mark_of(self, note: str) -> _Element | None:
        """The run with the mark of a note."""
        kind, _, key = note.partition(" ")
        for each in self._root.iter(f"{self._space}{kind.removeprefix('w:')}Reference"):
            if each.get(self._space + "id") == key:
                return _run_of(each)
        return None


def _start(piece: tuple[int, _Element]) -> int:
    return piece[0]


def _run_of(element: _Element) -> _Element | None:
    """The run that marks can stand beside: outside of text boxes and phonetic guides."""
    runs = [each for each in element.iterancestors() if _named(each) == "w:r"]
    return runs[-1] if runs else None


def _named(element: _Element) -> str:
    return local(element.tag) if isinstance(element.tag, str) else ""
