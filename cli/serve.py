"""`tifa serve`: the glossary for programs, over MCP or HTTP."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from align.errors import SettingsError
from cli import options
from cli.encoding import Encoding
from cli.reference import Asked

if TYPE_CHECKING:
    from cli.serving.questions import Questions

TOKEN = "TIFA_TOKEN"  # noqa: S105 - the name of a variable
_LEAST_TOKEN = 16  #: characters


@click.command("serve", short_help="Serve the glossary to programs, over MCP or HTTP.")
@click.option("--mcp", is_flag=True, help="Speak MCP over standard input and output.")
@click.option("--http", is_flag=True, help="Answer HTTP with JSON; /openapi.json describes it.")
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="With --http: where to listen."
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8010,
    show_default=True,
    help="With --http: 0 takes any that is free.",
)
@click.option("--public-url", help="With --http: where programs reach it, behind a proxy.")
@options.encoder
@options.no_cache
@options.glossary
def command(
    mcp: bool,
    http: bool,
    host: str,
    port: int,
    public_url: str | None,
    encoder: str | None,
    no_cache: bool,
    glossary: str | None,
) -> None:
    """Answer programs from the glossary in use and the starter glossary: look terms up, find those
    of a text, check a translation, show evidence and history.

    With --mcp, for an assistant that starts this command: it may also propose terms that stand in a
    stored document, under its own name, and people decide on them. With --http, for CAT plug-ins
    and scripts: an API that only reads. It listens on this machine only; on an address that others
    can reach, or where TIFA_TOKEN is set, all have to send that token. Pages of other sites are
    refused.
    """
    from cli.serving.questions import Questions

    if mcp == http:
        raise SettingsError("nothing says how to serve", "give either --mcp or --http")
    asked = Asked(glossary, no_glossary=False)
    questions = Questions(asked, Encoding(encoder, no_cache))
    with asked.opened():
        pass  # what is wrong with the glossary is said before anything is served
    if mcp:
        _serve_mcp(questions)
    else:
        _serve_http(questions, host, port, public_url)


def _serve_mcp(questions: Questions) -> None:
    with _installed("mcp", "the MCP SDK"):
        from cli.serving.mcp_server import server
    if sys.stdin.isatty():
        raise SettingsError(
            "MCP is spoken by a program, and standard input is a terminal",
            "have an MCP client start this command",
        )
    server(questions).run()


def _serve_http(questions: Questions, host: str, port: int, public_url: str | None) -> None:
    from tui.web.address import address, is_loopback, listening

    with _installed("http", "FastAPI with uvicorn"):
        from cli.serving.http_api import api, serve
    local = is_loopback(host) and address(host, port, public_url).local
    token = _token(public_url or host, needed=not local)
    listener = listening(host, port)
    ours = address(host, listener.getsockname()[1], public_url)

    def ready() -> None:
        asked = f", with the token of {TOKEN}" if token else ""
        click.echo(f"tifa serve: {ours.url}openapi.json{asked}  (Ctrl+C ends it)")

    serve(api(questions, ours, token), listener, ready)


def _token(where: str, *, needed: bool) -> str | None:
    """The token that programs have to send; None where none is asked for.

    It comes by the environment, since others see the arguments of processes.

    Raises:
        SettingsError: it is needed and missing, or too short.
    """
    token = os.environ.get(TOKEN)
    if not token:
        if needed:
            raise SettingsError(
                f"{where} can be reached by others, and there is no token",
                f"set {TOKEN}, or leave out --host and --public-url",
            )
        return None
    if len(token) < _LEAST_TOKEN or not token.isascii() or not token.isprintable():
        raise SettingsError(
            f"the token in {TOKEN} is no text of {_LEAST_TOKEN} or more letters and digits",
            "make one with: python -c 'import secrets; print(secrets.token_urlsafe())'",
        )
    return token


@contextmanager
def _installed(extra: str, what: str) -> Iterator[None]:
    """What a server is made of is imported within.

    Raises:
        SettingsError: it is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        raise SettingsError(
            f"serve --{extra} needs {what}, and {error.name} is not installed",
            f"install it: pip install 'tifa-glossary[{extra}]'",
        ) from error
