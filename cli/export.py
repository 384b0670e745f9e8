"""`tifa export`: the glossary as a file."""

from __future__ import annotations

from pathlib import Path

import click

from align.errors import GlossaryError
from cli import options


def _formats() -> list[str]:
    from exports.registry import GLOSSARY_FORMATS

    return list(GLOSSARY_FORMATS)


@click.command("export", short_help="Write the glossary as an Excel workbook or JSON Lines.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--format", "format_", type=click.Choice(_formats()), help="Else what FILE's ending means."
)
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice(["proposed", "in review", "approved", "rejected"]),
    help="Only concepts of this status; can be given more than once. Else all but rejected ones.",
)
@options.glossary
def command(
    file: Path, format_: str | None, statuses: tuple[str, ...], glossary: str | None
) -> None:
    """Write the glossary in use to FILE: an Excel workbook (.xlsx) or JSON Lines (.jsonl)."""
    from cli.console import say
    from cli.reference import existing_glossary
    from exports.files import require_writable
    from exports.registry import glossary_format, glossary_writer
    from glossary.model import ConceptStatus

    form = glossary_format(file, format_)
    require_writable(file)
    wanted = [ConceptStatus(status) for status in statuses] or [
        status for status in ConceptStatus if status is not ConceptStatus.REJECTED
    ]
    with existing_glossary(glossary) as store:
        if store is None:
            raise GlossaryError("there is no glossary yet", "begin one with: tifa add ARTICLE")
        count = sum(store.count().get(status, 0) for status in wanted)
        losses = glossary_writer(form).write(store.iterate(statuses=wanted), file)
    for loss in losses:
        say(f"tifa: {file}: not carried: {loss}")
    click.echo(f"{count} concepts written to {file}")
