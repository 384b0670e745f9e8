"""How fast long documents are aligned, and with how much memory, encoding included.

    python -m bench.alignment_speed DATA [SENTENCES]

DATA is the folder of development texts (zh, en and gold.align in a folder each). They are joined
and repeated, each copy made distinct by a number, up to SENTENCES (10,000) source sentences. The
weights were trained on these texts: the F1 that is told only shows that length does no harm.
"""

from __future__ import annotations

import ast
import resource
import sys
import time
from collections.abc import Sequence
from itertools import count
from pathlib import Path

from align import encoders
from align.model import Document, Language, Segment, SegmentedDocument
from align.sentences import align

Pair = tuple[tuple[int, ...], tuple[int, ...]]


def long_texts(folders: Sequence[Path], least: int) -> tuple[list[str], list[str], set[Pair]]:
    """The texts joined until there are `least` source sentences, and their gold."""
    source: list[str] = []
    target: list[str] = []
    gold: set[Pair] = set()
    for copy in count():
        for folder in folders:
            if len(source) >= least:
                return source, target, gold
            for line in (folder / "gold.align").read_text("utf-8").splitlines():
                one, other = (ast.literal_eval(side) for side in line.split(":")[:2])
                gold.add(
                    (
                        tuple(index + len(source) for index in one),
                        tuple(index + len(target) for index in other),
                    )
                )
            for name, texts in (("zh", source), ("en", target)):
                lines = (folder / name).read_text("utf-8").removesuffix("\n").split("\n")
                texts.extend(f"{line} {copy}" if copy else line for line in lines)
    raise AssertionError("counting does not end")


def document(texts: Sequence[str], language: Language) -> SegmentedDocument:
    segments, start = [], 0
    for text in texts:
        segments.append(Segment(start, start + len(text), text))
        start += len(text) + 1
    return SegmentedDocument(Document("\n".join(texts), language, language), tuple(segments))


def main(arguments: Sequence[str]) -> int:
    folders = sorted(path.parent for path in Path(arguments[0]).glob("*/gold.align"))
    if not folders:
        print(f"{arguments[0]}: no folders with gold.align", file=sys.stderr)
        return 2
    least = int(arguments[1]) if len(arguments) > 1 else 10_000
    source, target, gold = long_texts(folders, least)
    pair = document(source, Language.ZH), document(target, Language.EN)
    starts: dict[str, float] = {}

    def progress(stage: str, done: int, total: int) -> None:
        starts.setdefault(stage, time.perf_counter())

    begin = time.perf_counter()
    bitext = align(*pair, encoders.load(), progress)
    seconds = time.perf_counter() - begin
    found = {(bead.source, bead.target) for bead in bitext.beads}
    print(f"  {len(source)} x {len(target)} sentences, encoding included")
    print(f"  {seconds:.0f} s, {len(source) / seconds:.0f} source sentences a second")
    print(f"  of these {starts['aligning'] - starts['encoding']:.0f} s encoding")
    print(f"  {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MB at most")
    print(
        f"  F1 {2 * len(found & gold) / (len(found) + len(gold)):.4f} with weights of these texts"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) if len(sys.argv) > 1 else 2)
