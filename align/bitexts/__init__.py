"""Files that hold a text and its translation already aligned: one module a format.

A format module has one function, `read(stream, remarks) -> Iterator[Unit]`, which raises
`InputError` where the bytes are not what the suffix promises and leaves in `remarks` what people
should know of the file. A new format is one module and one line in `READERS`.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO, cast

from align.bitexts.model import Unit
from align.bitexts.sides import in_their_languages
from align.documents import unreadable
from align.errors import InputError
from align.model import Bead, Bitext, Document, Language, Segment, SegmentedDocument
from align.progress import Tell, unheard
from align.remarks import Remarks
from align.text import clean, controls_meant, counted, numbered, one_line, visible

#: A file may hold this many characters in both languages together.
MAX_CHARACTERS = 64 * 1024 * 1024

#: Reads the units of a format.
Read = Callable[[BinaryIO, Remarks], Iterator[Unit]]


@dataclass(frozen=True, slots=True)
class BitextReader:
    """A format.

    Attributes:
        name: for people.
        suffixes: what it is known by, with the point, in lower case.
        module: the module that reads it.
        may_be_text: a file with this suffix may also be a text in one language.
    """

    name: str
    suffixes: tuple[str, ...]
    module: str
    may_be_text: bool = False

    def load(self) -> Read:
        """The function that reads this format; its module is imported now."""
        module: Any = importlib.import_module(self.module)
        return cast("Read", module.read)


READERS = (
    BitextReader("TMX", (".tmx",), "align.bitexts.tmx"),
    BitextReader(
        "XLIFF",
        (".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff", ".txlf"),
        "align.bitexts.xliff",
    ),
    BitextReader("table", (".csv", ".tsv"), "align.bitexts.delimited"),
    BitextReader("beads", (".jsonl",), "align.bitexts.jsonl"),
    BitextReader("workbook", (".xlsx",), "align.bitexts.workbook"),
    BitextReader("Word table", (".docx",), "align.bitexts.word", may_be_text=True),
)

BY_SUFFIX: dict[str, BitextReader] = {
    suffix: reader for reader in READERS for suffix in reader.suffixes
}


def holds_both(path: Path) -> bool:
    """Whether a file of this ending always holds both languages."""
    reader = BY_SUFFIX.get(path.suffix.lower())
    return reader is not None and not reader.may_be_text


def read_bitext(path: str, tell: Tell = unheard) -> Bitext | None:
    """Read both languages from one file; None where it is a text in one language.

    The sides are documents of their own, with the sources "PATH#zh" and "PATH#en"; each unit is one
    bead, and what it has in a language one segment. Chinese is the source.

    Args:
        tell: told what the file was taken for, and what of it was not read.

    Raises:
        InputError: the file cannot be read, is broken or cut off, too large, or holds no units in
            Chinese and English.
    """
    reader = BY_SUFFIX.get(Path(path).suffix.lower())
    if reader is None:
        return None
    remarks = Remarks()
    try:
        with Path(path).open("rb") as stream:
            units = _units(reader.load()(stream, remarks), remarks)
            units = in_their_languages(units, remarks)
    except OSError as error:
        raise unreadable(path, error) from error
    except InputError as error:
        if error.what.startswith((path, visible(path))):
            raise
        raise InputError(f"{visible(path)}: {error.what}", error.remedy) from error
    if any(unit.zh for unit in units) and any(unit.en for unit in units):
        for remark in (*remarks.said, *remarks.losses):
            tell(f"{visible(path)}: {remark}")
        return bitext_of(units, path, tuple(remarks.losses))
    if reader.may_be_text:
        return None
    why = f" ({'; '.join(remarks.said)})" if remarks.said else ""
    raise InputError(
        f"{visible(path)}: holds no units in Chinese and English{why}",
        "give a file with both, or the two texts in files of their own",
    )


def bitext_of(units: Sequence[Unit], source: str, losses: tuple[str, ...]) -> Bitext:
    """The bitext whose beads are the units, in their order.

    Args:
        losses: what of the file is not in them, as of `align.model.Document`.
    """
    beads = []
    counts = {Language.ZH: 0, Language.EN: 0}
    for unit in units:
        sides = []
        for language, text in ((Language.ZH, unit.zh), (Language.EN, unit.en)):
            sides.append((counts[language],) if text else ())
            counts[language] += bool(text)
        beads.append(Bead(sides[0], sides[1], unit.score, unit.is_untranslated))
    return Bitext(
        _side(Language.ZH, [unit.zh for unit in units if unit.zh], source, losses),
        _side(Language.EN, [unit.en for unit in units if unit.en], source),
        tuple(beads),
    )


def _units(units: Iterator[Unit], remarks: Remarks) -> list[Unit]:
    """Those that hold anything, each side on one line without what cannot be stored."""
    found, characters = [], 0
    damaged: list[int] = []
    for number, unit in enumerate(units, 1):
        characters += len(unit.zh) + len(unit.en)
        made = unit
        if not (unit.zh.isprintable() and unit.en.isprintable()):  # most have nothing to replace
            (zh, lost), (en, more) = (_line(text, remarks) for text in (unit.zh, unit.en))
            made = replace(unit, zh=zh, en=en)
            damaged += [number] * (lost + more)
        if characters > MAX_CHARACTERS:
            raise InputError(
                f"holds more than {MAX_CHARACTERS:,} characters", "split it into smaller files"
            )
        if made.zh or made.en:
            found.append(made)
    if damaged and not remarks.is_ours:
        where = numbered(list(dict.fromkeys(damaged)), "unit")
        what = f"{counted(len(damaged), 'control character')} in {where}; \ufffd stands there"
        remarks.losses.append(what)
    return found


def _line(text: str, remarks: Remarks) -> tuple[str, int]:
    """A text on one line, and how many characters that cannot be stored were in it."""
    text, lost = clean(text if remarks.is_ours else controls_meant(text))
    return one_line(text.replace("\r\n", "\n").replace("\r", "\n")), lost


def _side(
    language: Language, texts: Sequence[str], source: str, losses: tuple[str, ...] = ()
) -> SegmentedDocument:
    segments, start = [], 0
    for text in texts:
        segments.append(Segment(start, start + len(text), text))
        start += len(text) + 1
    name = f"{source}#{language}"
    document = Document("\n".join(texts), name, language, first_line=0, losses=losses)
    return SegmentedDocument(document, tuple(segments))
