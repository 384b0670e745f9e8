"""Concepts from JSON Lines that people edit: every line is judged for itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from align.errors import InputError
from align.text import clean
from glossary.exchange.incoming import Line
from glossary.model import RelationStatus
from glossary.model.serial import from_json, parse_line

#: Beside the fields of a concept, what is derived of it, which says nothing new.
DERIVED = "derived"
LONGEST_LINE = 16 * 2**20  #: bytes; a concept with ten thousand contexts has fewer


def read(stream: BinaryIO) -> Iterator[Line]:
    """The lines that hold anything, one at a time, with what is wrong with the bad ones."""
    for number, text in lines_of(stream):
        yield Line(number, None, text) if isinstance(text, InputError) else _line(number, text)


def lines_of(stream: BinaryIO) -> Iterator[tuple[int, str | InputError]]:
    """The lines that hold anything by their numbers, or why one cannot be read."""
    number = 0
    while raw := stream.readline(LONGEST_LINE):
        number += 1
        if len(raw) == LONGEST_LINE and not raw.endswith(b"\n"):
            what = f"longer than {LONGEST_LINE:,} bytes"
            yield number, InputError(what, "write one object a line")
            while (rest := stream.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
            continue
        try:
            text = raw.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            yield number, InputError("not UTF-8", "convert the file to UTF-8")
            continue
        if text.strip():
            yield number, text


def _line(number: int, text: str) -> Line:
    try:
        data = _without_proposed(parse_line(text))
        if isinstance(data, dict):
            data.pop(DERIVED, None)
        return Line(number, from_json(data), replaced=_unstorable(data))
    except InputError as error:
        return Line(number, None, error)


def _without_proposed(data: object) -> object:
    """An entry without the relations that a glossary showed: it shows them anew, if it does."""
    if not isinstance(data, dict) or not isinstance(data.get("relations"), list):
        return data
    proposed = RelationStatus.PROPOSED.value
    kept = [
        each
        for each in data["relations"]
        if not (isinstance(each, dict) and each.get("status") == proposed)
    ]
    return {**data, "relations": kept}


def _unstorable(data: object) -> int:
    """How many characters no database can hold, in all strings of a JSON value."""
    if isinstance(data, str):
        return clean(data)[1]
    if isinstance(data, dict):
        return sum(map(_unstorable, data.values()))
    return sum(map(_unstorable, data)) if isinstance(data, list) else 0
