"""In how many documents or sentences forms stand, and in what company.

All forms are looked for at once by the automaton of Aho and Corasick, Efficient String Matching
(1975), so that time is linear in the text whatever the number of forms.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from align.model import Language, SegmentedDocument
from glossary.language.folding import folded, folded_query

Place = tuple[int, int]

#: What is added to the sentences in company and to all, so that few sentences say little.
_PRIOR, _PRIOR_WEIGHT = 0.2, 1.0


@dataclass(slots=True)
class Counted:
    """How forms, by their numbers, stand in a set of texts.

    Attributes:
        documents, sentences: in how many of them each form stands.
        in_company: in how many sentences another known term stands beside it.
        examples: a document and a sentence for each form, by their numbers.
        size: documents and sentences of the texts.
    """

    documents: Counter[int] = field(default_factory=Counter)
    sentences: Counter[int] = field(default_factory=Counter)
    in_company: Counter[int] = field(default_factory=Counter)
    examples: dict[int, Place] = field(default_factory=dict)
    size: Place = (0, 0)

    def company(self, form: int) -> float:
        """The share of a form's sentences that hold another known term, drawn to `_PRIOR`."""
        own = self.in_company[form] + _PRIOR * _PRIOR_WEIGHT
        return own / (self.sentences[form] + _PRIOR_WEIGHT)


@dataclass(frozen=True, slots=True)
class Sought:
    """The forms that are looked for in texts of a language, and the terms beside them.

    Attributes:
        size: how many forms there are.
    """

    language: Language
    size: int
    of_forms: Any
    of_known: Any

    @classmethod
    def of(cls, forms: Sequence[str], known: Iterable[str], language: Language) -> Sought:
        """Make ready to look, for any number of texts.

        Args:
            forms: as they stand; a form is found in any script, case and spacing that reads alike.
            known: terms of art whose company tells that a form is one of them.
        """
        from ahocorasick_rs import AhoCorasick

        of_known = {folded_query(each, language) for each in known} - {""}
        return cls(
            language,
            len(forms),
            AhoCorasick([folded_query(form, language) for form in forms]),
            AhoCorasick(sorted(of_known)),
        )


def count(texts: Sequence[SegmentedDocument], sought: Sought) -> Counted:
    """Look for all forms in texts of their language."""
    counted = Counted()
    if not texts or not sought.size:
        return counted
    sentences = 0
    for number, text in enumerate(texts):
        there = set()
        for place, segment in enumerate(text.segments):
            said = folded("".join(segment.reading.text.split()), sought.language)
            found = _spans(sought.of_forms, said)
            sentences += 1
            if not found:
                continue
            others = [span for spans in _spans(sought.of_known, said).values() for span in spans]
            for form, spans in found.items():
                there.add(form)
                counted.sentences[form] += 1
                counted.in_company[form] += any(_is_apart(span, spans) for span in others)
                counted.examples.setdefault(form, (number, place))
        counted.documents.update(there)
    counted.size = len(texts), sentences
    return counted


class Around(NamedTuple):
    """A sentence that has a form, and what it says without the form, folded."""

    rest: str
    sentence: str


#: Sentences of a form that are gathered.
_MOST_GATHERED = 40
#: Characters that a sentence says beside a form.
_LEAST_REST = 4


def sentences_of(
    forms: Collection[str], texts: Sequence[SegmentedDocument]
) -> dict[str, list[Around]]:
    """Sentences that have each form, as many as are compared."""
    from ahocorasick_rs import AhoCorasick

    found: dict[str, list[Around]] = {form: [] for form in forms}
    if not forms or not texts:
        return found
    language, names = texts[0].language, list(forms)
    automaton = AhoCorasick([folded_query(form, language) for form in names])
    for text in texts:
        for segment in text.segments:
            said = folded("".join(segment.reading.text.split()), language)
            for number, spans in _spans(automaton, said).items():
                start, end = spans[0]
                rest = said[:start] + said[end:]
                own = found[names[number]]
                if len(own) < _MOST_GATHERED and len(rest) >= _LEAST_REST:
                    own.append(Around(rest, segment.reading.text))
    return found


def _spans(automaton: Any, text: str) -> dict[int, list[Place]]:
    found: dict[int, list[Place]] = defaultdict(list)
    for number, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
        found[number].append((start, end))
    return found


def _is_apart(span: Place, others: Iterable[Place]) -> bool:
    return all(span[1] <= start or end <= span[0] for start, end in others)
