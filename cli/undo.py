"""`tifa undo`: a revision reversed by a new one."""

from __future__ import annotations

import click

from cli import options


@click.command("undo", short_help="Reverse a revision by a new revision.")
@click.argument("numbers", nargs=-1, required=True, type=click.IntRange(1), metavar="REVISION...")
@options.reason
@options.glossary
@options.reviewer
def command(
    numbers: tuple[int, ...], reason: str, glossary: str | None, reviewer: str | None
) -> None:
    """Put back what each REVISION changed, by a new revision; `tifa history` shows their numbers.

    What later revisions changed elsewhere in the concept stays. Where one of them changed the same,
    nothing is done and it is named. The revisions of a merge are undone together. Undoing the
    addition of a term takes it out together with its evidence, so that adding the text again brings
    it back: to be rid of it, reject it. Several revisions are undone in the order given, each for
    itself. An undo can be undone.
    """
    from cli.curating import open_to_change
    from cli.settings import reviewer_name
    from glossary.changes import differences, name
    from glossary.store.undoing import undo

    who = reviewer_name(reviewer)
    with open_to_change(glossary) as store:
        for number in numbers:
            for each in undo(store, number, who=who, why=reason):
                if each.after is None:
                    gone = name(each.before) if each.before else each.concept_id
                    said = f"taken out: {gone}"
                elif each.before is None:
                    said = f"put back: {name(each.after)}"
                else:
                    clauses = "; ".join(map(str, differences(each.before, each.after)))
                    said = f"{name(each.after)}: {clauses or 'nothing to put back'}"
                _tell(f"revision {number} undone: {said}")


def _tell(line: str) -> None:
    from align.text import one_line, visible

    click.echo(visible(one_line(line)))
