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

import numpy as np

from align.encoders import load
from align.model import Bitext, Language
from bench import forests
from bench.forests import Growth, calibration, fit
from bench.term_figures import Figures, judge
from bench.term_texts import Gold, Part, apart, measure, prepare, read_beads, read_gold, read_lines
from glossary import english, meaning, ranking
from glossary.axes import Axes
from glossary.chinese.detect import Scored, joined, limit_of, shortlisted
from glossary.chinese.features import counts, groups
from glossary.chinese.spans import collect
from glossary.extract import extract
from glossary.keys import key
from glossary.pairing import pair
from glossary.pairing.features import features as pair_features
from glossary.pairing.governed import governed, handed
from glossary.pairing.vectors import WordSums
from glossary.reference import starter
from glossary.variants import join

WEIGHTS = Path(__file__).parent.parent / "glossary" / "weights"
CHINESE = Growth(trees=200, rate=0.04, depth=6, smallest=20, tried=0.2)
BILINGUAL = Growth(trees=150, rate=0.03, depth=4, smallest=15, tried=0.3)
#: Directions in which phrases are told apart by meaning; with more, forms would be remembered.
AXES = 4
#: What the translation says, by where it comes from.
PAIRED = {
    "the Chinese model": ("chinese",),
    "words and vectors of the rendering": ("match", "likeness", "match and likeness"),
    "one rendering that stays": ("kept", "kept often", "renderings", "rendered share"),
    "capitals and quotation marks": ("capitals", "quoted"),
    "the English term model": ("English term", "English candidate"),
    "rivals and neighbours": ("best container", "best crossing", "best of its place", "best part"),
    "what it is about": ("to terms", "to text", *(f"meaning {n}" for n in range(1, AXES + 1))),
    "words of the rendering": (
        "words", "one word", "words for characters", "rarest word", "commonest word",
        "ends in noun", "begins with verb",
    ),
}  # fmt: skip
Row = dict[str, float]
_DIGITS = 4  #: of the axes


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
    rows: Callable[[int], Sequence[list[Row]]],
    gold: Gold,
    growth: Growth,
    handing: Callable[[int, list[float]], list[float]] = lambda _, odds: odds,
    *,
    strange: bool = False,
) -> list[Judged]:
    """Each part's forms by a model fitted on the parts that do not overlap it.

    Args:
        rows: the rows of all parts as they are where the part of that number is measured.
        handing: changes the log odds of the part of that number.
        strange: leave out of the fitting the forms that the part has: what is left is how well
            terms are told that no model has seen.
    """
    found = []
    for number, part in enumerate(parts):
        others = [i for i, other in enumerate(parts) if apart(other, part)]
        told = rows(number)
        seen = set(forms[number]) if strange else set()
        kept = [
            [(form, row) for form, row in zip(forms[i], told[i], strict=True) if form not in seen]
            for i in others
        ]
        model = fitted(
            [[form for form, _ in some] for some in kept],
            [[row for _, row in some] for some in kept],
            gold,
            growth,
        )
        odds = handing(number, model.log_odds(told[number]))
        found.append(Judged(part, forms[number], told[number], odds, model))
    return found


def always(rows: Sequence[list[Row]]) -> Callable[[int], Sequence[list[Row]]]:
    """The same rows whatever part is measured."""
    return lambda _: rows


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


@dataclass(frozen=True, slots=True)
class Paired:
    """Candidates of a part by the Chinese model.

    Attributes:
        rows: the features of their pairing, without what they are about.
        objects: what they govern.
        vectors, chances: as `glossary.meaning.features` takes them.
    """

    forms: list[str]
    rows: list[Row]
    objects: dict[int, int]
    vectors: Any
    chances: list[float]

    def told(self, axes: Axes) -> list[Row]:
        """The rows with what the candidates are about."""
        about = meaning.features(self.vectors, self.chances, axes)
        return [row | more for row, more in zip(self.rows, about, strict=True)]


def fitted_axes(vectors: Sequence[Any]) -> Axes:
    """The directions in which the vectors of candidates differ most, to be kept as they are."""
    rows = np.concatenate(vectors).astype(float)
    middle = rows.mean(axis=0)
    directions = np.linalg.svd(rows - middle, full_matrices=False)[2][:AXES]
    signs = np.sign(directions[np.arange(AXES), np.abs(directions).argmax(axis=1)])
    return Axes(middle.round(_DIGITS), (directions * signs[:, None]).round(_DIGITS))


def about_apart(parts: Sequence[Part], pairings: Sequence[Paired]) -> list[Axes]:
    """For each part the axes of the candidates of parts that do not overlap it."""
    return [
        fitted_axes([pairings[i].vectors for i, other in enumerate(parts) if apart(other, part)])
        for part in parts
    ]


def paired(one: Judged, encoder: Any) -> Paired:
    """Candidates by the Chinese model with the features of their pairing."""
    spans = sorted(zip(one.odds, one.part.spans, strict=True), key=lambda i: (-i[0], i[1].form))
    kept = shortlisted([odds for odds, _ in spans], one.part.size)
    scored = [Scored(odds, span, ()) for odds, span in spans[:kept]]
    bitext = one.part.bitext
    found = joined(scored, [bitext.source])
    sums = WordSums(encoder)
    pairings = pair(found, [bitext], sums)
    theirs = join(english.candidates([bitext.target]))
    known = {key(candidate.form, Language.EN): candidate.score for candidate in theirs}
    objects = governed(pairings, [bitext])
    rows = list(pair_features(pairings, [bitext], known, objects, [{} for _ in found]))
    forms = [candidate.form for candidate in found]
    vectors = meaning.own_vectors(forms, sums)
    return Paired(forms, rows, objects, vectors, [candidate.score for candidate in found])


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


def write(name: str, model: ranking.Model, by: str = "bench/terms.py") -> None:
    about = f"Fitted by {by} on an aligned text of speeches; leaves are log odds."
    forests.write(WEIGHTS / f"{name}.json", model, about)


def write_axes(axes: Axes) -> None:
    data = {
        "about": "Principal components of the vectors of candidates; see glossary/meaning.py.",
        "middle": axes.middle.tolist(),
        "directions": axes.directions.tolist(),
    }
    text = json.dumps(data, separators=(",", ":")).replace("[[", "[\n[").replace("],[", "],\n[")
    (WEIGHTS / "meaning.json").write_text(text + "\n", encoding="utf-8")


def asked(about: str) -> argparse.Namespace:
    """The arguments of a measurement of terms: files, what to leave out, whether to keep models."""
    parser = argparse.ArgumentParser(description=about.splitlines()[0])
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--without", action="store_true")
    parser.add_argument("--write", action="store_true")
    return parser.parse_args()


def main() -> None:
    options = asked(__doc__)
    zh, en, beads, terms, *optional = options.files
    gold = read_gold(terms, optional)
    source, target = read_lines(zh, Language.ZH), read_lines(en, Language.EN)
    whole = Bitext(source, target, read_beads(beads))
    parts = prepare(whole, gold)
    forms, rows = [[span.form for span in part.spans] for part in parts], [p.rows for p in parts]
    print(f"{'R-precision and recall@3n of':44}quarters      halves")
    first = cross_validated(parts, forms, always(rows), gold, CHINESE)
    show("the Chinese alone", first, gold)
    if options.without:
        tell_chinese(parts, forms, rows, gold)
    slope, shift = calibrated(first, gold)
    first = [replace(one, odds=[slope * each + shift for each in one.odds]) for one in first]
    encoder = load()
    pairings = [paired(one, encoder) for one in first]
    axes = about_apart(parts, pairings)
    second = judged_with(parts, pairings, axes, gold, without_each=options.without)
    again = calibrated(second, gold)
    second = [replace(one, odds=[again[0] * o + again[1] for o in one.odds]) for one in second]
    show_reliability(second, gold)
    for known in (None, starter()):
        figures = Figures()
        for one, two, own in zip(first, second, axes, strict=True):
            if one.part.high - one.part.low == 1:
                rankers = ranking.Rankers(
                    replace(one.model, slope=slope, shift=shift),
                    replace(two.model, slope=again[0], shift=again[1]),
                    own,
                    ranking.model("english"),
                )
                proposals = extract(
                    [one.part.bitext], encoder=encoder, reference=known, rankers=rankers
                )
                judge(proposals, one.part, whole, gold, figures)
        print(f"\nquarters, {'with' if known else 'without'} the glossary\n  {figures}", flush=True)
    if options.write:
        whole_axes = fitted_axes([each.vectors for each in pairings])
        model = fitted(forms, rows, gold, CHINESE)
        write("chinese", replace(model, slope=slope, shift=shift))
        their_rows = [each.told(whole_axes) for each in pairings]
        model = fitted([each.forms for each in pairings], their_rows, gold, BILINGUAL)
        write("bilingual", replace(model, slope=again[0], shift=again[1]))
        write_axes(whole_axes)


def judged_with(
    parts: Sequence[Part],
    pairings: Sequence[Paired],
    axes: Sequence[Axes],
    gold: Gold,
    *,
    without_each: bool,
) -> list[Judged]:
    """Candidates judged with their renderings; told is also what each group of features adds."""
    forms = [each.forms for each in pairings]
    told = [[each.told(own) for each in pairings] for own in axes]

    def handing(number: int, odds: list[float]) -> list[float]:
        return handed(odds, pairings[number].objects)

    found = cross_validated(parts, forms, told.__getitem__, gold, BILINGUAL, handing)
    show("the Chinese and the translation", found, gold)
    strange = cross_validated(
        parts, forms, told.__getitem__, gold, BILINGUAL, handing, strange=True
    )
    show("  fitted on none of the forms of the part", strange, gold)
    if without_each:
        for name, left in PAIRED.items():
            less = [without(rows, left) for rows in told]
            judged = cross_validated(parts, forms, less.__getitem__, gold, BILINGUAL, handing)
            show(f"  without {name}", judged, gold)
        judged = cross_validated(parts, forms, told.__getitem__, gold, BILINGUAL)
        show("  without terms and their verbs told apart", judged, gold)
    return found


def tell_chinese(
    parts: Sequence[Part], forms: Sequence[list[str]], rows: Sequence[list[Row]], gold: Gold
) -> None:
    """What each group of Chinese features adds."""
    spans = collect([parts[0].bitext.source])
    sample = groups(next(iter(spans.forms.values())), counts(spans))
    for name, group in sample.items():
        less = without(rows, tuple(group))
        judged = cross_validated(parts, forms, always(less), gold, CHINESE)
        show(f"  without {name}", judged, gold)


if __name__ == "__main__":
    main()
