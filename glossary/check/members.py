"""The members of numeric formulas, as the glossary names them, in a translation."""

from __future__ import annotations

from collections.abc import Sequence

from align.model import Language
from glossary.language.stems import Word, content
from glossary.model import Concept, Kind


def members(concept: Concept, language: Language) -> tuple[str, ...]:
    """What the glossary says in a language that a formula counts; empty where it does not say."""
    if concept.kind is not Kind.NUMERIC:
        return ()
    drawn = (d.members for d in concept.definitions if d.language is language and d.members)
    return next(drawn, ())


def told(names: Sequence[str], text: Sequence[Word], language: Language) -> list[int | None]:
    """For each member the place of a word in a text that it alone has; None for none."""
    stems = [set(content(name, language)) for name in names]
    found: list[int | None] = []
    for number, own in enumerate(stems):
        others = set().union(*(each for n, each in enumerate(stems) if n != number))
        places = (n for n, word in enumerate(text) if word.stem in own - others)
        found.append(next(places, None))
    return found
