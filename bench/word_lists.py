"""What the word lists say twice, and what they say that stands nowhere in a reference corpus.

    python -m bench.word_lists FOLDER [FOLDER ...]

All files of the FOLDERs that are UTF-8 text are the corpus: Chinese words are looked for among
their characters, English ones among their words in lower case, regular expressions line by line.
Told are pairs of lists of one language where one has most of the words of the other, and of each
list the words and expressions that the corpus lacks. These may be right all the same: endings are
no words, and what stands before a term ends a line.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from align.word_lists import WordList, compiled, word_lists

ROOT = Path(__file__).parent.parent
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_MOST = 40_000  #: lines in which expressions are looked for
_SHARED = 3  #: words that two lists share at least to be told of


@dataclass(frozen=True, slots=True)
class Named:
    """A list by the file that it is in and its name there."""

    package: str
    matter: str
    name: str
    own: WordList

    @property
    def label(self) -> str:
        return f"{self.package}/{self.matter}.toml [{self.name}]"

    @property
    def language(self) -> str:
        """The file's or its folder's name, whichever is a language's."""
        parts = self.package.split(".")
        return self.matter if parts[0] == "align" else parts[-1]

    @property
    def expressions(self) -> tuple[str, ...]:
        """Its regular expressions; a table of them names them by what they tell."""
        texts = tuple(str(each) for each in self.own.values.values() if isinstance(each, str))
        return self.own.patterns or texts

    @property
    def words(self) -> tuple[str, ...]:
        return () if self.expressions else self.own.words


def all_lists() -> Iterator[Named]:
    """The lists of all languages."""
    for top in ("align", "glossary"):
        for path in sorted((ROOT / top).rglob("*.toml")):
            package = ".".join(path.parent.relative_to(ROOT).parts)
            for name, own in word_lists(package, path.stem).items():
                yield Named(package, path.stem, name, own)


class Corpus:
    """Texts as they are searched."""

    def __init__(self, folders: list[str]) -> None:
        files = (path for folder in folders for path in sorted(Path(folder).rglob("*")))
        self.text = "\n".join(_text(path) for path in files if path.is_file()).lower()
        self.words = set(_WORD.findall(self.text.replace("’", "'")))
        lines = self.text.splitlines()
        self.lines = "\n".join(lines[:: 1 + len(lines) // _MOST])

    def lacks(self, word: str) -> bool:
        plain = word.lower().replace("’", "'")
        is_english = plain.isascii() and plain.isalpha()
        return plain not in self.words if is_english else plain not in self.text

    def lacks_expression(self, each: Named, expression: str) -> bool:
        flags = re.IGNORECASE | re.MULTILINE
        found = compiled(each.package, each.matter, expression, flags)
        return found.search(self.lines) is None


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def main() -> None:
    """Tell of all lists."""
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    corpus, known = Corpus(sys.argv[1:]), list(all_lists())
    for one, two in combinations(known, 2):
        shared = [word for word in one.words if word in two.own.set]
        most = max(_SHARED, min(len(one.words), len(two.words)) // 2)
        if one.language == two.language and len(shared) >= most:
            print(f"{one.label} and {two.label} share {len(shared)}: {' '.join(shared)}")
    for each in known:
        absent = [word for word in each.words if corpus.lacks(word)]
        absent += [text for text in each.expressions if corpus.lacks_expression(each, text)]
        if absent:
            print(f"{each.label}, not in the corpus: {' | '.join(absent)}")


if __name__ == "__main__":
    main()
