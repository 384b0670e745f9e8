"""`tifa demo`: the main job over the texts that ship with tifa, in a folder of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli import options
from cli.reading import HowRead

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.reading import Reading
    from glossary.extraction.collecting import Found

#: Texts, each an original with its translations: an article, and a text in three languages.
ARTICLE = ("article.zh.txt", "article.txt")
COUNTY = ("county.zh.txt", "county.en.txt", "county.fr.txt")
SHOWN = 10  #: known terms of the article, and new ones
SHOWN_OF_COUNTY = 5  #: the same of the other text


@click.command("demo", short_help="Run the main job over the texts that ship with tifa.")
@click.argument(
    "folder", type=click.Path(readable=False, path_type=Path), default=Path("tifa-demo")
)
@options.reviewer
@options.no_cache
def command(folder: Path, reviewer: str | None, no_cache: bool) -> None:
    """Run the main job over an article with its back-translation and a text with two translations.

    Puts the texts into FOLDER (tifa-demo by default), aligns each with its translations, finds
    their terms, keeps these in a glossary there and exports it. Your own glossary is neither read
    nor changed.
    """
    from cli.console import tell
    from cli.settings import reviewer_name

    who = reviewer_name(reviewer)
    store = folder / "glossary.sqlite"
    reading = HowRead(no_cache=no_cache).reading()
    _step(1, "Put the texts that ship with tifa into", folder)
    _copy_seeds(folder)
    _step(2, "Align an article with its back-translation and find the terms of art")
    found = [_found(folder, ARTICLE, reading, SHOWN)]
    _step(3, "Align a text with its translations into English and French and find its terms")
    found.append(_found(folder, COUNTY, reading, SHOWN_OF_COUNTY))
    _step(4, "Keep them in a glossary for review:", store)
    _store(found, store, who)
    _step(5, "Look some up: tifa lookup 三首 数字村务平台")
    _look_up(store, "三首")
    _look_up(store, "数字村务平台")
    workbook = folder / "glossary.xlsx"
    _step(6, "Export the glossary")
    _export(store, workbook)
    click.echo()
    tell(f"The workbook is {workbook}")
    tell(f"Review the proposals: tifa review --glossary {store}")


def _step(number: int, what: str, where: Path | None = None) -> None:
    from cli.console import heading

    heading(f"{number}/6 {what}{f' {where}' if where else ''}")


def _copy_seeds(folder: Path) -> None:
    """Put the texts into the folder, which is new, empty or that of an earlier demo.

    Raises:
        OutputError: it cannot be written, or it holds something else, which is left as it is.
    """
    from align.errors import OutputError
    from seeds import seed

    texts = {folder / name: seed(name).read_bytes() for name in (*ARTICLE, *COUNTY)}
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


def _found(folder: Path, names: Sequence[str], reading: Reading, shown: int) -> Found:
    """The terms of a text and its translations, once the first of them are shown."""
    from cli.console import progress
    from cli.proposals import print_proposals
    from glossary.extraction.collecting import KnownTerms, collect
    from glossary.finding.reference import starter

    original, translation, *more = (str(folder / name) for name in names)
    with progress() as report:
        found = collect(
            original,
            translation,
            reading,
            known=KnownTerms(reference=starter()),
            progress=report,
            more=more,
        )
    print_proposals((*found.known[:shown], *found.new[:shown]), found)
    return found


def _store(found: Sequence[Found], store: Path, who: str) -> None:
    from cli.console import say
    from glossary.store import Glossary

    with Glossary.open(str(store)) as glossary:
        for each in found:
            report = each.add_to(glossary, who=who)
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
