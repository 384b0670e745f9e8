"""A glossary's folder taken in: what people edited, and what git brought from others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path

from align.errors import InputError
from align.languages import languages
from align.progress import Progress, silent
from exports.git import base, entry, places
from exports.importing import told
from glossary.exchange.incoming import Line
from glossary.model import Concept
from glossary.model.fields import EVERYTHING, Field
from glossary.store import Glossary
from glossary.store.changing.importing import Fate, ImportReport, import_lines

_CHUNK = 500


def import_folder(
    glossary: Glossary,
    folder: Path,
    *,
    who: str,
    dry_run: bool = False,
    skip_bad: bool = False,
    delete: bool = False,
    progress: Progress = silent,
) -> ImportReport:
    """Add and change concepts as the files of a folder say, all in one transaction.

    What was changed in the glossary since folder and glossary were last in step is kept, unless the
    file says it otherwise, which is a conflict. The other arguments and what is raised are those of
    `exports.importing.import_glossary`.
    """
    places.require_folder(folder)
    if not dry_run:
        base.prepare(folder)
    known = base.read(folder, glossary.location)
    read: dict[str, str] = {}
    report = import_lines(
        glossary,
        told(_lines(folder, known, read), progress),
        who=who,
        source=folder.resolve().name,
        dry_run=dry_run,
        skip_bad=skip_bad,
        delete=delete,
    )
    if not dry_run:
        _step(glossary, known, read, report)
        base.write(folder, known)
    return report


def lines(folder: Path) -> Iterator[Line]:
    """What the files of a folder say, sorted by their paths, and what is wrong with the bad ones.

    Raises:
        InputError: the folder is none of ours.
    """
    places.require_folder(folder)
    yield from _lines(folder, base.Base(""), {})


def _lines(folder: Path, known: base.Base, read: dict[str, str]) -> Iterator[Line]:
    """What the files say, each with the revision that it was made from, and which are gone.

    Args:
        read: takes the digest of each file's content by the id of its concept.
    """
    missing = {places.path_of(each): (each, step) for each, step in known.steps.items()}
    for number, path in enumerate(places.files(folder), 1):
        _, step = missing.pop(path, ("", None))
        try:
            concept, unstorable, told_apart = _read(folder, path)
        except InputError as error:
            yield Line(number, None, error, unit="file", table=path)
            continue
        read[concept.id] = told_apart
        yield Line(
            number,
            replace(concept, revision=step.revision if step else 0),
            replaced=unstorable,
            carried=EVERYTHING if step and step.revision else EVERYTHING - {Field.REVISION},
            languages=frozenset(languages()),  # so that their order stays as it was
            unit="file",
            table=path,
        )
    for path, (concept_id, step) in missing.items():
        gone = Concept(concept_id, (), revision=step.revision)
        yield Line(0, gone, unit="file", table=path, removed=True)


def _read(folder: Path, path: str) -> tuple[Concept, int, str]:
    """The concept of a file, its characters that cannot be stored, and the digest of the file."""
    place = folder / path
    if place.is_symlink():
        raise InputError("is a link", "put the file in its place")
    try:
        if place.stat().st_size > entry.LONGEST:
            raise InputError(f"longer than {entry.LONGEST:,} bytes", "shorten it")
        content = place.read_bytes()
    except OSError as error:
        raise InputError((error.strerror or str(error)).lower(), "check the file") from error
    concept, unstorable = entry.read(content)
    if (own := places.path_of(concept.id)) != path:
        raise InputError(f"holds {concept.id}, whose file is {own}", "move it there")
    return concept, unstorable, base.digest(content)


def _step(
    glossary: Glossary, known: base.Base, read: Mapping[str, str], report: ImportReport
) -> None:
    """Keep of each file that was taken in how it is in step with the glossary now."""
    against = {item.concept_id for item in report.items if item.fate is Fate.CONFLICT}
    ids = iter([each for each in read if each not in against])
    while part := list(islice(ids, _CHUNK)):
        for concept in glossary.with_ids(part):
            if base.digest(entry.written(concept)) == read[concept.id]:
                known.in_step(concept.id, concept.revision, read[concept.id])
            else:
                known.took(concept.id, read[concept.id])
