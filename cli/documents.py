"""`tifa documents`: what the evidence of the glossary comes from."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from align.errors import NotFoundError
from cli import options
from cli.particulars import record_as_json

if TYPE_CHECKING:
    from glossary.model import DocumentRevision, StoredDocument
    from glossary.store.reading.catalogue import Detail, Entry


@click.command("documents", short_help="List the documents that were added.")
@click.argument("names", nargs=-1, metavar="[DOCUMENT]...")
@click.option("--all", "everything", is_flag=True, help="Include those that were withdrawn.")
@options.as_json("One JSON object per document, one per line.")
@options.glossary
@click.pass_context
def command(
    context: click.Context,
    names: tuple[str, ...],
    everything: bool,
    as_json: bool,
    glossary: str | None,
) -> None:
    """List the documents of the glossary in use with title, issuer, date and rank.

    A document's concepts are those that it gave evidence for. With DOCUMENT, which is a number of
    this list, a file as it was added, or a title, all that is known of it is shown: what it is
    aligned with, and who did what to it. Exit code 1 if a DOCUMENT is not there.
    """
    from cli.console import say
    from cli.reference import begun_glossary
    from glossary.store.reading.catalogue import catalogue, details

    missed = False
    with begun_glossary(glossary) as store:
        if not names:
            _print_list(catalogue(store, withdrawn=everything), as_json=as_json)
        for name in names:
            try:
                found = details(store, name)
            except NotFoundError as error:
                say(f"tifa: {error}")
                missed = True
                continue
            _print_detail(found, as_json=as_json)
    context.exit(1 if missed else 0)


def _print_list(entries: Sequence[Entry], *, as_json: bool) -> None:
    from cli.console import TableColumn, print_table, say

    if as_json:
        for each in entries:
            click.echo(json.dumps(_as_json(each), ensure_ascii=False))
        return
    if not entries:
        say("tifa: no document is in use; --all shows those that were withdrawn")
        return
    columns = (
        TableColumn("#", right=True),
        TableColumn("Document", share=3),
        TableColumn("Title", share=3),
        TableColumn("Issuer", share=2),
        TableColumn("Date"),
        TableColumn("Rank"),
        TableColumn("Concepts", right=True),
        TableColumn("Added"),
    )
    rows = [
        (
            str(each.document.id),
            each.document.source,
            each.document.title,
            each.document.issuer,
            each.document.dated,
            _standing(each.document),
            str(each.concepts),
            f"{each.document.added:%Y-%m-%d}",
        )
        for each in entries
    ]
    print_table(columns, rows)


def _standing(document: StoredDocument) -> str:
    rank = document.authority or ""
    return f"{rank} (withdrawn)".strip() if document.withdrawn else rank


def _print_detail(found: Detail, *, as_json: bool) -> None:
    from cli.console import on_terminal, output, plain

    if as_json:
        click.echo(json.dumps(_detail_as_json(found), ensure_ascii=False))
        return
    console = output()
    for line in _detail_lines(found):
        indent = len(line) - len(line.lstrip())
        shown = plain(line)
        shown.pad_left(indent)
        console.print(shown, soft_wrap=not on_terminal(console))


def _detail_lines(found: Detail) -> list[str]:
    from cli.console import counted, moment

    document = found.entry.document
    when = document.withdrawn
    facts = {
        "title": document.title,
        "issuer": document.issuer,
        "date": document.dated,
        "rank": document.authority or "",
        "added": f"{moment(document.added)} by {document.who}",
        "withdrawn": moment(when) if when else "",
        "holds": f"{counted(found.segments, 'sentence')}; evidence for"
        f" {counted(found.entry.concepts, 'concept')}",
    }
    lines = [f"{document.id}  {document.source}  ({document.language.label})"]
    lines += [f"  {name}: {fact}" for name, fact in facts.items() if fact]
    for each in found.partners:
        own = f", {each.corrected} of them by people" if each.corrected else ""
        beads = counted(each.beads, "bead") + own
        lines.append(f"  aligned with: {each.document.id} {each.document.source} ({beads})")
    lines.append("  history:")
    for revision in found.history:
        why = f": {revision.why}" if revision.why else ""
        said = "".join(f"; {clause}" for clause in _clauses(revision))
        lines.append(f"    {moment(revision.when)}  {revision.who}  {revision.action}{why}{said}")
    return lines


#: What a revision keeps of a record, and what it is called here.
_LABELS = {"title": "title", "issuer": "issuer", "dated": "date", "authority": "rank"}


def _clauses(revision: DocumentRevision) -> list[str]:
    """What a revision changed, in words."""
    before, after = revision.before or {}, revision.after or {}
    said = []
    for name, label in _LABELS.items():
        old, new = before.get(name) or "none", after.get(name) or "none"
        if old != new:
            said.append(f"{label}: {old} → {new}" if revision.before else f"{label}: {new}")
    if "beads" in after:
        said.append(f"{len(before['beads'])} beads → {len(after['beads'])}")
    if revision.revisions:
        first, last = revision.revisions
        said.append(f"revisions {first} to {last}" if last > first else f"revision {first}")
    return said


def _as_json(entry: Entry) -> dict[str, object]:
    document = entry.document
    return {
        **record_as_json(document),
        "concepts": entry.concepts,
        "added": document.added.isoformat(),
        "who": document.who,
        "withdrawn": document.withdrawn and document.withdrawn.isoformat(),
        "digest": document.digest,
    }


def _detail_as_json(found: Detail) -> dict[str, object]:
    return {
        **_as_json(found.entry),
        "segments": found.segments,
        "aligned": [
            {"number": each.document.id, "beads": each.beads, "corrected": each.corrected}
            for each in found.partners
        ],
        "history": [
            {
                "time": each.when.isoformat(),
                "who": each.who,
                "action": each.action,
                "why": each.why,
                "before": each.before,
                "after": each.after,
                "revisions": each.revisions,
            }
            for each in found.history
        ],
    }
