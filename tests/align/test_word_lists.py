"""The files of words and tables: each says where it comes from, none says a word twice."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted(path for top in ("align", "glossary") for path in (ROOT / top).rglob("*.toml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_list_says_where_it_comes_from_and_no_word_twice(path: Path) -> None:
    for name, table in tomllib.loads(path.read_text(encoding="utf-8")).items():
        assert table["source"], name
        assert set(table) <= {"source", "words", "values"}, name
        words = str(table.get("words", "")).split()
        assert bool(words) != bool(table.get("values")), name
        assert sorted({word for word in words if words.count(word) > 1}) == [], name
