"""Fit the models that find terms of English texts, and measure them on texts they never saw.

    python -m bench.english_terms DATA [--without] [--write]

DATA is the folder of development data: the English sides of `terms/texts/*` and of
`alignment/pol-dev`, with gold terms and optional ones. The texts are taken for ones that exist in
English only; passages of work reports and of writing on China are fitted on besides, but not
measured. Texts are left out a fold at a time, whole, of all that is fitted: of the model of runs
(`glossary.detection.english.spans`), of that which the trees learn from, and of the trees. So what
the trees learn of a text comes from a model of runs that saw neither that text nor those that are
judged.

`--without` also tells what each group of measures adds, by leaving it out; `--write` fits on all
texts and writes glossary/weights. The axes of meaning are those of the package, fitted without
labels.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from align.encoders import load
from align.model import Document, Language, SegmentedDocument
from align.segment import segment
from bench.english_spans import Marked, marked
from bench.english_spans import fit as fit_runs
from bench.forests import Growth, calibration, fit_histograms
from bench.term_texts import read_lines, read_records
from glossary import ranking
from glossary.detection.english.about import along
from glossary.detection.english.gathering import gather
from glossary.detection.english.measures import Along, measures, table
from glossary.detection.english.nesting import nesting
from glossary.detection.english.phrases import Words, words_of
from glossary.detection.english.spans import SpanModel, to_dict
from glossary.detection.english.vocabulary import counted
from glossary.detection.rankers import shipped
from glossary.extraction.extract import extract
from glossary.model import in_language
from glossary.ranking.axes import shipped_axes
from seeds import seed

GROWTH = Growth(trees=200, rate=0.05, depth=8, smallest=20, tried=0.3)
LEAST_RUN = -5.5  #: log odds from which a run is a candidate
FOLDS = 6  #: the texts that are left out together are a sixth of them
_IN_USE = ("preferred", "admitted")  #: statuses of terms whose words are counted
#: The terms of English passages, by file of the development data and record; once, by a language
#: model. No passage shares a tenth of its runs of seven words with the texts.
PASSAGES = Path(__file__).parent / "english_terms.jsonl"
WEIGHTS = Path(__file__).parent.parent / "glossary" / "weights"


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """An English text with its terms.

    Attributes:
        terms: by the words of each of their renderings.
        optional: words of what neither counts nor costs.
        size: how many terms are rendered in it.
        measured: whether it is a whole text.
    """

    name: str
    document: SegmentedDocument
    terms: Mapping[Words, set[int]]
    optional: set[Words]
    size: int
    runs: Marked
    measured: bool

    def counts(self, words: Words) -> bool:
        return words in self.terms or words not in self.optional


def read(name: str, english: Path, gold: Path, optional: Path) -> Text:
    document = read_lines(str(english), Language.EN)
    terms = [record["en"] for record in read_records(str(gold))]
    others = [form for record in read_records(str(optional)) for form in record["en"]]
    return annotated(name, document, terms, others, measured=True)


def annotated(
    name: str,
    document: SegmentedDocument,
    renderings: Sequence[Sequence[str]],
    optional: Sequence[str],
    *,
    measured: bool,
) -> Text:
    """A text, given the renderings of each of its terms."""
    terms: dict[Words, set[int]] = defaultdict(set)
    for number, forms in enumerate(renderings):
        for form in forms:
            terms[words_of(form)].add(number)
    others = {words_of(form) for form in optional}
    runs = marked(document, set(terms), others - set(terms))
    return Text(name, document, dict(terms), others, sum(map(bool, renderings)), runs, measured)


def passages(data: Path) -> list[Text]:
    """Passages of the development data with their terms."""
    found = []
    for record in read_records(str(PASSAGES)):
        every = read_records(str(data / record["file"]))
        text = next(each["text"] for each in every if each["id"] == record["id"])
        document = segment(Document(text, record["id"], Language.EN))
        terms, optional = [[form] for form in record["terms"]], record["optional"]
        found.append(annotated(record["id"], document, terms, optional, measured=False))
    return found


def folds(data: Path) -> list[list[Text]]:
    """All texts, those together that are left out together; the speeches are by themselves."""
    folders = sorted((data / "terms" / "texts").iterdir())
    texts = [read(f.name, f / "en", f / "gold.jsonl", f / "optional.jsonl") for f in folders]
    texts += passages(data)
    terms = data / "terms"
    gold, optional = terms / "pol-dev.jsonl", terms / "pol-dev-optional.jsonl"
    speeches = read("pol-dev", data / "alignment" / "pol-dev" / "en", gold, optional)
    return [*(texts[start :: FOLDS - 1] for start in range(FOLDS - 1)), [speeches]]


@dataclass(frozen=True, slots=True)
class Told:
    """The candidates of a text with their measures."""

    text: Text
    phrases: list[Words]
    names: tuple[str, ...]
    rows: Any
    groups: dict[str, tuple[str, ...]]

    @property
    def counted(self) -> Any:
        return np.array([self.text.counts(words) for words in self.phrases])

    @property
    def hits(self) -> Any:
        return np.array([words in self.text.terms for words in self.phrases])


def tell(text: Text, runs: SpanModel, placed: Along) -> Told:
    found = gather([text.document], runs)
    told = measures(found, nesting(found.phrases), placed)
    names, rows = table(told)
    return Told(text, found.phrases, names, rows, {title: tuple(g) for title, g in told.items()})


def fitted(told: Sequence[Told], left_out: Collection[str] = ()) -> ranking.Model:
    names = [name for name in told[0].names if name not in left_out]
    columns = [told[0].names.index(name) for name in names]
    rows = np.concatenate([each.rows[each.counted][:, columns] for each in told])
    hits = np.concatenate([each.hits[each.counted] for each in told])
    return fit_histograms(rows, names, hits, GROWTH)


@dataclass(frozen=True, slots=True)
class Fold:
    """Texts that are left out together, and what was fitted without them.

    Attributes:
        own: their candidates.
        others: those of the other texts, by models of runs that saw neither.
    """

    runs: SpanModel
    own: list[Told]
    others: list[Told]


def prepared(texts: Sequence[Sequence[Text]], placed: Along) -> list[Fold]:
    models: dict[frozenset[int], SpanModel] = {}

    def without(*left: int) -> SpanModel:
        if frozenset(left) not in models:
            rest = [text.runs for n, fold in enumerate(texts) if n not in left for text in fold]
            models[frozenset(left)] = fit_runs(rest, LEAST_RUN)
        return models[frozenset(left)]

    found = []
    for number, fold in enumerate(texts):
        others = [
            tell(text, without(number, other), placed)
            for other, rest in enumerate(texts)
            if other != number
            for text in rest
        ]
        runs = without(number)
        found.append(Fold(runs, [tell(text, runs, placed) for text in fold], others))
    return found


@dataclass(frozen=True, slots=True)
class Judged:
    """The candidates of a text with log odds by models that never saw it."""

    told: Told
    runs: SpanModel
    model: ranking.Model
    odds: Any

    def ordered(self) -> list[Words]:
        return [self.told.phrases[number] for number in np.argsort(-self.odds, kind="stable")]


def cross_validated(prepared: Sequence[Fold], left_out: Collection[str] = ()) -> list[Judged]:
    found = []
    for fold in prepared:
        model = fitted(fold.others, left_out)
        for told in fold.own:
            columns = [told.names.index(name) for name in model.names]
            odds = np.array(model.log_odds(told.rows[:, columns]))
            found.append(Judged(told, fold.runs, model, odds))
    return found


def measure(phrases: Sequence[Words], text: Text) -> tuple[float, float]:
    """R-precision and recall at three times the terms there are; a term counts once."""
    counted = [words for words in phrases if text.counts(words)]
    hit: set[int] = set()
    fresh = 0
    for words in counted[: text.size]:
        new = text.terms.get(words, set()) - hit
        fresh += bool(new)
        hit |= new
    reached = set().union(*(text.terms.get(words, set()) for words in counted[: 3 * text.size]))
    return fresh / text.size, len(reached) / text.size


def show(title: str, found: Mapping[str, tuple[float, float]]) -> None:
    """The means over the texts but the speeches, and the speeches by themselves."""
    means = np.mean([own for name, own in found.items() if name != "pol-dev"], axis=0)
    figures = *means, *found["pol-dev"]
    print(f"{title:52}" + "  ".join(f"{figure:.3f}" for figure in figures), flush=True)


def show_judged(title: str, judged: Sequence[Judged]) -> None:
    texts = [one for one in judged if one.told.text.measured]
    show(title, {one.told.text.name: measure(one.ordered(), one.told.text) for one in texts})


def show_candidates(judged: Sequence[Judged]) -> None:
    """How many gold terms are candidates at all, and how many candidates a text has."""
    found = {}
    for one in (one for one in judged if one.told.text.measured):
        text = one.told.text
        reached = set().union(*(text.terms.get(words, set()) for words in one.told.phrases))
        words = sum(len(reading.split()) for reading in text.document.readings)
        found[text.name] = len(reached) / text.size, len(one.told.phrases) / words
    show("gold terms that are candidates, those a word", found)


def calibrated(judged: Sequence[Judged]) -> tuple[float, float]:
    """Slope and shift for the log odds of texts that models never saw."""
    pairs = told_and_true(judged)
    return calibration([odds for odds, _ in pairs], [hit for _, hit in pairs])


def told_and_true(judged: Sequence[Judged]) -> list[tuple[float, bool]]:
    return [
        pair
        for one in judged
        for pair in zip(
            one.odds[one.told.counted].tolist(), one.told.hits[one.told.counted], strict=True
        )
    ]


def show_reliability(judged: Sequence[Judged]) -> None:
    pairs = [(ranking.probability(odds), hit) for odds, hit in told_and_true(judged)]
    print("\nprobability said, phrases, said on average, terms among them")
    for low, high in ((0.0, 0.05), (0.05, 0.1), (0.1, 0.2), (0.2, 0.4), (0.4, 0.6), (0.6, 1.01)):
        inside = [pair for pair in pairs if low <= pair[0] < high]
        said = sum(chance for chance, _ in inside) / max(len(inside), 1)
        true = sum(hit for _, hit in inside) / max(len(inside), 1)
        print(f"  {low:.2f}-{min(high, 1):.2f}  {len(inside):6}  {said:.3f}  {true:.3f}")


def proposed(one: Judged, encoder: Any) -> list[Words]:
    """What extraction proposes of a text, with its English models replaced."""
    rankers = replace(shipped(), english=one.model, runs=one.runs)
    document = one.told.text.document
    found = extract([document], encoder=encoder, reference=None, rankers=rankers)
    texts = [in_language(proposal.terms, Language.EN)[0].text for proposal in found]
    return [words_of(text) for text in texts]


def left_out(data: Path) -> dict[str, tuple[SpanModel, ranking.Model]]:
    """For each text by name the calibrated models that never saw it, for other measurements."""
    judged = cross_validated(prepared(folds(data), along(load(), shipped_axes())))
    slope, shift = calibrated(judged)
    return {
        one.told.text.name: (one.runs, replace(one.model, slope=slope, shift=shift))
        for one in judged
    }


def write(name: str, data: Mapping[str, object]) -> None:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    text = text.replace('"trees":[', '"trees":[\n').replace(",[[", ",\n[[")
    (WEIGHTS / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def write_vocabulary() -> None:
    """Count the words of the starter glossary's English terms."""
    lines = seed("starter.jsonl").read_text("utf-8").splitlines()
    terms = [term for line in lines for term in json.loads(line)["terms"]]
    known = [t["text"] for t in terms if t["language"] == "en" and t["status"] in _IN_USE]
    about = "Words of the starter glossary's English terms, counted by bench/english_terms.py."
    write("english_words", {"about": about, **asdict(counted(map(words_of, known)))})


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path, metavar="DATA")
    parser.add_argument("--without", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if options.write:
        write_vocabulary()
    encoder = load()
    placed = along(encoder, shipped_axes())
    texts = folds(options.data)
    ready = prepared(texts, placed)
    print(f"{'':52}ten texts, mean    speeches")
    judged = cross_validated(ready)
    show_candidates(judged)
    print("R-precision and recall@3n of")
    show_judged("  the trees", judged)
    for title, names in judged[0].told.groups.items() if options.without else ():
        show_judged(f"    without {title}", cross_validated(ready, names))
    slope, shift = calibrated(judged)
    judged = [
        replace(
            one,
            odds=slope * one.odds + shift,
            model=replace(one.model, slope=slope, shift=shift),
        )
        for one in judged
    ]
    whole = {
        one.told.text.name: measure(proposed(one, encoder), one.told.text)
        for one in judged
        if one.told.text.measured
    }
    show("  the whole extraction", whole)
    for name, figures in whole.items():
        print(f"    {name:48}{figures[0]:.3f}  {figures[1]:.3f}")
    show_reliability(judged)
    if options.write:
        about = "Fitted by bench/english_terms.py on the English of eleven texts and on passages."
        model = fitted([told for fold in ready for told in fold.own])
        model = replace(model, slope=slope, shift=shift)
        write("english", ranking.to_dict(model, about))
        runs = fit_runs([text.runs for fold in texts for text in fold], LEAST_RUN)
        write("english_spans", to_dict(runs, about))


if __name__ == "__main__":
    main()
