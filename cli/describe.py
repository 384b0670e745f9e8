"""`tifa describe`: what is known of a document, corrected."""

from __future__ import annotations

import click

from align.errors import SettingsError
from cli import options, particulars
from cli.curating import Change


@click.command("describe", short_help="Say what a document is: title, issuer, date, rank.")
@click.argument("document")
@particulars.of_document
@options.changing
def command(
    document: str,
    title: str | None,
    issuer: str | None,
    date: str | None,
    authority: str | None,
    change: Change,
) -> None:
    """Change the record of DOCUMENT, a number that `tifa documents` shows, or a file as added.

    What is not given stays as it is; "" empties a field. The change goes into the history of the
    document. Exit code 1 if there is no such document.
    """
    from glossary.store.reading.catalogue import describe

    given = particulars.particulars(title, issuer, date, authority)
    if not any(each is not None for each in (title, issuer, date, authority)):
        raise SettingsError(
            f"nothing is said of {document}", "give --title, --issuer, --date or --authority"
        )
    who = change.who
    with change.opened() as store:
        before, after = describe(store, document, given, who=who, why=change.reason)
    from cli.console import tell

    done = "changed" if before != after else "was so before"
    tell(f"{after.id} {after.source}: {done}")
