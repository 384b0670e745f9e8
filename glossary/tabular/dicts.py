"""What analysts make frames of: each result a dict of texts, numbers and None, nothing nested."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import singledispatch

from align.languages import CHINESE_ENGLISH, languages
from align.model import Language
from glossary.check import Finding
from glossary.comparing import Alteration, FormChange
from glossary.finding import Match
from glossary.model import Concept, Definition, Proposal, Revision, StoredDocument, Term, preferred
from glossary.store.reading.concordance import Collocate, KeyWord
from glossary.store.reading.tracking import Tracked

Value = str | int | float | bool | None
Row = dict[str, Value]
_JOINT = "; "  #: between several texts of one cell


def to_dicts(results: Iterable[object]) -> list[Row]:
    """Results as rows, all of the same keys where the results are of one kind.

    Args:
        results: concepts, matches, proposals or revisions; findings; places of a concordance or
            collocates; terms over time, a row a period; changes and alterations of a comparison;
            documents. Terms have a column a language: the one to use.

    Raises:
        TypeError: there are no rows of such a result.

    >>> from glossary import lookup, starter, to_dicts
    >>> (row,) = to_dicts(lookup(None, starter(), "wuweiyiti", limit=1))
    >>> row["zh"], row["kind"], row["match"]
    ('五位一体', 'numeric', 'pinyin')
    """
    found = list(results)
    spoken = {term.language for each in found for term in _terms_of(each)}
    shown = [each for each in languages() if each in spoken or each in CHINESE_ENGLISH]
    return [row for each in found for row in _rows(each, shown)]


@singledispatch
def _rows(result: object, shown: Sequence[Language]) -> Iterator[Row]:
    raise TypeError(f"{type(result).__name__} is no result that has rows")


def _terms_of(result: object) -> tuple[Term, ...]:
    if isinstance(result, Match):
        return result.concept.terms
    return result.terms if isinstance(result, Concept | Proposal) else ()


def _named(terms: tuple[Term, ...], shown: Sequence[Language]) -> Row:
    used = ((language, preferred(terms, language)) for language in shown)
    return {str(language): term.text if term else None for language, term in used}


def _explained(definitions: Sequence[Definition]) -> Row:
    first = definitions[0] if definitions else None
    return {
        "definition": first.text if first else None,
        "members": _JOINT.join(first.members) if first else None,
    }


@_rows.register
def _concept(concept: Concept, shown: Sequence[Language]) -> Iterator[Row]:
    yield {
        "id": concept.id,
        **_named(concept.terms, shown),
        "kind": str(concept.kind),
        "subject": concept.subject,
        "status": str(concept.status),
        "score": concept.score,
        "frequency": concept.frequency,
        **_explained(concept.definitions),
        "note": concept.note,
    }


@_rows.register
def _match(match: Match, shown: Sequence[Language]) -> Iterator[Row]:
    for row in _concept(match.concept, shown):
        yield {
            "term": match.term.text,
            "match": str(match.kind),
            "match_score": match.score,
            "starter": match.from_reference,
            **row,
        }


@_rows.register
def _proposal(proposal: Proposal, shown: Sequence[Language]) -> Iterator[Row]:
    spread, known = proposal.dispersion, proposal.known
    yield {
        **_named(proposal.terms, shown),
        "kind": str(proposal.kind),
        "subject": proposal.subject,
        "score": proposal.score,
        "frequency": proposal.frequency,
        "documents": spread.documents if spread else None,
        "deviation": spread.deviation if spread else None,
        "known": known.sense.concept.id if known else None,
        **_explained(proposal.definitions),
    }


@_rows.register
def _revision(revision: Revision, _: Sequence[Language]) -> Iterator[Row]:
    yield {
        "revision": revision.number,
        "concept": revision.concept_id,
        "time": revision.when.isoformat(),
        "who": revision.who,
        "action": revision.action,
        "why": revision.why,
    }


@_rows.register
def _finding(finding: Finding, _: Sequence[Language]) -> Iterator[Row]:
    place, texts = finding.places[0], finding.sentences.texts
    yield {
        "rule": str(finding.rule),
        "severity": str(finding.severity),
        "term": finding.term,
        "stands": finding.stands,
        "expected": _JOINT.join(finding.expected),
        "why": finding.why,
        "source": place.source,
        "language": str(place.language),
        "sentence": place.segment,
        "start": place.start,
        "end": place.end,
        "line": place.line or None,
        "column": place.column or None,
        "text": texts[0] if len(texts) > 1 else None,
        "translation": texts[-1],
        "concept": finding.concept or None,
    }


@_rows.register
def _document(document: StoredDocument, _: Sequence[Language]) -> Iterator[Row]:
    yield {"document": document.id, **_about(document)}


def _about(document: StoredDocument) -> Row:
    return {
        "date": document.dated,
        "title": document.title,
        "source": document.source,
        "language": str(document.language),
        "issuer": document.issuer,
        "authority": str(document.authority) if document.authority else None,
    }


@_rows.register
def _key_word(place: KeyWord, _: Sequence[Language]) -> Iterator[Row]:
    yield {
        "document": place.document.id,
        **_about(place.document),
        "sentence": place.segment,
        "before": place.before,
        "found": place.found,
        "after": place.after,
    }


@_rows.register
def _collocate(word: Collocate, _: Sequence[Language]) -> Iterator[Row]:
    yield {
        "word": word.word,
        "language": str(word.language),
        "together": word.together,
        "elsewhere": word.elsewhere,
        "log_likelihood": word.strength,
        "before": word.before,
        "after": word.after,
    }


@_rows.register
def _tracked(tracked: Tracked, _: Sequence[Language]) -> Iterator[Row]:
    for period in tracked.periods:
        yield {
            "term": tracked.name,
            "concept": tracked.concept.id if tracked.concept else None,
            "language": str(tracked.language),
            "period": period.name,
            "uses": period.uses,
            "using": period.using,
            "documents": period.documents,
            "share": period.share,
            "heat": str(period.heat),
        }


@_rows.register
def _change(change: FormChange, _: Sequence[Language]) -> Iterator[Row]:
    yield {
        "form": change.form,
        "kind": str(change.kind),
        "change": str(change.change),
        "before": change.before,
        "after": change.after,
        "sure": change.is_sure,
        "chance": change.chance,
        "strength": change.strength,
        "surprise": change.surprise,
        "score": change.score,
        "sentence": change.example,
        "source": change.source,
    }


@_rows.register
def _alteration(alteration: Alteration, _: Sequence[Language]) -> Iterator[Row]:
    yield {
        "before": alteration.old,
        "after": alteration.new,
        "likeness": alteration.likeness,
        "sentence_before": alteration.old_sentence,
        "sentence_after": alteration.new_sentence,
    }
