"""The server: a page, the terminal in it by textual-serve, and a guard before everything."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from html import escape
from importlib.resources import files
from pathlib import Path
from string import Template
from urllib.parse import quote

import textual_serve
from aiohttp import web
from textual_serve.download_manager import DownloadManager

from tui.web.address import Address
from tui.web.guard import Entrance, guard, policy
from tui.web.orders import MOST_BYTES, asked_size
from tui.web.window import Window

MOST_PAGES = 16  #: open at once; each has a process of its own, of about 100 MB
_OWN = {"page.css": "text/css", "page.js": "text/javascript"}
_FONT_SIZES = range(4, 100)
_HEARTBEAT = 15  # seconds; a page that is gone without a word is noticed
_STATIC = Path(textual_serve.__file__).with_name("static")


class ReviewServer:
    """Serves one command in pages that load nothing from elsewhere."""

    def __init__(
        self, command: Sequence[str], ours: Address, entrance: Entrance, title: str
    ) -> None:
        self._command = command
        self._ours = ours
        self._entrance = entrance
        self._title = title
        self._downloads = DownloadManager()
        self._pages = 0

    def application(self) -> web.Application:
        """What answers requests."""
        app = web.Application(middlewares=[guard(self._ours, self._entrance)])
        app.add_routes(
            [
                web.get("/", self.page),
                web.get("/own/{name}", self.own),
                web.get("/ws", self.socket),
                web.get("/download/{key}", self.download),
                web.static("/static", _STATIC),
            ]
        )
        return app

    async def page(self, request: web.Request) -> web.Response:
        """The page with the terminal in it; it leaves the token with the browser."""
        host, secure = request.host, self._ours.secure
        size = request.query.get("fontsize", "")
        number = int(size) if size.isascii() and size.isdigit() and len(size) < 4 else 0
        text = _part("page.html").substitute(
            title=escape(self._title),
            socket=escape(f"{'wss' if secure else 'ws'}://{host}/ws"),
            font_size=number if number in _FONT_SIZES else 16,
        )
        headers = policy(host, secure=secure)
        response = web.Response(text=text, content_type="text/html", headers=headers)
        self._entrance.leave(response, secure=secure)
        return response

    async def own(self, request: web.Request) -> web.Response:
        """Our own style and script."""
        name = request.match_info["name"]
        if name not in _OWN:
            raise web.HTTPNotFound
        return web.Response(text=_part(name).template, content_type=_OWN[name])

    async def socket(self, request: web.Request) -> web.WebSocketResponse:
        """One page at work."""
        if self._pages >= MOST_PAGES:
            raise web.HTTPServiceUnavailable(text=f"{MOST_PAGES} pages are open already.\n")
        connection = web.WebSocketResponse(heartbeat=_HEARTBEAT, max_msg_size=MOST_BYTES)
        self._pages += 1
        try:
            await connection.prepare(request)  # answers 400 to what asks for no WebSocket
            size = asked_size(request.query.get("width", ""), request.query.get("height", ""))
            with suppress(ConnectionResetError):  # the page was closed
                person = self._entrance.person(request)
                await Window(self._command, connection, self._downloads, person).serve(size)
        finally:
            self._pages -= 1
        return connection

    async def download(self, request: web.Request) -> web.StreamResponse:
        """A file that an application has for its page, to be kept and not to be shown."""
        key = request.match_info["key"]
        try:
            about = await self._downloads.get_download_metadata(key)
        except KeyError:
            raise web.HTTPNotFound(text="There is no such file, or no more.\n") from None
        name = quote(about.file_name, safe="")
        response = web.StreamResponse(
            headers={
                "Content-Type": "application/octet-stream",
                "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
                "X-Content-Type-Options": "nosniff",
                "Cache-Control": "no-store",
            }
        )
        await response.prepare(request)
        async for part in self._downloads.download(key):
            await response.write(part)
        await response.write_eof()
        return response


def _part(name: str) -> Template:
    return Template(files("tui.web").joinpath(name).read_text("utf-8"))


def serve(
    command: Sequence[str],
    ours: Address,
    entrance: Entrance,
    listener: socket.socket,
    *,
    title: str,
    ready: Callable[[], None],
) -> None:
    """Serve until interrupted.

    Args:
        command: what runs the application in a terminal.
        ready: called once requests are answered.
    """

    async def started(_: web.Application) -> None:
        ready()

    app = ReviewServer(command, ours, entrance, title).application()
    app.on_startup.append(started)
    with listener:
        web.run_app(app, sock=listener, print=None, access_log=None)
