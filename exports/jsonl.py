"""The glossary as JSON Lines, complete: one concept a line, as `glossary.serial` has it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from exports.files import replacing
from glossary.model import Concept
from glossary.serial import to_json


def write(concepts: Iterable[Concept], path: Path) -> tuple[str, ...]:
    """Write one concept a line; nothing is lost.

    Raises:
        OutputError: the file cannot be written; an older one stays as it was.
    """
    with replacing(path) as neighbour, neighbour.open("w", encoding="utf-8", newline="\n") as file:
        for concept in concepts:
            file.write(json.dumps(to_json(concept), ensure_ascii=False) + "\n")
    return ()
