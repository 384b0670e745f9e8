"""`tifa demo`: the main job over the seed pair, in a folder of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli import options
from cli.reading import HowRead

if TYPE_CHECKING:
    from glossary.extraction.collecting import Found

ARTICLE = "article.txt"
CHINESE = "article.zh.txt"
SHOWN = 10  #: of known terms, and of new ones


@click.command("demo", short_help="Run the main job over the texts that ship with tifa.")
@click.argument(
    "folder", type=click.Path(readable=False, path_type=Path), default=Path("tifa-demo")
)
@options.reviewer
@options.no_cache
def command(folder: Path, reviewer: str | None, no_cache: bool) -> None:
    """Run the main job over the seed article and its Chinese back-translation.

    Puts both texts into FOLDER (tifa-demo by default), aligns them, finds their terms, keeps these
    in a glossary there and exports it. Your own glossary is neither read nor changed.
    """
    from cli.console import progress, tell
    from cli.proposals import print_proposals
    from cli.settings import reviewer_name
    from glossary.extraction.collecting import KnownTerms, collect
    from glossary.finding.reference import starter

    who = reviewer_name(reviewer)
    store = folder / "glossary.sqlite"
    _step(1, "Put the seed article and its Chinese back-translation into", folder)
    _copy_seeds(folder)
    _step(2, "Align them and find their terms of art")
    with progress() as report:
        found = collect(
            str(folder / CHINESE),
            str(folder / ARTICLE),
            HowRead(no_cache=no_cache).reading(),
            known=KnownTerms(reference=starter()),
            progress=report,
        )
    print_proposals((*found.known[:SHOWN], *found.new[:SHOWN]), found)
    _step(3, "Keep them in a glossary for review:", store)
    _store(found, store, who)
    _step(4, "Look one up: tifa lookup 三首")
    _look_up(store, "三首")
    workbook = folder / "glossary.xlsx"
    _step(5, "Export the glossary")
    _export(store, workbook)
    click.echo()
    tell(f"The workbook is {workbook}")
    tell(f"Review the proposals: tifa review --glossary {store}")


def _step(number: int, what: str, where: Path | None = None) -> None:
    from cli.console import heading

    heading(f"{number}/5 {what}{f' {where}' if where else ''}")


def _copy_seeds(folder: Path) -> None:
    """Put the texts into the folder, which is new, empty or that of an earlier demo.

    Raises:
        OutputError: it cannot be written, or it holds something else, which is left as it is.
    """
    from align.errors import OutputError
    from seeds import seed

    texts = {folder / name: seed(name).read_bytes() for name in (ARTICLE, CHINESE)}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        is_ours = all(path.is_file() and path.read_bytes() == text for path, text in texts.items())
        if any(folder.iterdir()) and not is_ours:
            raise OutputError(f"{folder}: holds other files", "name a new folder for the demo")
        for path, text in texts.items():
            path.write_bytes(text)
    except OSError as error:
        raise OutputError(
            f"{folder}: {(error.strerror or str(error)).lower()}",
            "name a folder that you may write",
        ) from error


def _store(found: Found, store: Path, who: str) -> None:
    from cli.console import say
    from glossary.store import Glossary

    with Glossary.open(str(store)) as glossary:
        report = found.add_to(glossary, who=who)
    say(f"{report.added} added, {report.extended} extended, {report.unchanged} unchanged")


def _look_up(store: Path, query: str) -> None:
    from cli.entries import print_entry
    from glossary.finding import lookup
    from glossary.store import Glossary

    with Glossary.open(str(store), read_only=True) as glossary:
        for match in lookup(glossary, None, query, limit=1):
            print_entry(match)


def _export(store: Path, workbook: Path) -> None:
    from exports.exporting import export_glossary
    from exports.registry import glossary_format
    from glossary.store import Glossary
    from glossary.store.reading.exporting import material

    with Glossary.open(str(store), read_only=True) as glossary, material(glossary) as found:
        export_glossary(found, workbook, glossary_format(workbook))
