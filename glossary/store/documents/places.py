"""Which documents hold a sentence, among those that are withdrawn and those near to them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from align.model import Language
from align.normalise import normalised
from glossary.model import Context, Definition, StoredDocument
from glossary.model.windows import CUT
from glossary.store.database import schema
from glossary.store.documents.texts import text_of


class Places:
    """The texts of documents that go, and of documents near to them that stay.

    Near are their translations and other states of the same files: only these can hold the same
    context.
    """

    def __init__(
        self,
        connection: Connection,
        going: Sequence[StoredDocument],
        near: Sequence[StoredDocument],
    ) -> None:
        self._documents = {each.id: each for each in (*going, *near)}
        self._going = {each.id for each in going}
        self._connection = connection
        self._squashed: dict[int, tuple[frozenset[str], str]] = {}
        table = schema.document
        self.languages = {
            row.id: Language(row.language)
            for row in connection.execute(select(table.c.id, table.c.language))
        }

    def sources(self, rest: Collection[int]) -> dict[str, int]:
        """The ids of the near documents among `rest`, by their sources."""
        return {each.source: each.id for each in self._documents.values() if each.id in rest}

    def holds_definition(self, definition: Definition, rest: Collection[int]) -> bool:
        """Whether what a definition was drawn from stays."""
        if not self._is_going(definition.source, definition.language):
            return True
        return self._holder(definition.text, definition.language, rest) is not None

    def context_left(self, context: Context, rest: Collection[int]) -> Context | None:
        """What is left of a context: all, one side, or None.

        Args:
            rest: the documents that still say something of its concept.
        """
        sides = tuple(
            side
            for side in context.sides
            if not self._goes(side.text, context.source, side.language, rest)
        )
        if sides == context.sides:
            return context
        kept = replace(context, sides=sides)
        for side in sides:
            holder = self._holder(side.text, side.language, rest)
            if holder is not None:
                return replace(kept, source=self._documents[holder].source)
        return kept if sides and not self._any_going(context.source) else None

    def _goes(self, text: str, source: str, language: Language, rest: Collection[int]) -> bool:
        """Whether the side of a context stood in a document that goes, and in none that stays."""
        if self._holder(text, language, rest) is not None:
            return False
        if self._is_going(source, language):
            return True
        own = (n for n in self._going if self._documents[n].language is language)
        return any(self._holds(number, text) for number in own)

    def _is_going(self, source: str, language: Language) -> bool:
        return any(
            self._documents[n].source == source and self._documents[n].language is language
            for n in self._going
        )

    def _any_going(self, source: str) -> bool:
        return any(self._documents[number].source == source for number in self._going)

    def _holder(self, text: str, language: Language, rest: Collection[int]) -> int | None:
        """A near document that stays and holds the text."""
        for number in self._documents.keys() - self._going:
            same = number in rest and self._documents[number].language is language
            if same and self._holds(number, text):
                return number
        return None

    def _holds(self, number: int, text: str) -> bool:
        """Whether a document holds the text: most are one of its sentences, which is found fast."""
        if number not in self._squashed:
            whole = text_of(self._connection, number)
            sentences = frozenset(map(squashed, whole.readings))
            self._squashed[number] = sentences, squashed(whole.document.text)
        sentences, everything = self._squashed[number]
        said = squashed_context(text)
        return said in sentences or said in everything


def squashed(text: str) -> str:
    """What a text says without white space: older glossaries hold contexts as they stood."""
    return "".join(normalised(text).split())


def squashed_context(text: str) -> str:
    """The same of one side of a context, without the marks of what was cut off its ends."""
    return squashed(text).strip(CUT)
