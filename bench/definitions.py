"""Fit the models that draw definitions from context, and measure them on documents left out.

    python -m bench.definitions DATA [NEWS] [--write]

DATA: the development data. terms/definitions-dev.jsonl has passages with "id", "text", "lang",
"term", "source" and "definition", the span of the text that defines the term, or "". Of the gold
terms of terms/texts and alignment/pol-dev the lines that do not define them are known. What defines
which term in these, in alignment/mag and in NEWS, a folder of texts named by their dates, or that
nothing does, definition_places.jsonl beside this file says by file, lines and spans. To these come
passages of our own making, definitions.jsonl.

Figures are by models fitted on passages and texts of other sources: right, the share of defined
terms whose definition shares .8 with gold's (token F1), close at .5, and spurious, the share of
undefined terms that were given one. `--write` fits on all and writes glossary/weights.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from importlib import resources
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from align.encoders import load
from align.model import CHINESE_ENGLISH, Document, Language
from align.segment import segment
from bench.fact_figures import CLOSE, RIGHT, f1
from bench.term_texts import POL_DEV, read_lines, read_records
from glossary.defining import occurrences
from glossary.defining.cues import Claim, claims_at
from glossary.defining.draw import chosen
from glossary.defining.evidence import Features, defining, ending
from glossary.defining.models import ENCODER, Linear
from glossary.language.chinese.words import words
from glossary.ranking import probability

Vector: TypeAlias = Any  # of numpy

HERE = Path(__file__).parent
OWN = HERE / "definitions.jsonl"
PLACES = HERE / "definition_places.jsonl"
DEVELOPMENT = Path("terms", "definitions-dev.jsonl")
FOLDS = 5
#: The share of undefined terms that may be given a definition: texts have more of them.
SPURIOUS = 0.02
PART = 0.3  #: what a claim counts whose term is the end of the one that is defined
LINE = 0.5  #: what a claim counts of which only the line is known not to define
APART = 0.25  #: token F1
PENALTIES = {"defines": 0.03, "ends": 0.3}  #: inverse strengths of the L2 penalty
LEAST_SEEN = 3  #: examples that a feature must tell of
VECTORS = 12.0  #: how far vectors are stretched: how little the penalty holds them


@dataclass(frozen=True, slots=True)
class Example:
    """A claim with what is known of it.

    Attributes:
        source: the document that it is from.
        record: the passage, where it is one that is measured.
        end: the number of the span that is the definition; None where that is not known.
    """

    source: str
    record: str
    language: Language
    form: str
    claim: Claim
    defines: bool
    end: int | None
    weight: float = 1.0


def examples(data: Path, news: Path | None = None) -> Iterator[Example]:
    """Everything that is fitted on."""
    for number, record in enumerate(read_records(str(OWN))):
        yield from claims(record, f"{OWN.name} {number}")
        yield from parts(record, f"{OWN.name} {number}")
    for record in read_records(str(data / DEVELOPMENT)):
        yield from claims(record, _document(record["source"]), record["id"])
        yield from parts(record, _document(record["source"]))
    for record in placed(data, news):
        yield from claims(record, record["source"])
        yield from parts(record, record["source"])
    for folder in sorted((data / "terms" / "texts").iterdir()):
        yield from undefining(folder, folder / "gold.jsonl")
    yield from undefining(data / "alignment" / POL_DEV, data / "terms" / f"{POL_DEV}.jsonl")


def placed(data: Path, news: Path | None) -> Iterator[dict[str, Any]]:
    """The passages that definition_places.jsonl tells of, with their texts."""
    for record in read_records(str(PLACES)):
        file = Path(record["file"])
        folder = data if file.parent.name else news
        if folder is None:
            continue
        lines = (folder / file).read_text("utf-8").split("\n")
        text = "\n".join(lines[number] for number in record["lines"])
        term, said = (text[slice(*record[name] or (0, 0))] for name in ("term", "definition"))
        source = f"terms/{file.parent.name}" if file.parent.name else f"news/{file}"
        yield {**record, "text": text, "term": term, "definition": said, "source": source}


def claims(record: Mapping[str, Any], source: str, measured: str = "") -> Iterator[Example]:
    """The claims of a passage whose definition is known.

    Args:
        measured: its name, where figures are of it.
    """
    language, form = Language(record["lang"]), record["term"]
    document = segment(Document(record["text"], "passage", language))
    for place in occurrences(form, document):
        for _, claim in claims_at(document, place, language):
            shares = [f1(record["definition"], claim.text[a:b]) for a, b in claim.spans]
            most = max(shares)
            if record["definition"] and APART <= most < CLOSE:
                continue  # neither the definition nor something else
            end = shares.index(most) if most >= RIGHT - 0.1 else None
            yield Example(source, measured, language, form, claim, most >= CLOSE, end)


def parts(record: Mapping[str, Any], source: str) -> Iterator[Example]:
    """The claims of a passage about the last word of its term, of which nothing is said."""
    cut = words(record["term"]).texts if record["lang"] == "zh" else record["term"].split()
    if record["definition"] and len(cut) > 1 and len(cut[-1]) > 1:
        for each in claims({**record, "term": cut[-1], "definition": ""}, source):
            yield replace(each, weight=PART)


def undefining(folder: Path, gold: Path) -> Iterator[Example]:
    """The claims about gold terms of a text in lines that do not define them."""
    texts = {language: read_lines(str(folder / language), language) for language in CHINESE_ENGLISH}
    source = f"terms/{folder.name}"
    seen: set[tuple[str, tuple[int, int]]] = set()
    for record in read_records(str(gold)):
        for language, text in texts.items():
            known = set(record.get(f"definition_{language}_lines", ()))
            forms = [record["zh"]] if language is Language.ZH else record["en"][:2]
            for form in forms:
                for place in occurrences(form, text):
                    for line, claim in claims_at(text, place, language):
                        if line not in known and (claim.text, claim.cue) not in seen:
                            seen.add((claim.text, claim.cue))
                            yield Example(source, "", language, form, claim, False, None, LINE)


def _document(source: str) -> str:
    """The document of a passage, without its line in it."""
    return re.sub(r"#\d+$|:\d+$|_\d+\.html$| \(.*\)$", "", source)


@dataclass(frozen=True, slots=True)
class Fitted:
    """The models that are fitted, and what the meaning of each text adds at most."""

    defines: Linear
    meaning: Vector
    most: float
    ends: Linear

    def odds(self, example: Example, vectors: Mapping[str, Vector]) -> float:
        row = defining(example.claim, example.form, example.language)
        meaning = float(meant(example, vectors) @ self.meaning)
        return self.defines.log_odds(row) + min(meaning, self.most)


def meant(example: Example, vectors: Mapping[str, Vector]) -> Vector:
    """The vector of what is said; zeros where the cue leaves no doubt of what kind that is."""
    vector = vectors[example.claim.said]
    return vector if example.claim.may_judge else 0 * vector


def fit(
    rows: Sequence[Features],
    vectors: Vector,
    targets: Sequence[bool],
    weights: Sequence[float],
    penalty: float,
) -> tuple[Linear, Vector]:
    """A logistic regression on standardised features, with weights for features as they are.

    Args:
        vectors: further features, as many of each example, shape (n, d); d may be 0.
    """
    seen = Counter(name for row in rows for name, value in row.items() if value)
    names = sorted(name for name, times in seen.items() if times >= LEAST_SEEN)
    values = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    scale = StandardScaler().fit(values)
    table = np.hstack([scale.transform(values), VECTORS * vectors])
    model = LogisticRegression(C=penalty, max_iter=3000)
    model.fit(table, np.array(targets), sample_weight=np.array(weights))
    found = model.coef_[0]
    raw = found[: len(names)] / scale.scale_
    bias = float(model.intercept_[0] - raw @ scale.mean_)
    kept = {name: round(float(weight), 4) for name, weight in zip(names, raw, strict=True)}
    return Linear(round(bias, 4), kept), VECTORS * found[len(names) :]


def fitted(known: Sequence[Example], vectors: Mapping[str, Vector]) -> Fitted:
    """Both models from examples."""
    rows = [defining(each.claim, each.form, each.language) for each in known]
    targets = [each.defines for each in known]
    said = np.array([meant(each, vectors) for each in known])
    weights = [each.weight for each in known]
    defines, meaning = fit(rows, said, targets, weights, PENALTIES["defines"])
    stops = [
        (ending(each.claim, number, each.language), number == each.end, each)
        for each in known
        if each.end is not None
        for number in range(min(each.end + 1, len(each.claim.spans) - 1))
    ]
    ends, _ = fit(
        [row for row, _, _ in stops],
        np.empty((len(stops), 0)),
        [here for _, here, _ in stops],
        [1 / (1 + (each.end or 0)) if each.claim.backward else 1.0 for _, _, each in stops],
        PENALTIES["ends"],
    )
    return Fitted(defines, meaning, float((said @ meaning).max()), ends)


def left_out(
    known: Sequence[Example], vectors: Mapping[str, Vector]
) -> dict[str, tuple[float, str]]:
    """The best claim of each passage by models that were fitted on other sources."""
    sources = sorted({each.source for each in known if each.record})
    best: dict[str, tuple[float, str]] = {}
    for fold in range(FOLDS):
        out = set(sources[fold::FOLDS])
        models = fitted([each for each in known if each.source not in out], vectors)
        for each in known:
            if each.source in out and each.record:
                chance = probability(models.odds(each, vectors))
                start, end = chosen(each.claim, each.language, models.ends)
                if chance > best.get(each.record, (-1.0, ""))[0]:
                    best[each.record] = chance, each.claim.text[start:end]
    return best


def figures(
    records: Sequence[dict[str, Any]], best: dict[str, tuple[float, str]], least: float
) -> tuple[float, float, float]:
    """Right, close and spurious of what is given at a threshold."""
    right = close = spurious = defined = 0
    for record in records:
        chance, text = best.get(record["id"], (-1.0, ""))
        share = f1(record["definition"], text) if chance >= least else 0.0
        defined += bool(record["definition"])
        right += share >= RIGHT
        close += share >= CLOSE
        spurious += not record["definition"] and chance >= least
    return right / defined, close / defined, spurious / max(len(records) - defined, 1)


def main(arguments: list[str]) -> int:
    paths = [Path(argument) for argument in arguments if not argument.startswith("--")]
    if len(paths) not in (1, 2):
        print(__doc__, file=sys.stderr)
        return 2
    known = list(examples(*paths))
    records = read_records(str(paths[0] / DEVELOPMENT))
    said = sorted({each.claim.said for each in known})
    vectors = dict(zip(said, load(ENCODER).encode(said), strict=True))
    best = left_out(known, vectors)
    steps = sorted({chance for chance, _ in best.values()})
    least = next((s for s in steps if figures(records, best, s)[2] <= SPURIOUS), 1.0)
    print(f"{len(known)} claims, {sum(each.defines for each in known)} define")
    for step in sorted({0.2, 0.3, 0.4, 0.5, 0.6, least}):
        right, close, spurious = figures(records, best, step)
        print(f"least {step:.3f}  right {right:.3f}  close {close:.3f}  spurious {spurious:.3f}")
    if "--write" in arguments:
        write(fitted(known, vectors), round(least, 3))
    return 0


def write(models: Fitted, least: float) -> None:
    data = {
        "about": "fitted by bench/definitions.py on passages and lines that say what terms mean",
        "least": least,
        "most": round(models.most, 3),
        "meaning": [round(float(value), 4) for value in models.meaning],
        "defines": asdict(models.defines),
        "ends": asdict(models.ends),
    }
    path = resources.files("glossary") / "weights" / "definitions.json"
    Path(str(path)).write_text(json.dumps(data, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
