"""Renderings that are used where earlier translations have another one, for what stands beside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from glossary.check.model import Finding, Rule
from glossary.check.reading import ReadPair
from glossary.check.uses import Outcome, Use
from glossary.language.stems import standing
from glossary.marking.conditions import Condition, conditions, neighbours


def condition_findings(pair: ReadPair, found: Sequence[Use]) -> Iterator[Finding]:
    """Terms that have a rendering, but not the one whose condition their place fulfils."""
    known: dict[str, tuple[Condition, ...]] = {}
    for use in found:
        concept = use.sense.concept
        if use.outcome is not Outcome.USED:
            continue
        if concept.id not in known:
            known[concept.id] = conditions(concept, pair.original)
        own = [each for each in known[concept.id] if each.language is pair.translated]
        fitting = _fitting(pair, use, own) if own else []
        words = pair.beads[use.bead].words
        renderings = dict.fromkeys(each.rendering for each in fitting)
        if fitting and not any(standing(text, words, pair.translated) for text in renderings):
            yield _finding(pair, use, fitting[0], tuple(renderings))


def _fitting(pair: ReadPair, use: Use, own: Sequence[Condition]) -> list[Condition]:
    segment = pair.bitext.source.segments[use.segment]
    text = pair.bitext.source.document.text[segment.start : segment.end]
    start, end = use.start - segment.start, use.end - segment.start
    beside = neighbours(text, start, end, pair.original)
    return [each for each in own if each.beside in beside]


def _finding(
    pair: ReadPair, use: Use, condition: Condition, renderings: tuple[str, ...]
) -> Finding:
    source, target = pair.places()
    bead = pair.beads[use.bead]
    term = source.text(use.start, use.end)
    stands = target.text(*use.stands) if use.stands else ""
    place = (
        target.at(pair.target_segment(bead, use.stands[0]), *use.stands)
        if use.stands
        else target.whole(bead.target[0])
    )
    return Finding(
        rule=Rule.CONDITION,
        term=term,
        stands=stands,
        expected=renderings,
        why=f"earlier translations render {term} by “{condition.rendering}” {condition.said}",
        places=(place,),
        sentences=pair.sentences(bead),
        origin=source.at(use.segment, use.start, use.end),
        concept=use.sense.concept.id,
    )
