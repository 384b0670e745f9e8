import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pdfs import pdf
from word_files import word

from align import documents
from align.documents import read_document
from align.errors import InputError
from align.formats import READERS, UNSUPPORTED
from align.model import Language
from align.segment import segment, segment_lines

TITLE = "在会议上的讲话"
SENTENCES = (
    "人民对美好生活的向往，就是我们的奋斗目标。",
    "我们要坚持改革开放，走共同富裕的道路。",
    "打铁还需自身硬，全党同志都要记住这一点。",
)


PAGE = "".join(SENTENCES)

HTML = (
    f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>"
    + "".join(f"<p>{one[:4]}<b>{one[4:8]}</b>\n{one[8:]}</p>" for one in SENTENCES)
    + "</article></body></html>"
)

#: The same text in every format.
SAMPLES: dict[str, bytes] = {
    "text": "\n".join([TITLE, *SENTENCES]).encode(),
    "Markdown": "\n\n".join(
        [f"# {TITLE}", *(f"**{one[:4]}**{one[4:]}" for one in SENTENCES)]
    ).encode(),
    "HTML": HTML.encode(),
    "Word": word(TITLE, *SENTENCES, title=TITLE),
    "PDF": pdf("\n".join([TITLE, *SENTENCES]), title=TITLE),
}


@pytest.fixture
def given(tmp_path: Path) -> Callable[[str, bytes | str], str]:
    """Write a file and give its path."""

    def write(name: str, content: bytes | str) -> str:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return write


Given = Callable[[str, bytes | str], str]


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_every_format_yields_the_same_sentences_and_title(reader: object, given: Given) -> None:
    for suffix in reader.suffixes:  # type: ignore[attr-defined]
        path = given(f"讲话{suffix.upper()}", SAMPLES[reader.name])  # type: ignore[attr-defined]
        document = read_document(path)
        assert segment(document).texts == (TITLE, *SENTENCES)
        assert (document.title, document.source) == (TITLE, path)
        assert document.language is Language.ZH


def test_a_suffix_belongs_to_one_format_only() -> None:
    suffixes = [suffix for reader in READERS for suffix in reader.suffixes]
    assert len(set(suffixes)) == len(suffixes)
    assert not set(suffixes) & set(UNSUPPORTED)


def test_a_file_without_a_known_suffix_is_read_as_text(given: Given) -> None:
    assert read_document(given("讲话", "第一句。第二句。")).text == "第一句。第二句。"


def test_a_given_language_is_believed(given: Given) -> None:
    assert read_document(given("a.txt", "GDP"), language=Language.ZH).language is Language.ZH


def test_remarks_before_a_text_are_no_part_of_it(given: Given) -> None:
    text = "# back-translation\n# by hand\n标题\n# 正文里的井号。\n"
    document = read_document(given("a.txt", text))
    assert document.text == "标题\n# 正文里的井号。\n"
    assert document.title == "标题"


def test_line_and_page_ends_of_every_kind_become_line_ends(given: Given) -> None:
    document = read_document(given("a.txt", "甲\r\n乙\r丙\f丁\u2028戊"))
    assert document.text == "甲\n乙\n丙\n丁\n戊"


def test_what_cannot_be_stored_is_replaced(given: Given) -> None:
    document = read_document(given("a.txt", "# \n人民\n人\x00民\x1b[31m\x1a"))
    assert document.text == "人民\n人\ufffd民\ufffd[31m"
    assert document.losses == ("2 control characters, the first in line 3; \ufffd stands there",)


def test_damage_in_a_file_of_any_textual_format_is_said(given: Given) -> None:
    for name, content in (("a.txt", PAGE), ("a.md", PAGE), ("a.html", HTML)):
        document = read_document(given(name, content.encode("gb18030") + b"\xff"))
        assert SENTENCES[0] in document.text
        assert "1 place is damaged (no GB18030)" in document.losses[0]
    assert read_document(given("a.txt", PAGE.encode() + b"\xff"), lines=True).losses


def test_pre_split_text_keeps_every_line(given: Given) -> None:
    text = "# 一\r\n\r\n二。三。\f四\n五\n\n"
    for name in ("a.txt", "a.md", "a"):
        document = read_document(given(name, text), lines=True)
        assert segment_lines(document).texts == ("# 一", "", "二。三。 四", "五", "")


def test_pre_split_word_documents_are_refused(given: Given) -> None:
    with pytest.raises(InputError, match="no sentence a line"):
        read_document(given("a.docx", SAMPLES["Word"]), lines=True)


def test_markdown_loses_its_markup_and_its_code(given: Given) -> None:
    text = (
        "---\nlayout: post\n---\n题目\n===\n\n人民**对**[美好](http://a.b)\n生活的`向往`&amp;。\n\n"
        "```\ncode\n```\n\n> 引用\n\n1. 第一\n2. 第二\n\n| 甲 | 乙 |\n|--|--|\n| 丙 | 丁 |\n\n"
        "<div>html</div>\n\n行一  \n行二\n"
    )
    document = read_document(given("a.md", text))
    assert document.text.split("\n\n") == [
        *("题目", "人民对美好生活的向往&。", "引用", "第一", "第二"),
        *("甲", "乙", "丙", "丁", "html", "行一\n行二"),
    ]
    assert document.title == "题目"


def test_pages_are_read_in_the_encoding_they_declare(given: Given) -> None:
    page = HTML.replace("<head>", '<head><meta charset="gb2312">')
    assert SENTENCES[0] in read_document(given("a.html", page.encode("gb18030"))).text


def test_a_page_with_an_xml_declaration_is_read(given: Given) -> None:
    page = '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html>' + HTML
    assert SENTENCES[0] in read_document(given("a.xhtml", page)).text


def test_a_page_without_text_is_refused(given: Given) -> None:
    with pytest.raises(InputError, match="no text was found in this page"):
        read_document(given("a.html", "<html><body><script>var 人民;</script></body></html>"))


def refused(path: str) -> InputError:
    with pytest.raises(InputError) as caught:
        read_document(path)
    assert caught.value.remedy
    assert "\n" not in str(caught.value)
    return caught.value


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert refused(str(tmp_path / "none.txt")).what.endswith("none.txt: no such file")


def test_a_folder_is_no_document(tmp_path: Path) -> None:
    assert refused(str(tmp_path)).what.endswith("is a folder")


def test_a_file_that_may_not_be_read_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)
    assert refused("secret.txt").what == "secret.txt: may not be read"


@pytest.mark.parametrize("path", ["a\x00b.txt", "x" * 5_000, "a.txt/b.txt"])
def test_impossible_paths_are_reported(path: str, given: Given, tmp_path: Path) -> None:
    given("a.txt", "人民")
    refused(str(tmp_path / path))


def test_control_characters_of_a_path_do_not_reach_the_terminal() -> None:
    assert "\x1b" not in refused("\x1b[31m.txt").what


@pytest.mark.parametrize("content", ["", " \n\t\r\n"])
def test_empty_files_are_refused(content: str, given: Given) -> None:
    for suffix in (".txt", ".md", ".html", ".docx", ".pdf"):
        assert refused(given(f"a{suffix}", content)).what.endswith("is empty")


def test_a_document_without_words_is_refused(given: Given) -> None:
    refused(given("a.docx", word()))
    refused(given("a.md", "```\n代码\n```\n"))
    refused(given("a.txt", "# only a remark\n"))
    assert "no letters" in refused(given("b.txt", "12 34")).what


def test_a_file_beyond_the_limit_is_refused(given: Given, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MAX_BYTES", 2 * 2**20)
    assert refused(given("a.txt", b"a" * (2 * 2**20 + 1))).what.endswith("larger than 2 MB")
    assert read_document(given("a.txt", b"a" * (2 * 2**20))).language is Language.EN


@pytest.mark.parametrize("suffix", [".txt", ".html", ".docx", ""])
def test_a_text_beyond_the_limit_is_refused_however_it_is_written(
    suffix: str, given: Given, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "MAX_CHARACTERS", 80)
    kinds = {".html": "HTML", ".docx": "Word"}
    at, beyond = SAMPLES[kinds.get(suffix, "text")], (TITLE + PAGE) * 2
    made = {".html": f"<p>{beyond}</p>".encode(), ".docx": word(beyond)}
    assert read_document(given(f"a{suffix}", at)).text
    error = refused(given(f"b{suffix}", made.get(suffix, beyond.encode())))
    assert "characters; the limit is" in error.what
    assert "split it" in error.remedy


@pytest.mark.parametrize("suffix", [".doc", ".RTF", ".xlsx", ".pptx", ".epub", ".zip", ".png"])
def test_formats_that_are_not_read_say_what_to_do(suffix: str, given: Given) -> None:
    error = refused(given(f"a{suffix}", b"x"))
    assert f"{suffix.lower()} files cannot be read" in error.what


def str_only(value: object) -> str:
    """A name for a parameter; archives hold the time, and workers must agree on names."""
    return value if isinstance(value, str) and len(value) < 60 else "bytes"


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("a.txt", b"\x00\x01\x02\x03" * 99, "not a text file"),
        ("a.txt", SAMPLES["PDF"], "is a PDF"),
        ("a", SAMPLES["Word"], "is a Word document or archive"),
        ("a.txt", r"{\rtf1\ansi text}", "is a Rich Text file"),
        ("a.docx", SAMPLES["Word"][:4_000], "is no Word document, or half of one"),
        ("a.docx", "纯文本。", "is no Word document, or half of one"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 9, "is encrypted or an old .doc"),
        ("a.pdf", SAMPLES["PDF"][:-40], "its end is missing"),
        ("a.pdf", "纯文本。", "is no PDF"),
        ("a.pdf", b"%PDF-1.7\n%%EOF", "is a damaged PDF"),
        ("a.pdf", pdf(""), "has no text on its pages"),
    ],
    ids=str_only,
)
def test_damaged_files_are_refused_in_one_line(
    name: str, content: bytes, what: str, given: Given
) -> None:
    assert what in refused(given(name, content)).what


def test_a_document_in_another_language_is_refused_by_name(given: Given) -> None:
    error = refused(given("a.txt", "Мы должны строить новое общество"))
    assert "a.txt: the text is in neither Chinese nor English" in error.what


def test_reading_plain_text_loads_no_reader_of_other_formats(given: Given) -> None:
    path = given("a.txt", "人民对美好生活的向往。")
    code = (
        "import sys; from align.documents import read_document; from align.segment import segment\n"
        "segment(read_document(sys.argv[1]))\n"
        "heavy = {'docx', 'pypdfium2', 'trafilatura', 'markdown_it', 'lxml',"
        " 'charset_normalizer'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
