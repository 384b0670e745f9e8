"""Who is at the browser, as the server in front says that has a login.

That server proves itself by a secret that it sends with every request, and names the person in a
header. Neither reaches the browser. It has to take both headers away from what browsers send.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from align.errors import SettingsError
from tui.web.guard import is_same

if TYPE_CHECKING:
    from aiohttp import web

    from tui.web.address import Address

SECRET = "TIFA_PROXY_SECRET"  # noqa: S105 - the name of a variable
SECRET_HEADER = "X-Tifa-Secret"  # noqa: S105 - the name of a header
_LEAST = 32  #: characters of a secret
_LONGEST_NAME = 200
_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")  # RFC 9110, 5.6.2
#: What browsers say themselves, and the secret.
_OTHERS = frozenset({"authorization", "cookie", "host", "origin", SECRET_HEADER.lower()})


@dataclass(frozen=True, slots=True)
class ProxyLogin:
    """Lets in whom the server in front names.

    Attributes:
        header: the one that names the person.
    """

    header: str
    secret: str = field(repr=False)

    @classmethod
    def of_environment(cls, header: str) -> ProxyLogin:
        """With the secret that a variable holds, which the windows do not get.

        Raises:
            SettingsError: there is none, or it is short; or no header that names a person can be
                called so.
        """
        if not _NAME.fullmatch(header) or header.lower() in _OTHERS:
            raise SettingsError(
                f"{header!r} is no header that names who is logged in",
                "give the one that the server in front sends, such as X-Remote-User",
            )
        secret = os.environ.pop(SECRET, "")
        if len(secret) < _LEAST:
            raise SettingsError(
                f"{SECRET} has {len(secret)} characters, and --login-header needs {_LEAST}",
                f"set it here, and have the server in front send it as {SECRET_HEADER}",
            )
        return cls(header, secret)

    def address(self, ours: Address) -> str:
        """The address to open: that of the server in front."""
        return ours.url

    def refusal(self, request: web.Request) -> str | None:
        """Why a request is not answered; None where it is."""
        if not is_same(request.headers.get(SECRET_HEADER, ""), self.secret):
            return "This server answers the server in front of it only."
        if self.person(request) is None:
            return f"The server in front of this one does not say who you are ({self.header})."
        return None

    def leave(self, response: web.Response, *, secure: bool) -> None:
        """Nothing is left with the browser: the server in front knows it."""

    def person(self, request: web.Request) -> str | None:
        """Who is at the browser."""
        named = request.headers.getall(self.header, [])
        if len(named) != 1:
            return None  # the server in front has added a name to the browser's
        name = named[0].strip()
        return name if name.isprintable() and 0 < len(name) <= _LONGEST_NAME else None
