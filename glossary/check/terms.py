"""Terms without their rendering, rendered differently within the document, or by what to avoid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from align.model import Language
from glossary.check.model import Finding, FindingPlace, Rule
from glossary.check.reading import ReadPair
from glossary.check.uses import Outcome, Use, renderings
from glossary.model import Concept, TermStatus, in_language, preferred

#: A rendering that was drawn from texts binds where at least so many of the next places can be
#: expected to have it.
_BINDS = 5 / 6
#: Other renderings of one term that a finding names.
_MOST_SHOWN = 5
#: What is wrong wherever the rendering binds.
_DEPARTS = frozenset({Outcome.OTHER, Outcome.ABSENT})


def binds(concept: Concept, original: Language, translated: Language) -> bool:
    """Whether a translation has to use the renderings of a concept.

    What people or a reference entered binds. What was drawn from texts binds as far as these bear
    it out: by Laplace's rule of succession, of `n` places of the term of which `k` have one of the
    renderings, the next has one with probability (k + 1) / (n + 2). A term whose translators
    paraphrase it as often as not would else be an alarm in every other sentence.
    """
    first = preferred(concept.terms, translated)
    if first is None:
        return False
    allowed = [
        term
        for term in in_language(concept.terms, translated)
        if term.status in (TermStatus.PREFERRED, TermStatus.ADMITTED)
    ]
    if any(term.source or not term.frequency for term in allowed[:1]) or not first.frequency:
        return True
    seen = sum(term.frequency for term in in_language(concept.terms, original))
    rendered = min(sum(term.frequency for term in allowed), seen)
    return (rendered + 1) / (seen + 2) >= _BINDS


def _binds(pair: ReadPair, found: Sequence[Use]) -> bool:
    """Whether the renderings of a concept bind in this document."""
    concept = found[0].sense.concept
    return binds(concept, pair.original, pair.translated) or _borne_out(found)


def _borne_out(found: Sequence[Use]) -> bool:
    """Whether the document that is checked bears out the renderings of a concept."""
    used = sum(use.outcome in (Outcome.USED, Outcome.BESIDE) for use in found)
    return (used + 1) / (len(found) + 2) >= _BINDS


def _drawn_from(use: Use, pair: ReadPair) -> bool:
    """Whether a rendering was drawn from this very sentence, which so has to have one still."""
    sentence = _plain(pair.bitext.source.segments[use.segment].reading.text)
    return any(
        (theirs := context.side(pair.translated)) is not None
        and theirs.spans
        and sentence in _plain(context.text(pair.original))
        for context in use.sense.concept.contexts
    )


def _plain(text: str) -> str:
    return "".join(text.split())


def term_findings(pair: ReadPair, found: Sequence[Use]) -> Iterator[Finding]:
    """Terms that are rendered by other words or by nothing, in the order of the source.

    Where a term has other words, one finding says so with all such places, whether or not the
    document has the rendering elsewhere: the translator decides on them together.
    """
    maker = _Maker(pair)
    told: set[str] = set()
    by_concept: dict[str, list[Use]] = {}
    for use in found:
        by_concept.setdefault(use.sense.concept.id, []).append(use)
    bound = {key: _binds(pair, own) for key, own in by_concept.items()}
    for use in found:
        key = use.sense.concept.id
        departs = bound[key] and use.outcome in _DEPARTS
        if use.outcome is Outcome.USED or not (departs or _drawn_from(use, pair)):
            continue
        if use.outcome is not Outcome.OTHER:
            yield maker.missing((use,), _used(by_concept[key]), drawn=not departs)
        elif key not in told:
            told.add(key)
            others = [other for other in by_concept[key] if other.outcome is Outcome.OTHER]
            if elsewhere := _used(by_concept[key]):
                yield maker.varies(others, elsewhere)
            else:
                bad = [other for other in others if departs or _drawn_from(other, pair)]
                yield maker.missing(bad, 0, drawn=not departs)


def _used(found: Sequence[Use]) -> int:
    """How often a term has one of its renderings."""
    return sum(use.outcome is Outcome.USED for use in found)


class _Maker:
    """Makes findings of uses."""

    def __init__(self, pair: ReadPair) -> None:
        self._pair = pair
        self._source, self._target = pair.places()

    def missing(self, found: Sequence[Use], elsewhere: int, *, drawn: bool) -> Finding:
        use = found[0]
        term = self._source.text(use.start, use.end)
        stands = self._target.text(*use.stands) if use.stands else ""
        if stands:
            why = f"{term} seems to be rendered by “{stands}”, which the glossary does not have"
        else:
            why = f"nothing in the translation of this sentence or beside it renders {term}"
        if len(found) > 1:
            why += f"; so in {len(found)} places"
            others = [each for each in self._said(found) if each != stands]
            why += f", also by {_quoted(others)}" if others else ""
        if drawn:
            why += "; the glossary drew a rendering from the translation of this very sentence"
        elif elsewhere:
            why += f"; {_times(elsewhere)} elsewhere in the document it is rendered as expected"
        places = tuple(dict.fromkeys(self._place(each) for each in found))
        return self._finding(Rule.RENDERING, use, stands, why, places)

    def varies(self, others: Sequence[Use], elsewhere: int) -> Finding:
        first = others[0]
        term = self._source.text(first.start, first.end)
        said = self._said(others)
        why = (
            f"{term} is rendered as expected {_times(elsewhere)} in the document, and"
            f" {_times(len(others))} by {_quoted(said)}"
        )
        places = tuple(dict.fromkeys(self._place(use) for use in others))
        return self._finding(Rule.VARIES, first, "; ".join(said[:_MOST_SHOWN]), why, places)

    def _said(self, found: Sequence[Use]) -> list[str]:
        """The different words that stand there."""
        return list(dict.fromkeys(self._target.text(*use.stands) for use in found if use.stands))

    def _finding(
        self, rule: Rule, use: Use, stands: str, why: str, places: tuple[FindingPlace, ...]
    ) -> Finding:
        known = renderings(use.sense, self._pair.translated)
        return Finding(
            rule=rule,
            term=self._source.text(use.start, use.end),
            stands=stands,
            expected=tuple(dict.fromkeys(term.text for term in known)),
            why=why,
            places=places,
            origin=self._source.at(use.segment, use.start, use.end),
            sentences=self._pair.sentences(self._pair.beads[use.bead]),
            concept=use.sense.concept.id,
        )

    def _place(self, use: Use) -> FindingPlace:
        bead = self._pair.beads[use.bead]
        if use.stands is None:
            return self._target.whole(bead.target[0])
        return self._target.at(self._pair.target_segment(bead, use.stands[0]), *use.stands)


def _quoted(texts: Sequence[str]) -> str:
    return ", ".join(f"“{each}”" for each in texts[:_MOST_SHOWN])


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")
