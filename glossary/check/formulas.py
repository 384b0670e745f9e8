"""Numeric formulas of which a translation spells out only a part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from align.encoders import Encoder
from align.english import stem
from align.model import Language
from align.normalise import normalised
from align.progress import Progress
from align.words import WordAlignment
from glossary.check.members import members, told
from glossary.check.model import Finding, Rule
from glossary.check.reading import ReadBead, ReadPair
from glossary.check.uses import Use
from glossary.formulas import find
from glossary.formulas import members as listed_members
from glossary.language.chinese.words import words
from glossary.pairing.equivalents import equivalents

#: Lists that are less sure spell something else out.
_SURE = 0.8
#: Links that are less likely than this render nothing.
_LIKELY = 0.4
#: An English word of a gloss that stands for so much of it renders the Chinese word.
_TELLING = 0.7
#: Cosine from which a word renders a member where no dictionary is at hand.
_MEANT = 0.5
#: Of so many members one may be missing; where more are, the translation says something else.
_PARTS = 3
#: Words from one member of a list to the next, at most and in the mean.
_APART = 8
_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class _Listed:
    """A formula and its members in one sentence of the source.

    Attributes:
        members: where each stands, in characters of the document.
    """

    form: str
    segment: int
    members: tuple[tuple[int, int], ...]


def formula_findings(pair: ReadPair, encoder: Encoder, progress: Progress) -> Iterator[Finding]:
    """Formulas whose members stand in the source and of which the translation lacks some.

    Where it has less than half of them it says something else, and nothing is found.
    """
    listed = list(_listed(pair))
    of_segment = {n: index for index, bead in enumerate(pair.beads) for n in bead.source}
    by_bead: dict[int, list[_Listed]] = {}
    for each in listed:
        if each.segment in of_segment:
            by_bead.setdefault(of_segment[each.segment], []).append(each)
    for index, alignment in pair.aligned(sorted(by_bead), encoder, progress):
        for each in by_bead[index]:
            missing = _missing(pair, index, each, alignment, encoder)
            if missing and 2 * len(missing) <= len(each.members):
                yield _finding(pair, pair.beads[index], each, missing)


def expansion_findings(pair: ReadPair, uses: Sequence[Use]) -> Iterator[Finding]:
    """Formulas that the translation spells out by the members of the glossary, but for a few.

    A member is there where a word stands that no other member has.
    """
    seen: set[tuple[int, str]] = set()
    for use in uses:
        concept = use.sense.concept
        bead, names = pair.beads[use.bead], members(concept, pair.translated)
        if not names or (use.bead, concept.id) in seen:
            continue
        seen.add((use.bead, concept.id))
        places = told(names, bead.words, pair.translated)
        missing = [name for name, place in zip(names, places, strict=True) if place is None]
        here = sorted(place for place in places if place is not None)
        if not missing or len(missing) > max(len(places) // _PARTS, 1) or len(here) < 2:
            continue
        if here[-1] - here[0] <= _APART * len(here):
            yield _expanded(pair, use, bead, missing, (here[0], here[-1]))


def _expanded(
    pair: ReadPair, use: Use, bead: ReadBead, missing: Sequence[str], span: tuple[int, int]
) -> Finding:
    ours, theirs = pair.places()
    start, end = bead.words[span[0]].start, bead.words[span[1]].end
    term = ours.text(use.start, use.end)
    return Finding(
        rule=Rule.FORMULA,
        term=term,
        stands=theirs.text(start, end),
        expected=tuple(missing),
        why=f"the translation spells {term} out and lacks {', '.join(missing)}",
        places=(theirs.at(pair.target_segment(bead, start), start, end),),
        origin=ours.at(use.segment, use.start, use.end),
        sentences=pair.sentences(bead),
        concept=use.sense.concept.id,
    )


def _listed(pair: ReadPair) -> Iterator[_Listed]:
    document = pair.bitext.source
    if document.language is not Language.ZH:
        return  # lists are drawn from Chinese alone
    for candidate in find([document]):
        drawn = listed_members(candidate.form, pair.original, [document], candidate.occurrences)
        if drawn is None or drawn.segment is None or drawn.score < _SURE:
            continue
        segment = document.segments[drawn.segment]
        at = drawn.start or 0
        spans = []
        for member in drawn.members:
            at = segment.reading.text.find(member, at)
            if at < 0:
                break
            spans.append(segment.place(at, at + len(member)))
            at += len(member)
        if len(spans) == len(drawn.members):
            yield _Listed(candidate.form, drawn.segment, tuple(spans))


def _missing(
    pair: ReadPair, index: int, listed: _Listed, alignment: WordAlignment, encoder: Encoder
) -> list[tuple[int, int]]:
    """The members that no word renders.

    In English none is linked to one, nor is in its dictionary entry. In other languages, of which
    no dictionary is at hand, each word renders the member whose meaning is nearest or that it is
    linked to, and a member that has none left is missing.
    """
    if pair.translated is not Language.EN:
        return _unmeant(pair, listed, alignment, encoder)
    best: dict[int, tuple[float, int]] = {}
    for link in alignment.links:
        if link.score >= _LIKELY and _is_content(alignment.en[link.en].text, pair.translated):
            best[link.en] = max(best.get(link.en, (0.0, 0)), (link.score, link.zh))
    owned = {}
    for en, (_, zh) in best.items():
        word = alignment.zh[zh]
        for number, (start, end) in enumerate(listed.members):
            if word.start < end and start < word.end:
                owned[en] = number
    claimed = {stem(alignment.en[en].text.lower()) for en in owned}
    free = _stems(pair, index) - claimed
    return [
        member
        for number, member in enumerate(listed.members)
        if number not in owned.values() and not _in_dictionary(pair, member, free)
    ]


def _unmeant(
    pair: ReadPair, listed: _Listed, alignment: WordAlignment, encoder: Encoder
) -> list[tuple[int, int]]:
    """The members that are left when each word renders the one that it is nearest to."""
    text = pair.bitext.source.document.text
    own = [normalised(text[slice(*member)]) for member in listed.members]
    numbers = [
        n for n, token in enumerate(alignment.en) if _is_content(token.text, pair.translated)
    ]
    vectors = encoder.encode([*own, *(alignment.en[n].text for n in numbers)])
    sure = {
        (member, number): float(vectors[member] @ vectors[len(own) + place])
        for member in range(len(own))
        for place, number in enumerate(numbers)
    }
    for link in alignment.links:
        word = alignment.zh[link.zh]
        for member, (start, end) in enumerate(listed.members):
            pairing = member, link.en
            if pairing in sure and word.start < end and start < word.end:
                sure[pairing] = max(sure[pairing], link.score)
    left = set(range(len(own)))
    for number in numbers:
        score, member = max((sure[member, number], member) for member in range(len(own)))
        if score >= _MEANT:
            left.discard(member)
    return [listed.members[member] for member in sorted(left)]


def _stems(pair: ReadPair, index: int) -> set[str]:
    near = (pair.beads[index], *pair.near(index))
    texts = [pair.text(bead, pair.translated) for bead in near]
    return {stem(word) for text in texts for word in _WORD.findall(text.lower())}


def _in_dictionary(pair: ReadPair, member: tuple[int, int], free: set[str]) -> bool:
    text = normalised(pair.bitext.source.document.text[slice(*member)])
    return any(
        weight >= _TELLING and english in free
        for word in words(text).texts
        for english, weight in equivalents(word).items()
    )


def _is_content(word: str, language: Language) -> bool:
    return word.lower() not in language.profile.function_words and any(map(str.isalnum, word))


def _finding(
    pair: ReadPair, bead: ReadBead, listed: _Listed, missing: Sequence[tuple[int, int]]
) -> Finding:
    ours, theirs = pair.places()
    names = [ours.text(*member) for member in missing]
    every = [ours.text(*member) for member in listed.members]
    return Finding(
        rule=Rule.FORMULA,
        term=listed.form,
        stands="",
        expected=tuple(names),
        why=(
            f"the source lists the {len(every)} members of {listed.form}"
            f" ({'、'.join(every)}), and nothing in the translation renders {'、'.join(names)}"
        ),
        places=(theirs.whole(bead.target[0]),),
        origin=ours.at(listed.segment, listed.members[0][0], listed.members[-1][1]),
        sentences=pair.sentences(bead),
    )
