"""Items of a Chinese list: cut apart, and freed from the words around them."""

from __future__ import annotations

import re

from glossary.formulas.listing import LONGEST, Listing

Span = tuple[int, int]


#: "and" as a word of its own, not within 和谐, 共和国, 参与, 普及 …
AND = re.compile(
    "以及|(?<![共中平温总饱缓柔随调])和(?![平谐睦解谈约气会])|(?<![参给赋])与(?![会其])|(?<![涉普以触波提顾危遍])及(?![时其格])"
    "|(?<=[^合兼])并且"
)


STRIP = ' \t\n\u3000，、；：。！？,;:.—“”‘’"「」『』'


_LEAD = re.compile(
    "^.*(?:包括|涵盖|分别是|就是|是指|指的是|即|由|分别为|具体为|主要是|内容为|做到|体现为)(?=.)"
)


def coordinated_items(text: str, start: int, stop: int) -> list[Span]:
    """The items of a run A、B和C."""
    pieces = []
    previous = start
    for mark in re.finditer("、|[”」』]\\s*(?=[“「『])", text[start:stop]):
        pieces.append((previous, start + mark.start()))
        previous = start + mark.end()
    pieces = [p for p in pieces if text[slice(*p)].strip(STRIP)]
    if text[previous:stop].strip(STRIP):
        pieces += cut_at_and(text, previous, stop)
    return pieces


def cut_at_and(text: str, start: int, stop: int) -> list[Span]:
    """A last piece cut at its "and": the first that leaves words on both sides."""
    for mark in AND.finditer(text, start, stop):
        if mark.start() == start:
            return [(mark.end(), stop)]
        if text[start : mark.start()].strip(STRIP) and text[mark.end() : stop].strip(STRIP):
            return [(start, mark.start()), (mark.end(), stop)]
    return [(start, stop)]


def as_listing(text: str, pieces: list[Span], score: float) -> Listing:
    items = [trimmed(text, piece) for piece in pieces]
    items[0] = first_item(text, items[0], items[1:])
    items[-1] = last_item(text, items[-1], items[:-1])
    return Listing(tuple(items), score)


def trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start] in STRIP:
        start += 1
    while end > start and text[end - 1] in STRIP:
        end -= 1
    lead = re.match(
        "(?:以及|和|与|及)(?![平谐会其])|(?:也)?就是(?!说)|即(?![使便将])|分别是", text[start:end]
    )
    if lead and end - start > lead.end() + 1:
        start += lead.end()
    return start, end


def first_item(text: str, first: Span, others: list[Span]) -> Span:
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


def last_item(text: str, last: Span, others: list[Span]) -> Span:
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
    return trimmed(text, (start, end))


def are_parallel(text: str, listing: Listing) -> bool:
    """Whether items open or close alike, or are all of a length."""
    parts = [text[slice(*item)] for item in listing.items]
    alike = (
        len({part[:1] for part in parts[1:]}) == 1
        and parts[1][:1] in parts[0]
        or len({part[-1:] for part in parts}) == 1
        or len({len(part) for part in parts}) == 1
    )
    return alike and max(map(len, parts)) <= 60


def first_of(text: str, start: int, stop: int, marks: str) -> int:
    return next((i for i in range(start, stop) if text[i] in marks), stop)


def bracket_end(text: str, start: int) -> int:
    """Where the bracket that opens before `start` closes."""
    stop = min(len(text), start + LONGEST + 20)
    end = next((i for i in range(start, stop) if text[i] in "）)"), -1)
    return end if end >= 0 else sentence_end(text, start)


def sentence_end(text: str, start: int) -> int:
    stop = min(len(text), start + LONGEST + 20)
    return first_of(text, start, stop, "。！？\n")
