"""A brief for a person or a language model: the terms of a text, few words each, within a size.

    - 新质生产力: new quality productive forces; not: new productivity. Advanced productivity that …

The longest terms come first, since shorter ones stand in them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from exports.pairs import Pair, one_line, pairs
from glossary.model import TO_AVOID, Concept, in_language

BUDGET = 2_000  #: characters of a brief where nothing else is said


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief.

    Attributes:
        text: at most as long as was asked.
        concepts: how many are in it.
        left: the terms that it has no room for.
        unpaired: how many have no term to use in one of the languages.
    """

    text: str
    concepts: int
    left: tuple[str, ...]
    unpaired: int


@dataclass(frozen=True, slots=True)
class _Line:
    term: str
    renderings: tuple[str, ...]
    avoid: tuple[str, ...]
    definition: str

    def markdown(self) -> str:
        avoided = f"; not: {' / '.join(self.avoid)}" if self.avoid else ""
        meaning = f". {self.definition}" if self.definition else ""
        return f"- {self.term}: {' / '.join(self.renderings)}{avoided}{meaning}\n"

    def json(self) -> str:
        said = {
            "term": self.term,
            "renderings": self.renderings,
            "avoid": self.avoid,
            "definition": self.definition or None,
        }
        return json.dumps(said, ensure_ascii=False)


def brief(
    concepts: Iterable[Concept], pair: Pair, budget: int = BUDGET, *, as_json: bool = False
) -> Brief:
    """The terms of a pair of languages in a few lines; those that fit no more are left out.

    Args:
        budget: characters that it may have.
        as_json: as a list of objects, else as a list of Markdown.
    """
    made = [(concept, _line(concept, pair)) for concept in concepts]
    lines = [line for _, line in made if line is not None]
    lines.sort(key=lambda line: (-len(line.term), line.term))
    kept: list[str] = []
    left: list[str] = []
    size = len("[\n\n]\n") if as_json else 0
    for line in lines:
        text = line.json() if as_json else line.markdown()
        more = len(text) + (len(",\n") if as_json and kept else 0)
        if size + more > budget:
            left.append(line.term)
            continue
        kept.append(text)
        size += more
    listed = ",\n".join(kept)
    text = f"[\n{listed}\n]\n" if as_json else "".join(kept)
    return Brief(text, len(kept), tuple(left), len(made) - len(lines))


def _line(concept: Concept, pair: Pair) -> _Line | None:
    found = list(pairs(concept, pair))
    if not found:
        return None
    target = pair[1]
    avoid = (one_line(t.text) for t in in_language(concept.terms, target) if t.status in TO_AVOID)
    term = found[0][0]
    meaning = next(_definitions(concept, pair), "")
    renderings = dict.fromkeys(other for _, other in found)
    return _Line(term, tuple(renderings), tuple(dict.fromkeys(filter(None, avoid))), meaning)


def _definitions(concept: Concept, pair: Pair) -> Iterator[str]:
    """Its definitions, those in the language of the translation first."""
    for language in reversed(pair):
        for each in concept.definitions:
            if each.language is language:
                yield one_line(each.text)
