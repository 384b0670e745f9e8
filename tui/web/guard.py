"""Who may ask the web server for anything.

A page of another site can make the browser of a reviewer send requests to loopback. It cannot forge
what the browser says of it: the Origin of a WebSocket, and the Host under which a name that it has
pointed at loopback (DNS rebinding) was asked for. So both must be ours.
"""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from align.errors import SettingsError

if TYPE_CHECKING:
    from aiohttp import web
    from aiohttp.typedefs import Handler, Middleware

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
MOST_CELLS = 1_000  #: columns or rows of a window; what asks for more is no window
_SIZES = ("width", "height", "fontsize")


@dataclass(frozen=True, slots=True)
class Address:
    """Where the server listens, and under which names it may be asked.

    Attributes:
        hosts: the values of Host that are ours.
        origins: the values of Origin that are ours.
        secure: whether people reach it by https, through a proxy.
    """

    hosts: frozenset[str]
    origins: frozenset[str]
    secure: bool = False


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches what listens there."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def address(host: str, port: int, public_url: str | None = None) -> Address:
    """The names of a server that listens on a host and a port.

    Args:
        public_url: where people reach it, if that is elsewhere: the address of a proxy.

    Raises:
        SettingsError: `public_url` is no address of a site, or is needed and missing.
    """
    if public_url is not None:
        return _public(public_url)
    if is_loopback(host):
        names = {*LOOPBACK, _bracketed(host)}
    elif _is_everywhere(host):
        raise SettingsError(
            f"{host} is every address of this machine, so no name of it can be checked",
            "give the one that people use: --public-url https://terms.example.org",
        )
    else:
        names = {_bracketed(host)}
    hosts = {f"{name}:{port}" for name in names} | (names if port == 80 else set())
    return Address(frozenset(hosts), frozenset(f"http://{name}" for name in hosts))


def _public(url: str) -> Address:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path.strip("/"):
        raise SettingsError(
            f"{url} is not the address of a site", "write it like https://terms.example.org"
        )
    host = parts.netloc.lower()
    origin = frozenset({f"{parts.scheme}://{host}"})
    return Address(frozenset({host}), origin, parts.scheme == "https")


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host and not host.startswith("[") else host.lower()


def _is_everywhere(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")).is_unspecified
    except ValueError:
        return False


def refusal(ours: Address, request: web.Request) -> str | None:
    """Why a request is not answered; None where it is."""
    host = request.headers.get("Host", "").lower()
    if host not in ours.hosts:
        return "This server is not asked for under that name (Host)."
    origin = request.headers.get("Origin")
    if origin is not None and origin.lower() not in ours.origins:
        return "Pages of other sites may not use this server (Origin)."
    is_socket = request.headers.get("Upgrade", "").lower() == "websocket"
    if is_socket and origin is None:
        return "A WebSocket has to say from which page it is opened (Origin)."
    for name in _SIZES:
        size = request.query.get(name)
        if size is not None and not (size.isascii() and size.isdigit() and int(size[:9]) > 0):
            return f"{name} is not a number."
        if size is not None and int(size[:9]) > MOST_CELLS:
            return f"{name} is too large."
    return None


def guard(ours: Address) -> Middleware:
    """The middleware that answers 403 to what is not from our own page, and closes our pages."""
    from aiohttp import web

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        reason = refusal(ours, request)
        if reason is not None:
            raise web.HTTPForbidden(text=reason + "\n")
        return await handler(request)

    return middleware


def policy(request_host: str, *, secure: bool) -> dict[str, str]:
    """The headers of our page: it loads from here, speaks to here, and stands in no frame."""
    socket = f"{'wss' if secure else 'ws'}://{request_host}"
    sources = (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",  # the terminal sets sizes on its elements
        "font-src 'self'",
        "img-src 'self' data:",
        f"connect-src 'self' {socket}",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
    return {
        "Content-Security-Policy": "; ".join(sources),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Cache-Control": "no-store",
    }


def is_served() -> bool:
    """Whether this process is the application of a page."""
    return os.environ.get("TEXTUAL_DRIVER", "").startswith("textual.drivers.web_driver")
