"""A document opened beside one of its translations; reads the glossary, so off the event loop."""

from __future__ import annotations

from dataclasses import dataclass

from align.model import Language
from glossary.model import StoredDocument
from glossary.store import Glossary
from glossary.store.reading.documents import OpenText, open_text, partners
from tui.access import Access

Place = tuple[Language, int]


@dataclass(frozen=True, slots=True)
class OpenedText:
    """A text, and what can stand beside its original.

    Attributes:
        translations: the documents in use that the original is aligned with, its own among them.
        cursor: the bead to begin with; None for where the reader stands.
    """

    text: OpenText
    translations: tuple[StoredDocument, ...]
    cursor: int | None = None


def opened(access: Access, number: int, at: Place | None = None) -> OpenedText:
    """A document, with the translation that the reviewer wants where it has several.

    Args:
        at: a language and the index of a segment to begin with. The language may be that of a
            translation: then it is the one.

    Raises:
        NotFoundError: there is no such document.
        GlossaryError: it cannot be read.
    """
    with access.open_glossary() as glossary:
        offered = {each.language: each for each in reversed(partners(glossary, number))}
        wanted = at[0] if at and at[0] in offered else access.views.translation(list(offered))
        beside = offered.get(wanted) if wanted else None
        text = open_text(glossary, number, None if beside is None else beside.id)
        place = text.place_of(*at) if at else None
        return OpenedText(text, _translations(glossary, text), place or 0)


def again(access: Access, text: OpenText) -> OpenedText:
    """A text as it is stored now; errors as of `opened`."""
    with access.open_glossary() as glossary:
        return _beside(glossary, text, text.ids[-1], None)


def next_translation(access: Access, text: OpenText, place: int) -> OpenedText | None:
    """The original beside its next translation, at the same sentence; None where it has no other.

    Errors as of `opened`.
    """
    with access.open_glossary() as glossary:
        ids = [each.id for each in _translations(glossary, text)]
        if len(ids) < 2:
            return None
        at = ids.index(text.ids[1]) + 1 if text.ids[1] in ids else 0
        return _beside(glossary, text, ids[at % len(ids)], place)


def _beside(glossary: Glossary, text: OpenText, translation: int, place: int | None) -> OpenedText:
    found = open_text(glossary, text.ids[0], translation)
    cursor = None if place is None else _same(text, place, found)
    return OpenedText(found, _translations(glossary, found), cursor)


def _translations(glossary: Glossary, text: OpenText) -> tuple[StoredDocument, ...]:
    return partners(glossary, text.ids[0]) if text.is_aligned else ()


def _same(text: OpenText, place: int, other: OpenText) -> int:
    """The bead of another text that has the original's sentence at a place, or an earlier one."""
    original = text.languages[0]
    for earlier in range(place, -1, -1):
        for segment in text.segments(earlier, original):
            found = other.place_of(original, segment)
            if found is not None:
                return found
    return 0
