"""Files that hold a text and its translations already aligned: one module a format.

A format module has one function, `read(stream, remarks, said) -> Iterator[Unit]`, which raises
`InputError` where the bytes are not what the suffix promises and leaves in `remarks` what people
should know of the file; `said` are the languages that people say it has. A new format is one
module and one line in `READERS`.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO, cast

from align.bitexts.choosing import in_languages
from align.bitexts.model import Couple, Unit
from align.bitexts.sides import in_their_languages, readable
from align.documents import unreadable
from align.errors import InputError
from align.languages import languages as all_languages
from align.model import Bead, Bitext, Document, Language, Segment, SegmentedDocument
from align.progress import Tell, unheard
from align.remarks import Remarks
from align.text import clean, controls_meant, counted, numbered, one_line, some, visible

#: A file may hold this many characters in all languages together.
MAX_CHARACTERS = 64 * 1024 * 1024

#: A text with the name of its unit.
_Named = tuple[str, str]

#: Reads the units of a format.
Read = Callable[[BinaryIO, Remarks, Sequence[Language]], Iterator[Unit]]


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


def read_bitext(
    path: str, tell: Tell = unheard, languages: Sequence[Language] = ()
) -> Bitext | None:
    """Read a text and its translation from one file; as `read_bitexts`.

    Raises:
        InputError: it holds translations into several languages.
    """
    bitexts = read_bitexts(path, tell, languages)
    if bitexts is None:
        return None
    if len(bitexts) > 1:
        held = [bitexts[0].source.language, *(bitext.target.language for bitext in bitexts)]
        raise InputError(
            f"{visible(path)}: holds {some([each.label for each in held])}",
            f"choose two of them: --languages {held[0]},{held[1]}",
        )
    return bitexts[0]


def read_bitexts(
    path: str, tell: Tell = unheard, languages: Sequence[Language] = ()
) -> list[Bitext] | None:
    """Read a text and its translations from one file; None where it is a text in one language.

    The sides are documents of their own, with the sources "PATH#zh" and "PATH#fr"; each unit is one
    bead, and what it has in a language one segment. There is a bitext for each translation, and all
    have the same source: the Chinese where there is any, else what stands first.

    Args:
        tell: told what the file was taken for, and what of it was not read.
        languages: those that people say it has, the original's first; see
            `align.bitexts.choosing`. One alone is that of a text.

    Raises:
        InputError: the file cannot be read, is broken or cut off, too large, or holds no units in
            two languages that are known.
    """
    reader = BY_SUFFIX.get(Path(path).suffix.lower())
    if reader is None:
        return None
    remarks = Remarks()
    found: list[Bitext] = []
    try:
        with Path(path).open("rb") as stream:
            units = _units(reader.load()(stream, remarks, languages), remarks)
            units, held = in_languages(units, languages, remarks)
            if len(held) > 1:
                units = readable(units, held, remarks, is_said=len(languages) > 1)
                found = _bitexts(units, held, path, remarks)
    except OSError as error:
        raise unreadable(path, error) from error
    except InputError as error:
        if error.what.startswith((path, visible(path))):
            raise
        raise InputError(f"{visible(path)}: {error.what}", error.remedy) from error
    if found:
        for remark in (*remarks.said, *remarks.losses):
            tell(f"{visible(path)}: {remark}")
        return found
    if reader.may_be_text:
        return None
    remedy = "give a file with both, or the two texts in files of their own"
    why = f" ({'; '.join(remarks.said)})" if remarks.said else ""
    raise InputError(
        f"{visible(path)}: holds no units in two languages that are known{why}",
        f"{remedy}; --languages zh,fr says which it has",
    )


def read_sides(path: str, tell: Tell = unheard) -> dict[Language, str] | None:
    """What a file for a text and its translations says in each language, translated or not.

    Returns:
        Texts with a line for each unit; None where the file is of no such format, or may be a text.

    Raises:
        InputError: it cannot be read, is broken, or holds nothing in a language that is known.
    """
    reader = BY_SUFFIX.get(Path(path).suffix.lower())
    if reader is None or reader.may_be_text:
        return None
    remarks, found = Remarks(), dict[Language, list[str]]()
    try:
        with Path(path).open("rb") as stream:
            for unit in _units(reader.load()(stream, remarks, all_languages()), remarks):
                for label, text in unit.texts.items():
                    if isinstance(label, Language) and text:
                        found.setdefault(label, []).append(text)
    except OSError as error:
        raise unreadable(path, error) from error
    except InputError as error:
        if error.what.startswith((path, visible(path))):
            raise
        raise InputError(f"{visible(path)}: {error.what}", error.remedy) from error
    for loss in remarks.losses:
        tell(f"{visible(path)}: {loss}")
    if not found:
        raise InputError(
            f"{visible(path)}: holds no text in a language that is known", "name another"
        )
    return {language: "\n\n".join(texts) for language, texts in found.items()}


def _bitexts(
    units: Sequence[Unit], held: Sequence[Language], path: str, remarks: Remarks
) -> list[Bitext]:
    """A bitext for each of the languages but the first, with the units as beads in their order.

    What has no text on one of its sides is left out.
    """
    first, *others = held
    together = len(others) > 1
    found: list[Bitext] = []
    for language in others:
        couples = in_their_languages(units, (first, language), remarks, keeps_source=together)
        sources = [unit.texts.get(first, "") for unit in units] if together else None
        found.append(_bitext(couples, (first, language), path, sources))
    found = [each for each in found if each.source.segments and each.target.segments]
    if not found:
        return []
    source = found[0].source
    document = replace(source.document, losses=tuple(remarks.losses))
    source = replace(source, document=document)
    return [replace(bitext, source=source) for bitext in found]


def _bitext(
    couples: Sequence[Couple],
    languages: tuple[Language, Language],
    path: str,
    sources: Sequence[str] | None = None,
) -> Bitext:
    """The bitext whose beads are the couples.

    Args:
        sources: what all translations have as their source, where there are several; a couple
            without its source is then two beads.
    """
    beads: list[Bead] = []
    texts: tuple[list[_Named], list[_Named]] = ([], [])
    for number, couple in enumerate(couples):
        source = couple.source if sources is None else sources[number]
        indices = []
        for text, own in zip((source, couple.target), texts, strict=True):
            indices.append((len(own),) if text else ())
            own += [(text, couple.name)] if text else []
        if source and couple.target and not couple.source:
            beads.append(Bead(indices[0], (), couple.score, is_untranslated=True))
            beads.append(Bead((), indices[1], couple.score))
        elif source or couple.target:
            beads.append(Bead(indices[0], indices[1], couple.score, couple.is_untranslated))
    one, other = (_side(*each, path) for each in zip(languages, texts, strict=True))
    return Bitext(one, other, tuple(beads))


def _units(units: Iterator[Unit], remarks: Remarks) -> list[Unit]:
    """Those that hold anything, each side on one line without what cannot be stored."""
    found, characters = [], 0
    damaged: list[int] = []
    for number, unit in enumerate(units, 1):
        characters += sum(map(len, unit.texts.values()))
        made = unit
        if not all(map(str.isprintable, unit.texts.values())):  # most have nothing to replace
            cleaned = {label: _line(text, remarks) for label, text in unit.texts.items()}
            made = replace(unit, texts={label: text for label, (text, _) in cleaned.items()})
            damaged += [number] * sum(lost for _, lost in cleaned.values())
        if characters > MAX_CHARACTERS:
            raise InputError(
                f"holds more than {MAX_CHARACTERS:,} characters", "split it into smaller files"
            )
        if any(made.texts.values()):
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


def _side(language: Language, texts: Sequence[_Named], source: str) -> SegmentedDocument:
    segments, start = [], 0
    for text, name in texts:
        segments.append(Segment(start, start + len(text), text, name=name))
        start += len(text) + 1
    whole = "\n".join(text for text, _ in texts)
    document = Document(whole, f"{source}#{language}", language, first_line=0)
    return SegmentedDocument(document, tuple(segments))
