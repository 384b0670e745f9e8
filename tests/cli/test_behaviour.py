"""What people expect of any command: help, version, pipes, signals, colours, completion."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import sys
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

import pytest
from click import Context
from running import TIFA, Tifa
from terminals import written_to

from cli.main import COMMANDS
from cli.main import tifa as group

PAGES = (Path(__file__).parents[2] / "docs").glob("*.md")
TOLD = "".join(page.read_text("utf-8") for page in PAGES)


@pytest.mark.parametrize("name", list(COMMANDS))
def test_each_command_has_help_for_itself_and_every_option(tifa: Tifa, name: str) -> None:
    answer = tifa(name, "--help")
    assert answer.returncode == 0
    command = group.get_command(Context(group), name)
    assert command is not None
    assert command.help
    for parameter in command.params:
        if parameter.param_type_name == "option":
            assert getattr(parameter, "help", None), parameter.name


def test_the_help_names_every_command(tifa: Tifa) -> None:
    _options, _title, commands = tifa("--help").stdout.partition("Commands:")
    listed = re.findall(r"^  ([\w-]+) {2,}(\S.*)$", commands, re.MULTILINE)
    assert [name for name, _summary in listed] == list(COMMANDS)
    assert not [summary for _name, summary in listed if summary.endswith("...")]


@pytest.mark.parametrize("name", list(COMMANDS))
def test_the_pages_name_every_command(name: str) -> None:
    assert f"`tifa {name}" in TOLD


def test_the_version_is_that_of_the_distribution(tifa: Tifa) -> None:
    assert tifa("--version").stdout == f"tifa, version {version('tifa-glossary')}\n"


def test_wrong_usage_is_exit_code_2(tifa: Tifa) -> None:
    for arguments in ([], ["unknown"], ["extract"], ["align", "one.txt"], ["export", "--colour"]):
        answer = tifa(*arguments)
        assert answer.returncode == 2, arguments
        assert answer.stdout == ""


def test_a_closed_pipe_ends_quietly(environment: dict[str, str], seeds: tuple[Path, Path]) -> None:
    with subprocess.Popen(
        [TIFA, "extract", seeds[1], "--format", "jsonl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has /dev/full")
@pytest.mark.parametrize("arguments", [["lookup", "三首"], ["lookup", "三首", "--json"]])
def test_a_full_disk_behind_standard_output_is_said(
    environment: dict[str, str], arguments: list[str]
) -> None:
    with Path("/dev/full").open("wb") as full:
        answer = subprocess.run(
            [TIFA, *arguments], stdout=full, stderr=subprocess.PIPE, env=environment
        )
    assert answer.returncode == 2
    said = answer.stderr.decode()
    assert len(said.splitlines()) == 1
    assert said.startswith("tifa: standard output: no space left on device; ")


@pytest.mark.parametrize(
    ("closed", "arguments", "code"),
    [
        ("<&-", "extract -", 2),
        ("<&-", "lookup -", 0),
        (">&-", "lookup 三首", 0),
        ("2>&-", "lookup qqqqzzzz", 1),
    ],
)
def test_a_closed_stream_is_an_empty_one(
    environment: dict[str, str], closed: str, arguments: str, code: int
) -> None:
    answer = subprocess.run(
        ["/bin/sh", "-c", f'"{TIFA}" {arguments} {closed}'], capture_output=True, env=environment
    )
    assert answer.returncode == code
    assert b"Traceback" not in answer.stderr


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS has no such names")
def test_names_in_no_encoding_can_be_used(
    tifa: Tifa, seeds: tuple[Path, Path], tmp_path: Path
) -> None:
    odd = os.fsdecode(b"odd\xff")
    seeds[1].rename(tmp_path / f"{odd}.txt")
    answer = tifa("add", f"{odd}.txt", "--glossary", f"{odd}.sqlite")
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.endswith(": odd\ufffd.sqlite\n")
    assert (tmp_path / f"{odd}.sqlite").is_file()
    answer = tifa("lookup", "--json", f"three firsts{odd}", "--glossary", f"{odd}.sqlite")
    assert "Traceback" not in answer.stderr


def test_ctrl_c_ends_with_one_line(environment: dict[str, str]) -> None:
    with subprocess.Popen(
        [TIFA, "extract", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        # A shell's background jobs, and so perhaps these tests, ignore the signal.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        # It reads its input to the end, so it is inside the command once a pipe's buffer is taken.
        process.stdin.write(b"The three firsts. " * 40_000)
        process.stdin.flush()
        while process.poll() is None:  # a signal between two reads waits for the next one
            process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=1)
        assert process.stderr.read().strip() == b"tifa: interrupted"
    assert process.returncode == 130


def on_a_terminal(arguments: list[str], environment: dict[str, str]) -> str:
    """What the command writes where standard output is a terminal."""
    ours, its = pty.openpty()
    process = subprocess.Popen([TIFA, *arguments], stdout=its, stderr=its, env=environment)
    os.close(its)
    written = written_to(ours)
    os.close(ours)
    assert process.wait() == 0
    return written


def test_colours_are_for_terminals_that_want_them(environment: dict[str, str]) -> None:
    coloured = {**environment, "TERM": "xterm-256color"}
    coloured.pop("NO_COLOR", None)
    plain = {**coloured, "NO_COLOR": "1"}
    colour = re.compile(r"\x1b\[(3[0-7]|9[0-7]|38;)")
    assert "\x1b[1m" in on_a_terminal(["lookup", "三首"], coloured)
    assert not colour.search(on_a_terminal(["lookup", "三首"], plain))


def test_terms_are_set_off_on_a_terminal_and_nothing_of_the_text_commands_it(
    environment: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "zh.txt"
    path.write_text("加快\u202e发展，新质生产力。\n", "utf-8")
    shown = on_a_terminal(["annotate", str(path)], {**environment, "TERM": "xterm-256color"})
    assert "[\x1b[1m\x1b[4m新质生产力\x1b[0m: " in shown
    assert "\u202e" not in shown


def test_nothing_is_coloured_off_a_terminal(tifa: Tifa) -> None:
    assert "\x1b" not in tifa("lookup", "三首", TERM="xterm-256color").stdout


def test_forced_colours_wrap_no_table_off_a_terminal(tifa: Tifa, seeds: tuple[Path, Path]) -> None:
    arguments = ("extract", seeds[1].name, "--limit", "5")
    coloured = tifa(*arguments, FORCE_COLOR="1", TERM="xterm-256color", COLUMNS="60").stdout
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == tifa(*arguments).stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_complete_tifa(tifa: Tifa, shell: str) -> None:
    script = tifa("completion", shell).stdout
    assert "_TIFA_COMPLETE" in script


def test_completion_offers_the_commands(tifa: Tifa) -> None:
    answer = tifa(_TIFA_COMPLETE="bash_complete", COMP_WORDS="tifa lo", COMP_CWORD="1")
    assert answer.stdout == "plain,lookup\n"


def test_results_are_utf8_whatever_the_locale(tifa: Tifa) -> None:
    answer = tifa("lookup", "three firsts", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert "三首" in answer.stdout


def test_the_package_runs_as_a_module(environment: dict[str, str]) -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "cli.main", "--version"], capture_output=True, env=environment
    )
    assert answer.returncode == 0
