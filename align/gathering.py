"""Texts read together: files, or those of folders, matched with their translations by name."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from align.documents import is_folder
from align.encoders.base import Encoder
from align.encoders.uncached import uncached
from align.errors import InputError, SameLanguageError
from align.folders import SEVERAL, Matched, Translated, match_files
from align.model import Bitext, SegmentedDocument
from align.processes import HERE
from align.progress import Progress, Tell, silent
from align.reading import Reading

#: Given what was read of a text with its translations.
Keep = Callable[[Sequence[SegmentedDocument | Bitext]], None]
#: What else is made of these, by the worker that read them.
Also = Callable[[Sequence[SegmentedDocument | Bitext]], Any]


@dataclass(frozen=True, slots=True)
class Gathered:
    """Texts that are read together, each by itself, so that one that cannot be used is left out.

    Attributes:
        name: where they come from, as people are told.
        texts: in the order in which they are read, each with its translations or without.
        within: only their names in one folder say that they belong together.
        is_whole: whether nothing was left out so far.
        left_out: texts that were.
    """

    name: str
    texts: tuple[Translated, ...]
    within: bool = False
    is_whole: bool = True
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class TextsRead:
    """Texts that were read together.

    Attributes:
        is_whole: whether nothing was left out, neither a file nor a part of one.
        left_out: texts that could not be used, or say the same as others.
        made: what else was made of texts with their translations, of a folder.
    """

    texts: tuple[SegmentedDocument | Bitext, ...]
    is_whole: bool
    left_out: int = 0
    made: tuple[Any, ...] = ()


def read_texts(
    document: str,
    translations: Sequence[str],
    how: Reading,
    report: Progress,
    keep: Keep | None = None,
    also: Also | None = None,
) -> TextsRead:
    """Read a text, alone or aligned with its translations, or the texts of folders.

    Files of folders are matched by name. One without a partner is read as a text alone, and
    one that cannot be used is left out; of both `how.tell` is told.

    Args:
        keep, also: as in `read_gathered`, of the texts of folders.

    Raises:
        InputError: a text cannot be used; of folders: none can, or one path is a folder and the
            other is not.
        UnrelatedError: two texts do not seem to belong together.
    """
    gathered = gather(document, translations, how)
    if gathered is not None:
        return read_gathered(gathered, how, report, keep, also)
    texts = how.read_all(document, translations, report)
    return TextsRead(tuple(texts), all(text.is_whole for text in texts))


def gather(document: str, translations: Sequence[str], how: Reading) -> Gathered | None:
    """The texts of folders, matched by name; None for files.

    Raises:
        InputError: a folder cannot be read or is empty, or one path is a folder and another not.
    """
    folders = folders_among((document, *translations))
    if folders is None:
        return None
    matched = match_files(*folders, follow_links=how.follow_links)
    wanted = _wanted(matched, folders, how.tell)
    return Gathered(document, tuple(wanted), len(folders) == 1, matched.is_whole)


def read_gathered(
    gathered: Gathered,
    how: Reading,
    report: Progress,
    keep: Keep | None = None,
    also: Also | None = None,
) -> TextsRead:
    """Read texts that were gathered, one a task, by the workers of `how`; as `read_texts` else.

    Vectors of sentences come from the encoder and not from its cache: which of them stand there
    would depend on what was read before, and the last digits of a vector on what it is made with.
    A text that says the same as one before it is left out.

    Args:
        keep: given what was read of each text, as soon as it and those before it are read.
        also: picklable; what it makes of each text is a part of its task.

    Raises:
        InputError: none can be used.
    """
    texts: list[SegmentedDocument | Bitext] = []
    made: list[Any] = []
    complete, left_out = gathered.is_whole, gathered.left_out
    known: dict[bytes, str] = {}
    heard = report if how.workers.are_here else silent
    plain = replace(how, encoder=_Uncached(how.encoder), workers=HERE)
    work = partial(_read, plain, heard, also, within=gathered.within)
    total = len(gathered.texts)
    report("texts", 0, total)
    for done, read in enumerate(how.workers.each(work, gathered.texts, _lost), 1):
        fresh, same = _fresh(read.texts, known)
        for line in (*read.told, *same):
            how.tell(line)
        complete = complete and read.is_whole and not same
        left_out += len(same) + (not read.texts)
        texts += fresh
        if fresh:
            made.append(read.made)
        if keep is not None and fresh:
            keep(fresh)
        report("texts", done, total)
    if not texts:
        raise InputError(f"{gathered.name}: no file in it can be used", "see what is said of each")
    return TextsRead(tuple(texts), complete, left_out, tuple(made))


def _fresh(
    texts: Sequence[SegmentedDocument | Bitext], known: dict[bytes, str]
) -> tuple[list[SegmentedDocument | Bitext], list[str]]:
    """The texts that were not read before, and what is told of the others."""
    fresh, same = [], []
    for text in texts:
        sides = text.sides if isinstance(text, Bitext) else (text,)
        name = " and ".join(side.document.source for side in sides)
        written = "\0".join(f"{side.language}\0{side.document.text}" for side in sides)
        digest = hashlib.sha256(written.encode("utf-8", "surrogatepass")).digest()
        first = known.setdefault(digest, name)
        if first == name:
            fresh.append(text)
        else:
            same.append(f"{name}: says the same as {first}; left out")
    return fresh, same


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read of a text with its translations, or nothing.

    Attributes:
        told: what is doubtful of them.
        is_whole: whether nothing was left out, neither a file nor a part of one.
        made: what else was made of them.
    """

    texts: tuple[SegmentedDocument | Bitext, ...]
    told: tuple[str, ...]
    is_whole: bool
    made: Any = None


@dataclass(frozen=True, slots=True)
class _Uncached:
    """Gives the encoder without its cache."""

    load: Callable[[], Encoder]

    def __call__(self) -> Encoder:
        return uncached(self.load())


def _read(
    how: Reading, report: Progress, also: Also | None, text: Translated, *, within: bool
) -> _Read:
    """Read a text with its translations; what cannot be used is told."""
    told: list[str] = []
    how = replace(how, tell=told.append)
    try:
        texts = _read_together(text, how, report, within=within)
    except InputError as error:
        return _Read((), (*told, f"{error}; left out"), is_whole=False)
    made = also(texts) if also else None
    return _Read(tuple(texts), tuple(told), all(each.is_whole for each in texts), made)


def _lost(text: Translated) -> _Read:
    """What is told of a text whose reading ended its process, for want of memory most likely."""
    names = " and ".join(map(str, text.paths))
    told = f"{names}: the process that read it was ended; give fewer --jobs; left out"
    return _Read((), (told,), is_whole=False)


def _read_together(
    text: Translated, how: Reading, report: Progress, *, within: bool
) -> list[SegmentedDocument | Bitext]:
    """Read a text with its translations.

    Files of one folder that are in one language are no translations after all.
    """
    first, *others = map(str, text.paths)
    try:
        return how.of(text.languages).read_all(first, others, report)
    except SameLanguageError as error:
        if not within:
            raise
        how.tell(f"{error.what}: each is taken as a text without translation")
    alone = replace(how, languages=())
    return [each for path in (first, *others) for each in alone.read_all(path, (), report)]


def folders_among(paths: Sequence[str]) -> tuple[Path, ...] | None:
    """The folders that are given; None for files.

    Raises:
        InputError: one is a folder and another is not; one is given twice.
    """
    folders = [Path(path) for path in paths if is_folder(path)]
    if not folders:
        return None
    other = next((path for path in paths if Path(path) not in folders), None)
    if other is not None:
        what = "two files or two folders" if len(paths) == 2 else "files or folders, not both"
        raise InputError(f"{folders[0]} is a folder and {other} is not", f"give {what}")
    for number, folder in enumerate(folders):
        if any(folder.samefile(earlier) for earlier in folders[:number]):
            raise InputError(f"the folder {folder} is given twice", "give it once")
    return tuple(folders)


def _wanted(matched: Matched, folders: Sequence[Path], tell: Tell) -> list[Translated]:
    """The texts to read, each with its translations or without, in the order of their names.

    Nothing is said of files without a partner in a single folder where none has one.
    """
    for listed in matched.listed:
        listed.tell(tell)
    for path, reason in matched.unmatched:
        if len(folders) > 1 or matched.texts or reason == SEVERAL:
            tell(f"{path}: {reason}; taken as a text without translation")
    alone = (*(path for path, _ in matched.unmatched), *matched.whole)
    wanted = [*matched.texts, *(Translated("", (path,), (None,)) for path in alone)]
    if not wanted:
        raise InputError(f"{folders[0]}: there is no file in it", "name a folder of texts")
    return sorted(wanted, key=lambda text: str(text.paths[0]))
