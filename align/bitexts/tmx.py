"""Translation memories (LISA OSCAR, TMX 1.4b Specification, 2005; older ones too)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from align.bitexts.model import Remarks, Unit
from align.bitexts.tags import language_of, plain
from align.model import Language
from align.xml_safe import LANG, local_name, records

if TYPE_CHECKING:
    from lxml.etree import _Element

_CODES = frozenset({"bpt", "ept", "it", "ph", "ut"})


def read(stream: BinaryIO, remarks: Remarks) -> Iterator[Unit]:
    """The units that have Chinese or English; of several variants of one language the first."""
    elements = records(stream, {"tmx"}, {"tu"}, "TMX")
    next(elements)
    for element in elements:
        texts: dict[Language, str] = {}
        for variant in element:
            language = language_of(variant.get(LANG) or variant.get("lang"))
            if local_name(variant) == "tuv" and language is not None:
                texts.setdefault(language, _segment(variant))
        yield Unit(texts.get(Language.ZH, ""), texts.get(Language.EN, ""))


def _segment(variant: _Element) -> str:
    return "".join(plain(child, _CODES) for child in variant if local_name(child) == "seg")
