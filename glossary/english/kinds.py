"""A guess at the kind of an English term by its head words."""

from __future__ import annotations

import re

from glossary.english.words import KIND_OF_HEAD
from glossary.formulas import english as formulas
from glossary.model import Kind

_VERB_FIRST = re.compile(
    r"(?i)^(?:serve|seek|follow|uphold|keep|stay|put|take|free|build|let|do|go|make|have|be)\b"
)


def kind(form: str, *, named: bool = False, quoted: bool = False) -> Kind:
    """The likely kind of a term; `named`: it is capitalised within sentences."""
    if formulas.parse(form):
        return Kind.NUMERIC
    words = [word.lower() for word in re.findall(r"[A-Za-z][\w’'-]*", form)]
    if not words:
        return Kind.CONCEPT
    head = _head(words)
    if quoted and (len(words) > 6 or _VERB_FIRST.match(form) or "," in form):
        return Kind.SLOGAN
    guess = KIND_OF_HEAD.get(head, Kind.CONCEPT)
    if (
        guess is Kind.INSTITUTION
        and not named
        and head in ("group", "enterprise", "front", "force")
    ):
        return Kind.CONCEPT
    if guess is Kind.LAW and not named and head in ("measures", "opinions", "act", "code", "rule"):
        return Kind.CONCEPT
    return guess


def _head(words: list[str]) -> str:
    """The head of a noun phrase: the word before its first preposition, else its last word."""
    for i, word in enumerate(words):
        if i and word in ("of", "for", "with", "in", "on", "to", "and") and word != "and":
            return words[i - 1]
    return words[-1]
