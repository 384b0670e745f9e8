"""A guess at the kind of an English term by its head words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import pairwise

from align.model import Language
from glossary.formulas import english as formulas
from glossary.language.english.tags import tokens
from glossary.language.lists import lists
from glossary.model import Kind

_BASE = frozenset(("VB", "VBP"))
_FINITE = frozenset(("VBZ", "VBP", "MD"))


def kind(form: str, *, named: bool = False) -> Kind:
    """The likely kind of a term; `named`: it is capitalised within sentences."""
    if formulas.parse(form):
        return Kind.NUMERIC
    words = [word.lower() for word in re.findall(r"[A-Za-z][\w’'-]*", form)]
    if not words:
        return Kind.CONCEPT
    head = _head(words)
    if not named and _has_verb(form):
        return Kind.SLOGAN
    if not named and head in lists(Language.EN, "kinds")["only_names"].set:
        return Kind.CONCEPT
    return kinds_of_heads().get(head, Kind.CONCEPT)


def _has_verb(form: str) -> bool:
    """Whether a form says what to do or what is so; a list of things does neither.

    Of the renderings of gold terms that do, 62 % are slogans, and of the others 6 %.
    """
    first, *rest = (token.tag for token in tokens(form))
    return bool(rest) and (first in _BASE or not _FINITE.isdisjoint(rest))


def _head(words: list[str]) -> str:
    """The head of a noun phrase: the word before its first preposition, else its last word."""
    after = lists(Language.EN, "terms")["prepositions"].set
    return next((head for head, word in pairwise(words) if word in after), words[-1])


@cache
def kinds_of_heads() -> Mapping[str, Kind]:
    """The kind that each head tells of."""
    kinds = [each.value for each in Kind]
    known = [(name, own) for name, own in lists(Language.EN, "kinds").items() if name in kinds]
    return {word: Kind(name) for name, own in reversed(known) for word in own.words}
