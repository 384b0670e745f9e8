"""`tifa lookup`: a term in any language, with all that the glossary knows of it."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from align.errors import SettingsError
from align.model import Language
from cli import options
from cli.reference import Asked
from cli.streams import given
from glossary.model import ConceptStatus

if TYPE_CHECKING:
    from glossary.corpora.standing import Standing
    from glossary.finding import Match
    from glossary.store import Glossary

#: Characters of a query that a message repeats.
MOST_SHOWN = 80


@click.command("lookup", short_help="Look up terms in any language.")
@click.argument("queries", nargs=-1, required=True, metavar="QUERY...")
@options.as_json("One JSON object per match, one per line.")
@options.limit("At most N matches per query.", default=5)
@options.language("Match terms of this language only.")
@options.shown_in
@options.statuses("all but rejected ones")
@options.asking
@click.pass_context
def command(
    context: click.Context,
    queries: tuple[str, ...],
    as_json: bool,
    limit: int,
    language: str | None,
    shown: tuple[Language, ...],
    statuses: tuple[str, ...],
    asked: Asked,
) -> None:
    """Look up each QUERY, a term in any language, in any form of its words, with accents or
    without, as it is or in Latin letters (pinyin, Hepburn, Revised Romanisation), or the initials
    of pinyin.

    Answers from the glossary in use and, where that has nothing, from the starter glossary. "-"
    reads queries from standard input, one per line, and answers each at once. Exit code 1 if a
    query finds nothing.
    """
    from cli.quoting import say_quoted
    from glossary.finding import lookup
    from glossary.model import LIVE

    if not all(query.strip() for query in queries):
        raise SettingsError("a query is empty", "give a term to look up")
    only = Language(language) if language else None
    wanted = frozenset(map(ConceptStatus, statuses)) or LIVE
    missed = False
    with asked.opened() as (store, reference):
        for query in given(queries):
            matches = lookup(store, reference, query, language=only, limit=limit, statuses=wanted)
            missed = missed or not matches
            narrowed = [_narrowed(match, shown) for match in matches]
            _answer(query, narrowed, store, as_json=as_json)
        say_quoted(
            "lookup",
            queries,
            lambda term: any(match.is_same for match in lookup(store, reference, term, limit=1)),
        )
    context.exit(1 if missed else 0)


def _narrowed(match: Match, shown: Sequence[Language]) -> Match:
    """A match in the languages to be shown, and in the one that its concept is named in."""
    from cli.entries import narrowed
    from glossary.model import languages_of

    named_in = languages_of(match.concept.terms)[:1] if shown else ()
    wanted = (*named_in, *shown)
    return replace(match, concept=narrowed(match.concept, wanted, match.term.language))


def _answer(query: str, matches: Sequence[Match], store: Glossary | None, *, as_json: bool) -> None:
    from cli.console import say

    if not matches:
        shown = query if len(query) <= MOST_SHOWN else f"{query[:MOST_SHOWN]}…"
        attested = "".join(f"; in {each.told}" for each in _attested(query))
        say(f"tifa: {shown}: nothing found{attested}")
    elif as_json:
        from cli.forms import match_as_json

        lines = (
            json.dumps(match_as_json(query, match, rank, len(matches), store), ensure_ascii=False)
            for rank, match in enumerate(matches, start=1)
        )
        click.echo("\n".join(lines))
    else:
        from cli.entries import print_entry

        for match in matches:
            print_entry(match)
    sys.stdout.flush()  # whoever asks over a pipe waits for the answer


def _attested(query: str) -> list[Standing]:
    """How a query that is no term of a glossary stands in corpora, where it does."""
    from cli.corpora import standings

    if query.isascii() or len(query) > MOST_SHOWN:
        return []
    return [each for each in standings(query) if each.units]
