"""Whether a translation of another original is told from a true one, in every pair of languages.

    python -m bench.mismatches FOLDER [--beads N]

FOLDER is that of bench.multilingual; its folders many-* each hold a text in several languages. Each
text in each language is aligned with each in each other language: the versions of one text are
true pairs, those of two texts false ones. Besides, excerpts of N beads (20): the true ones, and
each with the next excerpt of the same text, which is about the same matter and translates nothing
of it. Told are the whole texts that are judged wrongly, which make the exit code 1.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from align import encoders
from align.relatedness import Evidence, evidence
from align.sentences import align
from bench.multilingual import language, lines
from bench.pairs import document
from bench.relatedness import Remembering

#: Beads of an excerpt.
BEADS = 20


@dataclass(frozen=True, slots=True)
class Version:
    """A text, or an excerpt of one, in one language.

    Attributes:
        text: what it is a version of.
        code: of its language.
        sentences: as they stand.
    """

    text: str
    code: str
    sentences: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.text} {self.code}"


#: Two versions, and whether they translate each other.
Case = tuple[Version, Version, bool]


def versions(folder: Path, beads: int) -> tuple[list[Version], list[list[Version]]]:
    """A text in each of its languages, and its excerpts of so many beads in each."""
    codes = (folder / "langs").read_text("utf-8").split()
    sides = [lines(folder / code) for code in codes]
    rows = [line.split(":") for line in lines(folder / "gold.align")]
    whole = [
        Version(folder.name, code, tuple(side)) for code, side in zip(codes, sides, strict=True)
    ]
    parts = []
    for start in range(0, len(rows) - beads + 1, beads):
        name = f"{folder.name}[{start}:{start + beads}]"
        parts.append(
            [
                Version(name, code, tuple(_said(side, rows[start : start + beads], number)))
                for number, (code, side) in enumerate(zip(codes, sides, strict=True))
            ]
        )
    return whole, parts


def _said(side: Sequence[str], rows: Sequence[Sequence[str]], number: int) -> Iterator[str]:
    for row in rows:
        for index in row[number].strip("[] ").split(","):
            if index.strip():
                yield side[int(index)]


def whole_texts(texts: Sequence[Version]) -> Iterator[Case]:
    """All pairs of versions in two languages; simplified and traditional Chinese are one."""
    for one, other in combinations(texts, 2):
        if language(one.code) != language(other.code):
            yield one, other, one.text == other.text


def excerpts(parts: Sequence[Sequence[Version]]) -> Iterator[Case]:
    """Each excerpt of a text with itself and with the next one, a pair of languages in turn."""
    for number, here in enumerate(parts):
        following = parts[(number + 1) % len(parts)]
        count = len(here)
        for first in range(count):
            second = (first + 1 + number % (count - 1)) % count
            if language(here[first].code) != language(here[second].code):
                yield here[first], here[second], True
                yield here[first], following[second], False


def judge(one: Version, other: Version, encoder: encoders.Encoder) -> Evidence:
    """The evidence about two versions."""
    sides = [document(each.sentences, language(each.code)) for each in (one, other)]
    return evidence(align(sides[0], sides[1], encoder))


def report(title: str, cases: Iterator[Case], encoder: encoders.Encoder, *, is_told: bool) -> int:
    """Print how many were judged wrongly, and if told which; return how many."""
    found = [(one, other, is_true, judge(one, other, encoder)) for one, other, is_true in cases]
    wrong = 0
    for is_true, verdict in ((True, "refused"), (False, "accepted")):
        own = [(one, other, told) for one, other, true, told in found if true is is_true]
        bad = [each for each in own if each[2].related is not is_true]
        means = sorted(told.mean for _, _, told in own)
        kind = "true" if is_true else "false"
        print(
            f"{title}: {len(own)} {kind} pairs, {len(bad)} {verdict};"
            f" means {means[0]:.3f} to {means[-1]:.3f}, median {means[len(means) // 2]:.3f}"
        )
        for one, other, told in bad if is_told else ():
            print(
                f"    {one!s:26} {other!s:26} mean {told.mean:.3f} (least {told.least:.3f})"
                f" covered {told.covered:.2f} characters {told.characters}"
            )
        wrong += len(bad)
    return wrong


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--beads", type=int, default=BEADS, metavar="N")
    options = parser.parse_args(arguments)
    folders = sorted(path.parent for path in options.folder.glob("many-*/langs"))
    if not folders:
        parser.error(f"{options.folder}: no folders many-*")
    every = [versions(folder, options.beads) for folder in folders]
    texts = [version for whole, _ in every for version in whole]
    encoder = Remembering(encoders.load())
    encoder.learn(
        [
            reading
            for version in texts
            for reading in document(version.sentences, language(version.code)).readings
        ]
    )
    wrong = report("whole texts", whole_texts(texts), encoder, is_told=True)
    cases = (case for _, parts in every for case in excerpts(parts))
    report(f"excerpts of {options.beads} beads", cases, encoder, is_told=False)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
