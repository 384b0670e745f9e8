"""Fit the models that choose renderings, and measure it on texts that are left out whole.

    python -m bench.renderings TERMS ALIGNMENT [--untagged] [--write]

TERMS holds texts/ (a folder a text: zh and en, of which line k translates line k, gold.jsonl,
optional.jsonl) and pol-dev.jsonl, pol-dev-optional.jsonl; ALIGNMENT holds pol-dev/ (zh, en and
gold.align). Asked are the renderings of all gold terms that have any, found or not, so that
pairing is measured by itself. Told for each text is the share that is right (three quarters of the
words as in a gold rendering) by a model fitted on all other texts, and what is wrong with the
rest. `--write` fits on all texts and writes glossary/weights/pairing.json; with `--untagged`,
English is read without tags, as other languages are, and pairing_untagged.json is written.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from align.encoders import Encoder, load
from align.model import Bead, Bitext, Language
from bench.forests import Growth, calibration, fit, write
from bench.term_figures import is_right, same_words
from bench.term_texts import plain, read_beads, read_lines, read_records
from glossary.detection.chinese.kinds import kind
from glossary.language.chinese.words import words
from glossary.model import Candidate, Occurrence
from glossary.pairing import pair
from glossary.pairing.beads import read
from glossary.pairing.occurrences import Occurrences
from glossary.pairing.pair import searched, span
from glossary.pairing.spans import features
from glossary.ranking import Model
from glossary.ranking.vectors import WordSums

WEIGHTS = Path(__file__).parent.parent / "glossary" / "weights"
ABOUT = "Fitted by bench/renderings.py on eleven aligned texts; leaves are log odds."
GROWTH = Growth(trees=120, rate=0.08, depth=5, smallest=20, tried=0.2)
#: Places of a term that are learned from: a frequent one would teach little else.
MOST = 3
#: Sentences from one to that which is put in the place of its translation.
APART = 11
MARKS = r"[“”‘’\"'「」『』《》〈〉\s]*"


@dataclass(frozen=True, slots=True)
class Text:
    """A text with terms and their renderings.

    Attributes:
        terms: gold terms first, then optional ones.
        renderings: of each term; none where the translation leaves it out.
        gold: how many are gold terms.
    """

    name: str
    bitext: Bitext
    terms: tuple[Candidate, ...]
    renderings: tuple[tuple[str, ...], ...]
    gold: int


@dataclass(frozen=True, slots=True)
class Examples:
    """Phrases of a text with their features, and which of them are right.

    Attributes:
        own: how many, the first, are of sentences that translate those of the term.
    """

    rows: list[dict[str, float]]
    right: list[bool]
    own: int


def texts(terms: Path, alignment: Path) -> Iterator[Text]:
    """All texts."""
    for folder in sorted((terms / "texts").iterdir()):
        source = read_lines(str(folder / "zh"), Language.ZH)
        target = read_lines(str(folder / "en"), Language.EN)
        beads = tuple(Bead((line,), (line,), 1.0) for line in range(len(source.segments)))
        yield text(
            Bitext(source, target, beads),
            folder.name,
            folder / "gold.jsonl",
            folder / "optional.jsonl",
        )
    folder = alignment / "pol-dev"
    speeches = Bitext(
        read_lines(str(folder / "zh"), Language.ZH),
        read_lines(str(folder / "en"), Language.EN),
        read_beads(str(folder / "gold.align")),
    )
    yield text(speeches, "pol-dev", terms / "pol-dev.jsonl", terms / "pol-dev-optional.jsonl")


def text(bitext: Bitext, name: str, gold: Path, optional: Path) -> Text:
    """A text with its terms from files."""
    found: dict[str, tuple[Candidate, tuple[str, ...]]] = {}
    count = 0
    for path in (gold, optional):
        for record in read_records(str(path)):
            form = plain(record["zh"])
            places = tuple(_places(form, bitext))
            if places and form not in found:
                tags = words(form).tags
                sort = kind(form, tags, titled=False, quoted=False)
                candidate = Candidate(Language.ZH, form, (form,), places, sort, (), 0.5)
                found[form] = candidate, tuple(record["en"])
        count = count or len(found)
    terms, renderings = zip(*found.values(), strict=True)
    return Text(name, bitext, terms, renderings, count)


def _places(form: str, bitext: Bitext) -> Iterator[Occurrence]:
    zh = bitext.side(Language.ZH)
    pattern = re.compile(MARKS.join(map(re.escape, form)))
    for number, segment in enumerate(zh.segments):
        for match in pattern.finditer(segment.reading.text):
            yield Occurrence(zh.document.source, number, *match.span())


def strange(bitext: Bitext) -> Bitext:
    """The text with sentences that do not translate those that they stand beside."""
    count = len(bitext.beads)
    beads = (
        replace(bead, target=bitext.beads[(number + APART) % count].target)
        for number, bead in enumerate(bitext.beads)
    )
    return replace(bitext, beads=tuple(beads))


def examples(one: Text, encoder: Encoder, *, tagged: bool) -> Examples:
    """The phrases among which a rendering is chosen; at some places none of them is right.

    With them come phrases of sentences that render something else.
    """
    own = _examples(one, one.bitext, MOST, encoder, tagged=tagged)
    others = _examples(one, strange(one.bitext), 1, encoder, tagged=tagged)
    return Examples(own.rows + others.rows, own.right + others.right, own.own)


def _examples(one: Text, bitext: Bitext, most: int, encoder: Encoder, *, tagged: bool) -> Examples:
    """The phrases at the first places of each term, `most` at most."""
    beads = read([bitext], tagged=tagged)
    occurrences = Occurrences(one.terms, [bitext], beads)
    forms = [term.form for term in one.terms]
    sums = WordSums(encoder)
    seen: Counter[int] = Counter()
    rows, right = [], []
    for group, found in searched(beads, occurrences, forms, sums):
        told = features(found, forms)
        table = [
            dict(zip(told, map(float, row), strict=True))
            for row in zip(*told.values(), strict=True)
        ]
        first, last = (each.tolist() for each in found.tokens())
        places: dict[int, list[int]] = defaultdict(list)
        for number, row in enumerate(found.row.tolist()):
            places[row].append(number)
        for row, numbers in places.items():
            index = int(found.rows.candidates[row])
            bead = group[found.rows.beads[row]].read
            phrases = [span(bead, first[n], last[n], one.bitext.target).text for n in numbers]
            known = one.renderings[index]
            if seen[index] < most:
                seen[index] += 1
                rows += [table[number] for number in numbers]
                right += [same_words(phrase, known) for phrase in phrases]
    return Examples(rows, right, len(rows))


def fitted(some: Sequence[Examples]) -> Model:
    """A model of the examples of several texts."""
    rows = [row for each in some for row in each.rows]
    return fit(rows, [hit for each in some for hit in each.right], GROWTH)


def errors(
    one: Text, judge: Model, encoder: Encoder, *, tagged: bool
) -> list[tuple[str, str, str, tuple[str, ...]]]:
    """Gold terms that are rendered wrongly: kind of the error, term, what was found and wanted."""
    found = pair(one.terms[: one.gold], [one.bitext], WordSums(encoder), judge=judge, tagged=tagged)
    wrong = []
    for pairing, wanted in zip(found, one.renderings[: one.gold], strict=True):
        chosen = pairing.renderings[0].text if pairing.renderings else ""
        if wanted and not is_right(chosen, wanted):
            wrong.append((_error(chosen, pairing, wanted), pairing.candidate.form, chosen, wanted))
    return wrong


def _error(chosen: str, pairing: Any, wanted: Sequence[str]) -> str:
    if not chosen:
        return "none found"
    if any(is_right(other.text, wanted) for other in pairing.renderings[1:]):
        return "another rendering first"
    own = set(chosen.lower().split())
    best = max((set(each.lower().split()) for each in wanted), key=lambda each: len(each & own))
    if own < best:
        return "too short"
    if best < own:
        return "too long"
    return "beside it" if own & best else "elsewhere"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("terms", type=Path)
    parser.add_argument("alignment", type=Path)
    parser.add_argument("--untagged", action="store_true", help="English without tags")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--errors", action="store_true", help="tell every error")
    options = parser.parse_args()
    encoder = load()
    every = list(texts(options.terms, options.alignment))
    tagged = not options.untagged
    known = [examples(one, encoder, tagged=tagged) for one in every]
    right = total = 0
    kinds: Counter[str] = Counter()
    odds: list[float] = []
    hits: list[bool] = []
    for number, one in enumerate(every):
        judge = fitted(known[:number] + known[number + 1 :])
        left_out = known[number]
        odds += judge.log_odds(left_out.rows[: left_out.own])
        hits += left_out.right[: left_out.own]
        wrong = errors(one, judge, encoder, tagged=tagged)
        kinds.update(sort for sort, *_ in wrong)
        asked = sum(map(bool, one.renderings[: one.gold]))
        right, total = right + asked - len(wrong), total + asked
        print(f"{one.name:32}{1 - len(wrong) / asked:.3f} of {asked}", flush=True)
        if options.errors:
            for error in wrong:
                print("   ", *error, sep=" | ")
    print(f"{'all':32}{right / total:.3f} of {total}")
    print("  ".join(f"{sort} {count}" for sort, count in kinds.most_common()))
    if options.write:
        slope, shift = calibration(odds, hits)
        name = "pairing.json" if tagged else "pairing_untagged.json"
        write(WEIGHTS / name, replace(fitted(known), slope=slope, shift=shift), ABOUT)


if __name__ == "__main__":
    main()
