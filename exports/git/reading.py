"""A glossary's folder taken in: what people edited, and what git brought from others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from align.errors import InputError
from align.languages import languages
from align.progress import Progress, silent
from exports.git import base, entry, places
from exports.importing import told
from glossary.exchange.incoming import Line
from glossary.model import Concept, ConceptStatus
from glossary.model.fields import EVERYTHING, Field
from glossary.store import Glossary
from glossary.store.changing.importing import ImportReport, import_lines
from glossary.store.changing.judging import Fate

_CHUNK = 500
#: By the ids of concepts the digests of their files, and of these as tifa would write them.
_Digests = dict[str, tuple[str, str]]


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
    read: _Digests = {}
    report = import_lines(
        glossary,
        told(_lines(folder, known, read), progress),
        who=who,
        source=folder.absolute().name,
        dry_run=dry_run,
        skip_bad=skip_bad,
        delete=delete,
    )
    if not dry_run:
        _step(glossary, folder, known, read, report)
        _forget(glossary, known, read, report)
        base.write(known)
    return report


def lines(folder: Path) -> Iterator[Line]:
    """What the files of a folder say, sorted by their paths, and what is wrong with the bad ones.

    Raises:
        InputError: the folder is none of ours.
    """
    places.require_folder(folder)
    yield from _lines(folder, base.Base(folder), {})


def _lines(folder: Path, known: base.Base, read: _Digests) -> Iterator[Line]:
    """What the files say, each with the revision that it was made from, and which are gone.

    Args:
        read: takes what is said by each file that is read.
    """
    missing = {places.path_of(each): (each, step) for each, step in known.steps.items()}
    for number, path in enumerate(places.files(folder), 1):
        _, step = missing.pop(path, ("", None))
        try:
            concept, unstorable, content = _read(folder, path)
        except InputError as error:
            yield Line(number, None, error, unit="file", table=path)
            continue
        read[concept.id] = content, base.digest(entry.written(concept))
        yield Line(
            number,
            replace(concept, revision=step.revision if step else 0),
            replaced=unstorable,
            carried=_carried(step, content),
            languages=frozenset(languages()),  # so that their order stays as it was
            unit="file",
            table=path,
            base=_base(step, content),
        )
    for path, (concept_id, step) in missing.items():
        gone = Concept(concept_id, (), revision=step.revision)
        yield Line(0, gone, unit="file", table=path, removed=True)


def _carried(step: base.Step | None, content: str) -> frozenset[Field]:
    """What a file says; nothing where it was taken in as it is: counts would be added up again."""
    if step and content == step.taken != step.digest:
        return frozenset()
    return EVERYTHING if step and step.revision else EVERYTHING - {Field.REVISION}


def _base(step: base.Step | None, content: str) -> Concept | None:
    """What a file said when it was taken in, where it was edited again since."""
    if step is None or not step.text or content in (step.taken, step.digest):
        return None
    try:
        return entry.read(step.text.encode())[0]
    except InputError:
        return None  # as if it were not kept


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


def _forget(glossary: Glossary, known: base.Base, read: _Digests, report: ImportReport) -> None:
    """Keep which rejected concepts have no file any more, so that no export writes it again."""
    ids = iter(
        [
            each
            for each in known.steps
            if each not in read and places.path_of(each) not in report.skipped
        ]
    )
    while part := list(islice(ids, _CHUNK)):
        for concept in glossary.with_ids(part):
            if concept.status is ConceptStatus.REJECTED:
                known.lost(concept.id, concept.revision)


def _text(known: base.Base, folder: Path, concept_id: str, content: str) -> str:
    """What a file said that was taken in; "" where that has changed already."""
    step = known.steps.get(concept_id)
    if step and step.text and step.taken == content:
        return step.text
    try:
        data = (folder / places.path_of(concept_id)).read_bytes()
    except OSError:
        return ""
    return data.decode() if base.digest(data) == content else ""


def _step(
    glossary: Glossary, folder: Path, known: base.Base, read: _Digests, report: ImportReport
) -> None:
    """Keep of each file that was taken in how it is in step with the glossary now."""
    against = {item.concept_id for item in report.items if item.fate is Fate.CONFLICT}
    ids = iter(
        [
            each
            for each in read
            if each not in against and places.path_of(each) not in report.skipped
        ]
    )
    while part := list(islice(ids, _CHUNK)):
        stored = {concept.id: concept for concept in glossary.with_ids(part)}
        for concept_id in part:
            content, said = read[concept_id]
            concept = stored.get(concept_id)
            if concept and base.digest(entry.written(concept)) == said:
                known.in_step(concept_id, concept.revision, content)
            else:
                known.took(concept_id, content, _text(known, folder, concept_id, content))
