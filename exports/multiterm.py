"""The glossary as MultiTerm XML, as Trados MultiTerm imports it and `tifa import` reads it.

Source: the files that MultiTerm exports (RWS, "MultiTerm XML"): an entry has groups by language, a
language has terms, and what is said of any of them stands in groups of descriptions by their names.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from align.languages import languages
from align.text import storable
from exports.tbx.categories import CONDITION
from glossary.model import Concept, Definition, Term, in_language
from glossary.model.attested import Material
from glossary.model.fields import Field

if TYPE_CHECKING:
    from lxml.etree import _Element

CARRIES = frozenset(
    {
        Field.OTHER_TERMS,
        Field.TERM_STATUS,
        Field.TERM_SOURCE,
        Field.TERM_NOTE,
        Field.TERM_CONDITIONS,
        Field.DEFINITION,
        Field.OTHER_DEFINITIONS,
        Field.DEFINITION_SOURCE,
        Field.SUBJECT,
        Field.NOTE,
    }
)


def write(material: Material, path: Path) -> tuple[str, ...]:
    """Write an entry a concept, in memory of one."""
    with path.open("wb") as stream, etree.xmlfile(stream, encoding="utf-8") as file:
        file.write_declaration()
        with file.element("mtf"):
            for number, concept in enumerate(material.concepts, 1):
                file.write(_entry(concept, number), pretty_print=True)
    return ()


def _entry(concept: Concept, number: int) -> _Element:
    entry = etree.Element("conceptGrp")
    etree.SubElement(entry, "concept").text = str(number)
    _say(entry, "Subject", concept.subject)
    _say(entry, "Note", concept.note)
    for language in languages():
        terms = in_language(concept.terms, language)
        defined = [each for each in concept.definitions if each.language is language]
        if not terms:  # nothing stands without a term: its definitions are the entry's
            for definition in defined:
                _define(entry, definition)
            continue
        group = etree.SubElement(entry, "languageGrp")
        etree.SubElement(group, "language", lang=language.upper(), type=language.label)
        for definition in defined:
            _define(group, definition)
        for term in terms:
            _add(group, term)
    return entry


def _add(group: _Element, term: Term) -> None:
    own = etree.SubElement(group, "termGrp")
    etree.SubElement(own, "term").text = storable(term.text)
    _say(own, "Status", str(term.status))
    _say(own, "Source", term.source)
    _say(own, "Note", term.note)
    for condition in term.conditions:
        _say(own, "Note", f"{CONDITION}{condition}")


def _define(parent: _Element, definition: Definition) -> None:
    group = _say(parent, "Definition", definition.text)
    if group is not None:
        _say(group, "Source", definition.source)


def _say(parent: _Element, kind: str, text: str) -> _Element | None:
    if not text:
        return None
    group = etree.SubElement(parent, "descripGrp")
    etree.SubElement(group, "descrip", type=kind).text = storable(text)
    return group
