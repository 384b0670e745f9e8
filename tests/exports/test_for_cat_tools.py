"""Term bases for memoQ and MultiTerm, read back by what reads theirs."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from entries import FULL, SPOKEN
from lxml import etree

from exports.exporting import export_glossary
from exports.registry import GLOSSARY_FORMATS, READABLE_FORMATS, read_glossary
from glossary.model import TO_AVOID, Concept, Term
from glossary.model.attested import bare


def written(name: str, folder: Path, *concepts: Concept) -> Path:
    path = folder / f"x{GLOSSARY_FORMATS[name].suffix}"
    export_glossary(bare(concepts), path, GLOSSARY_FORMATS[name])
    return path


def read(name: str, path: Path) -> list[Concept]:
    with path.open("rb") as stream:
        lines = list(read_glossary(READABLE_FORMATS[name], stream))
    assert [line.fault for line in lines] == [None] * len(lines)
    return [line.concept for line in lines if line.concept is not None]


def told(terms: tuple[Term, ...]) -> set[tuple[str, str, bool]]:
    return {(term.language, term.text, term.status in TO_AVOID) for term in terms}


@pytest.mark.parametrize(("name", "reader"), [("memoq", "csv"), ("multiterm", "multiterm")])
def test_terms_in_ten_languages_come_back_and_forbidden_ones_are_forbidden(
    name: str, reader: str, tmp_path: Path
) -> None:
    plain = replace(SPOKEN, id="c2", terms=SPOKEN.terms[:1] + SPOKEN.terms[2:3])
    first, second = read(reader, written(name, tmp_path, SPOKEN, plain))
    assert told(first.terms) == told(SPOKEN.terms)
    assert told(second.terms) == told(plain.terms)
    assert (first.subject, first.note) == (SPOKEN.subject, SPOKEN.note)
    assert {each.text for each in first.definitions} <= {each.text for each in FULL.definitions}


def test_memoq_has_a_definition_a_language_and_columns_for_the_most_terms(tmp_path: Path) -> None:
    text = written("memoq", tmp_path, FULL).read_text("utf-8-sig")
    titles, row = csv.reader(text.splitlines(), delimiter=";")
    assert titles[:2] == ["Entry_Subject", "Entry_Note"]
    assert titles[2:7] == [
        "Chinese_PRC_Def",
        "Chinese_PRC",
        "Term_Info",
        "Chinese_PRC",
        "Term_Info",
    ]
    assert titles.count("English") == 5
    assert row[titles.index("English_Def")] == FULL.definitions[0].text
    assert row[row.index("three first") + 1] == "Forbidden"


def test_multiterm_has_the_sources_of_definitions_and_notes_on_terms(tmp_path: Path) -> None:
    tree: Any = etree.parse(written("multiterm", tmp_path, FULL))
    (source,) = tree.xpath(
        "//languageGrp[language/@lang='EN']/descripGrp[descrip[@type='Definition']"
        "[starts-with(., 'the first set')]]/descripGrp/descrip[@type='Source']"
    )
    assert source.text == "article.txt"
    (note,) = tree.xpath("//termGrp[term='three first']/descripGrp/descrip[@type='Note']")
    assert note.text == "literal calque"
