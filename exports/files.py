"""Files written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from align.errors import OutputError


def require_writable(path: Path) -> None:
    """Say early, before long work, that a file cannot be written.

    Raises:
        OutputError: its folder is missing or closed to us, or `path` is a folder.
    """
    if path.is_dir():
        raise OutputError(f"{path}: is a folder", "name a file in it")
    folder = path.parent
    if not folder.is_dir():
        raise OutputError(f"{path}: there is no folder {folder}", "make the folder or name another")
    if not os.access(folder, os.W_OK | os.X_OK) or (path.exists() and not os.access(path, os.W_OK)):
        raise OutputError(f"{path}: permission denied", "name a file that you may write")


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a temporary neighbour to write; put it in the place of `path` when all went well.

    Where the body raises, the old file stays as it was and the neighbour is removed.

    Raises:
        OutputError: the file cannot be written: permission, a full disk, a folder in its place.
    """
    require_writable(path)
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        os.close(handle)
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror}", "write somewhere else") from error
    neighbour = Path(name)
    try:
        yield neighbour
        _take_mode(neighbour, path)
        neighbour.replace(path)
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror}", "write somewhere else") from error
    finally:
        neighbour.unlink(missing_ok=True)


def _take_mode(neighbour: Path, path: Path) -> None:
    """Temporary files are private; the result has the old file's mode, or a new file's."""
    if path.exists():
        neighbour.chmod(path.stat().st_mode & 0o777)
        return
    mask = os.umask(0)
    os.umask(mask)
    neighbour.chmod(0o666 & ~mask)
