"""The glossary as JSON Lines, complete: one concept a line, as `glossary.model.serial` has it.

Beside that stands what is derived of its terms, and the relations that the glossary shows and no
person has set, with the status "proposed"; reading leaves both out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from exports.derived import Derived
from glossary.exchange import jsonl
from glossary.exchange.incoming import Line
from glossary.exchange.jsonl import DERIVED
from glossary.model.attested import Linked, Material
from glossary.model.fields import EVERYTHING
from glossary.model.serial import to_json

CARRIES = EVERYTHING


def write(material: Material, path: Path) -> tuple[str, ...]:
    """Write one concept a line; nothing is lost."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for entry in material.entries:
            derived = Derived.of(entry).as_json()
            line: dict[str, Any] = to_json(entry.concept)
            if derived:
                line[DERIVED] = derived
            related = material.related(entry.concept)
            proposed = [_proposed(each) for each in related if each.is_proposed]
            if proposed:
                line["relations"] = [*line.get("relations", ()), *proposed]
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    return ()


def _proposed(each: Linked) -> dict[str, object]:
    """A relation that nobody has set, which reading leaves out; a sentence that says it."""
    relation, said = each.relation, each.said
    shown: dict[str, object] = {
        "kind": str(relation.kind),
        "target": relation.target,
        "status": str(relation.status),
    }
    if said is not None:
        shown["evidence"] = {
            "source": said.document.source,
            "date": said.document.dated,
            "segment": said.segment,
            "sentence": said.sentence,
        }
    return shown


def read(stream: BinaryIO) -> Iterator[Line]:
    """The lines that hold anything, with what is wrong with the bad ones."""
    return jsonl.read(stream)
