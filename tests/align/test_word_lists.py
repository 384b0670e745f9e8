"""The files of words and tables: each says where it comes from, none says a word twice."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import pytest

from align.word_lists import compiled, word_lists

ROOT = Path(__file__).parents[2]
FILES = sorted(path for top in ("align", "glossary") for path in (ROOT / top).rglob("*.toml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_list_says_where_it_comes_from_and_no_word_twice(path: Path) -> None:
    for name, table in tomllib.loads(path.read_text(encoding="utf-8")).items():
        assert table["source"], name
        assert set(table) <= {"source", "words", "patterns", "values", "of"}, name
        assert len(table.keys() - {"source"}) == 1, name
        words = table.get("words", table.get("patterns", ""))
        words = words.split() if isinstance(words, str) else words
        assert sorted({word for word in words if words.count(word) > 1}) == [], name


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "klingon").mkdir()
    (tmp_path / "klingon" / "__init__.py").touch()
    (tmp_path / "klingon" / "signs.toml").write_text(
        '[joints]\nsource = "here"\nwords = ["as well as", "plus", "as"]\n'
        '[ends]\nsource = "here"\npatterns = ["{joints}? on", "[.?]"]\n'
        '[cardinals]\nsource = "there"\nof = "align.numbers english cardinals"\n',
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "klingon", raising=False)
    return "klingon"


def test_words_stand_in_a_pattern_longest_first_and_as_they_are_written(package: str) -> None:
    assert word_lists(package, "signs")["joints"].alternatives == r"as\ well\ as|plus|as"
    found = compiled(package, "signs", "a{ends}{2}", re.IGNORECASE)
    assert found.fullmatch("A??")
    assert found.fullmatch("aas well as on.")
    assert not found.fullmatch("ax.")


def test_a_list_may_be_that_of_another_file(package: str) -> None:
    assert word_lists(package, "signs")["cardinals"].values["seven"] == 7
    assert compiled(package, "signs", "{cardinals} o'clock").fullmatch("ten o'clock")
