"""`tifa defer`: concepts put back among those that wait for a decision."""

from __future__ import annotations

import click

from cli import options
from cli.curating import Change, decided


@click.command("defer", short_help="Put concepts back for review.")
@options.named
@click.option(
    "--status",
    type=click.Choice(["proposed", "in review"]),
    default="proposed",
    show_default=True,
    help="The status to give them.",
)
@options.changing
@click.pass_context
def command(
    context: click.Context,
    names: tuple[str, ...],
    status: str,
    change: Change,
) -> None:
    """Put the concepts that each TERM names back for review, whatever was decided before.

    TERM is a term as it is written, or a concept's id; "-" reads them from standard input, one per
    line. Terms that no concept or several concepts have are listed and left as they are, as with
    `tifa approve`; the others change together, all or none. Exit code 1 if a term was not clear.
    """
    from glossary.model import ConceptStatus

    decided(context, names, ConceptStatus(status), change)
