"""English lists of members by rules, which are surer than the model where they find one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from types import ModuleType

from align.model import Language, SegmentedDocument
from glossary.formulas import english_lists, english_runs
from glossary.formulas.corpus import Corpus
from glossary.formulas.find import parse
from glossary.formulas.listing import LONGEST, Listing
from glossary.formulas.model import Formula
from glossary.model import Definition, Occurrence, Origin

#: How far a list may stand from the formula to be near it, in segments.
_NEAR = 3
#: Occurrences that are looked around.
_MOST = 200
#: Characters around an occurrence, or a counted word, in which a list is looked for.
_WINDOW = 700
#: Characters of a neighbouring segment that are looked through.
_LONG = 5000
#: What it adds to a list's score that each item holds the counted word.
_SHARED = 0.2
#: Score below which a list is no answer.
_LEAST = 0.6
#: Score from which on lists elsewhere are not looked for.
_SURE = 0.85


def members(
    form: str,
    language: Language,
    documents: Sequence[SegmentedDocument] | Corpus,
    occurrences: Sequence[Occurrence],
) -> Definition | None:
    """The list of exactly as many members as the formula `form` counts, or None.

    Lists are looked for next to each occurrence (after "namely", a colon, in parentheses; before
    it in apposition), then as enumerations or runs of items that share the counted word in
    the same and neighbouring segments, then by the shared word in all documents. The text of the
    definition is the verbatim span of one segment, from the first member to the last.
    """
    formula = parse(form, language)
    if formula is None:
        return None
    found = _candidates(formula, Corpus.of(documents), occurrences[:_MOST])
    best = max(found, key=lambda f: f.score, default=None)
    if best is None or best.score < _LEAST:
        return None
    text = best.document.segments[best.segment].reading.text
    return Definition(
        language=language,
        text=text[best.listing.start : best.listing.end],
        source=best.document.document.source,
        segment=best.segment,
        start=best.listing.start,
        end=best.listing.end,
        origin=Origin.CONTEXT,
        members=tuple(" ".join(member.split()) for member in best.members),
        score=round(min(best.score, 1.0), 3),
    )


@dataclass(frozen=True, slots=True)
class _Search:
    """The search for one formula's members: modules for lists by their cues and by their build."""

    formula: Formula
    cues: ModuleType
    runs: ModuleType

    def around(self, document: SegmentedDocument, place: Occurrence) -> Iterator[_Found]:
        """Lists in the segment of an occurrence and in those near it."""
        here = document.segments[place.segment].reading.text
        cues, runs, formula = self.cues, self.runs, self.formula
        low, high = max(0, place.start - _WINDOW), min(len(here), place.end + _WINDOW)
        found = self._sound(document, place.segment)
        yield from found(cues.after(here, place.end, formula), 1.0)
        yield from found(cues.before(here, place.start, formula), 1.0)
        yield from found(runs.shared(here, low, place.start, formula), 1.0)
        yield from found(runs.shared(here, place.end, high, formula), 1.0)
        yield from self._next(document, place)
        yield from self._previous(document, place)
        for step in range(-_NEAR, _NEAR + 1):
            index = place.segment + step
            if step and 0 <= index < len(document.segments):
                near = document.segments[index].reading.text[:_LONG]
                shared = runs.shared(near, 0, len(near), formula)
                yield from self._sound(document, index)(shared, 1.0 - 0.02 * abs(step))

    def _next(self, document: SegmentedDocument, place: Occurrence) -> Iterator[_Found]:
        index = place.segment + 1
        if index < len(document.segments):
            text = document.segments[index].reading.text
            yield from self._sound(document, index)(self.cues.opening(text, self.formula), 1.0)
            yield from self._over_segments(document, place)

    def _over_segments(self, document: SegmentedDocument, place: Occurrence) -> Iterator[_Found]:
        """Marked items that begin after the formula and may run on over several segments."""
        first = place.segment
        following = document.segments[first : first + self.formula.count + _NEAR]
        texts = [segment.reading.text[:_LONG] for segment in following]
        texts[0] = texts[0][place.end : place.end + _WINDOW]
        starts = [0]
        for text in texts[:-1]:
            starts.append(starts[-1] + len(text) + 1)
        joined = "\n".join(texts)
        for listing in self.runs.enumerated(joined, 0, len(joined), self.formula):
            if not _sound(joined, listing, self.formula):
                continue
            index = bisect_right(starts, listing.start) - 1
            shift = place.end - starts[index] if index == 0 else -starts[index]
            inside = [
                item for item in listing.items if item[1] <= starts[index] + len(texts[index])
            ]
            moved = tuple((a + shift, b + shift) for a, b in inside)
            if moved and moved[-1][1] - listing.start - shift <= LONGEST:
                items = tuple(joined[slice(*item)] for item in listing.items)
                own = Listing(moved, listing.score, listing.start + shift)
                shared = _SHARED if self.runs.share_heads(items, self.formula) else 0.0
                score = (listing.score + shared) * 0.98
                yield _Found(document, first + index, own, score, items)

    def _previous(self, document: SegmentedDocument, place: Occurrence) -> Iterator[_Found]:
        here = document.segments[place.segment].reading.text
        index = place.segment - 1
        if index >= 0 and self.cues.is_anaphor(here, place.start):
            text = document.segments[index].reading.text
            found = self._sound(document, index)
            yield from found(self.cues.closing(text, self.formula), 1.0)
            start = max(0, len(text) - _WINDOW)
            yield from found(self.runs.enumerated(text, start, len(text), self.formula), 0.95)

    def elsewhere(self, corpus: Corpus) -> Iterator[_Found]:
        """Lists anywhere whose items share the counted word."""
        words = self.runs.search_words(self.formula)
        if not words:
            return
        for document, index in corpus.holding(self.formula.language, words, self.formula.count):
            text = document.segments[index].reading.text[:_LONG]
            shared = self.runs.shared(text, 0, len(text), self.formula)
            yield from self._sound(document, index)(shared, 0.85)

    def _sound(
        self, document: SegmentedDocument, index: int
    ) -> Callable[[Iterator[Listing], float], Iterator[_Found]]:
        """What keeps the sound ones of the lists found in a segment."""
        text = document.segments[index].reading.text
        share = self.runs.share_heads

        def keep(found: Iterator[Listing], factor: float) -> Iterator[_Found]:
            for listing in found:
                if listing.length <= LONGEST and _sound(text, listing, self.formula):
                    items = tuple(text[slice(*item)] for item in listing.items)
                    score = listing.score + (_SHARED if share(items, self.formula) else 0.0)
                    yield _Found(document, index, listing, score * factor, items)

        return keep


@dataclass(frozen=True, slots=True)
class _Found:
    """A list that may spell the formula out, where it stands and how sure it is.

    `listing` is what of it stands in that one segment; `members` are all, where marked items run
    on over several segments.
    """

    document: SegmentedDocument
    segment: int
    listing: Listing
    score: float
    members: tuple[str, ...]


def _candidates(
    formula: Formula, corpus: Corpus, occurrences: Sequence[Occurrence]
) -> Iterator[_Found]:
    search = _Search(formula, english_lists, english_runs)
    by_source = corpus.by_source(formula.language)
    sure = False
    for place in occurrences:
        document = by_source.get(place.document)
        if document is not None and place.segment < len(document.segments):
            for found in search.around(document, place):
                sure = sure or found.score >= _SURE
                yield found
    if not sure:
        yield from search.elsewhere(corpus)


def _sound(text: str, listing: Listing, formula: Formula) -> bool:
    """Whether the items are as many as counted, in order, none empty, none the formula."""
    items = [text[slice(*item)] for item in listing.items]
    return (
        len(items) == formula.count
        and all(item.strip() for item in items)
        and all(a[1] <= b[0] for a, b in zip(listing.items, listing.items[1:], strict=False))
        and not any(parse(item, formula.language) == formula for item in items)
        and len({item.lower() for item in items}) == len(items)
    )
