"""Fit the model that judges lists of members of formulas, and measure it on documents left out.

    python -m bench.facts DATA [NEWS] [--write]

DATA: the development data; in terms/formulas-dev.jsonl are passages with a numeric formula, {"id",
"text", "lang", "form", "members", "source"}, members [] where the passage lists none. NEWS: a
folder of texts named by their dates. bench/formulas.jsonl says where in DATA and NEWS further
formulas stand, and which spans their members are. Beside these the invented cases of tests/data
and bench/formulas-written.jsonl are fitted on.

All passages are parted by their sources, those written for this by their formulas; each part is
measured by a model fitted on the others, and what is told is of DATA's passages and of the written
ones, by language. `--write` fits on everything and writes glossary/weights/members.json.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from align.model import Document, Language
from align.segment import segment
from bench.fact_figures import plain
from bench.term_texts import read_records
from glossary.defining import occurrences
from glossary.formulas.find import asked
from glossary.formulas.lists import listings
from glossary.formulas.members import around, chances

#: Half the squared weights cost so much.
PENALTY = 0.3
#: Passages beside whose formula a feature must be met.
SEEN = 20
#: How much an occurrence counts beside which no right list was found though there is one.
UNFOUND = 0.3
#: The probabilities that a passage lists members at which figures are told.
LEAST = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
#: The one that is shipped, and how likely the best list must be.
CHOSEN, SHARE = 0.7, 0.3

#: Parts that are left out in turn.
PARTS = 4

HERE = Path(__file__).parent
CASES = HERE.parent / "tests" / "data" / "numeric_formulas.jsonl"
WRITTEN = HERE.parent / "glossary" / "weights" / "members.json"


@dataclass(frozen=True, slots=True)
class Case:
    """A passage with a formula and the members that it lists.

    Attributes:
        kind: where it is from, as figures are told of it; "" where none are.
    """

    kind: str
    source: str
    text: str
    language: Language
    form: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """The lists around one occurrence of a formula.

    Attributes:
        said: the members of each list, plain.
        rows: the features of each.
        is_right: whether each is what the passage lists.
        counts: how much it counts in a fit.
    """

    said: tuple[tuple[str, ...], ...]
    rows: tuple[dict[str, float], ...]
    is_right: np.ndarray
    counts: float


@dataclass(frozen=True, slots=True)
class Judged:
    """A case and the occurrences of its formula."""

    case: Case
    choices: tuple[Choice, ...]


def gold_cases(data: Path) -> Iterator[Case]:
    for record in read_records(str(data / "terms" / "formulas-dev.jsonl")):
        language = Language(record["lang"])
        members = tuple(record["members"])
        yield Case("gold", record["source"], record["text"], language, record["form"], members)


def invented_cases() -> Iterator[Case]:
    for record in read_records(str(CASES)):
        language, form = Language(record["language"]), record["formula"]
        yield Case("", form.lower(), record["text"], language, form, tuple(record["members"]))
    for record in read_records(str(HERE / "formulas-written.jsonl")):
        language, form = Language(record["language"]), record["form"]
        members = tuple(record["members"])
        yield Case("written", form.lower(), record["text"], language, form, members)


def placed_cases(data: Path, news: Path | None) -> Iterator[Case]:
    """The passages that are annotated by their places; without `news` those of it are left out."""
    for record in read_records(str(HERE / "formulas.jsonl")):
        name = record["file"]
        folder, language = (data, Language.EN) if "/" in name else (news, Language.ZH)
        if folder is None:
            continue
        lines = (folder / name).read_text("utf-8").split("\n")
        text = "\n".join(lines[number] for number in record["lines"])
        members = tuple(text[start:end] for start, end in record["members"])
        yield Case("placed", name, text, language, record["form"], members)


def judged(case: Case) -> Judged:
    """The case with all lists that may be meant."""
    formula = asked(case.form, case.language)
    if formula is None:
        return Judged(case, ())
    wanted = tuple(map(plain, case.members))
    text = segment(Document(case.text, case.source, case.language))
    choices = []
    for place in occurrences(case.form, text):
        own = around(text, place, formula)
        found = list(listings(own.passage, formula, own.place))
        said = tuple(tuple(map(plain, own.said(each))) for each in found)
        rows = tuple(own.features(each) for each in found)
        right = np.array([each == wanted for each in said], dtype=bool)
        counts = UNFOUND if wanted and not right.any() else 1.0
        choices.append(Choice(said, rows, right, counts))
    return Judged(case, tuple(choices))


@dataclass(frozen=True, slots=True)
class Table:
    """The lists of all occurrences, a row each with a column a feature.

    The first row of each occurrence stands for no list and is empty.

    Attributes:
        wanted: whether each row is what its passage lists.
        starts: the first row of each occurrence.
        counts: how much each occurrence counts.
    """

    values: csr_matrix
    wanted: np.ndarray
    starts: np.ndarray
    counts: np.ndarray

    @classmethod
    def of(cls, cases: Sequence[Judged], names: Mapping[str, int]) -> Table:
        choices = [choice for case in cases for choice in case.choices if choice.rows]
        rows = [
            {name: value for name, value in row.items() if name in names}
            for choice in choices
            for row in ({}, *choice.rows)
        ]
        lengths = [len(row) for row in rows]
        values = csr_matrix(
            (
                np.array([value for row in rows for value in row.values()], dtype=np.float32),
                np.array([names[name] for row in rows for name in row], dtype=np.int32),
                np.concatenate([[0], np.cumsum(lengths)]),
            ),
            shape=(len(rows), len(names)),
        )
        wanted = [np.concatenate([[not each.is_right.any()], each.is_right]) for each in choices]
        starts = np.cumsum([0, *(len(each) for each in wanted[:-1])])
        return cls(values, np.concatenate(wanted), starts, np.array([c.counts for c in choices]))

    def chances(self, weights: np.ndarray) -> np.ndarray:
        """How likely each row is the right one of its occurrence."""
        odds = self.values @ weights
        sizes = np.diff([*self.starts, len(odds)])
        odds = np.exp(odds - np.repeat(np.maximum.reduceat(odds, self.starts), sizes))
        chances: np.ndarray = odds / np.repeat(np.add.reduceat(odds, self.starts), sizes)
        return chances

    def loss(self, weights: np.ndarray) -> tuple[float, np.ndarray]:
        """What the weights cost, and the slope of that."""
        chances = self.chances(weights)
        wanted = np.where(self.wanted, chances, 0.0)
        shares = np.maximum(np.add.reduceat(wanted, self.starts), 1e-12)
        sizes = np.diff([*self.starts, len(chances)])
        away = chances - wanted / np.repeat(shares, sizes)
        slope = self.values.T @ (away * np.repeat(self.counts, sizes))
        cost = PENALTY / 2 * float(weights @ weights) - float(self.counts @ np.log(shares))
        return cost, PENALTY * weights + slope


def fit(cases: Sequence[Judged]) -> dict[str, float]:
    """The weights of the greatest likelihood of the right list, or of none where there is none."""
    seen = Counter(
        name
        for case in cases
        for name in {name for choice in case.choices for row in choice.rows for name in row}
    )
    kept = sorted(name for name, count in seen.items() if count >= SEEN)
    names = {name: place for place, name in enumerate(kept)}
    table = Table.of(cases, names)
    start = np.zeros(len(names))
    found = minimize(table.loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return {
        name: round(float(weight), 3)
        for name, weight in zip(names, found.x, strict=True)
        if abs(weight) >= 0.0005
    }


@dataclass(frozen=True, slots=True)
class Answer:
    """The likeliest list of a case; `share` and `score` as in `glossary.formulas.members`."""

    case: Case
    said: tuple[str, ...] = ()
    share: float = 0.0
    score: float = 0.0

    def given(self, least: float) -> tuple[str, ...]:
        """The list, where it is likely enough."""
        return self.said if self.share >= SHARE and self.score >= least else ()


def answer(judged: Judged, weights: dict[str, float]) -> Answer:
    best = Answer(judged.case)
    for choice in filter(lambda choice: choice.rows, judged.choices):
        odds = [sum(weights.get(n, 0.0) * v for n, v in row.items()) for row in choice.rows]
        none, *each = chances(odds)
        shares: dict[tuple[str, ...], float] = {}
        for said, chance in zip(choice.said, each, strict=True):
            shares[said] = shares.get(said, 0.0) + chance
        said, share = max(shares.items(), key=lambda pair: pair[1])
        if share > best.share:
            best = Answer(judged.case, said, share, 1 - none)
    return best


def tell(title: str, answers: Sequence[Answer]) -> None:
    print(title, flush=True)
    listed = [(each, tuple(map(plain, each.case.members))) for each in answers if each.case.members]
    unlisted = [each for each in answers if not each.case.members]
    for least in LEAST:
        given = [(each.given(least), wanted) for each, wanted in listed]
        exact = np.mean([own == wanted for own, wanted in given])
        wrong = np.mean([bool(own) and own != wanted for own, wanted in given])
        false = np.mean([bool(each.given(least)) for each in unlisted])
        print(f"  {least:.2f}  exact {exact:.3f}  wrong {wrong:.3f}  false {false:.3f}")


def part(case: Judged) -> int:
    """Which part a source document is in."""
    document = re.sub(r"[#:]\d+$", "", case.case.source).removeprefix("news/")
    return int(md5(document.encode(), usedforsecurity=False).hexdigest(), 16) % PARTS


def main(data: Path, news: Path | None, *, write: bool) -> None:
    cases = (*gold_cases(data), *placed_cases(data, news), *invented_cases())
    own = [judged(case) for case in cases]
    answers: list[Answer] = []
    for left_out in range(PARTS):
        weights = fit([case for case in own if part(case) != left_out])
        answers += (answer(case, weights) for case in own if part(case) == left_out)
    for kind in ("gold", "placed", "written"):
        for language in (Language.ZH, Language.EN):
            told = [
                each
                for each in answers
                if each.case.kind == kind and each.case.language is language
            ]
            tell(f"{kind}, {language}: {len(told)}", told)
    tell("gold", [each for each in answers if each.case.kind == "gold"])
    if write:
        about = f"fitted by bench/facts.py on {len(own)} passages"
        model = {"about": about, "least": CHOSEN, "share": SHARE, "weights": fit(own)}
        WRITTEN.write_text(json.dumps(model, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    paths = [Path(each) for each in sys.argv[1:] if each != "--write"]
    if not 1 <= len(paths) <= 2:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    main(paths[0], paths[1] if len(paths) > 1 else None, write="--write" in sys.argv)
