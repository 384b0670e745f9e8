"""Texts read together: files, or those of folders, matched with their translations by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from align.documents import is_folder
from align.errors import InputError, SameLanguageError
from align.folders import SEVERAL, Matched, Translated, match_files
from align.model import Bitext, SegmentedDocument
from align.progress import Progress, Tell
from align.reading import Reading


@dataclass(frozen=True, slots=True)
class Gathered:
    """Texts that are read together, each by itself, so that one that cannot be used is left out.

    Attributes:
        name: where they come from, as people are told.
        texts: in the order in which they are read, each with its translations or without.
        within: only their names in one folder say that they belong together.
        is_whole: whether nothing was left out so far.
    """

    name: str
    texts: tuple[Translated, ...]
    within: bool = False
    is_whole: bool = True


def read_texts(
    document: str, translations: Sequence[str], how: Reading, report: Progress
) -> tuple[list[SegmentedDocument | Bitext], bool]:
    """Read a text, alone or aligned with its translations, or the texts of folders.

    Files of folders are matched by name. One without a partner is read as a text alone, and
    one that cannot be used is left out; of both `how.tell` is told.

    Returns:
        The texts, and whether nothing was left out, neither a file nor a part of one.

    Raises:
        InputError: a text cannot be used; of folders: none can, or one path is a folder and the
            other is not.
        UnrelatedError: two texts do not seem to belong together.
    """
    gathered = gather(document, translations, how)
    if gathered is not None:
        return read_gathered(gathered, how, report)
    texts = how.read_all(document, translations, report)
    return texts, all(text.is_whole for text in texts)


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
    gathered: Gathered, how: Reading, report: Progress
) -> tuple[list[SegmentedDocument | Bitext], bool]:
    """Read texts that were gathered; otherwise as `read_texts`.

    Raises:
        InputError: none can be used.
    """
    texts: list[SegmentedDocument | Bitext] = []
    complete = gathered.is_whole
    for done, text in enumerate(gathered.texts):
        report("texts", done, len(gathered.texts))
        try:
            texts += _read(text, how, report, within=gathered.within)
        except InputError as error:
            how.tell(f"{error}; left out")
            complete = False
    report("texts", len(gathered.texts), len(gathered.texts))
    if not texts:
        raise InputError(f"{gathered.name}: no file in it can be used", "see what is said of each")
    return texts, complete and all(text.is_whole for text in texts)


def _read(
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
        InputError: one is a folder and another is not.
    """
    folders = [Path(path) for path in paths if is_folder(path)]
    if not folders:
        return None
    other = next((path for path in paths if Path(path) not in folders), None)
    if other is not None:
        what = "two files or two folders" if len(paths) == 2 else "files or folders, not both"
        raise InputError(f"{folders[0]} is a folder and {other} is not", f"give {what}")
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
