"""English candidates that are mere pieces of longer ones."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from glossary.detection.guidance import is_named
from glossary.language.english.tags import lexicon_tag
from glossary.model import Candidate, Kind

_MOST = 60  # neighbours compared at one place: bounded where a long text has no marks
_PREPOSITION = "of|for|on|in|with|under|at|to|by"
_AFTER_PREPOSITION = re.compile(rf"(?i)\b(?:{_PREPOSITION})(?: the| its| our)? $")
_BEFORE_PREPOSITION = re.compile(rf"(?i) (?:{_PREPOSITION})\b")
#: The head of a compound that a capitalised piece lacks: "organizations" after "Village Party".
_HEAD = re.compile(r" [a-z-]+$")
#: What joins phrases, unlike the mere juxtaposition of words of a compound.
_JOINED = re.compile(r"(?i),|\b(?:and|or|to|from|between|as|among|the|its|our)\b")
#: The share of its score at which a piece gives way to the compound around it: a compound that is
#: cut comes back nowhere, so the trees cannot tell which of the two is the term.
_COMPOUND = 0.5

Place = tuple[str, int]


def without_fragments(found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that somewhere stand outside a longer one, in their order.

    A candidate goes where one longer candidate that is as likely a term contains every place of it,
    or where each place is within a longer name, and it is capitalised itself. Noun phrases that a
    preposition links to others stay.
    """
    around: list[list[set[int]]] = [[] for _ in found]
    for number, containers in _containers(found):
        around[number].append({o for o in containers if _is_fragment(found[number], found[o])})
    return [
        candidate
        for candidate, places in zip(found, around, strict=True)
        if is_named(candidate.evidence) or not (places and _is_covered(candidate, places, found))
    ]


def _is_covered(
    candidate: Candidate, places: Sequence[set[int]], found: Sequence[Candidate]
) -> bool:
    """Whether longer candidates cover all places, given those at each of them."""
    if _is_name(candidate.form):
        return all(any(_is_name(found[other].form) for other in around) for around in places)
    return bool(set.intersection(*places))


def _containers(found: Sequence[Candidate]) -> Iterator[tuple[int, set[int]]]:
    """For each place of each candidate, the candidates with a longer span around it."""
    places: dict[Place, list[tuple[int, int, int]]] = defaultdict(list)
    for number, candidate in enumerate(found):
        for place in candidate.occurrences:
            places[place.document, place.segment].append((place.start, -place.end, number))
    for spans in places.values():
        spans.sort()
        for index, (start, end, number) in enumerate(spans):
            yield (
                number,
                {
                    other
                    for low, high, other in spans[max(index - _MOST, 0) : index]
                    if high <= end and (low, high) != (start, end)
                },
            )


def _is_fragment(candidate: Candidate, longer: Candidate) -> bool:
    before, _, after = longer.form.partition(candidate.form)
    headless = bool(_HEAD.match(after)) and not before
    if candidate.kind not in (longer.kind, Kind.CONCEPT) and not headless:
        return False
    named = _is_name(candidate.form) and _is_name(longer.form)
    cut = named and before.endswith(" and ")
    if _AFTER_PREPOSITION.search(before) or (_BEFORE_PREPOSITION.match(after) and not cut):
        return False
    if "," in longer.form or _governs(before):
        return False
    compound = not _JOINED.search(f"{before}|{after}")
    return named or longer.score >= candidate.score * (_COMPOUND if compound else 1.0)


def _governs(before: str) -> bool:
    """Whether what comes before a piece begins with a verb, whose object the piece is."""
    first = before.split(" ", 1)[0].lower()
    return bool(before) and lexicon_tag(first) in ("VB", "VBP")


def _is_name(form: str) -> bool:
    words = [word for word in form.split() if len(word) > 3]
    return bool(words) and 2 * sum(word[0].isupper() for word in words) > len(words)
