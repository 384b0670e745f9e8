"""Comments in a Word document: at their words, with all else as it was."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from docx import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml.etree import _Element
from waiting import PATIENCE

from align.bitexts import read_bitext
from align.errors import InputError
from align.formats import word
from align.model import Document, Language, SegmentedDocument
from exports.word.runs import text_like
from exports.word.writing import Comment, Commented, commented

W = nsdecls("w")
FOOTNOTES = f"""<w:footnotes {W}><w:footnote w:id="3"><w:p><w:r><w:t>Said in a note.</w:t></w:r>
</w:p>
</w:footnote></w:footnotes>"""
#: Two runs, an insertion, a deletion, a link, a tab, a break, raised text, a note,
#: and a text box in a paragraph of its own.
PARAGRAPH = f"""<w:p {W}>
<w:r w:rsidR="00AA"><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">We build a mod</w:t></w:r>
<w:r><w:t>erately</w:t><w:tab/><w:t xml:space="preserve">pros</w:t></w:r>
<w:ins w:id="1" w:author="Li"><w:r><w:t>per</w:t></w:r></w:ins>
<w:del w:id="2" w:author="Li"><w:r><w:delText>gone</w:delText></w:r></w:del>
<w:hyperlink w:anchor="x"><w:r><w:rPr><w:i/></w:rPr><w:t>ous so</w:t></w:r></w:hyperlink>
<w:r><w:t>ciety</w:t><w:br/><w:t>Of 5 km</w:t></w:r>
<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>
<w:r><w:t xml:space="preserve"> only.</w:t></w:r>
<w:r><w:footnoteReference w:id="3"/></w:r>
</w:p>"""
BOX = f"""<w:p {W}><w:r><w:t>Before </w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>in a box
</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>"""
NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def made(*paragraphs: str) -> bytes:
    """A document of these paragraphs, with a note and a comment of somebody."""
    document = WordDocument()
    old = document.add_paragraph("Commented before.")
    document.add_comment(old.runs, text="look here", author="Li", initials="L")
    for each in paragraphs:
        document.element.body.insert(-1, parse_xml(each))
    stream = io.BytesIO()
    document.save(stream)
    parts = parts_of(stream.getvalue())
    relations = parts["word/_rels/document.xml.rels"]
    note = f'<Relationship Id="n" Type="{RELATION}" Target="footnotes.xml"/></Relationships>'
    parts["word/_rels/document.xml.rels"] = relations.replace(b"</Relationships>", note.encode())
    override = f'<Override PartName="/word/footnotes.xml" ContentType="{NOTES}"/></Types>'
    types = parts["[Content_Types].xml"].replace(b"</Types>", override.encode())
    return packed(parts | {"[Content_Types].xml": types, "word/footnotes.xml": FOOTNOTES.encode()})


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def text_of(data: bytes) -> SegmentedDocument:
    text = word.read(data).text
    return SegmentedDocument(Document(text, "a.docx", Language.EN, first_line=0), ())


def said(data: bytes, *spans: tuple[int, int]) -> Commented:
    comments = [Comment(start, end, (f"{start}", "why")) for start, end in spans]
    return commented(data, text_of(data), comments)


def comments_of(data: bytes) -> list[tuple[str, str, str]]:
    """What each comment stands at, who wrote it and what it says, as python-docx reads it."""
    document = WordDocument(io.BytesIO(data))
    found = []
    for comment in document.comments:
        inside, words = False, ""
        for each in document.element.body.iter():
            if each.get(qn("w:id")) == str(comment.comment_id):
                inside = (inside or each.tag == qn("w:commentRangeStart")) and each.tag != qn(
                    "w:commentRangeEnd"
                )
            elif inside and each.tag == qn("w:t"):
                words += each.text or ""
        found.append((words, comment.author, comment.text))
    return found


def test_every_comment_stands_at_its_words_and_the_text_is_what_it_was() -> None:
    data = made(PARAGRAPH)
    text = word.read(data).text
    start = text.index("We build")
    end = text.index("only.") + len("only.")
    assert "km²" in text[start:end]
    spans = [(one, other) for one in range(start, end, 3) for other in range(one + 1, end + 1, 4)]
    found = said(data, *spans)
    assert (found.comments, found.at_notes, found.unplaced) == (len(spans), 0, 0)
    assert word.read(found.data).text == text
    old, *ours = comments_of(found.data)
    assert old == ("Commented before.", "Li", "look here")
    for (one, other), (words, author, says) in zip(spans, ours, strict=True):
        if text[one:other].strip():
            assert words.split() == "".join(text[one:other].split()).replace("²", "2").split() or (
                "".join(words.split()) == "".join(text[one:other].split()).replace("²", "2")
            )
        assert (author, says) == ("tifa", f"{one}\nwhy")


def test_a_run_with_many_comments_is_copied_once(monkeypatch: pytest.MonkeyPatch) -> None:
    words = "We build a city. " * 50
    data = made(f'<w:p {W}><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>')
    copied: list[str] = []

    def counted(other: _Element, piece: str) -> _Element:
        copied.append(piece)
        return text_like(other, piece)

    monkeypatch.setattr("exports.word.runs.text_like", counted)
    start = word.read(data).text.index("We build")
    found = said(data, *((start + at, start + at + 2) for at in range(0, len(words) - 17, 17)))
    assert found.unplaced == 0
    assert len(copied) > 90
    assert sum(map(len, copied)) < len(words)


def test_parts_that_hold_no_comments_keep_their_bytes_and_runs_their_looks() -> None:
    data = made(PARAGRAPH)
    text = word.read(data).text
    start = text.index("moderately")
    before, after = parts_of(data), parts_of(said(data, (start, start + 10)).data)
    assert list(before) == list(after)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"word/document.xml", "word/comments.xml"}
    first, second = (
        parts_of(each) for each in (without_comments(), said(without_comments(), (0, 4)).data)
    )
    assert {name for name in second if second[name] != first.get(name)} == {
        *("word/document.xml", "word/comments.xml", "[Content_Types].xml"),
        "word/_rels/document.xml.rels",
    }
    body = after["word/document.xml"].decode()
    assert (
        '<w:r w:rsidR="00AA"><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">mod</w:t></w:r>' in body
    )
    assert "<w:delText>gone</w:delText>" in body


def without_comments() -> bytes:
    document = WordDocument()
    document.add_paragraph("Some text.")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_what_is_said_of_a_note_stands_at_its_mark_and_of_a_box_around_it() -> None:
    data = made(PARAGRAPH, BOX)
    text = word.read(data).text
    note, box = text.index("Said in"), text.index("in a box")
    found = said(data, (note, note + 4), (box + 3, box + 4))
    assert (found.comments, found.at_notes) == (2, 1)
    body = parts_of(found.data)["word/document.xml"].decode()
    mark = '<w:r><w:footnoteReference w:id="3"/></w:r>'
    assert f'<w:commentRangeStart w:id="1"/>{mark}<w:commentRangeEnd w:id="1"/>' in body.replace(
        "\n", ""
    )
    assert comments_of(found.data)[2][0].strip() == "in a box"


def test_a_side_of_a_table_is_commented_in_its_cells(tmp_path: Path) -> None:
    document = WordDocument()
    for rows in (["原文", "Translation"], ["改革。", "Reform."], ["开放三首。", "Opening firsts."]):
        table = document.tables[0] if document.tables else document.add_table(0, 2)
        for cell, text in zip(table.add_row().cells, rows, strict=True):
            cell.text = text
    path = tmp_path / "a.docx"
    document.save(str(path))
    bitext = read_bitext(str(path))
    assert bitext is not None
    for side, word_ in ((bitext.source, "三首"), (bitext.target, "firsts")):
        at = side.document.text.index(word_)
        found = commented(path.read_bytes(), side, [Comment(at, at + len(word_), ("here",))])
        assert comments_of(found.data) == [(word_, "tifa", "here")]


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("word/document.xml", lambda data: data[:-30]),
        ("word/comments.xml", lambda data: data[:-30]),
        (
            "word/comments.xml",
            lambda data: b'<!DOCTYPE a [<!ENTITY b "c">]>' + data[data.index(b"?>") + 2 :],
        ),
        ("word/document.xml", lambda data: b""),
    ],
    ids=["text cut off", "comments cut off", "entities", "no text"],
)
def test_a_damaged_document_takes_no_comments(part: str, change: object) -> None:
    assert callable(change)
    data = made(PARAGRAPH)
    parts = parts_of(data)
    with pytest.raises(InputError, match=r"a.docx: "):
        commented(
            packed(parts | {part: change(parts[part])}),
            text_of(data),
            [Comment(0, 3, ("x",))],
        )


def test_a_document_that_was_changed_meanwhile_takes_none() -> None:
    with pytest.raises(InputError, match="was changed meanwhile"):
        commented(made(BOX), text_of(made(PARAGRAPH)), [])


def test_libreoffice_reads_the_comments_at_their_words(tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        if os.environ.get("CI"):
            pytest.fail("soffice is missing")
        pytest.skip("soffice is missing")
    data = made(PARAGRAPH)
    start = word.read(data).text.index("moderately")
    path = tmp_path / "x.docx"
    path.write_bytes(said(data, (start, start + 10)).data)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        [soffice, profile, "--headless", "--convert-to", "fodt", "--outdir", tmp_path, path],
        check=True,
        capture_output=True,
        timeout=PATIENCE,
    )
    converted = (tmp_path / "x.fodt").read_text("utf-8")
    begun = converted.index("<dc:creator>tifa")
    inside = converted[converted.index("</office:annotation>", begun) :]
    inside = inside[: inside.index("<office:annotation-end")]
    assert "mod" in inside
    assert "erately" in inside
    assert "pros" not in inside
