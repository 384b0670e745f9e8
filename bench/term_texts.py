"""A text with gold terms, cut into parts that are extracted as texts of their own."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from align.model import Bead, Bitext, Document, Language, SegmentedDocument
from align.segment import segment_lines
from bench.pairs import beads
from glossary.chinese.detect import has_letters
from glossary.chinese.features import columns, counts
from glossary.chinese.found import Span
from glossary.chinese.spans import collect

_MARKS = re.compile("[“”‘’\"'「」『』《》〈〉\\s]")
PARTS = ((0, 1), (1, 2), (2, 3), (3, 4), (0, 2), (2, 4))  # quarters of the beads


def plain(text: str) -> str:
    return _MARKS.sub("", text)


@dataclass
class Gold:
    """Terms that count, and terms that neither count nor cost."""

    terms: dict[str, dict[str, Any]]
    optional: set[str]

    def within(self, low: int, high: int) -> int:
        """How many terms occur in lines low..high."""
        return sum(any(low <= n < high for n in t["zh_lines"]) for t in self.terms.values())

    def is_term(self, form: str) -> bool:
        return plain(form) in self.terms

    def counts(self, form: str) -> bool:
        return plain(form) not in self.optional


def read_lines(path: str, language: Language) -> SegmentedDocument:
    return segment_lines(Document(Path(path).read_text("utf-8"), path, language))


def read_beads(path: str) -> tuple[Bead, ...]:
    return tuple(Bead(source, target, 1.0) for source, target in beads(Path(path)))


def read_records(path: str) -> list[dict[str, Any]]:
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def part_of(bitext: Bitext, low: int, high: int) -> tuple[Bitext, range, range]:
    """Beads low..high as a bitext of their own, with the lines of both sides that it covers."""
    beads = bitext.beads[low:high]
    ours = [n for bead in beads for n in bead.source]
    theirs = [n for bead in beads for n in bead.target]
    first, second = min(ours), min(theirs)
    shifted = tuple(
        Bead(tuple(n - first for n in b.source), tuple(n - second for n in b.target), b.score)
        for b in beads
    )
    source = SegmentedDocument(
        bitext.source.document, bitext.source.segments[first : max(ours) + 1]
    )
    target = SegmentedDocument(
        bitext.target.document, bitext.target.segments[second : max(theirs) + 1]
    )
    return (
        Bitext(source, target, shifted),
        range(first, max(ours) + 1),
        range(second, max(theirs) + 1),
    )


@dataclass
class Part:
    """A part of the text with the features of all its forms.

    Attributes:
        low, high: quarters of the text.
        lines: which of the Chinese and of the English text are in it.
        size: words.
        terms: gold terms in it.
    """

    low: int
    high: int
    lines: tuple[range, range]
    bitext: Bitext
    size: int
    spans: list[Span]
    rows: list[dict[str, float]]
    terms: int


def prepare(bitext: Bitext, gold: Gold) -> list[Part]:
    found = []
    for low, high in PARTS:
        n = len(bitext.beads)
        part, ours, theirs = part_of(bitext, low * n // 4, high * n // 4)
        spans = collect([part.source])
        known = counts(spans)
        forms = list(filter(has_letters, spans.forms.values()))
        told = columns(forms, known)
        values = zip(*(column.tolist() for column in told.values()), strict=True)
        rows = [dict(zip(told, row, strict=True)) for row in values]
        found.append(
            Part(
                low,
                high,
                (ours, theirs),
                part,
                spans.size,
                forms,
                rows,
                gold.within(ours.start, ours.stop),
            )
        )
    return found


def apart(one: Part, two: Part) -> bool:
    return one.high <= two.low or two.high <= one.low


def measure(forms: Sequence[str], gold: Gold, size: int) -> tuple[float, float]:
    """R-precision and recall at three times the terms there are."""
    seen: set[str] = set()
    hits: list[bool] = []
    for form in forms:
        made = plain(form)
        if made not in seen and (made in gold.terms or made not in gold.optional):
            seen.add(made)
            hits.append(made in gold.terms)
    return sum(hits[:size]) / size, sum(hits[: 3 * size]) / size


def read_gold(terms: str, optional: Sequence[str]) -> Gold:
    """Gold terms, and the optional ones that are not among them."""
    records = {plain(record["zh"]): record for record in read_records(terms)}
    others = {plain(record["zh"]) for path in optional for record in read_records(path)}
    return Gold(records, others - set(records))
