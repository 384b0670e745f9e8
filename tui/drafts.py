"""Edits under way, kept on disk until they are stored or thrown away, whatever ends the process."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from align.errors import InputError, OutputError
from align.model import Language
from exports.files import replacing
from exports.parts import locked
from glossary.model import Concept, Kind, TermStatus
from glossary.model.serial import from_json, to_json
from tui.draft import DefinitionDraft, Draft, TermDraft

_FORM = 3  #: of the files
_LARGEST = 16 * 2**20  #: bytes of a file that is read


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """An edit that was not stored.

    Attributes:
        base: the concept as it was when the edit began.
        when: when the edit was last changed, in UTC.
        path: the file that it was read from, if it was.
    """

    base: Concept
    draft: Draft
    when: datetime
    path: Path | None = field(default=None, compare=False)


class DraftBox:
    """The edits of one window, and those of windows that ended without storing theirs.

    Each edit is a small file of its window, so that no window writes over what another has. A
    window holds the lock of a file beside them for as long as it lives; so the others know whose
    edits nobody is at any more. The files are written by a thread, in their order.

    Args:
        folder: where they are; None where there is no place for them.
        glossary: what tells the glossary from others.
    """

    def __init__(self, folder: Path | None, glossary: str) -> None:
        self._folder = folder
        self._glossary = glossary
        self._window = ""
        self._lock: int | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="tifa-drafts")

    def keep(self, base: Concept, draft: Draft) -> Future[None]:
        """Keep an edit in the place of this window's earlier one; the future has what went wrong.

        Raises:
            OutputError: by the future; it cannot be written.
        """
        return self._thread.submit(self._write, KeptDraft(base, draft, datetime.now(UTC)))

    def drop(self, concept_id: str) -> Future[None]:
        """Forget this window's edit of a concept."""
        return self._thread.submit(self._drop, concept_id)

    def take(self, left: KeptDraft) -> Future[bool]:
        """Make an edit that was left this window's own; False where another window was faster.

        Raises:
            OutputError: by the future; it cannot be moved.
        """
        return self._thread.submit(self._take, left)

    def throw_away(self, left: KeptDraft) -> Future[None]:
        """Remove an edit that was left."""
        return self._thread.submit(_remove, left.path)

    def left(self, concept_id: str, tell: Callable[[InputError], None]) -> list[KeptDraft]:
        """The edits of a concept whose windows have ended, the latest first. Reads small files.

        Args:
            tell: told of each that cannot be read.
        """
        return self._readable(f"{self._mark(concept_id)}*.json", tell)

    def all_left(self) -> list[KeptDraft]:
        """Every edit of this glossary whose window has ended and that can be read."""
        found = self._readable("*.json", lambda _: None)
        if self._folder is not None:
            for path in self._folder.glob("*.lock"):
                if not any(self._folder.glob(f"*.{path.stem}.json")) and not self._lives(path.stem):
                    _remove(path)
        return [each for each in found if _name(each).startswith(self._mark(each.base.id))]

    def close(self) -> None:
        """Write what is queued, and end the window. Blocks: call it off the loop."""
        self._thread.shutdown(wait=True)
        if self._lock is None or self._folder is None:
            return
        if not any(self._folder.glob(f"*.{self._window}.json")):
            _remove(self._folder / f"{self._window}.lock")
        os.close(self._lock)
        self._lock = None

    def _mark(self, concept_id: str) -> str:
        return sha256(f"{self._glossary}\0{concept_id}".encode()).hexdigest()[:40]

    def _own(self, concept_id: str) -> Path | None:
        """This window's file for a concept; None where it has kept nothing yet."""
        if self._folder is None or not self._window:
            return None
        return self._folder / f"{self._mark(concept_id)}.{self._window}.json"

    def _write(self, kept: KeptDraft) -> None:
        path = self._place(kept.base.id)
        with replacing(path) as neighbour:
            text = json.dumps(_as_json(kept), ensure_ascii=False)
            neighbour.write_text(text, encoding="utf-8", errors="replace")

    def _place(self, concept_id: str) -> Path:
        """Where this window keeps its edit of a concept; from now on it is known to live."""
        if self._folder is None:
            raise OutputError("no home folder is known to keep edits in", "set HOME")
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            while self._lock is None:
                self._open(self._folder)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise OutputError(f"{self._folder}: {reason}", "free the place") from error
        return self._folder / f"{self._mark(concept_id)}.{self._window}.json"

    def _open(self, folder: Path) -> None:
        window = secrets.token_hex(8)
        path = folder / f"{window}.lock"
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        # Another window may take it for a dead one's, and remove it, before it is locked.
        if locked(handle) is not False and path.exists():
            self._window, self._lock = window, handle
        else:
            os.close(handle)

    def _drop(self, concept_id: str) -> None:
        _remove(self._own(concept_id))

    def _take(self, left: KeptDraft) -> bool:
        place = self._place(left.base.id)
        try:
            if left.path is not None:
                left.path.replace(place)
        except FileNotFoundError:
            return False
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise OutputError(f"{left.path}: {reason}", "check its permissions") from error
        return True

    def _readable(self, pattern: str, tell: Callable[[InputError], None]) -> list[KeptDraft]:
        if self._folder is None or not self._folder.is_dir():
            return []
        found = []
        for path in self._folder.glob(pattern):
            _, _, window = path.stem.partition(".")
            if window and (window == self._window or self._lives(window)):
                continue
            try:
                found.append(_read(path))
            except FileNotFoundError:
                continue  # its window was faster, or another that took it
            except InputError as error:
                tell(error)
        return sorted(found, key=lambda each: each.when, reverse=True)

    def _lives(self, window: str) -> bool:
        """Whether a window is open, in this process or another."""
        assert self._folder is not None
        try:
            handle = os.open(self._folder / f"{window}.lock", os.O_RDWR)
        except OSError:
            return False
        try:
            return locked(handle, shared=True) is False
        finally:
            os.close(handle)


def _name(kept: KeptDraft) -> str:
    return "" if kept.path is None else kept.path.name


def _remove(path: Path | None) -> None:
    if path is not None:
        with suppress(FileNotFoundError):
            path.unlink()


def _read(path: Path) -> KeptDraft:
    try:
        with path.open("rb") as file:
            return replace(_from_json(json.loads(file.read(_LARGEST))), path=path)
    except FileNotFoundError:
        raise
    except (OSError, ValueError, LookupError, TypeError, RecursionError, InputError) as error:
        raise InputError(f"{path}: no edit can be read from it ({error})", "remove it") from error


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
                term.conditions,
            ]
            for term in draft.terms
        ],
        "definitions": [
            [str(each.language), each.text, list(each.members)] for each in draft.definitions
        ],
        "kind": str(draft.kind),
        "subject": draft.subject,
        "note": draft.note,
    }


def _definitions(data: dict[str, Any], base: Concept) -> Iterator[DefinitionDraft]:
    if data["form"] > 1:
        for language, text, members in data["definitions"]:
            yield DefinitionDraft(Language(language), str(text), tuple(map(str, members)))
        return
    first, *others = Draft.of(base).definitions or (DefinitionDraft(base.terms[0].language, ""),)
    own = base.definitions[0].language if base.definitions else first.language
    for each in (first, *others):
        if each.language is own:
            each = replace(
                each, text=str(data["definition"]), members=tuple(map(str, data["members"]))
            )
        if each.text or each.members:
            yield each


def _from_json(data: dict[str, Any]) -> KeptDraft:
    if data["form"] not in range(1, _FORM + 1):
        raise ValueError("of another version")
    base = from_json(data["base"])
    draft = Draft(
        terms=tuple(
            TermDraft(
                Language(language),
                str(text),
                TermStatus(status),
                None if place is None else base.terms[place],
                *map(str, conditions),  # older files say none
            )
            for language, text, status, place, *conditions in data["terms"]
        ),
        definitions=tuple(_definitions(data, base)),
        kind=Kind(data["kind"]),
        subject=str(data["subject"]),
        note=str(data["note"]),
    )
    return KeptDraft(base, draft, datetime.fromisoformat(data["when"]))
