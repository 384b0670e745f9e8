"""Fit what tells formulations from names, events and things, and measure it on quarters left out.

    python -m bench.formulations NEWS [--write]

NEWS holds the evening news as for bench.comparing. bench/formulations.jsonl lists forms that were
new in a quarter, read among the first of an order and graded: 2 a formulation, 1 a lesser or
doubtful one, 0 none. Each quarter is left out in turn. `--write` fits on all of them and writes
glossary/weights/formulations.json.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

from align.encoders import load
from align.model import Language, SegmentedDocument
from bench.comparing import read_quarters
from glossary.comparing.formulations import Formulations, examined, to_dict
from glossary.detection import chinese
from glossary.detection.rankers import Rankers, shipped
from glossary.language.folding import folded_query
from glossary.ranking.meaning import ENCODER
from glossary.ranking.vectors import WordSums

GRADED = Path(__file__).with_name("formulations.jsonl")
WEIGHTS = Path(__file__).parent.parent / "glossary" / "weights" / "formulations.json"
ABOUT = (
    "logistic regression by bench/formulations.py on forms that were new in eight quarters of the"
    " evening news, read and graded (bench/formulations.jsonl)"
)
#: How much of a form of grade 1 is a formulation.
_LESSER = 0.4
_REGULARISED = 0.002
_DIGITS = 4
Table = NDArray[np.float64]
Numbers = NDArray[np.signedinteger[Any]]


@dataclass(frozen=True, slots=True, eq=False)
class Examples:
    """Forms of a quarter, a row each, with their grades."""

    table: Table
    grades: Numbers


def main(arguments: Sequence[str]) -> int:
    """Measure with each quarter left out, and write the weights where that is asked."""
    texts, rankers = read_quarters(Path(arguments[0])), shipped()
    quarters = {
        quarter: examples(texts[quarter], grades, rankers) for quarter, grades in graded().items()
    }
    for quarter, own in quarters.items():
        fitted = fit([each for name, each in quarters.items() if name != quarter])
        found = average_precision_score(own.grades == 2, fitted.chances(own.table))
        share = np.mean(own.grades == 2)
        print(f"{quarter}: {len(own.grades)} forms, {share:.2f} formulations;"
              f" average precision {found:.2f}")  # fmt: skip
    if "--write" in arguments:
        write(fit([*quarters.values()]))
    return 0


def graded() -> Mapping[str, Mapping[str, int]]:
    """The grades of the forms of each quarter, by their folded form."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for line in GRADED.read_text("utf-8").splitlines():
        each = json.loads(line)
        found[each["quarter"]][each["form"]] = each["grade"]
    return found


def examples(
    texts: Sequence[SegmentedDocument], grades: Mapping[str, int], rankers: Rankers
) -> Examples:
    """The graded forms that detection finds in the texts."""
    found = [
        each
        for each in chinese.detected(texts, rankers)
        if folded_query(each.candidate.form, Language.ZH) in grades
    ]
    own = [grades[folded_query(each.candidate.form, Language.ZH)] for each in found]
    return Examples(examined(found, rankers.chinese, WordSums(load(ENCODER))), np.array(own))


def fit(quarters: Sequence[Examples]) -> Formulations:
    """A regression on forms of these quarters."""
    table = np.vstack([each.table for each in quarters])
    grades = np.concatenate([each.grades for each in quarters])
    middle, spread = table.mean(axis=0), table.std(axis=0) + 1e-6
    rows, targets, weights = (np.concatenate(part) for part in zip(*_weighed(grades), strict=True))
    scaled = ((table - middle) / spread)[rows]
    found = LogisticRegression(C=_REGULARISED, max_iter=1_000).fit(scaled, targets, weights)
    slopes = found.coef_[0] / spread
    bias = float(found.intercept_[0] - slopes @ middle)
    return Formulations(tuple(np.round(slopes, _DIGITS).tolist()), round(bias, _DIGITS))


def _weighed(grades: Numbers) -> Iterator[tuple[Numbers, Numbers, Table]]:
    """Rows, whether each is a formulation, and how much it counts; the lesser are both."""
    for target, weight_of in ((1, {2: 1.0, 1: _LESSER}), (0, {0: 1.0, 1: 1 - _LESSER})):
        rows = np.flatnonzero(np.isin(grades, list(weight_of)))
        weights = np.array([weight_of[grade] for grade in grades[rows].tolist()])
        yield rows, np.full(len(rows), target), weights


def write(fitted: Formulations) -> None:
    """Keep a regression as the program reads it."""
    text = json.dumps(to_dict(fitted, ABOUT), ensure_ascii=False, separators=(",", ":"))
    WEIGHTS.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
