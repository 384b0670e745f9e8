"""The members that a numeric formula counts, drawn from the texts it stands in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from align.model import Language, SegmentedDocument
from glossary.formulas import chinese_lists, english_lists
from glossary.formulas.find import parse
from glossary.formulas.listing import LONGEST, Listing
from glossary.formulas.model import Formula
from glossary.model import Definition, Occurrence, Origin

#: How far a list may stand from the formula to be near it, in segments.
_NEAR = 3
#: Occurrences that are looked around; a formula used a thousand times is spelled out at one of them.
_MOST = 200
#: Characters around an occurrence, or a counted word, in which a list is looked for.
_WINDOW = 700


def members(
    form: str,
    language: Language,
    documents: Sequence[SegmentedDocument],
    occurrences: Sequence[Occurrence],
) -> Definition | None:
    """The list of exactly as many members as the formula `form` counts, or None.

    Lists are looked for next to each occurrence (after 即, 是指, "namely", a colon, in parentheses;
    before it in apposition), then as enumerations or runs of items that share the counted word in
    the same and neighbouring segments, then by the shared word in all documents. The text of the
    definition is the verbatim span of one segment, from the first member to the last.
    """
    formula = parse(form, language)
    if formula is None:
        return None
    by_source = {d.document.source: d for d in documents if d.language is language}
    best: tuple[float, Occurrence, Listing] | None = None
    for place, listing, score in _candidates(formula, by_source, occurrences[:_MOST]):
        if best is None or score > best[0]:
            best = (score, place, listing)
    if best is None:
        return None
    score, place, listing = best
    text = by_source[place.document].segments[place.segment].text
    return Definition(
        language=language,
        text=text[listing.start : listing.end],
        source=place.document,
        segment=place.segment,
        start=listing.start,
        end=listing.end,
        origin=Origin.CONTEXT,
        members=tuple(_item(text, item, language) for item in listing.items),
        score=round(score, 3),
    )


def _item(text: str, span: tuple[int, int], language: Language) -> str:
    words = " ".join(text[slice(*span)].split())
    return words if language is Language.EN else words.strip('“”‘’"「」『』')


Found = tuple[Occurrence, Listing, float]


def _candidates(
    formula: Formula, by_source: dict[str, SegmentedDocument], occurrences: Sequence[Occurrence]
) -> Iterator[Found]:
    lists = chinese_lists if formula.language is Language.ZH else english_lists
    sure = False
    for place in occurrences:
        document = by_source.get(place.document)
        if document is None or place.segment >= len(document.segments):
            continue
        for found in _around(formula, document, place, lists):
            sure = sure or found[2] >= 0.8
            yield found
    if not sure:
        yield from _elsewhere(formula, by_source, lists)


def _around(
    formula: Formula, document: SegmentedDocument, place: Occurrence, lists: object
) -> Iterator[Found]:
    assert lists is chinese_lists or lists is english_lists
    segments = document.segments
    text = segments[place.segment].text
    source = document.document.source

    def at(index: int, found: Iterator[Listing], factor: float) -> Iterator[Found]:
        for listing in found:
            if listing.length <= LONGEST and _sound(segments[index].text, listing, formula):
                yield (
                    Occurrence(source, index, listing.start, listing.end),
                    listing,
                    (listing.score * factor),
                )

    yield from at(place.segment, lists.after(text, place.end, formula), 1.0)
    yield from at(place.segment, lists.before(text, place.start, formula), 1.0)
    low, high = max(0, place.start - _WINDOW), min(len(text), place.end + _WINDOW)
    yield from at(place.segment, lists.enumerated(text, place.end, high, formula), 0.95)
    yield from at(place.segment, lists.shared(text, low, place.start, formula), 1.0)
    yield from at(place.segment, lists.shared(text, place.end, high, formula), 1.0)
    if place.segment + 1 < len(segments):
        following = segments[place.segment + 1].text
        yield from at(place.segment + 1, lists.opening(following, formula), 1.0)
        yield from at(
            place.segment + 1,
            lists.enumerated(following, 0, min(len(following), _WINDOW), formula),
            0.9,
        )
    if place.segment and lists.is_anaphor(text, place.start):
        previous = segments[place.segment - 1].text
        yield from at(place.segment - 1, lists.closing(previous, formula), 1.0)
        yield from at(
            place.segment - 1,
            lists.enumerated(previous, max(0, len(previous) - _WINDOW), len(previous), formula),
            0.95,
        )
    for step in range(-_NEAR, _NEAR + 1):
        index = place.segment + step
        if step and 0 <= index < len(segments):
            near = segments[index].text[:5000]
            yield from at(index, lists.shared(near, 0, len(near), formula), 1.0 - 0.02 * abs(step))


def _elsewhere(
    formula: Formula, by_source: dict[str, SegmentedDocument], lists: object
) -> Iterator[Found]:
    """Lists anywhere whose items share the counted word."""
    assert lists is chinese_lists or lists is english_lists
    words = tuple(dict.fromkeys(lists.search_words(formula)))
    if not words or len(formula.heads) < 2:
        return
    for source, document in by_source.items():
        for index, segment in enumerate(document.segments):
            if sum(segment.text.count(word) for word in words) < formula.count:
                continue
            text = segment.text[:5000]
            for listing in lists.shared(text, 0, len(text), formula):
                if listing.length <= LONGEST and _sound(text, listing, formula):
                    place = Occurrence(source, index, listing.start, listing.end)
                    yield place, listing, listing.score * 0.85


def _sound(text: str, listing: Listing, formula: Formula) -> bool:
    """Whether the items are as many as counted, in order, none empty and none the formula itself."""
    items = [text[slice(*item)] for item in listing.items]
    return (
        len(items) == formula.count
        and all(item.strip() for item in items)
        and all(a[1] <= b[0] for a, b in zip(listing.items, listing.items[1:], strict=False))
        and not any(parse(item, formula.language) == formula for item in items)
        and len({item.lower() for item in items}) == len(items)
    )
