"""`tifa approve`: proposals accepted into the glossary."""

from __future__ import annotations

import click

from cli import options
from cli.curating import Change, decided


@click.command("approve", short_help="Approve concepts of the glossary.")
@options.named
@options.changing
@click.pass_context
def command(
    context: click.Context,
    names: tuple[str, ...],
    change: Change,
) -> None:
    """Approve the concepts that each TERM names: a term as it is written, or a concept's id.

    "-" reads terms or ids from standard input, one per line. Where several concepts share a term,
    none is guessed: they are listed with their ids and left as they are, as is a term that no
    concept has. The others are approved together, all or none; giving the list again changes
    nothing further. ID@REVISION approves a concept only as it was at that revision: where somebody
    has changed it since, nothing is done and the exit code is 2. Exit code 1 if a term was not
    clear.
    """
    from glossary.model import ConceptStatus

    decided(context, names, ConceptStatus.APPROVED, change)
