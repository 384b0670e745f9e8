"""The text of a Word document with the place of each character, for those who write into it."""

from __future__ import annotations

from collections.abc import Mapping

from align.formats.word.text import Text


class PlacedText(Text):
    """Collects the paragraphs of a part with the stretches of their text.

    All elements of text count, those that are left out too: number n is the n-th w:t of the part.
    """

    _element = -1
    _offset = 0

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "w:t":
            self._element += 1
            self._offset = 0
        super().begin(name, attributes)

    def characters(self, data: str) -> None:
        if self.path[-1] == "w:t":
            self._at = self._element, self._offset
            self._offset += len(data)
        super().characters(data)
        self._at = None
