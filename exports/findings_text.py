"""Findings for people: where, what stands there, what is expected, and why."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from typing import BinaryIO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from align.text import called, one_line, visible
from glossary.check import Finding, FindingPlace, Severity
from glossary.check.waivers import Waived

#: Cells of a line in a file.
WIDTH = 100
_INDENT = 2
_LABELS = ("source", "stands", "expected", "why", "places", "in")
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_MOST_PLACES = 10
_NARROWEST = 40


def write(checked: Waived, stream: BinaryIO) -> None:
    """Write the findings that are not waived, wrapped by terminal cells and without colours."""
    sink = StringIO()
    console = Console(file=sink, width=WIDTH, markup=False, emoji=False, highlight=False)
    for line in lines(checked, WIDTH):
        console.print(line, soft_wrap=True)
    stream.write(sink.getvalue().encode("utf-8", "replace"))


def lines(checked: Waived, width: int) -> Iterator[Text]:
    """The lines of a report that fit in so many terminal cells; a long word is broken.

    Sentences of which several findings follow each other are shown with the last of these.
    """
    kept = checked.kept
    for number, finding in enumerate(kept):
        last = number + 1 == len(kept) or kept[number + 1].sentences != finding.sentences
        yield from _finding(finding, max(width, _NARROWEST), with_sentences=last)
        yield Text()


def _finding(finding: Finding, width: int, *, with_sentences: bool) -> Iterator[Text]:
    place = finding.places[0]
    head = Text(f"{where(place)}: ", style="bold")
    head.append(str(finding.severity), style=_STYLES[finding.severity])
    head.append(f" {finding.rule}: {_plain(finding.term)}")
    yield head
    shown = {
        "stands": finding.stands or "nothing",
        "expected": " / ".join(finding.expected),
        "why": finding.why,
        "places": ", ".join(where(each) for each in finding.places[1:_MOST_PLACES]),
    }
    if with_sentences:
        texts = finding.sentences.texts
        shown["source"] = texts[0] if len(texts) > 1 else ""
        shown["in"] = texts[-1]
    column = _INDENT + max(map(cell_len, _LABELS)) + 2
    for label, value in shown.items():
        if not value:
            continue
        wrapped = Text(_plain(value)).wrap(Console(width=width), width - column, overflow="fold")
        for number, part in enumerate(wrapped):
            start = f"{'':{_INDENT}}{label}" if number == 0 else ""
            line = Text(start, style="dim")
            line.append(" " * (column - cell_len(start)))
            part.rstrip()
            yield line.append_text(part)


def where(place: FindingPlace) -> str:
    """A place as editors and terminals know it: file, line and column; or the segment's name."""
    source = called(place.source)
    if not place.line:
        return f"{source}, {sentence(place)}"
    return f"{source}:{place.line}:{place.column}"


def sentence(place: FindingPlace) -> str:
    """What a sentence is called: by its file, as CAT tools show it, or by its number."""
    return visible(place.unit) or f"sentence {place.segment + 1}"


def _plain(text: str) -> str:
    return visible(" ".join(one_line(text).split()))
