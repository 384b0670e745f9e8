"""TMX 1.4b, the translation memories of CAT tools: what `beads_tmx` and `contexts_tmx` share.

Source: LISA OSCAR, TMX 1.4b Specification (2005).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, BinaryIO

from lxml import etree

from align.model import Language
from align.text import storable
from align.xml_safe import LANG

if TYPE_CHECKING:
    from lxml.etree import _Element

DOCTYPE = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'


@dataclass(frozen=True, slots=True)
class Unit:
    """A translation unit.

    Attributes:
        texts: the language and the text of each side.
        properties: what else is known of it, by type ("x-…").
    """

    texts: tuple[tuple[Language, str], ...]
    properties: tuple[tuple[str, str], ...] = ()


def write_units(units: Iterable[Unit], source: Language, stream: BinaryIO) -> None:
    """Write a translation memory, in memory of one unit."""
    with etree.xmlfile(stream, encoding="utf-8") as file:
        file.write_declaration()
        file.write_doctype(DOCTYPE)
        with file.element("tmx", version="1.4"):
            file.write(_header(source), pretty_print=True)
            with file.element("body"):
                for unit in units:
                    file.write(_element(unit, source), pretty_print=True)
    stream.write(b"\n")


def _header(source: Language) -> _Element:
    about = {
        "creationtool": "tifa",
        "creationtoolversion": version("tifa-glossary"),
        "segtype": "sentence",
        "o-tmf": "tifa",
        "adminlang": "en",
        "srclang": str(source),
        "datatype": "plaintext",
    }
    return etree.Element("header", about)


def _element(unit: Unit, source: Language) -> _Element:
    element = etree.Element("tu")
    if unit.texts and source not in dict(unit.texts):  # it may have a source of its own
        element.set("srclang", str(unit.texts[0][0]))
    for type_, value in unit.properties:
        etree.SubElement(element, "prop", {"type": type_}).text = storable(value)
    for language, text in unit.texts:
        variant = etree.SubElement(element, "tuv", {LANG: str(language)})
        etree.SubElement(variant, "seg").text = storable(text)
    return element
