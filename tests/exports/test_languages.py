"""Files hold terms and contexts in every language that the glossary has, and they come back."""

from __future__ import annotations

import csv
import json
import re
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from entries import FULL, SPOKEN
from lxml import etree
from openpyxl import Workbook, load_workbook

from align.errors import InputError
from align.languages import Language, languages
from exports import omegat_rows, xlsx
from exports import rows as text_tables
from exports.exporting import export_glossary
from exports.pairs import parse_pair
from exports.registry import GLOSSARY_FORMATS
from glossary.exchange.columns import Layout, parse_columns
from glossary.exchange.incoming import Line
from glossary.exchange.overlay import overlay
from glossary.model import Concept, Context, Side, Term, TermStatus
from glossary.model.attested import bare
from glossary.store import Glossary
from glossary.store.reading.exporting import material

ZH, EN, FR, AR, RU = map(Language, ("zh", "en", "fr", "ar", "ru"))
XLSX, CSV = GLOSSARY_FORMATS["xlsx"], GLOSSARY_FORMATS["csv"]


def titles(sheet: Any) -> list[str]:
    return [cell.value for cell in sheet[1]]


def cell(sheet: Any, row: int, title: str) -> Any:
    return sheet.cell(row, titles(sheet).index(title) + 1)


def book_of(tmp_path: Path, *concepts: Concept) -> tuple[Path, Any]:
    path = tmp_path / "x.xlsx"
    export_glossary(bare(concepts), path, XLSX)
    return path, load_workbook(path, rich_text=True)


def read_again(path: Path, book: Any) -> list[Line]:
    book.save(path)
    return list(xlsx.read(BytesIO(path.read_bytes()), Layout()))


def edited(line: Line, base: Concept = SPOKEN) -> Concept:
    assert line.concept is not None
    return overlay(base, line.concept, line.carried, line.languages)


def texts(concept: Concept | None, language: Language) -> list[str]:
    assert concept is not None
    return [term.text for term in concept.terms if term.language is language]


def test_a_language_has_columns_after_chinese_and_english_where_a_concept_has_a_term_in_it(
    tmp_path: Path,
) -> None:
    french = Term(FR, "trois premières", TermStatus.PREFERRED)
    _, book = book_of(tmp_path, FULL, Concept("c2", (french,)))
    assert titles(book["Glossary"])[:8] == [
        *("Chinese", "Pinyin", "English", "Other Chinese", "Other English"),
        *("French", "Other French", "Definition"),
    ]
    assert "French" not in titles(book["Contexts"])
    _, book = book_of(tmp_path, FULL)
    assert "French" not in titles(book["Glossary"])


def test_contexts_have_a_column_a_language(tmp_path: Path) -> None:
    _, book = book_of(tmp_path, SPOKEN)
    sheet = book["Contexts"]
    assert titles(sheet)[1:-2] == ["Chinese", "English", "French", "Arabic"]
    assert str(cell(sheet, 5, "French").value) == "Appliquer les trois premières."


def test_arabic_is_written_from_the_right(tmp_path: Path) -> None:
    _, book = book_of(tmp_path, SPOKEN)
    for sheet in (book["Glossary"], book["Contexts"]):
        arabic = cell(sheet, 2, "Arabic").alignment
        assert (arabic.horizontal, arabic.readingOrder) == ("right", 2)
        assert cell(sheet, 2, "French").alignment.readingOrder == 0


@pytest.mark.parametrize("language", languages()[2:], ids=str)
def test_a_changed_cell_comes_back_in_every_language(tmp_path: Path, language: Language) -> None:
    path, book = book_of(tmp_path, SPOKEN)
    cell(book["Glossary"], 2, language.label).value = "G20"
    cell(book["Glossary"], 2, f"Other {language.label}").value = "3F (deprecated)"
    (line,) = read_again(path, book)
    own = [term for term in edited(line).terms if term.language is language]
    assert [(term.text, term.status) for term in own] == [
        ("G20", TermStatus.PREFERRED),
        ("3F", TermStatus.DEPRECATED),
    ]
    others = [term for term in SPOKEN.terms if term.language is not language]
    assert [term for term in edited(line).terms if term.language is not language] == others


def test_languages_whose_columns_a_file_lacks_keep_their_terms(tmp_path: Path) -> None:
    path, book = book_of(tmp_path, SPOKEN)
    sheet = book["Glossary"]
    for title in ("Other French", "French"):
        sheet.delete_cols(titles(sheet).index(title) + 1)
    (line,) = read_again(path, book)
    assert edited(line) == SPOKEN
    table = f"Id,Chinese,English\n{SPOKEN.id},三首,three firsts\n".encode()
    (line,) = text_tables.read(BytesIO(table))
    assert texts(edited(line), EN) == ["three firsts"]
    assert texts(edited(line), FR) == texts(SPOKEN, FR)


def test_a_cell_of_csv_comes_back_changed(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    export_glossary(bare([SPOKEN]), path, CSV)
    table = list(csv.reader(StringIO(path.read_text("utf-8-sig"), newline="")))
    table[1][table[0].index("Arabic")] = "الأوائل"
    text = StringIO(newline="")
    csv.writer(text).writerows(table)
    (line,) = text_tables.read(BytesIO(text.getvalue().encode()))
    assert texts(edited(line), AR) == ["الأوائل"]


@pytest.mark.parametrize(
    "head",
    [
        ("Chinese", "French", "Arabic"),
        ("中文", "法语", "阿拉伯语"),
        ("中文术语", "Français", "العربية"),
        ("zh-CN", "fr-FR", "ar-SA"),
        ("ZH", "FRA", "ARA"),
        ("术语", "法文译名", "阿文译名"),
    ],
)
def test_titles_of_tables_of_others_name_any_language(head: tuple[str, ...]) -> None:
    book = Workbook()
    for row in (
        head,
        ("三农", "trois questions rurales", "القضايا الريفية الثلاث"),
        ("三首", "trois premières", "الأوائل الثلاثة"),
    ):
        book.active.append(row)
    stream = BytesIO()
    book.save(stream)
    first, _ = xlsx.read(stream, Layout())
    assert [texts(first.concept, each) for each in (ZH, FR, AR)] == [
        ["三农"],
        ["trois questions rurales"],
        ["القضايا الريفية الثلاث"],
    ]


def test_a_table_without_chinese_is_read() -> None:
    table = "Français,Deutsch\nloi,Gesetz\n".encode()
    (line,) = text_tables.read(BytesIO(table))
    assert line.concept is not None
    assert [(str(term.language), term.text) for term in line.concept.terms] == [
        ("fr", "loi"),
        ("de", "Gesetz"),
    ]


def test_columns_of_any_language_are_named() -> None:
    layout = Layout(parse_columns("zh=A,en=B,fr=C,definition-fr=D"))
    table = "三首,three firsts,trois premières,Ce que l'État achète\n".encode()
    (line,) = text_tables.read(BytesIO(table), layout)
    assert texts(line.concept, FR) == ["trois premières"]
    assert line.concept is not None
    assert line.concept.definitions[0].language is FR


def test_rows_that_name_their_languages_may_name_any() -> None:
    table = "".join(f"三首{n}\ttrois premières {n}\tZH\tFR\n" for n in range(4)).encode()
    first, *_ = text_tables.read(BytesIO(table))
    assert texts(first.concept, FR) == ["trois premières 0"]


def test_what_is_exported_says_which_languages_it_has(tmp_path: Path) -> None:
    terms = (Term(ZH, "三首", TermStatus.PREFERRED),)
    context = Context((Side(ZH, "三首。"), Side(RU, "Три первых.")), "a.txt")
    with Glossary.open(str(tmp_path / "g.sqlite")) as glossary:
        glossary.save(Concept("c1", terms, contexts=(context,)), who="li")
        with material(glossary) as whole:
            assert (whole.of_terms, whole.of_contexts) == ({ZH}, {ZH, RU})
        with material(glossary, statuses=frozenset()) as nothing:
            assert (nothing.of_terms, nothing.of_contexts) == (frozenset(), frozenset())


PAIRED = {
    "omegat": "trois premières",
    "deepl": "trois premières",
    "xliff": 'trgLang="fr"',
}


@pytest.mark.parametrize(("name", "said"), PAIRED.items())
def test_a_file_of_one_pair_is_of_the_pair_that_is_asked_for(
    tmp_path: Path, name: str, said: str
) -> None:
    terms = (Term(ZH, "三首"), Term(EN, "three firsts"), Term(FR, "trois premières"))
    path = tmp_path / "x"
    form = GLOSSARY_FORMATS[name]
    report = export_glossary(bare([Concept("c1", terms)]), path, form, (ZH, FR))
    text = path.read_text("utf-8")
    assert said in text
    assert "trois premières" in text
    assert "three firsts" not in text
    assert report.losses[-1] == "terms beside Chinese and French (1 concept)"
    export_glossary(bare([Concept("c1", terms)]), path, form)
    assert "three firsts" in path.read_text("utf-8")


def test_a_pair_without_chinese_is_written(tmp_path: Path) -> None:
    concept = Concept("c1", (Term(FR, "loi"), Term(Language("de"), "Gesetz")))
    path = tmp_path / "x"
    export_glossary(bare([concept]), path, GLOSSARY_FORMATS["deepl"], parse_pair("de-fr"))
    assert path.read_text("utf-8") == "Gesetz\tloi\n"


def test_a_pair_that_the_glossary_has_not_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "x"
    with pytest.raises(InputError, match="no concept to write has a term in French") as refused:
        export_glossary(bare([FULL]), path, GLOSSARY_FORMATS["deepl"], (ZH, FR))
    assert refused.value.remedy == "their languages: zh, en"
    assert export_glossary(bare([]), path, GLOSSARY_FORMATS["deepl"], (ZH, FR)).concepts == 0
    path.unlink()
    with pytest.raises(InputError, match="CSV holds all languages"):
        export_glossary(bare([SPOKEN]), path, CSV, (ZH, FR))
    assert not path.exists()


@pytest.mark.parametrize("text", ["zh", "zh-it", "fr-fr", "", "zh-fr-de"])
def test_what_is_no_pair_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="is no pair of languages"):
        parse_pair(text)


def test_markdown_has_a_line_a_term_of_every_language(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    export_glossary(bare([SPOKEN]), path, GLOSSARY_FORMATS["md"])
    said = path.read_text("utf-8")
    assert all(f"- {each.label}: " in said for each in languages())
    assert "Appliquer les trois premières" in said
    export_glossary(bare([Concept("c1", (Term(FR, "loi"),))]), path, GLOSSARY_FORMATS["md"])
    assert "## loi" in path.read_text("utf-8")


def test_the_page_has_terms_and_contexts_of_every_language(tmp_path: Path) -> None:
    path = tmp_path / "x.html"
    export_glossary(bare([SPOKEN]), path, GLOSSARY_FORMATS["html"])
    page = path.read_text("utf-8")
    found = re.search(r'id="entries">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    (entry,) = json.loads(found[1])
    assert list(entry["terms"]) == [str(each) for each in languages()]
    assert [side[0] for side in entry["contexts"][-1][0]] == ["zh", "en", "fr", "ar"]
    assert 'data-from-right="ar"' in page


def test_a_memory_has_a_variant_for_every_side_of_a_context(tmp_path: Path) -> None:
    alone = Context((Side(FR, "La loi."), Side(RU, "Закон.")), "a")
    path = tmp_path / "x.tmx"
    concept = Concept("c1", SPOKEN.terms, contexts=(*SPOKEN.contexts, alone))
    export_glossary(bare([concept]), path, GLOSSARY_FORMATS["tmx"])
    *_, several, last = etree.parse(path).findall("body/tu")
    assert [each.get("{http://www.w3.org/XML/1998/namespace}lang") for each in several] == [
        *(None, "zh", "en", "fr", "ar")
    ]
    assert (several.get("srclang"), last.get("srclang")) == (None, "fr")


RUSSIAN = ["закон", "экономика", "развитие", "село", "торговля"]
FRENCH = [
    *("la loi sur les marchés", "le développement des campagnes", "une économie de marché"),
    *("la lutte contre la pauvreté", "les droits de l'homme", "la réforme des entreprises"),
    *("le plan quinquennal", "une société de moyenne aisance", "la ceinture et la route"),
    *("les trois représentations", "la mise en valeur du territoire", "le commerce extérieur"),
]


@pytest.mark.parametrize(("terms", "language"), [(RUSSIAN, RU), (FRENCH, FR)])
def test_columns_without_titles_and_pairs_of_omegat_are_told_by_their_terms(
    terms: list[str], language: Language
) -> None:
    rows = "".join(f"三首{'一二三四五六七八九十百千'[n]}\t{text}\n" for n, text in enumerate(terms))
    for reader in (text_tables.read, omegat_rows.read):
        found = [texts(line.concept, language) for line in reader(BytesIO(rows.encode()))]
        assert [each[0] for each in found if each] == terms
