"""The formats that tifa writes, each one module that is imported when it is used.

A new format is one module and one line here. The module of a glossary format has
`write(concepts, path)`, which returns what the format could not carry, a line each; that of a
bitext format has `write(bitext, stream)` with a binary stream.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, Protocol, cast

from align.errors import OutputError
from align.model import Bitext
from glossary.model import Concept


@dataclass(frozen=True, slots=True)
class Format:
    """A file format.

    Attributes:
        name: what `--format` takes.
        suffix: the file name's ending that means it, with its dot; "" where none does.
        module: where it is written.
        title: what it is, for people.
    """

    name: str
    suffix: str
    module: str
    title: str


class GlossaryWriter(Protocol):
    """A module that writes a glossary."""

    def write(self, concepts: Iterable[Concept], path: Path) -> tuple[str, ...]: ...


class BitextWriter(Protocol):
    """A module that writes an aligned pair of texts."""

    def write(self, bitext: Bitext, stream: BinaryIO) -> None: ...


def _by_name(*formats: Format) -> Mapping[str, Format]:
    return MappingProxyType({format_.name: format_ for format_ in formats})


GLOSSARY_FORMATS = _by_name(
    Format("xlsx", ".xlsx", "exports.xlsx", "Excel workbook"),
    Format("jsonl", ".jsonl", "exports.jsonl", "JSON Lines, lossless"),
)

BITEXT_FORMATS = _by_name(
    Format("tsv", ".tsv", "exports.beads_tsv", "tab-separated: score, source text, target text"),
    Format("tmx", ".tmx", "exports.tmx", "TMX 1.4b translation memory"),
    Format("indices", ".align", "exports.indices", "one bead a line: [source]:[target]:score"),
    Format("jsonl", ".jsonl", "exports.beads_jsonl", "JSON Lines: indices, score and texts"),
    Format("html", ".html", "exports.beads_html", "web page: both sides, confidence by shade"),
)


def glossary_format(path: Path, name: str | None = None) -> Format:
    """The format that a file name's ending, or a name, means.

    Raises:
        OutputError: neither means any.
    """
    if name is not None:
        return _named(GLOSSARY_FORMATS, name)
    for format_ in GLOSSARY_FORMATS.values():
        if path.suffix.lower() == format_.suffix:
            return format_
    suffixes = ", ".join(format_.suffix for format_ in GLOSSARY_FORMATS.values())
    raise OutputError(f"{path}: no format has this ending", f"use {suffixes}, or --format")


def _named(formats: Mapping[str, Format], name: str) -> Format:
    if name not in formats:
        raise OutputError(f"no format is called {name}", f"use {', '.join(formats)}")
    return formats[name]


def glossary_writer(format_: Format) -> GlossaryWriter:
    """Import the module that writes a glossary format."""
    return cast(GlossaryWriter, import_module(format_.module))


def bitext_writer(name: str) -> BitextWriter:
    """Import the module that writes a bitext format.

    Raises:
        OutputError: there is no such format.
    """
    return cast(BitextWriter, import_module(_named(BITEXT_FORMATS, name).module))
