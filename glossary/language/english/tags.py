"""English tokens with exact spans, and their parts of speech.

The tags come from the lexicon of Brill's tagger (Brill 1992, "A simple rule-based part of speech
tagger"): 94,000 words, in lexicon.txt. TextBlob ships it too, with NLTK, which nothing here needs.
A handful of contextual rules mends what a lexicon alone gets wrong about noun phrases; they cost a
fraction of the 280 learned ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from sys import intern

from align.model import Language
from glossary.language.lists import lists
from glossary.language.repetition import without_repetition

_TOKEN = re.compile(
    r"\d+[A-Z]{1,2}\b\+?|\d+(?:[.,]\d+)*(?:st|nd|rd|th|%)?(?:-[A-Za-z]+)*"
    r"|[A-Za-zÀ-ÿ]+(?:[’'](?!s\b)[a-z]+)?(?:[-‐‑/&][A-Za-zÀ-ÿ]+)*(?:-\d+)?|[’']s\b|[’'](?=\s)"
    r"|\S"
)


@dataclass(frozen=True, slots=True)
class TaggedToken:
    """A token of what a segment says: `reading.text[start:end] == text`; Penn Treebank tags."""

    text: str
    start: int
    end: int
    tag: str

    @property
    def lower(self) -> str:
        return self.text.lower()


@cache
def _lexicon() -> dict[str, str]:
    """The usual tag of each word, as the file has it: lines of a word and its tag.

    Remarks begin with ";;;".
    """
    lexicon = {}
    text = files("glossary.language.english").joinpath("lexicon.txt").read_text("utf-8")
    for line in text.splitlines():
        if not line.startswith(";;;"):
            word, tag = line.split(" ")
            lexicon[word] = intern(tag)
    return lexicon


def lexicon_tag(word: str) -> str:
    """The usual tag of a word, or "" where the lexicon does not know it."""
    lexicon = _lexicon()
    return lexicon.get(word) or lexicon.get(word.lower()) or ""


@lru_cache(maxsize=16_384)
def tokens(text: str) -> tuple[TaggedToken, ...]:
    """The tokens of a text with their tags; detection and pairing read the same texts."""
    found = list(_TOKEN.finditer(without_repetition(text)))
    plain = is_in_capitals(text)
    tags = [
        _tag(match[0], first=plain or i == 0 or found[i - 1][0] in _OPENERS)
        for i, match in enumerate(found)
    ]
    words = [match[0].lower() for match in found]
    _mend(words, tags)
    return tuple(
        TaggedToken(m[0], m.start(), m.end(), tag) for m, tag in zip(found, tags, strict=True)
    )


def is_in_capitals(text: str) -> bool:
    """Whether a text is in capitals throughout, as headings are: then none of them makes a name.

    One or two words may be an abbreviation.
    """
    return text.isupper() and len(text.split()) > 2


_OPENERS = frozenset('.!?;:"“‘(')


def _tag(word: str, *, first: bool) -> str:
    """The tag of a word by itself; `first`: its capital may only open a sentence."""
    lower = word.lower()
    fixed = _fixed().get(lower)
    if fixed and not (fixed in ("NN", "JJ", "VB") and word[0].isupper() and not first):
        return fixed
    if not word[0].isalnum():
        return "POS" if word[0] in "’'" else word[0]
    if word[0].isdigit():
        return "JJ" if word[-2:] in ("st", "nd", "rd", "th") or "-" in word else "CD"
    if word[0].isupper() and not first:
        return "NNP"
    known = _lexicon().get(lower)
    if known is None and word[0].isupper():
        return "NNP"
    return known or _by_shape(lower)


def _by_shape(word: str) -> str:
    if "-" in word:
        return "JJ"
    for ending, tag in lists(Language.EN, "tags")["endings"].values.items():
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return str(tag)
    return "NN"


@cache
def _fixed() -> dict[str, str]:
    """The tags of closed classes, and of words that the lexicon tags by their rarer use."""
    tags = lists(Language.EN, "tags").items()
    return {word: tag for tag, known in tags if tag.isupper() for word in known.words}


def _mend(words: list[str], tags: list[str]) -> None:
    """Correct tags by their neighbours, in place."""
    last = len(words) - 1
    for i, tag in enumerate(tags):
        before = tags[i - 1] if i else "."
        after = tags[i + 1] if i < last else "."
        if words[i] in ("up", "out") and i and words[i - 1].endswith("ing") and after != "DT":
            tags[i] = "NN"  # of a gerund: opening up
        elif words[i] in ("set", "cut") and before in ("DT", "JJ", "PRP$"):
            tags[i] = "NN"
        elif (
            tag == "NN"
            and before == "PRP"
            and _may_be_verb(words[i], "DT" if after in ("JJ", "NN", "NNS") else after)
        ):
            tags[i] = "VBP"
        elif (
            tag in ("NN", "VBP", "JJ") and before in ("TO", "MD") and _may_be_verb(words[i], after)
        ):
            tags[i] = "VB"
        elif tag in ("VB", "VBP") and before in _NOUN_BEFORE:
            tags[i] = "NN"
        elif tag == "VBZ" and before in _NOUN_BEFORE and words[i] not in _fixed():
            tags[i] = "NNS"
        elif tag == "VBD":
            tags[i] = "VBN"
        elif tag == "VBG" and (before in ("JJ", "NN") or after in ("IN", ".")) and before != "IN":
            tags[i] = "NN" if before in _NOUN_BEFORE or before == "CC" or after == "IN" else tag
        if (
            tags[i] == "NN"
            and before == "."
            and after in ("DT", "PRP$")
            and _may_be_verb(words[i], after)
        ):
            tags[i] = "VB"


_NOUN_BEFORE = frozenset(("DT", "PRP$", "JJ", "POS", "VBN"))


def _may_be_verb(word: str, after: str) -> bool:
    return after in (
        "DT",
        "PRP$",
        "PRP",
        "JJ",
        "NN",
        "NNS",
        "NNP",
        "IN",
        "CC",
        "VBG",
        "RB",
        ".",
        ",",
    ) and (
        word.endswith(lists(Language.EN, "tags")["verb_endings"].words)
        or lexicon_tag(word + "ed") != ""
        or after in ("DT", "PRP$")
    )
