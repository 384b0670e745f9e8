"""The pages of docs: formats.md names all formats and limits, architecture.md places that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from align import bitexts, formats
from align.formats import html_tree
from align.formats.word import package
from exports import opening, registry
from glossary.exchange import columns, incoming

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")


def section(title: str) -> set[str]:
    """The names in backticks below a heading."""
    text = PAGE.split(f"## {title}\n", 1)[1].split("\n## ", 1)[0]
    return set(re.findall(r"`([^` ]+)`", text))


def test_all_endings_of_texts_are_named() -> None:
    assert set(formats.BY_SUFFIX) <= section("Texts")


def test_all_endings_of_files_with_both_languages_are_named() -> None:
    assert set(bitexts.BY_SUFFIX) <= section("A text and its translation in one file")


def test_all_formats_of_glossaries_are_named_with_their_endings() -> None:
    written = registry.GLOSSARY_FORMATS
    endings = {form.suffix for form in written.values()} | {*registry.readable_suffixes()}
    assert {*written, *registry.READABLE_FORMATS, *registry.FOLDER_FORMATS, *endings} <= section(
        "Glossaries"
    )


def test_all_formats_of_alignments_and_findings_are_named() -> None:
    others = {*registry.BITEXT_FORMATS, *registry.FINDING_FORMATS}
    assert others <= section("Alignments and findings")


@pytest.mark.parametrize(
    ("what", "most"),
    [
        ("a text", f"{formats.MAX_CHARACTERS:,} characters, {formats.MAX_BYTES // 2**20} MB"),
        ("a page of HTML", f"{html_tree.MAX_ELEMENTS:,} elements"),
        ("a Word document", f"{package.MAX_UNPACKED // 2**20} MB unpacked"),
        (
            "a file that holds both languages",
            f"{bitexts.MAX_CHARACTERS:,} characters of text",
        ),
        ("a glossary", f"{incoming.MOST_LINES:,} entries"),
        ("what comes through a pipe", f"{opening.MOST_STREAMED // 2**20:,} MB"),
        ("a table", f"{columns.MOST_COLUMNS:,} columns"),
    ],
)
def test_the_limits_are_those_that_hold(what: str, most: str) -> None:
    assert f"| {what} | {most} |" in PAGE


def test_the_page_of_the_architecture_names_places_that_exist() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    places = set(re.findall(r"(?:align|glossary|exports|tui|cli)/[a-z_/]*(?:/|\.py)", page))
    assert len(places) > 20
    assert [place for place in sorted(places) if not (ROOT / place).exists()] == []


def test_the_page_of_the_architecture_has_every_room() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = {path.parent.name for path in (ROOT / "glossary").glob("*/__init__.py")}
    assert rooms == set(re.findall(r"^\| \d \| (\w+) \|", page, re.MULTILINE))
