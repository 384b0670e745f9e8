"""Folders of texts: matched by name with a folder of translations, and read together."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from align.documents import is_folder
from align.errors import InputError
from align.model import Bitext, SegmentedDocument
from align.progress import Progress
from align.reading import Reading, Tell

#: What marks a file's language at the end of its name: speech.zh, speech-en, speech_zh-CN.
_LANGUAGE = re.compile(
    r"(?<=.)[._-](zh|zho|chi|cn|en|eng)([-_](hans|hant|cn|tw|hk|gb|us))?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Matched:
    """The files of two folders by name.

    Attributes:
        pairs: name without language and ending, file of the first and of the second folder.
        unmatched: files without a partner, each with the reason.
    """

    pairs: tuple[tuple[str, Path, Path], ...]
    unmatched: tuple[tuple[Path, str], ...]


def match_files(first: Path, second: Path) -> Matched:
    """Match the files of two folders by name, whatever their language mark and ending.

    Hidden files and folders within the folders are passed over. Where several files of a folder
    have the same name, none of them is matched: which one is meant cannot be known.

    Raises:
        InputError: a folder cannot be read.
    """
    one, other = _by_name(first), _by_name(second)
    pairs: list[tuple[str, Path, Path]] = []
    unmatched: list[tuple[Path, str]] = []
    for name in sorted(one.keys() | other.keys()):
        files = one.get(name, []), other.get(name, [])
        if len(files[0]) == len(files[1]) == 1:
            pairs.append((name, files[0][0], files[1][0]))
            continue
        for here, elsewhere, folder in ((*files, second), (*files[::-1], first)):
            reason = f"no file of this name in {folder}"
            if elsewhere:
                reason = "several files have this name"
            unmatched.extend((path, reason) for path in here)
    return Matched(tuple(pairs), tuple(unmatched))


def _by_name(folder: Path) -> Mapping[str, Sequence[Path]]:
    found: dict[str, list[Path]] = {}
    for path in _visible_files(folder):
        found.setdefault(_LANGUAGE.sub("", path.stem), []).append(path)
    return found


def _visible_files(folder: Path) -> list[Path]:
    """As `files_of`, but it may hold none.

    Raises:
        InputError: it cannot be read.
    """
    try:
        return [
            path
            for path in sorted(folder.iterdir())
            if path.is_file() and not path.name.startswith(".")
        ]
    except OSError as error:
        raise InputError(f"{folder}: {error.strerror}", "check the folder") from error


def files_of(folder: Path) -> list[Path]:
    """The files of a folder by name; hidden ones and folders within it are passed over.

    Raises:
        InputError: it cannot be read, or holds no file.
    """
    found = _visible_files(folder)
    if not found:
        raise InputError(f"{folder}: there is no file in it", "name a folder of texts")
    return found


def read_texts(
    document: str, translation: str | None, how: Reading, report: Progress
) -> tuple[list[SegmentedDocument | Bitext], bool]:
    """Read a text, alone or aligned with its translation, or the texts of one or two folders.

    Files of two folders are matched by name. One without a partner is read as a text alone, and
    one that cannot be used is left out; of both `how.tell` is told.

    Returns:
        The texts, and whether nothing was left out, neither a file nor a part of one.

    Raises:
        InputError: a text cannot be used; of folders: none can, or one path is a folder and the
            other is not.
        UnrelatedError: two texts do not seem to belong together.
    """
    folders = folders_among(document, translation)
    if folders is None:
        text = how.read(document, translation, report)
        return [text], text.is_whole
    wanted = _pairs(*folders, how.tell)
    texts: list[SegmentedDocument | Bitext] = []
    for done, (first, second) in enumerate(wanted):
        report("texts", done, len(wanted))
        try:
            texts.append(how.read(first, second, report))
        except InputError as error:
            how.tell(f"{error}; left out")
    report("texts", len(wanted), len(wanted))
    if not texts:
        raise InputError(f"{document}: no file in it can be used", "see what is said of each")
    return texts, len(texts) == len(wanted) and all(text.is_whole for text in texts)


def folders_among(document: str, translation: str | None) -> tuple[Path, Path | None] | None:
    """The folders that are given; None for files.

    Raises:
        InputError: one is a folder and the other is not.
    """
    paths = [Path(path) for path in (document, translation) if path is not None]
    folders = [path for path in paths if is_folder(path)]
    if not folders:
        return None
    if len(folders) < len(paths):
        other = next(path for path in paths if path not in folders)
        raise InputError(
            f"{folders[0]} is a folder and {other} is not", "give two files or two folders"
        )
    return folders[0], folders[1] if len(folders) > 1 else None


def _pairs(document: Path, translation: Path | None, tell: Tell) -> list[tuple[str, str | None]]:
    """The files to read, each with its partner or without, in the order of their names."""
    if translation is None:
        return [(str(path), None) for path in files_of(document)]
    matched = match_files(document, translation)
    for path, reason in matched.unmatched:
        tell(f"{path}: {reason}; taken as a text without translation")
    pairs: list[tuple[str, str | None]] = [(str(one), str(two)) for _, one, two in matched.pairs]
    pairs += [(str(path), None) for path, _ in matched.unmatched]
    if not pairs:
        raise InputError(f"{document}: there is no file in it", "name a folder of texts")
    return sorted(pairs, key=lambda pair: pair[0])
