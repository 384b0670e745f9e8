"""`tifa track` from the command line."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from running import Tifa

from align.model import Document, Language
from align.segment import segment_lines
from glossary.model import Concept, Particulars, Term
from glossary.store import Glossary

ZH = Language("zh")


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """Three dated documents and a term that two of them have."""
    dated = {"a.txt": "2023-01-05", "b.txt": "2023-02-01", "c.txt": "2024-03-03"}
    lines = {"a.txt": "三首。三首。", "b.txt": "改革。", "c.txt": "推广三首。"}
    texts = [segment_lines(Document(said, source, ZH)) for source, said in lines.items()]
    about = {source: Particulars(dated=date, issuer="国资委") for source, date in dated.items()}
    with Glossary.open(str(tmp_path / "glossary.sqlite")) as glossary:
        glossary.save(Concept("c1", (Term(ZH, "三首"),)), who="li")
        glossary.add([], texts, who="li", about=about)
    return tmp_path


def test_a_term_is_shown_by_period_with_its_documents(tifa: Tifa, filled: Path) -> None:
    answer = tifa("track", "三首", "--by", "year")
    assert answer.returncode == 0, answer.stderr
    assert "三首: 3 uses in 2 of 3 documents in Chinese, from 2023-01-05 to 2024-03-03." in (
        answer.stdout
    )
    lines = [line.split() for line in answer.stdout.splitlines()]
    assert ["2023", "2", "1", "2", "50.0%", "blazing", "█" * 15] in lines
    assert ["2024", "1", "1", "1", "100.0%", "blazing", "█" * 30] in lines


def test_it_is_written_in_every_format(tifa: Tifa, filled: Path) -> None:
    for name in ("t.csv", "t.jsonl", "t.xlsx", "t.html"):
        answer = tifa("track", "三首", "改革", "--by", "month", "-o", name)
        assert (answer.returncode, answer.stdout) == (0, ""), answer.stderr
    with (filled / "t.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert [(row["Term"], row["Period"], row["Uses"]) for row in rows][:3] == [
        ("三首", "2023-01", "2"),
        ("三首", "2023-02", "0"),
        ("三首", "2023-03 to 2024-02", "0"),
    ]
    assert (rows[2]["Documents"], rows[2]["Share"], rows[2]["Heat"]) == ("0", "", "")
    first, second = map(json.loads, (filled / "t.jsonl").read_text("utf-8").splitlines())
    assert (first["concept"], second["concept"]) == ("c1", None)
    assert first["uses"][0]["places"][0] == {"segment": 0, "start": 0, "end": 2, "form": "三首"}
    sheet: Any = load_workbook(filled / "t.xlsx")["Periods"]
    assert len(sheet._charts[0].series) == 2
    assert "<svg" in (filled / "t.html").read_text("utf-8")


def test_only_some_documents_are_looked_in(tifa: Tifa, filled: Path) -> None:
    shown = tifa("track", "c1", "--since", "2024", "--format", "jsonl")
    (found,) = map(json.loads, shown.stdout.splitlines())
    assert found["term"] == "三首"
    assert [use["date"] for use in found["uses"]] == ["2024-03-03"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("两山",), 1, "tifa: 两山: in no document of the glossary"),
        (("三首", "--until", "2020"), 1, "tifa: 三首: in no document that the options keep\n"),
        (("三首", "--since", "2020-02", "--until", "2020-01"), 2, "2020-02 is after 2020-01; give"),
        (("三首", "--until", "2020-13"), 2, "'2020-13' is no date"),
        (("三首", "-o", "t.docx"), 2, "no format has this extension"),
        (("三首", "-o", "none/t.csv"), 2, "there is no folder none"),
        (("三首", "--format", "xlsx"), 2, "a workbook needs a file"),
        (("三首", "--format", "text", "-o", "t.txt"), 2, "text goes to the terminal"),
    ],
)
def test_what_is_wrong_is_told_in_a_line(
    tifa: Tifa, filled: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    answer = tifa("track", *arguments)
    assert (answer.returncode, answer.stdout) == (code, "")
    assert said in answer.stderr
    assert answer.stderr.count("\n") == 1


def test_terms_are_drawn_above_the_same_periods(tifa: Tifa, filled: Path) -> None:
    answer = tifa("track", "三首", "三首", "推广", "--by", "year", "--format", "csv")
    rows = list(csv.DictReader(answer.stdout.removeprefix("\ufeff").splitlines()))
    periods = [(row["Term"], row["Period"]) for row in rows]
    assert periods == [("三首", "2023"), ("三首", "2024"), ("推广", "2023"), ("推广", "2024")]
