"""What a command costs as a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

#: Runs a command. A process of its own, since a process counts what its parent held at the fork.
_LAUNCHER = """
import resource, subprocess, sys, time
begin = time.perf_counter()
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
seconds = time.perf_counter() - begin
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(code, seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
"""


def timed(
    command: Sequence[str | Path], environment: Mapping[str, str] | None = None
) -> tuple[float, float, float]:
    """Run a command; seconds, those of processor time, and the megabytes it held at most.

    Args:
        environment: that of the command; None for our own.

    Raises:
        CalledProcessError: it failed.
    """
    answer = subprocess.run(
        [sys.executable, "-c", _LAUNCHER, *command],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    code, seconds, busy, memory = answer.stdout.split()
    if int(code):
        raise subprocess.CalledProcessError(int(code), command, stderr=answer.stderr)
    return float(seconds), float(busy), float(memory)
