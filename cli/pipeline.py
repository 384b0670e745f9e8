"""From paths to proposals: what `extract`, `add` and `demo` share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from align.errors import InputError
from cli.console import progress
from cli.encoding import Encoding
from cli.guidance import GuidanceFiles
from cli.reading import read_folder, reading

if TYPE_CHECKING:
    from align.model import Bitext, SegmentedDocument
    from align.reading import Corrected
    from glossary.collecting import Found
    from glossary.reference import Reference


NO_GUIDANCE = GuidanceFiles()


def find_proposals(
    document: str,
    translation: str | None,
    *,
    reference: Reference | None,
    encoding: Encoding,
    guidance: GuidanceFiles = NO_GUIDANCE,
    pre_split: bool = False,
    force: bool = False,
    corrected: Corrected | None = None,
) -> Found:
    """Read texts, align those that have a translation, and extract the terms of all together.

    Args:
        document, translation: two files, or two folders that are matched by name; the translation
            may be None.
        reference: known concepts to pair with; None for none.
        encoding: the encoder to use.
        guidance: the user's dictionary, stop list and background.
        force: align even texts that do not seem to belong together.
        corrected: as in `Reading`.

    Raises:
        InputError: a text cannot be used; of a folder, none can.
        UnrelatedError: the texts do not seem to belong together.
    """
    from functools import cache

    from glossary.collecting import propose

    folders = _folders(document, translation)
    guided = guidance.read()
    load_once = cache(encoding.load)
    how = reading(pre_split=pre_split, force=force, encoder=load_once, corrected=corrected)
    texts: list[SegmentedDocument | Bitext]
    complete = True
    with progress() as report:
        if folders:
            texts, complete = read_folder(*folders, how, report)
        else:
            texts = [how.read(document, translation, report)]
        return propose(
            texts,
            reference=reference,
            encoder=load_once,
            progress=report,
            guidance=guided,
            complete=complete,
        )


def _folders(document: str, translation: str | None) -> tuple[Path, Path | None] | None:
    """The folders that are given; None for files.

    Raises:
        InputError: one is a folder and the other is not.
    """
    paths = [Path(path) for path in (document, translation) if path is not None]
    folders = [path for path in paths if path.is_dir()]
    if not folders:
        return None
    if len(folders) < len(paths):
        other = next(path for path in paths if path not in folders)
        raise InputError(
            f"{folders[0]} is a folder and {other} is not", "give two files or two folders"
        )
    return folders[0], folders[1] if len(folders) > 1 else None
