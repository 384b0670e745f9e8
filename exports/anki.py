"""Cards for Anki: a note a concept, for its note type Basic: a front, a back and tags.

The first lines say how the file is read; importing it again changes the notes that it made, since
each has an identifier. Source: Anki manual, "Importing: Text files, File headers".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path

from align.languages import CHINESE_ENGLISH, Language
from align.text import visible
from exports.pairs import Left, Pair, left_out, one_line
from exports.sheet import BETWEEN, SheetEntry, entry
from glossary.model import Concept
from glossary.model.attested import Material
from glossary.model.fields import Field

CARRIES = frozenset({Field.OTHER_TERMS, Field.DEFINITION, Field.SUBJECT, Field.KIND})

_BLANKS = re.compile(r"[\s\"]+")


def write(material: Material, path: Path, pair: Pair = CHINESE_ENGLISH) -> Left:
    """Write the notes, in memory of one concept."""
    unpaired = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in _head(pair))
        for concept in material.concepts:
            found = entry(concept, pair)
            if found is None:
                unpaired += 1
            else:
                file.write("\t".join(_note(concept, found, pair)) + "\n")
    return Left(unpaired, left_out(unpaired, "concepts without a term to use in both languages"))


def _head(pair: Pair) -> Iterator[str]:
    yield "#separator:tab"
    yield "#html:true"
    yield "#notetype:Basic"
    yield f"#deck:tifa {pair[0]}-{pair[1]}"
    yield "#columns:guid\tFront\tBack\tTags"
    yield "#guid column:1"
    yield "#tags column:4"


def _note(concept: Concept, found: SheetEntry, pair: Pair) -> Iterator[str]:
    yield _shown(f"{concept.id} {pair[0]}-{pair[1]}")
    faces = [BETWEEN.join(map(_shown, terms)) for terms in (found.source, found.target)]
    reading = f"<i>{_shown(found.reading)}</i>" if found.reading else ""
    back = [f"<b>{faces[1]}</b>", reading]
    if pair[1] is not Language.ZH:
        back.reverse()
    if concept.definitions:
        back.append(_shown(concept.definitions[0].text))
    yield faces[0]
    yield "<br>".join(filter(None, back))
    tags = (_BLANKS.sub("_", one_line(each)) for each in (concept.subject, concept.kind))
    yield visible(" ".join(filter(None, tags)))  # tags are no HTML


def _shown(text: str) -> str:
    """A text as HTML on one line, without what separates fields or opens a quoted one."""
    return escape(visible(one_line(text)), quote=True)
