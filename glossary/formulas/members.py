"""The members that a numeric formula counts, drawn from the texts it stands in.

Lists of as many items are found generously (`lists`), and a log-linear model (`evidence`) says how
likely each is the one that the formula means, against the chance that the passage does not list
its members at all. bench/facts.py fits it.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from itertools import islice

from align.model import Language, SegmentedDocument
from glossary.formulas.corpus import Corpus
from glossary.formulas.evidence import Around
from glossary.formulas.find import asked
from glossary.formulas.listing import Build, Listing
from glossary.formulas.lists import listings
from glossary.formulas.model import Formula
from glossary.formulas.passage import Passage
from glossary.model import Definition, Occurrence, Origin

LONGEST = 300  #: characters of a definition
#: Occurrences that are looked around: each costs 30 ms, and who spells a formula out does so early.
_MOST_NEAR = 10
#: Segments elsewhere that are looked into.
_MOST = 30
#: Segments before an occurrence that are read, and characters after it.
_BEFORE, _AFTER = 4, 2500
#: Characters of the longest sentences in which a list is looked for: a text without marks is one
#: sentence, whatever its size, and nobody spells a formula out in it.
_LONGEST_SENTENCE = 5_000
#: From more members on a single character that all share tells a list.
_FEW = 2
#: How sure one is of a list elsewhere that only shares the counted word.
_ELSEWHERE = 0.9


@dataclass(frozen=True, slots=True)
class Weights:
    """A fitted model.

    Attributes:
        by_name: what each feature adds to the log odds of a list against no list.
        least: how likely it must be that a passage lists the members.
        share: how likely the best list must be, for the same list may be cut in several ways.
    """

    by_name: Mapping[str, float]
    least: float
    share: float

    def odds(self, features: Mapping[str, float]) -> float:
        """The log odds of a list against none."""
        return sum(self.by_name.get(name, 0.0) * value for name, value in features.items())


@cache
def shipped() -> Weights:
    """The model that ships with the program."""
    text = resources.files("glossary").joinpath("weights", "members.json").read_text("utf-8")
    data = json.loads(text)
    return Weights(data["weights"], float(data["least"]), float(data["share"]))


@dataclass(frozen=True, slots=True)
class Judged:
    """The likeliest list of members around a formula.

    Attributes:
        around: the formula where it stands.
        listing: of all lists that say the same the likeliest.
        said: the members as they are read.
        share: how likely they are right.
        score: how likely the passage lists members at all.
    """

    around: Around
    listing: Listing
    said: tuple[str, ...]
    share: float
    score: float


def members(
    form: str,
    language: Language,
    documents: Sequence[SegmentedDocument] | Corpus,
    occurrences: Sequence[Occurrence],
) -> Definition | None:
    """The list of exactly as many members as the formula `form` counts, or None.

    Lists are looked for around each occurrence and, where there is none, in all documents by the
    counted word that their items share. The text of the definition is a verbatim span of one
    segment, from the first member to the last, or as much of it as a definition may hold.
    """
    where = where_listed(form, language, documents, occurrences)
    return listed(where) if where is not None else None


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Neighbouring segments of a document.

    Attributes:
        document: with these segments alone, and without its text.
        first: the index of the first of them in the whole document.
        place: where the formula stands, by their own indices; None where it does not.
    """

    document: SegmentedDocument
    first: int
    place: Occurrence | None = None

    @classmethod
    def of(
        cls, document: SegmentedDocument, first: int, last: int, place: Occurrence | None = None
    ) -> Excerpt:
        """The segments from `first` to before `last`."""
        bare = replace(document.document, text="")
        moved = replace(place, segment=place.segment - first) if place else None
        return cls(SegmentedDocument(bare, document.segments[first:last]), first, moved)


@dataclass(frozen=True, slots=True)
class WhereListed:
    """Where the members of a formula may be listed; small, so that it goes to other processes.

    Attributes:
        near: around the formula.
        elsewhere: segments with the counted word, which are read where there is no list near.
    """

    form: str
    language: Language
    near: tuple[Excerpt, ...]
    elsewhere: tuple[Excerpt, ...]


def where_listed(
    form: str,
    language: Language,
    documents: Sequence[SegmentedDocument] | Corpus,
    occurrences: Sequence[Occurrence],
) -> WhereListed | None:
    """Where `members` looks for those of a formula; None of what is none."""
    formula = asked(form, language)
    if formula is None:
        return None
    corpus = Corpus.of(documents)
    places = corpus.by_source(language)
    near = tuple(
        Excerpt.of(own, *_reach(own, place.segment), place)
        for place in occurrences[:_MOST_NEAR]
        if (own := places.get(place.document)) and _is_read(own, place.segment)
    )
    elsewhere = (Excerpt.of(own, index, index + 1) for own, index in _elsewhere(formula, corpus))
    return WhereListed(form, language, near, tuple(elsewhere))


def listed(where: WhereListed) -> Definition | None:
    """The members of a formula, as `members` finds them."""
    formula, model = asked(where.form, where.language), shipped()
    if formula is None:
        return None
    near = (around(each.document, each.place, formula) for each in where.near if each.place)
    best = _best(near, model, 1.0)
    if best is None:
        behind = (_after(each.document, 0, where.form, formula) for each in where.elsewhere)
        best = _best(behind, model, _ELSEWHERE)
        if best is None or not _tells_itself(best):
            return None
    read = best.around.passage.document
    first = next(each.first for each in (*where.near, *where.elsewhere) if each.document is read)
    found = _definition(best, where.language)
    return replace(found, segment=(found.segment or 0) + first)


def listed_beside(
    document: SegmentedDocument, place: Occurrence, formula: Formula
) -> Definition | None:
    """The list of the members of a formula around one place of it, or None; see `members`."""
    if not _is_read(document, place.segment):
        return None
    best = _best([around(document, place, formula)], shipped(), 1.0)
    return in_text(_definition(best, formula.language), document) if best else None


def listed_elsewhere(
    document: SegmentedDocument, segment: int, formula: Formula
) -> Definition | None:
    """The list of members in a sentence that has the counted word so often, or None."""
    if not _is_read(document, segment):
        return None
    place = _after(document, segment, formula.form, formula)
    found = _told(_best([place], shipped(), _ELSEWHERE), formula.language)
    return found and in_text(found, document)


def in_text(definition: Definition, document: SegmentedDocument) -> Definition:
    """A definition whose place is in the reading of its segment with that in its text."""
    if None in (definition.segment, definition.start, definition.end):
        return definition
    reading = document.segments[definition.segment or 0].reading
    start, end = reading.outer(definition.start or 0, definition.end or 0)
    return replace(definition, start=start, end=end)


def _told(best: Judged | None, language: Language) -> Definition | None:
    """The definition that a list is beside which no formula stands, where it is surely one."""
    return _definition(best, language) if best and _tells_itself(best) else None


def _tells_itself(found: Judged) -> bool:
    """Whether a list beside which no formula stands is one of what it counts: A自信、B自信."""
    heads = found.around.formula.heads
    pairs = list(zip(found.said, heads, strict=True))
    return (
        found.listing.build is Build.RUN
        and (min(map(len, heads)) > 1 or len(heads) > _FEW)
        and (
            all(text.endswith(head) for text, head in pairs)
            or all(text.startswith(head) for text, head in pairs)
        )
    )


def _best(found: Iterable[Around], model: Weights, factor: float) -> Judged | None:
    """The likeliest list of all places, where it is likely enough."""
    judged = filter(None, (judge(one, model) for one in found))
    best = max(judged, key=lambda each: each.share, default=None)
    if best is None or best.share < model.share or best.score * factor < model.least:
        return None
    return replace(best, score=best.score * factor)


def judge(place: Around, model: Weights) -> Judged | None:
    """The likeliest list around a formula; None where there is no list of so many items."""
    found = list(listings(place.passage, place.formula, place.place))
    said = list(map(place.said, found))
    if not found:
        return None
    none, *each = chances([model.odds(place.features(listing)) for listing in found])
    shares: dict[tuple[str, ...], float] = defaultdict(float)
    for members, chance in zip(said, each, strict=True):
        shares[members] += chance
    best = max(shares, key=shares.__getitem__)
    alike = (number for number, members in enumerate(said) if members == best)
    listing = found[max(alike, key=each.__getitem__)]
    return Judged(place, listing, best, shares[best], 1 - none)


def chances(odds: Sequence[float]) -> list[float]:
    """How likely there is no right list, and how likely each is it, from their log odds."""
    highest = max(0.0, *odds)
    weights = [math.exp(each - highest) for each in (0.0, *odds)]
    total = sum(weights)
    return [weight / total for weight in weights]


def around(document: SegmentedDocument, place: Occurrence, formula: Formula) -> Around:
    """A formula where it stands, with the sentences that may list its members."""
    passage = Passage(document, *_reach(document, place.segment))
    start = passage.start_of(place.segment)
    return Around(passage, formula, (start + place.start, start + place.end))


def _reach(document: SegmentedDocument, segment: int) -> tuple[int, int]:
    """The segments around one that are read with it, as first and last + 1."""
    first, last, length = segment, segment, 0
    while first > max(0, segment - _BEFORE) and _is_read(document, first - 1):
        first -= 1
    while length < _AFTER and _is_read(document, last):
        length += len(document.segments[last].reading.text)
        last += 1
    return first, last


def _is_read(document: SegmentedDocument, segment: int) -> bool:
    """Whether there is such a sentence, of a length in which a list is looked for."""
    segments = document.segments
    return segment < len(segments) and len(segments[segment].reading.text) <= _LONGEST_SENTENCE


def _elsewhere(formula: Formula, corpus: Corpus) -> Iterator[tuple[SegmentedDocument, int]]:
    """Segments that have the counted word often enough."""
    if not all(formula.heads):
        return
    words = tuple(dict.fromkeys(formula.heads))
    words += tuple(word.replace("一百", "100") for word in words if "一百" in word)
    held = corpus.holding(formula.language, words, formula.count)
    yield from islice((each for each in held if _is_read(*each)), _MOST)


def _after(document: SegmentedDocument, segment: int, form: str, formula: Formula) -> Around:
    """A sentence as if the formula came after it."""
    passage = Passage(document, segment, segment + 1, then=form)
    end = len(passage.text)
    return Around(passage, formula, (end - len(form), end))


def _definition(best: Judged, language: Language) -> Definition:
    passage, listing = best.around.passage, best.listing
    index, begin = passage.segment_of(listing.start)
    whole = passage.document.segments[index].reading.text
    start, longest = listing.start - begin, LONGEST + listing.start - begin
    inside = [end - begin for _, end in listing.items if end - begin <= len(whole)]
    ends = [end for end in inside if end <= longest]
    end = ends[-1] if ends else min(longest, len(whole))
    return Definition(
        language=language,
        text=whole[start:end],
        source=passage.document.document.source,
        segment=index,
        start=start,
        end=end,
        origin=Origin.CONTEXT,
        members=best.said,
        score=round(best.score, 3),
    )
