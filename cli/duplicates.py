"""`tifa duplicates`: concepts that may be one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

import click

from align.model import Language
from cli import options

if TYPE_CHECKING:
    from glossary.curating.duplicates import Duplicate
    from glossary.model import Concept
    from glossary.store import Glossary

_BATCH = 200  #: groups whose concepts are read at once


@click.command("duplicates", short_help="List concepts that may be the same.")
@options.language(
    "Compare the terms of this language only; but with zh, also those of concepts that have"
    " different Chinese terms."
)
@click.option(
    "--min-likeness",
    type=click.FloatRange(0.5, 1),
    default=0.8,
    show_default=True,
    help="For near terms: 1 minus the edits per character of the longer one.",
)
@click.option("--vectors", is_flag=True, help="Compare meanings too, with the sentence encoder.")
@click.option(
    "--min-cosine",
    type=click.FloatRange(0, 1),
    default=0.9,
    show_default=True,
    help="For near vectors.",
)
@options.limit("At most N; by default all.")
@options.as_json("One JSON object per duplicate, one per line.")
@options.glossary
@options.encoder
@click.pass_context
def command(
    context: click.Context,
    language: str | None,
    min_likeness: float,
    vectors: bool,
    min_cosine: float,
    limit: int | None,
    as_json: bool,
    glossary: str | None,
    encoder: str | None,
) -> None:
    """List concepts that may be the same, and say how and how closely they are alike.

    First come those with an equal term, then those whose terms are equal after normalisation
    (traditional and simplified characters, width, quotation marks, case, articles, plural), then
    pairs with near terms, a few edits apart; with --vectors also pairs of similar meaning. Terms
    with different numbers in them are never near, and concepts that share no Chinese term are
    listed where one of them has no Chinese. Rejected concepts are left out. `tifa merge` joins two
    concepts. Exit code 1 if there are any, 0 if there are none.
    """
    from cli.console import progress
    from cli.reference import begun_glossary
    from cli.settings import encoder_name
    from glossary.store.reading.duplicates import duplicates

    any_found = False
    with begun_glossary(glossary) as store, progress() as report:
        made = None
        if vectors:
            from align.encoders import load

            made = load(encoder_name(encoder))
        found = islice(
            duplicates(
                store,
                language=Language(language) if language else None,
                least=min_likeness,
                encoder=made,
                least_cosine=min_cosine,
                progress=report,
            ),
            limit,
        )
        for each, concepts in _read(store, found):
            any_found = True
            _tell(each, concepts, as_json=as_json)
    context.exit(1 if any_found else 0)


def _read(
    store: Glossary, found: Iterable[Duplicate]
) -> Iterator[tuple[Duplicate, tuple[Concept, ...]]]:
    """The duplicates with their concepts, but for those that somebody takes out meanwhile."""
    source = iter(found)
    while part := list(islice(source, _BATCH)):
        ids = dict.fromkeys(concept_id for each in part for concept_id in each.concepts)
        concepts = {concept.id: concept for concept in store.with_ids(list(ids))}
        for each in part:
            own = tuple(concepts[one] for one in each.concepts if one in concepts)
            if len(own) == len(each.concepts):
                yield each, own


def _tell(found: Duplicate, concepts: tuple[Concept, ...], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(_as_json(found, concepts), ensure_ascii=False))
        return
    from cli.console import tell
    from cli.curating import line_of

    terms = " / ".join(dict.fromkeys(found.terms))
    tell(f"{found.how} {found.score:.2f}: {terms}")
    for concept in concepts:
        tell(f"  {line_of(concept)}")


def _as_json(found: Duplicate, concepts: tuple[Concept, ...]) -> dict[str, object]:
    from glossary.model.changes import name

    return {
        "how": str(found.how),
        "score": round(found.score, 4),
        "language": str(found.language),
        "concepts": [
            {
                "id": concept.id,
                "term": term,
                "name": name(concept),
                "status": str(concept.status),
                "revision": concept.revision,
            }
            for concept, term in zip(concepts, found.terms, strict=True)
        ],
    }
