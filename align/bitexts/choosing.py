"""Which of the languages of a file are read, and which of them the original is in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from align.bitexts.model import Unit
from align.errors import InputError
from align.model import Language
from align.remarks import Remarks
from align.text import counted, some

#: Share of the texts of the most frequent language below which those of another are strays.
_STRAY = 0.05


def in_languages(
    units: Sequence[Unit], said: Sequence[Language], remarks: Remarks
) -> tuple[list[Unit], tuple[Language, ...]]:
    """The units with their languages: the original's first, which is Chinese where there is any.

    Args:
        said: the languages that people say the file has, the original's first. They choose among
            those that it names; where it names as many others, or none, they name them in its
            order.

    Returns:
        The units in these languages, and the languages; fewer than two where the file has no more.

    Raises:
        InputError: the file has not the languages that are said.
    """
    count = Counter(label for unit in units for label, text in unit.texts.items() if text)
    labels = [label for label in _in_order(units) if count[label]]
    most = max(count.values(), default=0)
    usual = [label for label in labels if count[label] >= _STRAY * most]
    known = [label for label in usual if isinstance(label, Language)]
    names: Mapping[str, Language] = {label: label for label in known}
    order = sorted(known, key=lambda language: language is not Language.ZH)
    if len(said) > 1:
        names, order = _as_said(labels, usual, known, said), list(said)
    others = [label for label in labels if label not in names]
    if others and len(said) < 2:
        number = sum(count[label] for label in others)
        remarks.said.append(f"{counted(number, 'text')} in {some(others)} not read")
    kept = [
        replace(
            unit, texts={names[label]: text for label, text in unit.texts.items() if label in names}
        )
        for unit in units
    ]
    return [unit for unit in kept if any(unit.texts.values())], tuple(order)


def _in_order(units: Sequence[Unit]) -> list[str]:
    """The labels in the order in which they come."""
    return list(dict.fromkeys(label for unit in units for label in unit.texts))


def _as_said(
    labels: Sequence[str],
    usual: Sequence[str],
    known: Sequence[Language],
    said: Sequence[Language],
) -> dict[str, Language]:
    """What the labels that are read are called by people."""
    if len({*said}) < len(said):
        raise InputError("one language is said twice", "say each once: --languages zh,fr")
    if {*said} <= {*labels}:
        return {language: language for language in said}
    for each in (usual, known):
        if len(each) == len(said):
            return dict(zip(each, said, strict=True))
    missing = some([language.label for language in said if language not in labels])
    raise InputError(f"is in {some(usual)}, not in {missing}", "say languages that it holds")
