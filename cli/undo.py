"""`tifa undo`: a revision reversed by a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cli import options
from cli.curating import Change

if TYPE_CHECKING:
    from glossary.store.changing.undoing import Undone

_MOST_TOLD = 10  #: concepts that an undone withdrawal tells one by one


@click.command("undo", short_help="Reverse a revision by a new revision.")
@click.argument("numbers", nargs=-1, required=True, type=click.IntRange(1), metavar="REVISION...")
@options.changing
def command(numbers: tuple[int, ...], change: Change) -> None:
    """Put back what each REVISION changed, by a new revision; `tifa history` shows their numbers.

    What later revisions changed elsewhere in the concept stays. If one of them changed the same
    thing, nothing is done and that revision is named. The revisions of a merge are undone together,
    and so are those of a withdrawal, whose documents come back. Undoing the addition of a term
    removes it together with its evidence, so that adding the text again brings it back: to be rid
    of it, reject it. Several revisions are undone in the order given, each on its own. An undo can
    be undone. Exit code 1 if there is no such REVISION.
    """
    from glossary.store.changing.undoing import undo

    who = change.who
    with change.opened() as store:
        for number in numbers:
            undone = undo(store, number, who=who, why=change.reason)
            for each in undone[:_MOST_TOLD]:
                _tell(f"revision {number} undone: {_said(each)}")
            if more := len(undone[_MOST_TOLD:]):
                _tell(f"and {more} more; see: tifa history --limit {len(undone)}")


def _said(undone: Undone) -> str:
    """What became of one concept."""
    from glossary.model.changes import differences, name

    if undone.after is None:
        return f"taken out: {name(undone.before) if undone.before else undone.concept_id}"
    if undone.before is None:
        return f"put back: {name(undone.after)}"
    clauses = "; ".join(map(str, differences(undone.before, undone.after)))
    return f"{name(undone.after)}: {clauses or 'nothing to put back'}"


def _tell(line: str) -> None:
    from align.text import one_line
    from cli.console import tell

    tell(one_line(line))
