"""XLIFF 1.2 and 2 (OASIS), also as CAT tools vary it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from align.bitexts.model import Remarks, Unit
from align.bitexts.tags import language_of, plain
from align.errors import InputError
from align.model import Language
from align.xml_safe import LANG, local_name, records

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Inline elements whose content is native code, or that have none.
_CODES = frozenset({"bpt", "ept", "it", "ph", "x", "bx", "ex", "sc", "ec", "sm", "em"})


def read(stream: BinaryIO, remarks: Remarks) -> Iterator[Unit]:
    """The segments with the translation of each.

    Raises:
        InputError: the languages are not Chinese and English, or it is no XLIFF.
    """
    elements = records(stream, {"xliff"}, {"trans-unit", "unit"}, "XLIFF")
    root = next(elements)
    languages = (root.get("srcLang"), root.get("trgLang"))
    for element in elements:
        is_old = local_name(element) == "trans-unit"
        pairs = _old(element) if is_old else _new(element)
        for source, target in pairs:
            tags = _file_languages(element) if is_old else languages
            yield _unit(source, target, tags)


def _old(unit: _Element) -> Iterator[tuple[_Element, _Element | None]]:
    """The pairs of a unit of version 1.2: its segments where it is segmented, else the whole."""
    source, target = _child(unit, "source"), _child(unit, "target")
    segmented = _child(unit, "seg-source")
    if segmented is not None:
        parts, others = _segments(segmented), {} if target is None else _segments(target)
        if parts and (not others or parts.keys() & others.keys()):
            yield from ((part, others.get(name)) for name, part in parts.items())
            return
    if source is not None:
        yield source, target


def _segments(element: _Element) -> dict[str, _Element]:
    return {
        each.get("mid") or "": each
        for each in element.iter()
        if isinstance(each.tag, str) and local_name(each) == "mrk" and each.get("mtype") == "seg"
    }


def _new(unit: _Element) -> Iterator[tuple[_Element, _Element | None]]:
    """The segments of a unit of version 2."""
    for segment in unit:
        if local_name(segment) == "segment":
            source = _child(segment, "source")
            if source is not None:
                yield source, _child(segment, "target")


def _child(element: _Element, name: str) -> _Element | None:
    return next((each for each in element if local_name(each) == name), None)


def _file_languages(unit: _Element) -> tuple[str | None, str | None]:
    for parent in unit.iterancestors():
        if local_name(parent) == "file":
            return parent.get("source-language"), parent.get("target-language")
    return None, None


def _unit(source: _Element, target: _Element | None, tags: tuple[str | None, str | None]) -> Unit:
    texts: dict[Language, str] = {}
    for element, tag in zip((source, target), tags, strict=True):
        own = None if element is None else element.get(LANG)
        language = language_of(own or tag)
        if language is None and not (own or tag) and texts:
            language = next(iter(texts)).other  # the target's language may be left unsaid
        if language is None and (own or tag):
            raise InputError(f"is in {own or tag}, not in Chinese and English", "give another file")
        if element is not None and language is not None:
            texts[language] = plain(element, _CODES)
    return Unit(texts.get(Language.ZH, ""), texts.get(Language.EN, ""))
