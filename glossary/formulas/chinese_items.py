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


def as_listing(text: str, pieces: list[Span], score: float, heads: tuple[str, ...] = ()) -> Listing:
    """A list of the given pieces, each freed from the words around it."""
    return Listing(tuple(shaped(text, pieces, heads)), score)


def shaped(text: str, pieces: list[Span], heads: tuple[str, ...] = ()) -> list[Span]:
    """The items in pieces: without lead, remarks, figures, and the words that follow the last."""
    items = [trimmed(text, piece) for piece in pieces]
    if len(items) < 2:
        return items
    items[-1] = last_item(text, items[-1], items[:-1], heads[-1] if heads else "")
    led = first_item(text, items[0], items[1:])
    head = text.find(heads[0], *items[0]) if heads and heads[0] else -1
    items[0] = (min(led[0], head), led[1]) if head >= 0 else led
    return without_remarks(text, items, heads)


#: What begins the remark that follows an item in each of a row of clauses: a rule or a figure.
_REMARKS = (
    re.compile("(?<=..)(?:方面|按照?|上，)"),
    re.compile(
        "(?:不?[低高少多]于|不超过|达到?|约|为|共)?[0-9０-９][0-9０-９.,，]*[^\\d、，；]{0,4}$"
    ),
    re.compile("(?<=..)，"),
)


def without_remarks(text: str, items: list[Span], heads: tuple[str, ...]) -> list[Span]:
    """Items cut where each of them goes on with a remark of the same sort."""
    for pattern in _REMARKS:
        cuts = [pattern.search(text[slice(*item)]) for item in items]
        if not all(cuts):
            continue
        cut = [(s, s + m.start()) for (s, _), m in zip(items, cuts, strict=True) if m]
        told = [any(head in text[slice(*item)] for head in heads) for item in items]
        kept = [any(head in text[slice(*item)] for head in heads) for item in cut]
        if all(s < e for s, e in cut) and (not all(told) or all(kept)):
            items = cut
    return items


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
    return start + _lead_words(item, parts), end


def _common_prefix(parts: list[str]) -> str:
    """What all but the first item begin with, where that are two or more."""
    if len(parts) < 2:
        return ""
    low, high = min(parts), max(parts)
    size = next((i for i, c in enumerate(low) if high[i : i + 1] != c), len(low))
    return low[:size]


#: Tags of words that lead into a list or go on after it: verbs, prepositions, adverbs, particles.
_CARRIERS = "vpdcruf"


def words_of(item: str) -> list[tuple[str, str]]:
    from glossary.chinese.words import words

    cut = words(item)
    return list(zip(cut.texts, cut.tags, strict=True))


def _lead_words(item: str, others: list[str]) -> int:
    """How many characters lead into the first item, by the build and length of the others."""
    if not others or not item:
        return 0
    words = words_of(item)
    longest, shortest = max(map(len, others)), min(map(len, others))
    at = len(item) - longest
    if len(others) > 1 and longest == shortest < len(item) and at in _starts(words):
        return at
    opens = [words_of(other)[0] for other in others if other]
    verbal = sum(flag[:1] in "vpd" and flag != "vn" for _, flag in opens) * 2 >= len(opens)
    if verbal:
        return 0
    dropped, best = 0, 0
    for i, (word, flag) in enumerate(words[:-1]):
        carries = flag[:1] in _CARRIERS and word not in {w for w, _ in opens}
        if i and best < dropped and not carries and len(item) - best <= longest * 1.5:
            break
        dropped += len(word)
        rest = len(item) - best
        fits = flag == "vn" and rest <= longest
        if carries and not fits and (best == dropped - len(word) or rest > longest * 1.5):
            best = dropped
    return best


def _starts(words: list[tuple[str, str]]) -> set[int]:
    """Where words start."""
    found, position = set(), 0
    for word, _ in words:
        found.add(position)
        position += len(word)
    return found


_TAIL = re.compile(
    "等(?!级).*$|的(?:简称|统称|总称|合称|总和|有机统一|统一|结合|有机整体|高效统一)$"
    "|这?[一二三四五六七八九十两]+[个项大](?:方面|层面|环节|维度|部分|关键)?.{0,6}$"
)


def last_item(text: str, last: Span, others: list[Span], head: str = "") -> Span:
    """The last item without 等, the sum that follows it, and the clause that goes on after it."""
    start, end = last
    parts = [text[slice(*other)] for other in others]
    tail = _TAIL.search(text[start:end])
    if tail and tail.start() > 0 and not any("等" in part for part in parts):
        end = start + tail.start()
    opened = text.rfind("（", start, end)
    if opened >= 0 and "）" not in text[opened:end]:
        end = opened
    at = text.find(head, start, end) if head else -1
    end = max(start + _kept(text[start:end], parts), at + len(head))
    return trimmed(text, (start, end))


_SHORT = 10  #: characters of items that are words rather than clauses


def _kept(item: str, others: list[str]) -> int:
    """How much of a last item much longer than the others is item and not a clause after it."""
    longest = max(map(len, others), default=0)
    ends = {other[-2:] for other in others[1:] or others}
    if not longest or longest > _SHORT or len(item) <= longest * 1.4 or ends == {item[-2:]}:
        return len(item)
    used = {flag[:1] for other in others[1:] or others for _, flag in words_of(other)}
    words = words_of(item)
    alike = len(others) > 2 and len({len(o) for o in others[1:]}) == 1
    if alike and len(others[1]) in _starts(words):
        return len(others[1])
    position = 0
    for word, flag in words:
        if position >= min(map(len, others)) - 1 and flag[:1] in "vpuc" and flag[:1] not in used:
            return position
        position += len(word)
    return len(item)


def are_parallel(text: str, listing: Listing) -> bool:
    """Whether items open or close alike, or are all of a length."""
    parts = [text[slice(*item)] for item in listing.items]
    alike = (
        (len({part[:1] for part in parts[1:]}) == 1 and parts[1][:1] in parts[0])
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
