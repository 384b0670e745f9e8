"""`tifa add`: the terms of a text into the glossary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import click

from align.errors import SettingsError
from cli import options, particulars
from cli.encoding import Encoding
from cli.guidance import GuidanceFiles
from glossary.extraction.collecting import WORTH_REVIEWING

if TYPE_CHECKING:
    from align.model import Bitext, SegmentedDocument
    from glossary.model import Particulars

_MOST_NAMED = 5


@click.command("add", short_help="Find the terms of a text and propose them for review.")
@options.texts
@options.pre_split
@options.force
@options.follow_links
@options.guidance
@click.option(
    "--min-score",
    type=click.FloatRange(0, 1),
    default=WORTH_REVIEWING,
    show_default=True,
    help="Store only proposals with at least this score.",
)
@particulars.of_texts
@options.glossary
@options.reviewer
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
    min_score: float,
    titles: tuple[str, ...],
    issuers: tuple[str, ...],
    dates: tuple[str, ...],
    dates_from_names: bool,
    authorities: tuple[str, ...],
    glossary: str | None,
    reviewer: str | None,
    encoder: str | None,
    no_cache: bool,
) -> None:
    """Find the terms of DOCUMENT, alone or with its TRANSLATION, and propose them for review.

    A folder, or two, are taken together, and their files are matched by name: speech.zh.docx with
    speech.en.txt. A translation has the date, the issuer and the rank of its original unless it
    has its own.

    Adding the same text again changes nothing. A term that the glossary has gains the new
    evidence; one that was rejected stays rejected; nothing that a person wrote is overwritten, and
    sentences that a person aligned stay aligned so. What is said of a text goes into its record,
    see 'tifa documents'.
    Exit code 1 where nothing is found to store, or where a file of a folder or a damaged part of a
    file had to be left out.
    """
    from functools import partial

    from align.documents import is_folder
    from cli.console import counted, say, tell
    from cli.damage import opened
    from cli.pipeline import find_proposals
    from cli.reference import corrected_beads, known_terms
    from cli.settings import glossary_location, ranked, reviewer_name
    from glossary.extraction.collecting import about_documents

    location = glossary_location(glossary)
    who = reviewer_name(reviewer)
    sides = particulars.of_sides(titles, issuers, dates, authorities)
    if any(side.title for side in sides) and is_folder(document):
        raise SettingsError("the texts of a folder have titles of their own", "leave out --title")
    with known_terms(glossary, to_write=True) as known:
        found = find_proposals(
            document,
            translation,
            known=known,
            guidance=GuidanceFiles(dictionary, stop_list, background),
            pre_split=pre_split,
            force=force,
            follow_links=follow_links,
            corrected=partial(corrected_beads, glossary),
            encoding=Encoding(encoder, no_cache),
        )
    kept = found.scoring(min_score)
    if not kept:
        least = f" with a score of at least {min_score}" if found.proposals else ""
        say(f"tifa: {document}: no terms of art found{least}")
        context.exit(1)
    with opened(location) as store:
        about = about_documents(
            found.texts, translation, sides, ranked, dates_from_names=dates_from_names
        )
        report = store.add(kept, found.texts, who=who, about=about)
    tell(
        f"{report.added} added, {report.extended} extended, {report.unchanged} unchanged,"
        f" {report.rejected} rejected before: {store.location}"
    )
    if dates_from_names:
        _tell_undated(found.texts, about)
    if report.restored:
        say(f"tifa: {counted(report.restored, 'document')} had been withdrawn and came back")
    if report.described:
        say(f"tifa: the record of {counted(report.described, 'document')} was changed")
    if not found.complete:
        context.exit(1)


def _tell_undated(
    texts: Iterable[SegmentedDocument | Bitext], about: Mapping[str, Particulars]
) -> None:
    """Name the texts that have a date neither of their own nor by their partner."""
    from align.model import Bitext
    from cli.console import counted, say

    undated = []
    for text in texts:
        sides = (text.source, text.target) if isinstance(text, Bitext) else (text,)
        sources = [each.document.source for each in sides]
        if not any(about[source].dated for source in sources):
            undated += sources
    if undated:
        more = f" and {len(undated) - _MOST_NAMED} more" if len(undated) > _MOST_NAMED else ""
        names = ", ".join(undated[:_MOST_NAMED])
        say(f"tifa: no date in the name of {counted(len(undated), 'text')}: {names}{more}")
