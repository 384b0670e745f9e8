"""The command in a process that is forked, not started, so that hundreds of inputs can be tried."""

from __future__ import annotations

import gc
import logging
import os
import resource
import signal
import sys
import tempfile
import traceback
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, NoReturn
from unittest.mock import patch

from running import isolated, put_seeds

from cli.main import COMMANDS, collect_rarely, run

KILLED = signal.SIGPROF  #: nothing of ours or Python's handles it


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command did.

    Attributes:
        code: its exit code, or the negative number of the signal that ended it.
        out, err: what it wrote; nothing where that was a terminal.
        seconds: of processor time that it took.
        megabytes: the most memory that it had, what the tests had at its start included.
    """

    code: int
    out: str
    err: str
    seconds: float
    megabytes: float


def warm() -> None:
    """Import and load now, once, what forked commands would load each for itself."""
    for module in COMMANDS.values():
        import_module(module)
    with (
        tempfile.TemporaryDirectory() as folder,
        patch.dict(os.environ, isolated(Path(folder))),
        Path(os.devnull).open("w") as nowhere,
        redirect_stdout(nowhere),
        redirect_stderr(nowhere),
    ):
        chinese, english = map(str, put_seeds(Path(folder)))
        for arguments in (
            ("extract", chinese, english, "--no-cache"),
            ("add", english, "--no-cache"),
            ("check", chinese, english, "--no-cache"),
            ("annotate", chinese),
            ("lookup", "三首"),
            ("export", str(Path(folder) / "glossary.xlsx")),
        ):
            assert run(list(arguments)) in (0, 1)


def tifa(
    arguments: Sequence[str | Path],
    folder: Path,
    environment: Mapping[str, str],
    given: bytes = b"",
    *,
    terminal: int | None = None,
    seconds: int = 120,
    megabytes: int = 4_096,
    killed_after: float = 0,
) -> Answer:
    """Run `tifa` in a folder, with streams and an environment of its own.

    Args:
        given: standard input.
        terminal: a file descriptor in the place of standard output and standard error.
        seconds: of processor time, after which it is killed.
        megabytes: of addresses beyond those of the tests, after which there is no memory.
        killed_after: seconds of processor time, whatever else the machine does, after which the
            system ends it with the signal `KILLED`, before it can do anything about it.
    """
    with (
        tempfile.TemporaryFile() as stdin,
        tempfile.TemporaryFile() as out,
        tempfile.TemporaryFile() as err,
    ):
        stdin.write(given)
        stdin.seek(0)
        streams = [stdin.fileno(), out.fileno(), err.fileno()]
        if terminal is not None:
            streams[1:] = terminal, terminal
        child = os.fork()
        if child == 0:
            try:
                _limit(seconds, megabytes)
                signal.signal(KILLED, signal.SIG_DFL)
                signal.setitimer(signal.ITIMER_PROF, killed_after)
                os.chdir(folder)
                os.environ.clear()
                os.environ.update(environment)
                _attach(streams)
                _live([str(argument) for argument in arguments])
            finally:
                os._exit(70)
        _, status, usage = os.wait4(child, 0)
        return Answer(
            os.waitstatus_to_exitcode(status),
            _text(out),
            _text(err),
            usage.ru_utime + usage.ru_stime,
            usage.ru_maxrss / 1_024,
        )


def _limit(seconds: int, megabytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    most = pages * resource.getpagesize() + (megabytes << 20)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _attach(streams: Sequence[int]) -> None:
    """Make these the standard streams, of Python too."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    sys.stdin = open(0, closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", closefd=False)  # noqa: SIM115
    vars(sys).update(__stdin__=sys.stdin, __stdout__=sys.stdout, __stderr__=sys.stderr)
    logging.getLogger().handlers.clear()  # those of pytest would keep what libraries say


def _live(arguments: list[str]) -> NoReturn:
    """The life of the child; of what the tests have open it tidies nothing up."""
    gc.freeze()
    collect_rarely()
    try:
        code = run(arguments)
    except BaseException:  # noqa: BLE001 - as Python itself ends
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _text(file: BinaryIO) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "surrogateescape")
