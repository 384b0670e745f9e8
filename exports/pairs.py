"""Pairs of terms for tools that know no entries: what `omegat` and `deepl` share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from align.errors import InputError
from align.languages import Language, languages
from align.text import storable
from glossary.model import TO_AVOID, Concept, in_language

#: What ends a line or a cell for one reader or another (`str.splitlines` knows most of them).
_BREAKS = re.compile("[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")


#: The source and the target language of a file that holds one pair.
Pair = tuple[Language, Language]


def parse_pair(text: str) -> Pair:
    """The pair that "zh-fr" means.

    Raises:
        InputError: it has another form, names a language that is not known, or one twice.
    """
    known = {str(each): each for each in languages()}
    source, _, target = text.strip().lower().partition("-")
    if source not in known or target not in known or source == target:
        codes = ", ".join(known)
        raise InputError(f"{text}: is no pair of languages", f"write zh-fr; languages: {codes}")
    return known[source], known[target]


def pairs(concept: Concept, pair: Pair) -> Iterator[tuple[str, str]]:
    """Each term of the source with each of the target, the first of each first; none to be avoided.

    Terms stand as they are, but for line ends and tabs, which become spaces, blanks around them,
    and what UTF-8 cannot store.
    """
    sources, targets = (
        [
            text
            for term in in_language(concept.terms, language)
            if term.status not in TO_AVOID and (text := one_line(term.text))
        ]
        for language in pair
    )
    return ((source, target) for source in sources for target in targets)


@dataclass(frozen=True, slots=True)
class Left:
    """What a file of one pair of languages has no place for.

    Attributes:
        concepts: how many are not in it at all.
        lines: what was left out, a line each.
    """

    concepts: int
    lines: tuple[str, ...]


def one_line(text: str) -> str:
    """A text without line ends, tabs and blanks around it."""
    return _BREAKS.sub(" ", storable(text)).strip()


def left_out(count: int, what: str) -> tuple[str, ...]:
    """A line for a report of losses; none where nothing was left out."""
    return (f"{what}: {count:,} left out",) if count else ()
