"""Folders of texts: matched with their translations by name, and read together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from align.bitexts import holds_both
from align.documents import is_folder
from align.errors import InputError, SameLanguageError
from align.model import Bitext, SegmentedDocument
from align.naming import ORIGINAL, TRANSLATION, Named, side_of_folder, ways_to_read
from align.progress import Progress
from align.reading import Reading, Tell


@dataclass(frozen=True, slots=True)
class Listed:
    """What is in a folder, by name; hidden files are passed over.

    Attributes:
        files: those to read, each with the side whose texts its folder holds, or None.
        skipped: links that are not followed, each with the reason.
        passed: what is no text of its own, each with the reason.
    """

    files: tuple[tuple[Path, int | None], ...] = ()
    skipped: tuple[tuple[Path, str], ...] = ()
    passed: tuple[tuple[Path, str], ...] = ()

    def tell(self, tell: Tell) -> None:
        """Say what is not read, and why."""
        for path, reason in self.skipped:
            tell(f"{path}: {reason}; left out")
        for path, reason in self.passed:
            tell(f"{path}: {reason}")


@dataclass(frozen=True, slots=True)
class Matched:
    """The files of one or two folders by name.

    Attributes:
        pairs: name without language and ending, file of the original and of the translation; of
            two folders, file of the first and of the second.
        unmatched: files without a partner, each with the reason.
        whole: files that hold a text and its translation, such as memory.tmx.
        listed: what is in the folders.
    """

    pairs: tuple[tuple[str, Path, Path], ...]
    unmatched: tuple[tuple[Path, str], ...]
    whole: tuple[Path, ...] = ()
    listed: tuple[Listed, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether no link was left out."""
        return not any(each.skipped for each in self.listed)


_SEVERAL = "several files have this name"

#: A file with one way to understand its name.
_Way = tuple[Path, Named]


def match_files(first: Path, second: Path | None = None, *, follow_links: bool = False) -> Matched:
    """Match the files of two folders by name, or those of one, whatever their endings.

    Names are compared without the mark of their language (see `align.naming`). In one folder a file
    has a partner whose mark is the other's or, failing that, one of two has none: speech.txt and
    speech.en.txt. Files that have several partners are not matched: which one is meant cannot be
    known. Hidden files are passed over, and folders within the folders, but those of one folder
    that are called by a language: zh and en.

    Args:
        follow_links: read also what links lead to out of the folder.

    Raises:
        InputError: a folder cannot be read.
    """
    within = second is None
    one = _listed(first, follow_links=follow_links, by_language=within)
    other = Listed() if second is None else _listed(second, follow_links=follow_links)
    ways = [(path, way) for path, side in one.files for way in _ways(path, side)]
    theirs = ways if within else [(path, way) for path, _ in other.files for way in _ways(path)]
    rules = _RULES[1:] if within else _RULES
    pairs, several = _paired(ways, theirs, rules, within=within)
    done = {path for _, *both in pairs for path in both} | several
    unmatched = [(path, _SEVERAL) for path in several]
    for listed, elsewhere in ((one, second or first), (other, first)):
        alone = [path for path, _ in listed.files if path not in done and not holds_both(path)]
        unmatched += [(path, f"no file of this name in {elsewhere}") for path in alone]
    files = [path for path, _ in (*one.files, *other.files)]
    whole = tuple(sorted(filter(holds_both, files)))
    return Matched(
        tuple(_named_apart(pairs)),
        tuple(sorted(unmatched, key=lambda each: (each[0].name, each))),
        whole,
        (one, other),
    )


def _named_apart(pairs: Sequence[tuple[str, Path, Path]]) -> list[tuple[str, Path, Path]]:
    """The pairs by name; what several would be called is called as its first file."""
    count = Counter(name.casefold() for name, _, _ in pairs)
    return sorted(
        (name if count[name.casefold()] == 1 else one.stem, one, two) for name, one, two in pairs
    )


def _ways(path: Path, side: int | None = None) -> list[Named]:
    """How the name of a file can be understood, in a folder of texts of that side."""
    if holds_both(path):
        return []
    ways = ways_to_read(path)
    if side is None:
        return list(ways)
    return [replace(way, side=side, sure=True) for way in ways if way.side in (None, side)]


_Rule = Callable[[Named, Named], bool]


def _are_namesakes(one: Named, other: Named) -> bool:
    return one.side is other.side is None


def _are_sides(one: Named, other: Named) -> bool:
    return {one.side, other.side} == {ORIGINAL, TRANSLATION}


def _is_one_marked(one: Named, other: Named) -> bool:
    return (one.side is None) is not (other.side is None) and one.sure and other.sure


#: The first holds for two folders only.
_RULES: tuple[_Rule, ...] = (_are_namesakes, _are_sides, _is_one_marked)


def _paired(
    ours: Sequence[_Way], theirs: Sequence[_Way], rules: Sequence[_Rule], *, within: bool
) -> tuple[list[tuple[str, Path, Path]], set[Path]]:
    """The pairs that the rules give, one after the other, and the files with several partners."""
    by_key: dict[str, list[_Way]] = {}
    for path, way in theirs:
        by_key.setdefault(way.key, []).append((path, way))
    pairs: list[tuple[str, Path, Path]] = []
    several: set[Path] = set()
    taken: set[tuple[int, Path]] = set()  # 0 for the first folder, 1 for the second
    for rule in rules:
        partners: dict[tuple[int, Path], dict[Path, Named]] = {}
        for path, way in ours:
            for partner, other in by_key.get(way.key, ()):
                mine, its = (0, path), (0 if within else 1, partner)
                if path != partner and not taken & {mine, its} and rule(way, other):
                    partners.setdefault(mine, {}).setdefault(partner, way)
                    partners.setdefault(its, {}).setdefault(path, other)
        for (folder, path), known in partners.items():
            taken.add((folder, path))
            (partner, way), *more = known.items()
            back = partners[(0 if within else 1 - folder), partner]
            if more or len(back) > 1:
                several.add(path)
            elif folder == 0 and (not within or _is_first(way, back[path])):
                pairs.append((way.name or path.parent.name, path, partner))
    return pairs, several


def _is_first(one: Named, other: Named) -> bool:
    return one.side == ORIGINAL or other.side == TRANSLATION


def _listed(folder: Path, *, follow_links: bool, by_language: bool = False) -> Listed:
    """What is in a folder; it may hold no file.

    Args:
        by_language: take in the files of folders within it that are called by a language.

    Raises:
        InputError: it cannot be read.
    """
    root = folder.resolve()
    files: list[tuple[Path, int | None]] = []
    skipped: list[tuple[Path, str]] = []
    passed: list[tuple[Path, str]] = []
    waiting: list[tuple[Path, int | None]] = [(path, None) for path in _visible(folder)]
    while waiting:
        path, side = waiting.pop(0)
        reason = _not_followed(path, None if follow_links else root)
        if reason is not None:
            skipped.append((path, reason))
        elif path.is_file():
            files.append((path, side))
        elif is_folder(path):
            called = side_of_folder(path.name) if by_language and path.parent == folder else None
            if called is None or root.is_relative_to(path.resolve()):
                passed.append((path, "is a folder within the folder; it is not read"))
            else:
                waiting += [(each, called) for each in _visible(path)]
    once, twice = _each_once(files)
    return Listed(once, tuple(skipped), (*passed, *twice))


def _each_once(
    files: Sequence[tuple[Path, int | None]],
) -> tuple[tuple[tuple[Path, int | None], ...], list[tuple[Path, str]]]:
    """The files without the links to others of them, and those links."""
    known = {path.resolve(): path for path, _ in files if not path.is_symlink()}
    kept: list[tuple[Path, int | None]] = []
    twice: list[tuple[Path, str]] = []
    for path, side in files:
        first = known.setdefault(path.resolve(), path)
        if first == path:
            kept.append((path, side))
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


def read_texts(
    document: str, translation: str | None, how: Reading, report: Progress
) -> tuple[list[SegmentedDocument | Bitext], bool]:
    """Read a text, alone or aligned with its translation, or the texts of one or two folders.

    Files of folders are matched by name. One without a partner is read as a text alone, and
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
    matched = match_files(*folders, follow_links=how.follow_links)
    wanted = _wanted(matched, *folders, how.tell)
    texts: list[SegmentedDocument | Bitext] = []
    complete = matched.is_whole
    for done, (first, second) in enumerate(wanted):
        report("texts", done, len(wanted))
        try:
            texts += _read(first, second, how, report, within=folders[1] is None)
        except InputError as error:
            how.tell(f"{error}; left out")
            complete = False
    report("texts", len(wanted), len(wanted))
    if not texts:
        raise InputError(f"{document}: no file in it can be used", "see what is said of each")
    return texts, complete and all(text.is_whole for text in texts)


def _read(
    first: str, second: str | None, how: Reading, report: Progress, *, within: bool
) -> list[SegmentedDocument | Bitext]:
    """Read a file, or a pair; two of one folder that are in one language are no pair after all."""
    try:
        return [how.read(first, second, report)]
    except SameLanguageError as error:
        if second is None or not within:
            raise
        how.tell(f"{error.what}: each is taken as a text without translation")
    return [how.read(each, None, report) for each in (first, second)]


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


def _wanted(
    matched: Matched, document: Path, translation: Path | None, tell: Tell
) -> list[tuple[str, str | None]]:
    """The files to read, each with its partner or without, in the order of their names.

    Nothing is said of files without a partner in a single folder where none has one.
    """
    for listed in matched.listed:
        listed.tell(tell)
    for path, reason in matched.unmatched:
        if translation or matched.pairs or reason == _SEVERAL:
            tell(f"{path}: {reason}; taken as a text without translation")
    pairs: list[tuple[str, str | None]] = [(str(one), str(two)) for _, one, two in matched.pairs]
    alone = [path for path, _ in matched.unmatched]
    pairs += [(str(path), None) for path in (*alone, *matched.whole)]
    if not pairs:
        raise InputError(f"{document}: there is no file in it", "name a folder of texts")
    return sorted(pairs, key=lambda pair: pair[0])
