"""The glossary as an XLIFF 2 file with the glossary module, for CAT tools.

Source: OASIS, XLIFF Version 2.0 (2014), 5.2 Glossary Module. A unit is a concept, its segment the
terms to use in both languages, and each term of the source that may be used is an entry with all
terms of the target that may be. Terms to avoid are not written: the module has no way to say that
they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from align.languages import CHINESE_ENGLISH, Language
from align.text import storable
from exports.pairs import Left, Pair
from exports.xml_ids import xml_id
from glossary.model import TO_AVOID, Concept, Term, in_language, preferred
from glossary.model.attested import Material
from glossary.model.fields import Field

if TYPE_CHECKING:
    from lxml.etree import _Element

CORE = "urn:oasis:names:tc:xliff:document:2.0"
GLOSSARY = "urn:oasis:names:tc:xliff:glossary:2.0"

CARRIES = frozenset(
    {
        Field.ID,
        Field.OTHER_TERMS,
        Field.TERM_SOURCE,
        Field.DEFINITION,
        Field.DEFINITION_SOURCE,
        Field.NOTE,
    }
)


def write(material: Material, path: Path, pair: Pair = CHINESE_ENGLISH) -> Left:
    """Write a unit a concept, in memory of one; what was left out is said, a line each."""
    file_id = "glossary"
    left_out = 0
    names: dict[str | None, str] = {None: CORE, "gls": GLOSSARY}
    languages = {"version": "2.0", "srcLang": str(pair[0]), "trgLang": str(pair[1])}
    with path.open("wb") as stream, etree.xmlfile(stream, encoding="utf-8") as file:
        file.write_declaration()
        with (
            file.element(f"{{{CORE}}}xliff", languages, nsmap=names),
            file.element(f"{{{CORE}}}file", id=file_id),
            file.element(f"{{{CORE}}}group", id=f"{file_id}-concepts"),
        ):
            for concept in material.concepts:
                unit = _unit(concept, pair)
                left_out += unit is None
                if unit is not None:
                    file.write(unit, pretty_print=True)
    why = f"which have no {pair[0].label} term, or neither rendering nor definition of it"
    lines = (f"concepts left out, {why}: {left_out:,}",) if left_out else ()
    return Left(left_out, lines)


def _unit(concept: Concept, pair: Pair) -> _Element | None:
    """The unit of a concept; None where the module could not hold its entry."""
    sources, targets = (list(_to_use(concept, language)) for language in pair)
    if not sources or not (targets or concept.definitions):
        return None
    # without a prefix, and so of the namespace of the root that it is written into
    unit = etree.Element("unit", id=xml_id(concept.id), nsmap={"gls": GLOSSARY})
    glossary = etree.SubElement(unit, _module("glossary"))
    for term in sources:
        if targets or term is sources[0]:
            _entry(glossary, concept, term, targets, defined=term is sources[0])
    if concept.note:
        notes = etree.SubElement(unit, "notes")
        etree.SubElement(notes, "note").text = storable(concept.note)
    segment = etree.SubElement(unit, "segment")
    etree.SubElement(segment, "source").text = storable(sources[0].text)
    if targets:
        etree.SubElement(segment, "target").text = storable(targets[0].text)
    return unit


def _entry(
    glossary: _Element, concept: Concept, term: Term, targets: list[Term], *, defined: bool
) -> None:
    entry = etree.SubElement(glossary, _module("glossEntry"))
    _said(entry, "term", term.text, term.source)
    for translation in targets:
        _said(entry, "translation", translation.text, translation.source)
    if defined and concept.definitions:
        first = concept.definitions[0]
        _said(entry, "definition", first.text, first.source)


def _to_use(concept: Concept, language: Language) -> Iterator[Term]:
    """The terms of a language that may be used, the one to prefer first."""
    first = preferred(concept.terms, language)
    if first is not None:
        yield first
    for term in in_language(concept.terms, language):
        if term is not first and term.status not in TO_AVOID:
            yield term


def _said(parent: _Element, name: str, text: str, source: str) -> None:
    attributes = {"source": storable(source)} if source else {}
    etree.SubElement(parent, _module(name), attributes).text = storable(text)


def _module(name: str) -> str:
    return f"{{{GLOSSARY}}}{name}"
