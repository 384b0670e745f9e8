"""Relations that a glossary shows stand in files apart from those that people set."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from align.model import Language
from exports.exporting import export_glossary
from exports.registry import GLOSSARY_FORMATS, READABLE_FORMATS, read_glossary
from glossary.model import Concept, Relation, RelationKind, RelationStatus, StoredDocument, Term
from glossary.model.attested import Linked, Material, Saying, bare

ZH, EN = Language.ZH, Language.EN
SET = Relation(RelationKind.SEE_ALSO, "c")
PROPOSED = Relation(RelationKind.BROADER, "b", RelationStatus.PROPOSED)


def whole() -> Material:
    concepts = [
        Concept("a", (Term(ZH, "潮汐发电"),), relations=(SET,)),
        Concept("b", (Term(ZH, "新兴产业"), Term(EN, "emerging industry"))),
        Concept("c", (Term(ZH, "海水淡化"),)),
    ]
    moment = datetime(2024, 5, 1, tzinfo=UTC)
    document = StoredDocument(1, "a.txt", "", ZH, "", moment, "li", dated="2024-05")
    said = Saying(document, 4, "潮汐发电等新兴产业。")
    links = [Linked(SET, concepts[2].terms), Linked(PROPOSED, concepts[1].terms, said=said)]
    return replace(bare(concepts), related=lambda each: links if each.id == "a" else [])


def export(folder: Path, name: str) -> Path:
    path = folder / f"glossary{GLOSSARY_FORMATS[name].suffix}"
    export_glossary(whole(), path, GLOSSARY_FORMATS[name])
    return path


def test_json_lines_say_what_shows_them(tmp_path: Path) -> None:
    first = json.loads(export(tmp_path, "jsonl").read_text(encoding="utf-8").splitlines()[0])
    evidence = {
        "source": "a.txt",
        "date": "2024-05",
        "segment": 4,
        "sentence": "潮汐发电等新兴产业。",
    }
    assert [(each["status"], each["target"]) for each in first["relations"]] == [
        ("approved", "c"),
        ("proposed", "b"),
    ]
    assert first["relations"][1]["evidence"] == evidence


def test_a_workbook_has_a_sheet_of_them(tmp_path: Path) -> None:
    sheet = load_workbook(export(tmp_path, "xlsx"))["Relations"]
    titles, *rows = sheet.iter_rows(values_only=True)
    shown = [dict(zip(titles, row, strict=True)) for row in rows]
    assert [(each["Relation"], each["Status"], each["Other Chinese"]) for each in shown] == [
        ("see also", "approved", "海水淡化"),
        ("broader", "proposed", "新兴产业"),
    ]
    assert shown[1]["Other English"] == "emerging industry"
    assert (shown[1]["Date"], shown[1]["Sentence"]) == ("2024-05", "潮汐发电等新兴产业。")


def test_a_page_marks_them(tmp_path: Path) -> None:
    assert '["broader","narrower","b","proposed"]' in export(tmp_path, "html").read_text("utf-8")


@pytest.mark.parametrize("name", ["jsonl", "xlsx", "tbx", "tbx2"])
def test_no_file_gives_them_back_as_set(tmp_path: Path, name: str) -> None:
    with export(tmp_path, name).open("rb") as stream:
        read = read_glossary(READABLE_FORMATS[name], stream)
        found = [line for line in read if line.concept or line.fault]
    assert [line.fault for line in found] == [None] * 3
    relations = [each for line in found if line.concept for each in line.concept.relations]
    assert relations == ([] if name == "xlsx" else [SET])
