"""XLIFF 1.2 and 2 (OASIS), also as CAT tools vary it: SDL, memoQ, Phrase and others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, BinaryIO

from align.bitexts.inline import plain
from align.bitexts.model import Unit, named
from align.bitexts.tags import language_of
from align.detection import has_letters
from align.errors import InputError
from align.languages import languages
from align.model import Language
from align.remarks import Remarks
from align.text import counted, some
from align.xml_safe import LANG, local_name, records

if TYPE_CHECKING:
    from lxml.etree import _Element

#: A source, its target, whether the file says that the target is no translation, and its id.
Pair = tuple["_Element | None", "_Element | None", bool, str]

_WORD = re.compile("[a-z]+")

#: States of version 1.2; that a translation is to be reviewed does not mean that there is none.
_UNTRANSLATED = frozenset({"new", "needs-translation", "needs-l10n"})


def read(stream: BinaryIO, remarks: Remarks, said: Sequence[Language] = ()) -> Iterator[Unit]:
    """The segments with the translation of each.

    Raises:
        InputError: no file in it is in two languages that are known, or it is no XLIFF.
    """
    elements = records(stream, {"xliff"}, {"trans-unit", "unit"}, "XLIFF", remarks)
    root = next(elements)
    languages = (root.get("srcLang"), root.get("trgLang"))
    others: Counter[tuple[str, str]] = Counter()
    met, fixed, count = False, 0, 0
    place: _Element | None = None
    for element in elements:
        is_old = local_name(element) == "trans-unit"
        if is_old and place is not (place := element.getparent()):
            languages = _file_languages(element)
        for source, target, is_untranslated, own_id in _old(element) if is_old else _new(element):
            count += 1
            texts = _texts(source, target, languages, others)
            if not texts:
                continue
            met = True
            both = [text for text in texts.values() if text.strip()]
            if len({*both}) < 2 and not _is_for_translation(element):
                fixed += bool(both)
                continue
            own, *other = texts
            if is_untranslated or not (other and texts[other[0]].strip()):
                texts, is_untranslated = {own: texts[own]}, True
            yield Unit(texts, is_untranslated=is_untranslated, name=named(own_id, count))
    _tell_others(others, met=met, remarks=remarks)
    if fixed:
        remarks.said.append(f"{counted(fixed, 'unit')} not to be translated, and left out")


def _tell_others(others: Counter[tuple[str, str]], *, met: bool, remarks: Remarks) -> None:
    """What is in other languages costs itself, and where there is nothing else the file."""
    if not others:
        return
    told = some([" and ".join(filter(None, each)) for each in others])
    if not met:
        raise InputError(f"is in {told}, not in two languages that are known", "give another file")
    remarks.losses.append(f"{counted(others.total(), 'unit')} in {told} left out")


def _old(unit: _Element) -> Iterator[Pair]:
    """The pairs of a unit of version 1.2: its segments where it is segmented, else the whole."""
    children = {local_name(each): each for each in reversed(unit)}
    source, target = children.get("source"), children.get("target")
    segmented = children.get("seg-source")
    whole = _is_open(unit, target)
    if segmented is not None:
        parts, others = _segments(segmented), {} if target is None else _segments(target)
        if parts and (not others or parts.keys() & others.keys()):
            open_ = _open_segments(unit)
            for name, part in parts.items():
                yield part, others.get(name), whole or name in open_, _shown(unit, name)
            return
    yield source, target, whole, unit.get("id", "")


def _shown(unit: _Element, segment: str) -> str:
    """What tools show of a segment of a unit: SDL numbers segments through the whole file."""
    if any(True for _ in unit.iter("{*}seg-defs")):
        return segment
    return "/".join(filter(None, (unit.get("id"), segment)))


def _is_open(unit: _Element, target: _Element | None) -> bool:
    """Whether a unit says that nobody has translated it yet; who locked it has said nothing."""
    state = "" if target is None else target.get("state", "")
    return state in _UNTRANSLATED or _own(unit, "status") == "NotStarted"


def _open_segments(unit: _Element) -> set[str]:
    """The segments of SDL that nobody has translated, by their numbers."""
    return {
        each.get("id") or "" for each in unit.iter("{*}seg") if each.get("conf") == "Unspecified"
    }


def _own(element: _Element, name: str) -> str:
    """An attribute in whatever namespace of a tool; "" for none."""
    ending = f"}}{name}"
    return next((str(said) for key, said in element.items() if str(key).endswith(ending)), "")


def _is_for_translation(unit: _Element) -> bool:
    """Whether a unit, or what it is in, does not say that it stays as it is."""
    for element in (unit, *unit.iterancestors()):
        said = element.get("translate")
        if said:
            return said != "no"
    return True


def _segments(element: _Element) -> dict[str, _Element]:
    return {
        each.get("mid") or "": each for each in element.iter("{*}mrk") if each.get("mtype") == "seg"
    }


def _new(unit: _Element) -> Iterator[Pair]:
    """The segments of a unit of version 2.

    A target may say where it stands among all parts of the unit. That is where the translation of
    a part stands in the text; but some files write so which part it is the translation of. Which
    of the two is meant is told by what they say.
    """
    parts = [each for each in unit if local_name(each) in {"segment", "ignorable"}]
    own = {place: _child(each, "target") for place, each in enumerate(parts, 1)}
    ordered = _in_order(own)
    sources = {place: _child(each, "source") for place, each in enumerate(parts, 1)}
    moved = bool(ordered) and _agreement(sources, ordered) >= _agreement(sources, own)
    several = sum(local_name(part) == "segment" for part in parts) > 1
    number = 0
    for place, part in enumerate(parts, 1):
        target = ordered.get(place) if moved else own[place]
        if local_name(part) == "segment":
            number += 1
            name = part.get("id") or (str(number) if several else "")
            shown = "/".join(filter(None, (unit.get("id"), name)))
            yield sources[place], target, part.get("state") == "initial", shown


def _agreement(
    sources: Mapping[int, _Element | None], targets: Mapping[int, _Element | None]
) -> int:
    """How much of what targets say is what the dictionary has for their sources."""
    from align.dictionary import cut, glosses
    from align.english import stem

    found = 0
    for place, source in sources.items():
        target = targets.get(place)
        if source is None or target is None:
            continue
        one, other = plain(source), plain(target)
        chinese, english = (one, other) if has_letters(one, Language.ZH) else (other, one)
        stems = set(map(stem, _WORD.findall(english.lower())))
        known = [gloss for word in cut(chinese) if len(word) > 1 for gloss in glosses(word)]
        found += sum(gloss <= stems for gloss in known)
    return found


def _in_order(targets: dict[int, _Element | None]) -> dict[int, _Element]:
    """The targets that say where they stand in the text, by their places; or nothing.

    Nothing too where the places are not those of a text: one twice, or one that there is not.
    """
    said = {
        place: (target.get("order", ""), target)
        for place, target in targets.items()
        if target is not None
    }
    if not any(order for order, _ in said.values()):
        return {}
    found: dict[int, _Element] = {}
    for place, (order, target) in said.items():
        at = int(order) if order.isdecimal() and len(order) < 9 else place
        if at in found or at not in targets:
            return {}
        found[at] = target
    return found


def _child(element: _Element, name: str) -> _Element | None:
    for each in element:
        if local_name(each) == name:
            return each
    return None


def _file_languages(unit: _Element) -> tuple[str | None, str | None]:
    parent = unit.getparent()
    while parent is not None and local_name(parent) != "file":
        parent = parent.getparent()
    if parent is None:
        return None, None
    return parent.get("source-language"), parent.get("target-language")


def _texts(
    source: _Element | None,
    target: _Element | None,
    tags: tuple[str | None, str | None],
    others: Counter[tuple[str, str]],
) -> dict[str, str] | None:
    """The text of each language, the source's first; None where one of them is not known."""
    texts: dict[str, str] = {}
    named: list[str] = []
    for element, tag in zip((source, target), tags, strict=True):
        own = (None if element is None else element.get(LANG)) or tag
        named.append(own or "")
        language = language_of(own)
        if language is None and not own:  # it may be left unsaid
            language = _unsaid(element, texts)
        if language is None and own:
            others[(tags[0] or named[0], tags[1] or own)] += 1
            return None
        if language is not None and (element is not None or not texts):
            texts.setdefault(language, "" if element is None else plain(element))
    return texts


def _unsaid(element: _Element | None, texts: dict[str, str]) -> Language | None:
    """The language of a text whose language the file does not say, by its letters.

    Beside Chinese, Latin letters are English; beside what is in such, Chinese is what it has.
    """
    text = "" if element is None else plain(element)
    known = (each for each in languages() if each not in texts and has_letters(text, each))
    likely = Language.ZH if Language.ZH not in texts else Language.EN
    return next(known, likely if texts else None)
