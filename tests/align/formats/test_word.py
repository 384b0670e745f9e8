"""What is read of a Word document: its text with all changes accepted, once, and nothing else."""

from __future__ import annotations

import io
import resource
import subprocess
import sys
import textwrap
import zipfile
from pathlib import Path

import docx
import pytest
from word_files import archive, relations, replaced, word, word_xml

from align.bitexts import read_bitext
from align.documents import read_document
from align.errors import InputError
from align.formats import UnreadableError
from align.formats.word import opened, package, read
from align.formats.word.blocks import rows


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def par(*runs: str, properties: str = "") -> str:
    written = "".join(each if each.startswith("<") else run(each) for each in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{written}</w:p>"


def field(instruction: str, *result: str) -> str:
    shown = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{"".join(result)}' if result else ""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText> {instruction} </w:instrText></w:r>{shown}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def row(*cells: str, change: str = "") -> str:
    return f"<w:tr><w:trPr>{change}</w:trPr>{''.join(f'<w:tc>{c}</w:tc>' for c in cells)}</w:tr>"


BOX = f"<w:txbxContent>{par('文本框')}{par('两段')}</w:txbxContent>"
DRAWN = f"<w:drawing><wp:inline><wps:txbx>{BOX}</wps:txbx></wp:inline></w:drawing>"
DRAWN_IN_VML = f"<w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict>"
DELETED_MARK = '<w:rPr><w:del w:id="1"/></w:rPr>'
MOVED_MARK = '<w:rPr><w:moveFrom w:id="1"/></w:rPr>'
HIDDEN = "<w:vanish/>"
GUIDE = (
    "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>sān shǒu</w:t></w:r></w:rt><w:rubyBase><w:r>"
    "<w:t>三首</w:t></w:r></w:rubyBase></w:ruby></w:r>"
)
TOC_CONTROL = (
    "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery"
    f' w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>{par("目录")}'
    f"{par('第一章 1')}</w:sdtContent></w:sdt>"
)
PROMPT = (
    "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
    f"{run('单击此处输入文字')}</w:sdtContent></w:sdt>"
)
RAISED = '<w:vertAlign w:val="superscript"/>'
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="11"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="h"><w:name w:val="h"/><w:rPr><w:vanish/></w:rPr>'
    '</w:style><w:style w:type="paragraph" w:styleId="hh"><w:basedOn w:val="h"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="s"><w:basedOn w:val="h"/><w:rPr>'
    '<w:vanish w:val="0"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="c"><w:rPr><w:vanish/></w:rPr></w:style>'
    f'<w:style w:type="character" w:styleId="q"><w:rPr>{RAISED}</w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="r"><w:basedOn w:val="q"/></w:style>'
)
STYLED = '<w:pStyle w:val="{}"/>'

#: What stands in a body, and the paragraphs that are read.
CASES: dict[str, tuple[str, list[str]]] = {
    "a change of format alone": (
        par(run("国有", "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>"), run("企业")),
        ["国有企业"],
    ),
    "a change of the format of a mark": (
        par(run("甲"), properties="<w:rPr><w:rPrChange><w:rPr/></w:rPrChange></w:rPr>")
        + par(run("乙")),
        ["甲", "乙"],
    ),
    "a letter set large": (
        par(run("加"), properties='<w:framePr w:dropCap="drop" w:lines="2"/>') + par(run("快发展")),
        ["加快发展"],
    ),
    "a new page": (
        par(run("通知"), '<w:r><w:br w:type="page"/></w:r>', run("附件")),
        ["通知\n附件"],
    ),
    "a call of a note typed by hand": (
        par(run("生产力"), run("[", RAISED), run("12", RAISED), run("]", RAISED), run("，5m"))[:-6]
        + run("2", RAISED) + run("，10") + run("6", RAISED) + run("人") + "</w:p>",
        ["生产力，5m²，10⁶人"],
    ),
    "a call of a note by style": (
        par(run("forces"), run("1", '<w:rStyle w:val="r"/>')),
        ["forces"],
    ),
    "a text box once": (
        par(
            "前",
            "<w:r><mc:AlternateContent><mc:Choice Requires='wps'>"
            f"{DRAWN}</mc:Choice><mc:Fallback>{DRAWN_IN_VML}</mc:Fallback>"
            "</mc:AlternateContent></w:r>",
            "后",
        ),
        ["前后", "文本框", "两段"],
    ),
    "only the older kind": (
        par(f"<w:r><mc:AlternateContent><mc:Fallback>{DRAWN_IN_VML}</mc:Fallback>"
        "</mc:AlternateContent></w:r>") + par(f"<w:r>{DRAWN_IN_VML}</w:r>"),
        ["文本框", "两段", "文本框", "两段"],
    ),
    "insertions and deletions": (
        par("坚持", f"<w:ins>{run('改革')}</w:ins>",
            "<w:del><w:r><w:delText>保守</w:delText></w:r></w:del>", "开放"),
        ["坚持改革开放"],
    ),
    "moves": (
        par(f"<w:moveFrom>{run('移走。')}</w:moveFrom>", "留下。")
        + par(f"<w:moveTo>{run('移走。')}</w:moveTo>"),
        ["留下。", "移走。"],
    ),
    "a deleted paragraph mark": (
        par("新质", properties=DELETED_MARK) + par("生产", properties=DELETED_MARK) + par("力。")
        + par("另段"),
        ["新质生产力。", "另段"],
    ),
    "a moved paragraph": (
        par(f"<w:moveFrom>{run('移走。')}</w:moveFrom>", properties=MOVED_MARK) + par("留下。"),
        ["留下。"],
    ),
    "a deleted mark at the end of a cell": (
        f"<w:tbl>{row(par('甲', properties=DELETED_MARK), par('乙'))}</w:tbl>" + par("丙"),
        ["甲", "乙", "丙"],
    ),
    "deleted rows and cells": (
        "<w:tbl>" + row(par("甲"), par("<w:r/>"))
        + row(par("删"), change='<w:del w:id="1"/>')
        + row(f"<w:tcPr><w:cellDel/></w:tcPr>{par('删')}", par("乙"), change="<w:ins/>")
        + "</w:tbl>",
        ["甲", "乙"],
    ),
    "a phonetic guide": (par("“", GUIDE, "”产品"), ["“三首”产品"]),
    "a phonetic guide of older documents": (
        par("加快", field(r'EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(xīn),新)'), "质"),
        ["加快新质"],
    ),
    "hidden text": (
        par("看得", run("看不", HIDDEN), run("见", '<w:vanish w:val="0"/>'),
            run("网页", "<w:webHidden/>")),
        ["看得见网页"],
    ),
    "text of hidden styles": (
        par("藏", properties=STYLED.format("h")) + par("藏", properties=STYLED.format("hh"))
        + par("显", properties=STYLED.format("s"))
        + par("现", run("藏", '<w:rStyle w:val="c"/>'), run("出", '<w:rStyle w:val="n"/>'))
        + par("藏", run("显", '<w:vanish w:val="false"/>'), properties=STYLED.format("h")),
        ["显", "现出", "显"],
    ),
    "fields": (
        par("见", field("HYPERLINK a", run("加快发展")), field("XE &quot;索引&quot;"),
            field("IF " + field("MERGEFIELD x", run("嵌套")) + " = 1", run("结果")),
            f'<w:fldSimple w:instr="REF a">{run("第一章")}</w:fldSimple>'),
        ["见加快发展结果第一章"],
    ),
    "a field without end": (
        par("前", '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>REF</w:instrText></w:r>')
        + par("后"),
        ["前", "后"],
    ),
    "tables of contents": (
        TOC_CONTROL
        + par(field(r"TOC \o 1-3", run("第一章 总则 1") + "</w:p><w:p>" + run("第二章 2")))
        + par("第三章 3", properties=STYLED.format("11"))
        + par(f'<w:fldSimple w:instr="TOC">{run("第四章")}</w:fldSimple>') + par("正文。"),
        ["正文。"],
    ),
    "the prompt of an empty control": (par("姓名：", PROMPT), ["姓名："]),
    "notes": (
        par("生产力", '<w:r><w:footnoteReference w:id="2"/></w:r>', "，布局",
            '<w:r><w:endnoteReference w:id="2"/></w:r>', "。")
        + par("后", '<w:r><w:footnoteReference w:id="3" w:customMarkFollows="1"/>'
            "<w:t>*</w:t></w:r>")
        + par("<w:del><w:r><w:footnoteReference w:id='4'/></w:r></w:del>", "完"),
        ["生产力，布局。", "是指先进生产力。", "第二段", "尾注。", "后", "星号注", "完"],
    ),
    "what stands within others": (
        par("一", f"<w:smartTag>{run('二')}</w:smartTag>",
            f"<w:hyperlink>{run('三')}</w:hyperlink>",
            f"<w:sdt><w:sdtContent>{run('四')}</w:sdtContent></w:sdt>",
            f"<w:bdo>{run('五')}</w:bdo>", f"<w:customXml>{run('六')}</w:customXml>")
        + f"<w:sdt><w:sdtContent>{par('控件')}</w:sdtContent></w:sdt>",
        ["一二三四五六", "控件"],
    ),
    "characters that are elements": (
        par("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:br/><w:t>d</w:t>"
            "<w:softHyphen/><w:t>e</w:t><w:cr/><w:t>f</w:t></w:r>",
            '<w:r><w:sym w:font="Symbol" w:char="F061"/><w:sym w:font="Wingdings" w:char="F0FC"/>'
            '<w:sym w:font="宋体" w:char="2460"/></w:r>'),
        ["a-b\tc de fα ①"],
    ),
    "a formula": (par("<m:oMath><m:r><m:t>E=mc</m:t></m:r></m:oMath>", "。"), ["E=mc。"]),
    "tables within tables": (
        f"<w:tbl>{row(par('甲') + '<w:tbl>' + row(par('乙')) + '</w:tbl>' + par('丙'))}</w:tbl>",
        ["甲", "乙", "丙"],
    ),
    "former properties": (
        par("文", properties='<w:pPrChange><w:pPr><w:pStyle w:val="11"/></w:pPr></w:pPrChange>'),
        ["文"],
    ),
}  # fmt: skip

FOOTNOTES = (
    f'<w:footnote w:id="0" w:type="separator">{par("线")}</w:footnote><w:footnote w:id="2">'
    + par("<w:r><w:footnoteRef/></w:r>", " 是指先进生产力。") + par("第二段")
    + f'</w:footnote><w:footnote w:id="3">{par("星号注")}</w:footnote>'
    f'<w:footnote w:id="4">{par("删去的注")}</w:footnote>'
)  # fmt: skip
ENDNOTES = f'<w:endnote w:id="2">{par("尾注。")}</w:endnote>'


def paragraphs(data: bytes) -> list[str]:
    return read(data).text.split("\n\n")


@pytest.mark.parametrize("name", CASES)
def test_what_is_read(name: str) -> None:
    body, expected = CASES[name]
    data = word_xml(body, styles=STYLES, footnotes=FOOTNOTES, endnotes=ENDNOTES)
    assert paragraphs(data) == expected
    assert not read(data).losses


@pytest.mark.parametrize("name", CASES)
def test_strict_documents_are_read_alike(name: str) -> None:
    body, expected = CASES[name]
    data = word_xml(body, styles=STYLES, footnotes=FOOTNOTES, endnotes=ENDNOTES)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        strict = {
            part: parts.read(part)
            .replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            .replace(
                b"http://schemas.openxmlformats.org/office", b"http://purl.oclc.org/ooxml/office"
            )
            for part in parts.namelist()
        }
    assert paragraphs(archive(strict)) == expected


@pytest.mark.parametrize("name", ["insertions and deletions", "a phonetic guide", "hidden text"])
def test_cells_of_a_bitext_are_read_alike(name: str, tmp_path: Path) -> None:
    body, (expected,) = CASES[name]
    other = par("A sentence in English.")
    cells = f"{row(body, other)}{row(par('只有中文。'), '<w:p/>')}"
    (tmp_path / "a.docx").write_bytes(word_xml(f"<w:tbl>{cells}</w:tbl>"))
    told: list[str] = []
    bitext = read_bitext(str(tmp_path / "a.docx"), told.append)
    assert bitext is not None
    assert bitext.source.texts == (expected, "只有中文。")
    assert bitext.target.texts == ("A sentence in English.",)
    assert not told


def test_a_former_span_of_a_cell_counts_no_columns() -> None:
    change = (
        "<w:tcPr><w:tcPrChange><w:tcPr><w:gridSpan w:val='3'/></w:tcPr></w:tcPrChange></w:tcPr>"
    )
    blocks = opened(word_xml(f"<w:tbl>{row(change + par('甲'), par('乙'))}</w:tbl>")).blocks
    assert [list(table) for table in rows(blocks)] == [[(1, ["甲", "乙"])]]


def test_headers_footers_and_comments_are_left_out() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("正文。")
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.sections[0].footer.paragraphs[0].text = "页脚"
    document.add_comment(paragraph.runs, text="批注")
    file = io.BytesIO()
    document.save(file)
    assert paragraphs(file.getvalue()) == ["正文。"]


def test_tables_stand_where_they_stand() -> None:
    document = docx.Document()
    document.add_paragraph("表前。")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, "甲乙丙丁", strict=True):
        cell.text = text
    table.cell(1, 0).merge(table.cell(1, 1))
    document.add_paragraph("表后。")
    file = io.BytesIO()
    document.save(file)
    assert paragraphs(file.getvalue()) == ["表前。", "甲", "乙", "丙", "丁", "表后。"]


def test_parts_are_found_however_they_are_named() -> None:
    body = "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
    body += f"<w:body>{par('文')}</w:body></w:document>"
    rels = relations({"officeDocument": "/Word/Main.XML"})
    assert paragraphs(archive({"_rels\\.rels": rels, "word\\main.xml": body})) == ["文"]
    assert paragraphs(archive({"word/document.xml": body})) == ["文"]


def test_what_is_damaged_is_said_and_the_rest_is_read(tmp_path: Path) -> None:
    good = word_xml(par("第一段。") + par("第二段。") + par("第三段。"))
    with zipfile.ZipFile(io.BytesIO(good)) as parts:
        xml = parts.read("word/document.xml")
    for broken, kept in (
        (xml.replace("二".encode(), b"\x01"), ("第一段。", "第三段。")),
        (xml.replace("二".encode(), b"\xff"), ("第一段。", "第三段。")),
        (xml[: xml.index("三".encode())], ("第一段。", "第二段。")),
    ):
        content = read(replaced(good, "word/document.xml", broken))
        assert all(each in content.text for each in kept)
        assert "word/document.xml is damaged" in content.losses[0]
    embedded = read(word_xml(par("文") + '<w:altChunk r:id="x"/>'))
    assert "1 file embedded in it not read" in embedded.losses[0]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (archive({"word/document.xml": "<w:x"}), "is a damaged Word document"),
        (archive({"word/document.xml": "<a/>"}), "no Word document"),
        (archive({"a.txt": "文"}), "is a damaged Word document"),
        (archive({f"{number}": "" for number in range(20_001)}), "more than 20,000 parts"),
        (
            archive({"word/document.xml": '<!DOCTYPE x [<!ENTITY a "aa">]><x>&a;</x>'}),
            "declares entities",
        ),
        (word_xml("<w:p>" * 1_100 + "文" + "</w:p>" * 1_100), "more than 1,000 deep"),
        (word_xml("<w:p><w:r/></w:p>" * 600_000), "elements or more for 0 characters"),
        (word_xml(par("文")).replace(b"PK\x01\x02", b"PK\x01\x03"), "half of one"),
    ],
    ids=["cut", "other", "empty", "parts", "entities", "deep", "runs without text", "directory"],
)  # fmt: skip
def test_hostile_and_damaged_documents_are_refused(data: bytes, what: str) -> None:
    with pytest.raises(UnreadableError, match=what):
        read(data)


def test_a_document_that_unpacks_without_end_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(package, "MAX_UNPACKED", 1_000_000)
    path = tmp_path / "a.docx"
    path.write_bytes(word_xml(par("a" * 2_000_000)))
    with pytest.raises(InputError, match="the limit is 1,000,000"):
        read_document(str(path))


#: Documents that are accepted, as expressions, near the limits of what holds no text.
LARGE = {
    "runs of one character": "par(*['<w:r><w:rPr><w:b/></w:rPr><w:t>文</w:t></w:r>'] * 250_000)",
    "empty paragraphs": "'<w:p/>' * 900_000 + par('文')",
    "attributes": "'<w:p ' + ' '.join(f'a{n}=\"\"' for n in range(100_000)) + '/>' + par('文')",
    "nested tables": "('<w:tbl><w:tr><w:tc>' * 300 + par('文') + '</w:tc></w:tr></w:tbl>' * 300)",
    "one long paragraph": "par('文' * 5_000_000)",
}


@pytest.mark.parametrize("name", LARGE)
def test_the_memory_of_a_document_is_bounded_by_its_text(name: str) -> None:
    code = f"""
        import resource
        from test_word import par
        from word_files import word_xml
        from align.formats.word import read
        data = word_xml({LARGE[name]})
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        text = read(data).text
        assert "文" in text
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
    """
    folders = [Path(__file__).parent, Path(word.__code__.co_filename).parent, Path.cwd()]
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        env={"PYTHONPATH": ":".join(map(str, folders)), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (1_500 * 2**20,) * 2),
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 150_000  # kilobytes
