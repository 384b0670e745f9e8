"""`tifa add`: the terms of a text into the glossary."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from align.errors import SettingsError
from cli import options, particulars
from cli.guidance import GuidanceFiles
from cli.particulars import SaidOfTexts
from cli.reading import HowRead
from cli.wanted import Best, of_proposals
from glossary.extraction.collecting import WORTH_REVIEWING

if TYPE_CHECKING:
    from align.workers import Workers
    from glossary.extraction.collecting import Found
    from glossary.extraction.keeping import KeptAsRead
    from glossary.model import Imprint
    from glossary.store import AddReport

    Find = Callable[..., Found]

_MOST_NAMED = 5


@click.command("add", short_help="Find the terms of a text and propose them for review.")
@click.argument("document", required=False)
@click.argument("translation", required=False)
@options.more_translations
@click.option(
    "--manifest",
    metavar="FILE",
    help="Add the texts that a table lists, TSV or CSV with the titles path, translations (parted"
    " by ;), title, issuer, date and rank, of which only path is needed.",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Read and align the texts of a folder or manifest in N processes; what is found does not"
    " depend on N. By default as many as there are processors, less one.",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Have them read and aligned by the workers of a dask cluster, such as"
    " tcp://host:8786, which see the same files; what is found is the same.",
)
@click.option(
    "--realign",
    is_flag=True,
    help="Align anew what a folder or manifest holds that is stored already; else only where people"
    " name an encoder. What people corrected stays.",
)
@options.reading
@options.guidance
@of_proposals(WORTH_REVIEWING)
@particulars.of_texts
@options.glossary
@options.reviewer
@click.pass_context
def command(
    context: click.Context,
    document: str | None,
    translation: str | None,
    more: tuple[str, ...],
    manifest: str | None,
    jobs: int | None,
    scheduler: str | None,
    realign: bool,
    how: HowRead,
    guidance: GuidanceFiles,
    few: Best,
    said: SaidOfTexts,
    glossary: str | None,
    reviewer: str | None,
) -> None:
    """Find the terms of DOCUMENT, alone or with its TRANSLATION, and propose them for review.

    One or two folders are taken together, and their files are matched by name: speech.zh.docx with
    speech.en.txt. A translation takes the date, the issuer and the rank of its original unless it
    is given its own. --manifest takes the texts from a table in the place of DOCUMENT, with what it
    says of each; its rows are checked before anything is read.

    Adding the same text again changes nothing. A term that is already in the glossary gains the new
    evidence; a rejected one stays rejected; nothing that a person wrote is overwritten, and
    sentences that a person aligned stay aligned that way. What you say of a text goes into its
    record; see 'tifa documents'. It is said how many proposals --min-score, --kind and --top leave
    out; --kind and --top leave out none that people have put into the glossary. Exit code 1 if
    nothing is found to store, or if a file of a folder or a damaged part of a file had to be left
    out.
    """
    from dataclasses import replace
    from functools import partial

    from align.documents import is_folder
    from cli.console import counted, progress, say, tell
    from cli.damage import opened
    from cli.reference import known_terms, stored_beads
    from cli.settings import glossary_location, reviewer_name
    from glossary.extraction.keeping import KeptAsRead

    location = glossary_location(glossary)
    who = reviewer_name(reviewer)
    checked = said.checked()
    together = document is None or is_folder(document)
    again = realign or not together or how.encoder is not None
    reading = how.reading(partial(stored_beads, location, corrected=again))
    early = KeptAsRead(partial(opened, location), who) if together else None
    find, files = _finding(document, translation, more, manifest)
    _require_own_titles(document, said)
    with (
        known_terms(glossary, to_write=True) as known,
        _workers(jobs, scheduler, [*files, location]) as workers,
        progress() as report_progress,
    ):
        found = find(
            replace(reading, workers=workers),
            known=known,
            guidance=guidance.read(),
            said=checked,
            progress=report_progress,
            keep=early,
            whole=few.filter().least,
        )
    count, kept = len(found.proposals), found.best(few.filter())
    # The others are two thirds of the memory of many texts.
    found = replace(found, proposals=kept)
    if not kept:
        left = f" with {few}" if count else ""
        say(f"tifa: {manifest or document}: no terms of art found{left}")
        context.exit(1)
    if early is not None:
        early.finish()
    with opened(location) as store:
        report = found.add_to(store, who=who, wanted=few.filter())
    tell(f"{report.told}: {store.location}")
    without = count - len(kept)
    if without:
        say(f"tifa: {counted(without, 'proposal')} left out by {few}")
    for line in _remarks(found, report, early, dates_asked=said.dates_from_names):
        say(f"tifa: {line}")
    if not found.complete:
        context.exit(1)


def _remarks(
    found: Found, report: AddReport, early: KeptAsRead | None, *, dates_asked: bool
) -> Iterator[str]:
    """What is told beside the counts.

    Args:
        early: what was stored before the terms.
        dates_asked: people asked for the dates in names.
    """
    from cli.console import counted

    undated = found.undated if dates_asked else ()
    if undated:
        others = f" and {len(undated) - _MOST_NAMED} more" if len(undated) > _MOST_NAMED else ""
        names = ", ".join(undated[:_MOST_NAMED])
        yield f"no date in the name of {counted(len(undated), 'text')}: {names}{others}"
    imprints = {**(early.imprints if early else {}), **report.imprints}
    if imprints:
        yield _read_from_texts(imprints)
    if report.restored:
        yield f"{counted(report.restored, 'document')} had been withdrawn and came back"
    if report.described:
        yield f"the record of {counted(report.described, 'document')} was changed"
    if early is not None and (early.before or found.left_out):
        yield (
            f"{counted(len(found.texts), 'text')} read, of which {early.before:,} stood in the"
            f" glossary before; {found.left_out:,} left out"
        )


def _read_from_texts(imprints: Mapping[str, Imprint]) -> str:
    """What the records of documents have from their texts, the first ones in full."""
    from cli.console import counted

    told = [
        f"{source} ({', '.join(filter(None, (read.issuer, read.dated)))})"
        for source, read in imprints.items()
    ]
    others = f" and {len(told) - _MOST_NAMED:,} more" if len(told) > _MOST_NAMED else ""
    return (
        f"issuer or date read from the text of {counted(len(told), 'document')}:"
        f" {', '.join(told[:_MOST_NAMED])}{others}; what is wrong is put right by: tifa describe"
    )


def _finding(
    document: str | None, translation: str | None, more: tuple[str, ...], manifest: str | None
) -> tuple[Find, list[str]]:
    """What finds the terms of files and folders, or of the texts of a manifest, and these files.

    Raises:
        InputError: the manifest cannot be used.
        SettingsError: neither is given, or both are.
    """
    from functools import partial
    from pathlib import Path

    from cli.reading import warn
    from glossary.extraction.collecting import collect, collect_listed
    from glossary.extraction.manifest import read_manifest

    if document is None:
        if manifest is None:
            raise SettingsError("no text is given", "give a DOCUMENT, a folder or --manifest FILE")
        listed = read_manifest(Path(manifest), warn)
        paths = (path for text in listed.gathered.texts for path in text.paths)
        return partial(collect_listed, listed), [*map(str, paths)]
    if manifest is not None:
        raise SettingsError(
            f"both {document} and a manifest are given", "list all texts in the manifest"
        )
    return partial(collect, document, translation, more=more), [
        each for each in (document, translation, *more) if each is not None
    ]


@contextmanager
def _workers(jobs: int | None, scheduler: str | None, files: Sequence[str]) -> Iterator[Workers]:
    """Who reads texts: processes of this machine, or the workers of a cluster, which need files.

    Raises:
        ClusterError: the cluster cannot be used.
        SettingsError: both are asked for.
    """
    from pathlib import Path

    from align.processes import Processes, spare_cores

    if scheduler is None:
        yield Processes(jobs or spare_cores())
        return
    if jobs is not None:
        raise SettingsError(
            "both --jobs and --scheduler are given", "leave out --jobs: the cluster has its workers"
        )
    from align.cluster import connected

    needed = [path for path in map(Path, dict.fromkeys(files)) if path.exists()]
    with connected(scheduler, needed) as cluster:
        yield cluster


def _require_own_titles(document: str | None, said: SaidOfTexts) -> None:
    """Refuse one title for several texts.

    Raises:
        SettingsError: it is given.
    """
    from align.documents import is_folder

    if any(said.titles) and (document is None or is_folder(document)):
        what = "manifest" if document is None else "folder"
        raise SettingsError(f"the texts of a {what} have titles of their own", "leave out --title")
