"""`tifa merge`: two concepts that are one, joined."""

from __future__ import annotations

import click

from cli import options
from cli.curating import Change, only_ones


@click.command("merge", short_help="Join two concepts that are the same.")
@click.argument("kept", metavar="KEPT")
@click.argument("gone", metavar="GONE")
@options.changing
@click.pass_context
def command(
    context: click.Context,
    kept: str,
    gone: str,
    change: Change,
) -> None:
    """Join the concept GONE into the concept KEPT; each is a term or an id.

    KEPT stays as it is and gains the terms, renderings, definitions, contexts, notes, frequencies
    and evidence of GONE, which leaves the glossary. Its preferred terms become admitted where KEPT
    has its own. Both get a revision, and `tifa undo` of either undoes the merge. What texts say
    later of the terms of GONE goes to KEPT. Exit code 1 if a term names no concept, or several:
    they are listed with their ids, and nothing is done.
    """
    from glossary.model.changes import name
    from glossary.store.changing.joining import merge

    who = change.who
    with change.opened() as store:
        first, second = only_ones(context, store, [kept, gone])
        stored = merge(store, first, second, who=who, why=change.reason)
    from cli.console import tell

    tell(
        f"{name(second)} ({second.id}) merged into {name(stored)} ({stored.id}),"
        f" revision {stored.revision}"
    )
