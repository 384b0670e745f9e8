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
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, NoReturn
from unittest.mock import patch

from running import isolated

from cli.main import COMMANDS, collect_rarely, run

#: A text and its translation, short but with all that needs something loaded: what they are used
#: for is to load it.
CHINESE = (
    "要统筹推进“五位一体”总体布局，即经济建设、政治建设、文化建设、社会建设和生态文明建设。\n"
    "国有企业改革是指推动国有资本做强做优。2024年，66家企业建立了“三首”采购绿色通道。\n"
)
ENGLISH = (
    "We will pursue the Five-Sphere Integrated Plan: economic, political, cultural, social and "
    "ecological progress.\nThe reform of state-owned enterprises refers to making state capital "
    "stronger and better. In 2024, 66 enterprises opened a “three first” procurement channel.\n"
)
UNABLE = 70  #: the exit code of a child that could not be begun or ended
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
        chinese, english = (str(Path(folder) / f"{name}.txt") for name in ("zh", "en"))
        Path(chinese).write_text(CHINESE, "utf-8")
        Path(english).write_text(ENGLISH, "utf-8")
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
                live([str(argument) for argument in arguments], folder, environment, streams)
            finally:
                os._exit(UNABLE)
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


def live(
    arguments: list[str],
    folder: Path,
    environment: Mapping[str, str],
    streams: Sequence[int],
    tell: Callable[[int], object] = int,
) -> NoReturn:
    """The life of the child; of what the tests have open it tidies nothing up.

    Args:
        streams: the file descriptors that become its standard streams.
        tell: is given its exit code before it ends.
    """
    try:
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment)
        _attach(streams)
        gc.freeze()
        collect_rarely()
        try:
            code = run(arguments)
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 1
        except BaseException:  # noqa: BLE001 - as Python itself ends
            traceback.print_exc()
            code = 1
        sys.stdout.flush()
        sys.stderr.flush()
        tell(code)
        os._exit(code)
    finally:
        os._exit(UNABLE)


def _text(file: BinaryIO) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "surrogateescape")
