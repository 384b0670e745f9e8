"""What programs are told, be it with --json or by a server: one form of everything."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cli.entries import conditions_as_json, related_as_json
from cli.particulars import record_as_json

if TYPE_CHECKING:
    from align.model import Document, Language
    from glossary.extraction.claims import Claim
    from glossary.finding import Match
    from glossary.marking.annotate import Mark
    from glossary.model import Concept, Revision, Sense
    from glossary.store import Glossary
    from glossary.store.reading.concordance import KeyWord
    from glossary.store.reading.passages import Opened, Passage, PassageLine
    from glossary.store.reading.relations import Related
    from glossary.store.reading.usage import Usage


def match_as_json(
    query: str, match: Match, rank: int, matches: int, store: Glossary | None
) -> dict[str, object]:
    """The concept with what matched; the last match of a query has as its rank their number."""
    from cli.corpora import concept_standings
    from glossary.model import instead
    from glossary.model.serial import to_json

    better = instead(match.concept.terms, match.term)
    return {
        **to_json(match.concept),
        "match": {
            "query": query,
            "rank": rank,
            "matches": matches,
            "term": match.term.text,
            "status": str(match.term.status),
            "use": better.text if better else None,
            "language": str(match.term.language),
            "kind": str(match.kind),
            "score": round(match.score, 4),
            "starter": match.from_reference,
        },
        "related": _related(match, store),
        "renderings": _renderings(match, store),
        "conditions": conditions_as_json(match.concept),
        "corpora": [each.as_json for each in concept_standings(match.concept)],
    }


def _related(match: Match, store: Glossary | None) -> list[dict[str, object]]:
    """What the concept of a match has relations with, where it is one of the glossary in use.

    Where its term is what was asked for, texts are read for them and for the sentences that show
    them.
    """
    if store is None or match.from_reference:
        return []
    from glossary.store.reading.relations import related_concepts, related_with_places

    if match.is_same:
        return [related_as_json(*each) for each in related_with_places(store, match.concept)]
    # Texts are searched for each concept anew, and many may match.
    return list(map(related_as_json, related_concepts(store, match.concept, texts=False)))


def _renderings(match: Match, store: Glossary | None) -> list[dict[str, object]]:
    """What is said for the renderings of a match, where it is one of the glossary in use."""
    if store is None or match.from_reference:
        return []
    from cli.ladders import rendering_as_json
    from glossary.store.reading.passages import renderings_of

    return list(map(rendering_as_json, renderings_of(store, match.concept)))


def entry_as_json(
    concept: Concept, found: Opened, others: Sequence[tuple[Related, KeyWord | None]]
) -> dict[str, object]:
    """An entry with its evidence.

    Args:
        concept: what of the entry is to be told.
        others: what it has relations with, and where documents show that.
    """
    from cli.corpora import concept_standings
    from cli.ladders import ladder_as_json, rendering_as_json
    from glossary.model.serial import to_json

    return {
        **to_json(concept),
        "corpora": [each.as_json for each in concept_standings(concept)],
        "related": [related_as_json(*each) for each in others],
        "documents": list(map(_usage_as_json, found.usages)),
        "renderings": list(map(rendering_as_json, found.renderings)),
        "conditions": conditions_as_json(concept),
        "ladders": list(map(ladder_as_json, found.ladders)),
        "places": list(map(_passage_as_json, found.passages)),
    }


def _usage_as_json(usage: Usage) -> dict[str, object]:
    return {
        **record_as_json(usage.document),
        "forms": [{"text": form.text, "frequency": form.frequency} for form in usage.forms],
    }


def _passage_as_json(passage: Passage) -> dict[str, object]:
    return {
        "document": passage.document.id,
        "translation": passage.translation and passage.translation.id,
        "start": passage.start,
        "end": passage.end,
        "lines": [_line_as_json(line) for line in passage.lines],
    }


def _line_as_json(line: PassageLine) -> dict[str, object]:
    return {
        "sides": [
            {
                "language": str(side.language),
                "text": side.text,
                "segments": side.segments,
                "spans": side.spans,
            }
            for side in line.sides
        ],
        "evidence": line.is_evidence,
        "score": line.score,
        "who": line.who,
    }


def revision_as_json(revision: Revision) -> dict[str, object]:
    """A revision, field by field and with the whole concept before and after."""
    from glossary.model.changes import differences
    from glossary.model.serial import to_json

    before, after = revision.before, revision.after
    changes = differences(before, after) if before and after else ()
    return {
        "revision": revision.number,
        "change_set": revision.change_set,
        "concept": revision.concept_id,
        "time": revision.when.isoformat(),
        "who": revision.who,
        "action": revision.action,
        "why": revision.why,
        "changes": [
            {"field": each.field, "item": each.item, "before": each.before, "after": each.after}
            for each in changes
        ],
        "before": to_json(before) if before else None,
        "after": to_json(after) if after else None,
    }


def marked_as_json(document: Document, marks: Sequence[Mark]) -> dict[str, object]:
    """A text, and the terms with their places in it, in characters."""
    found = [
        {
            "start": mark.start,
            "end": mark.end,
            "text": document.text[mark.start : mark.end],
            "language": str(mark.language),
            "concepts": [_sense_as_json(sense) for sense in mark.senses],
        }
        for mark in marks
    ]
    return {
        "source": document.source,
        "language": str(document.language),
        "text": document.text,
        "terms": found,
    }


def _sense_as_json(sense: Sense) -> dict[str, object]:
    from glossary.model import in_language

    rendering = sense.rendering
    terms = in_language(sense.concept.terms, rendering.language) if rendering else ()
    return {
        "id": sense.concept.id,
        "term": sense.term.text,
        "status": str(sense.term.status),
        "use": sense.instead.text if sense.instead else None,
        "rendering": rendering.text if rendering else None,
        "renderings": [{"text": term.text, "status": str(term.status)} for term in terms],
        "kind": str(sense.concept.kind),
        "concept_status": str(sense.concept.status),
        "starter": sense.from_reference,
    }


def place_as_json(
    place: KeyWord, translations: Sequence[tuple[Language, str]]
) -> dict[str, object]:
    """A place of words in a document, and what translations say there."""
    return {
        "document": record_as_json(place.document),
        "segment": place.segment,
        "text": place.text,
        "start": place.start,
        "end": place.end,
        "translations": [
            {"language": str(language), "text": said} for language, said in translations
        ],
    }


def claim_as_json(claim: Claim, concept: Concept) -> dict[str, object]:
    """What became of a claim that holds."""
    return {
        "line": claim.number,
        "terms": {str(language): form for language, form in claim.forms.items()},
        "concept": concept.id,
        "status": str(concept.status),
        "score": round(concept.score, 4),
    }
