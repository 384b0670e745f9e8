"""Detection of English terms: spans gathered, counted, scored and ranked."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from align.model import Language, SegmentedDocument
from glossary.english.kinds import kind
from glossary.english.phrases import quotations, spans
from glossary.english.tags import Token, tokens
from glossary.english.termhood import c_values, generic, rarity
from glossary.formulas import english as formulas
from glossary.model import Candidate, Kind, Occurrence

_LEADING = re.compile(r"(?i)^(?:the|a|an|our|its|their|this|these|those|his|her|all|some)\s+")


@dataclass(slots=True)
class _Gathered:
    """What was seen of one phrase, by its normalised words."""

    surfaces: Counter[str] = field(default_factory=Counter)
    places: list[tuple[int, int, int, int]] = field(default_factory=list)
    quoted: int = 0
    named: int = 0
    inside: int = 0  #: occurrences that do not open a segment, where a capital says something
    documents: set[int] = field(default_factory=set)
    formula: bool = False
    how: Counter[str] = field(default_factory=Counter)


def candidates(documents: Sequence[SegmentedDocument]) -> list[Candidate]:
    """The terms of the English documents, best first; documents in Chinese are passed over."""
    gathered: dict[tuple[str, ...], _Gathered] = defaultdict(_Gathered)
    for number, document in enumerate(documents):
        if document.language is Language.EN:
            for index, segment in enumerate(document.segments):
                _gather(gathered, number, index, segment.text)
    found = _scored(gathered, documents)
    found.sort(key=lambda c: (-c.score, c.occurrences[0].segment, c.occurrences[0].start, c.form))
    return found


def words_of(text: str) -> tuple[str, ...]:
    """The words that identify a phrase: lower case, hyphens split, quotation marks off."""
    plain = re.sub("[“”\"‘«»]|(?<!\\w)[’']", "", text).replace("’", "'").lower()
    return tuple(word for word in re.split(r"[\s\-‐‑–]+", plain) if word)


def _gather(gathered: dict[tuple[str, ...], _Gathered], number: int, index: int, text: str) -> None:
    seen: set[tuple[int, int]] = set()
    for start, end in formulas.spans(text):
        if (start, end) not in seen:
            seen.add((start, end))
            _add(gathered, number, index, text, start, end).formula = True
    for start, end in quotations(text):
        if start and text[start - 1] == " ":
            continue
        lead = _LEADING.match(text[start:end])
        first = start + lead.end() if lead else start
        if (first, end) not in seen and re.search(r"[^\W\d]{2}|\d[A-Z]", text[first:end]):
            seen.add((first, end))
            _add(gathered, number, index, text, first, end).quoted += 1
    parts = tokens(text)
    for span in spans(parts):
        start, end = parts[span.first].start, parts[span.last - 1].end
        if (start, end) not in seen:
            seen.add((start, end))
            item = _add(gathered, number, index, text, start, end)
            item.how[span.how] += 1
            _capitals(item, parts[span.first : span.last], span.first)


def _add(
    gathered: dict[tuple[str, ...], _Gathered],
    number: int,
    index: int,
    text: str,
    start: int,
    end: int,
) -> _Gathered:
    surface = re.sub(r"\s+", " ", text[start:end])
    item = gathered[words_of(surface)]
    item.surfaces[surface] += 1
    item.places.append((number, index, start, end))
    item.documents.add(number)
    return item


def _capitals(item: _Gathered, parts: Sequence[Token], first: int) -> None:
    content = [token for token in parts if token.text[0].isalpha() and len(token.text) > 3]
    if not content or (first == 0 and len(content) == 1):
        return
    item.inside += 1
    item.named += sum(t.text[0].isupper() for t in content) > len(content) / 2


def _scored(
    gathered: dict[tuple[str, ...], _Gathered], documents: Sequence[SegmentedDocument]
) -> list[Candidate]:
    counts = {words: len(item.places) for words, item in gathered.items() if words}
    values = c_values(counts)
    found = []
    for words, item in gathered.items():
        if not words:
            continue
        evidence = _evidence(words, item, values[words])
        score = 1.0 / (1.0 + math.exp(-sum(strength for _, strength in evidence)))
        if score >= _LOWEST:
            found.append(_candidate(item, evidence, score, documents))
    return found


_LOWEST = 0.05


def _evidence(
    words: tuple[str, ...], item: _Gathered, value: float
) -> tuple[tuple[str, float], ...]:
    """The weighted evidence for a phrase, in logits."""
    size, count = len(words), len(item.places)
    named = item.named / item.inside if item.inside else 0.0
    parts = [("prior", -3.2)]
    if item.formula:
        parts.append(("formula", 4.5))
    if item.quoted:
        parts.append(("quoted", 3.0 if size <= 6 else 1.5))
    parts.append(("c-value", 0.9 * math.log2(1 + max(value, 0.0))))
    parts.append(("rarity", 2.0 * rarity(words)))
    parts.append(("name", 1.0 * named))
    if size == 1:
        parts.append(("one word", -2.0))
    if size > 5:
        parts.append(("long", -0.4 * (size - 5)))
    if generic(words):
        parts.append(("generic head", -2.0))
    if not item.how["maximal"] and not item.formula and not item.quoted and count < 2:
        parts.append(("nested only", -1.5))
    return tuple(parts)


def _candidate(
    item: _Gathered,
    evidence: tuple[tuple[str, float], ...],
    score: float,
    documents: Sequence[SegmentedDocument],
) -> Candidate:
    surfaces = tuple(surface for surface, _ in item.surfaces.most_common())
    named = bool(item.inside) and item.named * 2 > item.inside
    guess = kind(surfaces[0], named=named, quoted=bool(item.quoted))
    places = tuple(
        Occurrence(documents[number].document.source, segment, start, end)
        for number, segment, start, end in sorted(item.places)
    )
    return Candidate(
        Language.EN,
        surfaces[0],
        surfaces,
        places,
        Kind.NUMERIC if item.formula else guess,
        tuple((name, round(strength, 3)) for name, strength in evidence),
        score,
    )
