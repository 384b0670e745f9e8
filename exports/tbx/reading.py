"""TBX of any version and style, TBX-Min and MultiTerm XML, read as concepts, an entry at a time.

All have entries with sections by language and terms in them, under names of their own. A piece of
information has its data category in the attribute `type` (DCA style, martif, MultiTerm) or in the
name of its element (DCT style, TBX-Min). It stands alone, or first in a group with its source.
Text of others is wrapped and indented by whatever wrote it, which says nothing; that of our own
files is taken as it stands. Ids of others ("c1", "7") are not unique beyond their file, so a
concept has an id only in a file of ours, or where the id is of our making.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from align.bitexts.inline import plain
from align.bitexts.tags import language_of as language_of
from align.errors import InputError
from align.languages import languages
from align.model import Language
from align.remarks import Remarks
from align.text import unwrap
from align.xml_safe import LANG, local_name, records, text_of
from exports.tbx.categories import (
    CONDITION,
    PROPOSED,
    READS,
    STATUS_CATEGORIES,
    category_of,
    relation_of,
    status_of,
    type_of,
)
from exports.tbx.dialects import MADE_BY
from exports.xml_ids import text_of_id
from glossary.exchange.incoming import FileLink, Line, about_file
from glossary.model import (
    Concept,
    Condition,
    Context,
    Definition,
    Origin,
    Relation,
    RelationKind,
    Side,
    Term,
    with_preferred,
)
from glossary.model.conditions import condition_of, distinct
from glossary.model.relations import related

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROOTS = ("tbx", "martif", "TBX", "mtf")
_HEADERS = frozenset({"tbxHeader", "martifHeader", "header"})
_ENTRIES = frozenset({"conceptEntry", "termEntry", "entry", "conceptGrp"})
_SECTIONS = frozenset({"langSec", "langSet", "langGroup", "languageGrp"})
_TERMS = frozenset({"termSec", "tig", "ntig", "termGroup", "termGrp"})
#: What MultiTerm says of an entry for itself: its number, its class, and the language of a section.
_HOUSEKEEPING = frozenset({"concept", "system", "language"})
_TYPED = frozenset({"descrip", "admin", "termNote", "transac", "ref", "xref", "hi"})
_NAMED = _TERMS | {"term"}
_KINDS = frozenset(RelationKind)
_BLANKS = re.compile(r"\s+")
_OUR_ID = re.compile(r"c[a-z2-7]{16}")
_DERIVED = re.compile(r"\.derived-\d+")
_OF_CONDITION = re.compile(r"\.condition-\d+-\d+")
_ORDER = re.compile(r"\.(?:term|definition|context)-(\d{1,9})(?:\.[a-z]{2,3})?$")

Spans = tuple[tuple[int, int], ...]
Part = TypeVar("Part")


def read(stream: BinaryIO) -> Iterator[Line]:
    """The concepts of a TBX file, with what is wrong with entries that hold none.

    Raises:
        InputError: it is no TBX, is cut off, or could do harm; the file and the line are named.
    """
    ours, number, default = False, 0, None
    remarks = Remarks()
    for element in records(stream, _ROOTS, _HEADERS | _ENTRIES, "TBX", remarks):
        name = local_name(element)
        if name in _HEADERS:
            ours = MADE_BY in text_of(element)
        elif name in _ENTRIES:
            number += 1
            yield _line(element, number, ours=ours, default=default)
        else:
            default = language_of(element.get(LANG))
    yield from about_file(remarks)


def _line(entry: _Element, number: int, *, ours: bool, default: Language | None) -> Line:
    reader = _Reader(ours, default)
    concept = reader.concept(entry)
    if not concept.terms:
        found = ", ".join(sorted(reader.languages)) or "none"
        fault = InputError(
            f"line {entry.sourceline}: the entry has no term in a language that tifa knows"
            f" (its languages: {found})",
            "leave it out or give it one",
        )
        return Line(number, None, fault, carried=READS, unit="entry")
    return Line(
        number,
        concept,
        carried=READS,
        unit="entry",
        ignored=tuple(sorted(reader.ignored)),
        apart=True,
        names=tuple(filter(None, (each.get("id") for each in _named(entry)))),
        links=tuple(reader.links),
    )


def _named(entry: _Element) -> Iterator[_Element]:
    """What links to an entry may lead to: itself and its terms."""
    yield entry
    yield from (each for each in entry.iter() if local_name(each) in _NAMED)


@dataclass(frozen=True, slots=True)
class _Item:
    """A piece of information.

    Attributes:
        category: its data category; "note" for a note.
        element: what holds its text.
        source: where it is from, or "".
        id: of its group, else its own; "" for none.
    """

    category: str
    element: _Element
    source: str = ""
    id: str = ""


@dataclass(slots=True)
class _Reader:
    """An entry on its way into a concept.

    Attributes:
        ours: whether the file was written by us.
        default: the language of text that names none.
        ignored: what the entry says and a concept cannot hold.
        languages: codes of the languages of its sections.
    """

    ours: bool
    default: Language | None
    ignored: set[str] = field(default_factory=set)
    languages: set[str] = field(default_factory=set)
    subjects: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    terms: list[tuple[int, Term]] = field(default_factory=list)
    definitions: list[tuple[int, Definition]] = field(default_factory=list)
    contexts: dict[int, Context] = field(default_factory=dict)
    relations: tuple[Relation, ...] = ()
    links: list[FileLink] = field(default_factory=list)
    seen: set[tuple[Language, str]] = field(default_factory=set)
    next_context: int = 0

    def concept(self, entry: _Element) -> Concept:
        for item in self._items(entry, _SECTIONS):
            self._of_concept(item, self._language(item.element, None))
        for section in entry:
            if local_name(section) in _SECTIONS:
                self._section(section)
        terms = tuple(_in_order(self.terms))
        return Concept(
            id=self._id(entry.get("id") or ""),
            terms=terms if self.ours else with_preferred(terms),
            definitions=tuple(_in_order(self.definitions)),
            contexts=tuple(self.contexts[number] for number in sorted(self.contexts)),
            subject="; ".join(self.subjects),
            note="\n".join(self.notes),
            relations=self.relations,
        )

    def _id(self, name: str) -> str:
        return text_of_id(name) if self.ours or _OUR_ID.fullmatch(name) else ""

    def _section(self, section: _Element) -> None:
        code = _code(section)
        self.languages.add(code or "none")
        language = language_of(code)
        if language is None:
            self.ignored.add(f"language {code}" if code else "sections without a language")
            return
        for item in self._items(section, _TERMS):
            self._of_concept(item, self._language(item.element, language))
        for element in section:
            if local_name(element) in _TERMS:
                self._term(element, language)

    def _language(self, element: _Element, outer: Language | None) -> Language | None:
        code = element.get(LANG)
        return language_of(code) if code else outer or self.default

    def _of_concept(self, item: _Item, language: Language | None) -> None:
        """What is said of the concept, at any level."""
        text = self._text(item.element)
        if self._is_related(item, text) or not text:
            return
        if item.category == "subjectField":
            self.subjects.append(text)
        elif item.category == "note":
            self.notes.append(text)
        elif item.category == "definition" and language:
            definition = Definition(language, text, item.source, origin=Origin.PERSON)
            self.definitions.append((_order(item.id, len(self.definitions)), definition))
        else:
            self.ignored.add(item.category)

    def _is_related(self, item: _Item, text: str) -> bool:
        """Whether it is a relation to another entry, which is noted then.

        Ours names its kind and has an id that holds beyond the file; what no person has set is
        left out.
        """
        name = item.element.get("target") or ""
        if item.category == "crossReference" and (target := self._id(name)):
            if self.ours and text.endswith(PROPOSED):
                return True
            if text in _KINDS:
                said = Relation(RelationKind(text), target)
                self.relations = related(self.relations, [said])
                return True
        known = relation_of(item.category)
        if known is None or not (name or text):
            return False
        kind, inverse = known
        self.links.append(FileLink(item.category, kind, name.removeprefix("#"), text, inverse))
        return True

    def _term(self, element: _Element, language: Language) -> None:
        words = next((each for each in element.iter() if local_name(each) == "term"), None)
        text = "" if words is None else self._text(words).strip()
        if not text:
            self.ignored.add("terms without text")
            return
        term, notes, conditions = Term(language, text), [], []
        for item in self._items(element, frozenset({"term"})):
            said = self._text(item.element)
            if self.ours and _DERIVED.search(item.id):
                continue
            if item.category == "note" and (condition := self._condition(item, said)):
                conditions.append(condition)
            elif item.category == "note":
                notes.append(said)
            elif item.category == "context":
                self._context(item, self._language(item.element, language))
            elif item.category == "definition":
                self._of_concept(item, language)
            elif self._is_related(item, said):
                continue
            else:
                term = self._with(term, item.category, said)
        term = replace(term, note="\n".join(notes), conditions=distinct(conditions))
        if not any(
            (term.language, term.text) == (each.language, each.text) for _, each in self.terms
        ):
            self.terms.append((_order(element.get("id") or "", len(self.terms)), term))

    def _condition(self, item: _Item, said: str) -> Condition | None:
        """The condition that a note says; one of ours is told by its id, others by their text."""
        if not said.startswith(CONDITION) or (self.ours and not _OF_CONDITION.search(item.id)):
            return None
        try:
            return condition_of(said.removeprefix(CONDITION))
        except InputError:
            return None

    def _with(self, term: Term, category: str, value: str) -> Term:
        """The term with what one piece of information says of it."""
        if category == "source":
            return replace(term, source=f"{term.source}; {value}" if term.source else value)
        status = status_of(value) if category in STATUS_CATEGORIES else None
        if status is not None:
            return replace(term, status=status)
        type_ = type_of(value.strip()) if category == "termType" else None
        if type_ is not None:
            return replace(term, type=type_)
        known = category in STATUS_CATEGORIES or category == "termType"
        self.ignored.add(f"{category} {value}" if known else category)
        return term

    def _context(self, item: _Item, language: Language | None) -> None:
        if language is None:
            self.ignored.add("contexts in other languages")
            return
        text, spans = _marked(item.element)
        if not self.ours:
            text, spans = _tidied(text, spans)
        if not text:
            return
        order = _order(item.id, self.next_context)
        self.next_context = max(self.next_context, order + 1)
        context = self.contexts.get(order, Context((), item.source))
        sides = sorted((*context.sides, Side(language, text, spans)), key=_place)
        self.contexts[order] = replace(context, sides=tuple(sides))

    def _text(self, element: _Element) -> str:
        return text_of(element) if self.ours else _tidied(plain(element), ())[0]

    def _items(self, parent: _Element, without: frozenset[str]) -> Iterator[_Item]:
        """The pieces of information right inside an element, those of groups with their sources."""
        for child in parent:
            name = local_name(child)
            if name in without or name in _HOUSEKEEPING:
                continue
            if name == "termGrp":
                yield from self._items(child, without)
            elif name.endswith("Grp"):
                yield from self._group(child)
            else:
                yield _Item(_category(child), child, id=child.get("id") or "")

    def _group(self, group: _Element) -> Iterator[_Item]:
        if not len(group):
            return
        first, *others = group
        others = [each for other in others for each in _ungrouped(other)]
        source, notes = [], []
        for other in others:
            category = _category(other)
            if category == "source":
                source.append(self._text(other))
            elif local_name(group) == "transacGrp":
                continue
            elif category == "note":
                notes.append(_Item("note", other))
            else:
                self.ignored.add(category)
        own = group.get("id") or first.get("id") or ""
        yield _Item(_category(first), first, "; ".join(source), own)
        yield from notes


def _code(section: _Element) -> str:
    """The code of the language of a section, or its name where MultiTerm has no code; else ""."""
    named = next((each for each in section if local_name(each) == "language"), None)
    if named is not None:
        return named.get("lang") or named.get("type") or ""
    return section.get(LANG) or section.get("lang") or ""


def _ungrouped(element: _Element) -> Iterator[_Element]:
    """What is in a group within a group, as MultiTerm has it."""
    if local_name(element).endswith("Grp"):
        for child in element:
            yield from _ungrouped(child)
    else:
        yield element


def _category(element: _Element) -> str:
    name = local_name(element)
    return category_of(element.get("type") or name if name in _TYPED else name)


def _order(name: str, otherwise: int) -> int:
    found = _ORDER.search(name)
    return int(found[1]) if found else otherwise


def _in_order(numbered: list[tuple[int, Part]]) -> list[Part]:
    return [part for _, part in sorted(numbered, key=lambda each: each[0])]


def _place(side: Side) -> int:
    """The place of a side of a context: the original is Chinese where one of them is."""
    return languages().index(side.language)


def _marked(element: _Element) -> tuple[str, Spans]:
    """The text of an element, and where terms are marked in it."""
    parts, spans, at = [element.text or ""], [], len(element.text or "")
    for child in element:
        text, tail = text_of(child), child.tail or ""
        if local_name(child) == "hi" and child.get("type") == "entailedTerm" and text:
            spans.append((at, at + len(text)))
        parts += [text, tail]
        at += len(text) + len(tail)
    return "".join(parts), tuple(spans)


def _tidied(text: str, spans: Spans) -> tuple[str, Spans]:
    """Text on one line, without the blanks that indent it, and where the spans are in it."""
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    tidy, found = "", []
    for number, (start, end) in enumerate(pairwise(edges)):
        piece = _BLANKS.sub(" ", unwrap(text[start:end]))
        piece = piece.lstrip() if not tidy or tidy.endswith(" ") else piece
        if number % 2 and piece.strip():
            found.append((len(tidy), len(tidy) + len(piece.rstrip())))
        tidy += piece
    return tidy.rstrip(), tuple(found)
