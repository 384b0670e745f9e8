"""The cues of definitions by language; they stand in its definitions.toml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, partial

from align.model import Language
from glossary.language.lists import lists, pattern, patterns


@dataclass(frozen=True, slots=True)
class Patterns:
    """The patterns of a language; the groups are kinds of cues.

    Attributes:
        after: cues that follow a term.
        later: those that follow a comma further on, or open a note.
        before: those that a term follows, which names what stands before them.
        before_ends: with what they end, to tell fast that there is none.
        pointing: those that begin a sentence on the term that the one before ended in.
        bounds: where a definition may end.
        inserted: where one may that was put into a clause.
        full: what no definition crosses.
        explained: stands before a term that is about to be explained.
    """

    after: re.Pattern[str]
    later: re.Pattern[str]
    before: re.Pattern[str]
    before_ends: tuple[str, ...]
    pointing: re.Pattern[str]
    bounds: re.Pattern[str]
    inserted: re.Pattern[str]
    full: re.Pattern[str]
    explained: re.Pattern[str]


@cache
def cues(language: Language) -> Patterns:
    """Those of a language."""
    own = lists(language, "definitions")
    made = partial(pattern, language, "definitions", flags=re.IGNORECASE)

    def kinds(name: str, gap: str = "") -> re.Pattern[str]:
        told = (f"(?P<{kind}>{cue})" for kind, cue in own[name].values.items())
        return made(f"{gap}(?:{'|'.join(told)})")

    return Patterns(
        kinds("after", "{gap}"),
        kinds("later"),
        kinds("before"),
        own["before_ends"].words,
        kinds("pointing"),
        **patterns(language, "definitions", "bounds"),
        explained=made("{explained}"),
    )
