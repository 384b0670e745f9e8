"""Where what stands in a folder that a glossary is kept in, and what may not stand there."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from align.documents import is_folder as is_there
from align.errors import InputError
from align.text import visible

MARK = "tifa.toml"
CONCEPTS = "concepts"
#: Files that say what the folder is, and have git end lines alike everywhere.
SETTINGS = {
    MARK: 'format = "tifa glossary"\nversion = 1\n',
    f"{CONCEPTS}/.gitattributes": "*.toml text eol=lf\n",
}
_VERSION = 1
_LONGEST_MARK = 4096  #: bytes
#: Ids that can be names of files on every system; others are written as their digests.
_PLAIN = re.compile(r"c[a-z0-9]{15,40}")


def path_of(concept_id: str) -> str:
    """The path of a concept's file in the folder."""
    told = hashlib.sha256(concept_id.encode("utf-8", "surrogatepass")).hexdigest()
    name = concept_id if _PLAIN.fullmatch(concept_id) else f"x{told[:40]}"
    return f"{CONCEPTS}/{told[:2]}/{name}.toml"


def is_folder(folder: Path) -> bool:
    """Whether a glossary was written to a folder."""
    return is_there(folder) and (folder / MARK).exists()


def require_folder(folder: Path) -> None:
    """Refuse a folder that is none of ours, or of a version to come.

    Raises:
        InputError: it is refused.
    """
    called = visible(str(folder))
    if (folder / MARK).is_symlink():
        raise InputError(f"{called}/{MARK}: is a link", "put the file in its place")
    try:
        with (folder / MARK).open("rb") as stream:
            data = tomllib.loads(stream.read(_LONGEST_MARK).decode())
    except FileNotFoundError:
        raise InputError(
            f"{called}: is a folder without {MARK}",
            "give a file, or a folder that tifa export --format git wrote",
        ) from None
    except (OSError, ValueError, RecursionError) as error:
        what = f"{called}/{MARK}: cannot be read ({error})"
        raise InputError(what, "take it back with git") from error
    if data.get("version") != _VERSION:
        raise InputError(
            f"{called}: is of version {data.get('version')}; this tifa reads version {_VERSION}",
            "use a newer tifa",
        )


def files(folder: Path) -> Iterator[str]:
    """The paths of all files of concepts, sorted; links are among them, but not what they lead to.

    Raises:
        InputError: a folder in it is a link, which may lead anywhere.
    """
    require_no_links(folder)
    found = sorted((folder / CONCEPTS).glob("*/*.toml"))
    yield from (path.relative_to(folder).as_posix() for path in found)


def require_no_links(folder: Path) -> None:
    """Refuse a folder in which a folder of concepts is a link, which may lead anywhere.

    Raises:
        InputError: it is refused.
    """
    top = folder / CONCEPTS
    for place in [top, *sorted(top.glob("*"))]:
        if place.is_symlink():
            raise InputError(f"{visible(str(place))}: is a link", "put a folder in its place")
