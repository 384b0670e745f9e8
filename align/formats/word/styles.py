"""What the styles of a Word document say of its text: hidden, raised, or a list of contents."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from align.formats.word.names import is_on, is_raised, value
from align.formats.word.package import Bounds, Target

#: Styles may be based on each other this many times; Word allows eleven.
_MOST_BASES = 32
_CONTENTS = re.compile(r"toc ?(?:\d|heading)|table of (?:figures|authorities)|toa heading", re.I)


@dataclass(slots=True)
class _Style:
    name: str = ""
    base: str = ""
    hidden: bool | None = None
    raised: bool | None = None


class Styles(Target):
    """The styles by their ids.

    Attributes:
        default: the id of the style of paragraphs that name none.
    """

    def __init__(self, bounds: Bounds) -> None:
        super().__init__(bounds)
        self.default = ""
        self._styles: dict[str, _Style] = {}
        self._open = _Style()

    def hides(self, style: str) -> bool:
        """Whether text of a paragraph or character style is hidden."""
        return self._says(style, lambda one: one.hidden)

    def raises(self, style: str) -> bool:
        """Whether text of a character style is raised."""
        return self._says(style, lambda one: one.raised)

    def _says(self, style: str, says: Callable[[_Style], bool | None]) -> bool:
        """What a style says, or else the one that it is based on."""
        for _ in range(_MOST_BASES):
            found = self._styles.get(style)
            if found is None:
                return False
            said = says(found)
            if said is not None:
                return said
            style = found.base
        return False

    def lists_contents(self, style: str) -> bool:
        """Whether a paragraph style is that of a table of contents."""
        found = self._styles.get(style)
        return _CONTENTS.fullmatch(found.name if found else style) is not None

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "w:style":
            style = value(attributes, "styleId")
            self._open = self._styles.setdefault(style, _Style())
            if value(attributes, "type") == "paragraph" and value(attributes, "default") == "1":
                self.default = style
        elif self.path[-2:-1] == ["w:style"]:
            if name == "w:name":
                self._open.name = value(attributes)
            elif name == "w:basedOn":
                self._open.base = value(attributes)
        elif self.path[-3:-1] == ["w:style", "w:rPr"]:
            if name == "w:vanish":
                self._open.hidden = is_on(attributes)
            elif name == "w:vertAlign":
                self._open.raised = is_raised(attributes)
