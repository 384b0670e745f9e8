"""Passages with a term in each, one a line of JSON Lines, for `tifa define --batch`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from align.errors import InputError
from align.languages import languages
from align.model import Document, Language
from align.segment import segment
from align.text import storable
from glossary.defining.answers import drawn_from
from glossary.exchange.jsonl import lines_of
from glossary.model.serial import parse_line


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage and a term that may be defined in it.

    Attributes:
        id: what the record is called, given back as it came.
    """

    id: str | int
    text: str
    language: Language
    term: str


@dataclass(frozen=True, slots=True)
class Record:
    """A line, by its number, from 1: a passage, or what is wrong with it."""

    number: int
    passage: Passage | None
    fault: InputError | None = None


def read(stream: BinaryIO) -> Iterator[Record]:
    """The records of a file, one at a time, each judged for itself."""
    for number, text in lines_of(stream):
        try:
            if isinstance(text, InputError):
                raise text
            yield Record(number, _passage(parse_line(text)))
        except InputError as error:
            yield Record(number, None, error)


def answer(passage: Passage) -> tuple[tuple[str, ...], str | None]:
    """The members and the definition that the passage itself gives of its term; () and None."""
    try:
        text = segment(Document(passage.text, str(passage.id), passage.language))
    except InputError:  # there is no sentence in it
        return (), None
    drawn = drawn_from(text, (passage.term,))
    members = next((each.members for each in drawn if each.members), ())
    return members, next((each.text for each in drawn if not each.members), None)


def _passage(data: object) -> Passage:
    if not isinstance(data, Mapping):
        raise InputError("no object", 'write {"id": …, "text": …, "lang": …, "term": …}')
    name = "term" if "term" in data else "form"
    identifier = data.get("id")
    if isinstance(identifier, bool) or not isinstance(identifier, str | int):
        raise InputError('"id" is no text or number', "name the record by it")
    texts = {field: data.get(field) for field in ("text", "lang", name)}
    for field, value in texts.items():
        if not isinstance(value, str):
            what = '"form" or "term"' if field == "form" else f'"{field}"'
            raise InputError(f"{what} is no text", "every record has it")
    if texts["lang"] not in languages():
        known = ", ".join(languages())
        raise InputError(f'"lang" is {texts["lang"]!r}', f"it is one of {known}")
    text, term = storable(str(texts["text"])), storable(str(texts[name])).strip()
    if not term:
        raise InputError(f'"{name}" is empty', "give a term")
    return Passage(identifier, text, Language(texts["lang"]), term)
