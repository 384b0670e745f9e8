"""`tifa history`: who changed what, when and why."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from cli import options

if TYPE_CHECKING:
    from rich.text import Text

    from glossary.model import Revision
    from glossary.store.reading.history import ConceptHistory


@click.command("history", short_help="Show who changed what, when and why.")
@click.argument("names", nargs=-1, metavar="[TERM|ID]...")
@options.as_json("One JSON object per revision, one per line.")
@options.limit("Without a TERM, the newest N revisions.", default=20)
@options.glossary
@click.pass_context
def command(
    context: click.Context,
    names: tuple[str, ...],
    as_json: bool,
    limit: int,
    glossary: str | None,
) -> None:
    """Show the revisions of the concepts that each TERM names, oldest first.

    TERM is a term as it is written, or a concept's id; "-" reads them from standard input, one per
    line. Without any, the newest revisions of the whole glossary are shown. Each revision has a
    number, which `tifa undo` takes, and shows field by field what was there before and after;
    --json has the whole concept before and after. Concepts that are gone, because they were merged
    into others, their addition was undone or their documents were withdrawn, are found as well.
    `tifa documents` has the history of a document. Exit code 1 if a TERM has no history.
    """
    from cli.console import say
    from cli.curating import each_name
    from cli.reference import begun_glossary
    from glossary.store.reading.history import concept_histories, latest

    missed = False
    with begun_glossary(glossary) as store:
        if not names:
            _show(latest(store, limit), as_json=as_json, headed=False)
        for name in each_name(names):
            found = concept_histories(store, name)
            if not found:
                say(f"tifa: {name}: not in the glossary")
                missed = True
            for each in found:
                if not as_json:
                    _print_heading(each)
                _show(each.revisions, as_json=as_json)
    context.exit(1 if missed else 0)


def _show(revisions: Iterable[Revision], *, as_json: bool, headed: bool = True) -> None:
    from cli.forms import revision_as_json

    for revision in revisions:
        if as_json:
            click.echo(json.dumps(revision_as_json(revision), ensure_ascii=False))
        else:
            _print(revision, headed=headed)


def _print_heading(found: ConceptHistory) -> None:
    from cli.console import output, plain
    from cli.curating import line_of

    gone = f"{found.concept_id}  (no longer in the glossary)"
    output().print(plain(line_of(found.concept) if found.concept else gone), soft_wrap=True)


def _print(revision: Revision, *, headed: bool) -> None:
    """Print a revision; where no heading says of what concept, its line does."""
    from rich.text import Text

    from cli.console import moment, plain, print_lines
    from glossary.model.changes import name

    why = f": {revision.why}" if revision.why else ""
    concept = None if headed else revision.after or revision.before
    of = f"  {name(concept)}" if concept else ""
    line = Text.assemble(
        (f"  {revision.number}", "bold"),
        f"  {moment(revision.when)}  ",
        plain(revision.who),
        "  ",
        plain(f"{revision.action}{why}"),
        "  " if of else "",
        plain(of),
    )
    print_lines([line, *_clauses(revision)])


def _clauses(revision: Revision) -> list[Text]:
    from rich.text import Text

    from cli.console import plain
    from glossary.model.changes import clauses

    return [Text.assemble("    ", plain(clause)) for clause in clauses(revision)]
