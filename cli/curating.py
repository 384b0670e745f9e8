"""What the commands that change a glossary from the command line have in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from align.errors import SettingsError
from align.text import visible
from cli.streams import given

if TYPE_CHECKING:
    from glossary.model import Concept, ConceptStatus
    from glossary.store import Glossary
    from glossary.store.searching.names import NamedConcepts


@dataclass(frozen=True, slots=True)
class Change:
    """Which glossary a command changes, who does it, and why, as its options say it."""

    glossary: str | None
    reviewer: str | None
    reason: str

    @property
    def who(self) -> str:
        """Who changes the glossary.

        Raises:
            SettingsError: nobody is named.
        """
        from cli.settings import reviewer_name

        return reviewer_name(self.reviewer)

    def opened(self) -> Glossary:
        """Open the glossary in use for writing.

        Raises:
            GlossaryError: there is none, or it cannot be opened.
        """
        from cli.damage import opened
        from cli.settings import glossary_location

        return opened(glossary_location(self.glossary), create=False)


def each_name(names: Sequence[str]) -> Iterator[str]:
    """The names, those on standard input in the place of "-"."""
    _require_words(names)
    yield from given(names)


def _require_words(names: Sequence[str]) -> None:
    if not all(name.strip() for name in names):
        raise SettingsError("a term is empty", "give a term or an id")


def say_unclear(unclear: Sequence[NamedConcepts]) -> None:
    """Tell which names mean no concept, and which concepts the others may mean."""
    from cli.console import say

    for each in unclear:
        if not each.concepts:
            say(f"tifa: {each.name}: not in the glossary")
            continue
        say(f"tifa: {each.name}: means {len(each.concepts)} concepts; give the id of one:")
        for concept in each.concepts:
            say(f"  {line_of(concept)}")


def only_ones(context: click.Context, store: Glossary, names: Sequence[str]) -> list[Concept]:
    """The one concept that each name means; where there is not one, say so and exit with 1."""
    from glossary.store.searching.names import concepts_named

    _require_words(names)
    with store.reading() as connection:
        found = list(concepts_named(connection, names))
    for each in found:
        if len(each.concepts) != 1:
            say_unclear([each])
            context.exit(1)
    return [each.concepts[0] for each in found]


def line_of(concept: Concept) -> str:
    """A concept on one line: id, terms, kind and status."""
    from glossary.model.changes import name

    return visible(f"{concept.id}  {name(concept)}  ({concept.kind}, {concept.status})")


def decided(
    context: click.Context, names: Sequence[str], status: ConceptStatus, change: Change
) -> None:
    """Give the concepts that are named a status, and say what was done.

    Exit code 1 if a name means no concept or several.
    """
    from cli.console import tell
    from glossary.store.changing.workflow import decide

    who = change.who
    with change.opened() as store:
        decisions = decide(store, each_name(names), status, who=who, why=change.reason)
    say_unclear(decisions.unclear)
    unclear = f", {len(decisions.unclear)} unclear" if decisions.unclear else ""
    tell(f"{len(decisions.changed)} now {status}, {decisions.unchanged} were before{unclear}")
    context.exit(1 if decisions.unclear else 0)
