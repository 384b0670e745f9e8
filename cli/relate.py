"""`tifa relate`: what one concept is to another, as people say it."""

from __future__ import annotations

import click

from cli import options
from cli.curating import Change, only_ones

_KINDS = ("member-of", "short-for", "supersedes", "broader", "see-also")


@click.command("relate", short_help="Say what one concept is to another.")
@click.argument("concept", metavar="TERM")
@click.argument("kind", type=click.Choice(_KINDS))
@click.argument("target", metavar="OTHER")
@click.option(
    "--remove", is_flag=True, help="Take the relation back, or deny one that is proposed."
)
@options.changing
@click.pass_context
def command(
    context: click.Context,
    concept: str,
    kind: str,
    target: str,
    remove: bool,
    change: Change,
) -> None:
    """Say that TERM has a relation to OTHER, each a term or an id: it is a member of the numeric
    formula OTHER, it is short for OTHER, it supersedes OTHER, OTHER is the broader concept, or
    OTHER is to be seen as well.

    `tifa show` shows relations at both ends, and those that the glossary itself shows as proposed:
    a concept that a formula lists, a short form whose note names its full form, a formula that has
    the members of an earlier one and more, what sentences say (从X改为Y, X等Y), and
    what keeps company in documents. --remove denies these for good. Both concepts get a revision;
    `tifa undo` takes it back. Exit code 1 if a term names no concept or several, or if there is no
    relation to remove.
    """
    from cli.console import say, tell
    from glossary.model import RelationKind
    from glossary.model.changes import name
    from glossary.store.changing.relating import relate, unrelate

    who, wanted = change.who, RelationKind(kind.replace("-", " "))
    with change.opened() as store:
        owner, other = only_ones(context, store, [concept, target])
        do = unrelate if remove else relate
        is_done = do(store, owner, wanted, other, who=who, why=change.reason)
    said = f"{name(owner)} ({owner.id}): {wanted} {name(other)} ({other.id})"
    if is_done:
        tell(f"{said}, no more" if remove else said)
    elif remove:
        say(f"tifa: {said}: no such relation")
        context.exit(1)
    else:
        tell(f"{said}, as before")
