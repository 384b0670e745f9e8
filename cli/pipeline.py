"""From paths to proposals: what `extract`, `add` and `demo` share."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from align.errors import InputError
from cli.console import progress
from cli.encoding import Encoding
from cli.guidance import GuidanceFiles
from cli.reading import Reading, read_folder

if TYPE_CHECKING:
    from align.model import Bitext, SegmentedDocument
    from cli.reading import Corrected
    from glossary.model import Proposal
    from glossary.reference import Reference


#: What `add` and `demo` keep: below this score nine of ten proposals are no terms, and a
#: reviewer's time is worth more than the tenth.
WORTH_REVIEWING = 0.1

NO_GUIDANCE = GuidanceFiles()


@dataclass(frozen=True, slots=True)
class Found:
    """What extraction read and what it proposes, best first.

    Attributes:
        complete: whether every file of the folders that were given could be used.
    """

    texts: tuple[SegmentedDocument | Bitext, ...]
    proposals: tuple[Proposal, ...]
    complete: bool = True

    def scoring(self, least: float) -> tuple[Proposal, ...]:
        """The proposals with at least that score."""
        return tuple(proposal for proposal in self.proposals if proposal.score >= least)


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

    from glossary.extract import extract

    folders = _folders(document, translation)
    guided = guidance.read()
    load_once = cache(encoding.load)
    reading = Reading(pre_split=pre_split, force=force, encoder=load_once, corrected=corrected)
    texts: list[SegmentedDocument | Bitext]
    complete = True
    with progress() as report:
        if folders:
            texts, complete = read_folder(*folders, reading, report)
        else:
            texts = [reading.read(document, translation, report)]
        proposals = extract(
            texts, encoder=load_once(), reference=reference, guidance=guided, progress=report
        )
    return Found(tuple(texts), tuple(proposals), complete)


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
