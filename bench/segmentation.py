"""How well sentence boundaries are found, on texts whose sentences are known.

    python bench/segmentation.py FOLDER [--errors N]

FOLDER holds folders with the files `zh` and `en`, a sentence a line. The sentences of each are
joined (a line without a final mark by a newline, runs of ten others by nothing in Chinese and a
space in English), split again, and the boundaries between them counted by precision, recall and F1.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from align.model import Document, Language
from align.segment import segment

RUN = 10
_FINAL = re.compile(r"[。！？!?.…][\s”’」』）)】》\"'\]]*\Z")


@dataclass(frozen=True, slots=True)
class Boundaries:
    """Boundaries found, wanted, and in both."""

    found: int
    wanted: int
    right: int

    def __add__(self, other: Boundaries) -> Boundaries:
        return Boundaries(
            self.found + other.found, self.wanted + other.wanted, self.right + other.right
        )

    @property
    def precision(self) -> float:
        return self.right / max(self.found, 1)

    @property
    def recall(self) -> float:
        return self.right / max(self.wanted, 1)

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def join(sentences: Sequence[str], language: Language) -> tuple[str, list[int]]:
    """One text of the sentences, and where each but the last ends in it."""
    space = "" if language is Language.ZH else " "
    parts: list[str] = []
    ends: list[int] = []
    length = run = 0
    for index, sentence in enumerate(sentences):
        parts.append(sentence)
        length += len(sentence)
        if index == len(sentences) - 1:
            break
        ends.append(length)
        run += 1
        newline = run == RUN or not _FINAL.search(sentence)
        run = 0 if newline else run
        parts.append("\n" if newline else space)
        length += len(parts[-1])
    return "".join(parts), ends


def measure(
    sentences: Sequence[str], language: Language
) -> tuple[Boundaries, list[tuple[str, str]]]:
    """The boundaries found in the joined sentences, and each error with what stands around it."""
    text, wanted = join(sentences, language)
    segments = segment(Document(text, "gold", language)).segments
    found = {one.end for one in segments[:-1]}
    right = found & set(wanted)
    errors = [("missed", position) for position in wanted if position not in found]
    errors += [("wrong", position) for position in sorted(found - set(wanted))]
    shown = [
        (kind, f"{text[max(0, at - 30) : at]}|{text[at : at + 30]}".replace("\n", "⏎"))
        for kind, at in errors
    ]
    return Boundaries(len(found), len(wanted), len(right)), shown


def corpora(folder: Path) -> Iterable[tuple[str, list[Path]]]:
    """The corpora below a folder, the parts of one novel corpus together."""
    novels = sorted(folder.glob("mac-dev-*"))
    for name in ("pol-dev", "mag"):
        if (folder / name).is_dir():
            yield name, [folder / name]
    if novels:
        yield "mac-dev", novels


def sentences_of(path: Path) -> list[str]:
    """The lines of a file without the blanks around them, empty ones left out."""
    lines = path.read_text("utf-8").split("\n")
    return [line.strip() for line in lines if line.strip()]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a table of the figures; with --errors also the boundaries that are wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", type=int, default=0, metavar="N")
    options = parser.parse_args(arguments)
    if not options.folder.is_dir():
        print(f"{options.folder}: no such folder; give the alignment data", file=sys.stderr)
        return 2
    print(f"{'corpus':10} {'side':4} {'boundaries':>10} {'precision':>9} {'recall':>7} {'F1':>7}")
    for name, parts in corpora(options.folder):
        for language in Language:
            total, errors = Boundaries(0, 0, 0), list[tuple[str, str]]()
            for part in parts:
                counts, wrong = measure(sentences_of(part / language), language)
                total, errors = total + counts, errors + wrong
            print(
                f"{name:10} {language:4} {total.wanted:10} {total.precision:9.4f} "
                f"{total.recall:7.4f} {total.f1:7.4f}"
            )
            for kind, around in errors[: options.errors]:
                print(f"    {kind}: {around}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
