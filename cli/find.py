"""`tifa find`: words in their contexts over all stored documents."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from align.errors import InputError
from cli import options
from cli.wanted import Wanted, of_documents

if TYPE_CHECKING:
    from rich.text import Text

    from align.model import Language
    from glossary.store.reading.concordance import Collocate, KeyWord

_ORDERS = ("date", "left", "right")
_SHOWN_NEAR = 5  #: words that are shown below the places
_LEAST_SIDE = 12  #: cells of context on either side


@click.command("find", short_help="Find words in all stored documents, in their contexts.")
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--sort",
    "order",
    type=click.Choice(_ORDERS),
    default="date",
    show_default=True,
    help="Oldest documents first, or by what stands left of the words (from its end), or right.",
)
@click.option(
    "--collocates",
    "only_near",
    is_flag=True,
    help="List the words that stand near instead, the most telling first.",
)
@options.languages_looked_in
@of_documents
@options.limit("Show at most N places, or words that stand near.", default=20)
@options.as_json("One JSON object per place or word, one per line.")
@options.glossary
@click.pass_context
def command(
    context: click.Context,
    words: tuple[str, ...],
    order: str,
    only_near: bool,
    languages: tuple[Language, ...],
    wanted: Wanted,
    limit: int,
    as_json: bool,
    glossary: str | None,
) -> None:
    """Find WORDS, as they are written, in the documents that were added and in their translations,
    and show each place with what stands around it and its translation.

    They are found in simplified and traditional characters, in capitals or not and, where words are
    inflected, in any form. Below come the words that stand right before and behind them most often:
    before 脱贫攻坚战 the verb 打赢. Exit code 1 if they are nowhere.
    """
    from cli.console import say
    from cli.reference import existing_glossary
    from glossary.store.reading.concordance import Order, collocates, concordance, translations

    query, documents = " ".join(words), wanted.checked()
    if not query.strip():
        raise InputError("no words are given", "give words as they are written in the documents")
    with existing_glossary(glossary) as store:
        found = (
            concordance(store, query, languages=languages, wanted=documents, order=Order(order))
            if store
            else []
        )
        if not store or not found:
            say(f"tifa: {query}: {wanted.nowhere(languages)}")
            context.exit(1)
        near = collocates(store, found, wanted=documents) if only_near else []
        opposite = [] if only_near else translations(store, found[:limit])
    if only_near:
        _print_near(near[:limit], as_json=as_json)
        return
    if as_json:
        from cli.forms import place_as_json

        for each, others in zip(found, opposite, strict=False):
            click.echo(json.dumps(place_as_json(each, others), ensure_ascii=False))
        return
    _print_places(found[:limit], opposite)
    _print_summary(found, limit)


def _print_places(
    found: Sequence[KeyWord], opposite: Sequence[Sequence[tuple[Language, str]]]
) -> None:
    """The places one below the other, on a terminal with what was found in one column."""
    from rich.text import Text

    from cli.console import on_terminal, output, plain

    console = output()
    is_cut = on_terminal(console)
    heads = [f"{each.document.dated or 'undated':<10}  " for each in found]
    widest = max(plain(each.found).cell_len for each in found)
    side = max(_LEAST_SIDE, (console.width - 12 - min(widest, console.width // 3)) // 2 - 1)
    for head, each, others in zip(heads, found, opposite, strict=True):
        left, right = _at_edges(each.before), _at_edges(each.after)
        if is_cut:
            left, right = _ending(left, side), _beginning(right, side)
        line = Text.assemble((head, "dim"), left, (plain(each.found).plain, "bold"), right)
        console.print(line, soft_wrap=True)
        for language, said in others:
            text = Text.assemble((f"{'':<10}  {language}  ", "dim"), plain(said))
            if is_cut:
                text = _beginning(text, console.width)
            console.print(text, style="dim", soft_wrap=True)


def _at_edges(text: str) -> Text:
    """Text beside a place on one line, with the blanks that part it from the place."""
    from rich.text import Text

    from cli.console import plain

    shown = plain(text)
    edges = [" " if each.isspace() else "" for each in (text[:1], text[-1:])]
    return Text.assemble(edges[0], shown, edges[1]) if shown.plain else Text(edges[0])


def _ending(text: Text, cells: int) -> Text:
    """The end of a text in so many cells, right-aligned."""
    plain = text.plain
    while text.cell_len > cells - 1 and plain:
        plain = plain[max(1, (text.cell_len - cells) // 2) :]
        text = type(text)(plain)
    text.pad_left(cells - text.cell_len)
    return text


def _beginning(text: Text, cells: int) -> Text:
    text = text.copy()
    text.truncate(cells, overflow="ellipsis")
    return text


def _print_summary(found: Sequence[KeyWord], limit: int) -> None:
    from rich.text import Text

    from cli.console import counted, plain, print_lines
    from glossary.store.reading.concordance import neighbours

    documents = len({each.document.id for each in found})
    said = f"{counted(len(found), 'place')} in {counted(documents, 'document')}"
    more = "" if len(found) <= limit else f"; {len(found) - limit:,} more: --limit"
    lines = [Text(), Text(said + more)]
    for label, near in zip(("before them", "behind them"), neighbours(found), strict=True):
        most = [(word, count) for word, count in near.most_common(_SHOWN_NEAR) if count > 1]
        if most:
            words = ", ".join(f"{word} {count:,}" for word, count in most)
            lines.append(plain(f"{label}: {words}"))
    print_lines(lines)


def _print_near(near: Sequence[Collocate], *, as_json: bool) -> None:
    from cli.console import TableColumn, print_table, say

    if as_json:
        for each in near:
            click.echo(json.dumps(_near_as_json(each), ensure_ascii=False))
        return
    if not near:
        say("tifa: no word stands near twice")
        return
    columns = (
        TableColumn("Word", share=2),
        TableColumn("Together", right=True),
        TableColumn("Elsewhere", right=True),
        TableColumn("Log-likelihood", right=True),
        TableColumn("Right before", right=True),
        TableColumn("Right behind", right=True),
    )
    rows = [
        (
            each.word,
            f"{each.together:,}",
            f"{each.elsewhere:,}",
            f"{each.strength:.1f}",
            f"{each.before:,}",
            f"{each.after:,}",
        )
        for each in near
    ]
    print_table(columns, rows)


def _near_as_json(each: Collocate) -> dict[str, object]:
    return {
        "word": each.word,
        "language": str(each.language),
        "together": each.together,
        "elsewhere": each.elsewhere,
        "log_likelihood": round(each.strength, 2),
        "before": each.before,
        "after": each.after,
    }
