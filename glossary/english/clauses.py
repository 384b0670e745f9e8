"""Longer candidates than noun phrases: verbs with their objects, lists, chains of prepositions.

A term of art may be a slogan ("build bridges for the harbour people"), a list ("ports, roads and
rail depots") or a noun with what it governs ("the path of opening new ports"). Such spans are far
more often no terms than noun phrases are, so only a fitted ranker should see them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from glossary.english.phrases import Pair, Span
from glossary.english.tags import Token
from glossary.english.words import LOOSE, word_set

SENTENCE = "sentence"  #: a way to be found; a slogan only where the sentence comes back
#: Ways to be found of what holds a noun phrase that may be the term itself.
HOLDING = frozenset(("clause", "long clause", "two clauses", "list", "heading"))
_LONGEST = 14  #: tokens of a span
_LIST = 10  #: tokens of a list
_ITEM = 4  #: tokens of what is listed
_HEADING = 12  #: tokens of a line that is a heading
_HOPS = 3  #: prepositions in a chain
_GAP = 4  #: tokens between a verb or preposition and the noun phrase after it
_VERBS = frozenset(("VB", "VBP", "VBG"))
_MODIFIERS = frozenset(("JJ", "VBN"))
_PREPOSITIONS = word_set(
    "of for in on with from to between under at by as among within throughout against through"
    " toward towards into over without"
)
_AND = frozenset(("and", "or", "&"))
_PARTICLES = word_set("up out off down on to in for with into over through by from at")
_EMPTY = word_set(
    "be been being have had has having do does did done doing let make made makes making is are"
    " was were am say said says saying including regarding according think know want get"
)
_ENDS = frozenset(".!?;:,")
_JOINING = frozenset((",", "-", "’s", "'s", "’", "'"))  #: marks that a heading or slogan may have
_CLOSERS = _ENDS | {"CC", "VBZ", "VBP", "MD"}


def spans(tokens: Sequence[Token], chunks: Sequence[Pair]) -> Iterator[Span]:
    """The longer candidates of a segment, given its simple noun phrases.

    Their number is linear in the tokens: from each start lead a few ends.
    """
    sentence = _Sentence(tokens, chunks)
    yield from sentence.lists
    for first, last in sentence.phrases():
        yield from sentence.chains(first, last)
    for place in range(len(tokens) - 1):
        yield from sentence.governing(place)
    yield from _compounds(tokens)
    yield from _heading(tokens)


class _Sentence:
    """The noun phrases of a segment, and lists of them, by where they begin."""

    def __init__(self, tokens: Sequence[Token], chunks: Sequence[Pair]) -> None:
        self._words = [token.lower for token in tokens]
        self._tags = [token.tag for token in tokens]
        chunks = sorted([*chunks, *self._nouns_by_use()])
        self._ends: dict[int, list[int]] = {}
        for first, last in chunks:
            for start in {first, self._owned(first, last)}:
                self._ends.setdefault(start, []).append(last)
        self.lists = [*self._noun_lists(chunks), *self._modifier_lists(chunks)]
        for each in self.lists:
            self._ends.setdefault(each.first, []).append(each.last)

    def phrases(self) -> Iterator[Pair]:
        """The noun phrases and lists, with what is owned by itself too."""
        for first, ends in self._ends.items():
            for last in ends:
                yield first, last

    def _owned(self, first: int, last: int) -> int:
        """Where what is owned begins: "ports" in "the country's ports"."""
        for place in range(last - 2, first, -1):
            if self._tags[place] == "POS":
                return place + 1
        return first

    def _nouns_by_use(self) -> Iterator[Pair]:
        """Adjectives after an article that no noun follows: "the poor"."""
        for place in range(1, len(self._tags)):
            after = self._tags[place + 1] if place + 1 < len(self._tags) else "."
            closed = self._tags[place] == "JJ" and after in _CLOSERS
            if closed and self._words[place - 1] == "the":
                yield place, place + 1

    def _noun_lists(self, chunks: Sequence[Pair]) -> Iterator[Span]:
        """Short noun phrases with commas between them and "and" before the last, from the first."""
        lasts = {last for _, last in chunks}
        for index, (first, last) in enumerate(chunks):
            end = last
            commas = 0
            for start_next, end_next in chunks[index + 1 : index + 6]:
                if end - first > _LIST or last - first > _ITEM or end_next - start_next > _ITEM:
                    break
                if self._is_name(first, last) or self._is_name(start_next, end_next):
                    break
                gap = [w for w in self._words[end:start_next] if w not in _DETERMINERS]
                end = end_next
                if gap == [","]:
                    commas += 1
                elif gap in (["and"], ["or"], ["&"]) or (commas and gap == [",", "and"]):
                    if commas and self._follows_item(first, lasts):
                        break
                    for start in {first, self._owned(first, last)}:
                        yield Span(start, end, "list" if commas else "pair")
                    break
                else:
                    break

    def _follows_item(self, first: int, lasts: Collection[int]) -> bool:
        """Whether a noun phrase and a comma come before: then a list began there."""
        return first > 1 and self._words[first - 1] == "," and first - 1 in lasts

    def _is_name(self, first: int, last: int) -> bool:
        """Whether a noun phrase is a name of several words: lists of those are no terms."""
        return last - first > 1 and self._tags[last - 2 : last] == ["NNP", "NNP"]

    def _modifier_lists(self, chunks: Sequence[Pair]) -> Iterator[Span]:
        """Modifiers with commas between them and "and" before the last, and their noun."""
        for first, last in chunks:
            joint = first - 1
            if joint < 1 or self._words[joint] not in _AND:
                continue
            start = joint
            while start > 0 and first - start < _LIST:
                before = start - 1 - (self._words[start - 1] == ",")
                if before < 0 or self._tags[before] not in _MODIFIERS:
                    break
                start = before
                if start > 1 and self._words[start - 1] != ",":
                    break
            if start < joint - 1:
                yield Span(start, last, "modifier list")

    def chains(self, first: int, last: int) -> Iterator[Span]:
        """A noun phrase with what prepositions link to it."""
        for end in self._reached(last, _HOPS, first):
            yield Span(first, end, "chain")

    def governing(self, place: int) -> Iterator[Span]:
        """A verb with its object, and with what prepositions link to that."""
        after = self._after_verb(place)
        if after == place:
            return
        joined = self._after_verb(after + 1) if self._words[after : after + 1] == ["and"] else 0
        for end in self._phrases_after(joined or after):
            yield from self._with_adverb(place, end, "clause")
            if end + 2 < len(self._words) and self._words[end] in (",", "and"):
                second = self._after_verb(end + 1)
                for final in self._phrases_after(second) if second > end + 1 else ():
                    if final - place <= _LONGEST:
                        yield Span(place, final, "two clauses")
            for further in self._reached(end, 2, place):
                yield from self._with_adverb(place, further, "long clause")

    def _after_verb(self, place: int) -> int:
        """The place after a verb at `place`, its adverb and its particle; `place` for no verb."""
        if place >= len(self._tags) or self._words[place] in _EMPTY:
            return place
        tags, words, after = self._tags, self._words, place + 1
        if tags[place] not in _VERBS:
            return place
        adverb = words[after : after + 1] and words[after].endswith("ly")
        if adverb and words[after + 1 : after + 2] and words[after + 1] in _PARTICLES:
            after += 1
        return after + (after < len(words) and words[after] in _PARTICLES)

    def _with_adverb(self, first: int, end: int, how: str) -> Iterator[Span]:
        yield Span(first, end, how)
        if end < len(self._words) and self._words[end].endswith("ly"):
            yield Span(first, end + 1, how)

    def _reached(self, end: int, hops: int, first: int) -> Iterator[int]:
        """Where a span from `first` that has come to `end` may end further on."""
        if not hops or end + 2 >= len(self._words):
            return
        after = end + 1
        if self._tags[end] == "VBN" and self._words[after] in _PREPOSITIONS:
            after += 1
        elif self._words[end] not in _PREPOSITIONS:
            return
        if self._tags[after] == "VBG" or (self._words[end] == "to" and self._tags[after] == "VB"):
            after = self._after_verb(after)
            if self._words[after : after + 1] == ["and"]:
                after = self._after_verb(after + 1)
        for further in self._phrases_after(after):
            if further - first <= _LONGEST:
                yield further
                yield from self._reached(further, hops - 1, first)

    def _phrases_after(self, place: int) -> Iterator[int]:
        """The ends of the noun phrases that begin here but for determiners and loose words."""
        for start in range(place, min(place + _GAP, len(self._words))):
            if start in self._ends:
                yield from self._ends[start]
                return
            if self._words[start] not in _DETERMINERS and self._words[start] not in LOOSE:
                return


_DETERMINERS = word_set("the a an its our their his her all this these both every each one's")


def _compounds(tokens: Sequence[Token]) -> Iterator[Span]:
    """Modifiers made of two words: "harbour-based"."""
    for place, token in enumerate(tokens):
        if token.tag == "JJ" and "-" in token.text and token.text.replace("-", "").isalpha():
            yield Span(place, place + 1, "compound")


def _heading(tokens: Sequence[Token]) -> Iterator[Span]:
    """A short segment: a heading, or a sentence that may be a slogan."""
    size = len(tokens) - (bool(tokens) and tokens[-1].text in _ENDS)
    plain = all(token.text[0].isalnum() or token.text in _JOINING for token in tokens[:size])
    if 2 <= size <= _HEADING and plain and tokens[0].text[0].isalpha():
        how = "heading" if size == len(tokens) else SENTENCE
        yield Span(int(size == len(tokens) and tokens[0].lower in _DETERMINERS), size, how)
