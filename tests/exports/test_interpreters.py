"""What interpreters print and learn from: sheets by subject, cards for Anki."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from align.model import Language
from exports.exporting import export_glossary
from exports.registry import GLOSSARY_FORMATS
from glossary.model import Concept, Definition, Kind, Term, TermStatus
from glossary.model.attested import bare

ZH, EN, AR = Language.ZH, Language.EN, Language("ar")


def concept(chinese: str, english: str, subject: str = "", *more: Term) -> Concept:
    terms = (Term(ZH, chinese, TermStatus.PREFERRED), Term(EN, english, TermStatus.PREFERRED))
    return Concept(f"c{english}", (*terms, *more), subject=subject)


FARMS = concept("三农", "agriculture, rural areas and farmers", "farming")
FIRSTS = concept(
    "三首",
    "three firsts",
    "industry",
    Term(EN, "first trio", TermStatus.ADMITTED),
    Term(EN, "three first", TermStatus.DEPRECATED),
    Term(AR, "الأوائل الثلاثة", TermStatus.PREFERRED),
)
CHAIN = concept("产业链", "industrial chain", "industry")
LOOSE = concept("提法", "formulation")
ALL = (FIRSTS, LOOSE, FARMS, CHAIN)


def written(name: str, folder: Path, *concepts: Concept) -> Path:
    path = folder / f"x{GLOSSARY_FORMATS[name].suffix}"
    export_glossary(bare(concepts or ALL), path, GLOSSARY_FORMATS[name])
    return path


def test_a_page_has_the_terms_of_a_subject_by_their_pinyin(tmp_path: Path) -> None:
    page = written("sheet", tmp_path).read_text("utf-8")
    sections = re.findall(r"<section>\n<h1>(.*?)</h1>(.*?)</section>", page, re.DOTALL)
    assert [subject for subject, _ in sections] == ["farming", "industry", "Other terms"]
    assert re.findall(r"<dt[^>]*>([^<]*)", sections[1][1]) == ["产业链", "三首"]
    assert "chǎn yè liàn" in page
    assert 'three firsts<span class="others"> / first trio</span>' in page
    assert "three first<" not in page


def test_a_workbook_breaks_the_page_before_each_subject_and_fits_its_rows(tmp_path: Path) -> None:
    long = concept("坚持" * 30, "upholding " * 30, "industry")
    sheet = load_workbook(written("sheet-xlsx", tmp_path, *ALL, long)).worksheets[0]
    heads = [cell.row for (cell, *_) in sheet.iter_rows() if cell.font.sz == 22]
    assert [each.id for each in sheet.row_breaks.brk] == [row - 1 for row in heads[1:]]
    rows = {cell.value.split("\n")[0]: cell.row for (cell, *_) in sheet.iter_rows()}
    heights = {text: sheet.row_dimensions[row].height for text, row in rows.items()}
    assert heights["坚持" * 30] > 2 * heights["三首"] > 60
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("portrait", 1)


def test_a_note_of_anki_has_a_front_a_back_and_tags(tmp_path: Path) -> None:
    defined = Concept(
        "c1",
        FIRSTS.terms,
        definitions=(Definition(EN, 'first sets,\tbatches & "versions"'),),
        kind=Kind.NUMERIC,
        subject="R&D in industry",
    )
    *head, note = written("anki", tmp_path, defined).read_text("utf-8").splitlines()
    assert head[0] == "#separator:tab"
    assert "#guid column:1" in head
    shown = "first sets, batches &amp; &quot;versions&quot;"
    assert note.split("\t") == [
        "c1 zh-en",
        "三首",
        f"<i>sān shǒu</i><br><b>three firsts / first trio</b><br>{shown}",
        "R&D_in_industry numeric",
    ]


@pytest.mark.parametrize("name", ["anki", "sheet", "sheet-xlsx"])
def test_what_has_no_rendering_is_counted(name: str, tmp_path: Path) -> None:
    lonely = Concept("c9", (Term(ZH, "三新", TermStatus.PREFERRED),))
    path = tmp_path / "x"
    report = export_glossary(bare([FARMS, lonely]), path, GLOSSARY_FORMATS[name])
    assert report.concepts == 1
    assert report.cut == ("concepts without a term to use in both languages: 1 left out",)


def test_any_pair_of_languages_can_be_printed(tmp_path: Path) -> None:
    path = tmp_path / "x.html"
    export_glossary(bare([FIRSTS]), path, GLOSSARY_FORMATS["sheet"], (AR, ZH))
    page = path.read_text("utf-8")
    assert '<dt lang="ar" dir="rtl">الأوائل الثلاثة</dt>' in page
    assert page.index("三首") < page.index("sān shǒu")
