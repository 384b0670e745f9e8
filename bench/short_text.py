"""What `tifa extract` costs on a short text, from the start of the process to its end.

    python -m bench.short_text DATA

DATA is the folder of a pair of texts (zh and en). Its first lines are taken, of either side as
large a part, until the Chinese has 2,000 characters: nearly all that is told is what any text
needs. Runs are with an empty folder for caches, and with what such a run left there, each a few
times; told is the least, since a machine that is busy only adds. Exit code 1 above the target.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.processes import timed

CHARACTERS = 2_000  #: of Chinese
RUNS = 4
#: Seconds that it may take on a machine that does nothing else.
MOST = 4.0
TIFA = Path(sys.executable).with_name("tifa")


def begins(folder: Path) -> dict[str, str]:
    """The beginning of a pair of texts by the names of their files."""
    lines = {side: (folder / side).read_text("utf-8").splitlines() for side in ("zh", "en")}
    size = count = 0
    while count < len(lines["zh"]) and size < CHARACTERS:
        size += len(lines["zh"][count])
        count += 1
    share = count / len(lines["zh"])
    return {side: "\n".join(own[: round(share * len(own))]) for side, own in lines.items()}


def main(arguments: Sequence[str]) -> int:
    """Measure, and say whether it is within the target."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = []
        for side, text in begins(Path(arguments[0])).items():
            paths.append(folder / f"{side}.txt")
            paths[-1].write_text(text, "utf-8")
            print(f"  {side}: {len(text):,} characters")
        command: list[str | Path] = [TIFA, "extract", *paths, "--format", "jsonl"]
        settings = {"TIFA_CONFIG": os.devnull, "TIFA_GLOSSARY": str(folder / "none.sqlite")}
        found: dict[str, list[tuple[float, ...]]] = {"empty caches": [], "filled caches": []}
        for run in range(RUNS):
            caches = {"XDG_CACHE_HOME": str(folder / f"caches {run}")}
            for runs in found.values():
                runs.append(timed(command, os.environ | settings | caches))
    longest = 0.0
    for what, runs in found.items():
        seconds, busy, memory = (min(each) for each in zip(*runs, strict=True))
        print(f"  {what}: {seconds:.1f} s, {busy:.1f} s of processor time, {memory:.0f} MB")
        longest = max(longest, seconds)
    return 0 if longest <= MOST else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
