"""How fast long documents are aligned, and with how much memory, encoding included.

    python -m bench.alignment_speed DATA [SENTENCES...]

DATA is the folder of development texts (zh, en and gold.align in a folder each). They are joined
and repeated, each copy made distinct by a number, up to SENTENCES source sentences. The default is
30,000, with about 1.4 target sentences each, and a third of that, to show that time is linear. To
come near that share, while target sentences are short of it only the texts that have more are
repeated. Each length is aligned in a process of its own, with nothing in caches. The weights were
trained on these texts: the F1 that is told only shows that length does no harm.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from itertools import count
from pathlib import Path

from align import encoders
from align.model import Language
from align.sentences import align
from bench.pairs import Pair, beads, document, folders_in, sides

#: Source sentences, and target sentences for each, of the longest pair in the field's literature.
DEFAULT = 30_000
SHARE = 1.4


def long_texts(folders: Sequence[Path], least: int) -> tuple[list[str], list[str], set[Pair]]:
    """The texts joined until there are `least` source sentences, and their gold."""
    source: list[str] = []
    target: list[str] = []
    gold: set[Pair] = set()
    for copy in count():
        for folder in folders:
            if len(source) >= least:
                return source, target, gold
            zh, en = sides(folder)
            short = len(target) < SHARE * len(source)
            if copy and short and len(en) < SHARE * len(zh):
                continue
            for one, other in beads(folder / "gold.align"):
                gold.add(
                    (
                        tuple(index + len(source) for index in one),
                        tuple(index + len(target) for index in other),
                    )
                )
            for texts, lines in ((source, zh), (target, en)):
                texts.extend(f"{line} {copy}" if copy else line for line in lines)
    raise AssertionError("counting does not end")


def main(arguments: Sequence[str]) -> int:
    folders = folders_in(arguments[0])
    lengths = [int(length) for length in arguments[1:]] or [DEFAULT // 3, DEFAULT]
    if len(lengths) == 1:
        measure(folders, lengths[0])
        return 0
    for length in lengths:
        command = [sys.executable, "-m", "bench.alignment_speed", arguments[0], str(length)]
        subprocess.run(command, check=True)
    return 0


def measure(folders: Sequence[Path], least: int) -> None:
    """Aligns the texts repeated up to `least` source sentences, and tells time and memory."""
    source, target, gold = long_texts(folders, least)
    pair = document(source, Language.ZH), document(target, Language.EN)
    starts: dict[str, float] = {}

    def progress(stage: str, done: int, total: int) -> None:
        starts.setdefault(stage, time.perf_counter())

    begin, worked = time.perf_counter(), time.process_time()
    bitext = align(*pair, encoders.load(), progress)
    seconds, worked = time.perf_counter() - begin, time.process_time() - worked
    found = {(bead.source, bead.target) for bead in bitext.beads}
    print(f"  {len(source):,} x {len(target):,} sentences, encoding included")
    print(f"  {seconds:.0f} s, {len(source) / seconds:.0f} source sentences a second")
    print(f"  of these {starts['aligning'] - starts['encoding']:.0f} s encoding")
    print(f"  {worked:.0f} s of all processors together, {1e3 * worked / len(source):.2f} ms each")
    print(f"  {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MB at most")
    print(
        f"  F1 {2 * len(found & gold) / (len(found) + len(gold)):.4f} with weights of these texts",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) if len(sys.argv) > 1 else 2)
