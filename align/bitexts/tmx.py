"""Translation memories (LISA OSCAR, TMX 1.4b Specification, 2005; older ones too)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO

from align.bitexts.inline import plain
from align.bitexts.model import SCORE, Unit, named
from align.bitexts.tags import language_of
from align.model import Language
from align.remarks import Remarks
from align.text import counted
from align.xml_safe import LANG, local_name, records

if TYPE_CHECKING:
    from lxml.etree import _Element

_UNSAID = "no language"  #: what a variant is called that does not say which it is in
_OURS = "tifa"  #: memories that we wrote hold no tags, and how sure their units are


def read(stream: BinaryIO, remarks: Remarks, said: Sequence[Language] = ()) -> Iterator[Unit]:
    """The units with their variants; of several in one language the first."""
    elements = records(stream, {"tmx"}, {"header", "tu"}, "TMX", remarks)
    next(elements)
    ours = False
    several = 0  # texts of a language beside its first
    count = 0
    for element in elements:
        if local_name(element) == "header":
            ours = remarks.is_ours = element.get("creationtool") == _OURS
            continue
        count += 1
        texts: dict[str, str] = {}
        for variant in element:
            if variant.tag != "tuv" and local_name(variant) != "tuv":
                continue
            tag = variant.get(LANG) or variant.get("lang") or ""
            label = language_of(tag) or tag or _UNSAID
            if label in texts:
                several += 1
            else:
                texts[label] = _segment(variant, has_tags=not ours)
        name = named(element.get("tuid"), count)
        yield Unit(texts, _score(element) if ours else SCORE, name=name)
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
