"""Lists in Chinese text known by their own build: marked items, or a word that all share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from glossary.formulas.chinese_items import (
    AND,
    STRIP,
    Span,
    coordinated_items,
    shaped,
    trimmed,
    without_remarks,
    words_of,
)
from glossary.formulas.listing import LONGEST, Listing
from glossary.formulas.model import Formula

_ENUMERATED = (
    re.compile("(?P<n>[一二三四五六七八九十])(?:是|要|则|看|抓)"),
    re.compile("第(?P<n>[一二三四五六七八九十])[，、,：:是]"),
    re.compile("第(?P<n>[一二三四五六七八九十])(?:个|条|项|点|步)?(?:就?是|，|、|：)"),
    re.compile("[（(]?(?P<n>[1-9])[）)．.、](?!\\d)"),
    re.compile("[（(](?P<n>[一二三四五六七八九十])[）)]"),
)


_ORDINALS = ("首先", "其次", "再次", "最后")


def enumerated(text: str, start: int, stop: int, formula: Formula) -> Iterator[Listing]:
    """一是…二是…三是…: marked items, exactly as many as the formula counts."""
    for pattern in _ENUMERATED:
        marks = [
            m
            for m in pattern.finditer(text, start, stop)
            if m.start() == 0
            or text[m.start() - 1] in "，。；：、:;,. 　—（“\n"
            or m.start() == start
        ]
        values = [_value(m["n"]) for m in marks]
        if values == list(range(1, formula.count + 1)):
            ends = [m.end() for m in marks]
            yield from _between(text, [m.start() for m in marks], ends, stop, formula)
    words = list(re.finditer("|".join(_ORDINALS), text[start:stop]))
    if (
        len(words) == formula.count
        and words[0][0] == "首先"
        and words[-1][0] in ("最后", "其次", "再次")
    ):
        starts = [start + m.start() for m in words]
        yield from _between(text, starts, [start + m.end() for m in words], stop, formula)


def _between(
    text: str, starts: list[int], ends: list[int], stop: int, formula: Formula
) -> Iterator[Listing]:
    """The items between marks, each as long as its first sentence."""
    items = []
    for end, following in zip(ends, [*starts[1:], stop], strict=True):
        sentence = next((i for i in range(end, following) if text[i] in "。！？\n"), following)
        items.append(trimmed(text, (end, sentence)))
    last = next((i for i in range(*items[-1]) if text[i] in "；;"), items[-1][1])
    items[-1] = trimmed(text, (items[-1][0], last))
    if all(s < e for s, e in items):
        items = without_remarks(text, items, formula.heads)
        yield Listing(tuple(items), 0.85, starts[0])


def _value(mark: str) -> int:
    return int(mark) if mark.isdecimal() else "零一二三四五六七八九十".index(mark)


def search_words(formula: Formula) -> tuple[str, ...]:
    """What a segment must hold to be worth a look for a list elsewhere."""
    words = tuple(dict.fromkeys(formula.heads)) if all(formula.heads) else ()
    digits = tuple(w.replace("一百", "100") for w in words if "一百" in w)
    return words + digits


def shared(text: str, start: int, stop: int, formula: Formula) -> Iterator[Listing]:
    """Runs of items that each hold the counted word: 首台套、首批次、首版次."""
    heads = formula.heads
    if not all(heads):
        return
    run: list[Span] = []
    for chunk, breaks in _chunks(text, start, stop, heads):
        shares = any(holds(text[slice(*chunk)], head) for head in dict.fromkeys(heads))
        if breaks or not shares:
            yield from _run(text, run, formula)
            run = []
        if shares:
            run.append(chunk)
    yield from _run(text, run, formula)
    yield from _clauses(text, start, stop, formula)
    yield from _groups(text, start, stop, formula)
    yield from _told(text, start, stop, formula)
    yield from _carried(text, start, stop, formula)


def _clauses(text: str, start: int, stop: int, formula: Formula) -> Iterator[Listing]:
    """Clauses that each open with the counted word and may hold lists: 务必A、B，务必C、D."""
    head = formula.head
    if len(formula.parts) > 1 or len(head) < 2:
        return
    run: list[Span] = []
    for mark in re.finditer("([^，,；;。！？：:\n]+)([，,；;。！？：:\n]?)", text[start:stop]):
        clause = mark[1]
        at = clause.find(head)
        last = not run and at >= 0 and len(clause) - at > len(head)
        if formula.form not in clause and (0 <= at <= 4 or last):
            run.append((start + mark.start(1), start + mark.end(1)))
        elif run:
            yield from _clause_run(text, run, formula)
            run = []
        if mark[2] in "。！？：:\n":
            yield from _clause_run(text, run, formula)
            run = []
    yield from _clause_run(text, run, formula)


def _clause_run(text: str, run: list[Span], formula: Formula) -> Iterator[Listing]:
    if len(run) != formula.count:
        return
    items = _to_heads(text, run, formula.heads)
    if items[-1][1] - items[0][0] <= LONGEST:
        yield Listing(tuple(items), 0.82)


def _groups(text: str, start: int, stop: int, formula: Formula) -> Iterator[Listing]:
    """Clauses between semicolons that each hold the counted word: 去产能方面，…；去库存方面，…"""
    heads = formula.heads
    for sentence in re.finditer("[^。！？\n]+", text[start:stop]):
        base = start + sentence.start()
        pieces = [(base + m.start(), base + m.end()) for m in re.finditer("[^；;]+", sentence[0])]
        if len(pieces) != formula.count or formula.form in sentence[0]:
            continue
        if all(holds(text[slice(*p)], h) for p, h in zip(pieces, heads, strict=True)):
            items = without_remarks(text, [trimmed(text, p) for p in pieces], heads)
            if items[-1][1] - items[0][0] <= LONGEST:
                yield Listing(tuple(items), 0.8)


def _told(text: str, start: int, stop: int, formula: Formula) -> Iterator[Listing]:
    """Parts told one by one: 所谓中心，就是A；所谓基本点，就是B和C."""
    if len(formula.parts) < 2:
        return
    items: list[Span] = []
    for part in formula.parts:
        cue = re.compile(
            f"(?:所谓)?[“‘]?{re.escape(part.head)}[”’]?，?(?:就是|即是|即|是指|指的是|指)"
        )
        match = cue.search(text, items[-1][1] if items else start, stop)
        if not match:
            return
        end = next((i for i in range(match.end(), stop) if text[i] in "；;。！？\n"), stop)
        told = coordinated_items(text, match.end(), end) if part.count > 1 else [(match.end(), end)]
        if len(told) != part.count:
            return
        items += [trimmed(text, item) for item in told]
    if items[-1][1] - items[0][0] <= LONGEST:
        yield Listing(tuple(items), 0.85)


def _carried(text: str, start: int, stop: int, formula: Formula) -> Iterator[Listing]:
    """A counted verb that stands once for all its objects: 双减: 减轻A负担和B负担."""
    head = formula.head
    if len(formula.parts) > 1 or len(head) != 1:
        return
    for clause in re.finditer("[^，,；;。！？：:（）\n]+", text[start:stop]):
        at = clause[0].find(head)
        if at < 0 or formula.form in clause[0]:
            continue
        base = start + clause.start()
        verb = next((w for w, f in words_of(clause[0][at:])[:1] if f[:1] == "v"), "")
        pieces = coordinated_items(text, base + at + len(verb), base + len(clause[0]))
        if len(verb) > 1 and len(pieces) == formula.count:
            items = [trimmed(text, piece) for piece in pieces]
            ends = {text[e - 2 : e] for _, e in items}
            if len(ends) == 1 and all(e - s > 2 for s, e in items):
                yield Listing(tuple(items), 0.75)


def _run(text: str, run: list[Span], formula: Formula) -> Iterator[Listing]:
    if len(run) != formula.count:
        return
    heads = formula.heads
    if not all(holds(text[slice(*c)], h) for c, h in zip(run, heads, strict=True)):
        return
    if any(formula.form in text[slice(*chunk)] for chunk in run):
        return
    items = _to_heads(text, run, heads)
    if items[-1][1] - items[0][0] <= LONGEST and len({text[slice(*i)] for i in items}) == len(
        items
    ):
        yield Listing(tuple(items), 0.8 if len(heads[0]) > 1 or formula.count > 2 else 0.7)


def _to_heads(text: str, run: list[Span], heads: tuple[str, ...]) -> list[Span]:
    """Cut what stands before the first head or after the last where the other items show it."""
    items = [
        _past_link(text, trimmed(text, span), head) for span, head in zip(run, heads, strict=True)
    ]
    items = _past_common(text, items, heads)
    parts = [text[slice(*span)] for span in items]
    for i in range(len(items)):
        own = [k for k in range(len(items)) if heads[k] == heads[i] and k != i]
        if own and i == 0 and all(parts[k].startswith(heads[k]) for k in own):
            at = parts[0].rfind(heads[0])
            items[0] = (items[0][0] + max(at, 0), items[0][1])
    if all(part.endswith(head) for part, head in zip(parts[:-1], heads[:-1], strict=True)):
        at = parts[-1].find(heads[-1])
        if at >= 0:
            items[-1] = (items[-1][0], items[-1][0] + at + len(heads[-1]))
    return shaped(text, items, heads)


def _past_link(text: str, item: Span, head: str) -> Span:
    """An item without the word that links it to the others: 既…, 又…"""
    lead = re.match(
        f"(?:既要?|又要?|也要?|还要?|则|并|更|再|就?是)(?=.?{re.escape(head)})", text[slice(*item)]
    )
    return (item[0] + lead.end(), item[1]) if lead else item


def _past_common(text: str, items: list[Span], heads: tuple[str, ...]) -> list[Span]:
    """Items without the words that open each before the counted one: 实现碳达峰，实现…"""
    ats = [text.find(head, *item) for item, head in zip(items, heads, strict=True)]
    if (
        len(set(heads)) > 1
        or min(ats) < 2
        or any(a - s < 3 for a, (s, _) in zip(ats, items, strict=True))
    ):
        return items
    if len({text[at - 2 : at] for at in ats}) > 1:
        return items
    if max(end - at for at, (_, end) in zip(ats, items, strict=True)) > len(heads[0]) + 3:
        return items
    return [(at, end) for at, (_, end) in zip(ats, items, strict=True)]


def share_heads(items: Sequence[str], formula: Formula) -> bool:
    """Whether each item holds what the formula counts."""
    return all(formula.heads) and all(
        holds(item, head) for item, head in zip(items, formula.heads, strict=True)
    )


def holds(item: str, head: str) -> bool:
    if head in item:
        return True
    return "一百" in head and head.replace("一百", "100") in item


def _chunks(
    text: str, start: int, stop: int, heads: tuple[str, ...]
) -> Iterator[tuple[Span, bool]]:
    """The pieces between separators; True where the piece does not continue a list."""
    previous = start
    breaks = True
    masked = _REMARK.sub(lambda m: "〇" * len(m[0]), text[start:stop])
    for mark in _SEPARATOR.finditer(masked):
        end = start + mark.start()
        if end > previous and text[previous:end].strip(STRIP):
            for i, piece in enumerate(_split_and(text, previous, end, heads)):
                yield piece, breaks and i == 0
            breaks = False
        breaks = breaks or mark[0] in "。！？：:（）()\n"
        previous = start + mark.end()
    if text[previous:stop].strip(STRIP):
        for i, piece in enumerate(_split_and(text, previous, stop, heads)):
            yield piece, breaks and i == 0


#: What ends a piece; a short remark in parentheses, as in 首台（套）, does not.
_SEPARATOR = re.compile("[、，,；;。！？：:（）()\n]|(?<=[”」』])\\s*(?=[“「『])")


_REMARK = re.compile("[（(][^（）()]{1,4}[）)]")


def _split_and(text: str, start: int, end: int, heads: tuple[str, ...]) -> list[Span]:
    """A piece cut at each "and" with a counted word on both sides."""
    cuts = []
    left = start
    for mark in AND.finditer(text, start, end):
        both = (text[left : mark.start()], text[mark.end() : end])
        if all(any(holds(side, head) for head in heads) for side in both):
            cuts.append((left, mark.start()))
            left = mark.end()
    return [*cuts, (left, end)]
