"""CSV and TSV: nothing in them can run, and they come back as they were."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from align.model import Language
from exports.csv import read
from exports.exporting import export_glossary
from exports.registry import GLOSSARY_FORMATS
from exports.rows import guarded
from glossary.attested import bare
from glossary.model import Concept, ConceptStatus, Term

DANGEROUS = ["=1+1", "+1", "-1", "@A1", "'=1", "''", "'quoted'", "plain"]


@pytest.mark.parametrize("text", DANGEROUS)
@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_a_cell_comes_back_exactly_and_never_runs(name: str, text: str, tmp_path: Path) -> None:
    terms = (Term(Language.ZH, "三首"), Term(Language.EN, text))
    path = tmp_path / "glossary"
    entry = Concept("c1", terms, note=text, status=ConceptStatus.APPROVED)
    export_glossary(bare([entry]), path, GLOSSARY_FORMATS[name])
    with path.open("rb") as stream:
        (line,) = read(stream)
    assert line.concept is not None
    assert (line.concept.note, line.concept.terms[1].text) == (text, text)
    assert not guarded(text).startswith(("=", "+", "-", "@"))


def test_csv_has_the_mark_by_which_excel_knows_utf_8(tmp_path: Path) -> None:
    export_glossary(bare([]), tmp_path / "a.csv", GLOSSARY_FORMATS["csv"])
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_of_others_is_told_by_the_titles(delimiter: str) -> None:
    table = f"Chinese{delimiter}English\n三首{delimiter}three firsts\n"
    (line,) = read(io.BytesIO(table.encode()))
    assert line.concept is not None
    assert [term.text for term in line.concept.terms] == ["三首", "three firsts"]
