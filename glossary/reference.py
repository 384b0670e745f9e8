"""A read-only collection of concepts in memory, such as the starter glossary of tifa."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cached_property
from importlib import resources

from align.errors import InputError
from align.model import Language

from .keys import key
from .model import Concept, Term
from .serial import from_json


class Reference:
    """Concepts in their order, found by the keys of their terms.

    It never changes, so any number of threads may share one.
    """

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.concepts: tuple[Concept, ...] = tuple(concepts)

    @classmethod
    def from_concepts(cls, concepts: Iterable[Concept]) -> Reference:
        """A reference of concepts that are at hand."""
        return cls(concepts)

    def __iter__(self) -> Iterator[Concept]:
        return iter(self.concepts)

    def __len__(self) -> int:
        return len(self.concepts)

    def by_key(self, text: str, language: Language) -> tuple[Concept, ...]:
        """The concepts that have a term which reads as `text` after normalisation."""
        return self._by_key.get((language, key(text, language)), ())

    @cached_property
    def entries(self) -> tuple[tuple[Concept, Term, str], ...]:
        """Every term with its concept and its key."""
        return tuple(
            (concept, term, key(term.text, term.language))
            for concept in self.concepts
            for term in concept.terms
        )

    @cached_property
    def _by_key(self) -> dict[tuple[Language, str], tuple[Concept, ...]]:
        found: dict[tuple[Language, str], dict[str, Concept]] = {}
        for concept, term, made in self.entries:
            found.setdefault((term.language, made), {})[concept.id] = concept
        return {where: tuple(concepts.values()) for where, concepts in found.items()}


def starter() -> Reference:
    """The starter glossary.

    Raises:
        InputError: a line of the file that ships with the program is damaged.
    """
    text = resources.files("seeds").joinpath("starter.jsonl").read_text(encoding="utf-8")
    return Reference(read_lines(text.split("\n"), "starter.jsonl"))


def read_lines(lines: Iterable[str], source: str) -> Iterator[Concept]:
    """The concepts of JSON Lines; empty lines are passed over.

    Args:
        source: what to call the file in errors.

    Raises:
        InputError: a line is no JSON or no concept; file, line and field are named.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield from_json(json.loads(line))
        except (ValueError, RecursionError) as error:
            raise InputError(
                f"{source}, line {number}: no JSON ({error})", "write one object a line"
            ) from error
        except InputError as error:
            raise InputError(f"{source}, line {number}: {error.what}", error.remedy) from error
