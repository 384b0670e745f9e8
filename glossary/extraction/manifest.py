"""Manifests: tables that say which files are texts and their translations, and what they are.

A manifest is a table in a file (TSV or CSV) with titles in its first row, of which only `path` is
needed. It is checked before anything is read; a row that is wrong is left out and told with its
line, and the others hold.
"""

from __future__ import annotations

import io
import os
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from align.delimited import Row, dialect_of, rows, said_delimiter, usual
from align.documents import is_folder, unreadable
from align.errors import InputError
from align.folders import Translated
from align.gathering import Gathered
from align.progress import Tell
from align.text import numbered
from glossary.model import Particulars
from glossary.model.authority import Authority

#: The titles of the columns, with other names that people give them.
COLUMNS = {
    "path": ("path", "file", "document", "original", "文件", "路径", "原文"),
    "translations": ("translations", "translation", "译文", "译本"),
    "title": ("title", "标题", "题名"),
    "issuer": ("issuer", "发文机关", "发布机关", "来源"),
    "date": ("date", "日期", "发布日期", "成文日期"),
    "rank": ("rank", "authority", "级别"),
}
_BETWEEN = ";"  #: between the paths of several translations
_MOST_BYTES = 64 * 2**20


@dataclass(frozen=True, slots=True)
class ManifestRow:
    """What a sound row of a manifest says.

    Attributes:
        line: the line with which it begins, from 1.
        paths: the text, then its translations.
        about: what it says of the text; None for what it leaves open.
    """

    line: int
    paths: tuple[Path, ...]
    about: Particulars


@dataclass(frozen=True, slots=True)
class Manifest:
    """The sound rows of a manifest.

    Attributes:
        left_out: how many rows were.
    """

    path: Path
    rows: tuple[ManifestRow, ...]
    left_out: int

    @property
    def is_whole(self) -> bool:
        """Whether no row was left out."""
        return not self.left_out

    @property
    def gathered(self) -> Gathered:
        """The texts to read, in the order of the rows."""
        texts = tuple(
            Translated("", row.paths, tuple(None for _ in row.paths)) for row in self.rows
        )
        return Gathered(str(self.path), texts, is_whole=self.is_whole, left_out=self.left_out)

    @property
    def about(self) -> Mapping[str, Particulars]:
        """By the source of each text what its row says of it."""
        return {str(row.paths[0]): row.about for row in self.rows}


def read_manifest(path: Path, tell: Tell) -> Manifest:
    """Read a manifest and check every row of it; files are named from the folder it is in.

    Args:
        tell: told of every row that is left out, with its line and why.

    Raises:
        InputError: it cannot be read, has no column `path`, or no row of it is sound.
    """
    first, *body = _table(path)
    places = _columns(path, first, tell)
    found, faults = [], []
    for row in body:
        if any(cell.strip() for cell in row.cells):
            try:
                found.append(_row(row, len(first.cells), places, path.parent))
            except InputError as error:
                faults.append((row.line, str(error)))
    kept, claimed = _each_once(found)
    faults += claimed
    for line, fault in sorted(faults):
        tell(f"{path}, line {line}: {fault}; left out")
    if not kept:
        what = "no row of it can be used" if found or faults else "there is no row in it"
        raise InputError(f"{path}: {what}", "write a row for each text, with the path of its file")
    return Manifest(path, tuple(kept), len(faults))


def _table(path: Path) -> list[Row]:
    from align.formats import UnreadableError
    from align.formats.encodings import decode

    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise unreadable(path, error) from error
    if len(data) > _MOST_BYTES:
        raise InputError(f"{path}: larger than {_MOST_BYTES // 2**20} MB", "split it")
    try:
        text = io.StringIO(decode(data), newline="")
    except UnreadableError as error:
        raise InputError(f"{path}: {error.what}", error.remedy) from error
    said = said_delimiter(text) or (usual(path.suffix.lower()).delimiter if path.suffix else None)
    dialect = dialect_of(text, _fits, said)
    found = [row for row in rows(text, dialect) if row.cells]
    if not found:
        raise InputError(f"{path}: is empty", "begin it with the titles of its columns")
    return found


def _fits(first: Sequence[Sequence[str]]) -> int:
    return sum(_named(cell) is not None for cell in first[0]) if first else 0


def _named(title: str) -> str | None:
    """The column that a title means; None for one that is not read."""
    plain = title.strip().lstrip("\ufeff").casefold()
    return next((name for name, titles in COLUMNS.items() if plain in titles), None)


def _columns(path: Path, titles: Row, tell: Tell) -> dict[str, int]:
    """The places of the columns by their names."""
    places: dict[str, int] = {}
    for place, title in enumerate(titles.cells):
        name = _named(title)
        if name is None:
            if title.strip():
                tell(f"{path}: the column {title.strip()!r} is not read")
        elif name in places:
            raise InputError(f"{path}: two columns are called {name}", "leave out one of them")
        else:
            places[name] = place
    if "path" not in places:
        raise InputError(
            f"{path}: no column is called 'path'", f"name the columns {', '.join(COLUMNS)}"
        )
    return places


def _row(row: Row, width: int, places: Mapping[str, int], folder: Path) -> ManifestRow:
    """What a row says.

    Args:
        width: how many titles there are.

    Raises:
        InputError: it is wrong.
    """
    from glossary.store.documents.records import checked_particulars

    if row.is_bad:
        raise InputError("its quotation marks do not enclose cells")
    if any(cell.strip() for cell in row.cells[width:]):
        raise InputError(f"it has {len(row.cells)} cells, and there are {width} titles")

    def cell(name: str) -> str:
        place = places.get(name, len(row.cells))
        return row.cells[place].strip() if place < len(row.cells) else ""

    original = cell("path")
    if not original:
        raise InputError("it names no file")
    others = [each.strip() for each in cell("translations").split(_BETWEEN)]
    paths = tuple(folder / each for each in (original, *filter(None, others)))
    for path in paths:
        _require_file(path)
    rank = cell("rank")
    authority = Authority.named(rank.casefold()) if rank else None
    if rank and authority is None:
        raise InputError(f"{rank!r} is no rank", f"use {', '.join(a.option for a in Authority)}")
    about = Particulars(
        cell("title") or None, cell("issuer") or None, cell("date") or None, authority
    )
    return ManifestRow(row.line, paths, checked_particulars(about))


def _require_file(path: Path) -> None:
    try:
        is_file = path.is_file()
    except (OSError, ValueError):  # too long, or a NUL in it
        is_file = False
    if not is_file:
        raise InputError(f"{path} is a folder" if is_folder(path) else f"{path}: no such file")


def _each_once(
    found: Sequence[ManifestRow],
) -> tuple[list[ManifestRow], list[tuple[int, str]]]:
    """The rows whose files no other row names, and what is wrong with the rest.

    Of rows that say the same the first is kept. Of others none is: which one is right cannot be
    known.
    """
    kept: dict[tuple[object, ...], ManifestRow] = {}
    faults: list[tuple[int, str]] = []
    identity = _identities()
    for row in found:
        files = tuple(map(identity, row.paths))
        said = (files, row.about)
        if len(set(files)) < len(files):
            faults.append((row.line, "it names one file twice"))
        elif said in kept:
            faults.append((row.line, f"it says the same as line {kept[said].line}"))
        else:
            kept[said] = row
    claims: dict[str, list[int]] = defaultdict(list)
    for row in kept.values():
        for path in row.paths:
            claims[identity(path)].append(row.line)
    sound = []
    for row in kept.values():
        claimed = [path for path in row.paths if len(claims[identity(path)]) > 1]
        if not claimed:
            sound.append(row)
            continue
        others = [line for line in claims[identity(claimed[0])] if line != row.line]
        faults.append((row.line, f"{claimed[0]} also stands in {numbered(others, 'line')}"))
    return sound, faults


def _identities() -> Callable[[Path], str]:
    """What is the same of two paths to one file, each path looked at once."""
    known: dict[Path, str] = {}

    def identity(path: Path) -> str:
        if path not in known:
            known[path] = os.path.normcase(path.resolve())
        return known[path]

    return identity
