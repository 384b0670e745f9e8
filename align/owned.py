"""Folders and files that are their owner's only, where others may have been before us.

What is kept for a user is checked each time: a folder or file that was made with wider rights by an
earlier program is narrowed, and what somebody else could have put there (a link to another file, a
file of theirs, a second name of another file) is refused. Once the folder is its owner's only,
nobody else can exchange what was checked. Windows, whose folders of a user are the user's only, has
none of these rights; there everything is taken as it is.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

_POSIX = os.name == "posix"
_OTHERS = 0o077  #: the rights of group and others


def own_folder(folder: Path) -> None:
    """Make a folder that only its owner gets into; one that is there becomes so.

    Links that we or the administrator made lead on, as to a larger disk.

    Raises:
        OSError: it cannot be made, is no folder or somebody else's, or a link that somebody else
            made leads to it.
    """
    if _POSIX:
        for part in (folder, *folder.parents):
            found = _found(part)
            if found and stat.S_ISLNK(found.st_mode) and found.st_uid not in (os.geteuid(), 0):
                raise PermissionError(f"{part} is a link that somebody else made")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if _POSIX:
        _narrow(folder, folder.stat(), 0o700)


def own_file(path: Path) -> bool:
    """Whether a file is there, which becomes its owner's only.

    Args:
        path: in a folder that `own_folder` was called for.

    Raises:
        OSError: it is a link, no regular file, somebody else's, or has a second name.
    """
    found = _found(path)
    if found is None:
        return False
    if not stat.S_ISREG(found.st_mode):
        raise PermissionError(f"{path} is a link or no regular file")
    if _POSIX:
        if found.st_nlink != 1:
            raise PermissionError(f"{path} has a second name (a hard link)")
        _narrow(path, found, 0o600)
    return True


def make_own_file(path: Path) -> None:
    """Make an empty file that only its owner reads, where none is; never through a link.

    Raises:
        OSError: it cannot be made, or what is there is refused by `own_file`.
    """
    if own_file(path):
        return
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:  # made by another process of ours in the meantime
        own_file(path)


def _found(path: Path) -> os.stat_result | None:
    try:
        return path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _narrow(path: Path, found: os.stat_result, mode: int) -> None:
    if found.st_uid != os.geteuid():
        raise PermissionError(f"{path} belongs to somebody else")
    if found.st_mode & _OTHERS:
        path.chmod(mode)
