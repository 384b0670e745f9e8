"""Which concept a proposal is about, and what becomes of it then.

Concepts that people have touched come first: what they hold stays, and gains evidence. The rest is
what programs made of documents, and must not depend on the order in which these came. Proposals and
such concepts are one where one of them is shown in texts under a term of the other, in the first
language of both; where a proposal is one with several, these were one all along and are united
(`glossary.store.writing.uniting`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, select

from align.languages import languages
from align.model import Language
from glossary.model import Concept, ConceptStatus, Term, TermStatus, in_language, languages_of
from glossary.model.keys import key
from glossary.store.database import schema
from glossary.store.database.damage import found_in
from glossary.store.database.rows import by_id, chunks, of_concepts
from glossary.store.writing.counted import Form
from glossary.store.writing.evidence import evidence_of
from glossary.store.writing.merging import Share, extended
from glossary.store.writing.origins import touched
from glossary.store.writing.uniting import Half, is_shown, united, united_evidence, united_share

_LANGUAGES = languages()


@dataclass(slots=True)
class Known:
    """What the glossary holds, as far as the proposals touch it; kept current while they go in.

    Attributes:
        before: the concepts as they are stored.
        concepts: as they are to be.
        people: the ids of those that people have touched or decided about.
        damaged: the readings of terms of concepts that are damaged, which are left as they are.
        stored: what documents say of a concept as it is stored.
        shown: the forms that documents have shown for it.
        gained: what is to be stored of that anew; over the same document in `stored`.
        heirs: concepts that were united with another one, and that one.
        order: that of the documents, by their ids.
    """

    before: dict[str, Concept] = field(default_factory=dict)
    concepts: dict[str, Concept] = field(default_factory=dict)
    people: set[str] = field(default_factory=set)
    damaged: dict[Form, str] = field(default_factory=dict)
    by_key: dict[Form, list[str]] = field(default_factory=lambda: defaultdict(list))
    stored: dict[str, dict[int, Share]] = field(default_factory=lambda: defaultdict(dict))
    shown: dict[str, set[Form]] = field(default_factory=lambda: defaultdict(set))
    gained: dict[str, dict[int, Share]] = field(default_factory=lambda: defaultdict(dict))
    heirs: dict[str, str] = field(default_factory=dict)
    order: dict[int, tuple[str, str]] = field(default_factory=dict)

    def learn(self, concept: Concept) -> None:
        """Take in a concept as it is to be."""
        self.concepts[concept.id] = concept
        for term in concept.terms:
            ids = self.by_key[reading(term)]
            if concept.id not in ids:
                ids.append(concept.id)

    def heir(self, concept_id: str) -> str:
        """The id that a concept has in the end."""
        return self.heirs.get(concept_id, concept_id)

    def removed(self, concept: Concept) -> set[Form]:
        """Forms that documents have shown and the concept no longer has: people took them out."""
        return self.shown[concept.id] - {(term.language, term.text) for term in concept.terms}

    def half(self, concept: Concept) -> Half:
        """A concept with all that documents say of it by now."""
        evidence = {**self.stored[concept.id], **self.gained[concept.id]}
        return Half(concept, evidence, self.order)

    def gain(self, concept_id: str, parts: Mapping[int, Share]) -> dict[int, Share]:
        """Note what documents say of a concept; returned is what was not known before."""
        fresh = {}
        for number in parts.keys() - self.stored[concept_id].keys():
            old = self.gained[concept_id].get(number, Share(0, {}))
            new = united_share(old, parts[number])
            fresh[number] = Share(
                new.frequency - old.frequency,
                {form: n - old.forms.get(form, 0) for form, n in new.forms.items()},
            )
            self.gained[concept_id][number] = new
        return fresh

    def unite(self, first: Concept, second: Concept) -> Concept:
        """Make two concepts one, which has the id of the first."""
        halves = self.half(first), self.half(second)
        whole = united(*halves)
        both = united_evidence(halves[0].evidence, halves[1].evidence)
        own = self.stored[first.id]
        self.gained[first.id] = {
            number: share for number, share in both.items() if own.get(number) != share
        }
        self.gained.pop(second.id, None)
        for each, to in list(self.heirs.items()):
            if to == second.id:
                self.heirs[each] = first.id
        self.heirs[second.id] = first.id
        del self.concepts[second.id]
        for ids in self.by_key.values():
            if second.id in ids:
                ids.remove(second.id)
        self.learn(whole)
        return whole


def known_of(connection: Connection, proposals: Sequence[Concept]) -> Known:
    """What the glossary has of the terms of proposals."""
    wanted = {key(term.text, term.language) for each in proposals for term in each.terms}
    table = schema.term
    named: dict[str, set[Form]] = defaultdict(set)
    languages = {each.value: each for each in _LANGUAGES}
    for part in chunks(sorted(wanted)):
        query = select(table.c.concept_id, table.c.language, table.c.key)
        for concept_id, language, read in connection.execute(query.where(table.c.key.in_(part))):
            if type(concept_id) is str and language in languages:
                named[concept_id].add((languages[language], read))
    ids = sorted(named)
    known = Known(before=by_id(connection, ids), people=touched(connection, ids))
    known.stored.update(evidence_of(connection, ids))
    for row in of_concepts(connection, schema.rendering, ids):
        known.shown[row.concept_id].add((Language(row.language), row.text))
    damage = found_in(connection)
    for concept_id in ids:
        concept = known.before.get(concept_id)
        if damage is not None and concept_id in damage.concepts:
            known.before.pop(concept_id, None)
            known.damaged.update(dict.fromkeys(named[concept_id], concept_id))
        elif concept is not None:
            if concept.status is not ConceptStatus.PROPOSED:
                known.people.add(concept_id)
            known.learn(concept)
    document = schema.document.c
    query = select(document.id, document.source, document.digest)
    known.order = {number: (str(s), str(d)) for number, s, d in connection.execute(query)}
    return known


def take(
    proposal: Concept, parts: Mapping[int, Share], known: Known, make_id: Callable[[], str]
) -> tuple[str, str]:
    """Take one proposal in; returned are what became of it and the id of its concept."""
    chosen = _of_people(proposal, known)
    if chosen is not None and chosen.status is ConceptStatus.REJECTED:
        return "rejected", chosen.id
    if chosen is not None:
        fresh = known.gain(chosen.id, parts)
        if not fresh:
            return "unchanged", chosen.id
        after = extended(chosen, proposal, fresh.values(), known.removed(chosen))
        known.learn(after)
        return ("unchanged" if after == chosen else "extended"), chosen.id
    if (damaged := _damaged(proposal, known)) is not None:
        return "unchanged", damaged
    found = _of_programs(proposal, known)
    if not found:
        new = replace(proposal, id=make_id())
        known.gain(new.id, parts)
        known.learn(new)
        return "added", new.id
    first, *others = found
    for other in others:
        first = known.unite(first, other)
    half = known.half(first)
    fresh = known.gain(first.id, parts)
    if not fresh:
        return ("extended" if others else "unchanged"), first.id
    said = {number: parts[number] for number in fresh}  # whole: `united` counts no place twice
    after = united(half, Half(_counting(proposal, said), said, known.order))
    known.learn(after)
    return ("unchanged" if after == first and not others else "extended"), first.id


def reading(term: Term) -> Form:
    """How a term is matched."""
    return term.language, key(term.text, term.language)


def _counting(proposal: Concept, said: Mapping[int, Share]) -> Concept:
    """The proposal with the counts of these documents."""
    counts: dict[Form, int] = defaultdict(int)
    for share in said.values():
        for form, count in share.forms.items():
            counts[form] += count
    return replace(
        proposal,
        terms=tuple(
            replace(term, frequency=counts[term.language, term.text]) for term in proposal.terms
        ),
        frequency=sum(share.frequency for share in said.values()),
    )


def _of_people(proposal: Concept, known: Known) -> Concept | None:
    """The concept of people that a proposal is about, by the term of the first language of both.

    Two Chinese terms may share an English one (改革, 变革: "reform"); they stay two concepts.
    """
    for language in languages_of(proposal.terms):
        first = in_language(proposal.terms, language)[0]
        same = [
            concept
            for concept in _reading_as(first, known, people=True)
            if _compared_in(proposal, concept) is language
        ]
        if same:
            return _likest(proposal, same)
    return None


def _compared_in(proposal: Concept, concept: Concept) -> Language | None:
    """The first language that both have terms in, whose terms tell whether they are one."""
    own = {term.language for term in proposal.terms}
    return next((each for each in languages_of(concept.terms) if each in own), None)


def _damaged(proposal: Concept, known: Known) -> str | None:
    """The id of a damaged concept that has a term of a proposal."""
    return next(
        (known.damaged[read] for read in map(reading, proposal.terms) if read in known.damaged),
        None,
    )


def _of_programs(proposal: Concept, known: Known) -> list[Concept]:
    """The concepts of programs that are one with a proposal, that to keep first.

    They are those that texts show under a term of it, or that have one under which they show it. A
    concept with an earlier language than those of the proposal has to be the likest one.
    """
    earlier, same = list[Concept](), list[Concept]()
    lead = _LANGUAGES.index(languages_of(proposal.terms)[0])
    for term in proposal.terms:
        for concept in _reading_as(term, known, people=False):
            if _compared_in(proposal, concept) is not term.language:
                continue
            theirs = _LANGUAGES.index(languages_of(concept.terms)[0])
            if theirs < lead and _shows(term):
                earlier.append(concept)
            elif (theirs == lead and _shows(term)) or (theirs >= lead and _shown(term, concept)):
                same.append(concept)
    same += filter(None, [_likest(proposal, earlier)])
    distinct = {concept.id: concept for concept in same}.values()
    # Stored ones keep their ids, the eldest first.
    return sorted(distinct, key=lambda each: (not each.revision, each.revision, _name(each)))


def _shown(term: Term, concept: Concept) -> bool:
    """Whether texts show a concept under a term."""
    return any(_shows(own) and reading(own) == reading(term) for own in concept.terms)


def _shows(term: Term) -> bool:
    return is_shown(term) or term.status is TermStatus.PREFERRED


def _reading_as(term: Term, known: Known, *, people: bool) -> list[Concept]:
    ids: Iterable[str] = known.by_key.get(reading(term), ())
    return [known.concepts[each] for each in ids if (each in known.people) is people]


def _likest(proposal: Concept, concepts: Iterable[Concept]) -> Concept | None:
    own = set(map(reading, proposal.terms))

    def likeness(concept: Concept) -> tuple[bool, int, float, tuple[str, ...]]:
        is_live = concept.status is not ConceptStatus.REJECTED
        return is_live, len(own & set(map(reading, concept.terms))), concept.score, _name(concept)

    return max(concepts, key=likeness, default=None)


def _name(concept: Concept) -> tuple[str, ...]:
    """What a concept is told from others by; ids are made at random."""
    return tuple(sorted(term.text for term in concept.terms))
