"""What texts say that a term is, in languages for which no model judges it.

Definitions are told by signs that say little else ("désigne", "bezeichnet", "— это"), of which
`definitions.toml` of a language has lists; the members of a formula that counts them by a list of
exactly so many that follows it after a colon. No gold is at hand in these languages, so nobody has
measured how often that is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from align.model import Language, SegmentedDocument
from glossary.formulas import Corpus
from glossary.language.lists import has_lists, lists
from glossary.model import Candidate, Definition, Occurrence

#: What is claimed of each: as much for as against.
SCORE = 0.5
LONGEST = 300  #: characters of a definition
_MOST_PLACES = 300
_MOST = 5
_CLOSED = r"\s*[»”“\"’]?"
_END = re.compile(r"[.;!?。；！？](?=\s|$)|$")
_STOP = re.compile(r"[.!?。！？](?=\s|$)|$")
_COLON = re.compile(_CLOSED + r"\s*[:：]\s*")
_COUNTED = range(2, 13)
_SHORTEST = 2  #: words of a definition


def can_define(language: Language) -> bool:
    """Whether signs of definitions are known in a language."""
    return has_lists(language, "definitions")


def said(candidate: Candidate, corpus: Corpus) -> tuple[Definition, ...]:
    """What the texts say that a candidate is, lists of members first."""
    documents = corpus.by_source(candidate.language)
    found: dict[str, Definition] = {}
    for place in candidate.occurrences[:_MOST_PLACES]:
        document = documents.get(place.document)
        if document is not None:
            for each in (*_members(document, place), *_definitions(document, place)):
                found.setdefault(each.text, each)
    ordered = sorted(found.values(), key=lambda each: not each.members)
    return tuple(ordered[:_MOST])


def _definitions(document: SegmentedDocument, place: Occurrence) -> Iterator[Definition]:
    language = document.language
    if not can_define(language):
        return
    text = document.segments[place.segment].reading.text
    after, before = _signs(language)
    sign = after.match(text, place.end)
    start = sign.end() if sign else -1
    if start < 0 and before is not None and before.search(text[: place.start]):
        follows = re.compile(_CLOSED + r",?\s+").match(text, place.end)
        start = follows.end() if follows else -1
    if start < 0:
        return
    end = _end(text, start, _END)
    if len([*language.profile.words(text[start:end])]) >= _SHORTEST:
        yield _definition(document, place.segment, start, end, ())


def _members(document: SegmentedDocument, place: Occurrence) -> Iterator[Definition]:
    """A list after the colon behind a formula, of exactly as many members as it counts."""
    text = document.segments[place.segment].reading.text
    colon = _COLON.match(text, place.end)
    if colon is None:
        return
    if not has_lists(document.language, "terms"):
        return
    counts = {*counted(text[place.start : place.end], document.language)}
    start, end = colon.end(), _end(text, colon.end(), _STOP)
    items = _items(text[start:end], document.language)
    if len(items) in counts:
        yield _definition(document, place.segment, start, end, items)


def counted(form: str, language: Language) -> Iterator[int]:
    """The numbers of members that a form says it has."""
    for word in language.profile.words(form.lower()):
        value = language.profile.number(word)
        if value is not None and value in _COUNTED:
            yield int(value)


def _items(text: str, language: Language) -> tuple[str, ...]:
    """The items of a list; the last may follow a conjunction."""
    marks = "[;；؛]" if re.search("[;；؛]", text) else "[,،、，]"
    *items, last = re.split(marks, text)
    joining = lists(language, "terms")["conjunctions"].alternatives
    # Where no blanks are, these letters stand within words too.
    parts = re.split(f"\\s(?:{joining})\\s", f" {last}") if language.profile.joint else [last]
    return tuple(each.strip() for each in (*items, *parts) if each.strip())


def _end(text: str, start: int, mark: re.Pattern[str]) -> int:
    """Where a mark ends what begins there."""
    found = mark.search(text, start)
    end = found.start() if found else len(text)
    return min(end, start + LONGEST)


def _definition(
    document: SegmentedDocument, segment: int, start: int, end: int, members: tuple[str, ...]
) -> Definition:
    reading = document.segments[segment].reading
    text = reading.text[start:end].rstrip()
    first, last = reading.outer(start, start + len(text))
    return Definition(
        document.language,
        text,
        document.document.source,
        segment,
        first,
        last,
        score=SCORE,
        members=members,
    )


@cache
def _signs(language: Language) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
    """What stands between a term and its definition, and what before such a term."""
    own = lists(language, "definitions")
    after = re.compile(f"{_CLOSED}(?:{own['after'].alternatives})", re.IGNORECASE)
    before = own["before"].alternatives
    return after, re.compile(f"(?:{before})$", re.IGNORECASE) if before else None
