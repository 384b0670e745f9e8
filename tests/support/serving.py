"""`tifa review --web` and `tifa serve --http` at work, and clients that can say anything."""

from __future__ import annotations

import asyncio
import http.client
import re
import signal
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest
from running import TIFA, isolated
from waiting import PATIENCE

from align.model import Language
from glossary.model import Concept, Term
from glossary.store import Glossary

SOCKET = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


@dataclass(frozen=True, slots=True)
class Served:
    """A server at work, over a glossary of its own.

    Attributes:
        url: the address that it printed, with the token.
        process: its number.
        said: the file with what it said to standard error.
    """

    url: str
    glossary: Path
    process: int
    said: Path

    @property
    def port(self) -> int:
        return int(re.findall(r":(\d+)/", self.url)[0])

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def cookie(self) -> str:
        return f"tifa-{self.port}={self.url.partition('token=')[2]}"

    def ask(self, path: str, **headers: str) -> http.client.HTTPResponse:
        """Ask as a browser that has the token, unless the headers say otherwise."""
        return self._asked("GET", path, headers)

    def give(self, path: str, body: bytes, **headers: str) -> http.client.HTTPResponse:
        """Send JSON in the same way."""
        headers |= {"Content-Type": "application/json", "Content-Length": str(len(body))}
        return self._asked("POST", path, headers, body)

    def _asked(
        self, method: str, path: str, headers: dict[str, str], body: bytes | None = None
    ) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.putrequest(method, path, skip_host=True)
        given = {"Host": f"127.0.0.1:{self.port}", "Cookie": self.cookie, **headers}
        for name, value in given.items():
            connection.putheader(name, value)
        connection.endheaders(body)
        return connection.getresponse()

    @asynccontextmanager
    async def window(self, **size: object) -> AsyncIterator[Window]:
        """A window of the application."""
        async with (
            aiohttp.ClientSession(headers={"Cookie": self.cookie}) as session,
            session.ws_connect(
                f"{self.origin}/ws",
                params={name: str(value) for name, value in size.items()},
                origin=self.origin,
                max_msg_size=2**24,
            ) as connection,
        ):
            yield Window(connection)

    def children(self) -> list[int]:
        """The processes of its windows."""
        answer = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(self.process)], capture_output=True, text=True
        )
        return [int(line) for line in answer.stdout.split()]


class Window:
    """The connection of a page, and what the application has drawn on it."""

    def __init__(self, connection: aiohttp.ClientWebSocketResponse) -> None:
        self.connection = connection

    async def say(self, message: str | bytes) -> None:
        if isinstance(message, bytes):
            await self.connection.send_bytes(message)
        else:
            await self.connection.send_str(message)

    async def shown(self, text: str) -> str:
        """Wait until a text is drawn; return all that was since the last time."""
        seen = ""
        async with asyncio.timeout(PATIENCE):
            while text not in seen:
                message = await self.connection.receive()
                if isinstance(message.data, bytes):
                    seen += re.sub(r"\x1b\[[0-9;]*[a-zA-Z]", "", message.data.decode())
                elif isinstance(message.data, str):
                    seen += message.data
                else:
                    pytest.fail(f"closed before {text!r} was drawn: {message}")
        return seen

    async def closed(self) -> int | None:
        """Wait until the server closes it; return the code of that."""
        async with asyncio.timeout(PATIENCE):
            while not self.connection.closed:
                await self.connection.receive()
        return self.connection.close_code


def filled(folder: Path) -> Path:
    """Put a glossary of one entry into a folder; return the folder."""
    terms = Term(Language.ZH, "国有企业"), Term(Language.EN, "state-owned enterprise")
    with Glossary.open(str(folder / "glossary.sqlite")) as glossary:
        glossary.save(Concept(id="one", terms=terms, score=0.9), who="Tester")
    return folder


@contextmanager
def serving(
    folder: Path,
    *options: str | Path,
    command: tuple[str, ...] = ("review", "--web"),
    cwd: Path | None = None,
    **variables: str,
) -> Iterator[Served]:
    """Serve the glossary of a folder until the block ends, then interrupt the server."""
    said = folder / "said.txt"
    with (
        said.open("wb") as errors,
        subprocess.Popen(
            [TIFA, *command, "--port", "0", *options],
            cwd=cwd or folder,
            env=isolated(folder) | variables,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
        ) as process,
    ):
        assert process.stdout is not None
        try:
            line = process.stdout.readline().decode()
            found = re.search(r"https?://\S+", line)
            assert found, (line, said.read_text())
            yield Served(found[0], folder / "glossary.sqlite", process.pid, said)
        finally:
            process.send_signal(signal.SIGINT)  # does nothing where it has ended
        assert process.wait(timeout=PATIENCE) in (0, -signal.SIGKILL)
