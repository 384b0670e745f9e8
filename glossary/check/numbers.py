"""Numbers of the source that the translation does not have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isfinite
from types import MappingProxyType

from align.model import Language, SegmentedDocument
from align.numbers.chinese import ONES
from align.progress import Progress, silent
from glossary.check import numbers_east, numbers_words, numbers_zh
from glossary.check.model import Finding, Places, Rule
from glossary.check.numbers_model import Number
from glossary.check.reading import ReadBead, ReadPair
from glossary.check.written import written

#: By segments of the source, places of terms in characters of the document.
Terms = Mapping[int, Sequence[tuple[int, int]]]
_NO_TERMS: Terms = MappingProxyType({})
_SMALL = 20
_SAID = 12  #: words of smaller numbers than this stand for other things too
_NUMERALS = f"零{ONES}十"


@dataclass(frozen=True, slots=True)
class _Placed:
    """A number with its segment; its places are of the document.

    Attributes:
        in_term: it belongs to a term of the glossary, which may be rendered without it.
    """

    segment: int
    start: int
    end: int
    number: Number
    in_term: bool = False


@dataclass(frozen=True, slots=True)
class _Matched:
    """The numbers of a bead that have no partner on the other side."""

    ours: tuple[_Placed, ...]
    theirs: tuple[_Placed, ...]


def number_findings(
    pair: ReadPair, terms: Terms = _NO_TERMS, progress: Progress = silent
) -> Iterator[Finding]:
    """Numbers of the source that neither its translation nor the sentences beside it have.

    Numbers that a translation adds are its own affair (it names a year that readers may not know).
    A number of the sentences beside counts where their own source does not need it.

    Args:
        terms: by segments of the source the places of terms in it, in characters of the document.
            They may be rendered without their numbers, as 党的十八大 by "the Congress", but not
            with others.
    """
    places = pair.places()
    matched = []
    for index, bead in enumerate(pair.beads):
        if index % 100 == 0:
            progress("Numbers", index, len(pair.beads))
        matched.append(_match(pair, bead, terms))
    progress("Numbers", len(pair.beads), len(pair.beads))
    for index, bead in enumerate(pair.beads):
        beside = [
            each
            for other in (index - 1, index + 1)
            if 0 <= other < len(matched)
            for each in matched[other].theirs
        ]
        yield from _findings(pair, bead, matched[index], beside, places)


def _match(pair: ReadPair, bead: ReadBead, terms: Terms) -> _Matched:
    ours = [
        replace(each, in_term=_is_within(each, terms.get(each.segment, ())))
        for each in _demanded(pair, bead)
    ]
    theirs = list(_placed(pair.bitext.target, bead.target))
    free = list(range(len(theirs)))
    alone = []
    for one in ours:
        partner = next((n for n in free if one.number.equals(theirs[n].number)), None)
        if partner is not None:
            free.remove(partner)
        else:
            alone.append(one)
    left = tuple(theirs[number] for number in free)
    # What is said twice in the source is often said once in the translation.
    taken = [each for number, each in enumerate(theirs) if number not in free]
    really = tuple(
        one
        for one in alone
        if not any(one.number.equals(other.number) for other in taken) or _changed(one, left)
    )
    return _Matched(really, left)


def _is_within(number: _Placed, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= number.start and number.end <= end for start, end in spans)


def _changed(ours: _Placed, left: Sequence[_Placed]) -> bool:
    """Whether a number without a partner has another of its sort in its place."""
    return any(_alike(ours.number, theirs.number) for theirs in left)


def _alike(ours: Number, theirs: Number) -> bool:
    """Whether a number of the translation may have been written for one of the source.

    Those that are said as numbers, and for a small numeral another small number; a share for a
    share.
    """
    a, b = (max(each.values) if each.main is None else each.main for each in (ours, theirs))
    if not theirs.strict:
        return False
    if ours.is_share or theirs.is_share:
        return ours.is_share and theirs.is_share
    if b <= 1 or a < 1 or (a == 1 and not ours.strict):
        return False
    if not ours.strict:
        return a <= _SMALL and b <= _SMALL
    return 0.5 <= len(f"{a:.0f}") / len(f"{b:.0f}") <= 2


def _placed(side: SegmentedDocument, segments: Sequence[int]) -> Iterator[_Placed]:
    for segment in segments:
        found = side.segments[segment]
        for number in numbers(found.reading.text, side.language):
            yield _Placed(segment, *found.place(number.start, number.end), number)


def _demanded(pair: ReadPair, bead: ReadBead) -> Iterator[_Placed]:
    """The numbers of the source, of which those in small words are often left out or added."""
    for placed in _placed(pair.bitext.source, bead.source):
        number = placed.number
        loose = pair.original is not Language.ZH and not (
            pair.places()[0].text(placed.start, placed.end)[:1].isdigit()
            or min(number.values) > _SAID
        )
        yield replace(placed, number=replace(number, strict=False)) if loose else placed


def numbers(text: str, language: Language) -> list[Number]:
    """The numbers of a text in any language, in order."""
    if language is Language.ZH:
        return numbers_zh.numbers(text)
    is_east = "notation" in language.profile.lists
    read = numbers_east.numbers if is_east else numbers_words.numbers
    return read(text, language)


def _findings(
    pair: ReadPair,
    bead: ReadBead,
    matched: _Matched,
    beside: Sequence[_Placed],
    places: tuple[Places, Places],
) -> Iterator[Finding]:
    source, target = places
    text = pair.text(bead, pair.original)
    left = [each for each in matched.theirs if not _is_told(each.number, text)]
    for ours in matched.ours:
        if any(ours.number.equals(theirs.number) for theirs in beside):
            continue
        instead = next((each for each in left if _alike(ours.number, each.number)), None)
        if instead is None and (ours.in_term or not ours.number.strict):
            continue
        if instead is not None:
            left.remove(instead)
        term = source.text(ours.start, ours.end)
        stands = target.text(instead.start, instead.end) if instead else ""
        where = (
            target.at(instead.segment, instead.start, instead.end)
            if instead
            else target.whole(bead.target[0])
        )
        why = (
            f"the source has {term}, and what stands in its place is {stands}"
            if stands
            else f"the source has {term}, and the translation no such number"
        )
        yield Finding(
            rule=Rule.NUMBER,
            term=term,
            stands=stands,
            expected=_shown(ours.number, pair.translated),
            why=why,
            places=(where,),
            origin=source.at(ours.segment, ours.start, ours.end),
            sentences=pair.sentences(bead),
        )


def _is_told(number: Number, text: str) -> bool:
    """Whether a Chinese text has the numeral of a small number, be it in a word such as 六大."""
    small = (int(value) for value in number.values if value in range(len(_NUMERALS)))
    return any(_NUMERALS[value] in text for value in small)


def _shown(number: Number, language: Language) -> tuple[str, ...]:
    """The values for people, the largest first; none that is too large to be held."""
    if number.main is not None:
        return (written(number.main, language),)
    best_first = sorted(filter(isfinite, number.values), reverse=True)[:2]
    return tuple(written(value, language) for value in best_first)
