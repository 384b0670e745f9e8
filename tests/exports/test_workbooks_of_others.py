"""Workbooks of others are read by the titles or letters of their columns, and do no harm."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook

from align.errors import InputError
from align.model import CHINESE_ENGLISH
from exports.xlsx import read
from glossary.exchange.columns import Layout, parse_columns
from glossary.exchange.incoming import Line
from glossary.model import ConceptStatus, Term, TermStatus

ZH, EN = CHINESE_ENGLISH


def lines(content: bytes, **layout: Any) -> list[Line]:
    return list(read(BytesIO(content), Layout(**layout)))


def table(*rows: list[Any], title: str = "Terms") -> bytes:
    book = Workbook()
    book.active.title = "Cover"
    book["Cover"].append(["My terms"])
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append(row)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("titles", "definition"),
    [
        (["Chinese", "English", "Definition"], True),
        (["中文", "英文", "定义"], True),
        (["zh-CN", "en_US", "释义"], True),
        (["Chinese (PRC)", "English (United States)", "Definition"], True),
        ([">>L<<Chinese (PRC)", ">>L<<English", ">>E<<Definition"], True),
        (["Chinese_PRC", "English", "English_Def"], True),
        (["中文术语", "英文译名", "未知"], False),
        (["Chinese term(s)", "English rendering(s)", "Definition(s)"], True),
        (["中文 Chinese", "English / 英文", "定义 / Definition"], True),
        (["术语（中文）", "Term (EN)", "Definition (English)"], True),
        (["词条（简体中文）", "译文｜English translation", "未知"], False),
    ],
    ids=[
        *("plain", "Chinese", "codes", "MultiTerm", "converter", "memoQ", "words"),
        *("plurals", "both", "after", "mixed"),
    ],
)
def test_tables_of_others_are_read_by_their_titles(titles: list[str], definition: bool) -> None:
    content = table(["Made 2024"], titles, ["三首；首三", "three firsts|3F", "what is first"])
    (line,) = lines(content)
    assert line.concept is not None
    assert [(each.text, each.status) for each in line.concept.terms] == [
        ("三首", TermStatus.PREFERRED),
        ("首三", TermStatus.ADMITTED),
        ("three firsts", TermStatus.PREFERRED),
        ("3F", TermStatus.ADMITTED),
    ]
    assert (line.number, line.concept.id, line.unit) == (3, "", "row")
    assert bool(line.concept.definitions) is definition
    assert line.ignored == (() if definition else ("未知",))


def test_a_mapping_and_a_sheet_say_what_titles_and_content_do_not() -> None:
    content = table(["Term A", "Term B", "Def"], ["three; firsts", "三首", "what"], ["首三", "3F"])
    with pytest.raises(InputError, match="sheet Terms: Term A, Term B, Def") as refused:
        lines(content)
    assert "sheet Cover: My terms" in str(refused.value)
    columns = parse_columns("en=Term A,zh=Term B,definition=Def")
    line, _ = lines(content, columns=columns, split="", sheet="Terms")
    assert line.concept is not None
    assert [term.text for term in line.concept.terms] == ["三首", "three; firsts"]
    with pytest.raises(InputError, match="no sheet Other"):
        lines(content, sheet="Other")
    with pytest.raises(InputError, match="nothing is called colour"):
        parse_columns("zh=A,colour=B")


def test_a_column_of_both_languages_is_no_column_of_one() -> None:
    both = ["三首 three firsts", "first of 三首"]
    with pytest.raises(InputError, match="no columns"):
        lines(table(["Chinese / English", "English of the Chinese term"], both))


def test_the_message_names_the_titles_where_a_cover_stands_above_them() -> None:
    content = table(["Termbase of the office"], ["No.", "甲", "乙"], [1, "三首", "首三"])
    with pytest.raises(InputError, match=r"sheet Terms: No\., 甲, 乙"):
        lines(content)


def test_a_status_that_others_call_otherwise_is_left_out_and_said() -> None:
    rows = ["Chinese", "English", "Status", "Id"], ["三首", "three firsts", "OK", 7]
    (line,) = lines(table(*rows))
    assert line.concept is not None
    assert (line.concept.status, line.ignored) == (ConceptStatus.PROPOSED, ("Status",))
    (line,) = lines(table(rows[0], ["三首", "three firsts", "Approved", 7]))
    assert line.concept is not None
    assert (line.concept.status, line.ignored) == (ConceptStatus.APPROVED, ())
    ours = table(rows[0], ["三首", "three firsts", "OK", "c" + "a" * 16])
    asked = parse_columns("zh=Chinese,en=English,status=Status")
    for (line,) in (lines(ours), lines(table(*rows), columns=asked)):
        assert "the status is OK" in str(line.fault)


def test_columns_without_titles_are_named_by_their_letters() -> None:
    content = table([1, "三首", None, "three firsts; 3F"], [2, "三农", None, "three rural issues"])
    columns = parse_columns("zh=B,en=D")
    first, second = lines(content, columns=columns)  # of the first sheet that has such terms
    assert first.concept is not None
    assert [term.text for term in first.concept.terms] == ["三首", "three firsts", "3F"]
    assert (second.number, first.ignored) == (2, ("A",))
    with pytest.raises(InputError, match="no row with the titles B, Term"):
        lines(content, columns=parse_columns("zh=B,en=Term"))


def test_memoq_forbids_a_term_beside_it() -> None:
    content = table(
        ["Entry_ID", "Chinese_PRC", "Term_Info", "English", "Term_Info", "English", "Term_Info"],
        [1, "三首", "", "three firsts", "CasePermissive", "three first", "Forbidden"],
    )
    (line,) = lines(content)
    assert line.concept is not None
    assert line.concept.terms[-1] == Term(EN, "three first", TermStatus.DEPRECATED)


def rewritten(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(stream, "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return stream.getvalue()


def test_what_could_do_harm_is_refused_in_one_line() -> None:
    content = table(["zh", "en"], ["三首", "three firsts"])
    entity = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    for part in ("xl/worksheets/sheet2.xml", "xl/workbook.xml"):

        def harm(name: str, text: bytes, part: str = part) -> bytes:
            return entity + text if name == part else text

        harmful = rewritten(content, harm)
        with pytest.raises(InputError, match="document type"):
            lines(harmful)
    bomb = rewritten(
        content,
        lambda name, text: text + b" " * 32 * 2**20 if name == "xl/workbook.xml" else text,
    )
    with pytest.raises(InputError, match="unpacks to"):
        lines(bomb)
    with pytest.raises(InputError, match="protected"):
        lines(b"\xd0\xcf\x11\xe0" + b"x" * 99)


def test_a_sheet_is_not_believed_about_its_size() -> None:
    content = table(["zh", "en"], ["三首", "three firsts"], ["三农", "=1+1"])

    def change(name: str, text: bytes) -> bytes:
        if name != "xl/worksheets/sheet2.xml":
            return text
        assert b'ref="A1:B3"' in text
        return text.replace(b'ref="A1:B3"', b'ref="A1:XFD1048576"').replace(
            b'<row r="3"', b'<row r="99999999"'
        )

    (line,) = lines(rewritten(content, change))
    assert line.fault is None
