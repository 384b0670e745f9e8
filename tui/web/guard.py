"""Who may ask the web server for anything.

A page of another site can make the browser of a reviewer send requests to loopback. It cannot forge
what the browser says of it: the Origin of a WebSocket, and the Host under which a name that it has
pointed at loopback (DNS rebinding) was asked for. So both must be ours. A program can forge them,
and other people of this machine reach loopback too: they lack the token, which is made anew at each
start and stands in the address that the reviewer is given. The page leaves it behind as a cookie.
Cookies know no ports: a page that another server of this machine has the reviewer open sees it.
"""

from __future__ import annotations

import hmac
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from tui.web.address import Address

if TYPE_CHECKING:
    from aiohttp import web
    from aiohttp.typedefs import Handler, Middleware

DRIVER = "tui.web.driver:BrowserDriver"
LOGGED_IN = "TIFA_LOGGED_IN"  #: set where several people share a server, each by a login
_STRANGER = (
    "Open the address that `tifa review --web` printed: the token in it lets you in."
    " Each start has another."
)


class Entrance(Protocol):
    """What lets people in: a token, or a login in front."""

    def address(self, ours: Address) -> str: ...

    def refusal(self, request: web.Request) -> str | None: ...

    def leave(self, response: web.Response, *, secure: bool) -> None: ...

    def person(self, request: web.Request) -> str | None: ...


@dataclass(frozen=True, slots=True)
class AccessToken:
    """What lets a browser in; its value is in no `repr`.

    Attributes:
        cookie: under which name a browser keeps it: servers on other ports have theirs beside.
    """

    cookie: str
    value: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)

    def address(self, ours: Address) -> str:
        """The address to open."""
        return f"{ours.url}?token={self.value}"

    def refusal(self, request: web.Request) -> str | None:
        """Why a request is not answered; None where it has the token, or our cookie."""
        given = request.query.get("token", ""), request.cookies.get(self.cookie, "")
        matches = [is_same(each, self.value) for each in given]  # both are compared
        return None if any(matches) else _STRANGER

    def leave(self, response: web.Response, *, secure: bool) -> None:
        """Have the browser keep it until it is closed, out of reach of scripts and other sites."""
        response.set_cookie(
            self.cookie, self.value, httponly=True, samesite="Strict", secure=secure, path="/"
        )

    def person(self, request: web.Request) -> str | None:
        """Who is at the browser: whoever runs the server."""
        return None


def is_same(given: str, token: str) -> bool:
    """Whether a token is the right one, in a time that tells nothing of where they differ."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), token.encode())


def foreign(ours: Address, headers: Mapping[str, str]) -> str | None:
    """Why a request with these headers is none of our own pages or programs; None where it may be.

    Args:
        headers: names in any case.
    """
    if headers.get("Host", "").lower() not in ours.hosts:
        return "This server is not asked for under that name (Host)."
    origin = headers.get("Origin")
    if origin is not None and origin.lower() not in ours.origins:
        return "Pages of other sites may not use this server (Origin)."
    return None


def refusal(ours: Address, entrance: Entrance, request: web.Request) -> str | None:
    """Why a request is not answered; None where it is."""
    reason = foreign(ours, request.headers)
    if reason is not None:
        return reason
    is_socket = request.headers.get("Upgrade", "").lower() == "websocket"
    if is_socket and "Origin" not in request.headers:
        return "A WebSocket has to say from which page it is opened (Origin)."
    return entrance.refusal(request)


def guard(ours: Address, entrance: Entrance) -> Middleware:
    """The middleware that answers 403 to what is not from our own page, and closes our pages."""
    from aiohttp import web

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        reason = refusal(ours, entrance, request)
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


def kept_for(location: str, who: str) -> str:
    """What edits under way and views are kept for: a glossary, and where people log in each."""
    return f"{location}\n{who}" if os.environ.get(LOGGED_IN) else location


def is_served() -> bool:
    """Whether this process is the application of a page."""
    return os.environ.get("TEXTUAL_DRIVER") == DRIVER
