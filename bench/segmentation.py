"""How well sentence boundaries are found, on texts whose sentences are known.

    python bench/segmentation.py FOLDER [--wrap CELLS] [--errors N]

FOLDER holds folders with the files `zh` and `en`, a sentence a line. The sentences of each are
joined (a line without a final mark by a newline, runs of ten others by nothing in Chinese and a
space in English), split again, and the boundaries between them counted by precision, recall and F1.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from rich.cells import cell_len

from align.model import CHINESE_ENGLISH, Document, Language
from align.segment import segment

RUN = 10
_FINAL = re.compile(r"[。！？!?.…؟][\s”’“«»‹」』）)】》\"'\]]*\Z")


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


def join(sentences: Sequence[str], language: Language) -> list[str]:
    """The lines that the sentences are joined to."""
    space = language.profile.joint
    lines: list[str] = []
    run: list[str] = []
    for sentence in sentences:
        run.append(sentence)
        if len(run) == RUN or not _FINAL.search(sentence):
            lines.append(space.join(run))
            run = []
    return [*lines, space.join(run)] if run else lines


def wrap(line: str, width: int) -> str:
    """The line broken as a typesetter breaks it, at `width` terminal cells."""
    pieces = re.findall(r"[\x21-\u2e7f]+[ \t]*|.[”’」』）)】》，。、；：！？…]*", line)
    rows: list[str] = [""]
    for piece in pieces:
        if rows[-1] and cell_len(rows[-1] + piece.rstrip()) > width:
            rows.append("")
        rows[-1] += piece
    return "\n".join(row.rstrip() for row in rows)


def ends(texts: Iterable[str]) -> list[int]:
    """How many characters that are no blanks lie before the end of each text."""
    return list(accumulate(len("".join(text.split())) for text in texts))


def measure(
    sentences: Sequence[str], language: Language, width: int = 0
) -> tuple[Boundaries, list[tuple[str, str]]]:
    """The boundaries found in the joined sentences, and each error with what stands around it.

    Args:
        width: where not 0, lines are wrapped to so many terminal cells.
    """
    lines = join(sentences, language)
    text = "\n".join(wrap(line, width) if width else line for line in lines)
    wanted = set(ends(sentences)[:-1])
    found = set(ends(segment(Document(text, "gold", language)).texts)[:-1])
    bare = "".join(text.split())
    errors = [("missed", at) for at in sorted(wanted - found)]
    errors += [("wrong", at) for at in sorted(found - wanted)]
    shown = [(kind, f"{bare[max(0, at - 30) : at]}|{bare[at : at + 30]}") for kind, at in errors]
    return Boundaries(len(found), len(wanted), len(found & wanted)), shown


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


def figures(
    folder: Path, width: int = 0
) -> Iterator[tuple[str, Language, Boundaries, list[tuple[str, str]]]]:
    """The corpus, the side, the boundaries and the errors, for each corpus and side of a folder."""
    for name, parts in corpora(folder):
        for language in CHINESE_ENGLISH:
            total, errors = Boundaries(0, 0, 0), list[tuple[str, str]]()
            for part in parts:
                counts, wrong = measure(sentences_of(part / language), language, width)
                total, errors = total + counts, errors + wrong
            yield name, language, total, errors


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a table of the figures; with --errors also the boundaries that are wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--wrap", type=int, default=0, metavar="CELLS", help="wrap lines first")
    parser.add_argument(
        "--errors", type=int, default=0, metavar="N", help="show N of each table row"
    )
    options = parser.parse_args(arguments)
    if not list(corpora(options.folder)):
        print(f"{options.folder}: no corpora; give the folder of alignment data", file=sys.stderr)
        return 2
    print(f"{'corpus':10} {'side':4} {'boundaries':>10} {'precision':>9} {'recall':>7} {'F1':>7}")
    for name, language, total, errors in figures(options.folder, options.wrap):
        print(
            f"{name:10} {language:4} {total.wanted:10} {total.precision:9.4f} "
            f"{total.recall:7.4f} {total.f1:7.4f}"
        )
        for kind, around in errors[: options.errors]:
            print(f"    {kind}: {around}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
