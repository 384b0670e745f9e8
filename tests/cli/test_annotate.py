"""annotate as people run it; without a glossary of one's own the starter glossary answers."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from docx import Document as WordDocument
from running import Tifa

TEXT = (
    "加快發展新質生產力，推廣“三首”。\nThe three first and <b>new-quality productive forces</b>.\n"
)


def test_the_text_is_printed_with_its_terms_and_renderings(tifa: Tifa) -> None:
    answer = tifa("annotate", "-", input=TEXT)
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout == (
        "加快發展[新質生產力: new quality productive forces]，推廣“[三首: three firsts]”。\n"
        "The [three first: 三首; deprecated, use three firsts] and"
        " <b>[new-quality productive forces: 新质生产力]</b>.\n"
    )
    assert answer.stderr == "2 concepts in 4 places; in 1 of them a term to avoid\n"


def test_terms_that_nobody_has_approved_are_left_out_on_request(tifa: Tifa, tmp_path: Path) -> None:
    table = "Chinese,English,Status\n甲乙工程,project AB,proposed\n丙丁工程,project CD,approved\n"
    (tmp_path / "t.csv").write_text(table, "utf-8")
    tifa("import", "t.csv")
    text = "推进甲乙工程、丙丁工程和三首。\n"
    whole = "推进[甲乙工程: project AB]、[丙丁工程: project CD]和[三首: three firsts]。\n"
    assert tifa("annotate", "-", input=text).stdout == whole
    some = "推进甲乙工程、[丙丁工程: project CD]和[三首: three firsts]。\n"
    assert tifa("annotate", "-", "--status", "approved", input=text).stdout == some


def test_json_says_where_each_term_stands_in_the_text(tifa: Tifa) -> None:
    whole = json.loads(tifa("annotate", "-", "--format", "json", input=TEXT).stdout)
    assert whole["text"] == TEXT
    for term in whole["terms"]:
        assert TEXT[term["start"] : term["end"]] == term["text"]
    deprecated = whole["terms"][2]["concepts"][0]
    assert (deprecated["status"], deprecated["use"]) == ("deprecated", "three firsts")
    assert deprecated["starter"]
    assert deprecated["rendering"] == "三首"


class Page(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.tags: set[str] = set()
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        named = dict(attributes)
        self.tags.add(tag)
        self.ids.add(named.get("id") or "")
        if tag == "a":
            self.links.append((named.get("href") or "").removeprefix("#"))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_escapes_the_text_and_leads_to_every_entry(tifa: Tifa) -> None:
    page = Page(tifa("annotate", "-", "--format", "html", input=TEXT).stdout)
    assert len(page.links) == 4
    assert set(page.links) <= page.ids
    assert "<b>new-quality productive forces" in page.text
    assert "[三首 (deprecated; use three firsts)]" in page.text
    assert page.tags.isdisjoint({"script", "img", "b"})


@pytest.mark.parametrize("form", ["text", "html"])
def test_nothing_in_a_text_commands_the_terminal(tifa: Tifa, form: str) -> None:
    answer = tifa("annotate", "-", "--format", form, input="改革\u202e\x1b[31m and 三首\t[bold]x")
    assert not {"\x1b", "\u202e"} & set(answer.stdout)
    assert "[bold]x" in answer.stdout


def test_every_format_of_documents_is_read(tifa: Tifa, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<html><body><p>推广三首。</p></body></html>", "utf-8")
    assert "[三首: three firsts]" in tifa("annotate", "page.html").stdout


def test_the_users_own_terms_come_first(tifa: Tifa, filled: Path) -> None:
    whole = json.loads(tifa("annotate", "-", "--format", "json", input="三首\n").stdout)
    assert not whole["terms"][0]["concepts"][0]["starter"]


@pytest.mark.parametrize("options", [["--no-glossary"], []])
def test_a_text_without_terms_is_exit_code_1(tifa: Tifa, options: list[str]) -> None:
    text = TEXT if options else "天气很好。\n"
    answer = tifa("annotate", "-", *options, input=text)
    assert (answer.returncode, answer.stdout) == (1, text)
    assert answer.stderr == "tifa: standard input: no term of the glossary in it\n"


def test_a_missing_document_is_an_error(tifa: Tifa) -> None:
    answer = tifa("annotate", "none.txt")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "no such file" in answer.stderr


def test_a_word_document_gets_the_renderings_as_comments(tifa: Tifa, tmp_path: Path) -> None:
    document = WordDocument()
    document.add_paragraph("加快发展新质生产力，推广“三首”。")
    document.save(str(tmp_path / "a.docx"))
    assert tifa("annotate", "a.docx", "-o", "marked.docx").returncode == 0
    comments = WordDocument(str(tmp_path / "marked.docx")).comments
    assert [each.text for each in comments] == ["new quality productive forces", "three firsts"]
    page = tifa("annotate", "a.docx", "--format", "html", "-o", "a.html")
    assert (page.returncode, page.stdout) == (0, "")
    assert "three firsts" in (tmp_path / "a.html").read_text("utf-8")
    assert "comments stand in a Word" in tifa("annotate", "-", "-o", "b.docx", input="三首").stderr
