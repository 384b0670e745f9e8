"""Tables of terms in any number of languages, with titles in any of them or without."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from typing import Any

import pytest
from babel import Locale
from openpyxl import Workbook

from align.languages import languages
from align.titles import language_titled
from exports import rows as text_tables
from exports import xlsx
from glossary.exchange.incoming import Line

Rows = list[list[str]]
TERMS = {
    "zh": ("改革", "环境保护", "共同富裕"),
    "en": ("reform", "environmental protection", "common prosperity"),
    "fr": ("réforme", "protection de l’environnement", "prospérité commune"),
    "ru": ("реформа", "охрана окружающей среды", "всеобщее благосостояние"),
    "es": ("reforma", "protección del medio ambiente", "prosperidad común"),
    "ar": ("الإصلاح", "حماية البيئة", "الرخاء المشترك"),
    "ja": ("改革", "環境保護", "共同富裕"),
    "ko": ("개혁", "환경 보호", "공동 부유"),
    "de": ("Reform", "Umweltschutz", "gemeinsamer Wohlstand"),
    "pt": ("reforma", "proteção ambiental", "prosperidade comum"),
}
#: Words of our own choice, enough of each language to tell it by.
WORDS = (
    ("改革", "réforme", "Reform"),
    ("环境保护", "protection de l’environnement", "Umweltschutz"),
    ("教育", "éducation", "Bildung"),
    ("农业", "agriculture", "Landwirtschaft"),
    ("民主", "démocratie", "Demokratie"),
    ("和平发展", "développement pacifique", "friedliche Entwicklung"),
    ("社会主义", "socialisme", "Sozialismus"),
    ("企业", "entreprise", "Unternehmen"),
    ("国家", "pays", "Land"),
    ("人民", "peuple", "Volk"),
    ("经济", "économie", "Wirtschaft"),
    ("安全", "sécurité", "Sicherheit"),
)


def as_workbook(rows: Rows) -> list[Line]:
    book: Any = Workbook()
    for row in rows:
        book.active.append(row)
    stream = BytesIO()
    book.save(stream)
    stream.seek(0)
    return list(xlsx.read(stream))


def as_csv(rows: Rows) -> list[Line]:
    text = StringIO()
    csv.writer(text).writerows(rows)
    return list(text_tables.read(BytesIO(text.getvalue().encode())))


def as_tsv(rows: Rows) -> list[Line]:
    return list(text_tables.read(BytesIO("\n".join(map("\t".join, rows)).encode())))


def terms(lines: list[Line]) -> list[dict[str, str]]:
    return [
        {str(term.language): term.text for term in line.concept.terms}
        for line in lines
        if line.concept is not None
    ]


@pytest.mark.parametrize("shown", list(languages()))
def test_titles_name_each_language_as_each_language_calls_it(shown: str) -> None:
    names = Locale(shown).languages
    for language in languages():
        name = str(names[str(language)])
        for title in (name, name.upper(), f"{name} (term)", f"{language} / {name}"):
            assert language_titled(title) is language, title


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Terme en français", "fr"),
        ("Término en inglés", "en"),
        ("Begriff auf Deutsch", "de"),
        ("Термин на русском", "ru"),
        ("المصطلح بالفرنسية", "fr"),
        ("중국어 용어", "zh"),
        ("フランス語訳", "fr"),
        ("Langue chinoise", "zh"),
        ("fr-CA", "fr"),
        ("Portuguese (Brazil)", "pt"),
    ],
)
def test_titles_name_a_language_in_several_words(title: str, code: str) -> None:
    assert language_titled(title) == code


@pytest.mark.parametrize("title", ["zh en fr", "Chinese English", "tlh", "nota", "en on"])
def test_titles_of_several_languages_or_none_name_none(title: str) -> None:
    assert language_titled(title) is None


@pytest.mark.parametrize("read", [as_workbook, as_csv, as_tsv])
@pytest.mark.parametrize("shown", ["zh", "en", "fr", "de", "ar"])
def test_a_table_in_ten_languages_is_read(shown: str, read: Any) -> None:
    titles = [str(Locale(shown).languages[code]) for code in TERMS]
    rows = [titles, *map(list, zip(*TERMS.values(), strict=True))]
    found = terms(read(rows))
    assert found == [
        {code: TERMS[code][number] for code in TERMS} for number in range(len(rows) - 1)
    ]


@pytest.mark.parametrize("read", [as_workbook, as_csv, as_tsv])
def test_columns_without_titles_are_told_by_their_words(read: Any) -> None:
    found = terms(read([[*row] for row in WORDS]))
    assert found == [dict(zip(("zh", "fr", "de"), row, strict=True)) for row in WORDS]


def test_names_and_codes_beside_terms_are_in_no_language() -> None:
    people = ("Li Hua", "Wang Wei", "Zhao Min", "Chen Jie", "Liu Yang", "Sun Bo")
    rows = [[zh, fr, f"{people[number % 6]} {number}"] for number, (zh, fr, _) in enumerate(WORDS)]
    assert all(found.keys() == {"zh", "fr"} for found in terms(as_csv(rows)))


def test_an_empty_column_and_a_second_one_in_a_language_cost_nothing() -> None:
    rows = [["zh", "fr", "ru", "Français 2"], ["改革", "réforme", "", "la réforme"]]
    (line,) = as_csv(rows)
    assert line.concept is not None
    said = [(str(term.language), term.text) for term in line.concept.terms]
    assert said == [("zh", "改革"), ("fr", "réforme"), ("fr", "la réforme")]
