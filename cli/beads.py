"""From the paths of two texts to the beads that a command writes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from align.errors import InputError

if TYPE_CHECKING:
    from align.encoders import Encoder
    from align.model import Bitext
    from align.progress import Progress


@dataclass(frozen=True, slots=True)
class AlignmentOptions:
    """How a pair is to be aligned.

    Attributes:
        pre_split: the files hold one sentence a line.
        force: align even what does not seem to belong together.
        min_confidence: leave out the beads whose probability is below this, 0 to 1.
        follow_links: of folders read also what links lead to out of them.
    """

    pre_split: bool = False
    force: bool = False
    min_confidence: float = 0.0
    follow_links: bool = False


def align_files(
    source: str,
    target: str | None,
    options: AlignmentOptions,
    encoder: Callable[[], Encoder],
    report: Progress,
) -> tuple[Bitext, int]:
    """Read and align two files, in either order of languages.

    Args:
        target: None where the source holds both languages, already aligned.
        encoder: gives the encoder, once both files are read.

    Returns:
        The beads that are certain enough, and how many were left out.

    Raises:
        InputError: a file cannot be used, or they do not belong together.
    """
    from align.model import Bitext
    from cli.reading import reading

    how = reading(pre_split=options.pre_split, force=options.force, encoder=encoder)
    bitext = how.read(source, target, report)
    if not isinstance(bitext, Bitext):
        raise InputError(f"{source}: holds one language", "give its translation too")
    kept = tuple(bead for bead in bitext.beads if bead.score >= options.min_confidence)
    return replace(bitext, beads=kept), len(bitext.beads) - len(kept)


def left_out(count: int, options: AlignmentOptions) -> str:
    """How many beads were left out, for people."""
    from cli.console import counted

    return f"{counted(count, 'bead')} below a confidence of {options.min_confidence:g} left out"


def write_file(bitext: Bitext, form: str, path: Path) -> None:
    """Write beads to a file, whole or not at all.

    Raises:
        OutputError: the file cannot be written.
    """
    from exports.files import replacing
    from exports.registry import bitext_writer

    writer = bitext_writer(form)
    with replacing(path) as neighbour, neighbour.open("wb") as stream:
        writer.write(bitext, stream)


def write_out(bitext: Bitext, form: str) -> None:
    """Write beads to standard output; the form "table" is for people."""
    from exports.registry import bitext_writer

    if form == "table":
        _print(bitext)
    else:
        bitext_writer(form).write(bitext, sys.stdout.buffer)


def _print(bitext: Bitext) -> None:
    from cli.console import Column, print_table
    from exports.beads import bead_texts

    columns = (
        Column("Confidence", right=True),
        Column(str(bitext.source.language), share=1),
        Column(str(bitext.target.language), share=1),
    )
    print_table(
        columns,
        [(f"{bead.score:.2f}", *bead_texts(bitext, bead)) for bead in bitext.beads],
    )
