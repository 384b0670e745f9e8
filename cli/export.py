"""`tifa export`: the glossary as a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from cli import options
from exports.registry import GLOSSARY_FORMATS, glossary_format, glossary_writer
from glossary.model import Concept, ConceptStatus


@click.command("export", short_help="Write the glossary as an Excel workbook or JSON Lines.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(GLOSSARY_FORMATS)),
    help="Else what FILE's ending means.",
)
@options.statuses
@options.glossary
@click.pass_context
def command(
    context: click.Context,
    file: Path,
    format_: str | None,
    statuses: tuple[str, ...],
    glossary: str | None,
) -> None:
    """Write the glossary in use to FILE: an Excel workbook (.xlsx) or JSON Lines (.jsonl).

    Exit code 1 where the format could not carry everything; what it could not is said.
    """
    from cli.console import counted, say
    from cli.reference import begun_glossary
    from exports.files import require_writable
    from glossary.lookup import LIVE

    form = glossary_format(file, format_)
    require_writable(file)
    wanted = frozenset(map(ConceptStatus, statuses)) or LIVE
    with begun_glossary(glossary) as store:
        concepts = Counted(store.iterate(statuses=wanted))
        losses = glossary_writer(form).write(concepts, file)
    for loss in losses:
        say(f"tifa: {file}: not carried: {loss}")
    click.echo(f"{counted(concepts.count, 'concept')} written to {file}")
    if losses:
        context.exit(1)


class Counted:
    """Concepts with the number of those that were taken, whatever others add meanwhile."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._concepts = concepts
        self.count = 0

    def __iter__(self) -> Iterator[Concept]:
        for concept in self._concepts:
            self.count += 1
            yield concept
