"""Lists of the members of numeric formulas, read in all stored documents.

When a document is added, it is read for the formulas that are found in it. Many are spelled out in
another one, where nobody looked for them. Of a formula that stands in thousands of places the most
promising ones are judged, by the same model (`glossary.formulas.members`).
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest
from itertools import groupby
from operator import attrgetter

from sqlalchemy import Connection

from align.languages import CHINESE_ENGLISH
from align.model import Language, SegmentedDocument
from glossary.formulas import Formula
from glossary.formulas.find import asked
from glossary.formulas.known import counting, member_lists
from glossary.formulas.members import listed_beside, listed_elsewhere
from glossary.language.folding import folded, folded_query
from glossary.language.folding import places as places_in
from glossary.model import Concept, Definition, Occurrence, StoredDocument
from glossary.store.documents.records import stored_documents
from glossary.store.documents.texts import text_of
from glossary.store.searching import sentences

_MOST = 12  #: places of a formula that are judged: each costs up to 30 ms
#: How likely a list must be: more than of one passage alone, since many are looked at.
_LEAST = 0.95
_MARKS = re.compile("[、，,；;]")
_AFTER = 3  #: sentences from that of a formula on within which a promise is looked for


@dataclass(frozen=True, slots=True)
class Spelled:
    """A list of a formula's members in a stored document.

    Attributes:
        is_beside: the formula stands beside it.
    """

    document: StoredDocument
    definition: Definition
    is_beside: bool


@dataclass(frozen=True, slots=True)
class _Form:
    """A form of a formula that is looked for.

    Attributes:
        searched: as sentences are searched.
        heads: likewise what it says of its members; none where it says nothing of some.
    """

    concept_id: str
    formula: Formula
    searched: str
    heads: tuple[str, ...]

    def is_counted_in(self, searched: str) -> bool:
        """Whether a sentence has what is counted as often as it is."""
        return sum(map(searched.count, self.heads)) >= self.formula.count


@dataclass(frozen=True, slots=True)
class _Place:
    """A sentence that may list the members of a formula.

    Attributes:
        promise: how much there is nearby that lists have.
        is_beside: the formula stands there; else only what it counts does.
    """

    form: _Form
    document: int
    segment: int
    promise: int
    is_beside: bool


def spelled_out(connection: Connection, concepts: Iterable[Concept]) -> dict[str, list[Spelled]]:
    """The lists of members that stored documents have of formulas, by the ids of their concepts.

    Where several documents say the same members, it is likelier that they are the right ones; lists
    of which that is too little likely are left out, and those beside which the formula does not
    stand where there is another. Those that the concepts have already are among them.
    """
    documents = {each.id: each for each in stored_documents(connection)}
    formulas = {each.id: each for each in concepts}
    chosen = [
        place
        for language in CHINESE_ENGLISH
        for place in _places(connection, list(_forms(formulas.values(), language)), language)
    ]
    found: dict[str, list[Spelled]] = defaultdict(list)
    order = attrgetter("document", "segment")
    for number, places in groupby(sorted(chosen, key=order), key=attrgetter("document")):
        text = text_of(connection, number)
        for place in places:
            drawn = _judged(text, place)
            if drawn is not None:
                spelled = Spelled(documents[number], drawn, place.is_beside)
                found[place.form.concept_id].append(spelled)
    sure = ((each, list(_sure(formulas[each], own))) for each, own in found.items())
    return {concept_id: own for concept_id, own in sure if own}


def _sure(concept: Concept, found: Sequence[Spelled]) -> Iterator[Spelled]:
    """The lists of a formula that are likely right, by language."""
    for language in CHINESE_ENGLISH:
        own = [each for each in found if each.definition.language is language]
        beside = list(_agreed(concept, [each for each in own if each.is_beside]))
        yield from beside or _agreed(concept, own)


def _agreed(concept: Concept, found: Sequence[Spelled]) -> Iterator[Spelled]:
    """The lists that as many documents say as make it likely enough that they are right."""
    where = {each.definition: each for each in found}
    for listed in member_lists(replace(concept, definitions=tuple(where))):
        best: dict[int, float] = defaultdict(float)
        for each in listed.definitions:
            number = where[each].document.id
            best[number] = max(best[number], each.score)
        if 1 - math.prod(1 - score for score in best.values()) >= _LEAST:
            yield from (where[each] for each in listed.definitions)


def _forms(concepts: Iterable[Concept], language: Language) -> Iterator[_Form]:
    """The terms of formulas that count something; those of one formula count the same."""
    for concept in concepts:
        whole = counting(concept)
        for term in concept.terms:
            formula = asked(term.text, language) if term.language is language else None
            if formula is not None and whole is not None and formula.count == whole.count:
                said = tuple(folded_query(each, language) for each in dict.fromkeys(formula.heads))
                heads = said if all(said) else ()
                yield _Form(concept.id, formula, folded_query(term.text, language), heads)


def _places(connection: Connection, forms: Sequence[_Form], language: Language) -> Iterator[_Place]:
    """The most promising places of each form, of those that promise as much the first."""
    from ahocorasick_rs import AhoCorasick

    wanted: dict[str, list[_Form]] = defaultdict(list)
    for form in forms:
        for word in (form.searched, *form.heads[:1]):
            wanted[word].append(form)
    words = list(wanted)
    automaton = AhoCorasick(words)
    found: dict[_Form, list[_Place]] = defaultdict(list)
    every = sentences.of_language(connection, language) if words else ()
    for document, group in groupby(every, key=attrgetter("document")):
        said = list(group)
        for at, each in enumerate(said):
            hits = automaton.find_matches_as_indexes(each.searched, overlapping=True)
            held = dict.fromkeys(words[number] for number, *_ in hits)
            for form in dict.fromkeys(form for word in held for form in wanted[word]):
                is_beside = form.searched in held
                if is_beside or form.is_counted_in(each.searched):
                    promise = _promise(form, said[max(0, at - 1) : at + _AFTER])
                    if promise:
                        found[form].append(_Place(form, document, each.segment, promise, is_beside))
    for places in found.values():
        yield from nlargest(_MOST, places, key=attrgetter("is_beside", "promise"))


def _promise(form: _Form, near: Sequence[sentences.Sentence]) -> int:
    """How much sentences have that lists of members have: what is counted, and marks."""
    marks = max(len(_MARKS.findall(each.text)) for each in near) >= form.formula.count - 1
    return marks + 2 * any(form.heads and form.is_counted_in(each.searched) for each in near)


def _judged(text: SegmentedDocument, place: _Place) -> Definition | None:
    form = place.form
    if not place.is_beside:
        return listed_elsewhere(text, place.segment, form.formula)
    language = text.language
    reading = text.segments[place.segment].reading.text
    spans = places_in(reading, folded(reading, language), form.searched, language)
    source = text.document.source
    drawn = (
        listed_beside(text, Occurrence(source, place.segment, *span), form.formula)
        for span in spans
    )
    return max(filter(None, drawn), key=attrgetter("score"), default=None)
