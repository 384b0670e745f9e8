"""A glossary for OmegaT: UTF-8, a line a pair: source, target and comment between tabs.

A line that begins with # is a comment to OmegaT, so that such a term is
left out. Source: OmegaT user manual, "Glossaries".
"""

from __future__ import annotations

from pathlib import Path

from align.languages import CHINESE_ENGLISH
from exports.pairs import Left, Pair, left_out, one_line, pairs
from glossary.model.attested import Material
from glossary.model.fields import Field

CARRIES = frozenset({Field.OTHER_TERMS, Field.NOTE})


def write(material: Material, path: Path, pair: Pair = CHINESE_ENGLISH) -> Left:
    """Write the pairs, in memory of one concept."""
    comments = unpaired = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for concept in material.concepts:
            note = one_line(concept.note)
            found = tuple(pairs(concept, pair))
            unpaired += not found
            for source, target in found:
                if source.startswith("#"):
                    comments += 1
                    continue
                file.write("\t".join((source, target, note) if note else (source, target)) + "\n")
    lines = (
        *left_out(unpaired, "concepts without a term to use in both languages"),
        *left_out(comments, f"pairs whose {pair[0].label} begins with #"),
    )
    return Left(unpaired, lines)
