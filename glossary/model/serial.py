"""Concepts as JSON objects, without loss: the form of the JSON Lines files and of the history.

A field that has its default is left out when written and may be left out when read. What is read
is checked in full, since it comes from files that people edit. Characters that XML or a database
cannot hold become U+FFFD on both ways (`align.text.storable`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, Field, dataclass, fields
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, cast

from align.errors import InputError
from align.languages import languages
from align.model import Language
from align.normalise import normalised
from align.text import storable
from glossary.model.concepts import (
    Concept,
    ConceptStatus,
    Context,
    Definition,
    Kind,
    Origin,
    Relation,
    RelationKind,
    RelationStatus,
    Side,
    Term,
    TermStatus,
    TermType,
)
from glossary.model.conditions import Condition, condition_of, distinct

Reader = Callable[[object, str], Any]
Record = TypeVar("Record")

_LARGEST = 2**31 - 1  #: what an integer column of every database holds


def to_json(concept: Concept) -> dict[str, object]:
    """The concept as a JSON object; `from_json` makes an equal concept of it."""
    return _dump(concept, always=("id", "terms", "kind", "status"))


def from_json(data: object) -> Concept:
    """The concept of a JSON object.

    Raises:
        InputError: a field is unknown, missing or of the wrong type or value; it is named.
    """
    return _read(Concept, _CONCEPT, data, "")


def parse_line(line: str) -> object:
    """What a line of JSON Lines holds; characters that JSON wants escaped may stand as they are.

    Raises:
        InputError: it is no JSON.
    """
    try:
        return json.loads(line, strict=False)
    except (ValueError, RecursionError) as error:
        raise InputError(f"no JSON ({error})", "write one object a line") from error


#: The fields of each record that are written even where they have their default.
_ALWAYS: dict[type, tuple[str, ...]] = {
    Term: ("language", "text", "status"),
    Definition: ("language", "text", "origin"),
    Context: ("sides", "source"),
    Relation: ("kind", "target", "status"),
    Side: ("language", "text"),
}


def _dump(record: Any, always: tuple[str, ...]) -> dict[str, object]:
    return {
        name: _plain(value)
        for name, default in _defaults(record.__class__)
        if (value := getattr(record, name)) != default or name in always
    }


@cache
def _defaults(record: Any) -> tuple[tuple[str, object], ...]:
    return tuple((field.name, field.default) for field in fields(record))


def _plain(value: object) -> object:
    kind = type(value)
    if kind is str or kind is Condition:
        return storable(str(value))
    if kind is tuple:
        return [_plain(item) for item in cast("tuple[object, ...]", value)]
    always = _ALWAYS.get(kind)
    if always is not None:
        return _dump(value, always)
    return value.value if isinstance(value, StrEnum | Language) else value


def _read(
    record: Callable[..., Record], readers: Mapping[str, Reader], data: object, path: str
) -> Record:
    if not isinstance(data, Mapping):
        raise _wrong(path or "the concept", "an object", data)
    prefix = f"{path}." if path else ""
    for name in data:
        if name not in readers:
            known = ", ".join(readers)
            raise InputError(f"unknown field {prefix}{name!s}", f"the fields are {known}")
    for name in _required(record):
        if name not in data:
            raise InputError(f"{prefix}{name} is missing", "add it")
    return record(**{name: readers[name](value, prefix + name) for name, value in data.items()})


@cache
def _required(record: Any) -> list[str]:
    own: tuple[Field[Any], ...] = fields(record)
    return [field.name for field in own if field.default is MISSING]


def _wrong(path: str, wanted: str, value: object) -> InputError:
    shown = repr(value)
    shown = shown if len(shown) <= 40 else f"{shown[:39]}…"
    return InputError(f"{path} is {shown}", f"it must be {wanted}")


def _text(value: object, path: str) -> str:
    if not isinstance(value, str):
        raise _wrong(path, "a text", value)
    return storable(value)


def _name(value: object, path: str) -> str:
    text = _text(value, path)
    if not normalised(text):
        raise _wrong(path, "a text that is not empty", value)
    return text


def _count(value: object, path: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _LARGEST:
        raise _wrong(path, "a whole number from 0", value)
    return value


def _share(value: object, path: str) -> float:
    # The comparison refuses NaN too, and integers too large for a float.
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 1:
        raise _wrong(path, "a number from 0 to 1", value)
    return float(value)


def _optional(reader: Reader) -> Reader:
    return lambda value, path: None if value is None else reader(value, path)


def _one_of(kind: Iterable[str]) -> Reader:
    members: dict[object, str] = {str(member): member for member in kind}

    def read(value: object, path: str) -> str:
        if not isinstance(value, str) or value not in members:
            raise _wrong(path, "one of " + ", ".join(kind), value)
        return members[value]

    return read


def _list_of(reader: Reader) -> Reader:
    def read(value: object, path: str) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            raise _wrong(path, "a list", value)
        return tuple(reader(item, f"{path}[{index}]") for index, item in enumerate(value))

    return read


def _span(value: object, path: str) -> tuple[int, int]:
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise _wrong(path, "a pair [start, end]", value)
    return _count(value[0], path), _count(value[1], path)


def _record(record: Callable[..., Any], readers: Mapping[str, Reader]) -> Reader:
    return lambda value, path: _read(record, readers, value, path)


def _sides(value: object, path: str) -> tuple[Side, ...]:
    sides: tuple[Side, ...] = _list_of(_record(Side, _SIDE))(value, path)
    if len({side.language for side in sides}) < len(sides):
        raise _wrong(path, "a list with one side a language", value)
    return sides


def _relations(value: object, path: str) -> tuple[Relation, ...]:
    relations: tuple[Relation, ...] = _list_of(_record(Relation, _RELATION))(value, path)
    if len({(each.kind, each.target) for each in relations}) < len(relations):
        raise _wrong(path, "a list with each kind and target once", value)
    return relations


def _condition(value: object, path: str) -> Condition:
    try:
        return condition_of(_text(value, path))
    except InputError as error:
        raise InputError(f"{path}: {error.what}", error.remedy) from error


def _conditions(value: object, path: str) -> tuple[Condition, ...]:
    conditions: tuple[Condition, ...] = _list_of(_condition)(value, path)
    if len(distinct(conditions)) < len(conditions):
        raise _wrong(path, "a list with each condition once", value)
    return conditions


def _context(value: object, path: str) -> Context:
    if isinstance(value, Mapping) and "sides" not in value:
        return _read(_ContextOfTwo, _CONTEXT_OF_TWO, value, path).context
    return _read(Context, _CONTEXT, value, path)


@dataclass(frozen=True, slots=True)
class _ContextOfTwo:
    """A context as written before it had sides."""

    zh: str | None
    en: str | None
    source: str
    zh_spans: tuple[tuple[int, int], ...] = ()
    en_spans: tuple[tuple[int, int], ...] = ()
    zh_segments: tuple[int, ...] = ()
    en_segments: tuple[int, ...] = ()

    @property
    def context(self) -> Context:
        sides = (
            (Language.ZH, self.zh, self.zh_spans, self.zh_segments),
            (Language.EN, self.en, self.en_spans, self.en_segments),
        )
        return Context(
            tuple(
                Side(language, text, spans, segments)
                for language, text, spans, segments in sides
                if text is not None
            ),
            self.source,
        )


_TERM: dict[str, Reader] = {
    "language": _one_of(languages()),
    "text": _name,
    "status": _one_of(TermStatus),
    "type": _one_of(TermType),
    "frequency": _count,
    "inconsistency": _share,
    "source": _text,
    "note": _text,
    "conditions": _conditions,
}
_DEFINITION: dict[str, Reader] = {
    "language": _one_of(languages()),
    "text": _text,
    "source": _text,
    "segment": _optional(_count),
    "start": _optional(_count),
    "end": _optional(_count),
    "origin": _one_of(Origin),
    "members": _list_of(_text),
    "score": _share,
}
_SIDE: dict[str, Reader] = {
    "language": _one_of(languages()),
    "text": _text,
    "spans": _list_of(_span),
    "segments": _list_of(_count),
}
_CONTEXT: dict[str, Reader] = {"sides": _sides, "source": _text}
_CONTEXT_OF_TWO: dict[str, Reader] = {
    "zh": _optional(_text),
    "en": _optional(_text),
    "source": _text,
    "zh_spans": _list_of(_span),
    "en_spans": _list_of(_span),
    "zh_segments": _list_of(_count),
    "en_segments": _list_of(_count),
}
_RELATION: dict[str, Reader] = {
    "kind": _one_of(RelationKind),
    "target": _name,
    "status": _one_of([RelationStatus.APPROVED, RelationStatus.DENIED]),
}
_CONCEPT: dict[str, Reader] = {
    "id": _name,
    "terms": _list_of(_record(Term, _TERM)),
    "definitions": _list_of(_record(Definition, _DEFINITION)),
    "contexts": _list_of(_context),
    "kind": _one_of(Kind),
    "subject": _text,
    "note": _text,
    "status": _one_of(ConceptStatus),
    "score": _share,
    "frequency": _count,
    "revision": _count,
    "relations": _relations,
}
