"""What a proposal adds to a concept that is already there; nothing here knows the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from align.languages import languages
from align.model import Document, Language
from glossary.model import Concept, Context, Side, Term, TermStatus, languages_of, preferred
from glossary.model.keys import key
from glossary.store.writing.counted import Form, counts


@dataclass(frozen=True, slots=True)
class Share:
    """What one document says of a concept.

    Attributes:
        frequency: occurrences of the concept; 0 in a translation, which repeats its original.
        forms: occurrences of each form.
    """

    frequency: int
    forms: Mapping[Form, int]


def shares(
    proposals: Sequence[Concept], documents: Mapping[int, Document]
) -> Iterator[dict[int, Share]]:
    """How the evidence of each proposed concept falls to the documents it was drawn from, by id.

    Extraction counts over all documents together. Where several are in one language, their part in
    a count is taken from how often the form itself stands in them.
    """
    by_language: dict[Language, list[int]] = defaultdict(list)
    by_source: dict[str, list[int]] = defaultdict(list)
    for number, document in documents.items():
        by_language[document.language].append(number)
        by_source[document.source].append(number)
    order = {number: place for place, number in enumerate(documents)}
    several = (
        (term.language, term.text)
        for proposal in proposals
        for term in proposal.terms
        if term.frequency and len(by_language[term.language]) > 1
    )
    held = counts(several, documents)
    for proposal in proposals:
        sources = dict.fromkeys(context.source for context in proposal.contexts)
        found = (number for source in sources for number in by_source.get(source, ()))
        drawn = sorted(found, key=order.__getitem__)
        yield _shares(proposal, drawn, by_language, held) or _shares(
            proposal, list(documents), by_language, held
        )


def _shares(
    proposal: Concept,
    drawn: Iterable[int],
    by_language: Mapping[Language, Sequence[int]],
    held: Mapping[Form, Mapping[int, int]],
) -> dict[int, Share]:
    """The shares of documents that its contexts were drawn from, and of those that hold its terms.

    Args:
        drawn: the ids of the first.
        by_language: the ids of all documents.
        held: the documents that hold terms, and how often.
    """
    forms: dict[int, dict[Form, int]] = {number: {} for number in drawn}
    sums = dict.fromkeys(languages(), 0)
    for term in proposal.terms:
        sums[term.language] += term.frequency
        own = by_language.get(term.language, ())
        if not term.frequency or not own:
            continue
        form = term.language, term.text
        weights = held.get(form) or dict.fromkeys(own, 1)
        for number, count in allocate(term.frequency, weights).items():
            if count:
                forms.setdefault(number, {})[form] = count
    lead = max(sums, key=sums.__getitem__)
    weights = {
        number: sum(count for form, count in said.items() if form[0] is lead)
        for number, said in forms.items()
    }
    frequencies = allocate(proposal.frequency, weights)
    return {number: Share(frequencies[number], said) for number, said in forms.items()}


def allocate(total: int, weights: Mapping[int, int]) -> dict[int, int]:
    """Split a whole number in proportion to weights, by largest remainders; the sum is kept."""
    whole = sum(weights.values())
    if not weights:
        return {}
    if not whole:
        weights, whole = dict.fromkeys(weights, 1), len(weights)
    parts = {name: total * weight // whole for name, weight in weights.items()}
    by_remainder = sorted(weights, key=lambda name: -(total * weights[name] % whole))
    for name in by_remainder[: total - sum(parts.values())]:
        parts[name] += 1
    return parts


def extended(
    concept: Concept,
    proposal: Concept,
    fresh: Collection[Share],
    removed: Collection[Form],
) -> Concept:
    """The concept with the evidence of a proposed one.

    What the concept has stays as it is, in its place; new renderings are admitted.

    Args:
        fresh: the shares of the documents that the concept has no evidence from yet.
        removed: forms that documents have shown before and that a person took out.
    """
    return replace(
        concept,
        terms=_terms(concept.terms, proposal.terms, fresh, removed),
        definitions=concept.definitions_with(proposal),
        contexts=joined_contexts(concept.contexts, proposal.contexts),
        frequency=concept.frequency + sum(share.frequency for share in fresh),
    )


def reduced(concept: Concept, lost: Collection[Share], stays: Callable[[Term], bool]) -> Concept:
    """The concept without what documents said of it: the way back from `extended` for the counts.

    Args:
        stays: whether a term is to be kept; where none is, the terms to use are.
    """
    terms = list(concept.terms)
    for share in lost:
        for (language, text), count in share.forms.items():
            place = place_of((language, text), terms)
            if place is not None:
                fewer = max(0, terms[place].frequency - count)
                terms[place] = replace(terms[place], frequency=fewer)
    used = [preferred(concept.terms, language) for language in languages_of(concept.terms)]
    texts = {(term.language, term.text) for term in used if term is not None}
    kept = [term for term in terms if stays(term)]
    return replace(
        concept,
        terms=tuple(kept or [term for term in terms if (term.language, term.text) in texts]),
        frequency=max(0, concept.frequency - sum(share.frequency for share in lost)),
    )


def _terms(
    old: Sequence[Term],
    new: Sequence[Term],
    fresh: Collection[Share],
    removed: Collection[Form],
) -> tuple[Term, ...]:
    terms = list(old)
    for term in new:
        count = sum(share.forms.get((term.language, term.text), 0) for share in fresh)
        place = place_of((term.language, term.text), terms)
        if place is not None:
            known = terms[place]
            terms[place] = replace(known, frequency=known.frequency + count)
        elif (term.language, term.text) not in removed:
            terms.append(replace(term, status=joined_status(term, terms), frequency=count))
    return tuple(terms)


def place_of(form: Form, terms: Sequence[Term]) -> int | None:
    """Which of the terms counts a form: the same, else the first that reads alike; None: none."""
    language, text = form
    same = [place for place, known in enumerate(terms) if known.language is language]
    for place in same:
        if terms[place].text == text:
            return place
    own = key(text, language)
    return next((place for place in same if key(terms[place].text, language) == own), None)


def joined_status(term: Term, terms: Sequence[Term]) -> TermStatus:
    """The status of a term that comes to others: one that they have stays the preferred one."""
    has_one = any(known.language is term.language for known in terms)
    return TermStatus.ADMITTED if has_one and term.status is TermStatus.PREFERRED else term.status


def joined_contexts(old: Sequence[Context], new: Sequence[Context]) -> tuple[Context, ...]:
    """Both, without repetition; a sentence that now has its translation takes its old place."""
    contexts = list(old)
    for context in new:
        for place, known in enumerate(contexts):
            both = united(known, context)
            if both is not None:
                contexts[place] = both
                break
        else:
            contexts.append(context)
    return tuple(contexts)


def united(known: Context, context: Context) -> Context | None:
    """One context of two that say the same in a language, and nothing else in any; else None.

    So the translations of a sentence into several languages come to stand beside one another.
    """
    own = {side.language: side for side in known.sides}
    same = [side for side in context.sides if side.language in own]
    if known.source != context.source or not same:
        return None
    if any(_place_of(side) != _place_of(own[side.language]) for side in same):
        return None
    if len(same) == len(context.sides):
        return known
    if len(same) == len(own):
        return context
    order = languages()
    sides = sorted(
        (own | {side.language: side for side in context.sides if side not in same}).values(),
        key=lambda side: order.index(side.language),
    )
    return replace(known, sides=tuple(sides))


def _place_of(side: Side) -> tuple[str, tuple[int, ...]]:
    return side.text, side.segments
