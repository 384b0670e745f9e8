"""How well words are aligned, and the training of the aligner's weights.

    python -m bench.words FOLDER...               cross-validated error, by halves
    python -m bench.words FOLDER... --left-out    each folder measured by weights that never saw it
    python -m bench.words FOLDER... --save FILE   train on everything and write the weights
    ... --encoder e5-small                        the same with vectors of words in context

A FOLDER holds `pairs` ('zh tokens ||| en tokens' a line) and `gold` (links 'i-j' sure, 'ipj'
possible, counted from 1), or the words-* of `bench.multilingual`. One model is trained on all
folders together. The halves are contiguous. Words are counted within a half only, as if it were all
that is given. Possible links that are not sure count little in training, except between Chinese and
English.

AER = 1 - (|A&S| + |A&P|) / (|A| + |S|) (Och & Ney 2003, A systematic comparison of various
statistical alignment models).
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from align.encoders import DEFAULT, Encoder, load
from align.encoders.token_vectors import TokenEncoder
from align.languages import CHINESE_ENGLISH
from align.model import Language
from align.words import align_tokens, context
from align.words.aligner import words_of
from align.words.batches import Batch, batches
from align.words.block import Block, block
from align.words.cells import cells
from align.words.context import Candidates
from align.words.passes import Believed, believed, first, gathered, links_by_type
from align.words.vocabulary import Ids, Languages, Memory
from align.words.weights import NEURAL, OFFLINE, Pass, Weights, to_json
from bench.networks import network, regression
from bench.pairs import Remembered

Array = NDArray[np.float32]
Links = frozenset[tuple[int, int]]

PASSES = 3
#: The folders are cut into texts of so many pairs, and taken as a whole besides.
SIZES = (4,)
#: The share of the cells that are no links that the first pass is trained on.
SAMPLED = 0.06
#: What possible links count that are not sure.
POSSIBLE = 0.15
THRESHOLDS = np.arange(-1.0, 0.8, 0.1)
ABOUT = "Three passes, trained by bench/words.py on"


@dataclass(frozen=True, slots=True)
class Gold:
    """The links of a sentence pair, counted from 0; sure ones are possible too."""

    sure: Links
    possible: Links


@dataclass(frozen=True, slots=True)
class Linked:
    """Sentence pairs whose words are linked.

    Attributes:
        name: of their folder.
        languages: of both sides.
        pairs, gold: the words, and the links between them.
    """

    name: str
    languages: Languages
    pairs: Sequence[tuple[list[str], list[str]]]
    gold: Sequence[Gold]

    def __getitem__(self, part: slice) -> Linked:
        return replace(self, pairs=self.pairs[part], gold=self.gold[part])

    @property
    def halves(self) -> tuple[Linked, Linked]:
        middle = len(self.pairs) // 2
        return self[:middle], self[middle:]

    @property
    def distinct(self) -> Linked:
        """Each pair once."""
        first_at = {(tuple(a), tuple(b)): n for n, (a, b) in reversed([*enumerate(self.pairs)])}
        kept = sorted(first_at.values())
        return replace(self, pairs=[self.pairs[n] for n in kept], gold=[self.gold[n] for n in kept])

    @property
    def turned(self) -> Linked:
        """The sides in the other order."""
        gold = [Gold(_turned(each.sure), _turned(each.possible)) for each in self.gold]
        pairs = [(other, one) for one, other in self.pairs]
        return Linked(self.name, (self.languages[1], self.languages[0]), pairs, gold)


def _turned(links: Links) -> Links:
    return frozenset((other, one) for one, other in links)


@dataclass(frozen=True, slots=True)
class Text:
    """A text that is trained on, with what its evidence is made into.

    Attributes:
        weight: what its cells count.
        found: its candidates, a batch each.
    """

    linked: Linked
    block: Block
    weight: float
    found: list[Candidates]

    @property
    def width(self) -> int:
        return len(self.block.evidence.en.words)

    def features(self) -> list[Array]:
        """What the later passes see of the candidates, those of cells before the others."""
        times = np.array([part.times for part in self.block.parts], np.float32)
        table = links_by_type(self.found, times, self.width)
        evidence = self.block.evidence
        return [
            np.concatenate([each.cells, context.context(each, evidence.zh, evidence.en, table)])
            for each in self.found
        ]


def read(folder: Path) -> Linked:
    """The pairs of a folder and their gold."""
    if (folder / "langs").exists():
        one, other = map(Language, _lines(folder / "langs")[0].split())
        sides = ([line.split() for line in _lines(folder / name)] for name in "ab")
        pairs = [*zip(*sides, strict=True)]
        return Linked(folder.name, (one, other), pairs, _gold(folder, "?", 0))
    cut = (line.partition("|||") for line in _lines(folder / "pairs"))
    pairs = [(zh.split(), en.split()) for zh, _, en in cut]
    return Linked(folder.name, CHINESE_ENGLISH, pairs, _gold(folder, "p", 1))


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


def _gold(folder: Path, possible: str, start: int) -> list[Gold]:
    gold = []
    for line in _lines(folder / "gold"):
        links = [re.fullmatch(rf"(\d+)([-{possible}])(\d+)", link) for link in line.split()]
        found = [(int(m[1]) - start, int(m[3]) - start, m[2]) for m in links if m]
        sure = frozenset((one, other) for one, other, kind in found if kind == "-")
        gold.append(Gold(sure, frozenset((one, other) for one, other, _ in found)))
    return gold


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


class Maker:
    """Makes blocks of pairs with the vectors of an encoder."""

    def __init__(self, encoder: Encoder) -> None:
        self.kind = NEURAL if isinstance(encoder, TokenEncoder) else OFFLINE
        self._contexts = Remembered(encoder) if isinstance(encoder, TokenEncoder) else None
        self._words = words_of(encoder)
        self._memories: dict[Languages, Memory] = {}

    def __call__(self, linked: Linked) -> Block:
        memory = self._memories.get(linked.languages)
        if memory is None:
            memory = self._memories[linked.languages] = Memory(self._words, linked.languages)
        return block(linked.pairs, memory, self._contexts)


def train(every: Iterable[Linked], make: Maker) -> Weights:
    """One model of all pairs, which are taken for documents of several sizes.

    Pairs of other languages than Chinese and English are read in both directions.
    """
    texts = [*_texts(every, make)]
    names = texts[0].block.evidence.names
    random = np.random.default_rng(0)
    rows = [
        (gathered(cells(batch, text.block.evidence), names, places), labels)
        for text in texts
        for batch in _batches(text)
        for places, labels in [_sampled(text, batch, random)]
    ]
    weights, bias = regression(*(np.concatenate(each, axis=-1) for each in zip(*rows, strict=True)))
    model = Weights(names, bias + float(np.log(SAMPLED)), weights, (), 0.0)
    for text in texts:
        text.found[:] = [first(each, text.block.evidence, model) for each in _batches(text)]
    told = [_told(text, each) for text in texts for each in text.found]
    labels, counts = (np.concatenate(each) for each in zip(*told, strict=True))
    for _ in range(1, PASSES):
        features = [each for text in texts for each in text.features()]
        later = _pass(np.concatenate(features, axis=1), labels, counts, len(names))
        model = replace(model, later=(*model.later, later))
        rest = iter(features)
        for text in texts:
            text.found[:] = [
                replace(each, logit=later.logits(*np.split(next(rest), [len(names)])))
                for each in text.found
            ]
    return model


def _texts(every: Iterable[Linked], make: Maker) -> Iterator[Text]:
    for linked in every:
        both: tuple[Linked, ...] = (linked.distinct,)
        if linked.languages != CHINESE_ENGLISH:
            both = (linked.distinct, linked.distinct.turned)
        for each in both:
            for size in (*SIZES, len(each.pairs)):
                for start in range(0, len(each.pairs), size):
                    part = each[start : start + size]
                    yield Text(part, make(part), 1 / len(both), [])


def _batches(text: Text) -> list[Batch]:
    return list(batches([(part.zh, part.en) for part in text.block.parts]))


def _sampled(
    text: Text, batch: Batch, random: np.random.Generator
) -> tuple[tuple[Ids, Ids, Ids], Array]:
    """The cells of a batch that the first pass is trained on, and whether they are links."""
    pair, zh, en = np.nonzero(batch.inside)
    labels = _labels(text, (batch.pairs[pair], zh, en))[0]
    kept = (labels > 0) | (random.random(len(labels)) < SAMPLED)
    return (pair[kept], zh[kept], en[kept]), labels[kept]


def _told(text: Text, found: Candidates) -> tuple[Array, Array]:
    """Whether candidates are links, and what each counts."""
    labels, sure = _labels(text, (found.batch.pairs[found.pair], found.zh, found.en))
    unsure = 1.0 if text.linked.languages == CHINESE_ENGLISH else POSSIBLE
    counts = np.where((labels > 0) & (sure == 0), unsure, 1.0) * text.weight
    return labels, counts.astype(np.float32)


def _labels(text: Text, places: Sequence[Ids]) -> tuple[Array, Array]:
    """Whether cells are possible links, and whether they are sure ones."""
    gold = text.linked.gold
    where = [*zip(*(place.tolist() for place in places), strict=True)]
    possible = [(zh, en) in gold[pair].possible for pair, zh, en in where]
    sure = [(zh, en) in gold[pair].sure for pair, zh, en in where]
    return np.array(possible, np.float32), np.array(sure, np.float32)


def _pass(features: Array, labels: Array, counts: Array, of_cells: int) -> Pass:
    rows, biases, out = network(features, labels, counts)
    return Pass(rows[:, :of_cells].copy(), rows[:, of_cells:].copy(), biases, out)


def errors(asked: Linked, weights: Weights, make: Maker) -> list[tuple[float, ...]]:
    """AER, precision and recall by threshold."""
    made = make(asked)
    found = believed(made, weights, float(THRESHOLDS[0]))
    told = [found[number] for number in made.order]
    return [
        rates(asked.gold, [_above(each, least) for each in told])
        for least in 1 / (1 + np.exp(-THRESHOLDS))
    ]


def _above(found: Believed, least: float) -> set[tuple[int, int]]:
    sure = found.probability > least
    return {*zip(found.zh[sure].tolist(), found.en[sure].tolist(), strict=True)}


def report(every: Sequence[tuple[str, list[tuple[float, ...]]]]) -> float:
    """Print the rates at the threshold whose mean error is least, which is returned."""
    means = np.array([[each[0] for each in found] for _, found in every]).mean(axis=0)
    smooth = np.convolve(means, np.ones(3) / 3, mode="valid")
    best = int(smooth.argmin()) + 1
    for name, found in every:
        print("{:34} AER {:.4f}  precision {:.4f}  recall {:.4f}".format(name, *found[best]))
    print(f"mean {means[best]:.4f} from log odds of {THRESHOLDS[best]:.1f}", flush=True)
    return float(THRESHOLDS[best])


def by_halves(every: Sequence[Linked], make: Maker) -> float:
    """Report on each half by a model of the other halves; the threshold that was best."""
    found = []
    for known in (0, 1):
        weights = train([each.halves[known] for each in every], make)
        for each in every:
            name = f"{each.name}, {('second', 'first')[known]} half"
            found.append((name, errors(each.halves[1 - known], weights, make)))
    return report(found)


def left_out(every: Sequence[Linked], make: Maker) -> None:
    """Report on each folder by a model of the others."""
    found = []
    for asked in every:
        weights = train([each for each in every if each is not asked], make)
        found.append((f"{asked.name}, left out", errors(asked, weights, make)))
    report(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    parser.add_argument("--left-out", action="store_true")
    parser.add_argument("--save", type=Path, metavar="FILE")
    parser.add_argument("--threshold", type=float, help="to save, without measuring again")
    parser.add_argument("--encoder", default=DEFAULT)
    options = parser.parse_args()
    every = [read(folder) for folder in options.folders]
    encoder = load(options.encoder)
    make = Maker(encoder)
    if options.left_out:
        left_out(every, make)
        return
    threshold = options.threshold
    if threshold is None:
        threshold = by_halves(every, make)
    if options.save:
        weights = replace(train(every, make), threshold=threshold)
        save(options.save, make.kind, weights, every)
    start = time.perf_counter()
    count = sum(
        1 for each in every for _ in align_tokens(each.pairs, encoder, languages=each.languages)
    )
    print(f"{count / (time.perf_counter() - start):.0f} pairs a second")


def save(path: Path, kind: str, weights: Weights, every: Sequence[Linked]) -> None:
    """Write the weights beside those of the other kind that are in the file."""
    data = json.loads(path.read_text("utf-8")) if path.exists() else {}
    pairs = ", ".join("-".join(each.languages) for each in every)
    data |= {"about": f"{ABOUT} pairs whose words people linked: {pairs}.", kind: to_json(weights)}
    text = json.dumps(data, indent=1)
    # A feature a line.
    text = re.sub(r"\[[^\[\]{}]*\]", lambda found: " ".join(found[0].split()), text)
    path.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
