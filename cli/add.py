"""`tifa add`: the terms of a text into the glossary."""

from __future__ import annotations

import click

from cli import options


@click.command("add", short_help="Find the terms of a text and propose them for review.")
@options.texts
@options.pre_split
@click.option(
    "--min-score",
    type=click.FloatRange(0, 1),
    default=0.0,
    show_default=True,
    help="Store only proposals with at least this score.",
)
@options.glossary
@options.reviewer
@options.encoder
def command(
    document: str,
    translation: str | None,
    pre_split: bool,
    min_score: float,
    glossary: str | None,
    reviewer: str | None,
    encoder: str | None,
) -> None:
    """Find the terms of DOCUMENT, alone or with its TRANSLATION, and propose them for review.

    Adding the same text again changes nothing. A term that the glossary has gains the new
    evidence; one that was rejected stays rejected; nothing that a person wrote is overwritten.
    """
    from cli.pipeline import find_proposals
    from cli.reference import known_terms
    from cli.settings import glossary_location, reviewer_name
    from glossary.store import Glossary

    location = glossary_location(glossary)
    who = reviewer_name(reviewer)
    found = find_proposals(
        document,
        translation,
        reference=known_terms(glossary, create=True),
        pre_split=pre_split,
        encoder=encoder,
    )
    kept = [proposal for proposal in found.proposals if proposal.score >= min_score]
    with Glossary.open(location) as store:
        report = store.add(kept, found.documents, who=who)
    click.echo(
        f"{report.added} added, {report.extended} extended, {report.unchanged} unchanged,"
        f" {report.rejected} rejected before: {location}"
    )
