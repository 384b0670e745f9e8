"""Lists of as many items as a formula counts, found generously: others judge them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from align.model import Language
from glossary.formulas.listing import Build, Cut, Listing
from glossary.formulas.model import Formula
from glossary.formulas.passage import Passage, Span, head_in, value
from glossary.language.lists import pattern, patterns

_LONGEST_ITEM = 260  #: characters
_EDGES = 14  #: words at which the first item may begin, or the last one end
#: Characters between a list and a formula of the next sentence, or of the one before.
_NEAR = {Language.ZH: 18, Language.EN: 60}
_ENDING = 2  #: characters that tell a sort of thing
_FAR = 900  #: characters from the formula within which unmarked lists are looked for
_CLOSING = ' ”’」』)）"'
_FIGURE = re.compile("[0-9０-９]")
#: First letters of the tags of words of content.
_CONTENT = {Language.ZH: "nvaijls", Language.EN: "NJV"}
_ANY = re.compile("[、，,；;]")


def listings(passage: Passage, formula: Formula, place: Span) -> Iterator[Listing]:
    """The lists around a formula that stands at a place; none holds the place itself."""
    low, high = max(0, place[0] - _FAR), min(len(passage.text), place[1] + _FAR)
    seen = set()
    for row in (
        *_rows(passage, formula, place, low, high),
        *_marked(passage, formula, place),
    ):
        if not (_is_near(passage, row, place) or _holds(passage, row.pieces, formula)):
            continue
        for listing in _shaped(passage, formula, row):
            if listing.items in seen or not _is_sound(passage, listing, place):
                continue
            if _is_told_of(passage, listing, place, formula):
                seen.add(listing.items)
                yield listing


@dataclass(frozen=True, slots=True)
class _Row:
    """As many pieces as a formula counts, uncut.

    Attributes:
        start, before, after: as of `Listing`.
    """

    pieces: tuple[Span, ...]
    build: Build
    start: int
    before: tuple[Span, ...] = ()
    after: tuple[Span, ...] = ()


def _is_near(passage: Passage, row: _Row, place: Span) -> bool:
    """Whether a row stands where what is not told by its words may be of a formula at a place."""
    if row.build is Build.MARKED:
        return True
    end = row.pieces[-1][1]
    start, stop = (place[1], row.start) if row.start >= place[1] else (end, place[0])
    gap = passage.text[start:stop].strip()
    stops = list(passage.punctuation.stops.finditer(gap))
    # A mark and the end of its line part once.
    between = (gap[one.end() : two.start()].strip(_CLOSING) for one, two in pairwise(stops))
    parted = len(stops) - sum(not each for each in between)
    return not parted or (parted == 1 and stop - start <= _NEAR[passage.language])


def _holds(passage: Passage, pieces: Sequence[Span], formula: Formula) -> bool:
    """Whether the pieces of a row have what the formula counts."""
    return all(formula.heads) and all(
        head_in(passage, piece, head) for piece, head in zip(pieces, formula.heads, strict=True)
    )


def _is_told_of(passage: Passage, listing: Listing, place: Span, formula: Formula) -> bool:
    """Whether a list stands in the sentence of the formula, or that sentence and it are joined.

    What other sentences list is of something else, unless numbers mark it, its items have what is
    counted, or one sentence refers to the other.
    """
    if listing.build in (Build.MARKED, Build.SENTENCES):
        return True
    is_behind = listing.start >= place[1]
    low, high = (place[1], listing.start) if is_behind else (listing.end, place[0])
    stops, gap = passage.punctuation.stops, passage.text[low:high]
    if not stops.search(gap.strip()) or _holds(passage, listing.items, formula):
        return True
    if _end_as(passage, listing.items, formula):
        return True
    *_, last = stops.split(gap)
    if not is_behind:
        this = patterns(passage.language, "formulas", "before")["this"]
        return this.match(last.lstrip()) is not None
    joined = patterns(passage.language, "formulas", "after").values()
    if any(form.search(text) for form in joined for text in (last, stops.sub("", gap))):
        return True
    pointing = pattern(passage.language, "formulas", "{pointing}")
    return pointing.search(passage.text[: place[0]]) is not None


def _end_as(passage: Passage, items: Sequence[Span], formula: Formula) -> bool:
    """Whether all items end as a Chinese formula does: 三大全球倡议 of 全球安全倡议."""
    ending = formula.form[-_ENDING:]
    return passage.language is Language.ZH and all(
        passage.text.endswith(ending, *item) for item in items
    )


def _rows(passage: Passage, formula: Formula, place: Span, low: int, high: int) -> Iterator[_Row]:
    marks, count = passage.punctuation, formula.count
    inner = [span for span in passage.quoted() if low <= span[0] and span[1] <= high]
    for start, end in (*_parted(passage, low, high, place, marks.breaks), *inner):
        # Within quotation marks nothing is masked that stands in them alone.
        text = passage.text if (start, end) in inner else passage.masked
        clauses = passage.pieces(text, start, end, marks.clauses)
        yield from _headed(passage, formula, start, end)
        if passage.language is Language.ZH:
            for clause in clauses:
                yield from _runs(passage, text, clause, count)
            yield from _windows(clauses, count, Build.CLAUSES)
            if len(formula.parts) > 1 or any("、" in text[slice(*each)] for each in clauses):
                both = passage.pieces(text, start, end, _ANY)
                if len(formula.parts) > 1 or len(both) <= count:
                    yield from _windows(both, count, Build.MIXED)
                    for halves in _halves(passage, text, both[-1]):
                        yield from _windows([*both[:-1], *halves], count, Build.MIXED)
        else:
            for group in passage.pieces(text, start, end, marks.groups):
                yield from _runs(passage, text, group, count)
        groups = passage.pieces(text, start, end, marks.groups)
        yield from _windows(groups, count, Build.GROUPS)
    for start, end in ((low, place[0]), (place[1], high)):
        sentences = passage.pieces(passage.masked, start, end, marks.stops)
        if start == low:
            yield from _windows(sentences[-count - 1 :], count, Build.SENTENCES)
        else:
            yield from _windows(sentences[: count + 2], count, Build.SENTENCES)


def _parted(
    passage: Passage, low: int, high: int, place: Span, parting: re.Pattern[str]
) -> Iterator[Span]:
    """The stretches between breaks; the formula is one."""
    for start, end in ((low, place[0]), (place[1], high)):
        yield from passage.pieces(passage.masked, start, end, parting)


def _runs(passage: Passage, text: str, span: Span, count: int) -> Iterator[_Row]:
    """Rows of items in a clause; an "and" may part the last, or any, or nothing."""
    marks = passage.punctuation
    pieces = passage.pieces(text, *span, marks.items)
    spare = len(pieces) - count
    ends = {0, spare, spare + 1} if passage.language is Language.ZH else range(spare + 2)
    for first in sorted(ends):
        row = pieces[first : first + count]
        if first >= 0 and len(row) == count:
            yield _part(pieces, first, row, Build.RUN)
        row = pieces[first : first + count - 1] if first >= 0 else []
        if len(row) == count - 1:
            for halves in _halves(passage, text, row[-1]):
                yield replace(_part(pieces, first, row, Build.RUN), pieces=(*row[:-1], *halves))
    split = [half for piece in pieces for half in passage.pieces(text, *piece, marks.joins)]
    if len(split) == count and len(pieces) != count:
        yield _part(split, 0, split, Build.RUN)


def _halves(passage: Passage, text: str, piece: Span) -> Iterator[tuple[Span, Span]]:
    """A piece parted in two at an "and"."""
    for join in passage.punctuation.joins.finditer(text, *piece):
        halves = (piece[0], join.start()), (join.end(), piece[1])
        if all(passage.words_in(*half) for half in halves):
            yield halves


def _headed(passage: Passage, formula: Formula, start: int, end: int) -> Iterator[_Row]:
    """Items that each begin with the counted word, where it stands as often as it is counted."""
    if len(set(formula.heads)) > 1 or not formula.head:
        return
    places, at = [], start
    while found := head_in(passage, (at, end), formula.head):
        places.append(found[0])
        at = found[1]
    if len(places) != formula.count or "、" in passage.text[places[0] : end]:
        return
    pieces = passage.pieces(passage.masked, places[0], end, passage.punctuation.items)
    # Where marks part the items, they are a run.
    if len(pieces) not in (formula.count - 1, formula.count) or formula.count == 2:
        items = tuple(_unjoined(passage, *item) for item in pairwise([*places, end]))
        if all(passage.words_in(*item) for item in items):
            yield _Row(items, Build.HEADED, places[0])


def _unjoined(passage: Passage, start: int, end: int) -> Span:
    """A span without the "and" at its end."""
    bare = start + len(passage.text[start:end].rstrip(" ，,、；;"))
    joins = list(passage.punctuation.joins.finditer(passage.text, start, end))
    return (start, joins[-1].start()) if joins and joins[-1].end() >= bare else (start, bare)


def _windows(pieces: Sequence[Span], count: int, build: Build) -> Iterator[_Row]:
    """All rows of so many neighbouring pieces."""
    spare = len(pieces) - count
    for first in range(spare + 1):
        yield _part(pieces, first, pieces[first : first + count], build)


def _part(pieces: Sequence[Span], first: int, own: Sequence[Span], build: Build) -> _Row:
    """Pieces from the first on as a row that is a part of all pieces."""
    before, after = tuple(pieces[:first]), tuple(pieces[first + len(own) :])
    return _Row(tuple(own), build, own[0][0], before, after)


def _marked(passage: Passage, formula: Formula, place: Span) -> Iterator[_Row]:
    """Items that numbers mark, exactly as many as the formula counts and in order."""
    text, count = passage.text, formula.count
    styles = [
        [(mark.start(), mark.end(), value(mark["n"])) for mark in style.finditer(text)]
        for style in passage.punctuation.marks
    ]
    for words in passage.punctuation.ordinals:
        found = re.finditer("|".join(words), text)
        row = words[: count - 1] + words[-1:] if count < len(words) else words
        styles.append([(m.start(), m.end(), row.index(m[0]) + 1) for m in found if m[0] in row])
    for style in styles:
        own = [mark for mark in style if _begins(text, mark[0])]
        for first, mark in enumerate(own):
            chosen = own[first : first + count]
            if mark[2] != 1 or [each[2] for each in chosen] != list(range(1, count + 1)):
                continue
            following = own[first + count : first + count + 1]
            if following and following[0][2] == count + 1:
                continue  # it counts on
            yield from _between(passage, chosen, place)


def _begins(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \u3000")
    return not before or before[-1] in '，。；：、:;,.!?！？—–-（(“"\n*' or before.endswith("and")


def _between(
    passage: Passage, marks: Sequence[tuple[int, int, int]], place: Span
) -> Iterator[_Row]:
    ends = [mark[0] for mark in marks[1:]]
    stop = re.compile(passage.punctuation.stops.pattern + "|[；;]")
    pieces = []
    for number, (_, begin, _) in enumerate(marks):
        limit = ends[number] if number < len(ends) else len(passage.text)
        found = stop.search(passage.masked, begin, limit)
        pieces.append((begin, found.start() if found else limit))
    if all(passage.words_in(*piece) for piece in pieces):
        yield _Row(tuple(pieces), Build.MARKED, marks[0][0])


def _shaped(passage: Passage, formula: Formula, row: _Row) -> Iterator[Listing]:
    """The lists that may be meant by a row: whole, or cut."""
    whole = tuple(passage.trimmed(piece) for piece in row.pieces)
    if any(start >= end for start, end in whole):
        return
    if row.build is not Build.MARKED and passage.is_marked(whole[1]):
        return

    def made(items: Sequence[Span], cut: Cut) -> Listing:
        start = row.start if row.build is Build.MARKED else items[0][0]
        return Listing(tuple(items), whole, row.build, cut, start, row.before, row.after)

    yield made(whole, Cut.NONE)
    if row.build in (Build.RUN, Build.MIXED, Build.CLAUSES, Build.GROUPS):
        for first in _starts(passage, whole[0], whole[1:]):
            for last in _ends(passage, whole[-1], whole[:-1]):
                if (first, last) != (whole[0][0], whole[-1][1]):
                    items = list(whole)
                    items[0] = passage.trimmed((first, items[0][1]))
                    items[-1] = passage.trimmed((items[-1][0], last))
                    yield made(items, Cut.EDGES)
    if row.build in (Build.MARKED, Build.GROUPS, Build.SENTENCES, Build.HEADED):
        clauses = [
            passage.pieces(passage.masked, *item, passage.punctuation.clauses) for item in whole
        ]
        if all(clauses):  # an item of figures alone holds no word
            yield made([passage.trimmed(own[0]) for own in clauses], Cut.CLAUSE)
    yield from (made(items, Cut.LEAD) for items in _after_lead(passage, whole))
    if row.build in (Build.CLAUSES, Build.GROUPS, Build.RUN):
        yield from (made(items, Cut.REMARK) for items in _before_remark(passage, whole))
    if all(formula.heads):
        yield from (made(items, cut) for items, cut in _by_head(passage, formula, whole, row.build))


def _after_lead(passage: Passage, whole: Sequence[Span]) -> Iterator[list[Span]]:
    """Items without the words of grammar that begin all alike: "of A, of B", 必须A、必须B."""
    lead = 0
    for row in zip(*(passage.words_in(*item) for item in whole), strict=False):
        said = {passage.text[word.start : word.end].lower() for word in row}
        if len(said) > 1 or row[0].tag[:1] in _CONTENT[passage.language]:
            break
        lead = row[0].end - whole[0][0]
    items = [passage.trimmed((start + lead, end)) for start, end in whole]
    if lead and all(start < end for start, end in items):
        yield items


def _by_head(
    passage: Passage, formula: Formula, whole: Sequence[Span], build: Build
) -> Iterator[tuple[list[Span], Cut]]:
    heads = [head_in(passage, item, head) for item, head in zip(whole, formula.heads, strict=True)]
    if not all(heads):
        return
    found = [head for head in heads if head]
    if build is not Build.RUN:
        clauses = [
            next(
                (
                    piece
                    for piece in passage.pieces(passage.masked, *item, passage.punctuation.clauses)
                    if piece[0] <= head[0] < piece[1]
                ),
                item,
            )
            for item, head in zip(whole, found, strict=True)
        ]
        yield [passage.trimmed(clause) for clause in clauses], Cut.HEAD_CLAUSE
        own = [passage.trimmed(clause) for clause in clauses]
    else:
        own = list(whole)
    yield [(head[0], item[1]) for head, item in zip(found, own, strict=True)], Cut.FROM_HEAD
    yield [(item[0], head[1]) for head, item in zip(found, own, strict=True)], Cut.TO_HEAD


def _before_remark(passage: Passage, whole: Sequence[Span]) -> Iterator[list[Span]]:
    """Items cut where each goes on with a figure, or with a word that all of them have."""
    own = [
        {passage.text[word.start : word.end]: word.start for word in passage.words_in(*item)[:0:-1]}
        for item in whole
    ]
    shared = set.intersection(*map(set, own))
    cuts = {tuple(words[word] for words in own) for word in shared}
    figures = [_FIGURE.search(passage.text, start + 1, end) for start, end in whole]
    if all(figures):
        cuts.add(tuple(figure.start() for figure in figures if figure))
    for cut in sorted(cuts):
        if all(at - start > 1 for (start, _), at in zip(whole, cut, strict=True)):
            yield [passage.trimmed((item[0], at)) for item, at in zip(whole, cut, strict=True)]


def _starts(passage: Passage, first: Span, others: Sequence[Span]) -> list[int]:
    """Where the first item may begin: at its start, or at a word within it."""
    longest = max(end - start for start, end in others)
    words = [word.start for word in passage.words_in(*first) if word.start > first[0]]
    near = [start for start in words if first[1] - start <= 2 * longest + 6]
    return [first[0], *near[-_EDGES:]]


def _ends(passage: Passage, last: Span, others: Sequence[Span]) -> list[int]:
    """Where the last item may end: at its end, or after a word within it."""
    longest = max(end - start for start, end in others)
    words = [word.end for word in passage.words_in(*last) if word.end < last[1]]
    near = [end for end in words if end - last[0] <= 2 * longest + 6]
    return [last[1], *near[:_EDGES]]


def _is_sound(passage: Passage, listing: Listing, place: Span) -> bool:
    """Whether the items are told apart, none holds the formula, and the list has no more."""
    text, items = passage.text, listing.items
    if any(start >= end or end - start > _LONGEST_ITEM for start, end in items):
        return False
    if any(start < place[1] and place[0] < end for start, end in items):
        return False
    said = [text[slice(*item)] for item in items]
    if len({each.lower() for each in said}) < len(said) or text[slice(*place)] in " ".join(said):
        return False
    return listing.build not in (Build.RUN, Build.MIXED) or not _goes_on(passage, listing)


def _goes_on(passage: Passage, listing: Listing) -> bool:
    """Whether a list of the wrong count was cut short: its row goes on beside it.

    English parts clauses by the mark that parts items, so that there only "and" tells.
    """
    after = listing.end
    while passage.text[after : after + 1] in tuple("”’」』"):
        after += 1
    if passage.punctuation.joins.match(passage.text, after):
        return True
    if passage.language is Language.EN:
        return False
    first, last = listing.items[0][0], listing.end
    return any(not passage.words_in(own[1], first) for own in listing.before[-1:]) or any(
        not passage.words_in(last, own[0]) for own in listing.after[:1]
    )
