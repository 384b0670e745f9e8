"""`tifa drift`: what a new text says that the stored documents of its kind do not."""

from __future__ import annotations

import click

from cli import options, reports
from cli.reference import Asked
from cli.reports import ReportGoes
from cli.wanted import Wanted, of_documents


@click.command("drift", short_help="Show what a new text says that earlier documents do not.")
@click.argument("new", metavar="NEW")
@of_documents
@options.limit("Show at most N formulations of each kind on the terminal.", default=25)
@reports.report
@options.asking
@click.pass_context
def command(
    context: click.Context, new: str, wanted: Wanted, limit: int, goes: ReportGoes, asked: Asked
) -> None:
    """Compare NEW, a Chinese file or folder that need not be stored, with the documents in the
    glossary in use: those of the kind that the options say, as since 2023 by 国务院. What is stored
    of NEW itself is left out of them.

    What is shown is that of tifa compare. Exit code 1 if nothing differs, or if a file of a folder
    had to be left out.
    """
    from cli.compare import chinese_of, known_terms_of, read_all, unlike
    from cli.console import counted, progress, say
    from exports.reports.compare import compare_report
    from glossary.comparing import compare
    from glossary.store.reading.documents import texts_in_use

    form, documents = goes.checked(), wanted.checked()
    texts, whole = read_all(new)
    later = chinese_of(texts, new)
    with asked.opened() as (store, reference), progress() as report:
        stored = texts_in_use(store, documents) if store else ()
        every = chinese_of((text for _, text in stored), "the glossary")
        earlier = chinese_of(unlike(every, later), "the rest of the glossary")
        found = compare(earlier, later, known=known_terms_of(reference), progress=report)
    if len(earlier) < len(every):
        say(
            f"tifa: {new}: is stored; {len(earlier):,} of {counted(len(every), 'document')}"
            " are compared with it"
        )
    if found.forms:
        goes.give(compare_report(found, "stored", new, limit), form)
    else:
        say(f"tifa: {new}: no formulation differs from the stored documents")
    if not (found.forms and whole):
        context.exit(1)
