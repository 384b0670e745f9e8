"""Fit the model that ranks terms of English texts, and measure it on text it was not fitted on.

    python -m bench.english_terms EN GOLD [OPTIONAL...] [--without] [--write]

EN: a sentence a line. GOLD, OPTIONAL: JSON Lines with "en", a list of the renderings of one term,
and in GOLD "en_lines". The text is taken for one that exists in English only.

It is cut into contiguous quarters and halves as in bench/terms.py, each with counts of its own, and
figures are for each part by models fitted on parts that do not overlap it. `--without` also tells
what each group of measures adds, by leaving it out; `--write` fits on all parts and writes
glossary/weights. The axes of meaning are those of the package: fitted without labels.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from align.encoders import load
from align.model import Language, SegmentedDocument
from bench.forests import Growth, calibration, fit
from bench.term_texts import PARTS, read_lines, read_records
from bench.terms import asked, write
from glossary import english, ranking
from glossary.axes import shipped_axes
from glossary.english.about import along
from glossary.english.by_hand import by_hand
from glossary.english.detect import gather, words_of
from glossary.english.features import Words
from glossary.english.measures import Along, measures, table
from glossary.english.nesting import nesting
from glossary.extract import extract
from glossary.model import in_language

GROWTH = Growth(trees=200, rate=0.04, depth=6, smallest=20, tried=0.2)


class Gold:
    """Terms by the words of each of their renderings."""

    def __init__(self, terms: str, optional: Sequence[str]) -> None:
        self.records = read_records(terms)
        self._terms: dict[Words, set[int]] = defaultdict(set)
        for number, record in enumerate(self.records):
            for text in record["en"]:
                self._terms[words_of(text)].add(number)
        others = [record for path in optional for record in read_records(path)]
        self._optional = {words_of(text) for record in others for text in record["en"]}

    def terms_of(self, words: Words) -> set[int]:
        return self._terms.get(words, set())

    def counts(self, words: Words) -> bool:
        return words in self._terms or words not in self._optional

    def within(self, lines: range) -> set[int]:
        """The terms that are rendered in some lines."""
        return {
            number
            for number, record in enumerate(self.records)
            if any(line in lines for line in record["en_lines"])
        }


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the text, its phrases with their measures, and the gold terms in it.

    Attributes:
        hand: what the hand-made score adds to the log odds of each phrase.
    """

    low: int
    high: int
    document: SegmentedDocument
    phrases: list[Words]
    names: tuple[str, ...]
    rows: Any
    hand: Any
    groups: dict[str, tuple[str, ...]]
    gold: set[int]

    def apart(self, other: Part) -> bool:
        return self.high <= other.low or other.high <= self.low


def prepare(document: SegmentedDocument, gold: Gold, placed: Along) -> list[Part]:
    found = []
    for low, high in PARTS:
        size = len(document.segments)
        lines = range(low * size // 4, high * size // 4)
        own = replace(document, segments=document.segments[lines.start : lines.stop])
        gathered = gather([own], wide=True)
        phrases, items = list(gathered), list(gathered.values())
        within = nesting(phrases)
        told = measures(phrases, items, within, placed)
        names, rows = table(told)
        groups = {title: tuple(columns) for title, columns in told.items()}
        hand = by_hand(phrases, items, within)
        found.append(Part(low, high, own, phrases, names, rows, hand, groups, gold.within(lines)))
    return found


@dataclass(frozen=True, slots=True)
class Judged:
    """The phrases of a part with log odds by a model that never saw the part."""

    part: Part
    odds: list[float]
    model: ranking.Model

    def ordered(self) -> list[Words]:
        order = np.argsort(-np.array(self.odds), kind="stable")
        return [self.part.phrases[number] for number in order]


def measure(phrases: Sequence[Words], part: Part, gold: Gold) -> tuple[float, float]:
    """R-precision and recall at three times the terms there are; a term counts once."""
    hit: set[int] = set()
    first: list[bool] = []
    for words in phrases:
        if gold.counts(words):
            fresh = (gold.terms_of(words) & part.gold) - hit
            hit |= fresh
            first.append(bool(fresh))
    size = len(part.gold)
    reached: set[int] = set()
    for words in [words for words in phrases if gold.counts(words)][: 3 * size]:
        reached |= gold.terms_of(words) & part.gold
    return sum(first[:size]) / size, len(reached) / size


def cross_validated(
    parts: Sequence[Part],
    gold: Gold,
    *,
    strange: bool = False,
    left_out: Sequence[str] = (),
    by_hand_too: bool = True,
) -> list[Judged]:
    """Each part's phrases by a model fitted on the parts that do not overlap it.

    Args:
        strange: leave out of the fitting the phrases that the part has.
        left_out: measures to do without.
        by_hand_too: add the hand-made score, as the package does.
    """
    found = []
    for part in parts:
        seen = set(part.phrases) if strange else set()
        model = fitted([each for each in parts if part.apart(each)], gold, seen, left_out)
        columns = [part.names.index(name) for name in model.names]
        odds = np.array(model.log_odds(part.rows[:, columns])) + part.hand * by_hand_too
        found.append(Judged(part, odds.tolist(), model))
    return found


def fitted(
    parts: Sequence[Part], gold: Gold, seen: set[Words], left_out: Sequence[str] = ()
) -> ranking.Model:
    rows, hits = [], []
    for part in parts:
        for words, row in zip(part.phrases, part.rows.tolist(), strict=True):
            if words not in seen and gold.counts(words):
                told = dict(zip(part.names, row, strict=True))
                rows.append({name: told[name] for name in told if name not in left_out})
                hits.append(bool(gold.terms_of(words)))
    return fit(rows, hits, GROWTH)


def calibrated(judged: Sequence[Judged], gold: Gold) -> tuple[float, float]:
    """Slope and shift for the log odds of parts that models never saw."""
    pairs = told_and_true(judged, gold)
    return calibration([odds for odds, _ in pairs], [hit for _, hit in pairs])


def told_and_true(judged: Sequence[Judged], gold: Gold) -> list[tuple[float, bool]]:
    return [
        (odds, bool(gold.terms_of(words)))
        for one in judged
        for words, odds in zip(one.part.phrases, one.odds, strict=True)
        if gold.counts(words)
    ]


def show(title: str, parts: Sequence[Part], figures: Sequence[tuple[float, ...]]) -> None:
    means = []
    for wanted in (1, 2):
        own = [f for f, part in zip(figures, parts, strict=True) if part.high - part.low == wanted]
        means += [sum(column) / len(column) for column in zip(*own, strict=True)]
    print(f"{title:52}" + "  ".join(f"{mean:.3f}" for mean in means), flush=True)


def show_judged(title: str, judged: Sequence[Judged], gold: Gold) -> None:
    parts = [one.part for one in judged]
    show(title, parts, [measure(one.ordered(), one.part, gold) for one in judged])


def show_candidates(parts: Sequence[Part], gold: Gold) -> None:
    """How many gold terms are candidates at all, and how many candidates a text has."""
    for title, wide in (("  of the hand-made score", False), ("  of the fitted model", True)):
        figures = []
        for part in parts:
            phrases = gather([part.document], wide=wide)
            found = set().union(*(gold.terms_of(words) for words in phrases))
            words = sum(len(text.split()) for text in part.document.readings)
            figures.append((len(found & part.gold) / len(part.gold), 1000 * len(phrases) / words))
        show(title, parts, figures)


def show_reliability(title: str, judged: Sequence[Judged], gold: Gold) -> None:
    pairs = [(ranking.probability(odds), hit) for odds, hit in told_and_true(judged, gold)]
    print(f"\n{title}: probability said, phrases, said on average, terms among them")
    for low, high in ((0.0, 0.05), (0.05, 0.1), (0.1, 0.2), (0.2, 0.4), (0.4, 0.6), (0.6, 1.01)):
        inside = [pair for pair in pairs if low <= pair[0] < high]
        said = sum(chance for chance, _ in inside) / max(len(inside), 1)
        true = sum(hit for _, hit in inside) / max(len(inside), 1)
        print(f"  {low:.2f}-{min(high, 1):.2f}  {len(inside):6}  {said:.3f}  {true:.3f}")


def proposed(part: Part, encoder: Any, model: ranking.Model) -> list[Words]:
    """What extraction proposes of a part, with its English model replaced."""
    rankers = replace(ranking.shipped(), english=model)
    found = extract([part.document], encoder=encoder, reference=None, rankers=rankers)
    texts = [in_language(proposal.terms, Language.EN)[0].text for proposal in found]
    return [words_of(text) for text in texts]


def main() -> None:
    options = asked(__doc__)
    text, terms, *optional = options.files
    gold, encoder = Gold(terms, optional), load()
    parts = prepare(read_lines(text, Language.EN), gold, along(encoder, shipped_axes()))
    print(f"{'gold terms that are candidates, those a thousand words':52}quarters       halves")
    show_candidates(parts, gold)
    print("R-precision and recall@3n of")
    by_hand = [[words_of(c.form) for c in english.candidates([p.document])] for p in parts]
    hand = [measure(*each, gold) for each in zip(by_hand, parts, strict=True)]
    show("  the hand-made score (its weights saw the text)", parts, hand)
    judged = cross_validated(parts, gold)
    show_judged("  the fitted model", judged, gold)
    strange = cross_validated(parts, gold, strange=True)
    show_judged("    fitted on none of the phrases of the part", strange, gold)
    for fresh in (False, True):
        bare = cross_validated(parts, gold, strange=fresh, by_hand_too=False)
        show_judged(
            f"    {'the same' if fresh else 'the trees'} without the hand-made score", bare, gold
        )
    for title, names in parts[0].groups.items() if options.without else ():
        less = cross_validated(parts, gold, left_out=names)
        show_judged(f"    without {title}", less, gold)
    slope, shift = calibrated(judged, gold)
    models = [replace(one.model, slope=slope, shift=shift) for one in judged]
    whole = [proposed(part, encoder, model) for part, model in zip(parts, models, strict=True)]
    figures = [measure(*each, gold) for each in zip(whole, parts, strict=True)]
    show("  the whole extraction", parts, figures)
    for title, some in (("as measured", judged), ("fitted on none of its phrases", strange)):
        told = [replace(one, odds=[slope * each + shift for each in one.odds]) for one in some]
        show_reliability(title, told, gold)
    if options.write:
        model = fitted(parts, gold, set())
        write("english", replace(model, slope=slope, shift=shift), "bench/english_terms.py")


if __name__ == "__main__":
    main()
