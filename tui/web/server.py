"""The server: textual-serve's, with a page of our own and a guard before everything."""

from __future__ import annotations

import shlex
import socket
from collections.abc import Callable, Sequence
from html import escape
from importlib.resources import files
from string import Template

from aiohttp import web
from textual_serve.server import Server, to_int

from align.errors import SettingsError
from tui.web.guard import Address, guard, policy

MOST_PAGES = 16  #: open at once; each has a process of its own, of about 100 MB
_OWN = {"page.css": "text/css", "page.js": "text/javascript"}


class ReviewServer(Server):
    """Serves one command in pages that load nothing from elsewhere."""

    def __init__(self, command: Sequence[str], ours: Address, title: str) -> None:
        super().__init__(shlex.join(command), title=title)
        self._ours = ours
        self._pages = 0

    async def _make_app(self) -> web.Application:
        app = web.Application(middlewares=[guard(self._ours)])
        app.add_routes(
            [
                web.get("/", self.handle_page),
                web.get("/own/{name}", self.handle_own),
                web.get("/ws", self.handle_websocket),
                web.get("/download/{key}", self.handle_download),
                web.static("/static", self.statics_path),
            ]
        )
        return app

    async def handle_page(self, request: web.Request) -> web.Response:
        """The page with the terminal in it."""
        host = request.host
        scheme = "wss" if self._ours.secure else "ws"
        text = _part("page.html").substitute(
            title=escape(self.title),
            socket=escape(f"{scheme}://{host}/ws"),
            font_size=to_int(request.query.get("fontsize", ""), 16),
        )
        headers = policy(host, secure=self._ours.secure)
        return web.Response(text=text, content_type="text/html", headers=headers)

    async def handle_own(self, request: web.Request) -> web.Response:
        """Our own style and script."""
        name = request.match_info["name"]
        if name not in _OWN:
            raise web.HTTPNotFound
        return web.Response(text=_part(name).template, content_type=_OWN[name])

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """One page at work."""
        if self._pages >= MOST_PAGES:
            raise web.HTTPServiceUnavailable(text=f"{MOST_PAGES} pages are open already.\n")
        self._pages += 1
        try:
            return await super().handle_websocket(request)
        finally:
            self._pages -= 1


def _part(name: str) -> Template:
    return Template(files("tui.web").joinpath(name).read_text("utf-8"))


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes any that is free.

    Raises:
        SettingsError: the address is not this machine's, or the port is taken.
    """
    try:
        return socket.create_server(
            (host.strip("[]"), port), family=_family(host), backlog=128, reuse_port=False
        )
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SettingsError(
            f"cannot listen on {host}, port {port}: {reason}", "choose another with --port"
        ) from error


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def serve(
    command: Sequence[str],
    ours: Address,
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
    server = ReviewServer(command, ours, title)

    async def app() -> web.Application:
        made = await server._make_app()

        async def started(_: web.Application) -> None:
            ready()

        made.on_startup.append(started)
        return made

    with listener:
        web.run_app(app(), sock=listener, print=None, access_log=None)
