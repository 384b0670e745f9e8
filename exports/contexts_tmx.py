"""The aligned contexts of the glossary as a translation memory (TMX 1.4b).

Each pair of sentences stands once, however many concepts it shows. A memory holds sentences: the
terms are in them, and the rest of an entry is not carried. The document that a context is from is
in a `prop` of type `x-document`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

from align.model import Language
from exports.tmx import Unit, write_units
from glossary.model import Concept
from glossary.model.attested import Material
from glossary.model.fields import Field

CARRIES = frozenset({Field.CONTEXT, Field.CONTEXT_SOURCE})


def write(material: Material, path: Path) -> tuple[str, ...]:
    """Write a translation unit a pair of sentences; what was left out is said, a line each."""
    memory = _Memory()
    with path.open("wb") as stream:
        write_units(memory.units(material.concepts), Language.ZH, stream)
    return memory.losses


class _Memory:
    """The units of contexts, and a count of what makes none."""

    def __init__(self) -> None:
        self._written: set[bytes] = set()  # digests, for there may be millions
        self._one_sided = 0
        self._concepts = 0

    @property
    def losses(self) -> tuple[str, ...]:
        lines = []
        if self._concepts:
            lines.append(
                f"concepts left out, no context of which has a translation: {self._concepts:,}"
            )
        if self._one_sided:
            lines.append(f"contexts left out, which have no translation: {self._one_sided:,}")
        return tuple(lines)

    def units(self, concepts: Iterator[Concept]) -> Iterator[Unit]:
        for concept in concepts:
            translated = False
            for context in concept.contexts:
                texts = tuple(
                    (side.language, said)
                    for side in context.sides
                    if (said := " ".join(side.text.split()))
                )
                if len(texts) < 2:
                    self._one_sided += 1
                    continue
                translated = True
                if self._is_new(texts):
                    known = (("x-document", context.source),) if context.source else ()
                    yield Unit(texts, known)
            self._concepts += not translated

    def _is_new(self, texts: Iterable[tuple[Language, str]]) -> bool:
        said = (f"{language}\t{text}" for language, text in texts)
        text = "\n".join(said).encode("utf-8", "surrogatepass")
        digest = blake2b(text, digest_size=16).digest()
        if digest in self._written:
            return False
        self._written.add(digest)
        return True
