"""Fit the models that rank terms, and measure them on text they were not fitted on.

    python -m bench.terms ZH EN BEADS GOLD [OPTIONAL] [--without] [--write]

ZH, EN: a sentence a line. BEADS: one "[0,1]:[0]" a line. GOLD, OPTIONAL: JSON Lines with "zh" and,
in GOLD, "en" (a list) and "zh_lines".

The text is cut into contiguous quarters and halves, each extracted as a text of its own, so that
counts on the text that is measured come from that text alone. Figures are for each part by models
fitted on parts that do not overlap it. `--without` also tells what each group of features adds, by
leaving it out; `--write` fits on all parts and writes glossary/weights.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from align.encoders import load
from align.model import Bitext, Language
from bench.forests import Growth, calibration, fit
from bench.term_figures import Figures, judge
from bench.term_texts import Gold, Part, apart, measure, prepare, read_beads, read_gold, read_lines
from glossary import english, ranking
from glossary.chinese.detect import Scored, joined, limit_of
from glossary.chinese.features import counts, groups
from glossary.chinese.spans import collect
from glossary.extract import extract
from glossary.keys import key
from glossary.pairing import pair
from glossary.pairing.features import features as pair_features
from glossary.pairing.governed import governed, handed
from glossary.reference import starter
from glossary.variants import join

WEIGHTS = Path(__file__).parent.parent / "glossary" / "weights"
CHINESE = Growth(trees=200, rate=0.04, depth=6, smallest=20, tried=0.2)
BILINGUAL = Growth(trees=150, rate=0.03, depth=4, smallest=15, tried=0.3)
#: What the translation says, by where it comes from.
PAIRED = {
    "the Chinese model": ("chinese",),
    "words and vectors of the rendering": ("match", "likeness", "match and likeness"),
    "one rendering that stays": ("kept", "kept often", "renderings", "rendered share"),
    "capitals and quotation marks": ("capitals", "quoted"),
    "the English term model": ("English term", "English candidate"),
    "rivals and neighbours": ("best container", "best crossing", "best of its place", "best part"),
    "words of the rendering": (
        "words", "one word", "words for characters", "rarest word", "commonest word",
        "ends in noun", "begins with verb",
    ),
}  # fmt: skip
Row = dict[str, float]


@dataclass(frozen=True, slots=True)
class Judged:
    """Forms of a part with features, their log odds by a model that never saw the part."""

    part: Part
    forms: list[str]
    rows: list[Row]
    odds: list[float]
    model: ranking.Model

    def figures(self, gold: Gold) -> tuple[float, float]:
        order = sorted(range(len(self.forms)), key=lambda i: (-self.odds[i], self.forms[i]))
        limit = limit_of(self.part.size)
        return measure([self.forms[i] for i in order[:limit]], gold, self.part.terms)


def cross_validated(
    parts: Sequence[Part],
    forms: Sequence[list[str]],
    rows: Sequence[list[Row]],
    gold: Gold,
    growth: Growth,
    handing: Callable[[int, list[float]], list[float]] = lambda _, odds: odds,
) -> list[Judged]:
    """Each part's forms by a model fitted on the parts that do not overlap it.

    Args:
        handing: changes the log odds of the part of that number.
    """
    found = []
    for number, part in enumerate(parts):
        others = [i for i, other in enumerate(parts) if apart(other, part)]
        model = fitted([forms[i] for i in others], [rows[i] for i in others], gold, growth)
        odds = handing(number, model.log_odds(rows[number]))
        found.append(Judged(part, forms[number], rows[number], odds, model))
    return found


def fitted(
    forms: Sequence[list[str]], rows: Sequence[list[Row]], gold: Gold, growth: Growth
) -> ranking.Model:
    pairs = [
        (row, gold.is_term(form))
        for some, others in zip(forms, rows, strict=True)
        for form, row in zip(some, others, strict=True)
        if gold.counts(form)
    ]
    return fit([row for row, _ in pairs], [hit for _, hit in pairs], growth)


def calibrated(judged: Sequence[Judged], gold: Gold) -> tuple[float, float]:
    """Slope and shift for the log odds of parts that models never saw."""
    pairs = [
        (odds, gold.is_term(form))
        for one in judged
        for form, odds in zip(one.forms, one.odds, strict=True)
        if gold.counts(form)
    ]
    return calibration([odds for odds, _ in pairs], [hit for _, hit in pairs])


def paired(one: Judged, encoder: Any) -> tuple[list[str], list[Row], dict[int, int]]:
    """Candidates by the Chinese model with the features of their pairing, and what they govern."""
    spans = sorted(zip(one.odds, one.part.spans, strict=True), key=lambda i: (-i[0], i[1].form))
    scored = [Scored(odds, span, ()) for odds, span in spans[: limit_of(one.part.size)]]
    bitext = one.part.bitext
    found = joined(scored, [bitext.source])
    pairings = pair(found, [bitext], encoder)
    theirs = join(english.candidates([bitext.target]))
    known = {key(candidate.form, Language.EN): candidate.score for candidate in theirs}
    objects = governed(pairings, [bitext])
    rows = list(pair_features(pairings, [bitext], known, objects))
    return [candidate.form for candidate in found], rows, objects


def show(title: str, judged: Sequence[Judged], gold: Gold) -> None:
    figures = []
    for wanted in (1, 2):
        own = [one.figures(gold) for one in judged if one.part.high - one.part.low == wanted]
        figures += [sum(column) / len(column) for column in zip(*own, strict=True)]
    print(f"{title:44}" + "  ".join(f"{figure:.3f}" for figure in figures), flush=True)


def show_reliability(judged: Sequence[Judged], gold: Gold) -> None:
    pairs = [
        (ranking.probability(odds), gold.is_term(form))
        for one in judged
        for form, odds in zip(one.forms, one.odds, strict=True)
        if gold.counts(form)
    ]
    print("\nprobability said, forms, said on average, terms among them")
    for low, high in ((0.0, 0.05), (0.05, 0.1), (0.1, 0.2), (0.2, 0.4), (0.4, 0.6), (0.6, 1.01)):
        inside = [pair for pair in pairs if low <= pair[0] < high]
        said = sum(chance for chance, _ in inside) / max(len(inside), 1)
        true = sum(hit for _, hit in inside) / max(len(inside), 1)
        print(f"  {low:.2f}-{min(high, 1):.2f}  {len(inside):6}  {said:.3f}  {true:.3f}")


def without(rows: Sequence[list[Row]], names: Sequence[str]) -> list[list[Row]]:
    left = set(names)
    return [[{k: v for k, v in row.items() if k not in left} for row in part] for part in rows]


def write(name: str, model: ranking.Model) -> None:
    about = "Fitted by bench/terms.py on an aligned text of speeches; leaves are log odds."
    text = json.dumps(ranking.to_dict(model, about), ensure_ascii=False, separators=(",", ":"))
    text = text.replace('"trees":[', '"trees":[\n').replace(",[[", ",\n[[")
    (WEIGHTS / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--without", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    zh, en, beads, terms, *optional = options.files
    gold = read_gold(terms, optional)
    source, target = read_lines(zh, Language.ZH), read_lines(en, Language.EN)
    whole = Bitext(source, target, read_beads(beads))
    parts = prepare(whole, gold)
    forms, rows = [[span.form for span in part.spans] for part in parts], [p.rows for p in parts]
    print(f"{'R-precision and recall@3n of':44}quarters      halves")
    first = cross_validated(parts, forms, rows, gold, CHINESE)
    show("the Chinese alone", first, gold)
    if options.without:
        tell_chinese(parts, forms, rows, gold)
    slope, shift = calibrated(first, gold)
    first = [replace(one, odds=[slope * each + shift for each in one.odds]) for one in first]
    encoder = load()
    pairings = [paired(one, encoder) for one in first]
    theirs, their_rows = [p[0] for p in pairings], [p[1] for p in pairings]

    def handing(number: int, odds: list[float]) -> list[float]:
        return handed(odds, pairings[number][2])

    second = cross_validated(parts, theirs, their_rows, gold, BILINGUAL, handing)
    show("the Chinese and the translation", second, gold)
    if options.without:
        for name, left in PAIRED.items():
            judged = cross_validated(
                parts, theirs, without(their_rows, left), gold, BILINGUAL, handing
            )
            show(f"  without {name}", judged, gold)
        judged = cross_validated(parts, theirs, their_rows, gold, BILINGUAL)
        show("  without terms and their verbs told apart", judged, gold)
    again = calibrated(second, gold)
    second = [replace(one, odds=[again[0] * o + again[1] for o in one.odds]) for one in second]
    show_reliability(second, gold)
    for known in (None, starter()):
        figures = Figures()
        for one, two in zip(first, second, strict=True):
            if one.part.high - one.part.low == 1:
                rankers = ranking.Rankers(
                    replace(one.model, slope=slope, shift=shift),
                    replace(two.model, slope=again[0], shift=again[1]),
                )
                proposals = extract(
                    [one.part.bitext], encoder=encoder, reference=known, rankers=rankers
                )
                judge(proposals, one.part, whole, gold, figures)
        print(f"\nquarters, {'with' if known else 'without'} the glossary\n  {figures}", flush=True)
    if options.write:
        model = fitted(forms, rows, gold, CHINESE)
        write("chinese", replace(model, slope=slope, shift=shift))
        model = fitted(theirs, their_rows, gold, BILINGUAL)
        write("bilingual", replace(model, slope=again[0], shift=again[1]))


def tell_chinese(
    parts: Sequence[Part], forms: Sequence[list[str]], rows: Sequence[list[Row]], gold: Gold
) -> None:
    """What each group of Chinese features adds."""
    spans = collect([parts[0].bitext.source])
    sample = groups(next(iter(spans.forms.values())), counts(spans))
    for name, group in sample.items():
        judged = cross_validated(parts, forms, without(rows, tuple(group)), gold, CHINESE)
        show(f"  without {name}", judged, gold)


if __name__ == "__main__":
    main()
