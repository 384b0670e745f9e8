"""Which formulations two sets of texts differ in, more than by chance, and in what order."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from align.model import Language, SegmentedDocument
from align.progress import Progress, silent
from glossary.comparing.altered import alterations
from glossary.comparing.counting import Counted, Sought, count
from glossary.comparing.formulations import shipped_formulations
from glossary.comparing.model import RATE, Change, Comparison, FormChange, Unit
from glossary.corpora.association import log_likelihood
from glossary.detection import chinese
from glossary.detection.chinese.detect import Detected
from glossary.detection.rankers import Rankers, shipped
from glossary.language.folding import folded_query
from glossary.model import Candidate

#: Sets with fewer documents are compared by sentences.
LEAST_DOCUMENTS = 10
#: Candidates are found in no more of the earlier texts than this times the later: what is gone was
#: frequent there, so that an even sample has it.
_SAMPLE = 1.0
#: Of two forms of which one holds the other, one is left out where this share of places is shared.
_SAME_PLACES = 0.5
#: The share of the places of a form that a longer one has which is shown in its place.
_WHOLE = 0.8
#: The share of its probability that the longer one has: what is more than a term is none.
_LIKELY_TOO = 0.5
_LEAST_SCORE = 0.02
#: Twice the logarithm of the likelihood ratio below which a difference is not told of.
_LEAST_STRENGTH = 2.71


def compare(
    old: Sequence[SegmentedDocument],
    new: Sequence[SegmentedDocument],
    *,
    known: Iterable[str] = (),
    rankers: Rankers | None = None,
    progress: Progress = silent,
) -> Comparison:
    """The formulations that Chinese texts have and others have not, or oftener or more seldom.

    Candidates are the terms that detection finds in either set. Each is counted in both, by
    documents, or by sentences where a set has few documents; how sure a difference is says the
    log-likelihood test with the false discovery rate over all.

    Args:
        old, new: the earlier and the later texts; those that are not Chinese are passed over.
        known: terms of art, in whose company formulations stand.
        rankers: other models than those of the package.

    Raises:
        ModelError: the weights of a model are missing or damaged.

    >>> from align import read_document, segment_document
    >>> from glossary import compare
    >>> text = segment_document(read_document("speech.zh.txt"))
    >>> compare([text], [text]).forms
    ()
    """
    earlier, later = (
        [text for text in texts if text.language is Language.ZH] for texts in (old, new)
    )
    found = _candidates(earlier, later, rankers or shipped(), progress)
    forms = [each.form for each, _ in found]
    progress("counting", 0, 2)
    sought = Sought.of(forms, known, Language.ZH)
    before = count(earlier, sought)
    progress("counting", 1, 2)
    after = count(later, sought)
    progress("counting", 2, 2)
    unit = Unit.DOCUMENTS if min(len(earlier), len(later)) >= LEAST_DOCUMENTS else Unit.SENTENCES
    sides = _Sides(unit, before, after, earlier, later)
    changes = _kept(_judged(found, sides))
    return Comparison(
        unit,
        *sides.sizes,
        len(found),
        tuple(changes),
        tuple(alterations(changes, forms, sides.shares, earlier, later)),
    )


def _candidates(
    earlier: Sequence[SegmentedDocument],
    later: Sequence[SegmentedDocument],
    rankers: Rankers,
    progress: Progress,
) -> list[tuple[Candidate, float]]:
    """The candidates of either set, each form once, with its better score, and how likely each is
    a formulation."""
    sampled = earlier
    most = max(1, round(_SAMPLE * len(later)))
    if len(earlier) > most:
        step = len(earlier) / most
        sampled = [earlier[int(place * step)] for place in range(most)]
    best: dict[str, Detected] = {}
    for texts in (later, sampled):
        for each in chinese.detected(texts, rankers, progress):
            candidate = each.candidate
            form = folded_query(candidate.form, Language.ZH)
            other = best.get(form)
            if other is None or candidate.score > other.candidate.score:
                best[form] = each
    kept = [
        each
        for each in best.values()
        if each.candidate.score >= _LEAST_SCORE and len(each.candidate.form) > 1
    ]
    chances = shipped_formulations().judged(kept, rankers.chinese)
    return [(each.candidate, chance) for each, chance in zip(kept, chances, strict=True)]


@dataclass(frozen=True, slots=True)
class _Sides:
    """The counts of both sets of texts in one unit."""

    unit: Unit
    before: Counted
    after: Counted
    earlier: Sequence[SegmentedDocument]
    later: Sequence[SegmentedDocument]

    @property
    def sizes(self) -> tuple[int, int]:
        which = 0 if self.unit is Unit.DOCUMENTS else 1
        return self.before.size[which], self.after.size[which]

    def counts(self, form: int) -> tuple[int, int]:
        if self.unit is Unit.DOCUMENTS:
            return self.before.documents[form], self.after.documents[form]
        return self.before.sentences[form], self.after.sentences[form]

    def shares(self, form: int) -> tuple[float, float]:
        """The shares of units that have a form."""
        first, second = self.counts(form)
        return first / max(1, self.sizes[0]), second / max(1, self.sizes[1])

    def example(self, form: int, *, later: bool) -> tuple[str, str]:
        """A sentence that has a form, and its document."""
        counted, texts = (self.after, self.later) if later else (self.before, self.earlier)
        text, place = counted.examples[form]
        document = texts[text]
        return document.segments[place].reading.text, document.document.source


def _judged(found: Sequence[tuple[Candidate, float]], sides: _Sides) -> list[FormChange]:
    old_size, new_size = sides.sizes
    strengths: dict[int, float] = {}
    for form in range(len(found)):
        before, after = sides.counts(form)
        if before + after:
            strengths[form] = log_likelihood(after, before + after, new_size, old_size + new_size)
    chances = _q_values(strengths, sides)
    changes = []
    for form, strength in strengths.items():
        before, after = sides.counts(form)
        change = _change(before, after, strength)
        if abs(strength) < _LEAST_STRENGTH and before and after:
            continue
        is_later = change in (Change.NEW, Change.MORE)
        company = (sides.after if is_later else sides.before).company(form)
        example, source = sides.example(form, later=is_later)
        candidate, formulation = found[form]
        changes.append(
            FormChange(
                form=candidate.form,
                kind=candidate.kind,
                change=change,
                score=candidate.score,
                before=before,
                after=after,
                strength=abs(strength),
                chance=chances[form],
                surprise=abs(strength) * candidate.score * formulation * company,
                example=example,
                source=source,
            )
        )
    return sorted(changes, key=lambda each: (-each.surprise, each.form))


def _change(before: int, after: int, strength: float) -> Change:
    if not before:
        return Change.NEW
    if not after:
        return Change.GONE
    return Change.MORE if strength > 0 else Change.LESS


def _q_values(strengths: Mapping[int, float], sides: _Sides) -> dict[int, float]:
    """The q-value of each difference among all that could be sure; 1 for the others.

    A form that stands in few places could not be sure if all were on one side: such forms are no
    tests (Gilbert, A Modified False Discovery Rate Multiple-Comparisons Procedure for Discrete
    Data, 2005). Chances are those of the chi-squared distribution of G².
    """
    p_values = {form: _chance(strength) for form, strength in strengths.items()}
    ordered = sorted(
        (form for form in p_values if _chance(_strongest(sum(sides.counts(form)), sides)) <= RATE),
        key=lambda form: -p_values[form],
    )
    least, found = 1.0, dict.fromkeys(p_values, 1.0)
    for rank, form in zip(range(len(ordered), 0, -1), ordered, strict=True):
        least = min(least, p_values[form] * len(ordered) / rank)
        found[form] = least
    return found


def _chance(strength: float) -> float:
    return math.erfc(math.sqrt(abs(strength) / 2))


def _strongest(total: int, sides: _Sides) -> float:
    """The strength of a form with so many places if all were in the smaller set."""
    small, size = min(sides.sizes), sum(sides.sizes)
    return log_likelihood(min(total, small), total, small, size)


def _kept(changes: Sequence[FormChange]) -> list[FormChange]:
    """Of forms that hold each other and stand in much the same places, one: the longest that
    stands wherever the most surprising does, in whose rank it comes.

    Which forms hold which is asked of one automaton, so that time is linear in their lengths and
    in the pairs.
    """
    holding, held = _nested([each.form for each in changes])
    kept: dict[Change, list[FormChange]] = {change: [] for change in Change}
    gone: set[int] = set()
    for number, each in enumerate(changes):
        if number in gone:
            continue
        whole = [
            other
            for other in holding[number]
            if other not in gone
            and _is_same(each, changes[other], _WHOLE)
            and changes[other].score >= _LIKELY_TOO * each.score
        ]
        longest = max([number, *whole], key=lambda one: (len(changes[one].form), -one))
        gone.update({number, longest})
        for one in {number, longest}:
            gone.update(
                other
                for other in (*holding[one], *held[one])
                if _is_same(changes[one], changes[other], _SAME_PLACES)
            )
        kept[each.change].append(replace(changes[longest], surprise=each.surprise))
    return [each for change in Change for each in kept[change]]


def _nested(forms: Sequence[str]) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    """The forms that hold each form, and those that it holds, by their numbers."""
    from ahocorasick_rs import AhoCorasick

    holding: dict[int, set[int]] = defaultdict(set)
    held: dict[int, set[int]] = defaultdict(set)
    automaton = AhoCorasick(forms)
    for outer, form in enumerate(forms):
        for inner, _, _ in automaton.find_matches_as_indexes(form, overlapping=True):
            if inner != outer:
                holding[inner].add(outer)
                held[outer].add(inner)
    return holding, held


def _is_same(one: FormChange, other: FormChange, least: float) -> bool:
    """Whether two forms of which one holds the other stand in much the same places."""
    if one.change is not other.change:
        return False
    pairs = (one.before, other.before), (one.after, other.after)
    return all(min(pair) >= least * max(pair) for pair in pairs)
