"""`tifa extract`: the terms of art of a text, alone or with its translation."""

from __future__ import annotations

import json

import click

from cli import options
from cli.guidance import GuidanceFiles
from cli.reading import HowRead
from cli.reference import Asked

FORMATS = ("table", "jsonl")


@click.command("extract", short_help="Find the terms of art of a text; store nothing.")
@options.texts
@options.more_translations
@options.reading
@options.guidance
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="Tables for people, or JSON Lines: one proposal per line.",
)
@click.option(
    "--known",
    "known_only",
    is_flag=True,
    help="Show only the terms that the glossary or the starter glossary has.",
)
@click.option("--new", "new_only", is_flag=True, help="Show only the terms that neither has.")
@options.limit("Show only the first N.")
@options.asking
@click.pass_context
def command(
    context: click.Context,
    document: str,
    translation: str | None,
    more: tuple[str, ...],
    how: HowRead,
    guidance: GuidanceFiles,
    format_: str,
    known_only: bool,
    new_only: bool,
    limit: int | None,
    asked: Asked,
) -> None:
    """Find the terms of art of DOCUMENT, and store nothing.

    DOCUMENT is a text in any language that tifa knows. With its TRANSLATION terms are paired: those
    of the Chinese text, in either order; where neither is Chinese, those of DOCUMENT. There may be
    several translations: tifa extract speech.zh.txt speech.en.txt speech.fr.txt.

    Reads plain text, Markdown, HTML, Word and PDF; "-" is standard input.

    First come the terms that the glossary in use or the starter glossary has, with their renderings
    in the entry and in this text; then new finds; each group best first. A term that nobody has
    reviewed since it was added still counts as a new find.

    One or two folders are taken together: counts are over all of their texts. Files of folders are
    matched by name: speech.zh.docx with speech.en.txt, 讲话（中文）.pdf with 讲话（英文）.docx.

    Exits with 1 if no term is found, or if a file of a folder or a damaged part of a file had to be
    left out.
    """
    from align.errors import SettingsError
    from cli.console import progress, say
    from cli.proposals import print_proposals
    from glossary.exchange.lines import to_line
    from glossary.extraction.collecting import collect

    if known_only and new_only:
        raise SettingsError("--known and --new leave nothing to show", "leave out one of them")
    with asked.known_terms() as known, progress() as report:
        found = collect(
            document,
            translation,
            how.reading(),
            known=known,
            guidance=guidance.read(),
            progress=report,
            more=more,
        )
    shown = found.known if known_only else found.new if new_only else found.proposals
    proposals = shown[:limit]
    if format_ == "table" and proposals:
        print_proposals(proposals, found)
    elif format_ == "jsonl":
        for proposal in proposals:
            click.echo(json.dumps(to_line(proposal), ensure_ascii=False))
    if not proposals:
        which = "known terms" if known_only else "new terms of art" if new_only else "terms of art"
        say(f"tifa: {document}: no {which} found")
    if not (proposals and found.complete):
        context.exit(1)
