"""`tifa withdraw`: documents taken back with their evidence."""

from __future__ import annotations

import click

from cli import options
from cli.curating import Change


@click.command("withdraw", short_help="Withdraw documents together with their evidence.")
@click.argument("names", nargs=-1, required=True, metavar="DOCUMENT...")
@options.changing
def command(names: tuple[str, ...], change: Change) -> None:
    """Withdraw each DOCUMENT: a number that `tifa documents` shows, or a file as it was added.

    What was drawn from it is removed: counts, contexts, definitions and renderings. What people
    wrote or approved stays. Concepts that rest on nothing else and that nobody has touched are
    removed as well. A text and its translation are two documents: name both. Adding a document
    again brings it back, and `tifa undo` with any of the revisions that this makes puts everything
    back at once. Exit code 1 if one of them is not there; then nothing is done.
    """
    from cli.console import counted, say, tell
    from glossary.store.changing.withdrawing import withdraw

    who = change.who
    with change.opened() as store:
        done = withdraw(store, names, who=who, why=change.reason)
    undo = f"; to take that back: tifa undo {done.revisions[0]}" if done.revisions else ""
    tell(
        f"{counted(len(done.documents), 'document')} withdrawn: {len(done.gone)} concepts gone,"
        f" {len(done.changed)} left without this evidence{undo}"
    )
    for each in done.partners:
        say(f"tifa: {each.source} (document {each.id}), which is aligned with it, stays")
