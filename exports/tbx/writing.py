"""Concepts written as the entries of a TBX file, one at a time.

Contexts stand at the first term of their language. The ids of their groups tell what belongs
together (c1.context-2.zh and c1.context-2.en) and in which order it was; TBX itself has no way to
say that two contexts translate each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from align.languages import Language
from align.languages import languages as known
from align.text import storable
from align.xml_safe import LANG, XML
from exports.derived import Derived
from exports.tbx.categories import CONDITION, PROPOSED, STATUSES, TYPES
from exports.tbx.dialects import MADE_BY, Dialect
from exports.xml_ids import xml_id
from glossary.model import Concept, Term
from glossary.model.attested import Linked, Material

if TYPE_CHECKING:
    from lxml.etree import _Element

Spans = tuple[tuple[int, int], ...]
_Related = Callable[[Concept], Sequence[Linked]]


def write_tbx(material: Material, path: Path, dialect: Dialect) -> tuple[str, ...]:
    """Write concepts in memory of one; what was left out is said, a line each."""
    writer = _Writer(dialect, material.related)
    with path.open("wb") as stream, etree.xmlfile(stream, encoding="utf-8") as file:
        file.write_declaration()
        if dialect.doctype:
            file.write_doctype(dialect.doctype)
        names = {None: dialect.namespace, "xml": XML} if dialect.namespace else {"xml": XML}
        attributes = {**dict(dialect.attributes), LANG: "en"}
        # elements inside are written without a prefix, and so are of the root's namespace
        with file.element(dialect.root, attributes, nsmap=names):
            file.write("\n", writer.header(), "\n")
            with file.element("text"):
                entries = (
                    entry
                    for each in material.entries
                    if (entry := writer.entry(each.concept, Derived.of(each))) is not None
                )
                first = next(entries, None)
                if first is not None:  # the schema wants no body rather than an empty one
                    with file.element("body"):
                        file.write("\n", first, "\n")
                        for entry in entries:
                            file.write(entry, "\n")
    return writer.losses


class _Writer:
    """Elements of one version, and a count of what found no place in them."""

    def __init__(self, dialect: Dialect, related: _Related) -> None:
        self._dialect = dialect
        self._related = related
        self._unlinked = 0
        self._nested = 0
        self._without_terms = 0

    @property
    def losses(self) -> tuple[str, ...]:
        lines = []
        if self._nested:
            lines.append(
                f"marks of terms in contexts left out, which overlap others: {self._nested:,}"
            )
        if self._unlinked:
            lines.append(
                f"relations left out, whose other concept is not in the file: {self._unlinked:,}"
            )
        if self._without_terms:
            lines.append(f"concepts left out, which have no terms: {self._without_terms:,}")
        return tuple(lines)

    def header(self) -> _Element:
        header = etree.Element(self._dialect.header)
        description = etree.SubElement(header, "fileDesc")
        title = etree.SubElement(description, "titleStmt")
        etree.SubElement(title, "title").text = "Glossary of Chinese policy terms"
        origin = etree.SubElement(description, "sourceDesc")
        etree.SubElement(origin, "p").text = f"{MADE_BY} {version('tifa-glossary')}"
        if self._dialect.encoding:
            encoding = etree.SubElement(header, "encodingDesc")
            part = etree.SubElement(encoding, "p", type="XCSURI")
            part.text = self._dialect.encoding
        etree.indent(header, "  ")
        return header

    def entry(self, concept: Concept, derived: Derived) -> _Element | None:
        """The entry of a concept; None where it has no term, without which TBX has no entry."""
        languages = tuple(dict.fromkeys(term.language for term in concept.terms))
        if not languages:
            self._without_terms += 1
            return None
        entry = etree.Element(self._dialect.entry, id=xml_id(concept.id))
        self._text(entry, "descrip", concept.subject, type="subjectField")
        for number, definition in enumerate(concept.definitions):
            if definition.language not in languages:
                self._definition(entry, concept, number)
        self._text(entry, "note", concept.note)
        self._relations(entry, concept)
        for language in languages:
            self._section(entry, concept, derived, languages, language)
        _indent(entry, self._structure)
        return entry

    def _relations(self, entry: _Element, concept: Concept) -> None:
        """Cross-references, the only links of TBX-Basic, which say by their text of what kind."""
        for each in self._related(concept):
            if each.is_held:
                said = f"{each.relation.kind}{PROPOSED if each.is_proposed else ''}"
                target = xml_id(each.relation.target)
                self._text(entry, "ref", said, type="crossReference", target=target)
            elif not each.is_proposed:
                self._unlinked += 1

    @property
    def _structure(self) -> frozenset[str]:
        own = self._dialect
        return frozenset({own.entry, own.section, own.term, "descripGrp"})

    def _section(
        self,
        entry: _Element,
        concept: Concept,
        derived: Derived,
        languages: tuple[Language, ...],
        language: Language,
    ) -> None:
        section = etree.SubElement(entry, self._dialect.section, {LANG: str(language)})
        for number, definition in enumerate(concept.definitions):
            if definition.language is language:
                self._definition(section, concept, number)
        grouped = tuple(sorted(concept.terms, key=lambda term: languages.index(term.language)))
        first = True
        for number, term in enumerate(concept.terms):
            if term.language is not language:
                continue
            element = self._term(section, term)
            if grouped != concept.terms:
                element.set("id", f"{xml_id(concept.id)}.term-{number}")
            if first:
                others = [each for each in known() if each not in languages]
                shown = [language, *(others if language is languages[0] else ())]
                self._contexts(element, concept, shown)
                first = False
            self._text(element, "note", term.note)
            for name, said in _notes(term, derived):
                id_ = f"{xml_id(concept.id)}.{name.format(number)}"
                self._text(element, "note", said, id=id_)

    def _term(self, section: _Element, term: Term) -> _Element:
        element = etree.SubElement(section, self._dialect.term)
        # an empty term is no term, but one of blanks alone may come from elsewhere
        etree.SubElement(element, "term").text = storable(term.text)
        self._text(element, "termNote", STATUSES[term.status], type="administrativeStatus")
        self._text(element, "termNote", TYPES[term.type], type="termType")
        self._text(element, "admin", term.source, type="source")
        return element

    def _definition(self, parent: _Element, concept: Concept, number: int) -> None:
        """A definition; one outside the section of its language names that."""
        definition = concept.definitions[number]
        group = etree.SubElement(parent, "descripGrp")
        if len(concept.definitions) > 1:
            group.set("id", f"{xml_id(concept.id)}.definition-{number}")
        said = etree.SubElement(group, "descrip", type="definition")
        said.text = storable(definition.text)
        if parent.get(LANG) != definition.language:
            said.set(LANG, str(definition.language))
        self._text(group, "admin", definition.source, type="source")

    def _contexts(self, term: _Element, concept: Concept, languages: list[Language]) -> None:
        """Contexts in a language, and in one in which the concept has no term."""
        for number, context in enumerate(concept.contexts):
            for language in languages:
                side = context.side(language)
                if side is None:
                    continue
                group = etree.SubElement(term, "descripGrp")
                group.set("id", f"{xml_id(concept.id)}.context-{number}.{language}")
                shown = etree.SubElement(group, "descrip", type="context")
                if language is not languages[0]:
                    shown.set(LANG, str(language))
                self._mark(shown, storable(side.text), side.spans)
                self._text(group, "admin", context.source, type="source")

    def _mark(self, element: _Element, text: str, spans: Spans) -> None:
        """Write text with the places of terms marked, where they do not overlap."""
        at, last = 0, None
        for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
            if start < at or end <= start or end > len(text):
                self._nested += 1
                continue
            _append(element, last, text[at:start])
            last = etree.SubElement(element, "hi", type="entailedTerm")
            last.text = text[start:end]
            at = end
        _append(element, last, text[at:])

    def _text(self, parent: _Element, name: str, text: str, **attributes: str) -> None:
        if text:
            etree.SubElement(parent, name, attributes).text = storable(text)


def _notes(term: Term, derived: Derived) -> Iterator[tuple[str, str]]:
    """What is said of a term for which TBX-Basic has no category, and the ends of the ids of that,
    with a place for the number of the term."""
    for place, condition in enumerate(term.conditions):
        yield f"condition-{{}}-{place}", f"{CONDITION}{condition}"
    for place, said in enumerate(derived.conditions(term)):
        yield f"derived-{{}}-{place}", f"Condition that contexts show: {said}"
    if reliability := derived.reliability(term):
        yield "derived-{}", f"Reliability: {reliability}"


def _append(element: _Element, last: _Element | None, text: str) -> None:
    if last is None:
        element.text = text
    else:
        last.tail = text


def _indent(element: _Element, structural: frozenset[str], level: int = 1) -> None:
    """Break lines between the elements that hold no text; what holds text stays as it is."""
    if element.tag not in structural or not len(element):
        return
    inner = "\n" + "  " * level
    element.text = inner
    for child in element:
        _indent(child, structural, level + 1)
        child.tail = inner
    element[-1].tail = inner[:-2]
