"""Where a server listens, and the one or few names under which browsers may ask it."""

from __future__ import annotations

import ipaddress
import os
import re
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.errors import SettingsError

if TYPE_CHECKING:
    from yarl import URL

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
_PORTS = {"http": 80, "https": 443}
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_LONGEST = 253  #: characters of a name in the domain name system


@dataclass(frozen=True, slots=True)
class Address:
    """Where the server is, as browsers name it.

    Attributes:
        url: what people open, with a final "/".
        hosts: the values of Host that are ours.
        origins: the values of Origin that are ours.
        secure: whether people reach it by https, through a proxy.
        local: whether only this machine reaches it under that name.
    """

    url: str
    hosts: frozenset[str]
    origins: frozenset[str]
    secure: bool
    local: bool


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches what listens there."""
    if host == "localhost":
        return True
    number = _number(host)
    return number is not None and number.is_loopback


def address(host: str, port: int, public_url: str | None = None) -> Address:
    """The names of a server that listens on a host and a port.

    Args:
        public_url: where people reach it, if that is elsewhere: the address of a proxy.

    Raises:
        SettingsError: `host` is no name, or `public_url` is no address of a site, or is needed
            and missing.
    """
    name = _name(host)
    if name is None:
        raise SettingsError(f"{host!r} is not the name of a host", "leave out --host")
    if public_url is not None:
        return _public(public_url)
    number = _number(host)
    if number is not None and number.is_unspecified:
        raise SettingsError(
            f"{host} is every address of this machine, so no name of it can be checked",
            "give the one that people use: --public-url https://terms.example.org",
        )
    return _address("http", {name, *(LOOPBACK if is_loopback(host) else ())}, port, name)


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
        # Python tells of the address again; what is wrong with a name has a number below 0.
        number = error.errno or 0
        reason = os.strerror(number) if number > 0 else error.strerror or str(error)
        raise SettingsError(
            f"cannot listen on {host}, port {port}: {reason.lower()}", "choose another with --port"
        ) from error


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _public(url: str) -> Address:
    site = _site(url)
    name = _name(str(site.raw_host)) or ""
    return _address(site.scheme, {name}, site.explicit_port or _PORTS[site.scheme], name)


def _address(scheme: str, names: set[str], port: int, name: str) -> Address:
    """Browsers leave the usual port out; some proxies put it in again."""
    usual = port == _PORTS[scheme]
    hosts = frozenset({f"{each}:{port}" for each in names} | (names if usual else set()))
    return Address(
        url=f"{scheme}://{name}{'' if usual else f':{port}'}/",
        hosts=hosts,
        origins=frozenset(f"{scheme}://{each}" for each in hosts),
        secure=scheme == "https",
        local=is_loopback(name),
    )


def _site(url: str) -> URL:
    """An address without a path, as browsers read it: lower case, international names in ASCII."""
    from yarl import URL

    example = "write it like https://terms.example.org"
    wrong = SettingsError(f"{url!r} is not the address of a site", example)
    if any(char.isspace() or not char.isprintable() for char in url):
        raise wrong
    try:
        site = URL(url)
    except ValueError:  # a bracket that is not closed, a port that is no number, …
        raise wrong from None
    if site.user is not None or site.password is not None:
        raise SettingsError(
            "--public-url holds a name or a password, which browsers do not send on",
            f"leave them out: {example}",
        )
    extra = site.path.strip("/") or site.raw_query_string or site.raw_fragment
    host = site.raw_host or ""
    name = None if "[" in url and _number(host) is None else _name(host)
    if site.scheme not in _PORTS or extra or name is None or site.explicit_port == 0:
        raise wrong
    return site


def _name(host: str) -> str | None:
    """A host as browsers write it in Host; None where it is none."""
    if number := _number(host):
        return f"[{number}]" if number.version == 6 else str(number)
    name = host.lower().removesuffix(".")
    labels = name.split(".")
    if len(name) > _LONGEST or not all(map(_LABEL.fullmatch, labels)):
        return None
    # Browsers read 0x7f.1 and 127.1 as addresses, and write them otherwise.
    return None if re.fullmatch(r"[0-9]+|0x[0-9a-f]*", labels[-1]) else name


def _number(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    bare = host[1:-1] if host.startswith("[") and host.endswith("]") else host
    try:
        return None if "%" in bare else ipaddress.ip_address(bare)
    except ValueError:
        return None
