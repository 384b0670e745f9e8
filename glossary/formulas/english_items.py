"""Items of an English list: cut apart, and freed from the words around them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from glossary.formulas.english import stem
from glossary.formulas.listing import LONGEST, Listing
from glossary.formulas.model import Formula
from glossary.language.english.tags import Token, tokens

Span = tuple[int, int]


AND = re.compile(r"\s+(?:and|or|as well as|plus|&)\s+", re.IGNORECASE)


LEADING_AND = re.compile(r"(?:and|or|as well as|plus|along with|&)(?:\s+also)?\s+", re.IGNORECASE)


STRIP = ' \t\n\u3000,;:.—–"“”()[]'


_CUT = re.compile(
    r"\s+(?:by|which|who|whose|that|while|whereas|when|so|will|would|should|must|can|may|has|have|had|is|are|was|were|through|under|during|throughout|as|to)\b",
    re.IGNORECASE,
)


_COMMON_HEADS = frozenset(
    ("goals", "goal", "tasks", "task", "major", "key", "basic", "main", "new")
)


def as_listing(
    text: str,
    pieces: list[Span],
    score: float,
    formula: Formula | None = None,
    *,
    trim: bool = True,
) -> Listing:
    items = [trimmed(text, piece) for piece in pieces]
    if formula is not None:
        items[0] = past_head(text, items[0], items[1:], formula)
    if trim:
        items[-1] = last_item(text, items[-1], items[:-1])
    items = without_remarks(text, items)
    items[-1] = _without_noun(text, items[-1], items[:-1])
    return Listing(tuple(items), score)


def _without_noun(text: str, last: Span, others: list[Span]) -> Span:
    """The last of a row of adjectives without the noun that stands once for all."""
    words = [tokens(text[slice(*other)]) for other in others]
    own = tokens(text[slice(*last)])
    adjectives = all(len(w) == 1 and w[0].tag == "JJ" for w in words)
    if adjectives and len(others) > 1 and len(own) == 2 and own[0].tag == "JJ":
        return last[0], last[0] + own[0].end
    return last


#: Words that name a list or link its first item, or its infinitive.
_LEADS = re.compile(r"(?:namely|i\.e\.|that is|in particular),?\s+", re.IGNORECASE)
_ARTICLES = re.compile(r"(?:the|a|an|to)\s+", re.IGNORECASE)


def trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start] in STRIP:
        start += 1
    while end > start and text[end - 1] in STRIP:
        end -= 1
    for pattern in (_LEADS, LEADING_AND, _ARTICLES):
        lead = pattern.match(text, start, end)
        if lead:
            start = lead.end()
    return start, end


def first_item(text: str, first: Span, others: list[Span]) -> Span:
    sort = opening_sort(text[slice(*others[0])]) if others else "N"
    plain = not any(re.search(r"\b(?:of|in|for|with|on)\b", text[slice(*o)]) for o in others)
    longest = max((len(text[slice(*o)].split()) for o in others), default=0) if plain else 0
    return trimmed(text, (after_lead(text, first, sort, longest), first[1]))


def last_item(text: str, last: Span, others: list[Span]) -> Span:
    """The last item without the clause that runs on after it."""
    for cut in _CUT.finditer(text, *last):
        word = cut[0].strip().lower()
        pattern = re.compile(rf"\b{word}\b", re.IGNORECASE)
        if not any(pattern.search(text, *other) for other in others):
            return trimmed(text, (last[0], cut.start()))
    return last


def past_head(text: str, first: Span, others: list[Span], formula: Formula) -> Span:
    """The first item without the counted word that goes for all: "confidence in A, B and C"."""
    for pattern, *_ in head_patterns(formula):
        head = pattern.match(text, *first)
        if head and not any(pattern.search(text, *other) for other in others):
            link = re.compile(r"\s+(?:in|of|for|to|on|with)\s+").match(text, head.end(), first[1])
            if link:
                return trimmed(text, (link.end(), first[1]))
    return first


def head_patterns(formula: Formula) -> list[tuple[re.Pattern[str], ...]]:
    """Patterns of what each member may hold; one row for each word that may be the counted one."""
    if not all(formula.heads) or (
        formula.count == 2 and set(formula.head.split()) <= _COMMON_HEADS
    ):
        return []
    rows = [tuple(_pattern(stem_of(head)) for head in formula.heads)]
    if len(formula.parts) == 1:
        others = (w for w in formula.head.split()[:-1] if w not in _COMMON_HEADS)
        rows += [(_pattern(stem_of(word)),) * formula.count for word in others]
    return rows


def _pattern(word: str) -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])" + re.escape(word) + r"\w*", re.IGNORECASE)


#: What begins the remark that follows an item in each of a row of clauses.
_REMARKS = (
    re.compile(r"\s+(?:is|are|was|were|will be|has been|should be|shall be)\b", re.IGNORECASE),
    re.compile(
        r"\s+(?:before|by|in|from|to|of|at|for|until)\s+[\d$¥][\d,.]*%?\s*\S{0,10}$", re.IGNORECASE
    ),
    re.compile(r",\s+(?!and\b)", re.IGNORECASE),
)


def without_remarks(
    text: str, items: list[Span], heads: Sequence[Span] | None = None
) -> list[Span]:
    """Items cut where each goes on with a remark of the same sort, after its head if any."""
    for pattern in _REMARKS:
        froms = [h[1] for h in heads] if heads else [s + 4 for s, _ in items]
        cuts = [pattern.search(text, a, e) for a, (_, e) in zip(froms, items, strict=True)]
        if all(cuts):
            items = [(s, m.start()) for (s, _), m in zip(items, cuts, strict=True) if m]
    return items


def stem_of(head: str) -> str:
    """The part of a counted word that its inflections and derivations share."""
    words = [w for w in head.split() if w not in _COMMON_HEADS] or head.split()
    word = stem(words[-1])
    if len(word) > 7:
        return word[:-4] if word.endswith(("tion", "sion")) else word[:-2]
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def pieces_between(text: str, start: int, stop: int, mark: str) -> list[Span]:
    spans = [
        (start + m.start(), start + m.end())
        for m in re.finditer(f"(?:[^{mark}]|(?<=\\d){mark}(?=\\d))+", text[start:stop])
    ]
    return [
        (s + len(text[s:e]) - len(text[s:e].lstrip(STRIP)), e)
        for s, e in spans
        if text[s:e].strip(STRIP)
    ]


def cut_at_and(
    text: str, piece: Span, earlier: list[Span], *, last: bool = False
) -> list[Span] | None:
    """A piece cut in two at an "and"."""
    marks = [m for m in AND.finditer(text, *piece) if m.start() > piece[0]]
    if not marks:
        return None
    mark = marks[0]
    if len(marks) > 1:
        model = earlier[-1] if earlier else piece
        word = text[slice(*trimmed(text, model))].split()
        alike = [m for m in marks if word and text[m.end() :].startswith(word[0])]
        mark = alike[0] if alike else marks[-1 if last else 0]
        if not alike and not earlier and len(marks) == 3:
            mark = marks[1]
    return [(piece[0], mark.start()), (mark.end(), piece[1])]


def opening_sort(item: str) -> str:
    """What an item opens with: V a verb, G a participle, T "to", N anything else."""
    first = next((t for t in tokens(item[:80]) if t.tag != "RB"), None)
    if first is None:
        return "N"
    return {"VB": "V", "VBP": "V", "VBG": "G", "TO": "T"}.get(first.tag, "N")


def ends_in_verb(item: str) -> bool:
    parts = tokens(item)
    return bool(parts) and parts[-1].tag in ("VBN", "VB", "VBP", "VBZ", "IN", "TO", "MD", "VBG")


def after_lead(text: str, span: Span, sort: str, longest: int = 0) -> int:
    """Where the item begins in a piece that opens with other words of its sentence.

    `longest`: words of the longest other item; where given, a preposition may lead in too.
    """
    parts = tokens(text[slice(*span)])
    if sort == "N":
        for i in range(len(parts) - 2, -1, -1):
            token = parts[i]
            if token.tag == "IN" and i > 0 and len(parts) - i - 1 <= longest:
                return _past_articles(span[0] + parts[i + 1].start, parts[i + 1 :], span[0])
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


def _past_articles(start: int, parts: Sequence[Token], base: int) -> int:
    for token in parts:
        if token.tag not in ("DT", "PRP$", "IN"):
            return base + token.start
    return start


def first_dash(text: str, start: int, stop: int) -> int:
    return next((i for i in range(start, stop) if text[i] in "—–)("), stop)


def bracket_end(text: str, start: int) -> int:
    stop = min(len(text), start + LONGEST + 20)
    return next((i for i in range(start, stop) if text[i] in ")]"), sentence_end(text, start))


def sentence_end(text: str, start: int) -> int:
    stop = min(len(text), start + LONGEST + 60)
    end = re.compile(r"[.!?][”\"’)]?(?=\s|$)").search(text, start, stop)
    return end.start() if end else stop
