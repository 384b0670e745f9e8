"""What tells whether a list is of the members of a formula: features of a log-linear model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from math import log

from align.model import Language
from glossary.formulas.find import asked
from glossary.formulas.items import COMMAS, STOPS, Item, Items, is_unbalanced
from glossary.formulas.listing import Build, Cut, Listing
from glossary.formulas.model import Formula
from glossary.formulas.passage import Passage, Span, head_in
from glossary.formulas.wording import worded
from glossary.language.lists import pattern, patterns

#: Features of which each is met rarely; a smaller value lets the fit trust them less.
_RARE = 0.5
#: First letters of the tags of nouns, adjectives and names.
_CONTENT = {Language.ZH: "najils", Language.EN: "NJ"}
_OPEN = {Language.ZH: re.compile("等$"), Language.EN: re.compile(r"\betc\.?$")}
_AT_END = 6  #: characters at which it looks at most


@dataclass(frozen=True, slots=True)
class _Gap:
    """How many sentences, clauses and words end in a gap, and by what cue it joins, if by any."""

    sentences: int
    commas: int
    words: int
    cue: str


@dataclass(frozen=True)
class Around:
    """A formula where it stands in a passage.

    Attributes:
        place: the span of the formula.
    """

    passage: Passage
    formula: Formula
    place: Span

    @cached_property
    def outer(self) -> Span:
        """The formula with the quotation marks around it."""
        text, (start, end) = self.passage.text, self.place
        return start - (text[start - 1 : start] in tuple('“‘「『"')), end + (
            text[end : end + 1] in tuple('”’」』"')
        )

    @cached_property
    def counters(self) -> list[Span]:
        """Where other things are counted."""
        counted = pattern(self.passage.language, "formulas", "{counters}")
        found = (m.span() for m in counted.finditer(self.passage.text))
        return [each for each in found if each[1] <= self.outer[0] or self.outer[1] <= each[0]]

    @cached_property
    def items(self) -> Items:
        """What is read in the items of lists."""
        return Items(self.passage, self.formula)

    def said(self, listing: Listing) -> tuple[str, ...]:
        """The members of a list as they are read."""
        texts = (" ".join(self.passage.text[slice(*item)].split()) for item in listing.items)
        return (
            tuple(texts)
            if self.passage.language is Language.EN
            else tuple(
                text.strip('“”‘’"「」『』') if not is_unbalanced(text.strip("“”")) else text
                for text in texts
            )
        )

    def features(self, listing: Listing) -> dict[str, float]:
        """What is known of a list, by name.

        English has each feature a second time, so that it departs from what holds of both
        languages only as far as its passages tell (Daumé 2007, "Frustratingly easy domain
        adaptation").
        """
        items = self.items.of(listing)
        held = self.items.held(items)
        found = {"a list": 1.0, f"build {listing.build}": 1.0, f"cut {listing.cut}": 1.0}
        told = chain(
            self._joined(listing, held),
            self._bounded(listing, held),
            self._alike(listing, items),
            self._headed(listing, items, held),
            self._claimed(listing),
            worded(self.passage, listing, items, self.outer),
        )
        found |= {name: float(strength) for name, strength in told if strength}
        if self.passage.language is Language.EN:
            found |= {f"{name}, English": strength for name, strength in found.items()}
        return found

    def _joined(self, listing: Listing, held: str) -> Iterator[tuple[str, float]]:
        """How the list and the formula are joined."""
        start, end = self.outer
        after = listing.start >= end
        side = "after" if after else "before"
        # Marks count from the next thing on; what is cut off the last item is no gap.
        gap = self._gap(*((end, listing.start) if after else (listing.end, start)))
        sentences, commas, words, cue = gap.sentences, gap.commas, gap.words, gap.cue or "none"
        yield side, 1
        yield f"{side}, {listing.build}", 1
        near = (
            "near"
            if sentences == 0 and commas <= (2 if cue != "none" else 0) and words <= 12
            else "far"
        )
        yield f"{side}, {cue}, {near}", 1
        yield f"{near}, {held}", 1
        yield f"{near}, {listing.build}", 1
        whole = (end, listing.whole[0][0]) if after else (listing.whole[-1][1], start)
        joint = self._gap(*whole).cue
        is_cut = (
            listing.items[0][0] != listing.whole[0][0]
            if after
            else listing.end != listing.whole[-1][1]
        )
        if joint and listing.build is not Build.MARKED:
            yield f"{side}, {joint}, {'cut' if is_cut else 'uncut'}", 1
            yield f"{side}, joint {'cut' if is_cut else 'uncut'}", 1
        yield f"{side}, {cue}", 1
        yield f"{side}, sentences between", min(sentences, 4)
        yield f"{side}, another sentence", sentences > 0
        yield f"{side}, clauses between", min(commas, 4)
        yield f"{side}, words between", log(1 + words)
        yield f"{side}, touches", words == 0
        yield f"{side}, {listing.build}, words between", log(1 + words)
        yield "quoted", self.outer != self.place
        yield f"{side}, quoted", self.outer != self.place
        yield f"{side}, quoted, touches", self.outer != self.place and words == 0

    def _gap(self, low: int, high: int) -> _Gap:
        """What stands between the formula and a list, which many lists have in common."""
        found = self._gaps.get((low, high))
        if found is None:
            passage, after = self.passage, low == self.outer[1]
            text = passage.text[low:high]
            cues = patterns(passage.language, "formulas", "after" if after else "before").items()
            found = self._gaps[low, high] = _Gap(
                len(STOPS.findall(text)),
                len(COMMAS.findall(text)),
                len(passage.words_in(low, high)),
                next((n for n, each in cues if (each.search if after else each.match)(text)), ""),
            )
        return found

    @cached_property
    def _gaps(self) -> dict[Span, _Gap]:
        return {}

    def _bounded(self, listing: Listing, held: str) -> Iterator[tuple[str, float]]:
        """What stands right before and right after the list, and whether it was cut there."""
        text = self.passage.text
        left = text[: listing.items[0][0]].rstrip(' “‘「『"')[-1:]
        right = text[listing.end :].lstrip(' ”’」』"')[:1]
        if listing.build not in (Build.MARKED, Build.SENTENCES):
            yield f"begins at {_sort(left)}", 1
            if listing.items[0][0] != listing.whole[0][0]:
                before = self.passage.words_in(listing.whole[0][0], listing.items[0][0])
                own = self.passage.words_in(*listing.items[0])
                if before and own:
                    yield f"begins after {before[-1].tag[:1]}", _RARE
                    yield f"begins with {own[0].tag[:1]}", _RARE
                yield "words cut before", log(1 + len(before))
            yield f"ends at {_sort(right)}", 1
            if listing.end != listing.whole[-1][1]:
                after = self.passage.words_in(listing.end, listing.whole[-1][1])
                own = self.passage.words_in(*listing.items[-1])
                if after:
                    content = after[0].tag[:1] in _CONTENT[self.passage.language]
                    yield "cuts a word of content off the last", content
                if after and own:
                    yield f"ends before {after[0].tag[:1]}", _RARE
                    yield f"ends with {own[-1].tag[:1]}", _RARE
                yield "words cut after", log(1 + len(after))
        yield (
            "ends with and so on",
            bool(
                _OPEN[self.passage.language].search(
                    text, max(0, listing.end - _AT_END), listing.end
                )
            ),
        )
        spare = len(listing.before) + len(listing.after)
        if self.passage.language is Language.ZH:
            yield "spare pieces", min(spare, 5)
        yield "no spare piece", spare == 0
        if spare:
            yield from self._goes_on(listing, held)

    def _goes_on(self, listing: Listing, held: str) -> Iterator[tuple[str, float]]:
        """Whether the row of which the list is a part has more of its kind beside it."""
        passage, items = self.passage, listing.items
        said = [passage.text[slice(*item)] for item in items]
        for name, beside, gap in (
            ("before", listing.before[-1:], lambda own: (own[1], items[0][0])),
            ("after", listing.after[:1], lambda own: (items[-1][1], own[0])),
        ):
            for own in beside:
                text = passage.text[slice(*passage.trimmed(own))]
                touches = not passage.words_in(*gap(own))
                yield f"goes on {name}", touches
                yield f"goes on {name}, {listing.build}", touches
                begins = {each[:2] for each in (*said[1:], text)}
                ends = {each[-2:] for each in (*said[:-1], text)}
                yield f"one more alike {name}", len(begins) == 1 or len(ends) == 1
                head = self.formula.head
                counted = bool(head) and head_in(passage, own, head) is not None
                yield f"one more counted {name}", counted and held == "all"

    def _alike(self, listing: Listing, items: Sequence[Item]) -> Iterator[tuple[str, float]]:
        """How alike the items are: first to last, the first to the rest, the last to the rest."""
        said = [item.text for item in items]
        words = [item.words for item in items]
        lengths = [
            len(own) or 1 for own in (said if self.passage.language is Language.ZH else words)
        ]
        middle = lengths[1:-1] or lengths
        usual = sum(middle) / len(middle)
        yield "of a length", len(set(lengths)) == 1
        if self.passage.language is Language.ZH:
            yield "spread of lengths", log(max(lengths) / min(lengths))
        if listing.build not in (Build.MARKED, Build.SENTENCES):
            for name, own, others in (
                ("first", lengths[0], lengths[1:]),
                ("last", lengths[-1], lengths[:-1]),
            ):
                mean = sum(others) / len(others)
                yield f"{name} longer", max(0.0, log(own / max(others)))
                yield f"{name} shorter", max(0.0, log(min(others) / own))
                yield f"{name} as long as all", own == max(others) == min(others)
                yield f"{name} by length", abs(log(own / mean))
        yield "length", log(usual)
        yield f"{listing.build}, length", log(usual)
        yield "count", log(len(said))
        yield "two", len(said) == 2
        starts, ends = [each[:1] for each in said], [each[-1:] for each in said]
        if self.passage.language is Language.EN:
            starts = [each.split()[0].lower() for each in said]
            ends = [each.split()[-1].lower() for each in said]
        for name, edge in (("begin", starts), ("end", ends)):
            yield f"all {name} alike", len(set(edge)) == 1
            inner = edge[1:] if name == "begin" else edge[:-1]
            odd = edge[0] if name == "begin" else edge[-1]
            if len(inner) > 1:
                yield f"all but one {name} alike", len(set(inner)) == 1 and odd not in inner
        if all(words):
            for name, tags in (
                ("begin", [own[0].tag[:1] for own in words]),
                ("end", [own[-1].tag[:1] for own in words]),
            ):
                inner = tags[1:] if name == "begin" else tags[:-1]
                odd = tags[0] if name == "begin" else tags[-1]
                yield f"tags {name} alike", len(set(tags)) == 1
                yield f"tag of one does not {name} so", odd not in inner
        yield "unbalanced", any(item.unbalanced for item in items)
        yield "comma within", any(item.comma for item in items)
        if listing.build in (Build.RUN, Build.HEADED):
            yield "item parted", any(item.parted for item in items)
        yield "stop within", any(item.stop for item in items)
        yield "all in quotation marks", all(item.quoted for item in items)

    def _headed(
        self, listing: Listing, items: Sequence[Item], told: str
    ) -> Iterator[tuple[str, float]]:
        """Whether the items have what the formula counts."""
        if not self.items.heads:
            yield "nothing said to be counted", 1
            yield from self._cut(listing, told)
            return
        found = [item.head for item in items]
        size = "a character" if len(self.formula.head) == 1 else "a word"
        held = sum(each is not None for each in found)
        yield f"{size} counted in all", held == len(found)
        yield f"{size} counted in none", held == 0
        yield f"{size} counted in some", 0 < held < len(found)
        if held == len(found):
            yield (
                f"{size} begins all",
                all(
                    head and head[0] == item[0]
                    for head, item in zip(found, listing.items, strict=True)
                ),
            )
            yield (
                f"{size} ends all",
                all(
                    head and head[1] == item[1]
                    for head, item in zip(found, listing.items, strict=True)
                ),
            )
            own = [
                (head[0] == item[0], head[1] == item[1])
                for head, item in zip(found, listing.items, strict=True)
                if head
            ]
            yield "first begins otherwise", not own[0][0] and all(each[0] for each in own[1:])
            yield "last ends otherwise", not own[-1][1] and all(each[1] for each in own[:-1])
        yield from self._cut(listing, told)
        before = {self.passage.text[max(0, start - 2) : start] for start, _ in listing.items}
        yield "the same stands before all", len(before) == 1 and before.pop().isalnum()
        yield "several things counted", len(self.formula.parts) > 1
        if len(self.formula.parts) > 1:
            yield "several things counted in all", held == len(found)

    def _cut(self, listing: Listing, held: str) -> Iterator[tuple[str, float]]:
        """What was left out of each item."""
        text = self.passage.text
        clauses = [len(COMMAS.findall(text[slice(*each)])) + 1 for each in listing.whole]
        mean = sum(clauses) / len(clauses)
        yield f"{listing.build}, {listing.cut}", 1
        yield f"{listing.build}, {listing.cut}, clauses", mean - 1
        yield f"{listing.cut}, {held}", 1
        if listing.cut in (Cut.FROM_HEAD, Cut.TO_HEAD, Cut.REMARK):
            pairs = list(zip(listing.whole, listing.items, strict=True))
            before = {text[whole[0] : item[0]] for whole, item in pairs}
            after = {text[item[1] : whole[1]] for whole, item in pairs}
            yield f"{listing.cut} cuts all alike", len(before) == len(after) == 1
            yield f"{listing.cut} cuts nothing of some", any(whole == item for whole, item in pairs)

    def _claimed(self, listing: Listing) -> Iterator[tuple[str, float]]:
        """Whether something else is counted that may have the list."""
        start, end = listing.start, listing.end
        low, high = (
            sorted((self.outer[0], start)) if start < self.outer[0] else (self.outer[1], start)
        )
        if start < self.outer[0]:
            low, high = end, self.outer[0]
        between = [each for each in self.counters if low <= each[0] and each[1] <= high]
        yield "something else counted between", bool(between)
        same = [each for each in between if self._counts(each)]
        yield "as many of something else counted between", bool(same)
        reach = 8 if self.passage.language is Language.ZH else 25
        other = [
            each
            for each in self.counters
            if each not in between
            and (0 <= start - each[1] <= reach or 0 <= each[0] - end <= reach)
        ]
        yield "something else counted beside", bool(other)
        yield "as many of something else counted beside", any(map(self._counts, other))
        within = [each for each in self.counters if start <= each[0] and each[1] <= end]
        yield "something else counted within", bool(within)

    def _counts(self, counter: Span) -> bool:
        """Whether something else is counted and is as many."""
        text = self.passage.text[slice(*counter)].strip(' “”‘’"')
        counted = asked(
            text + ("项" if self.passage.language is Language.ZH else " x"), self.passage.language
        )
        return counted is not None and counted.count == self.formula.count


def _sort(mark: str) -> str:
    """A character by what it parts."""
    if not mark:
        return "the end"
    if mark.isalnum():
        return mark if mark in "等的为相这之" else "a word"
    for name, marks in (
        ("a stop", "。！？.!?\n"),
        ("a comma", "，,"),
        ("a semicolon", "；;"),
        ("a colon", "：:"),
        ("a bracket", "（）()"),
        ("an item", "、"),
        ("a dash", "—–-"),
    ):
        if mark in marks:
            return name
    return "a mark"
