"""Tables between tabs, commas, semicolons or bars, in any encoding that texts may have."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import PurePath
from typing import BinaryIO

from align.bitexts.columns import has_several, units
from align.bitexts.model import SCORE, Unit
from align.delimited import Dialect, Row, dialect_of, rows, said_delimiter, usual
from align.errors import InputError
from align.formats import MAX_BYTES
from align.formats.encodings import decoded
from align.languages import Language, languages
from align.remarks import Remarks
from align.text import numbered

#: How the tables begin that `tifa align` writes: nothing of them has to be guessed.
_SCORE = re.compile(r"0\.\d+|1\.0+")
_OURS = re.compile(rb"score((?:\t[a-z]{2,3}){2,})\n")


def read(
    stream: BinaryIO, remarks: Remarks, said_languages: Sequence[Language] = ()
) -> Iterator[Unit]:
    """A unit a row, of the columns with texts in several languages."""
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise InputError(f"larger than {MAX_BYTES // 2**20} MB", "split it into smaller files")
    if _is_own(data):
        remarks.is_ours = True
        yield from _own(data)
        return
    found = decoded(data)
    remarks.losses.extend(found.losses)
    text = io.StringIO(found.text, newline="")
    likely = usual(PurePath(str(getattr(stream, "name", ""))).suffix.lower())
    said = said_delimiter(text)
    dialect = dialect_of(text, _fits, said)
    if dialect != likely and not said:
        remarks.said.append(f"read as {dialect}")
    bad: list[int] = []
    found_rows = islice(rows(text, dialect), int(said is not None), None)
    yield from units(_cells(found_rows, bad), remarks, said_languages)
    if bad:
        where = numbered(bad, "row")
        remarks.said.append(f"quotation marks enclose no cells in {where}, and are text there")


def _is_own(data: bytes) -> bool:
    """Whether a table begins as those that we write."""
    found = _OURS.match(data)
    codes = found[1].decode("ascii").split("\t")[1:] if found else []
    return bool(codes) and set(codes) <= set(languages())


def _own(data: bytes) -> Iterator[Unit]:
    """The units of a table that we wrote, as sure as they were."""
    text = io.StringIO(data.decode("utf-8", "replace"), newline="")
    titles = text.readline().rstrip("\n").split("\t")
    for row in rows(text, Dialect("\t", quoted=False)):
        cells = dict(zip(titles, row.cells, strict=False))
        score = _SCORE.fullmatch(cells.get("score", ""))
        sure = float(score[0]) if score else SCORE
        texts: dict[str, str] = {Language(code): cells.get(code, "") for code in titles[1:]}
        yield Unit(texts, sure)


def _cells(found: Iterator[Row], bad: list[int]) -> Iterator[tuple[int, list[str]]]:
    for row in found:
        if row.is_bad:
            bad.append(row.number)
        yield row.number, row.cells


def _fits(head: Sequence[Sequence[str]]) -> int:
    return has_several(head)
