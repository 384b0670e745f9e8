"""`tifa export`: the glossary as a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from cli import options
from exports.registry import GLOSSARY_FORMATS, glossary_format
from glossary.model import ConceptStatus


@click.command("export", short_help="Write the glossary as an Excel workbook or another file.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(GLOSSARY_FORMATS)),
    help="Else what FILE's ending means.",
)
@click.option("--strict", is_flag=True, help="Write nothing where the format would lose anything.")
@options.statuses
@options.glossary
@click.pass_context
def command(
    context: click.Context,
    file: Path,
    format_: str | None,
    strict: bool,
    statuses: tuple[str, ...],
    glossary: str | None,
) -> None:
    """Write the glossary in use to FILE; its ending says in which format.

    What the format cannot carry is said on standard error, with the number of concepts. Formats for
    translation engines and CAT tools hold approved concepts only, the others all but rejected ones.
    Exit code 1 where something was cut or left out because it did not fit.
    """
    from cli.console import counted, say
    from cli.reference import begun_glossary
    from exports.exporting import LossError, export_glossary
    from exports.files import require_writable
    from glossary.store.exporting import material

    form = glossary_format(file, format_)
    require_writable(file)
    wanted = frozenset(map(ConceptStatus, statuses)) or form.statuses
    with begun_glossary(glossary) as store, material(store, statuses=wanted) as found:
        try:
            report = export_glossary(found, file, form, strict=strict)
        except LossError as error:
            _tell_lost(file, error.losses)
            raise
    _tell_lost(file, report.losses)
    for line in report.cut:
        say(f"tifa: {file}: {line}")
    click.echo(f"{counted(report.concepts, 'concept')} written to {file}")
    if report.cut:
        context.exit(1)


def _tell_lost(file: Path, losses: Sequence[str]) -> None:
    """Say on one line which fields a format does not carry."""
    from cli.console import say

    if losses:
        say(f"tifa: {file}: not carried: {'; '.join(losses)}")
