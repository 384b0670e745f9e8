"""Runs of words in a text, with all that a table counts of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

from align.lac import analysed
from align.model import Language
from glossary.corpora.hashing import all_hashed, code_points, span_hashes
from glossary.language.chinese.words import Words, words
from glossary.language.lists import lists
from glossary.model.keys import compatible, simplified

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from glossary.model.searchable import Termed

    Numbers = NDArray[np.int64]
    Flags = NDArray[np.bool_]
    Runs = NDArray[Any]
    #: Numbers of forms by their length.
    Known = Mapping[int, NDArray[np.uint64]]

#: A form has so many words and characters at most.
WORDS, CHARACTERS = 12, 20
#: The same where 、 ， or ； join its parts, and so many of these.
JOINED_WORDS, JOINED_CHARACTERS, JOINTS = 20, 30, 4
_OPEN, _CLOSE = "\x02", "\x03"
_OPENING, _CLOSING = "“„‟«‹「『﹁﹃《〈〝❝‘‚‛❛", "”»›」』﹂﹄》〉〞〟❞’❜"
_DIRECTED = str.maketrans(dict.fromkeys(_OPENING, _OPEN) | dict.fromkeys(_CLOSING, _CLOSE))
_UNDIRECTED = re.compile('"([^"\n]*)"')
_GAP = re.compile("(?<=[a-z]) (?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff]) (?=[a-z])")
_JOINTS = [ord(each) for each in "、,;"]
#: How a run stands: with a mark on its left, on its right, quoted, beside 、.
LEFT, RIGHT, QUOTED, LISTED = 1, 2, 4, 8
RUN = np.dtype([("form", "<u8"), ("left", "<u2"), ("right", "<u2"), ("unit", "<u4"), ("how", "u1")])


@dataclass(frozen=True, slots=True)
class Text:
    """Sentences as words, without quotation marks and blanks, as keys of terms are.

    Attributes:
        codes: the code points, with a line end after each sentence.
        starts, ends: of the words and of the marks that may join them, in order.
        joints: which of these are such marks.
        loose: which are words that no term begins or ends with.
        clauses: for each the number of the clause that it stands in.
        opened, closed: for each character whether before it stands an opening or a closing
            quotation mark.
        marks: which characters belong to no word.
    """

    codes: NDArray[np.uint32]
    starts: Numbers
    ends: Numbers
    joints: Flags
    loose: Flags
    clauses: Numbers
    opened: Flags
    closed: Flags
    marks: Flags

    @classmethod
    def of(cls, sentences: Sequence[str], known: Known = MappingProxyType({})) -> Text:
        """The words of sentences, given in the order of the text.

        Args:
            known: terms that are found wherever they stand, whatever the words are there.
        """
        raw = "".join(f"{folded(each)}\n" for each in sentences)
        codes = code_points(raw)
        quotes = np.isin(codes, [ord(_OPEN), ord(_CLOSE)])
        # where each place between characters is when the quotation marks are gone
        place = np.concatenate(([0], np.cumsum(~quotes)))
        opened, closed = np.zeros((2, place[-1] + 1), bool)
        opened[place[:-1][codes == ord(_OPEN)]] = True
        closed[place[:-1][codes == ord(_CLOSE)]] = True
        codes = codes[~quotes]
        marks = np.ones(len(codes), bool)
        joints = np.flatnonzero(np.isin(codes, _JOINTS))
        found = words(raw)
        starts, ends = place[np.array(found.starts, int)], place[np.array(found.ends, int)]
        marks &= ~_covered(starts, ends, len(codes))
        # a word ends wherever one of the two segmenters has it end: what one cuts amiss is found
        # by the other
        cuts = [starts, ends, place[np.fromiter(_in_context(raw, found), int)], joints, joints + 1]
        first, last = _standing(codes, known)
        cuts += [first, last]
        bounds = np.unique(np.concatenate(cuts))
        starts, ends = bounds[:-1], bounds[1:]
        joint = np.isin(codes[starts], _JOINTS)
        held = joint | ~marks[starts]
        starts, ends, joint = starts[held], ends[held], joint[held]
        gaps = np.concatenate(([False], starts[1:] != ends[:-1]))[: len(starts)]
        bounding = lists(Language.ZH, "grammar")["bounding"].words
        loose = np.isin(span_hashes(codes, starts, ends), all_hashed(bounding))
        loose &= ~(np.isin(starts, first) | np.isin(ends, last))
        return cls(codes, starts, ends, joint, loose, np.cumsum(gaps), opened, closed, marks)

    @property
    def characters(self) -> int:
        """How many characters its words have."""
        return int((~self.marks).sum())

    @property
    def words(self) -> int:
        """How many words it has."""
        return int((~self.joints).sum())

    def runs(self, unit: int) -> Runs:
        """All runs of words within a clause, as records of `RUN`."""
        found = [np.empty(0, RUN)]
        number = len(self.starts)
        joined = np.concatenate(([0], np.cumsum(self.joints)))
        for length in range(1, min(JOINED_WORDS, number) + 1):
            first = np.arange(number - length + 1)
            last = first + length - 1
            size = self.ends[last] - self.starts[first]
            joints = joined[last] - joined[first]
            fits = (
                (self.clauses[first] == self.clauses[last])
                & ~(self.joints[first] | self.joints[last])
                & (size <= np.where(joints, JOINED_CHARACTERS, CHARACTERS))
                & ((joints > 0) | (length <= WORDS))
                & (joints <= JOINTS)
            )
            if length > 1:
                fits &= ~(self.loose[first] | self.loose[last])
            found.append(self._runs(self.starts[first[fits]], self.ends[last[fits]], unit))
        return np.concatenate(found)

    def _runs(self, starts: Numbers, ends: Numbers, unit: int) -> Runs:
        quote = self.opened | self.closed
        quotes = np.concatenate(([0], np.cumsum(quote)))
        within = quotes[ends] - quotes[starts + 1]
        runs = np.empty(len(starts), RUN)
        runs["form"] = span_hashes(self.codes, starts, ends)
        # before the first sentence stands, so to speak, the line end behind the last
        before, after = self.codes[starts - 1], self.codes[ends]
        runs["left"], runs["right"] = before & 0xFFFF, after & 0xFFFF
        runs["unit"] = unit
        runs["how"] = (
            LEFT * (self.marks[starts - 1] | quote[starts])
            + RIGHT * (self.marks[ends] | quote[ends])
            + QUOTED * (self.opened[starts] & self.closed[ends] & (within == 0))
            + LISTED * ((before == ord("、")) | (after == ord("、")))
        )
        return runs


def _in_context(text: str, found: Words) -> Iterator[int]:
    """Where words begin within stretches of text, by LAC in context."""
    stretches = [(found.starts[first], found.ends[last - 1]) for first, last in found.clauses()]
    analyses = analysed([text[start:end] for start, end in stretches])
    for (start, _), (own, _) in zip(stretches, analyses, strict=True):
        yield from accumulate(map(len, own[:-1]), initial=start)


def known(*collections: Termed | None) -> Known:
    """The Chinese terms of glossaries, to be found in texts."""
    by_length: dict[int, list[str]] = {}
    terms = chain.from_iterable(each.keys() for each in collections if each is not None)
    for form in sorted({form for language, form, _ in terms if language is Language.ZH}):
        by_length.setdefault(len(form), []).append(form)
    return {length: all_hashed(own) for length, own in by_length.items() if length}


def _standing(codes: NDArray[np.uint32], known: Known) -> tuple[Numbers, Numbers]:
    """Where known terms begin and end."""
    empty = np.empty(0, np.int64)
    found = [(empty, empty)]
    for length, numbers in known.items():
        starts = np.arange(max(0, len(codes) - length + 1))
        own = starts[np.isin(span_hashes(codes, starts, starts + length), numbers)]
        found.append((own, own + length))
    starts, ends = map(np.concatenate, zip(*found, strict=True))
    return starts, ends


def _covered(starts: Numbers, ends: Numbers, size: int) -> Flags:
    """Which characters stand in a word."""
    steps = np.zeros(size + 1, int)
    steps[starts] += 1  # words do not overlap
    np.subtract.at(steps, ends, 1)
    return np.cumsum(steps[:-1]) > 0


def folded(sentence: str) -> str:
    """A sentence as keys are written, but with its quotation marks, which say where they open."""
    text = _UNDIRECTED.sub(f"{_OPEN}\\1{_CLOSE}", sentence.translate(_DIRECTED))
    return _GAP.sub("", simplified(compatible(text)))
