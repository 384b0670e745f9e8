"""What is known of a language as data: lists of words and tables, in TOML files beside the code.

A file is about one matter of one language. Each of its tables says where it comes from:

    [particles]
    source = "closed class, by hand"
    words = "的 了 在"

    [joints]
    source = "by hand; words that have blanks in them are written as a list"
    words = ["and", "as well as"]

    [meaning]
    source = "by hand; regular expressions in their order, other lists of the file in them"
    patterns = ["{adverbs}?指的是", "即(?!使)"]

    [scales]
    source = "by hand"
    values = { hundred = 100, thousand = 1000 }

    [ordinals]
    source = "a list in another package's file"
    of = "align.numbers english ordinals"

A file is read when the first of its words is asked for, once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

Value = str | int | float
_SLOT = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True)
class WordList:
    """One list or table.

    Attributes:
        source: where it comes from, in words for people.
        words: in the order of the file; of a table its keys.
        values: what a table says of each word, else empty.
        patterns: regular expressions in place of words, else empty.
    """

    source: str
    words: tuple[str, ...]
    values: Mapping[str, Value] = field(default_factory=dict)
    patterns: tuple[str, ...] = ()

    @cached_property
    def set(self) -> frozenset[str]:
        return frozenset(self.words)

    @property
    def alternatives(self) -> str:
        """Alternatives of a regular expression, without a group: words longest first."""
        longest_first = sorted(self.words, key=len, reverse=True)
        return "|".join(self.patterns or map(re.escape, longest_first))


@cache
def word_lists(package: str, name: str) -> Mapping[str, WordList]:
    """The lists of a file by name.

    Args:
        package: the package that the file stands in, as `__package__` gives it.
        name: the file's name without its ending; a subfolder with "/".
    """
    import tomllib
    from importlib.resources import files

    text = files(package).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return {each: _list(table) for each, table in tomllib.loads(text).items()}


@cache
def compiled(
    package: str, name: str, template: str, flags: re.RegexFlag = re.NOFLAG
) -> re.Pattern[str]:
    """A regular expression in which lists of a file stand by their names: "{adverbs}?指的是"."""
    return re.compile(_filled(template, word_lists(package, name)), flags)


def _filled(template: str, lists: Mapping[str, WordList]) -> str:
    return _SLOT.sub(lambda slot: f"(?:{_filled(lists[slot[1]].alternatives, lists)})", template)


def _list(table: Mapping[str, object]) -> WordList:
    if "of" in table:
        package, file, called = str(table["of"]).split()
        return word_lists(package, file)[called]
    values, words = table.get("values", {}), table.get("words", "")
    patterns = table.get("patterns", [])
    assert isinstance(values, dict)
    assert isinstance(words, str | list)
    assert isinstance(patterns, list)
    told = tuple(words.split() if isinstance(words, str) else words) or tuple(values)
    return WordList(str(table["source"]), told, values, tuple(patterns))
