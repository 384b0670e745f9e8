"""Words that are selected in a text, and what renders them; reads and counts, so off the loop."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from align.model import Document, Language
from align.normalise import normalised
from glossary.curating.selecting import rendering, trimmed
from glossary.model import Context, Side, StoredDocument
from glossary.store import Glossary
from glossary.store.reading.documents import OpenText, gap, open_text

AROUND = 40  #: beads on either side that words are counted in
Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Chosen:
    """Words of one side of a bead.

    Attributes:
        beside: the original with its other translations, as far as they were opened.
    """

    text: OpenText
    place: int
    language: Language
    span: tuple[int, int]
    beside: tuple[OpenText, ...] = ()

    @property
    def words(self) -> str:
        """What is selected, on one line."""
        whole = self.text.text(self.place, self.language)
        return " ".join(whole[slice(*self.span)].split())

    @property
    def is_original(self) -> bool:
        """Whether it stands in the original."""
        return self.language is self.text.languages[0]


def chosen_in(
    text: OpenText, place: int, language: Language, span: tuple[int, int]
) -> Chosen | None:
    """A selection without blanks and punctuation at its ends; None where nothing is left."""
    start, end = trimmed(text.text(place, language), *span)
    return Chosen(text, place, language, (start, end)) if start < end else None


def with_others(
    glossary: Glossary, chosen: Chosen, translations: Iterable[StoredDocument]
) -> Chosen:
    """A selection of the original, with the other translations of it opened.

    Args:
        translations: all that there are.

    Raises:
        GlossaryError: one cannot be read.
    """
    ids = chosen.text.ids
    others = [each.id for each in translations if each.id not in ids]
    if not chosen.is_original or not others:
        return chosen
    return replace(chosen, beside=tuple(open_text(glossary, ids[0], each) for each in others))


def documents_of(chosen: Chosen) -> list[Document]:
    """The stored documents, so that the entry's evidence points to them."""
    own = [side.document for side in chosen.text.sides]
    return own + [text.sides[1].document for text in chosen.beside]


def bead_of(chosen: Chosen) -> Context:
    """The bead of a selection as the context of an entry, with what is selected marked.

    What other translations have for the same sentences stands there too, a side a language.
    """
    text, place = chosen.text, chosen.place
    sides = [
        Side(
            language,
            text.text(place, language),
            (chosen.span,) if language is chosen.language else (),
            text.segments(place, language),
        )
        for language in text.languages
    ]
    own = text.segments(place, chosen.language)
    for other in chosen.beside:
        language = other.languages[1]
        at = other.place_of(chosen.language, own[0])
        is_new = all(side.language is not language for side in sides)
        if at is not None and is_new and other.segments(at, chosen.language) == own:
            segments = other.segments(at, language)
            sides.append(Side(language, other.text(at, language), (), segments))
    return Context(tuple(side for side in sides if side.text), text.document.source)


def proposed(chosen: Chosen) -> dict[Language, str]:
    """What renders a selection in each language, by the links between words; none where none is.

    Loads a model and takes a moment.

    Raises:
        EncoderError: the shipped encoder cannot be loaded.
    """
    spans = _in_document(chosen)
    segments = chosen.text.segments(chosen.place, chosen.language)
    found: dict[Language, str] = {}
    for text in (chosen.text, *chosen.beside):
        at = chosen.place if text is chosen.text else text.place_of(chosen.language, segments[0])
        language = next((each for each in text.languages if each is not chosen.language), None)
        if at is None or language is None or found.get(language):
            continue
        found[language] = _rendering(text, at, chosen.language, language, spans)
    return {language: words for language, words in found.items() if words}


def _rendering(text: OpenText, place: int, own: Language, other: Language, spans: Spans) -> str:
    bitext = text.bitext()
    assert bitext is not None
    near = [*range(max(0, place - AROUND), place), *range(place + 1, place + AROUND)]
    beads = [bitext.beads[place], *(bitext.beads[each] for each in near if each < len(text.beads))]
    found = rendering(bitext, beads, own, spans)
    said = bitext.side(other).document.text
    return gap(other).join(normalised(said[start:end]) for start, end in found)


def _in_document(chosen: Chosen) -> Spans:
    """The selection as characters of the document's text, one span a segment."""
    side = chosen.text.side(chosen.language)
    assert side is not None
    found, passed = [], 0
    start, end = chosen.span
    for index in chosen.text.segments(chosen.place, chosen.language):
        segment = side.segments[index]
        first, last = max(start - passed, 0), min(end - passed, len(segment.reading.text))
        if first < last:
            found.append(segment.place(first, last))
        passed += len(segment.reading.text) + len(gap(chosen.language))
    return found
