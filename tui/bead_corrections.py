"""Beads put right by the reviewer, apart from any widget: what can be done, and undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from align.errors import InputError
from align.model import Bead, Language
from glossary.curating.correcting import joined, moved_down, moved_up
from glossary.store.changing.aligning import correct_beads
from glossary.store.reading.documents import OpenText
from tui.access import Access
from tui.store_thread import outlasting


@dataclass(frozen=True, slots=True)
class Correction:
    """Beads put in the place of others, at a bead of the text as it was before."""

    old: tuple[Bead, ...]
    new: tuple[Bead, ...]
    place: int


class BeadCorrections:
    """Corrects the beads of texts through the store thread, one correction at a time.

    Attributes:
        changed: whether any correction was stored.
    """

    def __init__(self, access: Access) -> None:
        self._access = access
        self._done: list[tuple[tuple[int, ...], Correction]] = []  # with the ids of the texts
        self._busy = False
        self.changed = False

    def join(self, text: OpenText, place: int) -> Correction:
        """A bead and the next as one.

        Raises:
            InputError: there is none, or the beads of this text cannot be corrected now.
        """
        pair = self._pair(text, place)
        return Correction(pair, (joined(*pair),), place)

    def shift(self, text: OpenText, place: int, language: Language, step: int) -> Correction:
        """The last sentence of a bead in a language to the next, or its first to the one before.

        Raises:
            InputError: there is no such sentence or bead, or as for `join`.
        """
        if step > 0:
            pair = self._pair(text, place)
            return Correction(pair, moved_down(*pair, language, text.languages[0]), place)
        pair = self._pair(text, place - 1)
        return Correction(pair, moved_up(*pair, language, text.languages[0]), place)

    def to_split(self, text: OpenText, place: int) -> Bead:
        """The bead at a place, if it can be split.

        Raises:
            InputError: it is a single sentence, or as for `join`.
        """
        self._require_ready(text)
        bead = text.beads[place].bead
        if len(bead.source) + len(bead.target) < 2:
            raise InputError("this bead is a single sentence", "choose one of several")
        return bead

    async def store(self, text: OpenText, correction: Correction) -> OpenText:
        """Store a correction; returned is the text as it is then.

        Raises:
            ConflictError: somebody else has changed these beads; nothing was stored.
            GlossaryError: it cannot be written.
        """
        after = await self._write(text, correction, "")
        self._done.append((text.ids, correction))
        return after

    async def undo(self, text: OpenText) -> tuple[OpenText, int]:
        """Take the last correction of a text back; returned are the text and the place of it.

        Raises:
            InputError: nothing was corrected.
            ConflictError, GlossaryError: as for `store`; it can be tried again.
        """
        self._require_ready(text)
        own = [correction for ids, correction in self._done if ids == text.ids]
        if not own:
            raise InputError("no bead was corrected here", "")
        last = own[-1]
        after = await self._write(text, replace(last, old=last.new, new=last.old), "undo")
        self._done.remove((text.ids, last))
        return after, last.place

    async def _write(self, text: OpenText, correction: Correction, why: str) -> OpenText:
        old, new = correction.old, correction.new
        self._busy = True
        try:
            saved = self._access.store.submit(
                lambda glossary: correct_beads(
                    glossary, text.ids, old, new, who=self._access.reviewer, why=why
                )
            )
            # Leaving the screen must not cancel what is queued.
            alignment = await outlasting(saved)
        finally:
            self._busy = False
        self.changed = True
        return replace(text, beads=alignment.beads)

    def _pair(self, text: OpenText, first: int) -> tuple[Bead, Bead]:
        self._require_ready(text)
        if not 0 <= first < len(text.beads) - 1:
            raise InputError("there is no bead beside it", "choose another")
        return text.beads[first].bead, text.beads[first + 1].bead

    def _require_ready(self, text: OpenText) -> None:
        if not text.is_aligned:
            raise InputError("this document stands alone and has no beads", "add it as a pair")
        if self._busy:
            raise InputError("the last correction is still being saved", "try again in a moment")


def split(bead: Bead, halves: Sequence[Bead], place: int) -> Correction:
    """A bead in two."""
    return Correction((bead,), tuple(halves), place)
