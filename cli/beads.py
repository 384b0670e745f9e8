"""From the paths of texts to the beads that a command writes."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from align.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.model import Aligned
    from align.progress import Progress
    from align.reading import Reading


def align_files(
    source: str,
    targets: Sequence[str],
    reading: Reading,
    least: float,
    report: Progress,
) -> tuple[Aligned, int]:
    """Read and align a file and its translations; the only translation may come first.

    Args:
        targets: none where the source holds the translations too, already aligned.
        least: the beads whose probability is below this, 0 to 1, are left out.

    Returns:
        The beads that are certain enough, and how many were left out.

    Raises:
        InputError: a file cannot be used, or they do not belong together.
    """
    from align.model import Bitext
    from align.uniting import unite

    texts = reading.read_all(source, targets, report)
    bitexts = [text for text in texts if isinstance(text, Bitext)]
    if not bitexts:
        raise InputError(f"{source}: holds one language", "give its translation too")
    if len(bitexts) == 1:
        (bitext,) = bitexts
        certain = tuple(bead for bead in bitext.beads if bead.score >= least)
        return replace(bitext, beads=certain), len(bitext.beads) - len(certain)
    united = unite(bitexts)
    kept = tuple(bead for bead in united.beads if bead.score >= least)
    return replace(united, beads=kept), len(united.beads) - len(kept)


def left_out(count: int, least: float) -> str:
    """How many beads were left out, for people."""
    from cli.console import counted

    return f"{counted(count, 'bead')} below a confidence of {least:g} left out"


def write_file(texts: Aligned, form: str, path: Path) -> None:
    """Write beads to a file, whole or not at all.

    Raises:
        OutputError: the file cannot be written.
    """
    from exports.files import replacing
    from exports.registry import bitext_writer

    writer = bitext_writer(form)
    with replacing(path) as neighbour, neighbour.open("wb") as stream:
        writer.write(texts, stream)


def write_out(texts: Aligned, form: str) -> None:
    """Write beads to standard output; the form "table" is for people."""
    from exports.registry import bitext_writer

    if form == "table":
        _print(texts)
    else:
        bitext_writer(form).write(texts, sys.stdout.buffer)


def _print(texts: Aligned) -> None:
    from cli.console import TableColumn, print_table
    from exports.beads import bead_texts

    columns = (
        TableColumn("Confidence", right=True),
        *(TableColumn(str(side.language), share=1) for side in texts.sides),
    )
    print_table(
        columns,
        [(f"{bead.score:.2f}", *bead_texts(texts, bead)) for bead in texts.beads],
    )
