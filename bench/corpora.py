"""What `tifa add FOLDER` costs, how it grows with the texts, and what a second process brings.

    python -m bench.corpora FOLDER [DOCUMENTS...]

Of the texts of FOLDER the first so many are added to a new glossary, 100 and 200 by default, by one
process and by two, each with one thread for matrix products. Told are, a run a line: seconds;
processor time of the command itself, which is what no other process can do for it, and of the
processes that it has (with their beginning); the memory that the command held at most, and that the
largest of the processes did; and the concepts.

What two processes bring is told twice: as measured, which holds on a machine that does nothing
else and has two cores, and from processor time, as the time of one process over that of the command
itself and half of the other processes'. Processor time holds beside other work, too, though caches
that others fill add to it. On a quiet machine, 1,000 texts: `python -m bench.corpora FOLDER 1000`.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

SIZES = (100, 200)
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


@dataclass(frozen=True, slots=True)
class Run:
    """What a run cost.

    Attributes:
        own, others: processor time of the command itself, and of the processes that it has.
        memory, largest: megabytes that it held at most, and that the largest of these did.
    """

    seconds: float
    own: float
    others: float
    memory: float
    largest: float
    concepts: int


def added(folder: Path, glossary: Path, jobs: int, environment: Mapping[str, str]) -> Run:
    """Add a folder in a process of its own.

    Raises:
        CalledProcessError: it failed.
    """
    command = [sys.executable, "-m", "bench.corpora", "add", f"{folder}", f"{glossary}", f"{jobs}"]
    answer = subprocess.run(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True
    )
    with closing(sqlite3.connect(glossary)) as connection:
        (concepts,) = connection.execute("SELECT count(*) FROM concept").fetchone()
    return Run(**json.loads(answer.stdout), concepts=concepts)


def _add(folder: str, glossary: str, jobs: str) -> None:
    """Run the command here, and print what it cost."""
    from cli.main import main as tifa

    sys.argv = ["tifa", "add", folder, "--glossary", glossary, "--jobs", jobs, "--no-cache"]
    begin = time.perf_counter()
    output, sys.stdout = sys.stdout, sys.stderr
    try:
        tifa()
    except SystemExit as ended:
        if ended.code not in (0, None):
            raise
    sys.stdout = output
    own, others = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    cost = {
        "seconds": time.perf_counter() - begin,
        "own": own.ru_utime + own.ru_stime,
        "others": others.ru_utime + others.ru_stime,
        "memory": own.ru_maxrss / 1024,
        "largest": others.ru_maxrss / 1024,
    }
    print(json.dumps(cost))


def main(arguments: Sequence[str]) -> int:
    """Measure every size."""
    if arguments[:1] == ["add"]:
        _add(*arguments[1:])
        return 0
    sizes = [int(size) for size in arguments[1:]] or SIZES
    print("texts jobs seconds   own s  others s  own MB  others MB  concepts")
    for size in sizes:
        with TemporaryDirectory() as name:
            place = Path(name)
            texts = place / "texts"
            texts.mkdir()
            for path in islice(sorted(Path(arguments[0]).iterdir()), size):
                shutil.copy(path, texts)
            environment = {
                **os.environ,
                **_ONE_THREAD,
                "TIFA_CONFIG": os.devnull,
                "TIFA_REVIEWER": "bench",
            }
            one, two = (
                _shown(size, jobs, added(texts, place / f"{jobs}.sqlite", jobs, environment))
                for jobs in (1, 2)
            )
        least = two.own + two.others / 2
        print(
            f"{size:5} two processes are {one.seconds / two.seconds:.2f} times as fast as one;"
            f" by processor time {(one.own + one.others) / least:.2f} times, as"
            f" {two.own / (two.own + two.others):.0%} of it is the command's own",
            flush=True,
        )
    return 0


def _shown(size: int, jobs: int, run: Run) -> Run:
    print(
        f"{size:5} {jobs:4} {run.seconds:7.1f} {run.own:7.1f} {run.others:9.1f} {run.memory:7.0f}"
        f" {run.largest:10.0f} {run.concepts:9,}",
        flush=True,
    )
    return run


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
