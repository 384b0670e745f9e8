"""How well words are aligned, and the training of the aligner's weights.

    python bench/words.py FOLDER               cross-validated error, by halves
    python bench/words.py FOLDER --save FILE   train on everything and write the weights

FOLDER holds `pairs` ('zh tokens ||| en tokens' a line) and `gold` (links 'i-j' sure, 'ipj'
possible, counted from 1). The halves are contiguous, and words are counted within a half only, as
if it were all that is given. AER = 1 - (|A&S| + |A&P|) / (|A| + |S|) (Och & Ney 2003, A systematic
comparison of various statistical alignment models).
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from align.encoders import load
from align.words import Pair, align_tokens, context
from align.words.batches import batches
from align.words.block import Block, block
from align.words.cells import cells
from align.words.context import Candidates
from align.words.passes import again, gathered, links_by_type, run, select
from align.words.vocabulary import Memory
from align.words.weights import OFFLINE, Weights, to_json

Pairs = list[tuple[list[str], list[str]]]
Array = NDArray[np.float32]

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
    """Trains pass after pass on a text."""

    def __init__(self, text: Text, names: tuple[str, ...]) -> None:
        self.text = text
        count = len(names)
        self.weights = Weights(
            (0.0,) * PASSES,
            np.zeros((PASSES, count), np.float32),
            np.zeros((PASSES - 1, len(context.NAMES)), np.float32),
            names,
            0.0,
        )

    def train(self) -> Weights:
        text = self.text
        parts = list(batches([(part.zh, part.en) for part in text.block.parts]))
        features = [cells(batch, text.block.evidence) for batch in parts]
        everything = [np.nonzero(batch.inside) for batch in parts]
        names = self.weights.names
        whole = [
            gathered(batch, found, names, places)
            for batch, found, places in zip(parts, features, everything, strict=True)
        ]
        empty = np.zeros((PASSES - 1, 0), np.float32)
        labels = [
            text.labels(Candidates(batch, *places, empty, empty[0]))
            for batch, places in zip(parts, everything, strict=True)
        ]
        self._set(0, *fit(np.concatenate(whole, axis=1), np.concatenate(labels)))
        found, kept = [], []
        for batch, each in zip(parts, features, strict=True):
            logit = np.full(batch.shape, self.weights.biases[0], np.float32)
            for weight, name in zip(self.weights.cells[0].tolist(), names, strict=True):
                logit += np.float32(weight) * each[name]
            chosen = select(batch, each, logit, self.weights)
            found.append(chosen)
            kept.append(gathered(batch, each, names, (chosen.pair, chosen.zh, chosen.en)))
        self._later(found, kept)
        return self._threshold(found)

    def _later(self, found: list[Candidates], kept: list[Array]) -> None:
        evidence = self.text.block.evidence
        labels = np.concatenate([self.text.labels(each) for each in found])
        times = np.ones(len(self.text.block.parts), np.float32)
        for number in range(1, PASSES):
            linked = links_by_type(found, times, len(evidence.en.words))
            rows = [context.context(each, evidence.zh, evidence.en, linked) for each in found]
            features = np.concatenate(
                [np.concatenate(pair) for pair in zip(rows, kept, strict=True)], axis=1
            )
            weights, bias = fit(features, labels)
            self.weights.context[number - 1] = weights[: len(context.NAMES)]
            self._set(number, weights[len(context.NAMES) :], bias)
            for place, (each, values) in enumerate(zip(found, kept, strict=True)):
                base = self.weights.cells[1:] @ values
                base += np.array(self.weights.biases[1:], np.float32)[:, None]
                found[place] = again(
                    replace(each, base=base), evidence, linked, self.weights, number
                )

    def _set(self, number: int, weights: Array, bias: float) -> None:
        self.weights.cells[number] = weights
        biases = [*self.weights.biases]
        biases[number] = bias
        self.weights = replace(self.weights, biases=tuple(biases))

    def _threshold(self, found: list[Candidates]) -> Weights:
        tried = [
            replace(self.weights, threshold=round(float(each), 2))
            for each in np.arange(-1.5, 1.2, 0.1)
        ]
        return min(tried, key=lambda weights: measure(self.text, weights)[0])


def measure(text: Text, weights: Weights) -> tuple[float, ...]:
    """AER, precision and recall of the weights on a text."""
    links = run(text.block, weights)
    answers = [{(link.zh, link.en) for link in links[number]} for number in text.block.order]
    return rates(text.gold, answers)


def prepare(pairs: Sequence[Pair], gold: list[Gold], memory: Memory) -> Text:
    """A text of distinct pairs."""
    made = block(pairs, memory)
    if len(made.parts) != len(pairs):
        raise SystemExit("training needs pairs that are distinct and not too long")
    return Text(gold, made)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--save", type=Path, metavar="FILE")
    options = parser.parse_args()
    pairs, gold = read(options.folder)
    memory = Memory(load())
    middle = len(pairs) // 2
    halves = [
        prepare(pairs[part], gold[part], memory) for part in (slice(0, middle), slice(middle, None))
    ]
    from align.words.cells import NAMES

    for name, (train, test) in (("second", halves), ("first", halves[::-1])):
        weights = Trainer(train, NAMES).train()
        rows = ("trained on", *measure(train, weights)), (f"{name} half", *measure(test, weights))
        for label, *row in rows:
            print(f"{label:12} AER {row[0]:.4f}  precision {row[1]:.4f}  recall {row[2]:.4f}")
    if options.save:
        weights = Trainer(prepare(pairs, gold, memory), NAMES).train()
        text = json.dumps({"about": ABOUT, OFFLINE: to_json(weights)}, indent=1)
        options.save.write_text(text + "\n", "utf-8")
    start = time.perf_counter()
    count = sum(1 for _ in align_tokens(pairs, load()))
    print(f"{count / (time.perf_counter() - start):.0f} pairs a second")


if __name__ == "__main__":
    main()
