"""What a folder's files were when a glossary and they were last in step: the base of a merge.

It is of one copy of the folder, so git does not keep it, and of one glossary: each has its own,
however its path is typed. A file that is as the base has it was not edited; one that was taken in
since need not be taken in again.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from pathlib import Path

from align.errors import InputError
from align.text import visible
from exports.files import refused, replacing

_PLACE = ".tifa"


@dataclass(frozen=True, slots=True)
class Step:
    """A concept's file as it was last.

    Attributes:
        revision: of the concept in the glossary when the file had the content `digest`; 0 where the
            two have never been in step.
        taken: the content of the file when it was last taken in, which may say less than the
            glossary.
        text: that content itself where it did; what the file says next was made from it.
    """

    revision: int
    digest: str
    taken: str
    text: str = ""


@dataclass(slots=True)
class Base:
    """The steps of a folder by the concepts' ids.

    Attributes:
        place: the file that it is kept in.
    """

    place: Path
    steps: dict[str, Step] = field(default_factory=dict)

    def knows(self, concept_id: str, content: bytes) -> bool:
        """Whether a file says nothing that the glossary has not been told."""
        step = self.steps.get(concept_id)
        return step is not None and digest(content) in (step.digest, step.taken)

    def in_step(self, concept_id: str, revision: int, content: str) -> None:
        """Keep that a file, whose digest this is, says what the glossary has."""
        self.steps[concept_id] = Step(revision, content, content)

    def lost(self, concept_id: str, revision: int) -> None:
        """Keep that a concept, which is rejected, has no file any more: somebody took it out."""
        self.steps[concept_id] = Step(revision, "", "")

    def has_lost(self, concept_id: str, revision: int) -> bool:
        """Whether a concept is to have no file, as long as nobody changes it."""
        return self.steps.get(concept_id) == Step(revision, "", "")

    def took(self, concept_id: str, content: str, text: str) -> None:
        """Keep that a file was taken in, where the glossary has more than it says."""
        step = self.steps.get(concept_id, Step(0, "", ""))
        self.steps[concept_id] = replace(step, taken=content, text=text)


def digest(content: bytes) -> str:
    """What tells the contents of files apart."""
    return hashlib.sha256(content).hexdigest()[:32]


def read(folder: Path, location: str) -> Base:
    """The base of a folder for the glossary at a location; an empty one where there is none for it.

    Raises:
        InputError: the file cannot be read.
    """
    address = location if "://" in location else str(Path(location).resolve())
    place = folder / _PLACE / f"{digest(address.encode())}.json"
    _require_no_link(place)
    try:
        steps = {
            str(each): Step(int(number), str(said), str(taken), *map(str, text[:1]))
            for each, (number, said, taken, *text) in json.loads(place.read_bytes()).items()
        }
    except FileNotFoundError:
        return Base(place)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(
            f"{place}: cannot be read",
            "delete it; then every file counts as edited since the last export",
        ) from error
    return Base(place, steps)


def prepare(folder: Path) -> None:
    """Make the place of the base, which git passes over.

    Raises:
        InputError: there is a link in its place.
        OutputError: it cannot be made.
    """
    ignored = folder / _PLACE / ".gitignore"
    _require_no_link(ignored)
    try:
        ignored.parent.mkdir(exist_ok=True)
        if not ignored.exists():
            ignored.write_text("*\n", "utf-8")
    except OSError as error:
        raise refused(ignored, error) from error


def write(base: Base) -> None:
    """Write it, whole or not at all.

    Raises:
        OutputError: it cannot be written.
    """
    steps = {
        each: [step.revision, step.digest, step.taken, *filter(None, [step.text])]
        for each, step in sorted(base.steps.items())
    }
    with replacing(base.place) as neighbour:
        neighbour.write_text(json.dumps(steps), "utf-8")


def _require_no_link(place: Path) -> None:
    """Refuse what leads out of the folder: git brings links of others, and keeps no place of ours.

    Raises:
        InputError: there is a link.
    """
    for each in (place.parent, place):
        if each.is_symlink():
            raise InputError(f"{visible(str(each))}: is a link", "delete it")
