"""A glossary for DeepL: UTF-8, a line a pair, source and target between tabs.

DeepL refuses a whole glossary that has a source twice, an empty term, or a
control character; so each source stands once, with the first rendering of the first concept.
Source: DeepL API documentation, "Glossaries".
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

from align.languages import CHINESE_ENGLISH
from exports.pairs import Left, Pair, left_out, pairs
from glossary.model.attested import Material
from glossary.model.fields import Field

CARRIES: frozenset[Field] = frozenset()
MOST_BYTES = 1_024  #: of one term


def write(material: Material, path: Path, pair: Pair = CHINESE_ENGLISH) -> Left:
    """Write the pairs, in memory of the terms of the source."""
    written: dict[str, str] = {}
    refused = unpaired = twice = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for concept in material.concepts:
            renderings: dict[str, str] = {}
            for source, target in pairs(concept, pair):
                renderings.setdefault(source, target)
            unpaired += not renderings
            for source, target in renderings.items():
                if not (_is_taken(source) and _is_taken(target)):
                    refused += 1
                elif source in written:
                    twice += written[source] != target
                else:
                    written[source] = target
                    file.write(f"{source}\t{target}\n")
    lines = (
        *left_out(unpaired, "concepts without a term to use in both languages"),
        *left_out(twice, f"pairs whose {pair[0].label} another concept renders otherwise"),
        *left_out(refused, "pairs that DeepL refuses (control characters, over 1,024 bytes)"),
    )
    return Left(unpaired, lines)


def _is_taken(text: str) -> bool:
    """Whether DeepL takes a term: no control characters, not too long."""
    return len(text.encode("utf-8")) <= MOST_BYTES and not any(
        unicodedata.category(character) == "Cc" for character in text
    )
