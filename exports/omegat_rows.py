"""A glossary of OmegaT or of any tool that writes source, target and comment between tabs.

A line that begins with # is a comment. Source: OmegaT user manual, "Glossaries". What Excel saves
as "Unicode text" ends in .txt too: where titles stand above, it is a table as any other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from align.detection import has_letters
from align.errors import InputError
from align.formats import UnreadableError
from align.formats.encodings import decoded
from align.model import Language
from exports import rows
from glossary.exchange.columns import PLAIN, Layout, recognise
from glossary.exchange.contents import language_told
from glossary.exchange.incoming import Line
from glossary.exchange.titles import Held, Role

_LOOKED_AT = 100_000  #: bytes that show which column is which


def read(stream: BinaryIO, layout: Layout = PLAIN) -> Iterator[Line]:
    """The pairs, with comments as notes; which side is in which language is told by its terms.

    Raises:
        InputError: it is no text, too large, or no table.
    """
    if not layout.columns and (columns := _columns(stream)):
        layout = replace(layout, columns=columns, split="")
    return rows.read(stream, replace(layout, delimiter=layout.delimiter or "\t"))


def _columns(stream: BinaryIO) -> tuple[tuple[Held, str], ...]:
    """Which column holds what; nothing where the table has titles, which say it."""
    start = stream.read(_LOOKED_AT)
    stream.seek(0)
    try:
        text = decoded(start).text  # its last line may be cut off, which does no harm
    except UnreadableError as error:
        remedy = "give source, target and comment as text, between tabs"
        raise InputError(f"the table: {error.what}", remedy) from error
    lines = text.splitlines()
    pairs = [line.split("\t") for line in lines if not line.startswith("#")]
    if pairs and recognise(pairs[0]) is not None:
        return ()
    chinese = [
        sum(len(pair) > side and has_letters(pair[side], Language.ZH) for pair in pairs)
        for side in (0, 1)
    ]
    first, second = (0, 1) if chinese[0] >= chinese[1] else (1, 0)
    cells = [[pair[side] for pair in pairs if len(pair) > side] for side in (first, second)]
    own = language_told(cells[0], Language.ZH)
    other = language_told(cells[1], Language.EN)
    if own is other:
        own, other = Language.ZH, Language.EN
    return (own, "AB"[first]), (other, "AB"[second]), (Role.NOTE, "C")
