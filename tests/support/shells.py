"""A shell whose `tifa` is answered by forks of the tests, where everything is loaded already."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import forked

#: What stands in the place of the program: it hands over its streams and waits for the exit code.
_CLIENT = f"""#!{sys.executable} -IS
import json, os, socket, sys
asked = socket.socket(socket.AF_UNIX)
asked.connect(os.environ["TIFA_ANSWERED_AT"])
words = json.dumps([sys.argv[1:], os.getcwd(), dict(os.environ)]).encode()
socket.send_fds(asked, [len(words).to_bytes(8, "big")], [0, 1, 2])
asked.sendall(words)
sys.exit(int(asked.makefile().read() or 70))
"""
_LOOKING = 0.05  #: seconds between two looks whether the shell has ended


def run(script: Path, folder: Path, environment: Mapping[str, str]) -> str:
    """What a script of the shell prints, in both streams, its commands run in a folder."""
    with tempfile.TemporaryDirectory() as own, socket.socket(socket.AF_UNIX) as asked:
        program = Path(own, "tifa")
        program.write_text(_CLIENT, "utf-8")
        program.chmod(0o755)
        place = str(Path(own, "socket"))
        asked.bind(place)
        asked.listen()
        asked.settimeout(_LOOKING)
        with (
            tempfile.TemporaryFile() as printed,
            subprocess.Popen(
                ["/bin/bash", script],
                cwd=folder,
                env={
                    **environment,
                    "PATH": f"{own}:{environment['PATH']}",
                    "TIFA_ANSWERED_AT": place,
                },
                stdin=subprocess.DEVNULL,
                stdout=printed,
                stderr=subprocess.STDOUT,
            ) as shell,
        ):
            _answer(asked, shell)
            printed.seek(0)
            return printed.read().decode("utf-8")


def _answer(asked: socket.socket, shell: subprocess.Popen[bytes]) -> None:
    """Answer what the shell asks, each in a process of its own, until it ends."""
    children = []
    while shell.poll() is None:
        try:
            connection, _ = asked.accept()
        except TimeoutError:
            continue
        with connection:
            children.append(_begin(connection))
    for child in children:
        os.waitpid(child, 0)


def _begin(connection: socket.socket) -> int:
    """Run what is asked for in a process of its own, which says its exit code; returns its id."""
    size, streams, *_ = socket.recv_fds(connection, 8, 3)
    with connection.makefile("rb") as file:
        arguments, folder, environment = json.loads(file.read(int.from_bytes(size, "big")))
    child = os.fork()
    if child == 0:
        forked.live(
            arguments,
            Path(folder),
            environment,
            streams,
            lambda code: connection.sendall(str(code).encode()),
        )
    for stream in streams:
        os.close(stream)
    return child
