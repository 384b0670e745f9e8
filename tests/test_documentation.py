"""The pages of docs: links lead somewhere, formats.md names all formats, architecture.md places."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from pages import DOCS, anchors, links

import align
import exports
import glossary
from align import bitexts, formats
from align.formats import html_tree
from align.formats.word import package
from bench import reference
from cli.main import COMMANDS
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


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", *sorted(DOCS.glob("*.md"))], ids=lambda it: it.name
)
def test_links_lead_to_files_and_headings_that_exist(page: Path) -> None:
    wrong = []
    for link in links(page):
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        if "://" not in link and not (
            target.is_file() and (not anchor or anchor in anchors(target))
        ):
            wrong.append(link)
    assert wrong == []


def test_the_site_has_every_page_once() -> None:
    site = (ROOT / "zensical.toml").read_text(encoding="utf-8")
    tomllib.loads(site)
    named = re.findall(r'= "([\w/-]+\.md)"', site)
    written = [f"reference/{name}.md" for name in ("commands", "library")]
    assert sorted(named) == sorted([*(page.name for page in DOCS.glob("*.md")), *written])


def test_the_reference_has_every_command_with_its_options() -> None:
    page = reference.commands()
    assert "## tifa lookup\n" in page
    assert "### tifa cache clear\n" in page
    for command in COMMANDS:
        assert f"Usage: tifa {command} " in page


def test_the_reference_has_every_name_for_programs() -> None:
    page = reference.library()
    for names in (align, exports, glossary):
        for name in names.__all__:
            assert f"### {names.__name__}.{name}\n" in page
