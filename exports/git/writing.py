"""A glossary written to its folder: only files that change are touched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from align.errors import InputError, OutputError
from align.text import counted
from exports.files import refused, replacing
from exports.git import base, entry, places
from glossary.model import Concept
from glossary.store import Glossary


def export_folder(
    glossary: Glossary,
    concepts: Iterable[Concept],
    folder: Path,
    *,
    whole: bool = True,
    overwrite: bool = False,
) -> int:
    """Write concepts of a glossary to a folder, each to its file; how many there are.

    Args:
        whole: these are all concepts: files of others are deleted.
        overwrite: files that were edited and not imported are written over.

    Raises:
        OutputError: files were edited and not imported, or something cannot be written; in the
            first case nothing was.
        InputError: the folder is not as tifa makes it.

    >>> from pathlib import Path
    >>> from exports.git.writing import export_folder
    >>> from glossary import Glossary
    >>> with Glossary.open("glossary.sqlite") as glossary:
    ...     count = export_folder(glossary, glossary.concepts(), Path("terms"))
    >>> Path("terms/tifa.toml").exists()
    True
    """
    _prepare(folder)
    known = base.read(folder, glossary.location)
    there = {*places.files(folder)}
    if not overwrite and (edited := [*_edited(glossary, folder, known, sorted(there))]):
        raise OutputError(
            f"{folder}: {counted(len(edited), 'file')} edited and not imported, {edited[0]} first",
            "import the folder first, or write over them with --overwrite",
        )
    count = 0
    for concept in concepts:
        path, content = places.path_of(concept.id), entry.written(concept)
        if path not in there and known.has_lost(concept.id, concept.revision):
            continue
        _put(folder / path, content)
        known.in_step(concept.id, concept.revision, base.digest(content))
        there.discard(path)
        count += 1
    if whole:
        _delete(folder, known, there)
    base.write(known)
    return count


def _prepare(folder: Path) -> None:
    places.require_no_links(folder)
    try:
        folder.mkdir(exist_ok=True)
        for path, content in places.SETTINGS.items():
            (folder / path).parent.mkdir(exist_ok=True)
            if not (folder / path).exists():
                _put(folder / path, content.encode())
    except OSError as error:
        raise refused(folder, error) from error
    base.prepare(folder)
    places.require_folder(folder)


def _edited(
    glossary: Glossary, folder: Path, known: base.Base, paths: Iterable[str]
) -> Iterator[str]:
    """The files that say what neither the base nor the glossary says."""
    ids = {places.path_of(each): each for each in known.steps}
    for path in paths:
        concept_id = ids.get(path, "")
        try:
            content = b"" if (folder / path).is_symlink() else (folder / path).read_bytes()
        except OSError as error:
            raise refused(folder / path, error) from error
        if not known.knows(concept_id, content) and not _is_stored(glossary, content):
            yield path


def _is_stored(glossary: Glossary, content: bytes) -> bool:
    try:
        said, _ = entry.read(content)
    except InputError:
        return False
    return any(entry.written(each) == content for each in glossary.with_ids([said.id]))


def _put(path: Path, content: bytes) -> None:
    """Write a file, if it is another one; a link is replaced, not followed."""
    try:
        if path.is_symlink():
            path.unlink()
        elif path.exists() and path.read_bytes() == content:
            return
        path.parent.mkdir(exist_ok=True)
    except OSError as error:
        raise refused(path, error) from error
    with replacing(path, lasting=False) as neighbour:
        neighbour.write_bytes(content)


def _delete(folder: Path, known: base.Base, paths: Iterable[str]) -> None:
    gone = set(paths)
    for path in gone:
        try:
            (folder / path).unlink()
        except OSError as error:
            raise refused(folder / path, error) from error
    known.steps = {
        each: step for each, step in known.steps.items() if places.path_of(each) not in gone
    }
