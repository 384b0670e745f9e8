"""Lists in English text known by their own build: marked items, or a word that all share."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.formulas.english_items import (
    AND,
    STRIP,
    Span,
    first_item,
    head_patterns,
    last_item,
    sentence_end,
    stem_of,
    trimmed,
)
from glossary.formulas.listing import LONGEST, Listing
from glossary.formulas.model import Formula

_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
)


def enumerated(text: str, start: int, stop: int, formula: Formula) -> Iterator[Listing]:
    """ "First, … Second, …" or "(1) … (2) …": marked items, exactly as many as the formula counts."""
    count = formula.count
    for names in (_ORDINALS, [word + "ly" for word in _ORDINALS]):
        pattern = (
            r"(?:^|(?<=[.;:,—–(] )|(?<=\n)|(?<= and ))(?:the )?("
            + "|".join(names)
            + r")(?:,|:| is| is to| to)\s+"
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
    """What a segment must hold to be worth a look for a list elsewhere."""
    return (
        tuple(dict.fromkeys(stem_of(head) for head in formula.heads)) if all(formula.heads) else ()
    )


def shared(text: str, start: int, stop: int, formula: Formula) -> Iterator[Listing]:
    """Runs of items that each hold the counted word: "first set of …, first batch of … and …"."""
    patterns = head_patterns(formula)
    if not patterns:
        return
    run: list[Span] = []
    for chunk, breaks in _chunks(text, start, stop, patterns):
        holds = any(p.search(text, *chunk) for p in dict.fromkeys(patterns))
        if breaks or not holds:
            yield from _run(text, run, formula, patterns)
            run = []
        if holds:
            run.append(chunk)
    yield from _run(text, run, formula, patterns)


def _chunks(
    text: str, start: int, stop: int, patterns: list[re.Pattern[str]]
) -> Iterator[tuple[Span, bool]]:
    previous, breaks = start, True
    for mark in re.finditer(r"[,;:()\[\]—–\n“”\"]|[.!?](?=\s|$)|$", text[start:stop]):
        end = start + mark.start()
        if text[previous:end].strip(STRIP):
            for i, piece in enumerate(_split_shared(text, previous, end, patterns)):
                yield piece, breaks and i == 0
            breaks = False
        breaks = breaks or mark[0] in (".", "!", "?", ":", "(", ")", "[", "]", "—", "–")
        previous = start + mark.end()


def _split_shared(text: str, start: int, end: int, patterns: list[re.Pattern[str]]) -> list[Span]:
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


def _run(
    text: str, run: list[Span], formula: Formula, patterns: list[re.Pattern[str]]
) -> Iterator[Listing]:
    if len(run) != formula.count:
        return
    items = [trimmed(text, span) for span in run]
    heads = []
    for item, pattern in zip(items, patterns, strict=True):
        match = pattern.search(text, *item)
        if not match:
            return
        heads.append(match.span())
    if all(h[0] == i[0] for h, i in zip(heads[1:], items[1:], strict=True)):
        items[0] = (heads[0][0], items[0][1])
    if all(h[1] == i[1] for h, i in zip(heads[:-1], items[:-1], strict=True)):
        items[-1] = (items[-1][0], heads[-1][1])
        items[0] = first_item(text, items[0], items[1:])
    else:
        items[-1] = last_item(text, items[-1], items[:-1])
    if items[-1][1] - items[0][0] <= LONGEST and max(e - s for s, e in items) <= 150:
        yield Listing(tuple(items), 0.8)
