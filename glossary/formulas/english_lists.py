"""Lists in English text known by what joins them to a numeric formula: "namely", a colon."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.formulas.english import stem
from glossary.formulas.english_items import (
    AND,
    LEADING_AND,
    STRIP,
    Span,
    after_lead,
    as_listing,
    bracket_end,
    cut_at_and,
    ends_in_verb,
    first_dash,
    opening_sort,
    pieces_between,
    sentence_end,
    trimmed,
)
from glossary.formulas.english_runs import enumerated
from glossary.formulas.listing import LONGEST, Listing
from glossary.formulas.model import Formula
from glossary.language.english.tags import tokens

_NAMING = (
    r"(?:namely|i\.\s?e\.|that is(?: to say)?|to wit|viz\.?"
    r"|(?:which|that|it|they|these|this) (?:are|is|includes?|refers? to|means?|covers?"
    r"|stands? for|consists? of|comprises?|call(?:s)? for)"
    r"|refer(?:s|red|ring)? to|means?|meaning|stand(?:s|ing)? for|includ(?:e|es|ing)"
    r"|consist(?:s|ing)? of"
    r"|compris(?:e|es|ing)|composed of|made up of|is made up of|are made up of|are as"
    r" follows|as follows"
    r"|(?:is|are) defined as|(?:is|are) composed of|cover(?:s|ing)?|are|is|were|being"
    r"|spanning|encompass(?:es|ing)?)"
)


_AFTER = re.compile(
    r"[\"”’']?(?P<suffix>(?:\s+(?!(?:of|is|are|namely|refers?|means?|that|which|include|includes|including|and|to|in|has|have|will|was|were|cover|covers|consists?)\b)[\w’'-]+){0,4})[\"”’']?"
    rf"(?P<cue>\s*(?:\(|\[)\s*(?:{_NAMING}[,:]?\s+)?|(?:\s*[,—–-]+)?\s+{_NAMING}[,:]?\s+|\s*:\s*|\s*(?:—|–|--|\s-\s)\s*|\s+of\s+|\s+against\s+)",
    re.IGNORECASE,
)


_COLON = re.compile(r"(?P<suffix>[^.!?:;()\n]{0,80}?)(?P<cue>:\s+)")


_GAP_BEFORE = re.compile(
    r"(?P<gap>(?:\s*,|\s*;|\s*:|\s*[—–]|\s+-+|\s*\()?\s*"
    r"(?P<naming>(?:which (?:are|is)|what (?:is|are)|(?:are|is))?\s*(?:also |collectively"
    r" |together |jointly |commonly )*"
    r"(?:known(?: together| collectively)? as|called|referred to(?: together| collectively)?"
    r" as|summarized as|summed up as|abbreviated as|termed|dubbed|described as)"
    r"|(?:together|collectively),?(?: they)? (?:form|make up|constitute|are)|(?:form"
    r"|constitute|make up|makes up|compose|comprise)"
    r"|or|namely|that is|i\.e\.,?|collectively|these are|those are|are|as)?\s*"
    r"(?P<article>the|these|those|this|our|an?|its|as the|as)?\s*(?:so-called\s+)?(?:new\s+"
    r"|integrated\s+)?[\"“‘']?)$",
    re.IGNORECASE,
)


_OPENING = re.compile(
    r"(?:(?:these|they|those|the (?:former|latter|members?|goals|tasks|principles|\w+))\s+(?:are"
    r"|include|refer to|cover|comprise|consist of|mean)"
    r"|(?:these|they|it) (?!(?:is|was|has|have|had|will|would|should|can|must|may)\b)[a-z]+(?: to)?"
    r"|among (?:them|these)|specifically|in detail|to be specific|concretely"
    r"|namely|that is|it (?:refers to|means|covers|includes|consists of|comprises))[,:]?\s+",
    re.IGNORECASE,
)


_ANAPHOR = re.compile(
    r"(?:[“\"]?)(?:these|those|this|they|together,? these|collectively,? these|together,?"
    r" they)\b[^.;]{0,60}$",
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
    stop = bracket_end(text, start) if bracket else sentence_end(text, start)
    weak = word in ("of", "is", "are", "as", "being", "were")
    score = 0.85 if weak else 0.95
    if _other_subject(cue["suffix"]) and not bracket and not _EXPLAINS.match(word):
        score = 0.5  # the list is of what the formula only qualifies, unless it shares its word
    yield from _forward(text, start, stop, formula, score, open_list=not weak)


_EXPLAINS = re.compile(r"namely|i\.|that is|refer|mean|stand|:|—|–|--|-", re.IGNORECASE)


def _other_subject(suffix: str) -> bool:
    """Whether the words after a formula make something else of it: "five one" fitness project."""
    words = suffix.split()
    return bool(words) and stem(words[-1].lower()) not in _SORTS


#: What formulas are called: words after a formula that leave it the subject.
_SORTS = frozenset(
    (
        "layout",
        "plan",
        "strategy",
        "principle",
        "goal",
        "objective",
        "policy",
        "requirement",
        "framework",
        "pattern",
        "approach",
        "mechanism",
        "system",
        "model",
        "initiative",
        "concept",
        "idea",
        "philosophy",
        "theory",
        "thought",
        "task",
        "action",
        "campaign",
        "program",
        "programme",
        "standard",
        "rule",
        "blueprint",
        "structure",
        "arrangement",
    )
)


def before(text: str, start: int, formula: Formula) -> Iterator[Listing]:
    """Lists that end right before the formula starting at `start`: "A, B and C, the three …"."""
    floor = max(0, start - LONGEST - 60)
    left = text[floor:start]
    tail = max(0, len(left) - 80)
    gap = _GAP_BEFORE.search(left, tail)
    if gap is None:
        return
    stop = floor + gap.start()
    marked = bool(gap["naming"]) or gap["gap"].strip()[:1] in ("—", "–", "(", ",", "-", ":")
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
        stop = sentence_end(text, cue.end())
        yield from _forward(text, cue.end(), stop, formula, 0.85, open_list=True)


def is_anaphor(text: str, start: int) -> bool:
    """Whether a segment points back before the formula: "These are the three …"."""
    return start <= 80 and bool(_ANAPHOR.match(text[:start]))


def closing(text: str, formula: Formula) -> Iterator[Listing]:
    """A list at the end of a segment that the next one sums up."""
    stop = len(text.rstrip(STRIP + "!?"))
    begin = _begin(text, max(0, stop - LONGEST - 60), stop)
    yield from _backward(text, begin, stop, formula, 0.8, open_list=True)


def _forward(
    text: str, start: int, stop: int, formula: Formula, score: float, *, open_list: bool
) -> Iterator[Listing]:
    """The list that fills a region from its start; `open_list`: it may do without "and"."""
    found = list(enumerated(text, start, stop, formula))
    if found:
        yield from found
        return
    count = formula.count
    clauses = pieces_between(text, start, stop, ";")
    if len(clauses) == count and count > 1:
        yield as_listing(text, clauses, score, formula, trim=False)
    first_end = text.find(";", start, stop)
    stop = first_end if first_end >= 0 else stop
    pieces = pieces_between(text, start, first_dash(text, start, stop), ",")
    if len(formula.parts) > 1 and len(pieces) != count:
        yield from _every(text, pieces, formula, score)
    serial = next((i for i, p in enumerate(pieces) if i and LEADING_AND.match(text, p[0])), None)
    if serial is not None and serial + 1 == count and not _clause_after(text, pieces, serial):
        yield as_listing(text, pieces[: serial + 1], score, formula)
        return
    for i, piece in enumerate(pieces[: serial if serial is not None else len(pieces)]):
        if i + 2 == count and (cut := cut_at_and(text, piece, pieces[:i])):
            clean = serial is None and i == len(pieces) - 1
            earlier = any(AND.search(text, *p) for p in pieces[:i])
            later = (
                serial is not None
                and _parallel_to(text, pieces[serial], pieces[0])
                and not _clause_after(text, pieces, serial)
            )
            if not later and not (earlier and not clean):
                yield as_listing(
                    text, [*pieces[:i], *cut], score - (0.0 if clean else 0.05), formula
                )
                return
    if open_list and serial is None and len(pieces) == count and not AND.search(text, *pieces[-1]):
        yield as_listing(text, pieces, score - 0.1, formula)


def _every(text: str, pieces: list[Span], formula: Formula, score: float) -> Iterator[Listing]:
    """All pieces, each cut at its "and", of a formula with several parts."""
    items: list[Span] = []
    for piece in pieces:
        left = piece[0] + (m.end() - piece[0] if (m := LEADING_AND.match(text, *piece)) else 0)
        for mark in AND.finditer(text, left, piece[1]):
            items.append((left, mark.start()))
            left = mark.end()
        items.append((left, piece[1]))
    if len(items) == formula.count:
        yield as_listing(text, items, score, formula)


def _clause_after(text: str, pieces: list[Span], serial: int) -> bool:
    """Whether the list ended before a piece after "and", which goes on with a verb of its own."""
    ended = serial > 1 and AND.search(text, *pieces[serial - 1])
    own = tokens(text[slice(*trimmed(text, pieces[serial]))][:40])
    first = tokens(text[slice(*trimmed(text, pieces[0]))][:40])
    verb = bool(own) and own[0].tag in ("VBN", "VBZ", "VB", "VBP", "MD")
    return bool(ended) and verb and bool(first) and first[0].tag != own[0].tag


def _parallel_to(text: str, piece: Span, first: Span) -> bool:
    """Whether a piece after "and" opens with the sort of word that the first item opens with."""
    start, end = trimmed(text, piece)
    return opening_sort(text[start:end]) == opening_sort(text[slice(*trimmed(text, first))])


def _backward(
    text: str, begin: int, stop: int, formula: Formula, score: float, *, open_list: bool
) -> Iterator[Listing]:
    """The list that ends at `stop`, with the lead of its first item cut off."""
    count = formula.count
    pieces = pieces_between(text, begin, stop, ",")
    if ";" in text[begin:stop]:
        pieces = pieces_between(text, begin, stop, ";")
    if not pieces:
        return
    if LEADING_AND.match(text, pieces[-1][0]):
        items = pieces
    elif cut := cut_at_and(text, pieces[-1], pieces[:-1], last=True):
        items = [*pieces[:-1], *cut]
    elif open_list and len(pieces) > 2:
        items = pieces
    else:
        return
    if len(items) < count:
        return
    own, rest = items[-count:], items[:-count]
    sort = opening_sort(text[slice(*trimmed(text, own[1]))])
    begins = own[0][0] if _share_verb(text, own) else after_lead(text, own[0], sort)
    if rest and begins == own[0][0] and not _introduces(text, rest[-1], sort):
        return
    leads = any(after_lead(text, item, sort) > item[0] + 4 for item in own[1:-1])
    if leads and sort == "N" and not _share_verb(text, own):
        return
    if not open_list and ends_in_verb(text[slice(*own[-1])]):
        return
    own = [(begins, own[0][1]), *own[1:]]
    yield as_listing(text, own, score, formula, trim=False)


def _share_verb(text: str, items: list[Span]) -> bool:
    """Whether the items are clauses with the same verb: "funds become shares, …"."""
    verbs = [
        {t.lower for t in tokens(text[slice(*item)])[1:] if t.tag[:2] in ("VB", "MD")}
        for item in items
    ]
    return len(items) > 1 and bool(set.intersection(*verbs))


def _introduces(text: str, piece: Span, sort: str) -> bool:
    """Whether a piece is an introductory phrase ("In recent years") and no item."""
    first = next(iter(tokens(text[slice(*trimmed(text, piece))][:40])), None)
    if first is None:
        return True
    return first.tag in ("IN", "TO", "WDT") or (first.tag in ("RB", "VBG") and sort == "N")


def _begin(text: str, floor: int, stop: int) -> int:
    return (
        max((m.end() for m in re.finditer(r"[.!?](?=\s)|[:—–(]", text[floor:stop])), default=0)
        + floor
    )
