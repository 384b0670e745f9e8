"""Fit the models that find terms, and measure them on texts that they were not fitted on.

    python -m bench.terms DATA [--write]

DATA is the folder of development data (see bench/__main__.py). Each aligned text is left out whole
in turn: the model of joints, the memory of terms and the rankers of Chinese forms, of English
phrases and of pairs that meet it were fitted on the others, and those of Chinese on passages of the
news and of statutes besides. What one model tells the next about a text that the next is fitted on
is by a model that did not see that text. `--write` fits on all texts,
calibrated on texts left out, and writes glossary/weights.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import add, sub
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from align.encoders import Encoder, load
from align.model import Language
from bench import forests
from bench.english_terms import left_out
from bench.forests import Growth, calibration, fit_histograms
from bench.joints import Examples, examples
from bench.term_figures import Figures, judge, ranked, show
from bench.term_texts import POL_DEV, Text, plain, read_passages, read_texts
from glossary import ranking
from glossary.corpora.table import shipped
from glossary.detection.chinese import atoms as units
from glossary.detection.chinese import features, memory
from glossary.detection.chinese.detect import Scored, joined, limit_of
from glossary.detection.chinese.found import Spans
from glossary.detection.chinese.joints import Joints, to_lines
from glossary.detection.chinese.spans import gathered
from glossary.detection.english.about import along
from glossary.detection.english.ranked import ranked as english_terms
from glossary.detection.english.spans import SpanModel
from glossary.detection.rankers import Rankers
from glossary.extraction.extract import extract
from glossary.extraction.variants import join
from glossary.finding.reference import Reference, starter
from glossary.model import Candidate, in_language
from glossary.model.keys import key
from glossary.pairing import pair
from glossary.pairing.features import features as pair_features
from glossary.ranking import Model, meaning
from glossary.ranking.axes import shipped_axes
from glossary.ranking.vectors import WordSums

WEIGHTS = Path(__file__).parent.parent / "glossary" / "weights"
CHINESE = Growth(trees=250, rate=0.05, depth=10, smallest=12, tried=0.15)
BILINGUAL = Growth(trees=250, rate=0.04, depth=10, smallest=12, tried=0.2)
_FOLD = 4  #: passages without translation that are left out together
Table = NDArray[np.float64]
English = tuple[SpanModel, Model]


@dataclass(frozen=True, slots=True, eq=False)
class Examined:
    """A text with its forms, bounded by a model that never saw it.

    Attributes:
        joints: that model.
        forms: their keys.
        ends: the characters at their ends, and at those of the terms.
        columns: their features, without what is remembered of other texts.
        terms, counted: whether each is a term, and whether it is no optional one.
    """

    text: Text
    joints: Joints
    spans: Spans
    forms: memory.Forms
    ends: memory.Ends
    columns: features.Columns
    terms: NDArray[np.bool_]
    counted: NDArray[np.bool_]


def examined(text: Text, joints: Joints) -> Examined:
    """Gather the forms of a text."""
    atoms = units.read(text.bitext.source)
    spans = gathered(atoms, joints.odds(atoms)).by_form()
    nothing = remembered([], memory.Ends.of((), ()), memory.Terms.of(()))
    together = features.Texts(spans, shipped(), nothing)
    parts = features.parts(len(spans), 8_192)
    columns = _together([features.columns(together, numbers) for numbers in parts])
    without = nothing.columns(memory.Forms.of(["无"]))
    forms = [spans.form(number) for number in range(len(spans))]
    keys = [key(form, Language.ZH) for form in forms]
    return Examined(
        text,
        joints,
        spans,
        memory.Forms.of(keys),
        memory.Ends.of([key(form, Language.ZH) for form in text.gold.terms], keys),
        {name: values for name, values in columns.items() if name not in without},
        np.array([text.gold.is_term(form) for form in forms]),
        np.array([text.gold.counts(form) for form in forms]),
    )


def _together(parts: Sequence[Mapping[str, Table]]) -> features.Columns:
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def remembered(
    texts: Sequence[Examined], ends: memory.Ends, entries: memory.Terms
) -> memory.Memory:
    """The memory of the terms of some texts, of which `ends` are."""
    golds = [each.text.gold for each in texts]
    optional = Counter(key(form, Language.ZH) for gold in golds for form in gold.optional)
    return memory.Memory(
        memory.Terms.of(key(form, Language.ZH) for gold in golds for form in gold.terms),
        memory.Counts.of(optional),
        entries,
        ends.odds(),
    )


def starter_terms() -> memory.Terms:
    """The Chinese terms of the starter glossary."""
    return memory.Terms.of(
        {
            key(term.text, Language.ZH)
            for concept in starter()
            for term in in_language(concept.terms, Language.ZH)
        }
    )


class Chinese:
    """The ranker of forms, fitted on any of the texts."""

    def __init__(self, texts: Sequence[Examined]) -> None:
        self.texts, self.entries = texts, starter_terms()
        self._ends = reduce(add, (text.ends for text in texts))
        self._memories: dict[frozenset[int], memory.Memory] = {}

    def memory(self, left_out: Collection[int]) -> memory.Memory:
        """The memory of all texts but those left out."""
        out = frozenset(left_out)
        if out not in self._memories:
            own = [text for number, text in enumerate(self.texts) if number not in out]
            ends = reduce(sub, (self.texts[number].ends for number in out), self._ends)
            self._memories[out] = remembered(own, ends, self.entries)
        return self._memories[out]

    def table(self, number: int, left_out: Collection[int]) -> tuple[list[str], Table]:
        """The features of a text that does not remember itself, nor those left out."""
        text = self.texts[number]
        found = text.columns | self.memory({number, *left_out}).columns(text.forms)
        names = sorted(found)
        return names, np.stack([found[name] for name in names], axis=1)

    def fit(self, left_out: Collection[int] = ()) -> Model:
        """The model of all texts but those left out."""
        names: list[str] = []
        rows, targets = [], []
        for number, text in enumerate(self.texts):
            if number not in left_out:
                names, values = self.table(number, left_out)
                rows.append(values[text.counted])
                targets.append(text.terms[text.counted])
        return fit_histograms(np.concatenate(rows), names, np.concatenate(targets), CHINESE)


@dataclass(frozen=True, slots=True, eq=False)
class Paired:
    """Candidates of a text with the features of their pairing.

    Attributes:
        forms: which form of the text each is.
        names, rows: the features, without those of the form.
    """

    forms: list[int]
    names: list[str]
    rows: Table
    terms: NDArray[np.bool_]
    counted: NDArray[np.bool_]


def paired(text: Examined, odds: Sequence[float], english: English, encoder: Encoder) -> Paired:
    """Pair the best forms of a text, given log odds and models of English that never saw it."""
    order = sorted(range(len(odds)), key=lambda number: -odds[number])[: limit_of(text.spans)]
    bitext = text.text.bitext
    # In the place of its features each is given its number.
    scored = [Scored(odds[number], number, (), np.array([number])) for number in order]
    detected = joined(scored, text.spans, [bitext.source])
    found = [each.candidate for each in detected]
    sums = WordSums(encoder)
    pairings = pair(found, [bitext], sums)
    theirs = join(english_terms([bitext.target], *english, along(encoder, shipped_axes())))
    known = {key(candidate.form, Language.EN): candidate.score for candidate in theirs}
    about = meaning.meanings(found, sums, shipped_axes())
    rows = list(pair_features(pairings, [bitext], known, about, [{}] * len(found)))
    names = sorted(rows[0])
    gold = text.text.gold
    return Paired(
        [int(each.row[0]) for each in detected],
        names,
        np.array([[row[name] for name in names] for row in rows]),
        np.array([_is_term(each, gold.is_term) for each in found]),
        np.array([_is_term(each, gold.is_term) or gold.counts(each.form) for each in found]),
    )


def _is_term(candidate: Candidate, told: Callable[[str], bool]) -> bool:
    return any(told(form) for form in candidate.surfaces)


class Bilingual:
    """The ranker of pairs, fitted on any of the texts."""

    def __init__(self, chinese: Chinese, pairs: Sequence[Paired]) -> None:
        self.chinese, self.pairs = chinese, pairs

    def table(self, number: int, left_out: Collection[int]) -> tuple[list[str], Table]:
        """The features of a text that does not remember itself, nor those left out."""
        own = self.pairs[number]
        names, table = self.chinese.table(number, left_out)
        return [*own.names, *names], np.concatenate((own.rows, table[own.forms]), axis=1)

    def fit(self, left_out: Collection[int] = ()) -> Model:
        """The model of all texts but those left out."""
        names: list[str] = []
        rows, targets = [], []
        for number, pairs in enumerate(self.pairs):
            if number not in left_out:
                names, table = self.table(number, left_out)
                rows.append(table[pairs.counted])
                targets.append(pairs.terms[pairs.counted])
        return fit_histograms(np.concatenate(rows), names, np.concatenate(targets), BILINGUAL)


def calibrated(
    models: Sequence[Model],
    tables: Sequence[Table],
    texts: Sequence[Examined | Paired],
) -> tuple[list[Model], list[list[float]]]:
    """Models with slope and shift for texts that they never saw, and their odds of these."""
    odds = [model.log_odds(table) for model, table in zip(models, tables, strict=True)]
    told = np.concatenate([np.array(own)[t.counted] for own, t in zip(odds, texts, strict=True)])
    terms = np.concatenate([text.terms[text.counted] for text in texts])
    slope, shift = calibration(told.tolist(), terms.tolist())
    return (
        [replace(model, slope=slope, shift=shift) for model in models],
        [[slope * each + shift for each in own] for own in odds],
    )


def show_forms(texts: Sequence[Examined]) -> None:
    """How many forms there are, and how many of the gold terms are among them."""
    for each in texts:
        forms = {plain(each.spans.form(number)) for number in range(len(each.spans))}
        found = sum(form in forms for form in each.text.gold.terms) / len(each.text.gold.terms)
        per = len(each.spans) / len(each.spans.atoms.characters) * 1000
        print(f"{each.text.name:30} forms a thousand characters {per:5.0f}, of gold {found:.3f}")


def show_alone(texts: Sequence[Examined], odds: Sequence[list[float]]) -> None:
    """What the Chinese alone gives."""
    print(f"\n{'R-precision/recall@3n, left out':36} ten texts   {POL_DEV}")
    figures = {}
    for each, told in zip(texts, odds, strict=True):
        forms = [each.spans.form(number) for number in range(len(each.spans))]
        figures[each.text.name] = ranked(each.text, forms, told)
    show("the Chinese alone", figures)


def show_reliability(odds: Sequence[list[float]], texts: Sequence[Paired]) -> None:
    """How often what a probability was told of is a term."""
    counted = np.concatenate([text.counted for text in texts])
    hits = np.concatenate([text.terms for text in texts])[counted]
    chances = np.array([ranking.probability(each) for own in odds for each in own])[counted]
    print("\nprobability said, forms, said on average, terms among them")
    for low, high in ((0.0, 0.05), (0.05, 0.1), (0.1, 0.2), (0.2, 0.4), (0.4, 0.6), (0.6, 1.01)):
        inside = (low <= chances) & (chances < high)
        if inside.any():
            said, true = chances[inside].mean(), hits[inside].mean()
            print(f"  {low:.2f}-{min(high, 1):.2f}  {inside.sum():6}  {said:.3f}  {true:.3f}")


def write(name: str, model: Model) -> None:
    """Keep a model in the package."""
    about = "Fitted by bench/terms.py on aligned texts with annotated terms; leaves are log odds."
    forests.write(WEIGHTS / f"{name}.json", model, about)


def write_bounds(joints: Joints, kept: memory.Memory) -> None:
    """Keep the model of joints and the memory in the package."""
    (WEIGHTS / "joints.tsv").write_text("".join(f"{line}\n" for line in to_lines(joints)), "utf-8")
    text = json.dumps(memory.to_dict(kept), ensure_ascii=False, separators=(",", ":"))
    (WEIGHTS / "memory.json").write_text(text + "\n", encoding="utf-8")


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """The models of each aligned text, which never saw it, with how their odds are calibrated."""

    joints: Examples
    own: Sequence[Examined]
    english: Mapping[str, English]
    chinese: Chinese
    bilingual: Bilingual
    first: Sequence[Model]
    second: Sequence[Model]

    def rankers(self, number: int) -> Rankers:
        """What extraction of a text is measured with."""
        runs, english = self.english[self.own[number].text.name]
        return Rankers(
            self.own[number].joints,
            self.chinese.memory({number}),
            self.first[number],
            self.second[number],
            shipped_axes(),
            english,
            runs,
        )

    def keep(self) -> None:
        """Fit on all texts, calibrated on those left out, and write what ships."""
        write_bounds(self.joints.fit(), self.chinese.memory(()))
        for name, model, out in (
            ("chinese", self.chinese.fit(), self.first),
            ("bilingual", self.bilingual.fit(), self.second),
        ):
            write(name, replace(model, slope=out[0].slope, shift=out[0].shift))


def fitted(
    texts: Sequence[Text],
    passages: Sequence[Text],
    english: Mapping[str, English],
    encoder: Encoder,
) -> Fitted:
    """Fit everything on all texts but each of the aligned ones in turn, and show what it gives."""
    every, both = range(len(texts)), [*texts, *passages]
    together = units.joined([units.read(text.bitext.source) for text in both])
    joints = examples(together, [text.gold for text in both])
    own = [examined(text, joints.fit({number})) for number, text in enumerate(texts)]
    for low in range(len(texts), len(both), _FOLD):
        fold = range(low, min(low + _FOLD, len(both)))
        other = joints.fit(fold)
        own += [examined(both[number], other) for number in fold]
    show_forms(own)
    chinese, aligned = Chinese(own), own[: len(texts)]
    tables = [chinese.table(number, {number})[1] for number in every]
    first, odds = calibrated([chinese.fit({number}) for number in every], tables, aligned)
    show_alone(aligned, odds)
    pairs = [
        paired(each, told, english[each.text.name], encoder)
        for each, told in zip(aligned, odds, strict=True)
    ]
    bilingual = Bilingual(chinese, pairs)
    tables = [bilingual.table(number, {number})[1] for number in every]
    second, odds = calibrated([bilingual.fit({number}) for number in every], tables, pairs)
    show_reliability(odds, pairs)
    return Fitted(joints, aligned, english, chinese, bilingual, first, second)


def measure(
    texts: Sequence[Text], models: Fitted, encoder: Encoder, known: Reference | None
) -> None:
    """What the whole extraction gives of each text, with a glossary or without."""
    print(f"\n{'with' if known else 'without'} the glossary")
    total, whole = Figures(), {}
    for number, text in enumerate(texts):
        rankers = models.rankers(number)
        proposals = extract([text.bitext], encoder=encoder, reference=known, rankers=rankers)
        figures = Figures()
        judge(proposals, text, figures)
        total.hits.update(figures.hits)
        total.chances.update(figures.chances)
        whole[text.name] = [figures.share(each) for each in ("R-precision", "recall@3n")]
        print(f"  {text.name:30} {figures}", flush=True)
    show("with the translation", whole)
    print(f"  {total}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    texts, encoder = read_texts(options.data), load()
    english = left_out(options.data)
    models = fitted(texts, read_passages(options.data), english, encoder)
    if options.write:
        models.keep()
    for known in (None, starter()):
        measure(texts, models, encoder, known)


if __name__ == "__main__":
    main()
