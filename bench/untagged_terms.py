"""Fit the models that find terms of texts without tags, and measure them in other languages.

    python -m bench.untagged_terms DATA [--without] [--write]

DATA is the folder of development data. The models are fitted on English and Chinese texts with
their terms (those of bench/english_terms.py, and their originals), read as a text of any language
is: without tags, words of grammar by what they do alone. They are measured on
`terms/multi/*-dev.jsonl`, the renderings of Chinese terms in texts of `multilingual/many-*`, in
languages that nothing was fitted on; the goals of sustainable development, which are among the
texts, are left out then. Gold is the renderings of the Chinese terms alone: whatever else is a term
there counts as none, so the figures are lower bounds, to be compared with that of English.

`--without` also tells what each group of measures adds; `--write` fits on all texts and writes
glossary/weights.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from align.encoders import load
from align.encoders.lexical import word_vectors
from align.model import Document, Language, SegmentedDocument
from align.normalise import normalised
from align.segment import segment
from bench.english_spans import Marked
from bench.english_spans import fit as fit_runs
from bench.english_terms import PASSAGES, write
from bench.forests import Growth, calibration, fit_histograms
from bench.term_texts import read_lines, read_records, read_texts
from glossary import ranking
from glossary.detection.english.spans import SpanModel, to_dict
from glossary.detection.untagged.gathering import Found, Text, bounded, gather, identities
from glossary.detection.untagged.measures import measures, table
from glossary.detection.untagged.parts import NAMES, PartModel, Parts
from glossary.detection.untagged.words import key
from glossary.language.english.tags import lexicon_tag

GROWTH = Growth(trees=150, rate=0.05, depth=6, smallest=30, tried=0.3)
LEAST_RUN = -5.5  #: log odds from which a run is a candidate
FOLDS = 3
GOALS = "un-sdg-targets"
_TAGS = {
    "noun": ("NN", "NNS", "NNP", "NNPS"),
    "adjective": ("JJ", "JJR", "JJS"),
    "verb": ("VB", "VBP", "VBZ", "VBD", "MD", "VBN", "VBG"),
    "adverb": ("RB",),
}
_COMMON = 25_000  #: the English words whose tags are learned


@dataclass(frozen=True, slots=True, eq=False)
class Gold:
    """A text with its terms.

    Attributes:
        terms: the numbers of those that have a form, by its key.
        optional: keys of what neither counts nor costs.
        size: how many terms there are.
    """

    name: str
    document: SegmentedDocument
    terms: Mapping[str, set[int]]
    optional: set[str]
    size: int

    @property
    def language(self) -> Language:
        return self.document.language

    def counts(self, form: str) -> bool:
        return form in self.terms or form not in self.optional


def gold(
    name: str,
    document: SegmentedDocument,
    forms_of_terms: Iterable[Sequence[str]],
    optional: Iterable[str],
) -> Gold:
    language = document.language
    terms: dict[str, set[int]] = defaultdict(set)
    size = 0
    for number, forms in enumerate(forms_of_terms):
        size += bool(forms)
        for form in forms:
            terms[key(normalised(form), language)].add(number)
    others = {key(normalised(form), language) for form in optional}
    return Gold(name, document, dict(terms), others - set(terms), size)


def annotated(data: Path) -> list[Gold]:
    """The English and the Chinese of the texts, and the English passages."""
    found = []
    for text in read_texts(data):
        folder = data / "terms" / "texts" / text.name
        terms, optional = folder / "gold.jsonl", folder / "optional.jsonl"
        if not folder.exists():
            terms = data / "terms" / f"{text.name}.jsonl"
            optional = data / "terms" / f"{text.name}-optional.jsonl"
        own, others = read_records(str(terms)), read_records(str(optional))
        english = [form for record in others for form in record["en"]]
        found.append(gold(text.name, text.bitext.target, (r["en"] for r in own), english))
        chinese = (record["zh"] for record in others)
        found.append(gold(text.name, text.bitext.source, ([r["zh"]] for r in own), chinese))
    for record in read_records(str(PASSAGES)):
        every = read_records(str(data / record["file"]))
        passage = next(each["text"] for each in every if each["id"] == record["id"])
        document = segment(Document(passage, record["id"], Language.EN))
        terms_of = ([form] for form in record["terms"])
        found.append(gold(record["id"], document, terms_of, record["optional"]))
    return found


def others(data: Path) -> Iterator[Gold]:
    """The texts in other languages, and in English, with the renderings of Chinese terms."""
    for group, folder in (("sdg", "many-sdg-dev"), ("udhr", "many-udhr")):
        records = read_records(str(data / "terms" / "multi" / f"{group}-dev.jsonl"))
        for code in (data / "multilingual" / folder / "langs").read_text().split():
            if code.startswith("zh"):
                continue
            document = read_lines(str(data / "multilingual" / folder / code), Language(code))
            forms = (
                [
                    form
                    for each in record["renderings"].get(code, ())
                    for form in (each["text"], each.get("base"))
                    if form
                ]
                for record in records
            )
            yield gold(f"{group} {code}", document, forms, ())


def fitted_parts(encoder: Any) -> PartModel:
    """Parts of speech of common English words by their vectors."""
    from sklearn.linear_model import LogisticRegression
    from wordfreq import top_n_list

    kind_of = {tag: NAMES.index(name) for name, tags in _TAGS.items() for tag in tags}
    words = [word for word in top_n_list("en", _COMMON) if word.isalpha() and len(word) > 1]
    told = [(word, kind_of[tag]) for word in words if (tag := lexicon_tag(word)) in kind_of]
    vectors = word_vectors(encoder, [word for word, _ in told])
    model = LogisticRegression(C=10, max_iter=300).fit(vectors, [kind for _, kind in told])
    return PartModel(model.coef_.round(2), model.intercept_.round(2))


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """The candidates of a text, by their keys, with their measures."""

    gold: Gold
    forms: list[str]
    names: tuple[str, ...]
    rows: Any
    groups: dict[str, tuple[str, ...]]

    @property
    def counted(self) -> Any:
        return np.array([self.gold.counts(form) for form in self.forms])

    @property
    def hits(self) -> Any:
        return np.array([form in self.gold.terms for form in self.forms])


def tell(own: Gold, text: Text, runs: SpanModel) -> Told:
    found = gather(text, runs)
    told = measures(found)
    names, rows = table(told)
    return Told(own, forms_of(found), names, rows, {title: tuple(g) for title, g in told.items()})


def forms_of(found: Found) -> list[str]:
    forms = [""] * found.count
    rows = zip(found.owner.tolist(), found.first.tolist(), found.last.tolist(), strict=True)
    for owner, first, last in rows:
        forms[owner] = forms[owner] or found.text.key(first, last)
    return forms


def marked(own: Gold, text: Text) -> Marked:
    """The runs of a text and which of them are terms."""
    first, last = bounded(text)
    same = identities(text, first, last)
    _, where, which = np.unique(same, return_index=True, return_inverse=True)
    forms = [text.key(int(first[place]), int(last[place])) for place in where]
    term = np.array([form in own.terms for form in forms])[which]
    counted = np.array([own.counts(form) for form in forms])[which]
    return Marked(text.looks, first, last, term, counted)


def fitted(told: Sequence[Told], left_out: Collection[str] = ()) -> ranking.Model:
    names = [name for name in told[0].names if name not in left_out]
    columns = [told[0].names.index(name) for name in names]
    rows = np.concatenate([each.rows[each.counted][:, columns] for each in told])
    hits = np.concatenate([each.hits[each.counted] for each in told])
    return fit_histograms(rows, names, hits, GROWTH)


def odds_of(model: ranking.Model, told: Told) -> Any:
    columns = [told.names.index(name) for name in model.names]
    return np.array(model.log_odds(told.rows[:, columns]))


def measure(told: Told, odds: Any) -> tuple[float, ...]:
    """R-precision, recall at n and at three times n, which are the terms, and of all candidates."""
    order = [told.forms[number] for number in np.argsort(-odds, kind="stable")]
    ranked = [form for form in order if told.gold.counts(form)]
    size, terms = told.gold.size, told.gold.terms

    def reached(count: int) -> set[int]:
        return set().union(*(terms.get(form, set()) for form in ranked[:count]))

    right = sum(form in terms for form in ranked[:size])
    found = (reached(count) for count in (size, 3 * size, len(ranked)))
    return right / size, *(len(each) / size for each in found)


def crossed(texts: Sequence[Gold], parts: Parts) -> tuple[list[list[Told]], SpanModel]:
    """The candidates of texts a fold at a time, by models of runs that saw other folds alone.

    Both languages of a text are in one fold.

    Returns:
        These, and the model that saw them all.
    """
    names = list(dict.fromkeys(each.name for each in texts))
    fold_of = {name: number % FOLDS for number, name in enumerate(names)}
    read = [Text([each.document], each.language, parts) for each in texts]
    runs = [marked(each, text) for each, text in zip(texts, read, strict=True)]
    found = []
    for fold in range(FOLDS):
        inside = [number for number, each in enumerate(texts) if fold_of[each.name] == fold]
        rest = [own for number, own in enumerate(runs) if number not in inside]
        model = fit_runs(rest, LEAST_RUN)
        found.append([tell(texts[number], read[number], model) for number in inside])
    return found, fit_runs(runs, LEAST_RUN)


def show(title: str, figures: Sequence[Sequence[float]]) -> None:
    mean = np.mean(figures, axis=0)
    print(f"{title:44}" + "  ".join(f"{figure:.3f}" for figure in mean), flush=True)


def show_others(title: str, model: ranking.Model, tests: Sequence[Told]) -> None:
    """The means over languages that nothing was fitted on, a line a group of texts."""
    for group in ("sdg", "udhr"):
        own = [each for each in tests if each.gold.name.startswith(group)]
        own = [each for each in own if each.gold.language is not Language.EN]
        show(f"{title}, {group}", [measure(each, odds_of(model, each)) for each in own])


def left_out(folds: Sequence[Sequence[Told]]) -> list[tuple[Told, Any]]:
    """The candidates of each text with log odds by models that never saw it."""
    found = []
    for number, fold in enumerate(folds):
        rest = [told for other, own in enumerate(folds) if other != number for told in own]
        model = fitted(rest)
        found += [(told, odds_of(model, told)) for told in fold]
    return found


def calibrated(model: ranking.Model, judged: Sequence[tuple[Told, Any]]) -> ranking.Model:
    """The model with probabilities that are right in texts that it never saw."""
    odds = np.concatenate([odds[told.counted] for told, odds in judged])
    hits = np.concatenate([told.hits[told.counted] for told, _ in judged])
    slope, shift = calibration(odds.tolist(), hits.tolist())
    return replace(model, slope=slope, shift=shift)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path, metavar="DATA")
    parser.add_argument("--without", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    encoder = load()
    part_model = fitted_parts(encoder)
    parts = Parts(part_model, encoder)
    texts = annotated(options.data)
    folds, runs = crossed([each for each in texts if each.name != GOALS], parts)
    model = fitted([told for fold in folds for told in fold])
    print("R-precision, recall at n, at 3n, of all candidates")
    tests = []
    for own in others(options.data):
        tests.append(tell(own, Text([own.document], own.language, parts), runs))
        show(own.name, [measure(tests[-1], odds_of(model, tests[-1]))])
    show_others("others", model, tests)
    for title, names in tests[0].groups.items() if options.without else ():
        less = fitted([told for fold in folds for told in fold], names)
        show_others(f"  without {title}", less, tests)
    if not options.write:
        return
    folds, runs = crossed(texts, parts)
    judged = left_out(folds)
    for language in (Language.EN, Language.ZH):
        own_judged = [each for each in judged if each[0].gold.language is language]
        whole = [each for each in own_judged if each[0].gold.size > 15]
        show(f"{language.label} texts left out", [measure(*each) for each in whole])
    about = "Fitted by bench/untagged_terms.py on English and Chinese texts, read without tags."
    model = calibrated(fitted([told for fold in folds for told in fold]), judged)
    write("untagged", ranking.to_dict(model, about))
    write("untagged_spans", to_dict(runs, about))
    about = "Fitted by bench/untagged_terms.py on the vectors and usual tags of English words."
    weights, bias = part_model.weights.tolist(), part_model.bias.tolist()
    write("parts", {"about": about, "weights": weights, "bias": bias})


if __name__ == "__main__":
    main()
