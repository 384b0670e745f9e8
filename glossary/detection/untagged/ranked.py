"""Terms of texts in any language, ranked by fitted trees.

As for English (`glossary.detection.english.ranked`): a model of runs chooses the candidates, trees
judge them by what is measured of each in the text. Both were fitted on English and Chinese texts
that were read as those of any language are, and know no words.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from align.model import Language, SegmentedDocument
from glossary.detection.english.spans import SpanModel, from_dict
from glossary.detection.guidance import as_named
from glossary.detection.untagged.gathering import Found, Text, gather
from glossary.detection.untagged.measures import measures, table
from glossary.detection.untagged.parts import PartModel, Parts, shipped_parts
from glossary.language.citation import citation
from glossary.language.phrases import Phrases
from glossary.model import Candidate, Kind, Occurrence
from glossary.ranking import Model, Reasons, model, probability
from glossary.ranking.meaning import ENCODER

if TYPE_CHECKING:
    from align.encoders.base import Encoder

_LOWEST = 0.03  #: probability below which nothing is proposed


@dataclass(frozen=True, slots=True)
class Models:
    """What texts without tags are read with.

    Attributes:
        runs: chooses the candidates.
        trees: judge them.
        parts: tells parts of speech.
    """

    runs: SpanModel
    trees: Model
    parts: PartModel


@cache
def shipped() -> Models:
    """The models in the package."""
    file = resources.files("glossary") / "weights" / "untagged_spans.json"
    runs = from_dict(json.loads(file.read_text("utf-8")))
    return Models(runs, model("untagged"), shipped_parts())


def ranked(
    documents: Sequence[SegmentedDocument],
    language: Language,
    encoder: Encoder,
    dictionary: Phrases | None = None,
    models: Models | None = None,
) -> list[Candidate]:
    """The terms of the documents in a language, best first, each scored by how probable it is.

    What the user's dictionary holds is always among them.

    Args:
        encoder: where it is not that of the models, theirs is loaded.
        models: other ones than those of the package.
    """
    from align.encoders import load

    models = models or shipped()
    own = encoder if encoder.name == ENCODER else load(ENCODER)
    text = Text(documents, language, Parts(models.parts, own))
    found = gather(text, models.runs)
    candidates = [*_judged(found, documents, models.trees)] if found.count else []
    candidates = _with_named(candidates, text, documents, dictionary)
    candidates.sort(key=lambda c: (-c.score, c.occurrences[0].segment, c.occurrences[0].start))
    return candidates


def _judged(
    found: Found, documents: Sequence[SegmentedDocument], trees: Model
) -> Iterator[Candidate]:
    names, rows = table(measures(found))
    rows = rows[:, [names.index(name) for name in trees.names]]
    chances = [probability(odds) for odds in trees.log_odds(rows)]
    kept = [number for number, chance in enumerate(chances) if chance >= _LOWEST]
    places = _places(found, kept)
    for number, reasons in zip(kept, trees.reasons(rows[kept]), strict=True):
        yield _candidate(found.text, documents, places[number], chances[number], reasons)


def _places(found: Found, kept: Sequence[int]) -> dict[int, list[tuple[int, int]]]:
    """For each of some candidates its runs."""
    wanted = set(kept)
    places: dict[int, list[tuple[int, int]]] = defaultdict(list)
    rows = zip(found.owner.tolist(), found.first.tolist(), found.last.tolist(), strict=True)
    for owner, first, last in rows:
        if owner in wanted:
            places[owner].append((first, last))
    return places


def _candidate(
    text: Text,
    documents: Sequence[SegmentedDocument],
    runs: Sequence[tuple[int, int]],
    chance: float,
    reasons: Reasons,
) -> Candidate:
    written, occurrences = [], []
    for first, last in runs:
        number, index = text.where[text.segment[first]]
        surface, start, end = text.surface(first, last)
        written.append(surface)
        occurrences.append(Occurrence(documents[number].document.source, index, start, end))
    surfaces = _surfaces(written, text.language)
    return Candidate(
        text.language, surfaces[0], surfaces, tuple(occurrences), Kind.CONCEPT, reasons, chance
    )


def _surfaces(texts: Sequence[str], language: Language) -> tuple[str, ...]:
    """The citation form of a term, then how it is written, the most frequent way first.

    Of forms that are as frequent that in lower case leads.
    """
    counts = Counter(texts)
    order = sorted(counts, key=lambda each: (-counts[each], each != each.lower()))
    form = citation({each: counts[each] for each in order}, language)
    return tuple(dict.fromkeys((form, *order)))


def _with_named(
    candidates: Sequence[Candidate],
    text: Text,
    documents: Sequence[SegmentedDocument],
    dictionary: Phrases | None,
) -> list[Candidate]:
    """The candidates, and what the user's dictionary holds."""
    if dictionary is None or not dictionary.forms:
        return list(candidates)
    named: dict[str, list[Occurrence]] = defaultdict(list)
    surfaces: dict[str, list[str]] = defaultdict(list)
    for (number, index), reading in zip(text.where, text.texts, strict=True):
        for phrase in dictionary.find(reading):
            source = documents[number].document.source
            named[phrase.form].append(Occurrence(source, index, phrase.start, phrase.end))
            surfaces[phrase.form].append(reading[phrase.start : phrase.end])
    chance = {dictionary.form(each.form): each for each in candidates}
    told = [each for form, each in chance.items() if form not in named]
    for form, places in named.items():
        own = _surfaces(surfaces[form], text.language)
        known = chance.get(form)
        score, evidence = (known.score, known.evidence) if known else (_LOWEST, ())
        told.append(
            as_named(
                Candidate(text.language, own[0], own, tuple(places), Kind.CONCEPT, evidence, score)
            )
        )
    return told
