import io
import json
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from pdfs import Placed, latin_pdf, packed_pdf, pdf, placed_pdf, scanned_pdf

from align.documents import read_document
from align.errors import InputError
from align.formats import pdf as pdf_format
from align.formats.pdf_lines import Character, runs
from align.model import Document
from align.segment import segment

SENTENCES = ("人民对美好生活的向往，就是我们的奋斗目标。", "我们要坚持改革开放，走共同富裕的道路。")
SIMPLE = pdf("\n".join(SENTENCES))

Read = Callable[[bytes], Document]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """The document that the bytes of a PDF are."""

    def reading(data: bytes) -> Document:
        path = tmp_path / "a.pdf"
        path.write_bytes(data)
        return read_document(str(path))

    return reading


def encrypted(password: str) -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(SIMPLE)))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def paragraph(*lines: str, top: float = 700) -> list[Placed]:
    return [Placed(line, y=top - 18 * number) for number, line in enumerate(lines)]


BODY = (
    "人民对美好生活的向往，就是我们的奋斗",
    "目标。我们要继续努力，全党同志都要记",
    "住这一点。",
)


def test_running_heads_and_page_numbers_are_no_part_of_it(read: Read) -> None:
    body = "人民对美好生活的向往，就是我们的奋斗目标，\n我们要继续努力。\n全党同志都要记住。"
    pages = [f"政府工作报告 {n}\n第{name}章\n{body}\n— {n} —" for n, name in enumerate("甲乙丙", 9)]
    text = read(pdf(*pages)).text
    assert "政府工作报告" not in text
    assert "—" not in text
    assert text.count("全党同志都要记住。") == text.count("章") == 3


def test_heads_of_left_and_right_pages_are_no_part_of_it(read: Read) -> None:
    heads = ("国务院公报 2024·第2号", "国务院文件") * 2
    pages = [
        [*paragraph(f"第{name}条规定如下，各级政府要遵守，", *BODY), Placed(head, y=790, size=9)]
        for name, head in zip("一二三四", heads, strict=True)
    ]
    text = read(placed_pdf(*pages)).text
    assert "国务院" not in text
    assert text.count("条规定") == 4


def test_the_heads_of_chapters_are_no_part_of_it(read: Read) -> None:
    names = ["经济建设"] * 4 + ["文化建设"] * 4
    pages = [
        [Placed(f"{name}  {number}", y=790), *paragraph(f"这是第{number}页的文字，", *BODY)]
        for number, name in enumerate(names)
    ]
    text = read(placed_pdf(*pages)).text
    assert "建设" not in text
    assert text.count("页的文字") == 8


def test_a_line_that_a_text_repeats_on_some_pages_is_kept(read: Read) -> None:
    firsts = ["会议强调，", "他指出，", "会议强调，", "他表示，", "大家认为，", "会议强调，"]
    pages = [
        paragraph(first, *(f"{mark}项工作要抓紧落实，" for mark in marks))
        for first, marks in zip(
            firsts, ("甲乙丙", "丁戊己", "庚辛壬", "子丑寅", "辰巳午", "未申酉"), strict=True
        )
    ]
    assert read(placed_pdf(*pages)).text.count("会议强调") == 3


def test_the_title_of_a_document_is_kept_where_it_runs_along_as_a_head(read: Read) -> None:
    pages = [
        [Placed("政府工作报告", y=740, size=20), *paragraph(*BODY)],
        *([Placed("政府工作报告", y=790, size=9), *paragraph(*BODY)] for _ in range(3)),
    ]
    assert read(placed_pdf(*pages)).text.count("政府工作报告") == 1


def test_a_sentence_runs_on_over_a_page_end(read: Read) -> None:
    pages = [
        "全党同志的重托，全国各族人民的期望，是对我们做\n好工作的巨大鼓舞，也是我们肩上的重大责任，我们",
        "永远不会忘记这一点。",
    ]
    assert len(segment(read(pdf(*pages))).segments) == 1


def test_notes_at_the_foot_follow_the_sentence_that_the_page_breaks_off(read: Read) -> None:
    note = Placed("1 新质生产力是指创新起主导作用的先进生产力。", y=60, size=9)
    pages = [
        [*paragraph("我们要因地制宜发展新质生产"), note],
        paragraph("力，做强做优。", "第二句。"),
    ]
    lines = read(placed_pdf(*pages)).text.split("\n")
    assert lines == ["我们要因地制宜发展新质生产", "力，做强做优。", "", note.text, "", "第二句。"]


@pytest.mark.parametrize(
    ("before", "raised", "kept"),
    [("新质生产力", "1", False), ("productive forces", "2", False), ("面积是 9 km", "2", True)],
)
def test_a_raised_number_calls_a_note_but_behind_a_unit(
    before: str, raised: str, kept: bool, read: Read
) -> None:
    behind = Placed(raised, x=50 + 12 * len(before), y=705, size=7)
    page = [Placed(before), behind, *paragraph(*BODY, top=650)]
    first = read(placed_pdf(page)).text.split("\n")[0]
    assert first == before + raised * kept


def test_quotation_marks_that_are_drawn_later_stand_where_they_are_seen(read: Read) -> None:
    page = [
        Placed("推广", x=50),
        Placed("三首", x=86),
        Placed("采购。", x=122),
        Placed("“", x=74),
        Placed("”", x=110),
        *paragraph(*BODY, top=650),
    ]
    assert read(placed_pdf(page)).text.startswith("推广“三首”采购。")


def test_the_space_that_typesetting_puts_around_numbers_is_no_blank(read: Read) -> None:
    page = [Placed("截至", x=50), Placed("2024", x=77), Placed("年底", x=128)]
    assert read(placed_pdf([*page, *paragraph(*BODY, top=650)])).text.startswith("截至2024年底\n")


def test_columns_are_read_one_after_the_other(read: Read) -> None:
    left, right = ("左栏第一行的文字", "左栏第二行。"), ("右栏第一行的文字", "右栏第二行。")
    page = [*paragraph(*left), *(line._replace(x=300) for line in paragraph(*right))]
    assert read(placed_pdf(page)).text == "\n".join([*left, *right])


def test_cells_of_a_table_stand_apart(read: Read) -> None:
    page = [Placed("国有企业"), Placed("中央企业", x=250), Placed("民营企业", y=660)]
    assert read(placed_pdf(page)).text.split("\n") == ["国有企业", "中央企业", "民营企业"]


def test_cells_that_touch_stand_apart_where_their_lines_differ(read: Read) -> None:
    page = [Placed("国有企业", y=700), Placed("中央企业", x=102, y=706), *paragraph(*BODY, top=600)]
    assert read(placed_pdf(page)).text.split("\n")[:2] == ["国有企业", "中央企业"]


def test_words_that_are_set_apart_to_fill_a_line_stay_in_it(read: Read) -> None:
    page = [
        Placed("commonprosperityof", x=50, y=700),
        Placed("all", x=50, y=682),
        Placed("the", x=140, y=682),
        Placed("our", x=230, y=682),
        *paragraph(*BODY, top=600),
    ]
    assert read(placed_pdf(page)).text.split("\n")[:2] == ["commonprosperityof", "all the our"]


def test_a_digit_that_stands_a_little_apart_stays_in_its_line() -> None:
    def characters(text: str, left: float, bottom: float = 100.0) -> list[Character]:
        return [
            Character(one, left + 10 * number, bottom, left + 10 * (number + 1), bottom + 10, 10)
            for number, one in enumerate(text)
        ]

    ends = characters("\r\n", 0)
    page = [*characters("况的第", 0), *ends, *characters("1", 32), *characters("项", 44)]
    below = [*ends, *characters("下一行", 0, 80), *ends, *characters("格", 60, 80)]
    shown = ["".join(one.text for one in line) for line in runs([*page, *below])]
    assert shown == ["况的第1项", "下一行", "格"]


def test_vertical_text_is_read_from_right_to_left(read: Read) -> None:
    page = [Placed(one, x=500 - 24 * number) for number, one in enumerate(SENTENCES)]
    text = read(placed_pdf(page, encoding="UniGB-UCS2-V")).text
    assert text.split("\n") == list(SENTENCES)


@pytest.mark.parametrize(
    ("turned", "matrix"), [(90, "0 1 -1 0"), (180, "-1 0 0 -1"), (270, "0 -1 1 0")]
)
def test_pages_that_are_turned_are_read_as_they_are_seen(
    turned: int, matrix: str, read: Read
) -> None:
    seen = [(50, 700, "国有企业 and the"), (50, 680, "state assets")]
    lines = [
        Placed(text, *{90: (595 - y, x), 180: (595 - x, 842 - y), 270: (y, 842 - x)}[turned])
        for x, y, text in seen
    ]
    text = read(placed_pdf(lines, matrix=matrix, turned=turned)).text
    assert text.split("\n") == [line.text for line in lines]


def test_traditional_text_is_read_where_the_font_only_names_its_encoding(read: Read) -> None:
    sentence = "國有企業改革深化提升行動取得明顯成效。"
    data = placed_pdf([Placed(sentence)], encoding="B5pc-H", characters="big5")
    assert read(data).text == sentence


def test_ligatures_are_read_as_a_font_names_them(read: Read) -> None:
    data = latin_pdf(
        "The e\x8ecient \x8fnal plan of the o\x8ece is to deepen reform.",
        codes={0x8E: "ffi", 0x8F: "fi"},
    )
    text = read(data).text.replace("\ufb03", "ffi").replace("\ufb01", "fi")
    assert text == "The efficient final plan of the office is to deepen reform."


def test_a_hyphen_at_the_end_of_a_line_stays_with_the_line_end(read: Read) -> None:
    data = latin_pdf(
        "We deepen the reform of enter-", "prises that the state owns.", codes={1: "a"}
    )
    assert read(data).text == "We deepen the reform of enter-\nprises that the state owns."


def test_a_title_that_a_program_made_up_gives_way_to_the_first_line(read: Read) -> None:
    assert read(pdf("讲话\n第一句。", title="(anonymous)")).title == "讲话"


def test_one_with_a_password_is_refused(read: Read) -> None:
    with pytest.raises(InputError, match="is protected by a password"):
        read(encrypted("secret"))


def test_one_that_only_forbids_changes_is_read(read: Read) -> None:
    assert SENTENCES[0] in read(encrypted("")).text


def test_one_with_too_much_text_is_refused(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_format, "MAX_CHARACTERS", 20)
    with pytest.raises(InputError, match="more than 20 characters"):
        read(SIMPLE)


def test_one_whose_fonts_name_no_characters_is_refused(read: Read) -> None:
    hidden = Placed("".join(chr(0xE000 + number) for number in range(40)))
    with pytest.raises(InputError, match="does not say which characters"):
        read(placed_pdf([hidden]))


def test_pages_that_are_pictures_are_said_and_empty_ones_are_not(read: Read) -> None:
    text = "The first page of a report on the reform of state-owned enterprises."
    document = read(scanned_pdf(text, "", text, "", " "))
    assert document.losses == (
        "pages 2 and 4 are pictures without text; recognise their characters (OCR)",
    )
    assert read(scanned_pdf(text, " ")).losses == ()


def test_one_that_unpacks_without_end_costs_only_the_process_that_reads_it(read: Read) -> None:
    packer = zlib.compressobj()
    first, again = (
        packer.compress(b" " * 2**20) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2)
    )
    packed = first + again * 3000
    with pytest.raises(InputError, match="needs more than 1,200 MB"):
        read(packed_pdf(packed))


def test_lines_are_read_where_a_module_of_ours_lies_in_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read: Read
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('not ours')")
    monkeypatch.chdir(tmp_path)
    assert read(SIMPLE).text == "\n".join(SENTENCES)


def test_the_process_that_reads_lines_says_what_it_found() -> None:
    found = subprocess.run(
        [sys.executable, "-P", "-m", "align.formats.pdf_lines", "1000"],
        input=SIMPLE,
        capture_output=True,
        check=True,
    )
    head, page = map(json.loads, found.stdout.splitlines())
    assert head == {"title": "", "pages": 1}
    assert [line[0] for line in page["lines"]] == list(SENTENCES)
