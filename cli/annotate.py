"""`tifa annotate`: a text with its terms marked and rendered."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import click

from cli import options
from cli.commenting import is_document, require_document, write_comments
from cli.reference import Asked
from cli.streams import beneath

if TYPE_CHECKING:
    from align.model import Document, Language
    from glossary.marking.annotate import Mark


@click.command("annotate", short_help="Mark the terms in a text.")
@click.argument("document")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "html", "json"]),
    default="text",
    show_default=True,
    help="text: with the rendering of each term in brackets; html: a page that stands alone;"
    " json: where each term stands, with its concepts and renderings.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(readable=False, path_type=Path),
    help="Write to FILE; where it ends in .docx the document, a Word one, with comments.",
)
@options.shown_in
@options.statuses("all but rejected ones")
@options.asking
@click.pass_context
def command(
    context: click.Context,
    document: str,
    form: str,
    output: Path | None,
    shown: tuple[Language, ...],
    statuses: tuple[str, ...],
    asked: Asked,
) -> None:
    """Mark every term of the glossary in DOCUMENT, a file, or "-" for standard input.

    The longest terms are marked, in the language of the text (in a Chinese or English one, those in
    both), in either script and inflected. A term that the glossary lacks is looked for in the
    starter glossary. With -o FILE.docx DOCUMENT, a Word document, is written with the renderings
    as comments and otherwise as it is. Exit code 1 if the text
    holds no term, or if a part of the file was damaged.
    """
    from align.text import called
    from cli.align import require_other
    from cli.console import counted, say
    from cli.reading import read_document
    from exports.files import require_writable
    from glossary.marking.annotate import annotate
    from glossary.model import LIVE, ConceptStatus

    if output is not None:
        require_other(output, [document])
        require_writable(output)
        if is_document(output):
            require_document([document])
    read = read_document(document, any_language=True)
    with asked.opened() as (store, reference):
        wanted = frozenset(map(ConceptStatus, statuses)) or LIVE
        marks = annotate(read.text, store, reference, statuses=wanted, language=read.language)
        marks = [_narrowed(mark, shown) for mark in marks]
    _write(read, marks, form, output)
    if not marks:
        say(f"tifa: {called(document)}: no term of the glossary in it")
        context.exit(1)
    avoided = sum(mark.senses[0].avoid for mark in marks)
    concepts = len({mark.senses[0].concept.id for mark in marks})
    rest = f"; in {avoided} of them a term to avoid" if avoided else ""
    say(f"{counted(concepts, 'concept')} in {counted(len(marks), 'place')}{rest}")
    if read.losses:
        context.exit(1)


def _write(document: Document, marks: Sequence[Mark], form: str, output: Path | None) -> None:
    if output is None:
        # `_text` sets terms off by styles, and shows every other control as a symbol.
        stream = beneath(sys.stdout) if form == "text" else sys.stdout
        click.echo("".join(_FORMATS[form](document, marks)), file=stream, nl=False)
    elif is_document(output):
        from align.model import SegmentedDocument
        from exports.word.writing import Comment

        comments = [
            Comment(mark.start, mark.end, tuple(_says(mark)) or ("no rendering yet",))
            for mark in marks
        ]
        write_comments(SegmentedDocument(document, ()), comments, output)
    else:
        from exports.files import replacing

        written = click.unstyle("".join(_FORMATS[form](document, marks)))
        with replacing(output) as neighbour:
            neighbour.write_text(written, encoding="utf-8", errors="replace")


def _narrowed(mark: Mark, shown: Sequence[Language]) -> Mark:
    """The mark with renderings in the languages to be shown."""
    from cli.entries import narrowed

    return replace(
        mark,
        senses=tuple(
            replace(sense, concept=narrowed(sense.concept, shown, mark.language))
            for sense in mark.senses
        ),
    )


def _text(document: Document, marks: Sequence[Mark]) -> Iterator[str]:
    """The text with its lines as they are, terms in brackets with their renderings."""
    from align.text import one_line, visible
    from glossary.marking.annotate import pieces

    def term(name: str) -> str:  # click takes the style off where no terminal shows it
        return click.style(name, bold=True, underline=True)

    for text, mark in pieces(document.text, marks):
        if mark is None:
            yield "\n".join(visible(line) for line in text.split("\n"))
            continue
        says = "; ".join(visible(part) for part in _says(mark))
        shown = term(visible(one_line(text)))
        yield f"[{shown}: {says}]" if says else f"[{shown}]"
    if not document.text.endswith("\n"):
        yield "\n"


def _says(mark: Mark) -> Iterator[str]:
    """What stands behind a term: its renderings, and what to use in its place."""
    renderings = dict.fromkeys(sense.rendering.text for sense in mark.senses if sense.rendering)
    if renderings:
        yield " / ".join(renderings)
    best = mark.senses[0]
    if best.avoid:
        yield f"{best.term.status}, use {best.instead.text}" if best.instead else best.term.status


def _html(document: Document, marks: Sequence[Mark]) -> Iterator[str]:
    from exports.annotated_html import page

    return page(document, marks)


def _json(document: Document, marks: Sequence[Mark]) -> Iterator[str]:
    from cli.forms import marked_as_json

    yield json.dumps(marked_as_json(document, marks), ensure_ascii=False) + "\n"


_FORMATS: Mapping[str, Callable[[Document, Sequence[Mark]], Iterator[str]]] = MappingProxyType(
    {"text": _text, "html": _html, "json": _json}
)
