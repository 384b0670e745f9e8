"""`tifa reject`: proposals that are no terms, kept so that they do not come back."""

from __future__ import annotations

import click

from align.errors import SettingsError
from cli import options
from cli.curating import Change, decided


@click.command("reject", short_help="Reject concepts of the glossary, with a reason.")
@options.named
@options.bundled(
    "change",
    Change,
    click.option("--reason", required=True, metavar="TEXT", help="Why; it goes into the history."),
    options.glossary,
    options.reviewer,
)
@click.pass_context
def command(
    context: click.Context,
    names: tuple[str, ...],
    change: Change,
) -> None:
    """Reject the concepts that each TERM names: a term as it is written, or a concept's id.

    A rejected concept stays in the glossary out of sight, and adding its text again does not bring
    it back. "-" reads terms or ids from standard input, one per line. Where several concepts share
    a term, none is guessed: they are listed with their ids and left as they are, as is a term that
    no concept has. The others are rejected together, all or none; giving the list again changes
    nothing further. ID@REVISION rejects a concept only as it was at that revision: where somebody
    has changed it since, nothing is done and the exit code is 2. Exit code 1 if a term was not
    clear.
    """
    from glossary.model import ConceptStatus

    if not change.reason.strip():
        raise SettingsError("the reason is empty", "say why: --reason TEXT")
    decided(context, names, ConceptStatus.REJECTED, change)
