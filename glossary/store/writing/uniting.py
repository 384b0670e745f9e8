"""What several documents say of one concept, whatever order they came in.

A concept that nobody has touched is what documents say of it. Two halves of that are put together
here so that neither order nor grouping matters: counts are sums, of two values the better one
stands, and lists are sorted. The terms to use are those of one document, since texts do not mix
their wordings: of all that show a term of a language the first by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from align.languages import languages
from align.model import Language
from glossary.language.citation import citation, has_citation_forms
from glossary.model import (
    Concept,
    Context,
    Definition,
    Origin,
    Term,
    TermStatus,
    TermType,
    languages_of,
)
from glossary.model.conditions import distinct
from glossary.model.keys import key
from glossary.store.writing.counted import Form
from glossary.store.writing.merging import Share, joined_contexts

_STATUSES, _TYPES, _LANGUAGES = list(TermStatus), list(TermType), languages()
_LAST = "\U0010ffff", ""  #: after every document

#: What documents are ordered by: their sources, and the digests of texts of one source.
Order = Mapping[int, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Half:
    """A concept, or a proposed one, and what documents say of it.

    Attributes:
        evidence: by the ids of the documents.
        order: that of the documents, by their ids.
    """

    concept: Concept
    evidence: Mapping[int, Share]
    order: Order

    def rank(self, language: Language) -> tuple[str, str]:
        """The first of the documents that show a term of the language."""
        return min(
            (
                self.order.get(number, _LAST)
                for number, share in self.evidence.items()
                if any(form[0] is language for form in share.forms)
            ),
            default=_LAST,
        )


def united_share(first: Share, second: Share) -> Share:
    """What one document says of two concepts that are one: no place is counted twice."""
    forms = dict(first.forms)
    for form, count in second.forms.items():
        forms[form] = max(count, forms.get(form, 0))
    return Share(max(first.frequency, second.frequency), forms)


def united_evidence(first: Mapping[int, Share], second: Mapping[int, Share]) -> dict[int, Share]:
    """What the documents of either say of both together."""
    both = {**first, **second}
    for number in first.keys() & second.keys():
        both[number] = united_share(first[number], second[number])
    return both


def united(first: Half, second: Half) -> Concept:
    """The first concept with all that documents say of either."""
    a, b = first.concept, second.concept
    best = max((a, b), key=lambda each: (each.score, each.kind, each.subject))
    return replace(
        a,
        terms=_terms(first, second),
        definitions=_definitions((*a.definitions, *b.definitions)),
        contexts=_contexts((*a.contexts, *b.contexts)),
        kind=best.kind,
        subject=best.subject,
        score=best.score,
        frequency=a.frequency + b.frequency - _twice(first, second),
    )


def is_shown(term: Term) -> bool:
    """Whether texts show a term as a name of its concept, rather than only as a variant of one."""
    return term.frequency > 0 and term.type is not TermType.VARIANT


def _twice(first: Half, second: Half) -> int:
    """Occurrences that both count."""
    return sum(
        min(first.evidence[number].frequency, second.evidence[number].frequency)
        for number in first.evidence.keys() & second.evidence.keys()
    )


def _terms(first: Half, second: Half) -> tuple[Term, ...]:
    offered = (*first.concept.terms, *second.concept.terms)
    groups: dict[Form, list[Term]] = {}
    for term in offered:
        groups.setdefault(_reading(term.language, term.text), []).append(term)
    totals: dict[Form, dict[str, int]] = {}
    for (language, text), count in _totals(first, second).items():
        totals.setdefault(_reading(language, text), {})[text] = count
    lead = {
        language: _cited(_preferred(first, second, language), totals, groups)
        for language in languages_of(offered)
    }
    terms = (
        _term(group, totals.get(read, {}), leads=read == lead[read[0]])
        for read, group in groups.items()
    )
    doubled = _doubled(first, second)
    counted = (
        replace(term, frequency=term.frequency - doubled.get(_reading(term.language, term.text), 0))
        for term in terms
    )
    return tuple(sorted(counted, key=_place))


def _place(term: Term) -> tuple[int, int, int, str]:
    return (
        _LANGUAGES.index(term.language),
        _STATUSES.index(term.status),
        -term.frequency,
        term.text,
    )


def _reading(language: Language, text: str) -> Form:
    return language, key(text, language)


def _totals(first: Half, second: Half) -> dict[Form, int]:
    """How often documents show each form, as it is written."""
    found: dict[Form, int] = {}
    for share in united_evidence(first.evidence, second.evidence).values():
        for form, count in share.forms.items():
            found[form] = found.get(form, 0) + count
    return found


def _doubled(first: Half, second: Half) -> dict[Form, int]:
    """Occurrences of terms that both count, by how the terms read."""
    found: dict[Form, int] = {}
    for number in first.evidence.keys() & second.evidence.keys():
        one, other = first.evidence[number].forms, second.evidence[number].forms
        for form in one.keys() & other.keys():
            read = _reading(*form)
            found[read] = found.get(read, 0) + min(one[form], other[form])
    return found


def _preferred(first: Half, second: Half, language: Language) -> Form | None:
    """How the term to use in a language reads."""
    offered = [
        (rank, "" if rank != _LAST else term.text, place, term.text)
        for place, half in enumerate((first, second))
        for rank in [half.rank(language)]
        for term in half.concept.terms
        if term.language is language and term.status is TermStatus.PREFERRED
    ]
    return _reading(language, min(offered)[-1]) if offered else None


def _cited(
    lead: Form | None, totals: Mapping[Form, Mapping[str, int]], groups: Mapping[Form, list[Term]]
) -> Form | None:
    """Of the forms of a term that under which dictionaries list it, where some text has that."""
    if lead is None or not has_citation_forms(lead[0]):
        return lead
    language, content = lead[0], lead[0].profile.content
    words = content(lead[1])
    texts = {
        min(term.text for term in group): form
        for form, group in groups.items()
        if form[0] is language and content(form[1]) == words
    }
    counts = {text: sum(totals.get(texts[text], {}).values()) for text in sorted(texts)}
    return texts.get(citation(counts, language), lead)


def _term(group: list[Term], written: Mapping[str, int], *, leads: bool) -> Term:
    """One term out of those that read alike: as it is written most often."""
    language = group[0].language
    text = min(
        {*written, *(term.text for term in group)},
        key=lambda each: (-written.get(each, 0), each.swapcase()),  # small letters first
    )
    status = max((term.status for term in group), key=_STATUSES.index)
    if status is TermStatus.PREFERRED or leads:
        status = TermStatus.PREFERRED if leads else TermStatus.ADMITTED
    return Term(
        language,
        text,
        status,
        min((term.type for term in group), key=_TYPES.index),
        sum(term.frequency for term in group),
        min(term.inconsistency for term in group),
        max(term.source for term in group),
        max(term.note for term in group),
        distinct(each for term in group for each in term.conditions),
    )


def _definitions(given: Iterable[Definition]) -> tuple[Definition, ...]:
    """Each text once: what texts do not say first, then lists of members, then by score."""
    found: dict[Form, Definition] = {}
    for each in sorted(given, key=_worth):
        found.setdefault((each.language, each.text), each)
    return tuple(found.values())


def _worth(each: Definition) -> tuple[bool, bool, float, int, str, int, int, str]:
    return (
        each.origin is Origin.CONTEXT,
        not each.members,
        -each.score,
        _LANGUAGES.index(each.language),
        each.source,
        -1 if each.segment is None else each.segment,
        -1 if each.start is None else each.start,
        each.text,
    )


def _contexts(given: Iterable[Context]) -> tuple[Context, ...]:
    """Each place once, in order; without its translation only where none has that."""
    found: dict[object, Context] = {}
    for each in sorted(given, key=lambda context: tuple(side.spans for side in context.sides)):
        found[_where(each)] = each
    whole = {side for each in found.values() if each.is_translated for side in _sides(each)}
    kept = (
        each
        for each in found.values()
        if each.is_translated or not whole.intersection(_sides(each))
    )
    return joined_contexts((), sorted(kept, key=_where))


def _sides(each: Context) -> Iterator[tuple[str, Language, str, tuple[int, ...]]]:
    for side in each.sides:
        yield each.source, side.language, side.text, side.segments


def _where(each: Context) -> tuple[object, ...]:
    """The place: languages in their order, and nothing for one that is not there."""
    sides = [each.side(language) for language in _LANGUAGES]
    segments = (side.segments if side else () for side in sides)
    texts = (side.text if side else "" for side in sides)
    return each.source, *segments, *texts
