"""Renderings that the glossary says not to use."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from align.model import Language, SegmentedDocument
from glossary.check.model import Finding, Places, Rule, sentences_of
from glossary.check.reading import ReadPair
from glossary.check.uses import marks_of
from glossary.marking.annotate import Annotator, Mark
from glossary.model import Sense, in_language


def avoided_in_pair(pair: ReadPair, annotator: Annotator) -> Iterator[tuple[int, Finding]]:
    """Renderings to avoid where the source has the term, with the indices of their beads."""
    ours, theirs = pair.places()
    for index, bead in enumerate(pair.beads):
        said = list(marks_of(pair, bead, annotator, pair.translated))
        if not any(sense.avoid for _, mark in said for sense in mark.senses):
            continue
        source = {
            sense.concept.id: (segment, mark)
            for segment, mark in marks_of(pair, bead, annotator, pair.original)
            for sense in mark.senses
        }
        for segment, mark in said:
            sense = _avoided(mark, source.keys(), pair.original)
            if sense is None:
                continue
            at = source.get(sense.concept.id)
            origin = ours.at(at[0], at[1].start, at[1].end) if at else None
            term = ours.text(at[1].start, at[1].end) if at else _expected(sense)
            yield (
                index,
                Finding(
                    rule=Rule.AVOIDED,
                    term=term,
                    stands=theirs.text(mark.start, mark.end),
                    expected=(_expected(sense),) if sense.instead else (),
                    why=_why(sense),
                    places=(theirs.at(segment, mark.start, mark.end),),
                    origin=origin,
                    sentences=pair.sentences(bead),
                    concept=sense.concept.id,
                ),
            )


def avoided_alone(
    document: SegmentedDocument, annotator: Annotator, places: Places
) -> Iterator[Finding]:
    """Renderings to avoid in a text whose source is not at hand."""
    for number, segment in enumerate(document.segments):
        for mark in annotator.marks(segment.reading.text, document.language):
            if mark.language is not document.language or not all(s.avoid for s in mark.senses):
                continue
            sense = mark.senses[0]
            start, end = segment.place(mark.start, mark.end)
            yield Finding(
                rule=Rule.AVOIDED,
                term=_expected(sense) or sense.term.text,
                stands=places.text(start, end),
                expected=(_expected(sense),) if sense.instead else (),
                why=_why(sense),
                places=(places.at(number, start, end),),
                sentences=sentences_of(segment.reading.text),
                concept=sense.concept.id,
            )


def _avoided(mark: Mark, source: Collection[str], language: Language) -> Sense | None:
    """The sense of a rendering to avoid whose term the source has; None where it may be right.

    Args:
        language: of the source.
    """
    here = [sense for sense in mark.senses if _may_be(sense, source, language)]
    if not here or any(not sense.avoid for sense in here):
        return None
    return here[0]


def _may_be(sense: Sense, source: Collection[str], language: Language) -> bool:
    """Whether the source has the concept, or nobody knows what it is called there."""
    return sense.concept.id in source or not in_language(sense.concept.terms, language)


def _expected(sense: Sense) -> str:
    return sense.instead.text if sense.instead else ""


def _why(sense: Sense) -> str:
    note = f" ({sense.term.note})" if sense.term.note else ""
    return f"the glossary marks “{sense.term.text}” as {sense.term.status}{note}"
