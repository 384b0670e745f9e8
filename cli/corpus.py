"""`tifa corpus`: the statistics of a folder of dated texts."""

from __future__ import annotations

from pathlib import Path

import click

from cli import options


@click.command("corpus", short_help="Count the forms of a folder of dated texts.")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "file",
    required=True,
    type=click.Path(path_type=Path),
    help="The file to write.",
)
@click.option(
    "--name", metavar="TEXT", help="What to call the corpus; by default as FOLDER is called."
)
@click.option("--by-day", is_flag=True, help="Count days, not documents: a day may have several.")
@click.option(
    "--least",
    type=click.IntRange(1, 10_000),
    default=2,
    show_default=True,
    metavar="N",
    help="Keep forms that occur in at least N documents, or on N days.",
)
@options.glossary
@click.pass_context
def command(
    context: click.Context,
    folder: Path,
    file: Path,
    name: str | None,
    by_day: bool,
    least: int,
    glossary: str | None,
) -> None:
    """Count in how many Chinese documents of each year each form in FOLDER occurs.

    The names of the files give their dates: 2024-03-05.txt, 讲话20240305.docx, report2024.pdf. A
    form is a run of words, or a term of the glossary in use. FILE holds no text, only numbers. List
    it in the configuration, and 'tifa lookup' and 'tifa show' give its figures for a term beside
    those for state TV news:

        corpora = ["FILE"]

    Exit code 1 if a file was left out.
    """
    from datetime import UTC, datetime

    from cli.console import counted, progress, tell
    from cli.reading import warn
    from cli.reference import known_terms
    from exports.files import replacing, require_writable
    from glossary.corpora.counting import count
    from glossary.corpora.reading import Folder
    from glossary.corpora.runs import known
    from glossary.corpora.table import read

    require_writable(file)
    with known_terms(glossary) as found:
        terms = known(found.glossary, found.reference)
    unit = "day" if by_day else "document"
    texts = Folder(folder, datetime.now(UTC).date(), by_day, terms, warn)
    with progress() as report, replacing(file) as path:
        about = count(
            texts.units(report),
            path,
            name=name or folder.resolve().name,
            unit=unit,
            least=least,
            progress=report,
        )
    units = sum(number for _, number in about.years)
    first, last = about.years[0][0], about.years[-1][0]
    when = f"{first} to {last}" if first < last else f"{first}"
    tell(f"{file}: {counted(len(read(file)), 'form')} of {counted(units, unit)}, {when}")
    context.exit(1 if texts.left_out else 0)
