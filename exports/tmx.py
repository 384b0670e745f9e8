"""TMX 1.4b, the translation memories of CAT tools.

Source: LISA OSCAR, TMX 1.4b Specification (2005). Beads with an empty side are left out: a
translation unit needs both. The score of a bead is kept in a `prop` of type `x-score`.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, BinaryIO

from lxml import etree

from align.model import Bitext
from exports.beads import bead_texts

if TYPE_CHECKING:
    from lxml.etree import _Element

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
DOCTYPE = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'


def write(bitext: Bitext, stream: BinaryIO) -> None:
    """Write one translation unit a bead, in the order of the source, in memory of one unit."""
    languages = (str(bitext.source.language), str(bitext.target.language))
    with etree.xmlfile(stream, encoding="utf-8") as file:
        file.write_declaration()
        file.write_doctype(DOCTYPE)
        with file.element("tmx", version="1.4"):
            file.write(_header(languages[0]), pretty_print=True)
            with file.element("body"):
                for bead in bitext.beads:
                    texts = bead_texts(bitext, bead)
                    if all(texts):
                        file.write(_unit(languages, texts, bead.score), pretty_print=True)
    stream.write(b"\n")


def _header(source_language: str) -> _Element:
    about = {
        "creationtool": "tifa",
        "creationtoolversion": version("tifa-glossary"),
        "segtype": "sentence",
        "o-tmf": "tifa",
        "adminlang": "en",
        "srclang": source_language,
        "datatype": "plaintext",
    }
    return etree.Element("header", about)


def _unit(languages: tuple[str, str], texts: tuple[str, str], score: float) -> _Element:
    unit = etree.Element("tu")
    etree.SubElement(unit, "prop", {"type": "x-score"}).text = f"{score:.4f}"
    for language, text in zip(languages, texts, strict=True):
        variant = etree.SubElement(unit, "tuv", {XML_LANG: language})
        etree.SubElement(variant, "seg").text = text
    return unit
