"""The terms of a glossary that stand in texts: found, and rendered by what the entry has.

What a person has touched, imported or approved is known, and so is the starter glossary. What a
program proposed and nobody reviewed is not: a text that is extracted twice would else bear itself
out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from align.model import Bitext, Language
from align.progress import Progress, silent
from glossary.extraction.contexts import Texts
from glossary.extraction.renders import BeadTranslations, Own
from glossary.language.halves import whole
from glossary.marking.annotate import Annotator, Mark
from glossary.model import Candidate, Concept, ConceptStatus, Occurrence, Sense, in_language
from glossary.model.keys import key
from glossary.model.searchable import Termed
from glossary.pairing import Pairing
from glossary.ranking import probability

if TYPE_CHECKING:
    from glossary.store import Glossary

#: The evidence of what a glossary has, and the log odds that it adds, as one more feature does.
KNOWN = "in the glossary"
TRUST = 1.5
#: Log odds of a known term that detection did not find by itself.
UNSEEN = -4.0
_Name = tuple[Language, str]  #: a language and the key of a term


class OfPeople:
    """The concepts of a glossary that a person has touched, as people left them.

    What programs found for them since is no more reviewed than a proposal. The glossary must stay
    open.
    """

    def __init__(self, glossary: Glossary) -> None:
        from glossary.store.writing.origins import as_people_left, touched_by_people

        self._glossary = glossary
        with glossary.reading() as connection:
            self._ids = frozenset(touched_by_people(connection))
            self._left = as_people_left(connection)

    def keys(
        self, *, statuses: Collection[ConceptStatus] | None = None
    ) -> Iterator[tuple[Language, str, str]]:
        """As in `glossary.model.searchable.Termed`."""
        told: set[str] = set()
        for language, made, concept_id in self._glossary.keys(statuses=statuses):
            left = self._left.get(concept_id)
            if left is None and concept_id in self._ids:
                yield language, made, concept_id
            elif left is not None and concept_id not in told:
                told.add(concept_id)
                for term in left.terms:
                    yield term.language, key(term.text, term.language), concept_id

    def with_ids(self, ids: Sequence[str]) -> list[Concept]:
        """As in `glossary.model.searchable.Termed`."""
        return [self._left.get(each.id, each) for each in self._glossary.with_ids(ids)]


class Unrejected:
    """A reference without the terms of concepts that were rejected in the glossary beside it."""

    def __init__(self, reference: Termed, glossary: Termed | None) -> None:
        rejected = glossary.keys(statuses={ConceptStatus.REJECTED}) if glossary else ()
        self._reference = reference
        self._rejected = {(language, made) for language, made, _ in rejected}

    def keys(
        self, *, statuses: Collection[ConceptStatus] | None = None
    ) -> Iterator[tuple[Language, str, str]]:
        """As in `glossary.model.searchable.Termed`."""
        found = self._reference.keys(statuses=statuses)
        return (each for each in found if each[:2] not in self._rejected)

    def with_ids(self, ids: Sequence[str]) -> list[Concept]:
        """As in `glossary.model.searchable.Termed`."""
        return self._reference.with_ids(ids)


@dataclass(slots=True)
class _Group:
    """One term where it stands.

    Attributes:
        order: its number among the terms, by their first places.
        senses: the concepts that it can stand for, by how it is written.
    """

    language: Language
    order: int
    places: list[Occurrence] = field(default_factory=list)
    surfaces: Counter[str] = field(default_factory=Counter)
    senses: dict[str, tuple[Sense, ...]] = field(default_factory=dict)

    @property
    def forms(self) -> tuple[str, ...]:
        """How it is written, the most frequent way first."""
        return tuple(form for form, _ in self.surfaces.most_common())

    def candidate(self) -> Candidate:
        """The term as detection would have found it."""
        forms = self.forms
        return Candidate(
            language=self.language,
            form=forms[0],
            surfaces=forms,
            occurrences=tuple(self.places),
            kind=self.senses[forms[0]][0].concept.kind,
            evidence=((KNOWN, TRUST),),
            score=probability(UNSEEN),
        )


class Standing:
    """The terms of a glossary, and of a reference beside it, that stand in texts.

    A term that stands only within longer ones of them is none. What stands in a translation renders
    its original, and counts as a term itself only where its concept has no Chinese.

    Raises:
        GlossaryError: the glossary cannot be read.
    """

    def __init__(
        self,
        texts: Texts,
        glossary: Termed | None,
        reference: Termed | None,
        progress: Progress = silent,
    ) -> None:
        self._texts = texts
        self._groups: dict[_Name, _Group] = {}
        self._by_form: dict[_Name, _Group] = {}
        self._chosen: dict[int, Sense] = {}
        self._annotator: Annotator | None = None
        if glossary or reference:
            progress("Known terms", 0, 0)
            self._annotator = Annotator(glossary, reference)
            self._find(self._annotator)

    def completed(self, found: Sequence[Candidate], language: Language) -> list[Candidate]:
        """Candidates of a language, and the known terms that are not among them, as candidates."""
        groups = [self._group(candidate) for candidate in found]
        have = {group.order for group in groups if group}
        told = [
            replace(candidate, evidence=((KNOWN, TRUST), *candidate.evidence))
            if group
            else candidate
            for candidate, group in zip(found, groups, strict=True)
        ]
        own = (group for group in self._groups.values() if group.language is language)
        return [*told, *(group.candidate() for group in own if group.order not in have)]

    def rendered(self, pairings: Sequence[Pairing], bitexts: Sequence[Bitext]) -> list[Pairing]:
        """Pairings where, in sentences with a rendering that its entry has, a term has that.

        Of several concepts that a term can stand for, the one counts whose renderings most
        sentences have, of the language that is asked for first.

        Args:
            bitexts: what the pairings were found in, with translations into one language.
        """
        groups = [self._group(pairing.candidate) for pairing in pairings]
        concepts = (
            sense.concept
            for group in groups
            if group
            for senses in group.senses.values()
            for sense in senses
        )
        beads = BeadTranslations(bitexts, concepts)
        made = []
        for pairing, group in zip(pairings, groups, strict=True):
            if group and pairing.beads:
                repeats = beads.repeats(pairing.candidate.occurrences)
                chosen = self._chosen.get(group.order)
                senses = (chosen,) if chosen else group.senses[group.forms[0]]
                of_each = [Own(sense, beads, repeats) for sense in senses]
                own = max(of_each, key=lambda each: len(each.places))
                if own.places or beads.language is Language.EN:
                    self._chosen[group.order] = own.sense
                pairing = own.over(pairing)
            made.append(pairing)
        return made

    def senses(self, terms: Iterable[_Name]) -> dict[_Name, tuple[int, Sense] | None]:
        """What terms of proposals stand for, with their order in the texts.

        A term that detection found by itself is known too where it stands in longer words only; it
        comes behind the others. Terms that the glossary lacks are left out.

        Args:
            terms: their languages and texts.

        Returns:
            None for a term that stands only within longer known ones.
        """
        found: dict[_Name, tuple[int, Sense] | None] = {}
        others: list[_Name] = []
        for name in dict.fromkeys(terms):
            group = self._by_form.get((name[0], key(name[1], name[0])))
            if group is None:
                others.append(name)
                continue
            first = self._chosen.get(group.order, group.senses[group.forms[0]][0])
            found[name] = group.order, first
        named = self._annotator.named(others) if self._annotator else {}
        for name, sense in named.items():
            nested = self._is_within_longer(*name)
            found[name] = None if nested else (len(self._groups), sense)
        return found

    def _find(self, annotator: Annotator) -> None:
        for document in self._texts.documents:
            language, source = document.language, document.document.source
            for number, segment in enumerate(document.segments):
                reading = segment.reading.text
                for mark in annotator.standing(reading, language):
                    place = Occurrence(source, number, mark.start, mark.end)
                    senses = mark.senses
                    if language is Language.EN and self._texts.translated(language, place):
                        senses = tuple(filter(_has_no_chinese, senses))
                    if senses:
                        self._learn(place, _surface(reading, mark), senses, language)

    def _learn(
        self, place: Occurrence, surface: str, senses: tuple[Sense, ...], language: Language
    ) -> None:
        name = language, key(senses[0].term.text, language)
        group = self._groups.get(name)
        if group is None:
            group = self._groups[name] = _Group(language, len(self._groups))
            self._by_form[name] = group
        group.places.append(place)
        group.surfaces[surface] += 1
        if surface not in group.senses:
            group.senses[surface] = senses
            self._by_form.setdefault((language, key(surface, language)), group)

    def _group(self, candidate: Candidate) -> _Group | None:
        names = ((candidate.language, key(s, candidate.language)) for s in candidate.surfaces)
        return next((self._by_form[name] for name in names if name in self._by_form), None)

    def _is_within_longer(self, language: Language, text: str) -> bool:
        gap = language.profile.joint
        made = f"{gap}{key(text, language)}{gap}"
        return any(
            made in f"{gap}{form}{gap}" for of_form, form in self._groups if of_form is language
        )


def is_known(evidence: Iterable[tuple[str, float]]) -> bool:
    """Whether a glossary has what has this evidence."""
    return any(name == KNOWN for name, _ in evidence)


def _has_no_chinese(sense: Sense) -> bool:
    return not in_language(sense.concept.terms, Language.ZH)


def _surface(reading: str, mark: Mark) -> str:
    """What stands at a mark, with the other one of its quotation marks and brackets."""
    text, start, end = whole(reading, mark.start, mark.end)
    is_cut = start > mark.start or end < mark.end  # a term of an entry is as it is
    return reading[mark.start : mark.end] if is_cut else text
