"""The application of one page: a process of its own, spoken to by the protocol of textual-serve."""

from __future__ import annotations

import asyncio
import shlex
from asyncio import IncompleteReadError, LimitOverrunError, StreamReader
from asyncio.subprocess import PIPE, Process
from collections import deque
from collections.abc import Sequence
from contextlib import suppress

from aiohttp import WSCloseCode, WSMsgType, web
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from tui.web.guard import DRIVER, LOGGED_IN
from tui.web.orders import MOST_BYTES, Focus, Order, Ping, Size, Typed, order

_PART = 2**16  #: bytes that are read at once
_GRACE = 3  #: seconds in which an application that is told to quit does so
_MOST_BEHIND = 2 * MOST_BYTES  #: of messages that the application has not read; nobody types that
_EACH = 100  #: bytes that any message counts for, beside its text


class Window(AppService):
    """Runs a command for a page and passes on what both say.

    Args:
        command: what runs the application in a terminal. No shell reads it.
        socket: the connection to the page.
        downloads: the files that applications have for their pages.
        person: who is at the page; None for whoever runs the server.
    """

    def __init__(
        self,
        command: Sequence[str],
        socket: web.WebSocketResponse,
        downloads: DownloadManager,
        person: str | None = None,
    ) -> None:
        async def close() -> None:
            await socket.close()

        super().__init__(
            shlex.join(command),
            write_bytes=socket.send_bytes,
            write_str=socket.send_str,
            close=close,
            download_manager=downloads,
        )
        self._arguments = command
        self._socket = socket
        self._person = person
        self._backlog: deque[tuple[Order, int]] = deque()
        self._behind = 0
        self._asked = asyncio.Event()

    async def serve(self, size: Size) -> None:
        """Run the application until it ends or the page is closed."""
        await self.start(size.width, size.height)
        following = asyncio.create_task(self._follow_all())
        try:
            async for message in self._socket:
                if message.type is not WSMsgType.TEXT:
                    continue
                asked = order(message.data)
                if asked is not None:
                    self._put(asked, _EACH + len(message.data))
                if self._behind > _MOST_BEHIND:
                    await self._socket.close(code=WSCloseCode.POLICY_VIOLATION)
        finally:
            following.cancel()
            await self.stop()

    def _put(self, asked: Order, cost: int) -> None:
        """Have it followed in its turn; of sizes one after the other only the last counts."""
        if isinstance(asked, Size) and self._backlog and isinstance(self._backlog[-1][0], Size):
            self._behind -= self._backlog.pop()[1]
        self._backlog.append((asked, cost))
        self._behind += cost
        self._asked.set()

    async def _follow_all(self) -> None:
        while True:
            await self._asked.wait()
            while self._backlog:
                asked, cost = self._backlog.popleft()
                await self._follow(asked)
                self._behind -= cost
            self._asked.clear()

    async def _follow(self, asked: Order) -> None:
        match asked:
            case Typed(text):
                await self.send_bytes(text.encode())
            case Size(width, height):
                await self.set_terminal_size(width, height)
            case Ping(mark):
                await self._socket.send_json(["pong", mark])
            case Focus(has):
                await (self.focus() if has else self.blur())

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        environment = super()._build_environment(width, height)
        named = {"TIFA_REVIEWER": self._person, LOGGED_IN: "1"} if self._person else {}
        return environment | {"TEXTUAL_DRIVER": DRIVER, **named}

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        """Start it without a shell; what it says of errors goes where our own errors go."""
        environment = self._build_environment(width, height)
        process = await asyncio.create_subprocess_exec(
            *self._arguments,
            stdin=PIPE,
            stdout=PIPE,
            env=environment,
            start_new_session=True,  # Ctrl+C is for the server, which has it quit
        )
        self._process, self._stdin = process, process.stdin
        return process

    async def run(self) -> None:
        """Pass on what the application says until it ends."""
        assert self._process is not None
        said = self._process.stdout
        assert said is not None
        with suppress(IncompleteReadError, LimitOverrunError, ConnectionResetError):
            await said.readuntil(b"__GANGLION__\n")
            while True:
                await self._pass_on(said)
        # One that has crashed has not said that it ends; and while it may write, it can.
        await self._socket.close()
        while await said.read(_PART):
            pass
        await self._process.wait()

    async def _pass_on(self, said: StreamReader) -> None:
        kind = await said.readexactly(1)
        payload = await said.readexactly(int.from_bytes(await said.readexactly(4), "big"))
        if kind == b"D":
            await self.on_data(payload)
        elif kind == b"M":
            await self.on_meta(payload)
        elif kind == b"P":
            await self.on_packed(payload)

    async def stop(self) -> None:
        """Have it quit, and wait until it has: it stores what is on its way, and keeps edits."""
        process = self._process
        if process is None or self._task is None:
            return
        hurry = asyncio.get_running_loop().call_later(_GRACE, _terminate, process)
        try:
            await super().stop()
        finally:
            hurry.cancel()


def _terminate(process: Process) -> None:
    with suppress(ProcessLookupError):
        process.terminate()
