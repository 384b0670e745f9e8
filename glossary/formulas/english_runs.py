"""Lists in English text known by their own build: marked items, or a word that all share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from glossary.formulas.english_items import (
    AND,
    STRIP,
    Span,
    cut_at_and,
    first_item,
    head_patterns,
    last_item,
    opening_sort,
    pieces_between,
    sentence_end,
    stem_of,
    trimmed,
    without_remarks,
)
from glossary.formulas.listing import LONGEST, Listing
from glossary.formulas.model import Formula

Patterns = Sequence[re.Pattern[str]]

_ORDINALS = tuple(
    f"{stem}th" if stem not in ("first", "second", "third") else stem
    for stem in ("first", "second", "third", "four", "fif", "six", "seven", "eigh", "nin", "ten")
)
_CARDINALS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def enumerated(text: str, start: int, stop: int, formula: Formula) -> Iterator[Listing]:
    """Items marked "First, … Second, …" or "(1) … (2) …", as many as the formula counts."""
    count = formula.count
    for names in (_ORDINALS, [word + "ly" for word in _ORDINALS], _CARDINALS):
        pattern = (
            r"(?:^|(?<=[.;:,—–(] )|(?<=\n)|(?<= and ))(?:the )?("
            + "|".join(names)
            + r")(?:,|:| is to| is| to)\s+"
        )
        marks = list(re.finditer(pattern, text[start:stop], re.IGNORECASE))
        values = [names.index(m[1].lower()) + 1 for m in marks]
        if values == list(range(1, count + 1)):
            yield from _between(text, start, stop, marks)
    for pattern in (r"\(?(?<![\w.])([1-9])[).](?!\d)\s*", r"\(([a-i])\)\s*", r"\(([ivx]+)\)\s*"):
        marks = list(re.finditer(pattern, text[start:stop]))
        if [_value(m[1]) for m in marks] == list(range(1, count + 1)):
            yield from _between(text, start, stop, marks)


def _between(text: str, start: int, stop: int, marks: list[re.Match[str]]) -> Iterator[Listing]:
    """The items between marks, each as long as its first sentence."""
    bounds = [m.start() for m in marks[1:]] + [stop - start]
    items = []
    for mark, bound in zip(marks, bounds, strict=True):
        first, last = start + mark.end(), start + bound
        items.append(trimmed(text, (first, min(last, sentence_end(text, first)))))
    if all(s < e for s, e in items):
        yield Listing(tuple(items), 0.85, start + marks[0].start())


def _value(mark: str) -> int:
    if mark.isdecimal():
        return int(mark)
    roman = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    return roman.index(mark) + 1 if len(mark) > 1 or mark == "i" else ord(mark) - 96


def search_words(formula: Formula) -> tuple[str, ...]:
    """What a segment must hold to be worth a look for a list elsewhere; one for each count word."""
    return tuple(dict.fromkeys(stem_of(head) for head in formula.heads if head))


def share_heads(items: Sequence[str], formula: Formula) -> bool:
    """Whether each item holds what the formula counts."""
    return any(
        all(pattern.search(item) for item, pattern in zip(items, patterns, strict=True))
        for patterns in head_patterns(formula)
    )


def shared(text: str, start: int, stop: int, formula: Formula) -> Iterator[Listing]:
    """Runs of items that each hold the counted word: "first set of …, first batch of … and …"."""
    for patterns in head_patterns(formula):
        run: list[Span] = []
        for chunk, breaks in _chunks(text, start, stop, patterns):
            holds = any(p.search(text, *chunk) for p in dict.fromkeys(patterns))
            if breaks or not holds:
                yield from _run(text, run, formula, patterns)
                run = []
            if holds:
                run.append(chunk)
        yield from _run(text, run, formula, patterns)
        yield from _clauses(text, start, stop, formula, patterns)
        yield from _carried(text, start, stop, formula, patterns[0])


def _clauses(
    text: str, start: int, stop: int, formula: Formula, patterns: Patterns
) -> Iterator[Listing]:
    """Clauses that each open with the counted word and may hold lists: "firmly A, B and C"."""
    for sentence in re.finditer(r"(?:[^.!?\n]|[.!?](?!\s|$))+", text[start:stop]):
        base = start + sentence.start()
        pieces = pieces_between(text, base, base + len(sentence[0]), ";")
        if len(pieces) == formula.count and all(
            p.search(text, *piece) for p, piece in zip(patterns, pieces, strict=True)
        ):
            items = [trimmed(text, piece) for piece in pieces]
            if items[-1][1] - items[0][0] <= LONGEST:
                yield Listing(tuple(items), 0.82)
            continue
        heads = list(patterns[0].finditer(sentence[0]))
        if len(heads) != formula.count or len(formula.parts) > 1 or ";" in sentence[0]:
            continue
        opens = [base + m.start() for m in heads]
        lead = [
            re.search(r"(?:^|[,:—“\"]|\b(?:and|to|is|are|by))\s*$", text[base:at]) for at in opens
        ]
        if all(lead):
            ends = [*opens[1:], base + len(sentence[0])]
            items = [trimmed(text, pair) for pair in zip(opens, ends, strict=True)]
            items = [(a, b - len(_dangling(text[a:b]))) for a, b in items]
            if items[-1][1] - items[0][0] <= LONGEST and _list_in(text[slice(*items[-1])]):
                yield Listing(tuple(items), 0.82)


def _dangling(item: str) -> str:
    """The "and" that an item cut at the next one ends in."""
    found = re.search(r"[,\s]*\b(?:and|or|to)$", item)
    return found[0] if found else ""


def _list_in(item: str) -> bool:
    """Whether an item holds a list of verbs of its own: "firmly encourage, support and guide …"."""
    pieces = item.split(",")
    if len(pieces) < 2 or not AND.search(pieces[-1]):
        return False
    return len(pieces[0].split()) <= 2 or opening_sort(pieces[1]) == "V"


def _carried(
    text: str, start: int, stop: int, formula: Formula, pattern: re.Pattern[str]
) -> Iterator[Listing]:
    """A counted verb that stands once for all objects: "reducing the A and the B burden"."""
    if len(formula.parts) > 1:
        return
    for clause in re.finditer(r"[^,;:.!?()\n]+", text[start:stop]):
        base = start + clause.start()
        heads = list(pattern.finditer(clause[0]))
        if len(heads) != 1 or heads[0].start() == 0 or formula.form in clause[0].lower():
            continue
        pieces = cut_at_and(text, (base + heads[0].end(), base + len(clause[0])), [])
        if not heads[0][0].lower().endswith(("ing", "e", "es")) or not pieces or formula.count != 2:
            continue
        items = [trimmed(text, piece) for piece in pieces]
        words = [set(text[slice(*item)].lower().split()) for item in items]
        if (words[0] & words[1]) - {"the", "of", "and", "a", "in"}:
            yield Listing(tuple(items), 0.75)


def _chunks(text: str, start: int, stop: int, patterns: Patterns) -> Iterator[tuple[Span, bool]]:
    previous, breaks = start, True
    for mark in re.finditer(r"[,;:()\[\]—–\n“”\"]|[.!?](?=\s|$)|$", text[start:stop]):
        end = start + mark.start()
        if text[previous:end].strip(STRIP):
            for i, piece in enumerate(_split_shared(text, previous, end, patterns)):
                yield piece, breaks and i == 0
            breaks = False
        breaks = breaks or mark[0] in (".", "!", "?", ":", "(", ")", "[", "]", "—", "–")
        previous = start + mark.end()


def _split_shared(text: str, start: int, end: int, patterns: Patterns) -> list[Span]:
    cuts = []
    left = start
    for mark in AND.finditer(text, start, end):
        if all(
            any(p.search(text, *side) for p in patterns)
            for side in ((left, mark.start()), (mark.end(), end))
        ):
            cuts.append((left, mark.start()))
            left = mark.end()
    return [*cuts, (left, end)]


def _run(text: str, run: list[Span], formula: Formula, patterns: Patterns) -> Iterator[Listing]:
    if len(run) != formula.count:
        return
    items = [trimmed(text, span) for span in run]
    heads = []
    for item, pattern in zip(items, patterns, strict=True):
        match = pattern.search(text, *item)
        if not match:
            return
        heads.append(match.span())
    items = without_remarks(text, items, heads)
    if all(h[0] == i[0] for h, i in zip(heads[1:], items[1:], strict=True)) and len(items) > 2:
        items[0] = (heads[0][0], items[0][1])
    elif all(h[1] == i[1] for h, i in zip(heads[:-1], items[:-1], strict=True)):
        items[-1] = (items[-1][0], heads[-1][1])
        items[0] = first_item(text, items[0], items[1:])
    elif heads[0][0] > items[0][0]:
        items[0] = first_item(text, items[0], items[1:])
    items[-1] = last_item(text, items[-1], items[:-1])
    if items[-1][1] - items[0][0] <= LONGEST and max(e - s for s, e in items) <= 150:
        yield Listing(tuple(items), 0.8)
