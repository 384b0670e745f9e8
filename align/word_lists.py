"""What is known of a language as data: lists of words and tables, in TOML files beside the code.

A file is about one matter of one language. Each of its tables says where it comes from:

    [particles]
    source = "closed class, by hand"
    words = "的 了 在"

    [scales]
    source = "by hand"
    values = { hundred = 100, thousand = 1000 }

A file is read when the first of its words is asked for, once.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

Value = str | int | float


@dataclass(frozen=True, slots=True)
class WordList:
    """One list or table.

    Attributes:
        source: where it comes from, in words for people.
        words: in the order of the file; of a table its keys.
        values: what a table says of each word, else empty.
    """

    source: str
    words: tuple[str, ...]
    values: Mapping[str, Value] = field(default_factory=dict)

    @property
    def set(self) -> frozenset[str]:
        return frozenset(self.words)

    @property
    def alternatives(self) -> str:
        """The words as alternatives of a regular expression, longest first, without a group."""
        return "|".join(map(re.escape, sorted(self.words, key=len, reverse=True)))


@cache
def word_lists(package: str, name: str) -> Mapping[str, WordList]:
    """The lists of a file by name.

    Args:
        package: the package that the file stands in, as `__package__` gives it.
        name: the file's name without its ending; a subfolder with "/".
    """
    text = files(package).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return {each: _list(table) for each, table in tomllib.loads(text).items()}


def _list(table: Mapping[str, object]) -> WordList:
    values = table.get("values", {})
    assert isinstance(values, dict)
    words = tuple(str(table.get("words", "")).split()) or tuple(values)
    return WordList(str(table["source"]), words, values)
