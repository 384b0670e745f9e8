"""A PostgreSQL server of the tests' own, from Debian's package, reached through a socket only."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from itertools import count
from pathlib import Path
from urllib.parse import quote

import psycopg
from waiting import PATIENCE

from glossary.store import Glossary

PACKAGED = Path("/usr/lib/postgresql")  #: Debian keeps the programs of each version in a folder
MADE = "glossary_as_made"  #: a schema that is copied
GUARDED = "guarded"  #: the one user whom the server asks for a password

# The order of words is English everywhere but where the schema says otherwise.
_INITDB = (
    "--username=tifa",
    "--encoding=UTF8",
    "--locale=C.UTF-8",
    "--locale-provider=icu",
    "--icu-locale=en",
    "--auth=trust",
    "--no-sync",
    "--no-instructions",
)
_SETTINGS = "-c listen_addresses= -c fsync=off -c full_page_writes=off -c autovacuum=off"


class Server:
    """A running server; what it gives to a test is empty and the test's own."""

    def __init__(self, folder: Path, binaries: Path) -> None:
        self.folder = folder
        self._binaries = binaries
        self._numbers = count(1)

    def url(self, database: str, user: str = "tifa") -> str:
        """The URL of a database, which need not exist."""
        return f"postgresql+psycopg://{user}@/{database}?host={quote(str(self.folder))}"

    def run(self, *statements: str, url: str = "") -> list[tuple[object, ...]]:
        """Run statements as the server's owner; returned are the rows of the last."""
        with psycopg.connect(
            (url or self.url("postgres")).replace("+psycopg", ""), autocommit=True
        ) as connection:
            for statement in statements:
                cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def schema(self) -> str:
        """The URL of a new schema, which is much cheaper than a database."""
        name = f"g{next(self._numbers)}"
        self.run(f"CREATE SCHEMA {name}")
        return self._within(name)

    def glossary(self) -> str:
        """The URL of an empty glossary in a schema of its own, cheaper than one that is made."""
        name = f"g{next(self._numbers)}"
        self.run(self._made.replace(MADE, name))
        return self._within(name)

    def _within(self, schema: str) -> str:
        return f"{self.url('postgres')}&options=-csearch_path%3D{schema}"

    @cached_property
    def _made(self) -> str:
        """What makes the schema of an empty glossary again, as the server itself says."""
        self.run(f"CREATE SCHEMA {MADE}")
        Glossary.open(self._within(MADE)).close()
        asked = ("--host", self.folder, "--username", "tifa", "--schema", MADE, "--inserts")
        done = subprocess.run(
            [self._binaries / "pg_dump", *asked, "postgres"],
            stdout=subprocess.PIPE,
            text=True,
            check=True,
            timeout=PATIENCE,
        )
        # Lines that begin like this are for psql alone.
        return "\n".join(x for x in done.stdout.splitlines() if not x.startswith("\\"))

    def database(self, options: str = "") -> str:
        """The URL of a new database, for what concerns all of it."""
        name = f"g{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE template0 {options}")
        return self.url(name)


def programs() -> Path | None:
    """The folder of the newest server's programs; None where none is installed."""
    found = [path.parent for path in PACKAGED.glob("*/bin/initdb")]
    if found:
        return max(found, key=lambda path: int(path.parent.name))
    plain = shutil.which("initdb")
    return Path(plain).parent if plain else None


@contextmanager
def running(binaries: Path) -> Iterator[Server]:
    """Start a server in a folder of its own; stop it and take the folder away at the end."""
    # Not pytest's folder: the server's user may not enter that, and a socket's path is short.
    folder = Path(tempfile.mkdtemp(prefix="tifa-pg-", dir=_fast()))
    call = _as_server(binaries, folder)
    data = str(folder / "data")
    try:
        call("initdb", "-D", data, *_INITDB)
        access = folder / "data" / "pg_hba.conf"
        access.write_text(f"local all {GUARDED} scram-sha-256\nlocal all all trust\n")
        log, settings = str(folder / "log"), f"-k {folder} {_SETTINGS}"
        call("pg_ctl", "-D", data, "-l", log, "-w", "-o", settings, "start")
        try:
            server = Server(folder, binaries)
            server.run(f"CREATE ROLE {GUARDED} LOGIN PASSWORD 'right'")
            yield server
        finally:
            call("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _as_server(binaries: Path, folder: Path) -> Callable[..., None]:
    """How to run the server's programs: PostgreSQL refuses to run as the superuser."""
    identity: dict[str, object] = {}
    if os.geteuid() == 0:
        user = _unprivileged()
        os.chown(folder, user.pw_uid, user.pw_gid)
        identity = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        folder.chmod(0o711)

    def call(program: str, *arguments: str) -> None:
        done = subprocess.run(  # type: ignore[call-overload]
            [binaries / program, *arguments],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if program == "initdb" else subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
            timeout=PATIENCE,
            **identity,
        )
        assert done.returncode == 0, f"{program} failed: {(done.stdout or b'').decode()}"

    return call


def _fast() -> Path | None:
    """A folder in memory, if there is one with room; None for where temporary files are."""
    memory = Path("/dev/shm")
    room = 1 << 30
    return memory if memory.is_dir() and shutil.disk_usage(memory).free > room else None


def _unprivileged() -> pwd.struct_passwd:
    names = {user.pw_name: user for user in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]
