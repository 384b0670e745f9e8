"""Terms of others stand under their own languages before they are stored."""

import pytest
from contexts import context_of, marked

from align.errors import InputError
from align.model import CHINESE_ENGLISH, Language
from glossary.exchange.incoming import Line
from glossary.exchange.labels import EXCHANGED, meant, put_right
from glossary.model import Concept, Definition, Term, TermStatus

ZH, EN = CHINESE_ENGLISH


def entry(zh: str, en: str) -> Concept:
    terms = [Term(language, text) for language, text in ((ZH, zh), (EN, en)) if text]
    return Concept("", tuple(terms))


def said(zh: str, en: str) -> tuple[list[tuple[Language, str]], list[str]]:
    concept, remarks = put_right(entry(zh, en), "entry 7")
    return [(term.language, term.text) for term in concept.terms], [str(each) for each in remarks]


def garbled(text: str, right: str, wrong: str) -> str:
    return text.encode(right).decode(wrong)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("三首", "three firsts"),
        ("GDP", "GDP"),
        ("5G", "5G"),
        ("国内生产总值", "GDP"),
        ("“一带一路”倡议", "Belt and Road (一带一路) Initiative"),
        ("B20峰会", "B20 summit"),
        ("联通", "unicom"),
        ("九一八", "1931年9月18日"),
        ("百分比", "35%"),
        ("三首", ""),
        ("", "three firsts"),
    ],
)
def test_what_is_under_its_language_stays(zh: str, en: str) -> None:
    concept, remarks = put_right(entry(zh, en), "entry 7")
    assert concept == entry(zh, en)
    assert remarks == []


def test_exchanged_languages_are_put_right_with_all_that_the_entry_says() -> None:
    concept = Concept(
        "",
        (
            Term(ZH, "three firsts", TermStatus.PREFERRED),
            Term(EN, "三首", TermStatus.PREFERRED),
            Term(EN, "首台首批首版", TermStatus.DEPRECATED),
        ),
        definitions=(Definition(EN, "首台套、首批次、首版次"), Definition(EN, "what is first")),
        contexts=(
            context_of("They buy it.", "推广三首。", "", zh_spans=((0, 4),), en_spans=((2, 4),)),
        ),
    )
    right, remarks = put_right(concept, "entry 7")
    assert [(term.language, term.text, term.status) for term in right.terms] == [
        (ZH, "三首", TermStatus.PREFERRED),
        (ZH, "首台首批首版", TermStatus.DEPRECATED),
        (EN, "three firsts", TermStatus.PREFERRED),
    ]
    assert [each.language for each in right.definitions] == [ZH, EN]
    (context,) = right.contexts
    assert (context.text(Language.ZH), marked(context, Language.ZH)) == ("推广三首。", ((2, 4),))
    exchanged = EXCHANGED.format("Chinese", "English")
    assert [(each.what, each.place) for each in remarks] == [(exchanged, "entry 7")]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("utf-8", "cp1251"), ("utf-8", "gb18030"), ("gb18030", "latin-1")],
)
def test_mojibake_is_read_anew_and_said(right: str, wrong: str) -> None:
    terms, remarks = said(garbled("国有企业", right, wrong), "state-owned enterprises")
    assert terms == [(ZH, "国有企业"), (EN, "state-owned enterprises")]
    assert len(remarks) == 1


@pytest.mark.parametrize(
    ("zh", "en", "fault"),
    [
        ("共同富裕", "共同富裕", "“共同富裕” stands as English"),
        ("common prosperity", "common prosperity", "“common prosperity” stands as Chinese"),
        ("common prosperity", "", "stands as Chinese"),
        ("новая сила", "new force", "stands as Chinese"),
        ("—", "/", "no term"),
    ],
)
def test_what_is_in_no_language_of_its_own_is_refused_with_the_evidence(
    zh: str, en: str, fault: str
) -> None:
    with pytest.raises(InputError, match=fault):
        put_right(entry(zh, en), "entry 7")


def test_a_dash_for_nothing_is_no_term() -> None:
    terms, remarks = said("三首", "—")
    assert terms == [(ZH, "三首")]
    assert "(—)" in "".join(remarks)


def test_an_entry_of_our_own_is_left_to_the_glossary() -> None:
    line = Line(1, Concept("c1", (Term(ZH, "three firsts"),)))
    assert meant(line) is line


def test_a_bad_entry_is_a_bad_line() -> None:
    line = meant(Line(1, entry("common prosperity", "common prosperity")))
    assert line.concept is None
    assert line.fault is not None
