"""Units whose sides are in their languages; what is not is left out, exchanged or mended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from align.bitexts.model import Unit
from align.detection import latin_language
from align.errors import InputError
from align.model import Language
from align.mojibake import evidence, is_garbled, may_be_mended, mended
from align.remarks import Remarks
from align.sides import are_plain, judge
from align.text import numbered

_LOOKED_AT = 500  #: sides of a language that are looked at for what holds for all
_SHOWN = 20  #: characters of a text that is shown


@dataclass(slots=True)
class _Found:
    """The numbers of units, from 1, by what is the matter with them."""

    untranslated: list[int] = field(default_factory=list)
    refused: dict[Language, list[int]] = field(default_factory=dict)
    exchanged: list[int] = field(default_factory=list)
    mended: dict[str, list[int]] = field(default_factory=dict)
    example: str = ""
    garbled: dict[int, str] = field(default_factory=dict)  #: with what shows it


def in_their_languages(units: Sequence[Unit], remarks: Remarks) -> list[Unit]:
    """The units with each side under its language, without those that are no translation.

    Raises:
        InputError: what stands under a language is in another one throughout, or mojibake that
            cannot be mended.
    """
    found = _Found()
    if not remarks.is_ours:
        units = _readable(units, found)
        other = latin_language("\n".join(_sample([unit.en for unit in units if unit.en])))
        if other is not None:
            raise InputError(f"what stands there as English looks {other}", "give another file")
    kept = [_judged(number, unit, found) for number, unit in enumerate(units, 1)]
    remarks.said.extend(_told(found, len(kept)))
    if found.garbled:
        where, shown = numbered(list(found.garbled), "unit"), next(iter(found.garbled.values()))
        remarks.losses.append(
            f"{where} of {len(kept):,}: UTF-8 read as GB 18030, of which bytes are lost (“{shown}”)"
        )
    return kept


def _readable(units: Sequence[Unit], found: _Found) -> Sequence[Unit]:
    """The units without mojibake."""
    doubtful = bool(_evidence(units))
    units = [
        _mended(number, unit, found, doubtful=doubtful) for number, unit in enumerate(units, 1)
    ]
    said = _evidence(units) if doubtful else ""
    if said:
        raise InputError(
            f"was read in a wrong encoding before it was saved: {said}", "export it again in UTF-8"
        )
    return units


def _evidence(units: Sequence[Unit]) -> str:
    return evidence("\n".join(_sample([unit.zh for unit in units if unit.zh])))


def _mended(number: int, unit: Unit, found: _Found, *, doubtful: bool) -> Unit:
    """The unit with its texts read anew, where they show that they have to be."""
    for text in (unit.zh, unit.en):
        if not doubtful and not may_be_mended(text):
            continue
        anew = mended(text)
        if anew is not None:
            found.example = found.example or f"“{text[:_SHOWN]}” is “{anew[0][:_SHOWN]}”"
            found.mended.setdefault(anew[1], []).append(number)
            unit = replace(unit, zh=anew[0]) if text is unit.zh else replace(unit, en=anew[0])
        elif is_garbled(text):
            found.garbled[number] = text[:_SHOWN]
    return unit


def _judged(number: int, unit: Unit, found: _Found) -> Unit:
    if unit.is_untranslated:
        found.untranslated.append(number)
        return unit
    if are_plain(unit.zh, unit.en):
        return unit
    judged = judge(unit.zh, unit.en)
    if not judged.refused and not judged.exchanged:
        return unit
    if judged.exchanged:
        found.exchanged.append(number)
    for language in judged.refused:
        found.refused.setdefault(language, []).append(number)
    return replace(unit, zh=judged.zh, en=judged.en, is_untranslated=bool(judged.refused))


def _sample(texts: Sequence[str]) -> Sequence[str]:
    return texts[:: max(1, len(texts) // _LOOKED_AT)]


def _told(found: _Found, count: int) -> Iterator[str]:
    of = f"of {count:,}"
    for how, numbers in found.mended.items():
        yield f"{numbered(numbers, 'unit')} {of}: {how}, and mended ({found.example})"
    if found.exchanged:
        where = numbered(found.exchanged, "unit")
        yield (
            f"{where} {of}: what stands there as English is Chinese and the other way about:"
            " exchanged"
        )
    for language, numbers in found.refused.items():
        yield (
            f"{numbered(numbers, 'unit')} {of}: what stands there as {language.label} is none, and"
            " is taken for not translated"
        )
    if found.untranslated:
        yield f"{numbered(found.untranslated, 'unit')} {of}: not translated"
