"""How well texts in any two languages are aligned: sentences (F1) and words (error rate).

    python -m bench.multilingual FOLDER [NAME...] [--encoder NAME] [--each]

FOLDER holds a folder a pair: `langs` (the codes of its languages), `about` (its second line is
`block`, `fine` or `words`) and a text a language, a sentence a line: `a` and `b` with gold.align,
or in many-* the codes with a gold.align of as many columns, whose first language is paired with
each of the others. In words-* the lines are tokenised, and `gold` has links counted from 0, 'i-j'
sure and 'i?j' possible. NAME takes a part of the data: a folder, or a pattern as bible-*.

Within a gold bead with several
sentences on both sides (a verse, a paragraph) smaller beads may be right too: those that lie within
it and fill it count as that one bead. Texts whose gold is fine are measured strictly besides. With
passages left out: the verses once more without 30 % of those of the second side, in runs of three
to ten.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from statistics import fmean

from align import encoders
from align.encoders import DEFAULT, Encoder
from align.model import Language
from align.sentences import align
from align.words import align_tokens
from bench.pairs import Pair, beads, document, remembered
from bench.texts import Count
from bench.words import rates, read

#: The share of verses that are left out, and how many stand together.
LEFT_OUT = 0.3
RUN = 3, 10


@dataclass(frozen=True, slots=True)
class Text:
    """A text in two languages with its gold.

    Attributes:
        group: what it is reported with: the name up to the first hyphen.
        languages: the codes of both sides.
        sides: their sentences.
        is_fine: whether each bead of the gold is as small as it can be.
    """

    name: str
    group: str
    languages: tuple[str, str]
    sides: tuple[list[str], list[str]]
    gold: tuple[Pair, ...]
    is_fine: bool


@dataclass(frozen=True, slots=True)
class Found:
    """How well a text was aligned: F1 of sentences, or the error rate of words; and the seconds."""

    group: str
    name: str
    figure: float
    seconds: float


def language(code: str) -> Language:
    """The language of a code, its script left out: zh-tw, zh."""
    return Language(code.partition("-")[0])


def lines(path: Path) -> list[str]:
    return path.read_text("utf-8").removesuffix("\n").split("\n")


def texts(folder: Path) -> Iterator[Text]:
    """The texts of a folder: one, or that of the first language with each of the others."""
    codes = (folder / "langs").read_text("utf-8").split()
    is_fine = lines(folder / "about")[1] == "fine"
    group = folder.name.partition("-")[0]
    gold = folder / "gold.align"
    if (folder / "a").exists():
        both = lines(folder / "a"), lines(folder / "b")
        pair = tuple(beads(gold))
        yield Text(folder.name, group, (codes[0], codes[1]), both, pair, is_fine)
        return
    columns = [line.split(":") for line in lines(gold)]
    for number, code in enumerate(codes[1:], 1):
        pair = tuple(
            bead for row in columns if any(bead := (_indices(row[0]), _indices(row[number])))
        )
        both = lines(folder / codes[0]), lines(folder / code)
        name = f"{folder.name} {codes[0]} {code}"
        yield Text(name, group, (codes[0], code), both, pair, is_fine)


def _indices(column: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", column)))


def with_passages_left_out(text: Text) -> Text:
    """The text without some passages of its second side; the same ones each time."""
    chance = random.Random(text.name)
    out: set[int] = set()
    while len(out) < LEFT_OUT * len(text.gold):
        count = chance.randint(*RUN)
        first = chance.randrange(len(text.gold) - count)
        if out.isdisjoint(range(first - 1, first + count + 1)):
            out.update(range(first, first + count))
    kept: list[str] = []
    gold: list[Pair] = []
    for number, (source, target) in enumerate(text.gold):
        if number in out:
            gold.extend(((index,), ()) for index in source)
            continue
        gold.append((source, tuple(range(len(kept), len(kept) + len(target)))))
        kept.extend(text.sides[1][index] for index in target)
    group = f"{text.group}, passages left out"
    return Text(text.name, group, text.languages, (text.sides[0], kept), tuple(gold), text.is_fine)


def joined(gold: Iterable[Pair], found: Sequence[Pair]) -> set[Pair]:
    """What was found, with those beads that together fill a block of the gold made that block."""
    blocks = [bead for bead in gold if min(map(len, bead)) > 1]
    homes = [{index: bead for bead in blocks for index in bead[side]} for side in (0, 1)]
    within: defaultdict[Pair, list[Pair]] = defaultdict(list)
    for bead in found:
        inside = {homes[side].get(index) for side in (0, 1) for index in bead[side]}
        if len(inside) == 1 and (home := inside.pop()) is not None:
            within[home].append(bead)
    result = set(found)
    for home, parts in within.items():
        filled = tuple(tuple(sorted(i for part in parts for i in part[side])) for side in (0, 1))
        if filled == home:
            result -= set(parts)
            result.add(home)
    return result


def sentences(text: Text, encoder: Encoder) -> Iterator[Found]:
    """F1 of the beads that are found in a text."""
    sides = [
        document(side, language(code))
        for side, code in zip(text.sides, text.languages, strict=True)
    ]
    start = time.process_time()
    found = [(bead.source, bead.target) for bead in align(sides[0], sides[1], encoder).beads]
    seconds = time.process_time() - start
    yield Found(text.group, text.name, f1(text.gold, joined(text.gold, found)), seconds)
    if text.is_fine:
        yield Found(f"{text.group}, strict", text.name, f1(text.gold, found), seconds)


def f1(gold: Iterable[Pair], found: Iterable[Pair]) -> float:
    count = Count()
    count.add(gold, found)
    return count.f1


def words(folder: Path, encoder: Encoder) -> Found:
    """The alignment error rate of the words of a folder's sentences."""
    linked = read(folder)
    start = time.process_time()
    told = align_tokens(linked.pairs, encoder, languages=linked.languages)
    found = [{(one.zh, one.en) for one in each} for each in told]
    seconds = time.process_time() - start
    return Found("words", folder.name, rates(linked.gold, found)[0], seconds)


def measured(folders: Iterable[Path], encoder: Encoder) -> Iterator[Found]:
    """All that the folders tell."""
    for folder in folders:
        if folder.name.startswith("words-"):
            yield words(folder, encoder)
            continue
        for text in texts(folder):
            yield from sentences(text, encoder)
            if text.group == "bible":
                yield from sentences(with_passages_left_out(text), encoder)


def report(every: Sequence[Found]) -> None:
    """A line a group: its mean and its worst; a line a folder of words."""
    groups: defaultdict[str, list[Found]] = defaultdict(list)
    for found in every:
        groups[found.group if found.group != "words" else found.name].append(found)
    print(f"\n{'':30}{'mean':>7}{'worst':>7}    {'':32}{'texts':>5}{'seconds':>9}")
    for group, own in sorted(groups.items(), key=lambda each: (each[1][0].group, each[0])):
        is_error = own[0].group == "words"
        worst = min(own, key=lambda each: each.figure)
        mean, seconds = fmean(each.figure for each in own), sum(each.seconds for each in own)
        told = f"{worst.figure:7.3f}    {worst.name:32}" if not is_error else f"    AER{'':36}"
        print(f"{group:30}{mean:7.3f}{told}{len(own):5}{seconds:9.1f}")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--encoder", default=DEFAULT, metavar="NAME")
    parser.add_argument("--each", action="store_true", help="tell every text")
    options = parser.parse_args(arguments)
    folders = [
        path.parent
        for path in sorted(options.folder.glob("*/langs"))
        if not options.names or any(fnmatch(path.parent.name, name) for name in options.names)
    ]
    if not folders:
        parser.error(f"{options.folder}: nothing of that name is there")
    encoder = encoders.load(options.encoder)
    every = []
    for found in measured(folders, remembered(encoder)):
        every.append(found)
        if options.each:
            print(f"{found.group:30}{found.name:32}{found.figure:.3f}", flush=True)
    report(every)


if __name__ == "__main__":
    main()
