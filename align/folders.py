"""Folders of texts: what is in them, and which are translations of each other by their names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from align.bitexts import holds_both
from align.documents import is_folder
from align.errors import InputError
from align.languages import languages
from align.model import Language
from align.naming import Mark, Named, mark_of_folder, ways_to_read
from align.progress import Tell


@dataclass(frozen=True, slots=True)
class Listed:
    """What is in a folder, by name; hidden files are passed over.

    Attributes:
        files: those to read, each with the mark of the folder it is in, or None.
        skipped: links that are not followed, each with the reason.
        passed: what is no text of its own, each with the reason.
    """

    files: tuple[tuple[Path, Mark | None], ...] = ()
    skipped: tuple[tuple[Path, str], ...] = ()
    passed: tuple[tuple[Path, str], ...] = ()

    def tell(self, tell: Tell) -> None:
        """Say what is not read, and why."""
        for path, reason in self.skipped:
            tell(f"{path}: {reason}; left out")
        for path, reason in self.passed:
            tell(f"{path}: {reason}")


@dataclass(frozen=True, slots=True)
class Translated:
    """A text and its translations, as the names of their files say it.

    Attributes:
        name: what the names have in common.
        paths: the original, as far as that is known, and each translation.
        languages: those that the names say, None where one says none.
    """

    name: str
    paths: tuple[Path, ...]
    languages: tuple[Language | None, ...]


@dataclass(frozen=True, slots=True)
class Matched:
    """The files of some folders by name.

    Attributes:
        texts: the files that belong together; of several folders, that of the first one first.
        unmatched: files without a partner, each with the reason.
        whole: files that hold a text and its translations, such as memory.tmx.
        listed: what is in the folders.
    """

    texts: tuple[Translated, ...]
    unmatched: tuple[tuple[Path, str], ...]
    whole: tuple[Path, ...] = ()
    listed: tuple[Listed, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether no link was left out."""
        return not any(each.skipped for each in self.listed)

    def tell(self, tell: Tell) -> None:
        """Say what is not read, and which files have no partner."""
        for each in self.listed:
            each.tell(tell)
        for path, reason in self.unmatched:
            tell(f"{path}: {reason}")


def no_partner(first: Path, *others: Path) -> InputError:
    """What to tell people where no file of a folder has a partner in the others, or in itself."""
    named = " or ".join(map(str, others)) or "it"
    return InputError(
        f"no file in {first} has a partner in {named}",
        "give both files of a pair the same name, such as speech.zh.txt and speech.en.txt",
    )


SEVERAL = "several files have this name"


@dataclass(frozen=True, slots=True)
class _Way:
    """A file with one way to understand its name."""

    path: Path
    named: Named
    folder: int

    @property
    def is_original(self) -> bool:
        return self.named.mark is not None and self.named.mark.is_original

    @property
    def slot(self) -> object:
        """What is the same of files of which only one can belong to a text."""
        if self.named.mark is None:
            return self.folder
        return "original" if self.is_original else self.named.mark.language or "translation"

    @property
    def order(self) -> int:
        """The place of its language among all, the last where its name says none."""
        known = languages()
        language = self.named.mark.language if self.named.mark else None
        return len(known) if language is None else known.index(language)


def match_files(first: Path, *others: Path, follow_links: bool = False) -> Matched:
    """Match the files of several folders by name, or those of one, whatever their endings.

    Names are compared without the mark of their language (see `align.naming`). In one folder files
    belong together that have marks of different languages or, failing that, one of which has none:
    speech.txt, speech.en.txt and speech.fr.txt. Of files with the same mark none is matched: which
    one is meant cannot be known. Hidden files are passed over, and folders within the folders, but
    those of one folder that are called by a language: zh and en.

    Args:
        first: the folder of the originals, where there are others.
        follow_links: read also what links lead to out of the folders.

    Raises:
        InputError: a folder cannot be read.
    """
    within = not others
    folders = (first, *others)
    listed = [_listed(folder, follow_links=follow_links, by_language=within) for folder in folders]
    ways = [
        _Way(path, named, number)
        for number, each in enumerate(listed)
        for path, mark in each.files
        for named in _ways(path, mark)
    ]
    texts, several = _matched(ways, within=within)
    done = {path for text in texts for path in text.paths} | several
    unmatched = [(path, SEVERAL) for path in several]
    for number, each in enumerate(listed):
        elsewhere = first if within or number else " or ".join(map(str, others))
        alone = [path for path, _ in each.files if path not in done and not holds_both(path)]
        unmatched += [(path, f"no file of this name in {elsewhere}") for path in alone]
    files = [path for each in listed for path, _ in each.files]
    return Matched(
        tuple(_named_apart(texts)),
        tuple(sorted(unmatched, key=lambda each: (each[0].name, each))),
        tuple(sorted(filter(holds_both, files))),
        tuple(listed),
    )


def _named_apart(texts: Sequence[Translated]) -> list[Translated]:
    """The texts by name; what several would be called is called as its first file."""
    count = Counter(text.name.casefold() for text in texts)
    named = (
        text if count[text.name.casefold()] == 1 else replace(text, name=text.paths[0].stem)
        for text in texts
    )
    return sorted(named, key=lambda text: (text.name, text.paths))


def _ways(path: Path, mark: Mark | None = None) -> list[Named]:
    """How the name of a file can be understood, in a folder of texts of that mark."""
    if holds_both(path):
        return []
    ways = ways_to_read(path)
    if mark is None:
        return list(ways)
    return [replace(way, mark=mark, sure=True) for way in ways if way.mark in (None, mark)]


def _matched(ways: Sequence[_Way], *, within: bool) -> tuple[list[Translated], set[Path]]:
    """The texts that the names say, and the files of which it cannot be known.

    Of several folders the same name without a mark comes first; then names with marks; then such
    with a name that has none.
    """
    by_key: dict[str, dict[Path, _Way]] = {}
    for way in ways:
        by_key.setdefault(way.named.key, {}).setdefault(way.path, way)
    texts: list[Translated] = []
    several: set[Path] = set()
    taken: set[Path] = set()
    for choose in (_marked, _one_marked) if within else (_namesakes, _marked_apart, _one_apart):
        found = [
            choose([way for path, way in some.items() if path not in taken])
            for some in by_key.values()
        ]
        uses = Counter(way.path for chosen in found for way in chosen)
        taken |= uses.keys()
        for chosen in found:
            doubtful = any(uses[way.path] > 1 for way in chosen)
            good = [] if doubtful else _together(chosen, within=within)
            several |= {way.path for way in chosen} - {way.path for way in good}
            if good:
                texts.append(_translated(good))
    return texts, several


def _marked(ways: Sequence[_Way]) -> list[_Way]:
    """Files of one folder with different marks; one without is their original if none is else."""
    marked = [way for way in ways if way.named.mark]
    if len({way.slot for way in marked}) < 2:
        return []
    if any(way.is_original for way in marked):
        return marked
    return list(ways) if all(way.named.sure for way in marked) else []


def _one_marked(ways: Sequence[_Way]) -> list[_Way]:
    """Files of one folder, some with a mark and others without."""
    sure = [way for way in ways if way.named.sure]
    return sure if len({way.named.mark is None for way in sure}) == 2 else []


def _namesakes(ways: Sequence[_Way]) -> list[_Way]:
    """Files of several folders without marks."""
    return _of_several([way for way in ways if way.named.mark is None])


def _marked_apart(ways: Sequence[_Way]) -> list[_Way]:
    """Files of several folders with different marks."""
    marked = [way for way in ways if way.named.mark]
    ours = {way.slot for way in marked if way.folder == 0}
    return _of_several([way for way in marked if way.folder == 0 or way.slot not in ours])


def _one_apart(ways: Sequence[_Way]) -> list[_Way]:
    """Files of several folders, those of the first with a mark and others without, or so."""
    sure = [way for way in ways if way.named.sure]
    ours = {way.named.mark is None for way in sure if way.folder == 0}
    return _of_several(
        [way for way in sure if way.folder == 0 or (way.named.mark is not None) in ours]
    )


def _of_several(ways: list[_Way]) -> list[_Way]:
    return ways if len({way.folder == 0 for way in ways}) == 2 else []


def _together(ways: Sequence[_Way], *, within: bool) -> list[_Way]:
    """Those that are the only ones of their language, the original first; none where it is not."""
    slots = Counter(way.slot for way in ways)
    if slots["translation"] and len(slots.keys() - {"original", 0}) > 1:
        return []  # it may be any of the others
    alone = [way for way in ways if slots[way.slot] == 1]
    alone.sort(key=lambda way: (way.order, way.folder))
    if within:
        first = [way for way in ways if way.is_original]
        first = first or [way for way in ways if way.named.mark is None] or alone[:1]
    else:
        first = [way for way in ways if way.folder == 0]
    rest = [way for way in alone if way not in first]
    return [*first, *rest] if len(first) == 1 and first[0] in alone and rest else []


def _translated(ways: Sequence[_Way]) -> Translated:
    first = ways[0]
    return Translated(
        first.named.name or first.path.parent.name,
        tuple(way.path for way in ways),
        tuple(way.named.mark.language if way.named.mark else None for way in ways),
    )


def _listed(folder: Path, *, follow_links: bool, by_language: bool = False) -> Listed:
    """What is in a folder; it may hold no file.

    Args:
        by_language: take in the files of folders within it that are called by a language.

    Raises:
        InputError: it cannot be read.
    """
    root = folder.resolve()
    files: list[tuple[Path, Mark | None]] = []
    skipped: list[tuple[Path, str]] = []
    passed: list[tuple[Path, str]] = []
    waiting: list[tuple[Path, Mark | None]] = [(path, None) for path in _visible(folder)]
    while waiting:
        path, mark = waiting.pop(0)
        reason = _not_followed(path, None if follow_links else root)
        if reason is not None:
            skipped.append((path, reason))
        elif path.is_file():
            files.append((path, mark))
        elif is_folder(path):
            called = mark_of_folder(path.name) if by_language and path.parent == folder else None
            if called is None or root.is_relative_to(path.resolve()):
                passed.append((path, "is a folder within the folder; it is not read"))
            else:
                waiting += [(each, called) for each in _visible(path)]
    once, twice = _each_once(files)
    return Listed(once, tuple(skipped), (*passed, *twice))


def _each_once(
    files: Sequence[tuple[Path, Mark | None]],
) -> tuple[tuple[tuple[Path, Mark | None], ...], list[tuple[Path, str]]]:
    """The files without the links to others of them, and those links."""
    known = {path.resolve(): path for path, _ in files if not path.is_symlink()}
    kept: list[tuple[Path, Mark | None]] = []
    twice: list[tuple[Path, str]] = []
    for path, mark in files:
        first = known.setdefault(path.resolve(), path)
        if first == path:
            kept.append((path, mark))
        else:
            twice.append((path, f"is a link to {first}, which is read already"))
    return tuple(kept), twice


def _not_followed(path: Path, root: Path | None) -> str | None:
    """Why a link is not followed; None for one within `root`, and for what is no link."""
    try:
        aim = path.resolve(strict=path.is_symlink())
    except FileNotFoundError:
        return "is a link to nothing"
    except (OSError, RuntimeError):  # the latter is what Python 3.11 and 3.12 raise
        return "is a link in a circle"
    if root is None or aim.is_relative_to(root):
        return None
    return f"is a link out of the folder, to {aim}"


def _visible(folder: Path) -> list[Path]:
    """All that is in a folder and not hidden, by name.

    Raises:
        InputError: it cannot be read.
    """
    try:
        return [path for path in sorted(folder.iterdir()) if not path.name.startswith(".")]
    except OSError as error:
        raise InputError(f"{folder}: {error.strerror}", "check the folder") from error


def files_of(folder: Path, tell: Tell) -> list[Path]:
    """The files of a folder by name, without regard to languages; of links out of it is told.

    Raises:
        InputError: it cannot be read, or holds no file.
    """
    listed = _listed(folder, follow_links=False)
    listed.tell(tell)
    if not listed.files:
        raise InputError(f"{folder}: there is no file in it", "name a folder of texts")
    return [path for path, _ in listed.files]
