"""The lists in Chinese text that spell a numeric formula out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.formulas.listing import LONGEST, Listing
from glossary.formulas.model import Formula

Span = tuple[int, int]

#: "and" as a word of its own, not within 和谐, 共和国, 参与, 普及 …
_AND = re.compile(
    "以及|(?<![共中平温总饱缓柔随调])和(?![平谐睦解谈约气会])|(?<![参给赋])与(?![会其])|(?<![涉普以触波提顾危遍])及(?![时其格])"
    "|(?<=[^合兼])并且"
)
_OPEN, _CLOSE = '“‘"「『《（(', '”’"」』》）)'
_STRIP = ' \t\n\u3000，、；：。！？,;:.—“”‘’"「」『』'
_NAMING = (
    "(?:即为|即是|即|也就是说|也就是|就是指|就是|亦即|是指|指的是|指的就是|指|分别是指|分别是|分别为|分别指"
    "|主要包括|具体包括|包括了?|具体是|具体指|主要是|主要指|主要有|包含|涵盖|是由|由|内涵是|内容是|是|为|有)"
)
_AFTER = re.compile(
    '[”’"」』》]?(?P<suffix>[^\\W\\d_]{0,10}?)(?P<gap>(?:的(?:基本|主要|核心|具体|科学|丰富)?(?:内涵|内容|要求|含义|意思|目标|任务)?)?)'
    f"(?P<cue>[（(](?:{_NAMING}[：:]?)?|[，,]?{_NAMING}[：:——]{{0,2}}|[：:]|——?)"
)
_GAP_BEFORE = re.compile(
    "(?:[等这]|这样)?"
    "(?:相结合|有机结合|紧密结合|协同联动|协同|联动|并举|融合发展|融合|统筹推进|统筹|有机统一|相统一|协调统一|于一体|为一体|融为一体"
    "|一体推进|一体|为(?:主要|核心|基本|重点)?内容|为(?:主|核心|重点|支撑|代表|基础|目标)|在内|组成|构成|形成|共同参与|参与|贯通"
    "|(?:几个|[一二三四五六七八九十两]个)?方面)?"
    "(?:的|之)?"
    "(?:[，,（(]|——?|：)?"
    "(?:(?:也就是|亦即|即|统称为?|简称为?|合称为?|并称为?|又称|概括为|归纳为|总结为|概括起来就是|称之为|称为|叫做|被称为|就是|这就是|共同构成了?|共同组成了?|构成了?|组成了?|形成了?)"
    "(?:我们(?:常|所)?说的|通常所说的|人们(?:常|所)说的|所谓的?|著名的|了)?)?"
    '(?:这|新的?|新型)?[“‘"「『《]?$'
)
_LEAD = re.compile(
    "^.*(?:包括|涵盖|分别是|就是|是指|指的是|即|由|分别为|具体为|主要是|内容为|做到|体现为)(?=.)"
)
_ANAPHOR = re.compile(
    "^(?:这就是|这是|以上就是|以上|上述|此即|这些就是|它们就是|我们称之为|人们称之为|简称|统称|合称)"
)
_OPENING = re.compile(
    "^(?:即|就是|也就是|这就是|分别是|它们是|具体包括|主要包括|包括|具体是|具体来说是?|具体而言是?|其中|内容(?:包括|是)|其内涵是)[：:，,]?"
)
_ENUMERATED = (
    re.compile("(?P<n>[一二三四五六七八九十])(?:是|要|则|看|抓)"),
    re.compile("第(?P<n>[一二三四五六七八九十])[，、,：:个是]"),
    re.compile("[（(]?(?P<n>[1-9])[）)．.、](?!\\d)"),
    re.compile("[（(](?P<n>[一二三四五六七八九十])[）)]"),
)
_ORDINALS = ("首先", "其次", "再次", "最后")


def after(text: str, end: int, formula: Formula) -> Iterator[Listing]:
    """Lists that follow the formula ending at `end`: 即…, 是指…, （…）, ：…"""
    cue = _AFTER.match(text, end, min(len(text), end + 40))
    if not cue:
        return
    start = cue.end()
    bracket = cue["cue"][0] in "（("
    stop = _close(text, start) if bracket else _sentence_end(text, start)
    weak = cue["cue"].strip("，,") in ("是", "为", "有", "由") or (cue["suffix"] and not bracket)
    yield from _region(text, start, stop, formula, 0.85 if weak else 0.95)


def before(text: str, start: int, formula: Formula) -> Iterator[Listing]:
    """Lists that end right before the formula starting at `start`: A、B和C“三位一体”."""
    floor = max(0, start - LONGEST - 40)
    left = text[floor:start]
    gap = next((m for m in _GAP_BEFORE.finditer(left)), None)
    if gap is None:
        return
    if not gap[0] and not formula.strong:
        return
    stop = floor + gap.start()
    opening = max(text.rfind(mark, floor, stop) for mark in "。！？\n；：:") + 1
    begin = max(opening, floor)
    yield from _backwards(text, begin, stop, formula, 0.9)


def opening(text: str, formula: Formula) -> Iterator[Listing]:
    """A list that opens the segment after the formula's: 即A、B、C。"""
    cue = _OPENING.match(text)
    if cue:
        yield from _region(text, cue.end(), _sentence_end(text, cue.end()), formula, 0.85)


def is_anaphor(text: str, start: int) -> bool:
    """Whether a segment points back with what stands before the formula: 这就是“三严三实”."""
    return start <= 20 and bool(_ANAPHOR.match(text.lstrip("“")))


def closing(text: str, formula: Formula) -> Iterator[Listing]:
    """A list at the end of a segment that the next one sums up."""
    stop = len(text.rstrip(_STRIP))
    begin = max(text.rfind(mark, 0, stop) for mark in "。！？：:\n") + 1
    if stop - begin <= LONGEST + 40:
        yield from _backwards(text, begin, stop, formula, 0.8)
        yield from _flat(text, begin, stop, formula, 0.75, "，,；;")


def enumerated(text: str, start: int, stop: int, formula: Formula) -> Iterator[Listing]:
    """一是…二是…三是…: marked items, exactly as many as the formula counts."""
    for pattern in _ENUMERATED:
        marks = [
            m
            for m in pattern.finditer(text, start, stop)
            if m.start() == 0
            or text[m.start() - 1] in "，。；：、:;,. 　—（“"
            or m.start() == start
        ]
        values = [_value(m["n"]) for m in marks]
        if values == list(range(1, formula.count + 1)):
            yield from _between(text, [m.start() for m in marks], [m.end() for m in marks], stop)
    words = [m for m in re.finditer("|".join(_ORDINALS), text[start:stop])]
    if (
        len(words) == formula.count
        and words[0][0] == "首先"
        and words[-1][0] in ("最后", "其次", "再次")
    ):
        yield from _between(
            text, [start + m.start() for m in words], [start + m.end() for m in words], stop
        )


def shared(text: str, start: int, stop: int, formula: Formula) -> Iterator[Listing]:
    """Runs of items that each hold the counted word: 首台套、首批次、首版次."""
    heads = formula.heads
    if not all(heads):
        return
    run: list[Span] = []
    for chunk, breaks in _chunks(text, start, stop, heads):
        holds = any(_holds(text[slice(*chunk)], head) for head in dict.fromkeys(heads))
        if breaks or not holds:
            yield from _run(text, run, formula)
            run = []
        if holds:
            run.append(chunk)
    yield from _run(text, run, formula)
    yield from _clauses(text, start, stop, formula)


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
    items = _trim_to_head(text, run, formula.heads)
    if items[-1][1] - items[0][0] <= LONGEST:
        yield Listing(tuple(items), 0.78)


def _run(text: str, run: list[Span], formula: Formula) -> Iterator[Listing]:
    heads = formula.heads
    if len(run) != formula.count:
        return
    if not all(_holds(text[slice(*c)], h) for c, h in zip(run, heads, strict=True)):
        return
    if any(formula.form in text[slice(*chunk)] for chunk in run):
        return
    items = _trim_to_head(text, run, heads)
    if items[-1][1] - items[0][0] <= LONGEST and len({text[slice(*i)] for i in items}) == len(
        items
    ):
        yield Listing(tuple(items), 0.8 if len(heads[0]) > 1 or formula.count > 2 else 0.7)


def _trim_to_head(text: str, run: list[Span], heads: tuple[str, ...]) -> list[Span]:
    """Cut what stands before the first head or after the last where the other items show it."""
    items = [_clean(text, span) for span in run]
    parts = [text[slice(*span)] for span in items]
    if all(part.startswith(head) for part, head in zip(parts[1:], heads[1:], strict=True)):
        at = parts[0].rfind(heads[0])
        items[0] = (items[0][0] + max(at, 0), items[0][1])
    if all(part.endswith(head) for part, head in zip(parts[:-1], heads[:-1], strict=True)):
        at = parts[-1].find(heads[-1])
        if at >= 0:
            items[-1] = (items[-1][0], items[-1][0] + at + len(heads[-1]))
        items[0] = _first_item(text, items[0], items[1:])
    return items


def _holds(item: str, head: str) -> bool:
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
        if end > previous and text[previous:end].strip(_STRIP):
            for i, piece in enumerate(_split_and(text, previous, end, heads)):
                yield piece, breaks and i == 0
            breaks = False
        breaks = breaks or mark[0] in "。！？：:（）()\n"
        previous = start + mark.end()
    if text[previous:stop].strip(_STRIP):
        for i, piece in enumerate(_split_and(text, previous, stop, heads)):
            yield piece, breaks and i == 0


#: What ends a piece; a short remark in parentheses, as in 首台（套）, does not.
_SEPARATOR = re.compile("[、，,；;。！？：:（）()\n]|(?<=[”」』])\\s*(?=[“「『])")
_REMARK = re.compile("[（(][^（）()]{1,4}[）)]")


def _split_and(text: str, start: int, end: int, heads: tuple[str, ...]) -> list[Span]:
    """A piece cut at each "and" with a counted word on both sides."""
    cuts = []
    left = start
    for mark in _AND.finditer(text, start, end):
        both = (text[left : mark.start()], text[mark.end() : end])
        if all(any(_holds(side, head) for head in heads) for side in both):
            cuts.append((left, mark.start()))
            left = mark.end()
    return [*cuts, (left, end)]


def _region(text: str, start: int, stop: int, formula: Formula, score: float) -> Iterator[Listing]:
    """The list that fills a region from its start, at the level of 、 or ， or ；."""
    found = list(enumerated(text, start, stop, formula))
    if found:
        yield from found
        return
    if len(formula.parts) > 1:
        yield from _flat(text, start, stop, formula, score, "、，,；;")
    run_end = next((i for i in range(start, stop) if text[i] in "，,；;：:（("), stop)
    run = _coordinated(text, start, run_end)
    if len(run) == formula.count:
        yield _listing(text, run, score)
        return
    clauses = list(_flat(text, start, stop, formula, score - 0.05, "；;"))
    clauses += _flat(text, start, _first(text, start, stop, "；;"), formula, score - 0.05, "，,")
    for listing in clauses:
        if len(run) < 2 or _parallel(text, listing):
            yield listing


def _flat(
    text: str, start: int, stop: int, formula: Formula, score: float, marks: str
) -> Iterator[Listing]:
    """All pieces of a region between the given separators, "and" splitting the last."""
    pieces = [
        (start + m.start(), start + m.end())
        for m in re.finditer(f"[^{marks}]+", text[start:stop])
        if m[0].strip(_STRIP)
    ]
    if pieces and len(pieces) < formula.count:
        pieces = [*pieces[:-1], *_cut(text, *pieces[-1])]
    if len(pieces) == formula.count and len(pieces) > 1:
        listing = _listing(text, pieces, score)
        heads = formula.heads
        if len(formula.parts) == 1 or any(
            _holds(text[slice(*item)], head)
            for item, head in zip(listing.items, heads, strict=True)
        ):
            yield listing


def _backwards(
    text: str, begin: int, stop: int, formula: Formula, score: float
) -> Iterator[Listing]:
    """The list that ends at `stop`."""
    if len(formula.parts) > 1:
        yield from _flat(text, begin, stop, formula, score, "、，,；;")
    left = max(text.rfind(mark, begin, stop) for mark in "，,；;（(") + 1
    run = _coordinated(text, max(begin, left), stop)
    if len(run) == formula.count:
        yield _listing(text, run, score)
    elif len(run) < 2:
        clauses = list(_flat(text, begin, stop, formula, score - 0.1, "，,；;"))
        yield from (listing for listing in clauses if _parallel(text, listing))


def _coordinated(text: str, start: int, stop: int) -> list[Span]:
    """The items of a run A、B和C."""
    pieces = []
    previous = start
    for mark in re.finditer("、|[”」』]\\s*(?=[“「『])", text[start:stop]):
        pieces.append((previous, start + mark.start()))
        previous = start + mark.end()
    pieces = [p for p in pieces if text[slice(*p)].strip(_STRIP)]
    if text[previous:stop].strip(_STRIP):
        pieces += _cut(text, previous, stop)
    return pieces


def _cut(text: str, start: int, stop: int) -> list[Span]:
    """A last piece cut at its "and": the first that leaves words on both sides."""
    for mark in _AND.finditer(text, start, stop):
        if mark.start() == start:
            return [(mark.end(), stop)]
        if text[start : mark.start()].strip(_STRIP) and text[mark.end() : stop].strip(_STRIP):
            return [(start, mark.start()), (mark.end(), stop)]
    return [(start, stop)]


def _listing(text: str, pieces: list[Span], score: float) -> Listing:
    items = [_clean(text, piece) for piece in pieces]
    items[0] = _first_item(text, items[0], items[1:])
    items[-1] = _last_item(text, items[-1], items[:-1])
    return Listing(tuple(items), score)


def _clean(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start] in _STRIP:
        start += 1
    while end > start and text[end - 1] in _STRIP:
        end -= 1
    lead = re.match(
        "(?:以及|和|与|及)(?![平谐会其])|(?:也)?就是(?!说)|即(?![使便将])|分别是", text[start:end]
    )
    if lead and end - start > lead.end() + 1:
        start += lead.end()
    return start, end


def _first_item(text: str, first: Span, others: list[Span]) -> Span:
    """The first item without the words that lead into the list."""
    start, end = first
    item = text[start:end]
    parts = [text[slice(*other)] for other in others]
    common = _common_prefix(parts)
    if len(common) > 1 and (at := item.rfind(common)) >= 0:
        return start + at, end
    lead = _LEAD.match(item)
    if lead and not any(_LEAD.match(part) for part in parts):
        start += lead.end()
        item = text[start:end]
    lengths = {len(part) for part in parts}
    if len(lengths) == 1 and len(parts) > 1 and len(item) > (size := lengths.pop()):
        if _boundary(item, len(item) - size):
            return end - size, end
    return start + _lead_words(item, parts), end


def _common_prefix(parts: list[str]) -> str:
    """What all but the first item begin with, where that are two or more."""
    if len(parts) < 2:
        return ""
    low, high = min(parts), max(parts)
    size = next((i for i, c in enumerate(low) if high[i : i + 1] != c), len(low))
    return low[:size]


def _boundary(item: str, at: int) -> bool:
    import jieba

    position = 0
    for word in jieba.lcut(item):
        if position == at:
            return True
        position += len(word)
    return False


def _lead_words(item: str, others: list[str]) -> int:
    """How many characters of verbs, prepositions and adverbs lead into the first of nouns."""
    import jieba.posseg

    if not others:
        return 0
    firsts = [next(iter(jieba.posseg.cut(other))) for other in others if other]
    if sum(pair.flag[:1] in "vpd" for pair in firsts) * 2 > len(firsts):
        return 0
    starts = {pair.word for pair in firsts}
    dropped = 0
    words = list(jieba.posseg.cut(item))
    longest = max(len(other) for other in others)
    for pair in words[:-1]:
        if pair.flag[:1] not in "vpdcruf" or pair.word in starts:
            break
        if pair.flag == "vn" and len(item) - dropped <= longest:
            break
        dropped += len(pair.word)
    return dropped


def _last_item(text: str, last: Span, others: list[Span]) -> Span:
    """The last item without 等 and without the sum that follows it: C等三个方面."""
    start, end = last
    item = text[start:end]
    tail = re.search(
        "等(?!级).*$|的(?:简称|统称|总称|合称|总和|有机统一|统一|结合|有机整体|高效统一)$|[这]?[一二三四五六七八九十两]+[个项大](?:方面|层面|环节|维度|部分|关键)?.{0,6}$",
        item,
    )
    if tail and tail.start() > 0 and not any("等" in text[slice(*o)] for o in others):
        end = start + tail.start()
    opened = text.rfind("（", start, end)
    if opened >= 0 and "）" not in text[opened:end]:
        end = opened
    return _clean(text, (start, end))


def _parallel(text: str, listing: Listing) -> bool:
    """Whether items open or close alike, or are all of a length."""
    parts = [text[slice(*item)] for item in listing.items]
    alike = (
        len({part[:1] for part in parts[1:]}) == 1
        and parts[1][:1] in parts[0]
        or len({part[-1:] for part in parts}) == 1
        or len({len(part) for part in parts}) == 1
    )
    return alike and max(map(len, parts)) <= 60


def _between(text: str, starts: list[int], ends: list[int], stop: int) -> Iterator[Listing]:
    items = [_clean(text, (end, nxt)) for end, nxt in zip(ends, [*starts[1:], stop], strict=True)]
    stop_last = next((i for i in range(*items[-1]) if text[i] in "。；\n"), items[-1][1])
    items[-1] = _clean(text, (items[-1][0], stop_last))
    if all(s < e for s, e in items) and items[-1][1] - starts[0] <= LONGEST:
        yield Listing(tuple(items), 0.85, starts[0])


def _value(mark: str) -> int:
    return int(mark) if mark.isdecimal() else "零一二三四五六七八九十".index(mark)


def _first(text: str, start: int, stop: int, marks: str) -> int:
    return next((i for i in range(start, stop) if text[i] in marks), stop)


def _close(text: str, start: int) -> int:
    """Where the bracket that opens before `start` closes."""
    stop = min(len(text), start + LONGEST + 20)
    end = next((i for i in range(start, stop) if text[i] in "）)"), -1)
    return end if end >= 0 else _sentence_end(text, start)


def _sentence_end(text: str, start: int) -> int:
    stop = min(len(text), start + LONGEST + 20)
    return _first(text, start, stop, "。！？\n")


def search_words(formula: Formula) -> tuple[str, ...]:
    """What a segment must hold to be worth a look for a list elsewhere."""
    return tuple(dict.fromkeys(formula.heads)) if all(formula.heads) else ()
