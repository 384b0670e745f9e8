"""What becomes of the terms of an entry that is merged into another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from glossary.model import Concept, Term
from glossary.store.changing.joining import join


@dataclass(frozen=True, slots=True)
class Fate:
    """A term of the entry that goes.

    Attributes:
        is_there: the entry that stays has it already.
        said: its status there, in words.
        part_of: a term of the same language that says it all and more, or "": then it is likely a
            fragment, and no rendering.
    """

    term: Term
    is_there: bool
    said: str
    part_of: str = ""


def fates(kept: Concept, gone: Concept) -> Iterator[Fate]:
    """What becomes of each term of the entry that goes."""
    own = {(term.language, term.text) for term in kept.terms}
    joined = {(term.language, term.text): term for term in join(kept, gone).terms}
    for term in gone.terms:
        form = term.language, term.text
        now = joined[form].status
        said = str(now) if now is term.status else f"{term.status} → {now}"
        longer = (
            other.text
            for other in joined.values()
            if other.language is term.language
            and len(other.text) > len(term.text)
            and term.text.casefold() in other.text.casefold()
        )
        is_there = form in own
        yield Fate(term, is_there, said, "" if is_there else next(longer, ""))
