"""Pairs of terms for tools that know no entries: what `omegat` and `deepl` share."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.model import Language
from align.text import storable
from glossary.model import TO_AVOID, Concept, in_language

#: What ends a line or a cell for one reader or another (`str.splitlines` knows most of them).
_BREAKS = re.compile("[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")


def pairs(concept: Concept) -> Iterator[tuple[str, str]]:
    """Each Chinese term with each English one, the first of each first; none to be avoided.

    Terms stand as they are, but for line ends and tabs, which become spaces, blanks around them,
    and what UTF-8 cannot store.
    """
    chinese, english = (
        [
            text
            for term in in_language(concept.terms, language)
            if term.status not in TO_AVOID and (text := one_line(term.text))
        ]
        for language in (Language.ZH, Language.EN)
    )
    return ((zh, en) for zh in chinese for en in english)


def one_line(text: str) -> str:
    """A text without line ends, tabs and blanks around it."""
    return _BREAKS.sub(" ", storable(text)).strip()


def left_out(count: int, what: str) -> tuple[str, ...]:
    """A line for a report of losses; none where nothing was left out."""
    return (f"{what}: {count:,} left out",) if count else ()
