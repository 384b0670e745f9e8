"""What a folder's files were when a glossary and they were last in step: the base of a merge.

It is of one copy of the folder and one glossary, so git does not keep it. A file that is as the
base has it was not edited; one that was taken in since need not be taken in again.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from pathlib import Path

from align.errors import InputError
from exports.files import refused, replacing

_PLACE = Path(".tifa") / "base.json"


@dataclass(frozen=True, slots=True)
class Step:
    """A concept's file as it was last.

    Attributes:
        revision: of the concept in the glossary when the file had the content `digest`; 0 where the
            two have never been in step.
        taken: the content of the file when it was last taken in, which may say less than the
            glossary.
    """

    revision: int
    digest: str
    taken: str


@dataclass(slots=True)
class Base:
    """The steps of a folder by the concepts' ids.

    Attributes:
        glossary: what tells the glossary from others; nothing of its address can be read in it.
    """

    glossary: str
    steps: dict[str, Step] = field(default_factory=dict)

    def knows(self, concept_id: str, content: bytes) -> bool:
        """Whether a file says nothing that the glossary has not been told."""
        step = self.steps.get(concept_id)
        return step is not None and digest(content) in (step.digest, step.taken)

    def in_step(self, concept_id: str, revision: int, content: str) -> None:
        """Keep that a file, whose digest this is, says what the glossary has."""
        self.steps[concept_id] = Step(revision, content, content)

    def took(self, concept_id: str, content: str) -> None:
        """Keep that a file was taken in, where the glossary has more than it says."""
        step = self.steps.get(concept_id, Step(0, "", ""))
        self.steps[concept_id] = replace(step, taken=content)


def digest(content: bytes) -> str:
    """What tells the contents of files apart."""
    return hashlib.sha256(content).hexdigest()[:32]


def read(folder: Path, location: str) -> Base:
    """The base of a folder for the glossary at a location; an empty one where there is none for it.

    Raises:
        InputError: the file cannot be read.
    """
    empty = Base(digest(location.encode()))
    try:
        data = json.loads((folder / _PLACE).read_bytes())
        if data["glossary"] != empty.glossary:
            return empty
        steps = {
            str(each): Step(int(number), str(said), str(taken))
            for each, (number, said, taken) in data["steps"].items()
        }
    except FileNotFoundError:
        return empty
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(
            f"{folder / _PLACE}: cannot be read",
            "delete it; then every file counts as edited since the last export",
        ) from error
    return Base(empty.glossary, steps)


def prepare(folder: Path) -> None:
    """Make the place of the base, which git passes over.

    Raises:
        OutputError: it cannot be made.
    """
    ignored = (folder / _PLACE).with_name(".gitignore")
    try:
        ignored.parent.mkdir(exist_ok=True)
        if not ignored.exists():
            ignored.write_text("*\n", "utf-8")
    except OSError as error:
        raise refused(ignored, error) from error


def write(folder: Path, base: Base) -> None:
    """Write it, whole or not at all.

    Raises:
        OutputError: it cannot be written.
    """
    steps = {
        each: [step.revision, step.digest, step.taken] for each, step in sorted(base.steps.items())
    }
    with replacing(folder / _PLACE) as neighbour:
        neighbour.write_text(json.dumps({"glossary": base.glossary, "steps": steps}), "utf-8")
