"""`tifa extract`: the terms of art of a text, alone or with its translation."""

from __future__ import annotations

import json

import click

from cli import options
from cli.encoding import Encoding
from cli.guidance import GuidanceFiles

FORMATS = ("table", "jsonl")


@click.command("extract", short_help="Find the terms of art of a text; store nothing.")
@options.texts
@options.pre_split
@options.force
@options.follow_links
@options.guidance
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="A table for people, or JSON Lines: one proposal a line.",
)
@options.limit("Show the best N only.")
@options.glossary
@options.no_glossary
@options.encoder
@options.no_cache
@click.pass_context
def command(
    context: click.Context,
    document: str,
    translation: str | None,
    pre_split: bool,
    force: bool,
    follow_links: bool,
    dictionary: str | None,
    stop_list: str | None,
    background: str | None,
    format_: str,
    limit: int | None,
    glossary: str | None,
    no_glossary: bool,
    encoder: str | None,
    no_cache: bool,
) -> None:
    """Find the terms of art of DOCUMENT, best first, and store nothing.

    DOCUMENT is a Chinese or English text; with its TRANSLATION, in either order, terms are found
    in both and paired. An English text alone is paired with the glossary in use and the starter
    glossary. Reads plain text, Markdown, HTML, Word and PDF; "-" is standard input.

    A folder, or two, are taken together: counts are over all of their texts. Files of folders are
    matched by name: speech.zh.docx with speech.en.txt, 讲话（中文）.pdf with 讲话（英文）.docx.

    Exits with 1 where no term is found, or where a file of a folder or a damaged part of a file
    had to be left out.
    """
    from cli.console import say
    from cli.pipeline import find_proposals
    from cli.proposals import print_proposals
    from cli.reference import known_terms
    from glossary.lines import to_line

    found = find_proposals(
        document,
        translation,
        reference=None if no_glossary else known_terms(glossary),
        guidance=GuidanceFiles(dictionary, stop_list, background),
        pre_split=pre_split,
        force=force,
        follow_links=follow_links,
        encoding=Encoding(encoder, no_cache),
    )
    proposals = found.proposals[:limit]
    if format_ == "table" and proposals:
        print_proposals(proposals)
    elif format_ == "jsonl":
        for proposal in proposals:
            click.echo(json.dumps(to_line(proposal), ensure_ascii=False))
    if not proposals:
        say(f"tifa: {document}: no terms of art found")
    if not (proposals and found.complete):
        context.exit(1)
