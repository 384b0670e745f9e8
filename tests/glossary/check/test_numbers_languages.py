"""Ways to write numbers in every language: which are one number, and which are another."""

from __future__ import annotations

import pytest

from align.languages import Language
from align.model import Bead, Bitext, Document
from align.segment import segment_lines
from glossary.check.model import Finding
from glossary.check.numbers import number_findings, numbers
from glossary.check.reading import read_pair


def findings(source: str, target: str, languages: str) -> list[Finding]:
    """What is found in one sentence and its translation."""
    ours, theirs = (
        segment_lines(Document(text, code, Language(code)))
        for text, code in zip((source, target), languages.split(), strict=True)
    )
    return list(number_findings(read_pair(Bitext(ours, theirs, (Bead((0,), (0,), 1.0),)))))


#: Languages, source, a translation that says the same, and one that says something else.
TABLE = """
zh fr|投资3.5亿元。|Un total de 350 millions de yuans.|Un total de 35 millions de yuans.
zh fr|投资100亿元。|Un investissement de 10 milliards.|Un investissement de 10 millions.
zh fr|共97人。|Ils étaient quatre-vingt-dix-sept.|Ils étaient quatre-vingt-sept.
zh fr|共71人。|Ils étaient soixante et onze.|Ils étaient soixante.
zh fr|增长7.5%。|Une hausse de 7,5 pour cent.|Une hausse de 7,2 pour cent.
zh fr|有12345人。|Il y a 12 345 personnes.|Il y a 12 354 personnes.
zh fr|进入二十一世纪。|Au XXIe siècle.|Au XXe siècle.
zh fr|三分之二的人。|Les deux tiers des personnes.|Les deux cinquièmes des personnes.
zh fr|第1条。|Article 1er.|Article 2.
zh fr|三十年来。|Depuis trois décennies.|Depuis quatre décennies.
zh es|投资25亿元。|Un total de 2.500 millones de yuanes.|Un total de 250 millones de yuanes.
zh es|投资30亿元。|Una inversión de tres mil millones.|Una inversión de tres millones.
zh es|1235人。|Mil doscientas treinta y cinco personas.|Mil doscientas treinta y seis personas.
zh es|每人1.25美元。|1,25 dólares por persona.|1,52 dólares por persona.
zh es|第18次会议。|La reunión decimoctava, la 18ª.|La 17ª reunión.
zh pt|投资10亿元。|Um investimento de mil milhões.|Um investimento de dez milhões.
zh pt|投资35亿元。|Um investimento de 3,5 bilhões.|Um investimento de 5,3 bilhões.
zh pt|共123人。|Cento e vinte e três pessoas.|Cento e vinte e quatro pessoas.
zh pt|占20%。|Vinte por cento.|Trinta por cento.
zh de|共25人。|Fünfundzwanzig Personen.|Fünfunddreißig Personen.
zh de|共250人。|Zweihundertfünfzig Personen.|Dreihundertfünfzig Personen.
zh de|投资35亿元。|Insgesamt 3,5 Milliarden Yuan.|Insgesamt 3,5 Millionen Yuan.
zh de|10000人。|10.000 Personen.|100.000 Personen.
zh de|到2030年，提供一个机会。|Bis 2030 eine Gelegenheit bieten.|Bis 2035 eine Gelegenheit bieten.
zh de|20世纪30年代。|In den 1930er Jahren.|In den 1940er Jahren.
zh ru|有123000人。|Сто двадцать три тысячи человек.|Сто двадцать две тысячи человек.
zh ru|投资250万元。|Инвестиции в 2,5 млн юаней.|Инвестиции в 2,5 млрд юаней.
zh ru|占15%。|Пятнадцать процентов.|Двадцать процентов.
zh ru|进入21世纪。|В XXI веке.|В XX веке.
zh ru|80年代。|В 80-е годы.|В 90-е годы.
zh ar|有25人。|خمسة وعشرون شخصا.|خمسة وثلاثون شخصا.
zh ar|占25.5%。|٢٥٫٥ في المائة.|٢٦٫٥ في المائة.
zh ar|投资1000亿元。|استثمار 100 بليون يوان.|استثمار 100 مليون يوان.
zh ar|到2030年。|بحلول عام ۲۰۳۰.|بحلول عام ۲۰۳۵.
zh ar|进入21世纪。|في القرن الحادي والعشرين.|في القرن العشرين.
zh ar|每10万人。|لكل 000 100 شخص.|لكل 000 10 شخص.
zh ar|15岁以上。|في الخامسة عشرة وما فوق.|في الرابعة عشرة وما فوق.
zh ja|三分之二。|3分の2である。|3分の1である。
zh ja|投资1.2万亿元。|1兆2000億元を投資。|1兆3000億元を投資。
zh ja|占80%。|8割を占める。|7割を占める。
zh ja|1979年。|昭和54年。|昭和55年。
zh ja|2023年。|令和五年。|令和四年。
zh ja|第18次。|第18回。|第17回。
zh ja|占5%。|5パーセント。|6パーセント。
zh ko|三分之二。|3분의 2이다.|3분의 1이다.
zh ko|投资1.2万亿元。|1조 2000억 위안을 투자했다.|1조 3000억 위안을 투자했다.
zh ko|有35000人。|3만 5천 명이 있다.|3만 6천 명이 있다.
zh ko|2000万人。|이천만 명이다.|삼천만 명이다.
zh ko|第3条。|제3조.|제4조.
zh ko|增长20%。|20퍼센트 증가했다.|30퍼센트 증가했다.
zh fr|共 1100 万人。|Onze millions de gens.|Douze millions de gens.
zh de|距离45英里。|In 72 Kilometern Entfernung.|In 54 Kilometern Entfernung.
fr ru|Il y a 350 millions d’habitants.|Там 350 миллионов жителей.|Там 35 миллионов жителей.
es ar|El 17,5 por ciento.|١٧٫٥ في المائة.|١٨٫٥ في المائة.
ja ko|人口は1億2千万人である。|인구는 1억 2천만 명이다.|인구는 1억 3천만 명이다.
en fr|There are 2.5 billion of us.|Nous sommes 2,5 milliards.|Nous sommes 2,5 millions.
"""
ROWS = [tuple(line.split("|")) for line in TABLE.strip().splitlines()]


@pytest.mark.parametrize(("languages", "source", "same"), [row[:3] for row in ROWS])
def test_the_same_number_is_no_finding(languages: str, source: str, same: str) -> None:
    assert findings(source, same, languages) == []


@pytest.mark.parametrize(
    ("languages", "source", "other"), [(row[0], row[1], row[3]) for row in ROWS]
)
def test_another_number_is_a_finding(languages: str, source: str, other: str) -> None:
    assert findings(source, other, languages)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Il a neuf ans et une seconde chance."),
        ("de", "Ein Mann und eine Frau."),
        ("es", "Un segundo plan."),
        ("ru", "Первый из них один."),
        ("ko", "구조 개혁과 조사."),
    ],
)
def test_what_is_more_often_another_word_is_not_said_as_a_number(language: str, text: str) -> None:
    assert not any(number.strict for number in numbers(text, Language(language)))


def test_places_are_those_of_the_text_as_it_stands() -> None:
    text = "약 1조 2000억 원, 제3조."
    found = numbers(text, Language("ko"))
    assert [text[number.start : number.end] for number in found] == ["1조 2000억", "제3조"]


@pytest.mark.parametrize(
    ("languages", "source", "target", "expected"),
    [
        ("zh fr", "投资3.5亿元。", "Un total de 35 millions.", "350 millions"),
        ("zh de", "投资25亿元。", "Insgesamt 2,5 Millionen.", "2,5 Milliarden"),
        ("zh es", "每人1.25美元。", "1,52 dólares.", "1,25"),
        ("zh ja", "投资3.5亿元。", "3億元を投資。", "3.5億"),
        ("zh ru", "投资3.5亿元。", "Всего 35 миллионов.", "350 млн"),
    ],
)
def test_the_number_that_is_expected_is_written_as_the_translation_would(
    languages: str, source: str, target: str, expected: str
) -> None:
    (finding,) = findings(source, target, languages)
    assert finding.expected[0] == expected
