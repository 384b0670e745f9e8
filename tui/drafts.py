"""Edits under way, kept on disk until they are stored or thrown away, whatever ends the process."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from align.errors import InputError, OutputError
from align.model import Language
from exports.files import replacing
from glossary.model import Concept, Kind, TermStatus
from glossary.serial import from_json, to_json
from tui.draft import Draft, TermDraft

_FORM = 1  #: of the files
_LARGEST = 16 * 2**20  #: bytes of a file that is read


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """An edit that was not stored.

    Attributes:
        base: the concept as it was when the edit began.
        when: when the edit was last changed, in UTC.
    """

    base: Concept
    draft: Draft
    when: datetime


class DraftBox:
    """The kept edits of one glossary: one small file each, written by a thread in their order.

    Args:
        folder: where they are; None where there is no place for them.
        glossary: what tells the glossary from others.
    """

    def __init__(self, folder: Path | None, glossary: str) -> None:
        self._folder = folder
        self._glossary = glossary
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="tifa-drafts")

    def keep(self, base: Concept, draft: Draft) -> Future[None]:
        """Keep an edit in the place of an earlier one; the future has what went wrong."""
        return self._thread.submit(self._write, KeptDraft(base, draft, datetime.now(UTC)))

    def drop(self, concept_id: str) -> Future[None]:
        """Forget the edit of a concept."""
        return self._thread.submit(self._remove, concept_id)

    def kept(self, concept_id: str) -> KeptDraft | None:
        """The kept edit of a concept, or None. It reads a small file.

        Raises:
            InputError: the file is damaged.
        """
        path = self._path(concept_id)
        return self._read(path) if path is not None and path.exists() else None

    def all(self) -> Iterator[KeptDraft]:
        """Every kept edit of this glossary that can be read."""
        if self._folder is None or not self._folder.is_dir():
            return
        for path in sorted(self._folder.glob("*.json")):
            with suppress(InputError):
                found = self._read(path)
                if path == self._path(found.base.id):
                    yield found

    def close(self) -> None:
        """Write what is queued, and end the thread. Blocks: call it off the loop."""
        self._thread.shutdown(wait=True)

    def _path(self, concept_id: str) -> Path | None:
        if self._folder is None:
            return None
        mark = sha256(f"{self._glossary}\0{concept_id}".encode()).hexdigest()
        return self._folder / f"{mark[:40]}.json"

    def _write(self, kept: KeptDraft) -> None:
        path = self._path(kept.base.id)
        if path is None:
            raise OutputError("no home folder is known to keep edits in", "set HOME")
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise OutputError(f"{path.parent}: {reason}", "free the place") from error
        with replacing(path) as neighbour:
            text = json.dumps(_as_json(kept), ensure_ascii=False)
            neighbour.write_text(text, encoding="utf-8", errors="replace")

    def _remove(self, concept_id: str) -> None:
        path = self._path(concept_id)
        if path is not None:
            with suppress(FileNotFoundError):
                path.unlink()

    def _read(self, path: Path) -> KeptDraft:
        try:
            with path.open("rb") as file:
                return _from_json(json.loads(file.read(_LARGEST)))
        except (OSError, ValueError, LookupError, TypeError, RecursionError, InputError) as error:
            raise InputError(
                f"{path}: no edit can be read from it ({error})", "remove it"
            ) from error


def _as_json(kept: KeptDraft) -> dict[str, Any]:
    draft = kept.draft
    places = {term: place for place, term in enumerate(kept.base.terms)}
    return {
        "form": _FORM,
        "when": kept.when.isoformat(),
        "base": to_json(kept.base),
        "terms": [
            [
                str(term.language),
                term.text,
                str(term.status),
                term.original and places.get(term.original),
            ]
            for term in draft.terms
        ],
        "definition": draft.definition,
        "members": list(draft.members),
        "kind": str(draft.kind),
        "subject": draft.subject,
        "note": draft.note,
    }


def _from_json(data: dict[str, Any]) -> KeptDraft:
    if data["form"] != _FORM:
        raise ValueError("of another version")
    base = from_json(data["base"])
    draft = Draft(
        terms=tuple(
            TermDraft(
                Language(language),
                str(text),
                TermStatus(status),
                None if place is None else base.terms[place],
            )
            for language, text, status, place in data["terms"]
        ),
        definition=str(data["definition"]),
        members=tuple(map(str, data["members"])),
        kind=Kind(data["kind"]),
        subject=str(data["subject"]),
        note=str(data["note"]),
    )
    return KeptDraft(base, draft, datetime.fromisoformat(data["when"]))
