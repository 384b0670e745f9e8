"""`tifa show`: an entry with its evidence, each piece opened in its place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from cli import options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.text import Text

    from align.model import Language
    from glossary.model import Context, StoredDocument
    from glossary.store.reading.concordance import KeyWord
    from glossary.store.reading.passages import Opened, Passage, PassageLine
    from glossary.store.reading.relations import Related
    from glossary.store.reading.usage import Usage

_MOST_DOCUMENTS = 20  #: that are shown to people


@click.command("show", short_help="Show an entry with its evidence, each piece in its place.")
@options.named
@click.option(
    "--around",
    type=click.IntRange(0, 1000),
    default=1,
    show_default=True,
    metavar="N",
    help="How many sentences before and after to show.",
)
@options.limit("Open at most N places.", default=3)
@options.shown_in
@options.as_json("One JSON object per concept, one per line.")
@options.glossary
@click.pass_context
def command(
    context: click.Context,
    names: tuple[str, ...],
    around: int,
    limit: int,
    shown: tuple[Language, ...],
    as_json: bool,
    glossary: str | None,
) -> None:
    """Show the entry of each TERM, a term as it is written or a concept's id.

    With its relations stands the sentence of the oldest document that shows them. Below come the
    documents that use it, oldest first, each with the terms that it uses and how often, and how
    reliable each rendering is, with what says so. Where renderings differ between issuers, they
    follow by rank, with the one to prefer: the one that a person decided for, and the one that
    rank, then recency, then count propose. Last come the places where it was found: title, issuer,
    date and rank of the document, and the surrounding sentences, beside those of the translation if
    there is one. "-" reads TERMs from standard input. Exit code 1 if a TERM means no concept.
    """
    from cli.console import say
    from cli.curating import each_name
    from cli.quoting import say_quoted
    from cli.reference import existing_glossary
    from glossary.store.reading.passages import opened
    from glossary.store.reading.relations import related_with_places

    missed = False
    with existing_glossary(glossary) as store:
        for name in each_name(names):
            found = opened(store, name, around=around, limit=limit) if store else []
            for each in found:
                others = related_with_places(store, each.concept) if store else []
                _show(each, others, shown, limit, as_json=as_json)
            if not found:
                say(f"tifa: {name}: not in the glossary")
                missed = True
        if store and missed:
            say_quoted("show", names, lambda term: bool(opened(store, term, around=0, limit=1)))
    context.exit(1 if missed else 0)


def _show(
    found: Opened,
    others: Sequence[tuple[Related, KeyWord | None]],
    shown_in: Sequence[Language],
    limit: int,
    *,
    as_json: bool,
) -> None:
    from cli.entries import narrowed, related_lines
    from glossary.model import languages_of

    whole, places = found.concept, found.passages
    concept = narrowed(whole, shown_in, languages_of(whole.terms)[0])
    if as_json:
        from cli.forms import entry_as_json

        click.echo(json.dumps(entry_as_json(concept, found, others), ensure_ascii=False))
        return
    from rich.text import Text

    from cli.console import counted, plain, print_lines
    from cli.corpora import standing_lines
    from cli.entries import concept_lines
    from cli.ladders import ladder_lines, rendering_lines

    lines = [*concept_lines(concept), *related_lines(others), *standing_lines(concept)]
    renderings = [each for each in found.renderings if each.term in concept.terms]
    lines += [*_usages(found.usages), *rendering_lines(renderings), *ladder_lines(found.ladders)]
    lines += [line for each in places for line in _place(each)]
    opened = {each.context for each in places}
    rest = [each for each in whole.contexts if each not in opened]
    room = limit - len(places)
    lines += [line for each in rest[:room] for line in _alone(each)]
    if rest[room:]:
        lines.append(plain(f"and {counted(len(rest[room:]), 'more place')}: --limit"))
    print_lines([*lines, Text()])


def _usages(found: Sequence[Usage]) -> list[Text]:
    """Who uses which term when, a document a line."""
    from rich.text import Text

    from cli.console import counted, plain

    if not found:
        return []
    lines = [Text(f"  in {counted(len(found), 'document')}", "bold")]
    for usage in found[:_MOST_DOCUMENTS]:
        document = usage.document
        forms = ", ".join(f"{form.text} ({form.frequency})" for form in usage.forms)
        lines.append(
            Text.assemble(
                (f"    {document.dated or 'undated':<10}  ", "dim"),
                plain(f"{document.title or document.source}: {forms}"),
            )
        )
    if found[_MOST_DOCUMENTS:]:
        lines.append(Text(f"    and {len(found) - _MOST_DOCUMENTS:,} more: --json"))
    return lines


def _alone(context: Context) -> list[Text]:
    """A context whose document is not in the glossary."""
    from rich.text import Text

    from cli.console import plain

    heading = Text.assemble("  ", plain(context.source or "no document"), style="bold")
    return [heading, *(Text.assemble("  >       ", plain(side.text)) for side in context.sides)]


def _place(passage: Passage) -> list[Text]:
    from rich.text import Text

    from cli.console import plain

    heading = Text.assemble("  ", plain(called(passage.document)), style="bold")
    if passage.translation is not None:
        heading.append_text(Text.assemble("  |  ", plain(called(passage.translation))))
    return [heading, *(text for line in passage.lines for text in _sentences(line))]


def called(document: StoredDocument) -> str:
    """A document on one line: what it is called, who issued it when, and its rank."""
    withdrawn = "withdrawn" if document.withdrawn else ""
    known = document.issuer, document.dated, document.authority, withdrawn
    facts = ", ".join(filter(None, known))
    return f"{document.title or document.source}{f' ({facts})' if facts else ''}"


def _sentences(line: PassageLine) -> list[Text]:
    from rich.text import Text

    from align.text import visible
    from glossary.model.windows import cut

    shown = []
    for side in line.sides:
        shown_text, marks = cut(side.text, side.spans)
        own = Text(visible(shown_text), "" if line.is_evidence else "dim")
        for start, end in marks:
            own.stylize("bold", start, end)
        mark = "  > " if line.is_evidence else "    "
        shown.append(Text.assemble((f"{mark}{side.segments[0] + 1:>4}  ", "dim"), own))
    return shown
