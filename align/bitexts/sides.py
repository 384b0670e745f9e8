"""Units whose sides are in their languages; what is not is left out, exchanged or mended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from align.bitexts.model import Couple, Unit
from align.errors import InputError
from align.identifying import identify
from align.mixing import latin_beside
from align.model import Language
from align.mojibake import evidence, is_garbled, may_be_mended, mended
from align.remarks import Remarks
from align.sides import are_plain, judge
from align.text import numbered

_LOOKED_AT = 500  #: sides of a language that are looked at for what holds for all
_ENOUGH_WORDS = 20  #: from which languages of one script are told apart
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


def readable(
    units: Sequence[Unit], languages: Sequence[Language], remarks: Remarks, *, is_said: bool
) -> list[Unit]:
    """The units without mojibake.

    Args:
        is_said: people say which languages they are in, and know it.

    Raises:
        InputError: what stands under a language is in another one throughout, or mojibake that
            cannot be mended.
    """
    if remarks.is_ours:
        return list(units)
    found = _Found()
    doubtful = bool(_evidence(units))
    units = [
        _mended(number, unit, found, doubtful=doubtful) for number, unit in enumerate(units, 1)
    ]
    said = _evidence(units) if doubtful else ""
    if said:
        raise InputError(
            f"was read in a wrong encoding before it was saved: {said}", "export it again in UTF-8"
        )
    for language in () if is_said else languages:
        other = _looks("\n".join(_sample(_texts(units, language))), language)
        if other is not None:
            raise InputError(
                f"what stands there as {language.label} looks {other}",
                "give another file, or say its languages: --languages zh,fr",
            )
    of = f"of {len(units):,}"
    for how, numbers in found.mended.items():
        remarks.said.append(
            f"{numbered(numbers, 'unit')} {of}: {how}, and mended ({found.example})"
        )
    if found.garbled:
        where, shown = numbered(list(found.garbled), "unit"), next(iter(found.garbled.values()))
        remarks.losses.append(
            f"{where} {of}: UTF-8 read as GB 18030, of which bytes are lost (“{shown}”)"
        )
    return units


def in_their_languages(
    units: Sequence[Unit],
    languages: tuple[Language, Language],
    remarks: Remarks,
    *,
    keeps_source: bool,
) -> list[Couple]:
    """The units in two languages, with each side under its own, without what is no translation.

    Args:
        keeps_source: the source has other translations too, and is exchanged with none.
    """
    found = _Found()
    kept = [
        _judged(number, _couple(unit, languages), found, languages, keeps_source=keeps_source)
        for number, unit in enumerate(units, 1)
    ]
    remarks.said.extend(_told(found, len(kept), languages))
    return kept


def _couple(unit: Unit, languages: tuple[Language, Language]) -> Couple:
    source, target = (unit.texts.get(language, "") for language in languages)
    is_untranslated = unit.is_untranslated and not (source and target)
    return Couple(source, target, unit.score, is_untranslated, unit.name)


def _texts(units: Sequence[Unit], language: Language) -> list[str]:
    return [text for unit in units if (text := unit.texts.get(language, ""))]


def _evidence(units: Sequence[Unit]) -> str:
    return evidence("\n".join(_sample(_texts(units, Language.ZH))))


def _looks(text: str, language: Language) -> str | None:
    """The other language of its script that all of a text seems to be in."""
    if "Latn" in language.profile.scripts:
        return latin_beside(text, language)
    if language.profile.scripts[0] in {"Cyrl", "Arab"} and len(text.split()) >= _ENOUGH_WORDS:
        found = identify(text)
        own = (
            found is None
            or found.language is language
            or found.script not in language.profile.scripts
        )
        return None if found is None or own else found.name
    return None


def _mended(number: int, unit: Unit, found: _Found, *, doubtful: bool) -> Unit:
    """The unit with its texts read anew, where they show that they have to be."""
    texts = dict(unit.texts)
    for label, text in unit.texts.items():
        if not doubtful and not may_be_mended(text):
            continue
        anew = mended(text)
        if anew is not None:
            found.example = found.example or f"“{text[:_SHOWN]}” is “{anew[0][:_SHOWN]}”"
            found.mended.setdefault(anew[1], []).append(number)
            texts[label] = anew[0]
        elif is_garbled(text):
            found.garbled[number] = text[:_SHOWN]
    return unit if texts == unit.texts else replace(unit, texts=texts)


def _judged(
    number: int,
    couple: Couple,
    found: _Found,
    languages: tuple[Language, Language],
    *,
    keeps_source: bool,
) -> Couple:
    if couple.is_untranslated:
        found.untranslated.append(number)
        return couple
    if are_plain(couple.source, couple.target, languages):
        return couple
    judged = judge(couple.source, couple.target, languages)
    if not judged.refused and not judged.exchanged:
        return couple
    if judged.exchanged and not keeps_source:
        found.exchanged.append(number)
        return replace(couple, source=judged.source, target=judged.target)
    refused = judged.refused or languages[1:]
    for language in refused:
        found.refused.setdefault(language, []).append(number)
    source = "" if languages[0] in refused else couple.source
    target = "" if languages[1] in refused else couple.target
    return replace(couple, source=source, target=target, is_untranslated=True)


def _sample(texts: Sequence[str]) -> Sequence[str]:
    return texts[:: max(1, len(texts) // _LOOKED_AT)]


def _told(found: _Found, count: int, languages: tuple[Language, Language]) -> Iterator[str]:
    of = f"of {count:,}"
    one, other = languages
    if found.exchanged:
        where = numbered(found.exchanged, "unit")
        yield (
            f"{where} {of}: what stands there as {other.label} is {one.label} and the other way"
            " about: exchanged"
        )
    for language, numbers in found.refused.items():
        yield (
            f"{numbered(numbers, 'unit')} {of}: what stands there as {language.label} is none, and"
            " is taken for not translated"
        )
    if found.untranslated:
        yield f"{numbered(found.untranslated, 'unit')} {of}: not translated"
