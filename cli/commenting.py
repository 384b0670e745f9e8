"""A Word document written with comments: what `check` and `annotate` found, at its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from align.errors import InputError

if TYPE_CHECKING:
    from align.model import Bitext, SegmentedDocument
    from exports.word.writing import Comment
    from glossary.check import Finding

SUFFIX = ".docx"
WORD = "docx"  #: what --format calls it


def require_document(paths: Sequence[str | None]) -> None:
    """Refuse to write comments where no Word document is given; what is wrong with one that is, is
    said where it is read.

    Raises:
        InputError: none of these is one.
    """
    if not any(path is not None and is_document(path) for path in paths):
        raise InputError(
            "comments stand in a Word document", f"give a {SUFFIX}, or another FILE to -o"
        )


def is_document(path: str | Path) -> bool:
    """Whether a path is that of a Word document, by its ending."""
    return Path(path).suffix.lower() == SUFFIX


def translation_of(text: SegmentedDocument | Bitext) -> SegmentedDocument:
    """The side of a text that findings are about."""
    from align.model import Bitext

    return text.translation if isinstance(text, Bitext) else text


def write_comments(text: SegmentedDocument, comments: Sequence[Comment], output: Path) -> None:
    """Write the document that a text was read from with comments.

    Where a comment could not stand at its words is said.

    Raises:
        InputError: the text is of no Word document, or of a damaged one.
        OutputError: the file cannot be written.
    """
    from align.text import called
    from cli.console import counted, say
    from exports.files import replacing
    from exports.opening import opened
    from exports.word.writing import commented

    path = _path(text)
    if not is_document(path):
        raise InputError(
            f"{called(path)}: takes no comments, it is no Word document",
            f"give the translation as {SUFFIX}, or another FILE to -o",
        )
    with opened(path) as stream:
        made = commented(stream.read(), text, comments)
    with replacing(output) as neighbour:
        neighbour.write_bytes(made.data)
    if made.at_notes:
        say(f"tifa: {output}: {counted(made.at_notes, 'comment')} at the mark of a note")
    if made.unplaced:
        say(f"tifa: {output}: {counted(made.unplaced, 'comment')} without a place in it left out")


def _path(text: SegmentedDocument) -> str:
    """The file that a text is from; a side of one that holds both is named "FILE#en"."""
    return text.document.source.removesuffix(f"#{text.language}")


def of_findings(findings: Sequence[Finding]) -> Iterator[Comment]:
    """A comment at each place of each finding."""
    from exports.word.writing import Comment
    from glossary.check import RULES

    for finding in findings:
        lines = [f"{RULES[finding.rule].title}: {finding.term}", finding.why]
        if finding.expected:
            lines.append(f"Expected: {' / '.join(finding.expected)}")
        for place in finding.places:
            yield Comment(place.start, place.end, tuple(lines))
