"""Translation memories (LISA OSCAR, TMX 1.4b Specification, 2005; older ones too)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from align.bitexts.inline import plain
from align.bitexts.model import SCORE, Unit
from align.bitexts.tags import either_of
from align.errors import InputError
from align.model import Language
from align.remarks import Remarks
from align.text import counted, some
from align.xml_safe import LANG, local_name, records

if TYPE_CHECKING:
    from lxml.etree import _Element

_OURS = "tifa"  #: memories that we wrote hold no tags, and how sure their units are


def read(stream: BinaryIO, remarks: Remarks) -> Iterator[Unit]:
    """The units that have Chinese or English; of several variants of one language the first."""
    elements = records(stream, {"tmx"}, {"header", "tu"}, "TMX", remarks)
    next(elements)
    others: Counter[str] = Counter()
    ours = met = False
    several = 0  # texts of a language beside its first
    for element in elements:
        if local_name(element) == "header":
            ours = remarks.is_ours = element.get("creationtool") == _OURS
            continue
        texts: dict[Language, str] = {}
        for variant in element:
            if variant.tag != "tuv" and local_name(variant) != "tuv":
                continue
            tag = variant.get(LANG) or variant.get("lang") or ""
            language = either_of(tag)
            if language is None:
                others[tag] += 1
            elif language in texts:
                several += 1
            else:
                texts[language] = _segment(variant, has_tags=not ours)
        met = met or bool(texts)
        yield Unit(
            texts.get(Language.ZH, ""),
            texts.get(Language.EN, ""),
            _score(element) if ours else SCORE,
        )
    codes = some(list(filter(None, others)) or ["none"])
    if others and not met:
        raise InputError(
            f"the languages of its units are {codes}: none is known here as Chinese or English",
            "label them zh and en",
        )
    if others:
        remarks.said.append(f"{counted(others.total(), 'text')} in {codes} not read")
    if several:
        what = "not read, since their units have one in that language before them"
        remarks.said.append(f"{counted(several, 'text')} {what}")


def _segment(variant: _Element, *, has_tags: bool) -> str:
    for child in variant:
        if child.tag == "seg" or local_name(child) == "seg":
            return plain(child, has_tags=has_tags)
    return ""


def _score(unit: _Element) -> float:
    for child in unit:
        if local_name(child) == "prop" and child.get("type") == "x-score":
            try:
                score = float(child.text or "")
            except ValueError:
                return SCORE
            return score if 0 <= score <= 1 else SCORE
    return SCORE
