"""`tifa add`: the terms of a text into the glossary."""

from __future__ import annotations

import click

from align.errors import SettingsError
from cli import options, particulars
from cli.guidance import GuidanceFiles
from cli.particulars import SaidOfTexts
from cli.reading import HowRead
from glossary.extraction.collecting import WORTH_REVIEWING

_MOST_NAMED = 5


@click.command("add", short_help="Find the terms of a text and propose them for review.")
@options.texts
@options.more_translations
@options.reading
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
@click.pass_context
def command(
    context: click.Context,
    document: str,
    translation: str | None,
    more: tuple[str, ...],
    how: HowRead,
    guidance: GuidanceFiles,
    min_score: float,
    said: SaidOfTexts,
    glossary: str | None,
    reviewer: str | None,
) -> None:
    """Find the terms of DOCUMENT, alone or with its TRANSLATION, and propose them for review.

    One or two folders are taken together, and their files are matched by name: speech.zh.docx with
    speech.en.txt. A translation takes the date, the issuer and the rank of its original unless it
    is given its own.

    Adding the same text again changes nothing. A term that is already in the glossary gains the new
    evidence; a rejected one stays rejected; nothing that a person wrote is overwritten, and
    sentences that a person aligned stay aligned that way. What you say of a text goes into its
    record; see 'tifa documents'. Exit code 1 if nothing is found to store, or if a file of a folder
    or a damaged part of a file had to be left out.
    """
    from functools import partial

    from align.documents import is_folder
    from cli.console import counted, progress, say, tell
    from cli.damage import opened
    from cli.reference import corrected_beads, known_terms
    from cli.settings import glossary_location, reviewer_name
    from glossary.extraction.collecting import collect

    location = glossary_location(glossary)
    who = reviewer_name(reviewer)
    checked = said.checked()
    if any(said.titles) and is_folder(document):
        raise SettingsError("the texts of a folder have titles of their own", "leave out --title")
    with known_terms(glossary, to_write=True) as known, progress() as report_progress:
        found = collect(
            document,
            translation,
            how.reading(partial(corrected_beads, glossary)),
            known=known,
            guidance=guidance.read(),
            said=checked,
            progress=report_progress,
            more=more,
        )
    if not found.scoring(min_score):
        least = f" with a score of at least {min_score}" if found.proposals else ""
        say(f"tifa: {document}: no terms of art found{least}")
        context.exit(1)
    with opened(location) as store:
        report = found.add_to(store, who=who, least=min_score)
    tell(
        f"{report.added} added, {report.extended} extended, {report.unchanged} unchanged,"
        f" {report.rejected} rejected before: {store.location}"
    )
    undated = found.undated if said.dates_from_names else ()
    if undated:
        others = f" and {len(undated) - _MOST_NAMED} more" if len(undated) > _MOST_NAMED else ""
        names = ", ".join(undated[:_MOST_NAMED])
        say(f"tifa: no date in the name of {counted(len(undated), 'text')}: {names}{others}")
    if report.restored:
        say(f"tifa: {counted(report.restored, 'document')} had been withdrawn and came back")
    if report.described:
        say(f"tifa: the record of {counted(report.described, 'document')} was changed")
    if not found.complete:
        context.exit(1)
