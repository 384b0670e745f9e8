"""Runs of a Word document, split at single characters, with the marks of comments between them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
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
        cuts: dict[int, set[int]] = defaultdict(set)
        for anchor in anchors:
            if not anchor.note:
                (first, start), (last, end) = anchor.first, anchor.last
                cuts[first].add(start)
                cuts[last].add(end + 1)
        for element in sorted(cuts, reverse=True):
            self._cut(element, sorted(cuts[element], reverse=True))

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

    def _cut(self, element: int, offsets: Iterable[int]) -> None:
        """Have runs begin with characters of an element of text, or behind its last one.

        Args:
            offsets: of the characters, the last first, so that each character is copied once.
        """
        ((_, text),) = self._pieces[element]
        run, said = text.getparent(), text.text or ""
        if run is None or run is not _run_of(text) or len(text):
            return  # it is marked as a whole
        end, pieces = len(said), []
        for at in offsets:
            begin = text.getnext() if at >= len(said) else text
            if 0 < at < len(said):
                begin = text_like(text, said[at:end])
                text.addnext(begin)
                pieces.append((at, begin))
                end = at
            if begin is not None:
                _part(run, begin)
        if pieces:
            text.text = said[:end]
            text.set(_SPACE, "preserve")
        self._pieces[element] += reversed(pieces)

    def _mark_of(self, note: str) -> _Element | None:
        """The run with the mark of a note."""
        kind, _, key = note.partition(" ")
        for each in self._root.iter(f"{self._space}{kind.removeprefix('w:')}Reference"):
            if each.get(self._space + "id") == key:
                return _run_of(each)
        return None


def text_like(other: _Element, said: str) -> _Element:
    """An element of text that says something, with the attributes of another one."""
    made = other.makeelement(other.tag)
    for key, value in other.items():
        made.set(key, value)
    made.set(_SPACE, "preserve")
    made.text = said
    return made


def _part(run: _Element, begin: _Element) -> None:
    """Have a part of a run and what stands behind it be a run of its own, where more is before."""
    before = begin.getprevious()
    if before is None or (_named(before) == "w:rPr" and before.getprevious() is None):
        return
    new = run.makeelement(run.tag)
    for key, value in run.items():
        new.set(key, value)
    new.extend(deepcopy(each) for each in [run[0]] if _named(each) == "w:rPr")
    new.extend([begin, *begin.itersiblings()])
    run.addnext(new)


def _start(piece: tuple[int, _Element]) -> int:
    return piece[0]


def _run_of(element: _Element) -> _Element | None:
    """The run that marks can stand beside: outside of text boxes and phonetic guides."""
    runs = [each for each in element.iterancestors() if _named(each) == "w:r"]
    return runs[-1] if runs else None


def _named(element: _Element) -> str:
    return local(element.tag) if isinstance(element.tag, str) else ""
