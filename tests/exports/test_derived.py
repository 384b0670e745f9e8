"""What nobody typed of the terms of an entry is in files, and is not taken for what people say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from align.model import Language
from exports.exporting import export_glossary
from exports.registry import GLOSSARY_FORMATS, glossary_reader
from glossary.exchange.overlay import overlay
from glossary.model import Concept, ConceptStatus, Context, Side, Term, TermStatus
from glossary.model.attested import Attested, Entry, Lifecycle, Material, Reliability
from glossary.model.authority import Authority
from glossary.model.conditions import conditions_of

ZH, EN = Language.ZH, Language.EN
POWER = Term(EN, "great power", TermStatus.PREFERRED)
STRONG = Term(EN, "strong country", conditions=conditions_of("in law; not before 建设"))


def context(number: int, before: str, english: str) -> Context:
    zh = f"建成{before}强国，第{number}。"
    sides = Side(ZH, zh, ((4, 6),)), Side(EN, english, ((0, len(english)),))
    return Context(sides, f"{number % 2}.txt")


ENTRY = Concept(
    "cabcdefghijklmnop",
    (Term(ZH, "强国", TermStatus.PREFERRED), POWER, STRONG),
    contexts=(
        *(context(number, "世界", "great power") for number in range(5)),
        *(context(number, "海洋", "strong country") for number in range(5, 11)),
    ),
    status=ConceptStatus.APPROVED,
)
ATTESTED = Attested(
    POWER, Lifecycle.CURRENT, Reliability.VERY_RELIABLE, 2, 1, Authority.CENTRAL, 0.5, decided=True
)


def said(path: Path) -> str:
    if path.suffix != ".xlsx":
        return path.read_text(encoding="utf-8")
    sheet = load_workbook(path)["Renderings"]
    return "\n".join(str(value) for row in sheet.values for value in row)


@pytest.mark.parametrize("name", ["xlsx", "csv", "tsv", "tbx", "tbx2", "jsonl", "html", "md"])
def test_learned_conditions_and_reliability_are_told_apart_from_what_people_set(
    name: str, tmp_path: Path
) -> None:
    form = GLOSSARY_FORMATS[name]
    path = tmp_path / f"glossary{form.suffix}"
    entry = Entry(ENTRY, attested=lambda: (ATTESTED,))
    export_glossary(Material([entry], {}), path, form)
    text = said(path)
    for part in ("after 世界", "very reliable", "current", "in law", "not before 建设"):
        assert part in text
    if not form.reads:
        return
    with path.open("rb") as stream:
        (line,) = glossary_reader(form).read(stream)
    assert line.concept is not None
    assert [(each.conditions, each.note) for each in line.concept.terms] == [
        ((), ""),
        ((), ""),
        (STRONG.conditions, ""),
    ]
    assert overlay(ENTRY, line.concept, line.carried) == replace(ENTRY, revision=0)
