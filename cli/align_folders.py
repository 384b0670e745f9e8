"""Two folders of texts and their translations, aligned pair by pair."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from align.errors import InputError, OutputError
from cli.beads import Wishes
from cli.encoding import Encoding

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
    for path in visible_files(folder):
        found.setdefault(_LANGUAGE.sub("", path.stem), []).append(path)
    return found


def visible_files(folder: Path) -> list[Path]:
    """The files of a folder by name; hidden ones and folders within it are passed over.

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


def align_folders(
    first: Path, second: Path, output: Path, form: str, wishes: Wishes, encoding: Encoding
) -> bool:
    """Align the pairs of two folders into files of a third, and say what was left out.

    A pair that cannot be aligned is reported, and the work goes on with the next.

    Returns:
        Whether nothing was left out.

    Raises:
        InputError: no file has a partner.
        OutputError: the third folder cannot be made, or is one of the two.
    """
    from functools import cache

    from cli.beads import align_files, left_out, write_file
    from cli.console import counted, progress, say
    from exports.files import require_writable
    from exports.registry import BITEXT_FORMATS

    matched = match_files(first, second)
    if not matched.pairs:
        raise InputError(
            f"no file in {first} has a partner in {second}",
            "give both files of a pair the same name, such as speech.zh.txt and speech.en.txt",
        )
    _prepare(output, (first, second))
    for path, reason in matched.unmatched:
        say(f"tifa: {path}: {reason}")
    partial = failed = 0
    load_once = cache(encoding.load)
    with progress() as report:
        for done, (name, source, target) in enumerate(matched.pairs):
            report("pairs", done, len(matched.pairs))
            path = output / (name + BITEXT_FORMATS[form].suffix)
            try:
                require_writable(path)
                bitext, fewer = align_files(str(source), str(target), wishes, load_once, report)
                write_file(bitext, form, path)
            except (InputError, OutputError) as error:
                say(f"tifa: {error}")
                failed += 1
                continue
            if fewer:
                say(f"tifa: {path}: {left_out(fewer, wishes)}")
                partial += 1
        report("pairs", len(matched.pairs), len(matched.pairs))
    aligned = len(matched.pairs) - failed
    say(
        f"{counted(aligned, 'pair')} aligned in {output}, {failed} failed,"
        f" {counted(len(matched.unmatched), 'file')} without a partner"
    )
    return not (failed or partial or matched.unmatched)


def _prepare(output: Path, inputs: Sequence[Path]) -> None:
    """Make the folder of results, which must not hold the texts: a result could replace one."""
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"{output}: {error.strerror}", "name a folder that you may write"
        ) from error
    if any(output.samefile(folder) for folder in inputs):
        raise OutputError(f"{output}: holds the texts", "name another folder for the results")
