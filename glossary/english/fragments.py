"""English candidates that are mere pieces of longer ones."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from glossary.model import Candidate, Kind

_MOST = 60  # neighbours compared at one place: bounded where a long text has no marks
_PREPOSITION = "of|for|on|in|with|under|at|to|by"
_AFTER_PREPOSITION = re.compile(rf"(?i)\b(?:{_PREPOSITION})(?: the| its| our)? $")
_BEFORE_PREPOSITION = re.compile(rf"(?i) (?:{_PREPOSITION})\b")

Place = tuple[str, int]


def without_fragments(found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that somewhere stand outside a longer one, in their order.

    A candidate goes where one longer candidate contains every place of it and is as likely a term,
    or both are capitalised. Noun phrases that a preposition links to others stay.
    """
    around: list[set[int] | None] = [None] * len(found)
    for number, containers in _containers(found):
        known = around[number]
        around[number] = containers if known is None else known & containers
    return [
        candidate
        for candidate, containers in zip(found, around, strict=True)
        if not any(_is_fragment(candidate, found[other]) for other in containers or ())
    ]


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
    if candidate.kind not in (longer.kind, Kind.CONCEPT):
        return False
    before, _, after = longer.form.partition(candidate.form)
    if _AFTER_PREPOSITION.search(before) or _BEFORE_PREPOSITION.match(after):
        return False
    named = _is_name(candidate.form) and _is_name(longer.form)
    return named or longer.score >= candidate.score


def _is_name(form: str) -> bool:
    words = [word for word in form.split() if len(word) > 3]
    return bool(words) and 2 * sum(word[0].isupper() for word in words) > len(words)
