"""docs/adding-a-language.md is followed to the letter, and its language works."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from align import identifying
from align.identifying import identify
from align.languages import Language, language, languages
from align.model import Document
from align.segment import segment
from align.tokens import tokens
from align.word_lists import word_lists

PAGE = (Path(__file__).parents[3] / "docs/adding-a-language.md").read_text("utf-8")


def block(kind: str) -> str:
    found = re.search(rf"^```{kind}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    assert found, kind
    return found[1]


@pytest.fixture
def volta(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Language]:
    """The language of the page, its module in a folder of its own rather than in ours."""
    folder = tmp_path / "made_up"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "volta.py").write_text(block("python"), "utf-8")
    (folder / "volta.toml").write_text(block("toml"), "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    code, module = re.findall(r'"(.*?)"', block("text"))
    monkeypatch.setitem(language.MODULES, code, module.replace("align.languages", "made_up"))
    monkeypatch.setattr(language, "_known", dict(language._known))
    forget()
    yield Language(code)
    forget()


def forget() -> None:
    for each in (identifying._weights, identifying._letters, word_lists):
        each.cache_clear()
    for name in ("made_up", "made_up.volta"):
        sys.modules.pop(name, None)


def test_it_is_one_of_the_languages(volta: Language) -> None:
    assert volta in languages()
    assert (volta.label, volta.profile.own_name) == ("Volta", "Voltala")


def test_its_words_are_read(volta: Language) -> None:
    assert [token.text for token in tokens("La l’agroj, tri.", volta)] == [
        "La", "l’", "agroj", ",", "tri", ".",
    ]  # fmt: skip
    assert volta.profile.content("La agroj e l’agro") == ["agr", "agro"]
    assert volta.profile.number("kvin") == 5
    assert volta.profile.number("1,5") == 1.5


def test_its_sentences_end_by_its_rules(volta: Language) -> None:
    text = Document("La So. Agro es dek. In agroj es tri.", "a.txt", volta)
    assert [each.text for each in segment(text).segments] == [
        "La So. Agro es dek.",
        "In agroj es tri.",
    ]


def test_texts_in_it_are_identified(volta: Language) -> None:
    found = identify("In agroj es tri e dek agroj de la Volta, es un agro e es kvin.")
    assert found is not None
    assert found.language is volta
