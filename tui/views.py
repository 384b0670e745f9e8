"""How a reviewer wants a glossary shown, kept from one run to the next."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from align.errors import OutputError
from align.languages import Language, languages
from exports.files import replacing

Kind = TypeVar("Kind", list[Any], dict[str, Any], str)
_LARGEST = 2**16  #: bytes of a file that is read
FIRST = languages()[:2]  #: what is offered where neither a glossary nor a reviewer says anything


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of the queue, each named by its language or by what it is in order of.

    Attributes:
        hidden: those that are not shown.
        wider: cells by which some are wider than they would be, or narrower.
        order: the one that the rows are in order of; "" for what deserves a decision.
        reverse: they are in order the other way round.
    """

    hidden: frozenset[str] = frozenset()
    wider: Mapping[str, int] = field(default_factory=dict)
    order: str = ""
    reverse: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """What a reviewer chose.

    Attributes:
        languages: those to show, in the order of the registry; none where all are shown.
        reading: the one whose translation of a document was read last.
        columns: of the queue.
    """

    languages: tuple[Language, ...] = ()
    reading: Language | None = None
    columns: Columns = field(default_factory=Columns)


class Views:
    """The view of one glossary, in a small file of its own.

    Args:
        folder: where the file is; None where there is no place for it: then it is kept in memory.
        glossary: what tells the glossary from others.
    """

    def __init__(self, folder: Path | None = None, glossary: str = "") -> None:
        name = sha256(glossary.encode("utf-8", "surrogatepass")).hexdigest()[:40]
        self._path = None if folder is None else folder / f"{name}.json"
        self._view: View | None = None

    @property
    def view(self) -> View:
        """What was chosen last; a file that cannot be read chooses nothing."""
        if self._view is None:
            self._view = _read(self._path)
        return self._view

    def choose(self, chosen: Iterable[Language]) -> None:
        """Show these languages from now on; none shows all."""
        wanted = frozenset(chosen)
        self._view = replace(
            self.view, languages=tuple(each for each in languages() if each in wanted)
        )

    def read_in(self, language: Language) -> None:
        """Open documents beside their translation into this language from now on."""
        self._view = replace(self.view, reading=language)

    def arrange(self, columns: Columns) -> None:
        """Show these columns from now on."""
        self._view = replace(self.view, columns=columns)

    def keep(self) -> None:
        """Keep what was chosen for the next run. Blocks: call it off the loop.

        Raises:
            OutputError: it cannot be written; it holds until the application ends.
        """
        if self._path is None:
            return
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise OutputError(f"{self._path.parent}: {reason}", "free the place") from error
        with replacing(self._path) as neighbour:
            neighbour.write_text(json.dumps(_as_json(self.view)), encoding="utf-8")

    def translation(self, offered: Sequence[Language]) -> Language | None:
        """In which of the languages that a text is translated into it is to be read."""
        wanted = (self.view.reading, *self.view.languages)
        return next((each for each in wanted if each in offered), None)

    def shown(self, present: Sequence[Language]) -> tuple[Language, ...]:
        """The languages to show of those that there are: the chosen ones, or else all."""
        chosen = tuple(each for each in self.view.languages if each in present)
        return chosen or tuple(present)


def following(shown: Sequence[Language], present: Sequence[Language]) -> tuple[Language, ...]:
    """What to show after some languages: the first with each other one in turn, then all."""
    if len(present) <= 2:
        return tuple(present)
    pairs = [(present[0], each) for each in present[1:]]
    if tuple(shown) not in pairs:
        return pairs[0]
    place = pairs.index((shown[0], shown[1])) + 1
    return pairs[place] if place < len(pairs) else tuple(present)


def _as_json(view: View) -> dict[str, Any]:
    return {
        "languages": list(view.languages),
        "reading": view.reading,
        "hidden": sorted(view.columns.hidden),
        "wider": dict(view.columns.wider),
        "order": view.columns.order,
        "reverse": view.columns.reverse,
    }


def _read(path: Path | None) -> View:
    if path is None:
        return View()
    with suppress(OSError, ValueError, RecursionError):
        if path.stat().st_size <= _LARGEST:
            return _view(json.loads(path.read_bytes()))
    return View()


def _view(value: Any) -> View:
    given = value if isinstance(value, dict) else {}
    chosen, read = _a(list, given.get("languages")), given.get("reading")
    return View(
        tuple(each for each in languages() if each in chosen),
        next((each for each in languages() if each == read), None),
        Columns(
            frozenset(each for each in _a(list, given.get("hidden")) if isinstance(each, str)),
            {
                str(name): cells
                for name, cells in _a(dict, given.get("wider")).items()
                if type(cells) is int
            },
            _a(str, given.get("order")),
            given.get("reverse") is True,
        ),
    )


def _a(kind: type[Kind], value: object) -> Kind:
    """A value where it is of that kind, else an empty one."""
    return value if isinstance(value, kind) else kind()
