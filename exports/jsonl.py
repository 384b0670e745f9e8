"""The glossary as JSON Lines, complete: one concept a line, as `glossary.model.serial` has it.

Beside that stands what is derived of its terms, which reading leaves out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from exports.derived import Derived
from glossary.exchange import jsonl
from glossary.exchange.incoming import Line
from glossary.exchange.jsonl import DERIVED
from glossary.model.attested import Material
from glossary.model.fields import EVERYTHING
from glossary.model.serial import to_json

CARRIES = EVERYTHING


def write(material: Material, path: Path) -> tuple[str, ...]:
    """Write one concept a line; nothing is lost."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for entry in material.entries:
            derived = Derived.of(entry).as_json()
            line = {**to_json(entry.concept), **({DERIVED: derived} if derived else {})}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    return ()


def read(stream: BinaryIO) -> Iterator[Line]:
    """The lines that hold anything, with what is wrong with the bad ones."""
    return jsonl.read(stream)
