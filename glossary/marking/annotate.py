"""Mark the terms of a glossary in a text: the longest ones, in its language and either script.

Terms are kept in dictionaries by their forms (`glossary.language.forms`), and at each place of the
text the longest form that stands there is looked up. An Aho-Corasick automaton would be faster in
a text of many megabytes, but for 100,000 concepts it takes seconds to build and 117 MB more.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from align.model import CHINESE_ENGLISH, Language
from align.normalise import Habits, read
from glossary.language.forms import (
    base_form,
    chinese,
    fold,
    normal_form,
    normal_words,
    tokens,
)
from glossary.marking.compounds import in_compounds
from glossary.marking.learned import Forms, Id, Lookup, form_of, forms_of, learn
from glossary.marking.places import FormPlace, Named, in_chinese, in_english, in_words
from glossary.model import LIVE, Concept, ConceptStatus, Sense, in_language
from glossary.model.keys import key
from glossary.model.searchable import Termed

_AT_ONCE = 500  #: concepts that are read together

#: What parts paragraphs: an empty line, or an indented one of Chinese.
_PARTING = re.compile("\n[^\\S\n]*\n\\s*|\n[^\\S\n]+(?=[“‘《（【\\u3400-\\u9fff])")

_Name = tuple[Language, str]


@dataclass(frozen=True, slots=True)
class Mark:
    """A term in a text.

    Attributes:
        start, end: characters in the text; marks do not overlap.
        senses: the concepts it can stand for, best first, at least one.
    """

    start: int
    end: int
    language: Language
    senses: tuple[Sense, ...]


def annotate(
    text: str,
    glossary: Termed | None,
    reference: Termed | None,
    *,
    statuses: Collection[ConceptStatus] = LIVE,
    language: Language | None = None,
) -> list[Mark]:
    """The terms in one text; see `Annotator`.

    Args:
        language: that of the text, by default what it seems to be in.

    Raises:
        GlossaryError: the glossary cannot be read.

    >>> from glossary import annotate, starter
    >>> text = "加快发展新质生产力。"
    >>> [text[mark.start : mark.end] for mark in annotate(text, None, starter())]
    ['新质生产力']
    """
    return Annotator(glossary, reference, statuses=statuses).marks(text, language)


class Annotator:
    """Marks the terms of a glossary in any number of texts; its terms are read once.

    Chinese terms are found in either script, English ones with any regular inflection and with or
    without hyphens, those of a text in another language by the normal forms of their words. Where
    the glossary has a term, what the reference says of it is left out.

    Args:
        statuses: the concepts whose terms are marked; those in review and approved, not rejected.

    Raises:
        GlossaryError: the glossary cannot be read.
    """

    def __init__(
        self,
        glossary: Termed | None,
        reference: Termed | None,
        *,
        statuses: Collection[ConceptStatus] = LIVE,
    ) -> None:
        self._sources = (glossary, reference)
        learned = learn(self._sources, statuses)
        self._chinese = learned.chinese.lookup()
        self._english = ("number", learned.number.lookup()), ("base", learned.base.lookup())
        self._keys = learned.others
        self._others: dict[Language, tuple[Named, ...]] = {}
        self._concepts: dict[Id, Concept] = {}
        self._senses: dict[tuple[Language, str, str], tuple[Sense, ...]] = {}

    def marks(self, text: str, language: Language | None = None) -> list[Mark]:
        """The terms in a text, in their order; of those that overlap the first, then the longest.

        A term lies within one paragraph, in whose reading it is found; the places are those of the
        text as it stands.

        Args:
            language: that of the text, by default what it seems to be in.

        Raises:
            GlossaryError: the glossary cannot be read.
        """
        if language is None and self._keys:
            language = _language_of(text)
        only = None if language in CHINESE_ENGLISH else language
        habits = Habits.of(text)
        found = []
        start = 0
        for parting in [*_PARTING.finditer(text), None]:
            end = parting.start() if parting else len(text)
            reading = read(text[start:end], habits)
            for mark in self._with_concepts(reading.text, _apart(self._places(reading.text, only))):
                first, last = reading.outer(mark.start, mark.end)
                found.append(replace(mark, start=start + first, end=start + last))
            start = parting.end() if parting else end
        return found

    def standing(self, reading: str, language: Language) -> list[Mark]:
        """The terms of one language in a reading that stand in no longer one; they may overlap.

        Raises:
            GlossaryError: the glossary cannot be read.
        """
        return list(self._with_concepts(reading, _outermost(self._places(reading, language))))

    def named(self, names: Iterable[_Name]) -> dict[_Name, Sense]:
        """What terms stand for by themselves, given by language and text; others are left out.

        Raises:
            GlossaryError: the glossary cannot be read.
        """
        found = []
        for name in names:
            language, text = name
            form = form_of(key(text, language), language)
            known = self._known(language).ids
            if form in known:
                found.append((name, FormPlace(0, 0, language, form, known[form])))
        self._read(each for _, place in found for each in _own_or_all(place.ids))
        senses = ((name, _senses(place, name[1], self._concepts)) for name, place in found)
        return {name: first for name, those in senses if (first := next(those, None))}

    def _places(self, text: str, only: Language | None = None) -> list[FormPlace]:
        """Where forms stand in a reading, the longest that begins at each character or word."""
        folded = fold(text)
        places: list[FormPlace] = []
        if only in (None, Language.ZH):
            places += in_chinese(chinese(folded), text, self._chinese)
        if only in (None, Language.EN):
            places += in_english(tokens(folded), text, self._english)
        if only is not None and only not in CHINESE_ENGLISH:
            places += in_words(normal_words(folded, only), only, self._by_words(only))
            places += in_compounds(folded, only, places, self._known(only))
        return sorted(places, key=lambda place: (place.start, -place.end))

    def _known(self, language: Language) -> Lookup:
        """The terms of a language; those of neither are learned when they are asked for."""
        if language in CHINESE_ENGLISH:
            return self._chinese if language is Language.ZH else self._english[0][1]
        return self._by_words(language)[0][1]

    def _by_words(self, language: Language) -> tuple[Named, ...]:
        if language not in self._others:
            number, base = Forms(), Forms()
            for made, concept in self._keys.get(language, ()):
                number.learn_words(normal_form(made, language), concept)
                base.learn_words(base_form(made, language), concept)
            self._others[language] = ("number", number.lookup()), ("base", base.lookup())
        return self._others[language]

    def _with_concepts(self, text: str, places: Sequence[FormPlace]) -> Iterator[Mark]:
        self._read(each for place in places for each in _own_or_all(place.ids))
        for place in places:
            as_written = text[place.start : place.end]
            which = place.language, place.form, as_written
            if which not in self._senses:
                self._senses[which] = tuple(_senses(place, as_written, self._concepts))
            if self._senses[which]:
                yield Mark(place.start, place.end, place.language, self._senses[which])

    def _read(self, ids: Iterable[Id]) -> None:
        """Read the concepts that are not known yet."""
        wanted = sorted({*ids} - self._concepts.keys())
        for rank, source in enumerate(self._sources):
            own = [concept_id for own_rank, concept_id in wanted if own_rank == rank]
            for start in range(0, len(own), _AT_ONCE) if source else ():
                for concept in source.with_ids(own[start : start + _AT_ONCE]) if source else ():
                    self._concepts[rank, concept.id] = concept


def _apart(places: Iterable[FormPlace]) -> list[FormPlace]:
    """Of places that overlap the first, then the longest."""
    kept: list[FormPlace] = []
    for place in places:
        if not kept or place.start >= kept[-1].end:
            kept.append(place)
    return kept


def _outermost(places: Iterable[FormPlace]) -> list[FormPlace]:
    """The places that do not lie within another one."""
    kept: list[FormPlace] = []
    for place in places:
        if not kept or place.end > kept[-1].end:
            kept.append(place)
    return kept


def pieces(text: str, marks: Sequence[Mark]) -> Iterator[tuple[str, Mark | None]]:
    """The whole text in pieces, each a term with its mark or what stands between two."""
    last = 0
    for mark in marks:
        if last < mark.start:
            yield text[last : mark.start], None
        yield text[mark.start : mark.end], mark
        last = mark.end
    if last < len(text):
        yield text[last:], None


def _language_of(text: str) -> Language | None:
    """What a text seems to be in; None for what we do not know."""
    from align.identifying import identify

    found = identify(text)
    return found.language if found else None


def _senses(place: FormPlace, as_written: str, concepts: Mapping[Id, Concept]) -> Iterator[Sense]:
    for each in _own_or_all(place.ids):
        concept = concepts.get(each)
        if concept is None:
            continue  # somebody deleted it since its terms were read
        same = [
            term
            for term in in_language(concept.terms, place.language)
            if place.form in forms_of(term) and _may_be(term.text, as_written)
        ]
        # Of "three firsts" and "three first" the one that was written, which may be deprecated.
        same.sort(key=lambda term: term.text.casefold() != as_written.casefold())
        if same:
            yield Sense(concept, same[0], bool(each[0]))


def _may_be(term: str, as_written: str) -> bool:
    """Whether a term can be written so: MOST, the ministry, is not "most", nor SAR "SARS"."""
    if not (term.isupper() and term.isascii() and term.isalpha()):
        return True
    return unicodedata.normalize("NFKC", as_written).removesuffix("s") == term


def _own_or_all(ids: tuple[Id, ...]) -> tuple[Id, ...]:
    """The user's own concepts, or those of the reference where there are none."""
    return tuple(each for each in ids if each[0] == 0) or ids
