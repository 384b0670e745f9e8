"""`tifa align`: the sentences of a text beside those of its translation."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli import options

if TYPE_CHECKING:
    from align.model import Bitext

FORMATS = ("table", "tsv", "tmx", "indices")


@click.command("align", short_help="Align a text and its translation by sentence.")
@click.argument("source")
@click.argument("target")
@options.pre_split
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    help="Form of the result; by default what FILE's ending means, else a table.",
)
@options.output_file
@options.encoder
def command(
    source: str,
    target: str,
    pre_split: bool,
    format_: str | None,
    output: str | None,
    encoder: str | None,
) -> None:
    """Align SOURCE and TARGET, a Chinese and an English text in either order, by sentence.

    Reads plain text, Markdown, HTML, Word and PDF; "-" is standard input. Each bead of the result
    has a confidence: the probability, 0 to 1, that its sentences translate each other.
    """
    from align.encoders import load
    from align.sentences import align
    from cli.console import progress
    from cli.reading import read_pair
    from cli.settings import encoder_name
    from exports.files import require_writable

    path = Path(output) if output else None
    form = format_ or _form_of(path)
    if path:
        require_writable(path)
    first, second = read_pair(source, target, pre_split=pre_split)
    with progress() as report:
        bitext = align(first, second, load(encoder_name(encoder)), report)
    _write(bitext, form, path)


def _form_of(path: Path | None) -> str:
    from exports.registry import BITEXT_FORMATS

    if path is None:
        return "table"
    for format_ in BITEXT_FORMATS.values():
        if format_.suffix and path.suffix.lower() == format_.suffix:
            return format_.name
    endings = ", ".join(each.suffix for each in BITEXT_FORMATS.values() if each.suffix)
    raise click.UsageError(f"{path}: no format has this ending; use {endings}, or --format")


def _write(bitext: Bitext, form: str, path: Path | None) -> None:
    from exports.files import replacing
    from exports.registry import bitext_writer

    if form == "table":
        if path is not None:
            raise click.UsageError("a table goes to standard output; give --format for a file")
        _print(bitext)
        return
    writer = bitext_writer(form)
    if path is None:
        writer.write(bitext, sys.stdout.buffer)
        return
    with replacing(path) as neighbour, neighbour.open("wb") as stream:
        writer.write(bitext, stream)


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
