"""How well words are aligned, and the training of the aligner's weights.

    python bench/words.py FOLDER               cross-validated error, by halves
    python bench/words.py FOLDER --save FILE   train on everything and write the weights
    ... --encoder e5-small                     the same with vectors of words in context

FOLDER holds `pairs` ('zh tokens ||| en tokens' a line) and `gold` (links 'i-j' sure, 'ipj'
possible, counted from 1). The halves are contiguous. Words are counted within a half only, as if it
were all that is given, and once more within each pair only.

AER = 1 - (|A&S| + |A&P|) / (|A| + |S|) (Och & Ney 2003, A systematic comparison of various
statistical alignment models).
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from align.encoders import DEFAULT, Encoder, load
from align.encoders.token_vectors import TokenEncoder
from align.words import align_tokens, context
from align.words.aligner import words_of
from align.words.batches import Batch, batches
from align.words.block import Block, block
from align.words.cells import cells
from align.words.context import Candidates
from align.words.passes import first, gathered, links_by_type, run
from align.words.vocabulary import Ids, Memory
from align.words.weights import NEURAL, OFFLINE, Weights, to_json
from bench.pairs import Remembered

Pairs = list[tuple[list[str], list[str]]]
Array = NDArray[np.float32]

Prepare = Callable[[Pairs, list["Gold"]], "Text"]

PASSES = 3
L2 = 3.0
ABOUT = "Logistic regressions of three passes, trained by bench/words.py on word-aligned newswire."


@dataclass(frozen=True, slots=True)
class Gold:
    """The links of a sentence pair, counted from 0; sure ones are possible too."""

    sure: frozenset[tuple[int, int]]
    possible: frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Text:
    """Sentence pairs with their gold, and the block that is made of them."""

    gold: list[Gold]
    block: Block

    def __post_init__(self) -> None:
        if len(self.block.parts) != len(self.gold):
            raise SystemExit("training needs pairs that are distinct and not too long")

    def labels(self, candidates: Candidates) -> Array:
        """1 for the candidates that are possible links."""
        where = zip(
            candidates.batch.pairs[candidates.pair].tolist(),
            candidates.zh.tolist(),
            candidates.en.tolist(),
            strict=True,
        )
        return np.array(
            [(zh, en) in self.gold[pair].possible for pair, zh, en in where], np.float32
        )


def read(folder: Path) -> tuple[Pairs, list[Gold]]:
    """The pairs and their gold."""
    pairs: Pairs = []
    for line in (folder / "pairs").read_text("utf-8").splitlines():
        zh, _, en = line.partition("|||")
        pairs.append((zh.split(), en.split()))
    gold: list[Gold] = []
    for line in (folder / "gold").read_text("utf-8").splitlines():
        links = [re.fullmatch(r"(\d+)([-p])(\d+)", link) for link in line.split()]
        found = [(int(m[1]) - 1, int(m[3]) - 1, m[2]) for m in links if m]
        gold.append(
            Gold(
                frozenset((zh, en) for zh, en, kind in found if kind == "-"),
                frozenset((zh, en) for zh, en, _ in found),
            )
        )
    return pairs, gold


def rates(gold: Sequence[Gold], answers: Sequence[set[tuple[int, int]]]) -> tuple[float, ...]:
    """AER, precision and recall."""
    links = sum(len(answer) for answer in answers)
    sure = sum(len(each.sure) for each in gold)
    sure_right = sum(len(a & g.sure) for a, g in zip(answers, gold, strict=True))
    right = sum(len(a & g.possible) for a, g in zip(answers, gold, strict=True))
    return (
        1 - (sure_right + right) / max(links + sure, 1),
        right / max(links, 1),
        sure_right / max(sure, 1),
    )


def fit(features: Array, labels: Array) -> tuple[Array, float]:
    """Weights (one a row of `features`, shape (k, n)) and bias of a logistic regression.

    Newton's method on standardised features, with an L2 penalty and halved steps where one fails.
    """
    mean = features.mean(axis=1, keepdims=True, dtype=np.float64)
    spread = features.std(axis=1, keepdims=True, dtype=np.float64)
    spread[spread < 1e-6] = 1
    rows = np.concatenate([(features - mean) / spread, np.ones((1, len(labels)))])
    penalty = np.append(np.full(len(features), L2), 0.0)
    weights = np.zeros(len(rows))

    def loss(at: NDArray[np.float64]) -> float:
        logit = at @ rows
        return float(np.logaddexp(0, logit).sum() - logit @ labels + penalty @ (at * at) / 2)

    value = loss(weights)
    for _ in range(50):
        belief = 1 / (1 + np.exp(-(weights @ rows)))
        slope = rows @ (belief - labels) + penalty * weights
        curve = (rows * np.maximum(belief * (1 - belief), 1e-9)) @ rows.T
        step = np.linalg.solve(curve + np.diag(penalty + 1e-6), slope)
        size = 1.0
        while loss(weights - size * step) > value and size > 1e-4:
            size /= 2
        weights = weights - size * step
        before, value = value, loss(weights)
        if before - value < 1e-4:
            break
    scaled = weights[:-1] / spread[:, 0]
    return scaled.astype(np.float32), float(weights[-1] - scaled @ mean[:, 0])


class Trainer:
    """Trains pass after pass on texts, each of which is a document of its own."""

    def __init__(self, texts: Sequence[Text]) -> None:
        self.texts = texts
        names = texts[0].block.evidence.names
        self.weights = Weights(
            (0.0,) * PASSES,
            np.zeros((PASSES, len(names)), np.float32),
            np.zeros((PASSES - 1, len(context.NAMES)), np.float32),
            names,
            0.0,
        )

    def train(self) -> Weights:
        """The weights; the threshold is left at 0."""
        self._first()
        chosen = [self._chosen(text) for text in self.texts]
        found = [[each for each, _ in one] for one in chosen]
        kept = [values for one in chosen for _, values in one]
        labels = np.concatenate(
            [text.labels(each) for text, one in zip(self.texts, found, strict=True) for each in one]
        )
        for number in range(1, PASSES):
            self._later(number, found, kept, labels)
        return self.weights

    def _first(self) -> None:
        features, labels = [], []
        for text in self.texts:
            for batch in _batches(text):
                pair, zh, en = np.nonzero(batch.inside)
                places = (pair, zh, en)
                values = cells(batch, text.block.evidence)
                features.append(gathered(values, self.weights.names, places))
                labels.append(text.labels(_everything(batch, places)))
        self._set(0, *fit(np.concatenate(features, axis=1), np.concatenate(labels)))

    def _chosen(self, text: Text) -> list[tuple[Candidates, Array]]:
        """The candidates of a text and the features of their cells."""
        result = []
        for batch in _batches(text):
            values = cells(batch, text.block.evidence)
            each = first(batch, text.block.evidence, self.weights)
            places = (each.pair, each.zh, each.en)
            result.append((each, gathered(values, self.weights.names, places)))
        return result

    def _later(
        self, number: int, found: list[list[Candidates]], kept: list[Array], labels: Array
    ) -> None:
        linked = [
            links_by_type(one, _times(text), len(text.block.evidence.en.words))
            for text, one in zip(self.texts, found, strict=True)
        ]
        rows = [
            context.context(each, text.block.evidence.zh, text.block.evidence.en, table)
            for text, one, table in zip(self.texts, found, linked, strict=True)
            for each in one
        ]
        features = [np.concatenate(both) for both in zip(rows, kept, strict=True)]
        weights, bias = fit(np.concatenate(features, axis=1), labels)
        count = len(context.NAMES)
        self.weights.context[number - 1] = weights[:count]
        self._set(number, weights[count:], bias)
        logits = iter(weights @ each + np.float32(bias) for each in features)
        for one in found:
            one[:] = [replace(each, logit=next(logits)) for each in one]

    def _set(self, number: int, weights: Array, bias: float) -> None:
        self.weights.cells[number] = weights
        biases = [*self.weights.biases]
        biases[number] = bias
        self.weights = replace(self.weights, biases=tuple(biases))


def _batches(text: Text) -> list[Batch]:
    return list(batches([(part.zh, part.en) for part in text.block.parts]))


def _everything(batch: Batch, places: tuple[Ids, Ids, Ids]) -> Candidates:
    empty = np.zeros((PASSES - 1, 0), np.float32)
    return Candidates(batch, *places, empty, empty[0])


def _times(text: Text) -> Array:
    return np.array([part.times for part in text.block.parts], np.float32)


def train(pairs: Pairs, gold: list[Gold], prepare: Prepare) -> Weights:
    """Weights from pairs that are taken for documents of several sizes, single pairs included.

    The threshold is the one that is best on the whole, its error smoothed over its neighbours.
    """
    texts = [
        prepare(pairs[start : start + size], gold[start : start + size])
        for size in (1, 10, len(pairs))
        for start in range(0, len(pairs), size)
    ]
    weights = Trainer(texts).train()
    tried = np.arange(-1.5, 1.2, 0.1)
    errors = [measure(texts[-1], replace(weights, threshold=float(each)))[0] for each in tried]
    smooth = np.convolve(errors, np.ones(5) / 5, mode="valid")
    return replace(weights, threshold=round(float(tried[int(smooth.argmin()) + 2]), 2))


def answered(text: Text, weights: Weights) -> list[set[tuple[int, int]]]:
    """The links of each pair of a text."""
    links = run(text.block, weights)
    return [{(link.zh, link.en) for link in links[number]} for number in text.block.order]


def measure(text: Text, weights: Weights) -> tuple[float, ...]:
    """AER, precision and recall of the weights on a text."""
    return rates(text.gold, answered(text, weights))


def preparer(encoder: Encoder) -> Prepare:
    """What makes texts of pairs with the vectors of that encoder."""
    contexts = Remembered(encoder) if isinstance(encoder, TokenEncoder) else None
    memory = Memory(words_of(encoder))

    def prepare(pairs: Pairs, gold: list[Gold]) -> Text:
        return Text(gold, block(pairs, memory, contexts))

    return prepare


def report(label: str, texts: Sequence[Text], weights: Weights) -> None:
    """Print the rates over all texts."""
    answers = [each for text in texts for each in answered(text, weights)]
    found = rates([each for text in texts for each in text.gold], answers)
    print("{:26} AER {:.4f}  precision {:.4f}  recall {:.4f}".format(label, *found))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--save", type=Path, metavar="FILE")
    parser.add_argument("--encoder", default=DEFAULT)
    options = parser.parse_args()
    pairs, gold = read(options.folder)
    encoder = load(options.encoder)
    prepare = preparer(encoder)
    middle = len(pairs) // 2
    first_half, second_half = slice(0, middle), slice(middle, None)
    for name, known, asked in (
        ("second half", first_half, second_half),
        ("first half", second_half, first_half),
    ):
        weights = train(pairs[known], gold[known], prepare)
        report(name, [prepare(pairs[asked], gold[asked])], weights)
        single = zip(pairs[asked], gold[asked], strict=True)
        report(f"{name}, pair by pair", [prepare([one], [links]) for one, links in single], weights)
    if options.save:
        kind = NEURAL if isinstance(encoder, TokenEncoder) else OFFLINE
        save(options.save, kind, train(pairs, gold, prepare))
    start = time.perf_counter()
    count = sum(1 for _ in align_tokens(pairs, encoder))
    print(f"{count / (time.perf_counter() - start):.0f} pairs a second")


def save(path: Path, kind: str, weights: Weights) -> None:
    """Write the weights beside those of the other kind that are in the file."""
    data = json.loads(path.read_text("utf-8")) if path.exists() else {}
    text = json.dumps({**data, "about": ABOUT, kind: to_json(weights)}, indent=1)
    path.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
