"""A glossary written in any format, whole or not at all, with a report of what it lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO, cast

from align.errors import InputError, OutputError
from align.languages import CHINESE_ENGLISH
from align.progress import Progress, silent
from align.text import counted
from exports.files import replacing, sending
from exports.pairs import Pair
from exports.registry import Format, PairWriter, glossary_writer
from glossary.model.attested import Entry, Material
from glossary.model.fields import EVERYTHING, Field, fields_of

_TOLD_EVERY = 100  #: concepts


class LossError(OutputError):
    """A format cannot carry everything, and that was not allowed; nothing was written.

    Attributes:
        losses: a line each.
    """

    def __init__(self, path: Path, form: Format, losses: tuple[str, ...]) -> None:
        super().__init__(
            f"{path}: {form.name} cannot carry everything, and nothing was written",
            "export without --strict, or to .jsonl, which carries all",
        )
        self.losses = losses


@dataclass(frozen=True, slots=True)
class Report:
    """What exporting did.

    Attributes:
        concepts: how many were written.
        losses: the fields that the format does not carry, with the number of concepts; a line for
            all fields with the same number.
        cut: what did not fit and was cut or left out, a line each.
    """

    concepts: int
    losses: tuple[str, ...]
    cut: tuple[str, ...]


@dataclass(slots=True)
class _Counted:
    """Entries that count themselves, and what their format loses of them, as they are taken."""

    entries: Iterable[Entry]
    carried: frozenset[Field]
    pair: Pair | None
    progress: Progress = silent
    concepts: int = 0
    in_others: int = 0
    lost: Counter[Field] = field(default_factory=Counter)

    def __iter__(self) -> Iterator[Entry]:
        loses_some = self.carried != EVERYTHING
        for entry in self.entries:
            self.concepts += 1
            if self.concepts % _TOLD_EVERY == 0:
                self.progress("concepts", self.concepts, 0)
            if self.pair is not None:
                spoken = {term.language for term in entry.concept.terms}
                self.in_others += not spoken <= {*self.pair}
            if loses_some:
                self.lost.update(
                    part for part in fields_of(entry.concept) if part not in self.carried
                )
            yield entry
        self.progress("concepts", self.concepts, 0)

    @property
    def losses(self) -> tuple[str, ...]:
        alike: dict[int, list[Field]] = {}
        for part in Field:
            if count := self.lost[part]:
                alike.setdefault(count, []).append(part)
        lost = [
            f"{', '.join(parts)} ({counted(count, 'concept')}{' each' if len(parts) > 1 else ''})"
            for count, parts in alike.items()
        ]
        if self.pair is not None and self.in_others:
            both = " and ".join(each.label for each in self.pair)
            lost.append(f"terms beside {both} ({counted(self.in_others, 'concept')})")
        return tuple(lost)


def export_glossary(
    material: Material,
    path: Path,
    form: Format,
    pair: Pair | None = None,
    *,
    strict: bool = False,
    stream: BinaryIO | None = None,
    progress: Progress = silent,
) -> Report:
    """Write a glossary to a file.

    Args:
        pair: the languages of a format that holds one pair; by default Chinese and English.
        stream: what gets the bytes in the place of the file; errors still call it `path`.
        strict: rather write nothing than lose anything.
        progress: where it raises, an older file stays as it was.

    Raises:
        LossError: the format cannot carry everything, and `strict`; an older file stays.
        OutputError: the file cannot be written; an older one stays as it was.
        InputError: no concept has a term in a language of the pair, or the format holds all.

    >>> from pathlib import Path
    >>> from exports import GLOSSARY_FORMATS, export_glossary
    >>> from glossary import Glossary, add_texts, material
    >>> with Glossary.open("glossary.sqlite") as glossary:
    ...     _ = add_texts(glossary, "speech.zh.txt", "speech.en.txt", who="Li")
    ...     with material(glossary) as whole:
    ...         report = export_glossary(whole, Path("terms.xlsx"), GLOSSARY_FORMATS["xlsx"])
    >>> report.concepts > 0, Path("terms.xlsx").exists()
    (True, True)
    """
    if pair is not None:
        _require_pair(material, form, pair)
    writer = glossary_writer(form)
    said = (pair or CHINESE_ENGLISH) if form.of_pair else None
    counted = _Counted(material.entries, writer.CARRIES, said, progress)
    whole = replace(material, entries=counted)
    with replacing(path) if stream is None else sending(path, stream) as neighbour:
        if said is None:
            cut = writer.write(whole, neighbour)
        else:
            left = cast(PairWriter, writer).write(whole, neighbour, said)
            cut = left.lines
            counted.concepts -= left.concepts
        progress("concepts", counted.concepts, 0)
        if strict and (counted.losses or cut):
            raise LossError(path, form, (*counted.losses, *cut))
    return Report(counted.concepts, counted.losses, cut)


def _require_pair(material: Material, form: Format, pair: Pair) -> None:
    if not form.of_pair:
        raise InputError(f"{form.title} holds all languages", "leave the pair out")
    missing = [each.label for each in pair if each not in material.of_terms]
    if missing and material.of_terms:  # where there is nothing to write, an empty file says so
        had = ", ".join(each for each in material.columns if each in material.of_terms)
        raise InputError(
            f"no concept to write has a term in {' or '.join(missing)}", f"their languages: {had}"
        )
