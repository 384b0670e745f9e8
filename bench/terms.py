"""Fit the models that rank terms, and measure them on text they were not fitted on.

    python -m bench.terms ZH EN BEADS GOLD [OPTIONAL] [--write]

ZH, EN: a sentence a line. BEADS: one "[0,1]:[0]" a line. GOLD, OPTIONAL: JSON Lines with "zh" and,
in GOLD, "en" (a list) and "zh_lines".

The text is cut into contiguous quarters and halves, each extracted as a text of its own, so that
counts on the text that is measured come from that text alone. Figures are for each part by models
fitted on parts that do not overlap it. `--write` fits on all parts and writes glossary/weights.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from align.model import Bead, Bitext, Document, Language, Segment, SegmentedDocument
from bench.forests import fit
from glossary import english, ranking
from glossary.chinese.detect import Scored, best, joined, limit_of
from glossary.chinese.features import counts, features
from glossary.chinese.spans import Span, collect
from glossary.keys import key
from glossary.pairing import pair
from glossary.pairing.features import features as pair_features
from glossary.pairing.governed import governed, handed
from glossary.variants import join

WEIGHTS = Path(__file__).parent.parent / "glossary" / "weights"
#: Examples in a leaf of the trees at least, over forms and over pairings.
SMALLEST, SMALLEST_PAIRED = 20, 10
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
    text = Path(path).read_text(encoding="utf-8")
    segments, place = [], 0
    for line in text.splitlines():
        segments.append(Segment(place, place + len(line), line))
        place += len(line) + 1
    return SegmentedDocument(Document(text, path, language), tuple(segments))


def read_beads(path: str) -> tuple[Bead, ...]:
    found = []
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        ours, theirs = line.split(":")[:2]
        found.append(Bead(tuple(json.loads(ours)), tuple(json.loads(theirs)), 1.0))
    return tuple(found)


def read_records(path: str) -> list[dict[str, Any]]:
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def part_of(bitext: Bitext, low: int, high: int) -> tuple[Bitext, int, int]:
    """Beads low..high as a bitext of their own, with the lines that it covers."""
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
    return Bitext(source, target, shifted), first, max(ours) + 1


@dataclass
class Part:
    """A part of the text with the features of all its forms."""

    low: int
    high: int
    bitext: Bitext
    size: int
    spans: list[Span]
    rows: list[dict[str, float]]
    terms: int


def prepare(bitext: Bitext, gold: Gold) -> list[Part]:
    found = []
    for low, high in PARTS:
        n = len(bitext.beads)
        part, first, last = part_of(bitext, low * n // 4, high * n // 4)
        spans = collect([part.source])
        known = counts(spans)
        rows = [features(span, known) for span in spans.forms.values()]
        forms = list(spans.forms.values())
        found.append(Part(low, high, part, spans.size, forms, rows, gold.within(first, last)))
    return found


def apart(one: Part, two: Part) -> bool:
    return one.high <= two.low or two.high <= one.low


def fit_chinese(parts: Sequence[Part], gold: Gold) -> ranking.Model:
    pairs = [
        (row, gold.is_term(span.form))
        for part in parts
        for span, row in zip(part.spans, part.rows, strict=True)
        if gold.counts(span.form)
    ]
    return fit([row for row, _ in pairs], [hit for _, hit in pairs], SMALLEST)


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


def scored(part: Part, model: ranking.Model) -> list[Scored]:
    odds = model.log_odds(part.rows)
    return best(map(Scored, odds, part.spans), limit_of(part.size))


def paired_rows(
    part: Part, model: ranking.Model, encoder: Any
) -> tuple[list[str], list[dict[str, float]], dict[int, int]]:
    """Candidates by the Chinese model with the features of their pairing, and what they govern."""
    found = joined(scored(part, model), [part.bitext.source])
    pairings = pair(found, [part.bitext], encoder)
    theirs = join(english.candidates([part.bitext.target]))
    known = {key(candidate.form, Language.EN): candidate.score for candidate in theirs}
    objects = governed(pairings, [part.bitext])
    rows = list(pair_features(pairings, [part.bitext], known, objects))
    return [candidate.form for candidate in found], rows, objects


def show(title: str, figures: Sequence[tuple[Part, tuple[float, ...]]]) -> None:
    for group, wanted in (("quarters", 1), ("halves", 2)):
        own = [values for part, values in figures if part.high - part.low == wanted]
        means = [sum(column) / len(column) for column in zip(*own, strict=True)]
        print(f"{title:28}{group:10}" + "  ".join(f"{mean:.3f}" for mean in means))


def write(name: str, model: ranking.Model, about: str) -> None:
    WEIGHTS.mkdir(exist_ok=True)
    text = json.dumps(ranking.to_dict(model, about), ensure_ascii=False, indent=1)
    (WEIGHTS / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    zh, en, beads, terms, *rest = options.files
    optional = {plain(record["zh"]) for path in rest for record in read_records(path)}
    records = {plain(record["zh"]): record for record in read_records(terms)}
    gold = Gold(records, optional - set(records))
    source, target = read_lines(zh, Language.ZH), read_lines(en, Language.EN)
    parts = prepare(Bitext(source, target, read_beads(beads)), gold)
    from align.encoders import load

    encoder = load()
    first, second, rows = [], [], []
    for part in parts:
        model = fit_chinese([p for p in parts if apart(p, part)], gold)
        ranked = [item.span.form for item in scored(part, model)]
        first.append((part, measure(ranked, gold, part.terms)))
        rows.append(paired_rows(part, model, encoder))
    show("Chinese alone", first)
    for part, (forms, features_, objects) in zip(parts, rows, strict=True):
        others = [r for p, r in zip(parts, rows, strict=True) if apart(p, part)]
        model = fit_pairs(others, gold)
        odds = handed(model.log_odds(features_), objects)
        order = sorted(range(len(forms)), key=lambda i: -odds[i])
        second.append((part, measure([forms[i] for i in order], gold, part.terms)))
    show("with the translation", second)
    if options.write:
        about = "Fitted by bench/terms.py on an aligned text of speeches; weights are log odds."
        write("chinese", fit_chinese(parts, gold), about)
        write("bilingual", fit_pairs(rows, gold), about)


def fit_pairs(
    rows: Sequence[tuple[list[str], list[dict[str, float]], Any]], gold: Gold
) -> ranking.Model:
    pairs = [
        (row, gold.is_term(form))
        for forms, features_, _ in rows
        for form, row in zip(forms, features_, strict=True)
        if gold.counts(form)
    ]
    return fit([row for row, _ in pairs], [hit for _, hit in pairs], SMALLEST_PAIRED)


if __name__ == "__main__":
    main()
