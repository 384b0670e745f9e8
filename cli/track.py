"""`tifa track`: when, where and in which words terms are used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cli import options, reports
from cli.reports import ReportGoes
from cli.wanted import Wanted, of_documents

if TYPE_CHECKING:
    from glossary.model import Concept
    from glossary.store import Glossary

_PERIODS = ("month", "quarter", "year")


@click.command("track", short_help="Show when, where and in which words terms are used.")
@options.named
@click.option(
    "--by",
    type=click.Choice(_PERIODS),
    default="quarter",
    show_default=True,
    help="How long a period is.",
)
@of_documents
@reports.report
@options.glossary
@click.pass_context
def command(
    context: click.Context,
    names: tuple[str, ...],
    by: str,
    wanted: Wanted,
    goes: ReportGoes,
    glossary: str | None,
) -> None:
    """Count every use of each TERM in the documents that were added, by period and by issuer.

    All terms of an entry count, in all languages, and where a short form stands within a longer one
    the place is one. A TERM that no entry has is looked for as it is written. What is shown: uses,
    the documents that use it and their share of all, with its heat; first and last use; forms and
    renderings by period and issuer; and the documents. Dates are those of the documents.

    "-" reads TERMs from standard input. Exit code 1 if a TERM is nowhere used.
    """
    from cli.console import say
    from cli.curating import each_name
    from cli.reference import existing_glossary
    from exports.reports.track import track_report
    from glossary.store.reading.tracking import By, track

    form, documents = goes.checked(), wanted.checked()
    found, missed = [], []
    with existing_glossary(glossary) as store:
        for name in dict.fromkeys(each_name(names)):
            tracked = (
                [
                    track(store, _called(name, concept), concept, by=By(by), wanted=documents)
                    for concept in _meant(store, name)
                ]
                if store
                else []
            )
            used = [each for each in tracked if each.uses]
            found += used
            if not used:
                missed.append(name)
                say(f"tifa: {name}: {wanted.nowhere()}")
    if found:
        goes.give(track_report(found), form)
    context.exit(1 if missed else 0)


def _called(name: str, concept: Concept | None) -> str:
    """What the term is called: an id says nothing to people."""
    from glossary.model.changes import name as terms_of

    return name if concept is None or name != concept.id else terms_of(concept)


def _meant(store: Glossary, name: str) -> list[Concept | None]:
    """The concepts that a term or id names; None where there are none."""
    from glossary.store.searching.names import concepts_named

    with store.reading() as connection:
        (found,) = concepts_named(connection, [name])
        return list(found.concepts) or [None]
