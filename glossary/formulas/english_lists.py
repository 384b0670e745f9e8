"""The lists in English text that spell a numeric formula out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.formulas.english import stem
from glossary.formulas.listing import LONGEST, Listing
from glossary.formulas.model import Formula

Span = tuple[int, int]

_NAMING = (
    r"(?:namely|i\.\s?e\.|that is(?: to say)?|to wit|viz\.?"
    r"|(?:which|that|it|they|these|this) (?:are|is|includes?|refers? to|means?|covers?|stands? for|consists? of|comprises?|call(?:s)? for)"
    r"|refer(?:s|red|ring)? to|means?|meaning|stand(?:s|ing)? for|includ(?:e|es|ing)|consist(?:s|ing)? of"
    r"|compris(?:e|es|ing)|composed of|made up of|is made up of|are made up of|are as follows|as follows"
    r"|(?:is|are) defined as|(?:is|are) composed of|cover(?:s|ing)?|are|is|were|being|spanning|encompass(?:es|ing)?)"
)
_AFTER = re.compile(
    r"[\"”’']?(?P<suffix>(?:\s+(?!(?:of|is|are|namely|refers?|means?|that|which|include|includes|including|and|to|in|has|have|will|was|were|cover|covers|consists?)\b)[\w’'-]+){0,4})[\"”’']?"
    rf"(?P<cue>\s*(?:\(|\[)\s*(?:{_NAMING}[,:]?\s+)?|(?:\s*[,—–-]+)?\s+{_NAMING}[,:]?\s+|\s*:\s*|\s*(?:—|–|--|\s-\s)\s*|\s+of\s+)",
    re.IGNORECASE,
)
_COLON = re.compile(r"(?P<suffix>[^.!?:;()\n]{0,80}?)(?P<cue>:\s+)")
_GAP_BEFORE = re.compile(
    r"(?P<gap>(?:\s*,|\s*;|\s*[—–]|\s+-+|\s*\()?\s*"
    r"(?P<naming>(?:which (?:are|is)|what (?:is|are)|(?:are|is))?\s*(?:also |collectively |together |jointly |commonly )*"
    r"(?:known(?: together| collectively)? as|called|referred to(?: together| collectively)? as|summarized as|summed up as|abbreviated as|termed|dubbed|described as)"
    r"|(?:together|collectively),?(?: they)? (?:form|make up|constitute|are)|(?:form|constitute|make up|makes up|compose|comprise)"
    r"|or|namely|that is|i\.e\.,?|collectively|these are|those are|are|as)?\s*"
    r"(?P<article>the|these|those|this|our|an?|its|as the|as)?\s*(?:so-called\s+)?(?:new\s+|integrated\s+)?[\"“‘']?)$",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:(?:these|they|those|the (?:former|latter|members?|goals|tasks|principles|\w+))\s+(?:are|include|refer to|cover|comprise|consist of|mean)"
    r"|namely|that is|it (?:refers to|means|covers|includes|consists of|comprises))[,:]?\s+",
    re.IGNORECASE,
)
_ANAPHOR = re.compile(
    r"(?:[“\"]?)(?:these|those|this|they|together,? these|collectively,? these|together,? they)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
)
_AND = re.compile(r"\s+(?:and|or|as well as|plus|&)\s+", re.IGNORECASE)
_LEADING_AND = re.compile(r"(?:and|or|as well as|plus|along with|&)(?:\s+also)?\s+", re.IGNORECASE)
_STRIP = ' \t\n\u3000,;:.—–"“”()[]'
_CUT = re.compile(
    r"\s+(?:by|which|who|whose|that|while|whereas|when|so|will|would|should|must|can|may|has|have|had|is|are|was|were|through|under|during|throughout|as)\b",
    re.IGNORECASE,
)


def after(text: str, end: int, formula: Formula) -> Iterator[Listing]:
    """Lists that follow the formula ending at `end`: namely …, refers to …, (…), of …"""
    cue = _AFTER.match(text, end, min(len(text), end + 120)) or _COLON.match(text, end)
    word = cue["cue"].strip(" ,—–-").lower() if cue else ""
    quoted = text[end : end + 1] in ("”", '"', "’")
    in_one = formula.form.endswith(("in one", "into one"))
    if word == "of" and not (in_one or (quoted and cue and not cue["suffix"])):
        cue, word = _COLON.match(text, end), ":"
    if not cue:
        return
    bracket = word[:1] in ("(", "[")
    start = cue.end()
    stop = _close(text, start) if bracket else _sentence_end(text, start)
    weak = word in ("of", "is", "are", "as", "being", "were")
    yield from _forward(text, start, stop, formula, 0.85 if weak else 0.95, open_list=not weak)


def before(text: str, start: int, formula: Formula) -> Iterator[Listing]:
    """Lists that end right before the formula starting at `start`: "A, B and C, the three …"."""
    floor = max(0, start - LONGEST - 60)
    left = text[floor:start]
    tail = max(0, len(left) - 80)
    gap = _GAP_BEFORE.search(left, tail)
    if gap is None:
        return
    stop = floor + gap.start()
    marked = bool(gap["naming"]) or gap["gap"].strip()[:1] in ("—", "–", "(", ",", "-")
    if (
        gap["naming"]
        and gap["naming"].lower() in ("as", "or")
        and not gap["gap"].strip().startswith(",")
    ):
        return
    begin = _begin(text, floor, stop)
    yield from _backward(text, begin, stop, formula, 0.9 if marked else 0.8, open_list=marked)


def opening(text: str, formula: Formula) -> Iterator[Listing]:
    """A list that opens the segment after the formula's: "They are A, B and C."."""
    cue = _OPENING.match(text)
    if cue:
        stop = _sentence_end(text, cue.end())
        yield from _forward(text, cue.end(), stop, formula, 0.85, open_list=True)


def is_anaphor(text: str, start: int) -> bool:
    """Whether a segment points back with what stands before the formula: "These are the three …"."""
    return start <= 80 and bool(_ANAPHOR.match(text[:start]))


def closing(text: str, formula: Formula) -> Iterator[Listing]:
    """A list at the end of a segment that the next one sums up."""
    stop = len(text.rstrip(_STRIP + "!?"))
    begin = _begin(text, max(0, stop - LONGEST - 60), stop)
    yield from _backward(text, begin, stop, formula, 0.8, open_list=True)


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


def shared(text: str, start: int, stop: int, formula: Formula) -> Iterator[Listing]:
    """Runs of items that each hold the counted word: "first set of …, first batch of … and …"."""
    patterns = _head_patterns(formula)
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


def search_words(formula: Formula) -> tuple[str, ...]:
    """What a segment must hold to be worth a look for a list elsewhere."""
    return (
        tuple(dict.fromkeys(_stem_of(head) for head in formula.heads)) if all(formula.heads) else ()
    )


def _stem_of(head: str) -> str:
    """The part of a counted word that its inflections and derivations share."""
    words = [w for w in head.split() if w not in _COMMON_HEADS] or head.split()
    word = stem(words[-1])
    if len(word) > 7:
        return word[:-2]
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


_COMMON_HEADS = frozenset(
    ("goals", "goal", "tasks", "task", "major", "key", "basic", "main", "new")
)


def _head_patterns(formula: Formula) -> list[re.Pattern[str]]:
    if not all(formula.heads):
        return []
    return [
        re.compile(r"(?<![\w-])" + re.escape(_stem_of(h)) + r"\w*", re.IGNORECASE)
        for h in formula.heads
    ]


def _chunks(
    text: str, start: int, stop: int, patterns: list[re.Pattern[str]]
) -> Iterator[tuple[Span, bool]]:
    previous, breaks = start, True
    for mark in re.finditer(r"[,;:()\[\]—–\n“”\"]|[.!?](?=\s|$)|$", text[start:stop]):
        end = start + mark.start()
        if text[previous:end].strip(_STRIP):
            for i, piece in enumerate(_split_shared(text, previous, end, patterns)):
                yield piece, breaks and i == 0
            breaks = False
        breaks = breaks or mark[0] in (".", "!", "?", ":", "(", ")", "[", "]", "—", "–")
        previous = start + mark.end()


def _split_shared(text: str, start: int, end: int, patterns: list[re.Pattern[str]]) -> list[Span]:
    cuts = []
    left = start
    for mark in _AND.finditer(text, start, end):
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
    items = [_clean(text, span) for span in run]
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
        items[0] = _first_item(text, items[0], items[1:])
    else:
        items[-1] = _last_item(text, items[-1], items[:-1])
    if items[-1][1] - items[0][0] <= LONGEST and max(e - s for s, e in items) <= 150:
        yield Listing(tuple(items), 0.8)


def _forward(
    text: str, start: int, stop: int, formula: Formula, score: float, *, open_list: bool
) -> Iterator[Listing]:
    """The list that fills a region from its start; `open_list`: it may do without "and"."""
    found = list(enumerated(text, start, stop, formula))
    if found:
        yield from found
        return
    count = formula.count
    clauses = _pieces(text, start, stop, ";")
    if len(clauses) == count and count > 1:
        yield _listing(text, clauses, score, formula)
    first_end = text.find(";", start, stop)
    stop = first_end if first_end >= 0 else stop
    pieces = _pieces(text, start, _dash(text, start, stop), ",")
    if len(formula.parts) > 1:
        yield from _every(text, pieces, formula, score)
    serial = next((i for i, p in enumerate(pieces) if i and _LEADING_AND.match(text, p[0])), None)
    if serial is not None and serial + 1 == count:
        yield _listing(text, pieces[: serial + 1], score, formula)
        return
    for i, piece in enumerate(pieces[: serial if serial is not None else len(pieces)]):
        if i + 2 == count and (cut := _cut(text, piece, pieces[:i])):
            clean = serial is None and i == len(pieces) - 1
            earlier = any(_AND.search(text, *p) for p in pieces[:i])
            later = serial is not None and _parallel_to(text, pieces[serial], pieces[0])
            if not later and not (earlier and not clean):
                yield _listing(text, [*pieces[:i], *cut], score - (0.0 if clean else 0.05), formula)
                return
    if open_list and serial is None and len(pieces) == count:
        if not _AND.search(text, *pieces[-1]):
            yield _listing(text, pieces, score - 0.1, formula)


def _every(text: str, pieces: list[Span], formula: Formula, score: float) -> Iterator[Listing]:
    """All pieces, each cut at its "and", of a formula with several parts."""
    items: list[Span] = []
    for piece in pieces:
        left = piece[0] + (m.end() - piece[0] if (m := _LEADING_AND.match(text, *piece)) else 0)
        for mark in _AND.finditer(text, left, piece[1]):
            items.append((left, mark.start()))
            left = mark.end()
        items.append((left, piece[1]))
    if len(items) == formula.count:
        yield _listing(text, items, score, formula)


def _parallel_to(text: str, piece: Span, first: Span) -> bool:
    """Whether a piece after "and" opens with the sort of word that the first item opens with."""
    start, end = _clean(text, piece)
    return _opens(text[start:end]) == _opens(text[slice(*_clean(text, first))])


def _opens(item: str) -> str:
    """The sort of word that an item opens with: V a verb, G a participle, T "to", N anything else."""
    from glossary.english.tags import tokens

    first = next((t for t in tokens(item[:80]) if t.tag != "RB"), None)
    if first is None:
        return "N"
    return {"VB": "V", "VBP": "V", "VBG": "G", "TO": "T"}.get(first.tag, "N")


def _backward(
    text: str, begin: int, stop: int, formula: Formula, score: float, *, open_list: bool
) -> Iterator[Listing]:
    """The list that ends at `stop`, with the lead of its first item cut off."""
    count = formula.count
    pieces = _pieces(text, begin, stop, ",")
    if ";" in text[begin:stop]:
        pieces = _pieces(text, begin, stop, ";")
    if not pieces:
        return
    if _LEADING_AND.match(text, pieces[-1][0]):
        items = pieces
    elif cut := _cut(text, pieces[-1], pieces[:-1], last=True):
        items = [*pieces[:-1], *cut]
    elif open_list and len(pieces) > 2:
        items = pieces
    else:
        return
    if len(items) < count:
        return
    own, rest = items[-count:], items[:-count]
    sort = _opens(text[slice(*_clean(text, own[1]))])
    trimmed = _lead(text, own[0], sort)
    if rest and trimmed == own[0][0] and not _introduces(text, rest[-1], sort):
        return
    if any(_lead(text, item, sort) > item[0] + 4 for item in own[1:-1]) and sort == "N":
        return
    if not open_list and _ends_in_verb(text[slice(*own[-1])]):
        return
    own = [(trimmed, own[0][1]), *own[1:]]
    yield _listing(text, own, score, formula, trim=False)


def _ends_in_verb(item: str) -> bool:
    from glossary.english.tags import tokens

    parts = tokens(item)
    return bool(parts) and parts[-1].tag in ("VBN", "VB", "VBP", "VBZ", "IN", "TO", "MD", "VBG")


def _introduces(text: str, piece: Span, sort: str) -> bool:
    """Whether a piece is an introductory phrase ("In recent years") and no item."""
    from glossary.english.tags import tokens

    first = next(iter(tokens(text[slice(*_clean(text, piece))][:40])), None)
    if first is None:
        return True
    return first.tag in ("IN", "TO", "WDT") or (first.tag in ("RB", "VBG") and sort == "N")


def _lead(text: str, span: Span, sort: str) -> int:
    """Where the item begins in a piece that opens with other words of its sentence."""
    from glossary.english.tags import tokens

    parts = tokens(text[slice(*span)])
    if sort == "N":
        for i in range(len(parts) - 2, -1, -1):
            token = parts[i]
            if (
                token.tag in ("VB", "VBP", "VBZ", "MD", "TO", "PRP", "WDT", "VBG", ":")
                or (
                    token.tag == "IN"
                    and token.lower not in ("of", "in", "for", "with", "on", "between")
                )
                or (token.tag == "VBN" and parts[i + 1].tag in ("DT", "PRP$", "IN"))
            ):
                return _past_articles(span[0] + parts[i + 1].start, parts[i + 1 :], span[0])
        return span[0]
    wanted = {"V": ("VB", "VBP"), "G": ("VBG",), "T": ("TO",)}[sort]
    for i, token in enumerate(parts):
        if token.tag in wanted:
            if i and parts[i - 1].tag == "RB" and parts[i - 1].lower.endswith("ly"):
                return span[0] + parts[i - 1].start
            return span[0] + token.start
    return span[0]


_AUXILIARIES = frozenset(("has", "have", "had", "having", "also", "already", "not", "be", "been"))


def _past_articles(start: int, parts: list[object], base: int) -> int:
    from glossary.english.tags import Token

    for token in parts:
        assert isinstance(token, Token)
        if token.tag not in ("DT", "PRP$", "IN"):
            return base + token.start
    return start


def _cut(text: str, piece: Span, earlier: list[Span], *, last: bool = False) -> list[Span] | None:
    """A piece cut in two at an "and"."""
    marks = [m for m in _AND.finditer(text, *piece) if m.start() > piece[0]]
    if not marks:
        return None
    mark = marks[0]
    if len(marks) > 1:
        model = earlier[-1] if earlier else piece
        word = text[slice(*_clean(text, model))].split()
        alike = [m for m in marks if word and text[m.end() :].startswith(word[0])]
        mark = alike[0] if alike else marks[-1 if last else 0]
        if not alike and not earlier and len(marks) == 3:
            mark = marks[1]
    return [(piece[0], mark.start()), (mark.end(), piece[1])]


def _pieces(text: str, start: int, stop: int, mark: str) -> list[Span]:
    spans = [
        (start + m.start(), start + m.end())
        for m in re.finditer(f"(?:[^{mark}]|(?<=\\d){mark}(?=\\d))+", text[start:stop])
    ]
    return [
        (s + len(text[s:e]) - len(text[s:e].lstrip(_STRIP)), e)
        for s, e in spans
        if text[s:e].strip(_STRIP)
    ]


def _past_head(text: str, first: Span, others: list[Span], formula: Formula) -> Span:
    """The first item without the counted word that goes for all: "confidence in A, B and C"."""
    patterns = _head_patterns(formula)[:1]
    for pattern in patterns:
        head = pattern.match(text, *first)
        if head and not any(pattern.search(text, *other) for other in others):
            link = re.compile(r"\s+(?:in|of|for|to|on|with)\s+").match(text, head.end(), first[1])
            if link:
                return _clean(text, (link.end(), first[1]))
    return first


def _listing(
    text: str,
    pieces: list[Span],
    score: float,
    formula: Formula | None = None,
    *,
    trim: bool = True,
) -> Listing:
    items = [_clean(text, piece) for piece in pieces]
    if formula is not None:
        items[0] = _past_head(text, items[0], items[1:], formula)
    if trim:
        items[-1] = _last_item(text, items[-1], items[:-1])
    return Listing(tuple(items), score)


def _clean(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start] in _STRIP:
        start += 1
    while end > start and text[end - 1] in _STRIP:
        end -= 1
    for pattern in (_LEADING_AND, re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)):
        lead = pattern.match(text, start, end)
        if lead:
            start = lead.end()
    return start, end


def _first_item(text: str, first: Span, others: list[Span]) -> Span:
    sort = _opens(text[slice(*others[0])]) if others else "N"
    return _clean(text, (_lead(text, first, sort), first[1]))


def _last_item(text: str, last: Span, others: list[Span]) -> Span:
    """The last item without the clause that runs on after it."""
    for cut in _CUT.finditer(text, *last):
        word = cut[0].strip().lower()
        pattern = re.compile(rf"\b{word}\b", re.IGNORECASE)
        if not any(pattern.search(text, *other) for other in others):
            return _clean(text, (last[0], cut.start()))
    return last


def _between(text: str, start: int, stop: int, marks: list[re.Match[str]]) -> Iterator[Listing]:
    bounds = [m.start() for m in marks[1:]] + [stop - start]
    items = [
        _clean(text, (start + m.end(), start + bound))
        for m, bound in zip(marks, bounds, strict=True)
    ]
    items[-1] = _clean(text, (items[-1][0], min(items[-1][1], _sentence_end(text, items[-1][0]))))
    begin = start + marks[0].start()
    if all(s < e for s, e in items) and items[-1][1] - begin <= LONGEST:
        yield Listing(tuple(items), 0.85, begin)


def _value(mark: str) -> int:
    if mark.isdecimal():
        return int(mark)
    roman = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    return roman.index(mark) + 1 if len(mark) > 1 or mark == "i" else ord(mark) - 96


def _begin(text: str, floor: int, stop: int) -> int:
    return (
        max((m.end() for m in re.finditer(r"[.!?](?=\s)|[:—–(]", text[floor:stop])), default=0)
        + floor
    )


def _dash(text: str, start: int, stop: int) -> int:
    return next((i for i in range(start, stop) if text[i] in "—–)("), stop)


def _close(text: str, start: int) -> int:
    stop = min(len(text), start + LONGEST + 20)
    return next((i for i in range(start, stop) if text[i] in ")]"), _sentence_end(text, start))


def _sentence_end(text: str, start: int) -> int:
    stop = min(len(text), start + LONGEST + 60)
    end = re.compile(r"[.!?][”\"’)]?(?=\s|$)").search(text, start, stop)
    return end.start() if end else stop
