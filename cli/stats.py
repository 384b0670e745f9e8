"""`tifa stats`: the glossary in numbers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from cli import options
from cli.wanted import Few, of_concepts

if TYPE_CHECKING:
    from glossary.store.reading.statistics import Counts, Reviewer, Statistics, Tally


@click.command("stats", short_help="Count concepts, and who reviewed what.")
@options.as_json("One JSON object with all of it.")
@options.limit("At most N rows per table; --json has all.", default=20)
@of_concepts
@options.glossary
def command(as_json: bool, limit: int, few: Few, glossary: str | None) -> None:
    """Count the concepts of the glossary in use by status, kind, subject and document.

    With options that leave something out, the rest is counted, and only such documents are listed.
    A document counts the concepts that it gave evidence for. The last table says who made how many
    revisions of what sort, of how many concepts, and when the last one was.
    """
    from cli.console import counted, say, tell
    from cli.reference import begun_glossary
    from glossary.store.reading.statistics import statistics

    with begun_glossary(glossary) as store:
        found = statistics(store, few.chosen())
        every = sum(store.count().values())
    total = sum(found.statuses.values())
    if total < every:
        say(f"tifa: {counted(every - total, 'concept')} left out by {few}")
    if as_json:
        click.echo(json.dumps(_as_json(found), ensure_ascii=False))
        return
    tell(
        f"{counted(total, 'concept')}: "
        + ", ".join(f"{n:,} {status}" for status, n in found.statuses.items())
    )
    _print_tallies("Kinds", found.kinds, limit)
    _print_tallies("Subjects", found.subjects, limit)
    _print_tallies("Documents", found.documents, limit)
    _print_reviewers(found.reviewers, limit)


def _print_tallies(title: str, tallies: Sequence[Tally], limit: int) -> None:
    from cli.console import TableColumn, print_table
    from glossary.model import ConceptStatus

    if not tallies:
        return
    statuses = list(ConceptStatus)
    rows = [
        (
            f"{each.name or 'none'}{f' ({each.title})' if each.title else ''}",
            str(each.total),
            *(str(each.counts[status]) for status in statuses),
        )
        for each in tallies[:limit]
    ]
    columns = [
        TableColumn(title, share=1),
        TableColumn("All", right=True),
        *(TableColumn(status.capitalize(), right=True) for status in statuses),
    ]
    click.echo()
    print_table(columns, rows)
    _say_rest(len(tallies) - limit)


def _print_reviewers(reviewers: Sequence[Reviewer], limit: int) -> None:
    from cli.console import TableColumn, moment, print_table

    if not reviewers:
        return
    rows = [
        (
            each.name,
            str(each.concepts),
            ", ".join(f"{count} {action}" for action, count in each.actions.items()),
            moment(each.last),
        )
        for each in reviewers[:limit]
    ]
    columns = (
        TableColumn("People", share=1),
        TableColumn("Concepts", right=True),
        TableColumn("Revisions", share=2),
        TableColumn("Last"),
    )
    click.echo()
    print_table(columns, rows)
    _say_rest(len(reviewers) - limit)


def _say_rest(count: int) -> None:
    from cli.console import tell

    if count > 0:
        tell(f"and {count} more: --limit, --json")


def _as_json(found: Statistics) -> dict[str, object]:
    return {
        "statuses": _plain(found.statuses),
        "kinds": [{"kind": each.name, **_numbers(each)} for each in found.kinds],
        "subjects": [{"subject": each.name, **_numbers(each)} for each in found.subjects],
        "documents": [
            {"source": each.name, "title": each.title, **_numbers(each)} for each in found.documents
        ],
        "reviewers": [
            {
                "name": each.name,
                "concepts": each.concepts,
                "actions": dict(each.actions),
                "last": each.last.isoformat(),
            }
            for each in found.reviewers
        ],
    }


def _numbers(tally: Tally) -> dict[str, object]:
    return {"concepts": tally.total, "statuses": _plain(tally.counts)}


def _plain(counts: Counts) -> dict[str, int]:
    return {str(status): count for status, count in counts.items()}
