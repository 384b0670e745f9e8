"""From the paths of two texts to the beads that a command writes."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from align.errors import InputError

if TYPE_CHECKING:
    from align.model import Bitext
    from align.progress import Progress
    from align.reading import Reading


def align_files(
    source: str,
    target: str | None,
    reading: Reading,
    least: float,
    report: Progress,
) -> tuple[Bitext, int]:
    """Read and align two files, in either order of languages.

    Args:
        target: None where the source holds both languages, already aligned.
        least: the beads whose probability is below this, 0 to 1, are left out.

    Returns:
        The beads that are certain enough, and how many were left out.

    Raises:
        InputError: a file cannot be used, or they do not belong together.
    """
    from align.model import Bitext

    bitext = reading.read(source, target, report)
    if not isinstance(bitext, Bitext):
        raise InputError(f"{source}: holds one language", "give its translation too")
    kept = tuple(bead for bead in bitext.beads if bead.score >= least)
    return replace(bitext, beads=kept), len(bitext.beads) - len(kept)


def left_out(count: int, least: float) -> str:
    """How many beads were left out, for people."""
    from cli.console import counted

    return f"{counted(count, 'bead')} below a confidence of {least:g} left out"


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
    from cli.console import TableColumn, print_table
    from exports.beads import bead_texts

    columns = (
        TableColumn("Confidence", right=True),
        TableColumn(str(bitext.source.language), share=1),
        TableColumn(str(bitext.target.language), share=1),
    )
    print_table(
        columns,
        [(f"{bead.score:.2f}", *bead_texts(bitext, bead)) for bead in bitext.beads],
    )
