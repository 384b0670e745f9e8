"""`tifa review`: the review application, in the terminal or in a browser."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from align.errors import SettingsError
from cli import options
from cli.wanted import Few, of_concepts

if TYPE_CHECKING:
    from glossary.model import ConceptFilter
    from tui.files import Files

#: What to do before anyone but the reviewer can reach it; also in the manual.
_BEHIND = (
    "Whoever has this address edits the glossary as {who} and {reached}. To share it, keep it on"
    " loopback and put a server with a login and https before it (nginx, Caddy, oauth2-proxy) that"
    " passes WebSockets on, and give its address as --public-url."
)


#: The same where that server says who is there.
_LOGGED_IN = (
    "Whoever logs in at {url} edits the glossary under their own name and {reached}. Only the"
    " server in front may reach this one; it has to replace the headers {header} and {secret} that"
    " browsers send."
)


@click.command("review", short_help="Review proposals in the terminal or the browser.")
@click.option("--web", is_flag=True, help="Serve the application to a browser on this machine.")
@click.option("--host", default="127.0.0.1", show_default=True, help="With --web: where to listen.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="With --web: 0 takes any that is free.",
)
@click.option("--public-url", help="With --web: where people reach it, behind a proxy.")
@click.option(
    "--login-header",
    metavar="NAME",
    help="With --web: the header by which the proxy names who is logged in; they are the reviewer.",
)
@click.option(
    "--allow-remote", is_flag=True, help="With --web: listen on an address that others can reach."
)
@click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path, resolve_path=True),
    help="Add, import and export files below this folder only.",
)
@click.option("--keys", is_flag=True, help="List all keys, as the configuration can change them.")
@click.option("--no-files", is_flag=True, hidden=True, help="Reach no files; for its windows.")
@of_concepts
@options.glossary
@options.reviewer
def command(
    web: bool,
    host: str,
    port: int,
    public_url: str | None,
    login_header: str | None,
    allow_remote: bool,
    folder: Path | None,
    keys: bool,
    no_files: bool,
    few: Few,
    glossary: str | None,
    reviewer: str | None,
) -> None:
    """Review the glossary in use: read proposals with their evidence; edit, approve, reject.

    It begins with the filter that options make, which is shown and can be changed there. Without
    --top, of more proposals than 500 the best 500 are shown, and how many are left out; what people
    have decided on or changed is always shown.

    With --web the same application runs in the browser, for anyone who has the address that is
    printed: it holds a token, a new one at each start. It listens on this machine only; an address
    that others can reach is refused unless --allow-remote is given: put a server with a login in
    front of it. Where others can reach it, no files can be read or written except those below
    --folder.

    Keys are changed in the configuration: copy what --keys prints, and keep the lines that differ.
    """
    from cli.settings import glossary_location, read_settings, reviewer_name
    from tui.files import Files
    from tui.keymap import keymap, listed

    if keys:
        click.echo("\n".join(listed()))
        return
    own = keymap(read_settings().keys)
    location, who = glossary_location(glossary), reviewer_name(reviewer)
    files = Files(folder, no_files)
    wanted = few.chosen()
    if web:
        _serve(
            host,
            port,
            public_url,
            login_header,
            files,
            few.arguments(),
            allow_remote=allow_remote,
            location=location,
            who=who,
        )
    else:
        _run(location, who, files, wanted, own)


def _run(
    location: str, who: str, files: Files, wanted: ConceptFilter, keys: Mapping[str, str]
) -> None:
    from cli.encoding import Encoding
    from cli.settings import drafts_folder, ranked, views_folder
    from glossary.store import Glossary
    from tui.app import ReviewApp
    from tui.drafts import DraftBox
    from tui.filtering import as_typed
    from tui.views import Views
    from tui.web.guard import is_served, kept_for

    if not is_served() and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise SettingsError("review needs a terminal", "run it in one, or in a browser with --web")
    same_from_everywhere = location if "://" in location else str(Path(location).absolute())
    same_from_everywhere = kept_for(same_from_everywhere, who)
    drafts = DraftBox(drafts_folder(), same_from_everywhere)
    views = Views(views_folder(), same_from_everywhere)
    app = ReviewApp(
        lambda: Glossary.open(location),
        who,
        drafts,
        Encoding().load,
        ranked,
        files,
        views,
        as_typed(wanted),
        keys,
    )
    error = app.run()
    if error is not None:
        raise error


def _serve(
    host: str,
    port: int,
    public_url: str | None,
    login_header: str | None,
    files: Files,
    few: Sequence[str],
    *,
    allow_remote: bool,
    location: str,
    who: str,
) -> None:
    from glossary.store import Glossary
    from tui.web.address import address, is_loopback, listening
    from tui.web.guard import AccessToken, Entrance
    from tui.web.login import SECRET_HEADER, ProxyLogin
    from tui.web.server import serve

    if not is_loopback(host) and not allow_remote:
        raise SettingsError(
            f"{host} can be reached by others, and there is no login",
            "leave out --host and put a server with a login before it, or add --allow-remote",
        )
    login = None
    if login_header is not None:
        if public_url is None:
            raise SettingsError("--login-header needs --public-url", "give the proxy's address")
        login = ProxyLogin.of_environment(login_header)
    address(host, port, public_url)  # what is wrong with it is said before anything is opened
    Glossary.open(location).close()
    listener = listening(host, port)
    port = listener.getsockname()[1]
    ours = address(host, port, public_url)
    entrance: Entrance = login or AccessToken(f"tifa-{port}")
    # -P: no module is looked for in the current folder, which may be anybody's.
    tifa = [sys.executable, "-P", "-m", "cli.main", "review", *few]
    if files.below is not None:
        tifa += ["--folder", str(files.below)]
        reached = f"reads and writes files below {files.below}, and no others"
    elif allow_remote or not ours.local:
        tifa += ["--no-files"]
        reached = "reaches no files (--folder DIR: those below DIR)"
    else:
        reached = "reads and writes files with your rights"

    def ready() -> None:
        told = _BEHIND.format(who=who, reached=reached)
        if login is not None:
            told = _LOGGED_IN.format(
                url=ours.url, reached=reached, header=login.header, secret=SECRET_HEADER
            )
        click.echo(told, err=True)
        click.echo(f"tifa review: {entrance.address(ours)}  (Ctrl+C ends it)")

    # Through the environment: a URL may hold a password, and others see the arguments of processes.
    os.environ.update(TIFA_GLOSSARY=location, TIFA_REVIEWER=who)
    serve(tifa, ours, entrance, listener, title="tifa review", ready=ready)
