"""Markdown holds the glossary for reading, and no text of it becomes markup."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from contexts import context_of
from entries import AWKWARD, FULL
from markdown_it import MarkdownIt
from markdown_it.token import Token

from align.model import Language
from align.text import storable, visible
from exports.exporting import export_glossary
from exports.md import escaped
from exports.registry import GLOSSARY_FORMATS
from glossary.model import Concept, Term
from glossary.model.attested import bare

PLAIN = {"text", "softbreak"}
MARKUP = {
    **AWKWARD,
    "heading": "# a #",
    "item": "- a",
    "plus item": "+ a",
    "number": "1. a",
    "bracketed number": "1) a",
    "ruler": "---",
    "quotation": "> a",
    "table": "a | b\n--- | ---\nc | d",
    "fence": "```\ncode\n```",
    "image": "![a](http://example.org/a.png)",
    "reference": "[a]: http://example.org",
    "autolink": "<http://example.org> <a@example.org>",
    "tag": "<script>alert(1)</script>",
    "struck": "~~a~~",
    "emphasis": "_a_ __b__ ***c***",
    "entity": "&copy;&#x3c;",
    "backslash": "a\\*b\\",
    "code": "``a`b``",
}


def parsed(text: str) -> list[Token]:
    """All that Markdown makes of a text, tables and struck text included."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    return [each for token in tokens for each in (token, *(token.children or ()))]


def written(folder: Path, *concepts: Concept) -> str:
    path = folder / "glossary.md"
    export_glossary(bare(concepts), path, GLOSSARY_FORMATS["md"])
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("text", MARKUP.values(), ids=list(MARKUP))
@pytest.mark.parametrize("before", ["", "# ", "- ", "1. ", "- Note: "])
def test_a_text_stays_a_text_wherever_it_stands(text: str, before: str) -> None:
    shown = [token for token in parsed(before + escaped(text)) if not token.children]
    kinds = {token.type for token in shown if token.nesting == 0}
    assert kinds <= PLAIN
    content = "".join(token.content for token in shown)
    assert content.removeprefix("Note: ") == visible(" ".join(storable(text).split()))


@pytest.mark.parametrize("text", MARKUP.values(), ids=list(MARKUP))
def test_no_text_changes_the_shape_of_the_page(text: str, tmp_path: Path) -> None:
    def shape(word: str) -> list[str]:
        terms = (Term(Language.ZH, word), Term(Language.EN, word, note=word))
        definitions = tuple(
            replace(each, text=word, source=word, members=(word,)) for each in FULL.definitions
        )
        contexts = tuple(context_of(word, word, word) for _ in FULL.contexts)
        entry = replace(
            FULL,
            terms=terms,
            definitions=definitions,
            contexts=contexts,
            note=word,
            subject=word,
        )
        return [token.type for token in parsed(written(tmp_path, entry)) if token.type != "text"]

    assert shape(text) == shape("word")


@pytest.mark.parametrize("text", ["www.example.org", "http://example.org", "a@example.org"])
def test_what_some_readers_take_for_a_link_is_broken_up(text: str) -> None:
    assert text not in escaped(text)


def test_an_entry_says_what_it_carries(tmp_path: Path) -> None:
    page = "".join(token.content for token in parsed(written(tmp_path, FULL)) if token.children)
    for said in (
        "首台套、首批次、首版次 — first sets, batches and versions",
        "three first (deprecated; literal calque)",
        "White Paper",
        "first version",
        FULL.note,
        "落实三首政策。 / Apply 3F. (a.zh.txt)",
    ):
        assert escaped(said) in page or said in page
