"""A read-only collection of concepts in memory, such as the starter glossary of tifa."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from importlib import resources
from itertools import accumulate

from align.errors import InputError
from align.model import Language
from glossary.language.chinese.pinyin import Spelling, spellings
from glossary.language.spelling import spelled
from glossary.model import Concept, ConceptStatus, Term
from glossary.model.keys import key
from glossary.model.searchable import Form, How, Indexed, TermHit, Where, indexed
from glossary.model.serial import from_json, parse_line

#: Before and behind each form where forms are joined; no form holds a line end.
_BEGIN, _END = "\n ", "\n"


@dataclass(frozen=True, slots=True)
class Entry:
    """A term with the forms under which it is found; spelled only where that is needed."""

    concept: Concept
    position: int
    term: Term
    key: str
    spelling: Spelling | None = None

    def form(self, form: Form) -> str:
        """The form of the term, "" where it has none."""
        if form is Form.KEY:
            return self.key
        if self.spelling is None:
            return ""
        return self.spelling.plain if form is Form.PINYIN else self.spelling.initials

    def has(self, language: Language | None, statuses: Collection[ConceptStatus] | None) -> bool:
        """Whether term and concept are of the language and of one of the statuses."""
        return (language is None or self.term.language is language) and (
            statuses is None or self.concept.status in statuses
        )

    def hit(self, form: Form) -> TermHit:
        """What lookup is told of the term."""
        return TermHit(
            concept_id=self.concept.id,
            position=self.position,
            language=self.term.language,
            text=self.term.text,
            key=self.key,
            length=len(self.form(form)),
            tones=self.spelling.tones if self.spelling else "",
            status=self.term.status,
            score=self.concept.score,
        )


class _Joined:
    """One form of all entries as one text, in which Python searches a hundred times as fast."""

    def __init__(self, entries: Sequence[Entry], form: Form) -> None:
        self._entries = entries
        forms = [f"{_BEGIN}{entry.form(form)}{_END}" for entry in entries]
        self._text = "".join(forms)
        self._ends = list(accumulate(map(len, forms)))

    def find(self, part: str) -> list[Entry]:
        """The entries whose form, between its marks, holds a part; each once, in their order."""
        found = []
        place = self._text.find(part)
        while place >= 0:
            number = bisect_right(self._ends, place)
            found.append(self._entries[number])
            place = self._text.find(part, self._ends[number])
        return found


class Reference:
    """Concepts in their order, found by the keys of their terms.

    It never changes, so any number of threads may share one.
    """

    def __init__(self, load: Callable[[], Iterable[Concept]]) -> None:
        self._load = load

    @classmethod
    def from_concepts(cls, concepts: Iterable[Concept]) -> Reference:
        """A reference of concepts that are at hand."""
        kept = tuple(concepts)
        return cls(lambda: kept)

    @cached_property
    def concepts(self) -> tuple[Concept, ...]:
        """All concepts, which are loaded when they are first asked for."""
        return tuple(self._load())

    def __iter__(self) -> Iterator[Concept]:
        return iter(self.concepts)

    def __len__(self) -> int:
        return len(self.concepts)

    def by_key(self, text: str, language: Language) -> tuple[Concept, ...]:
        """The concepts that have a term which reads as `text` after normalisation."""
        return self._by_key.get((language, key(text, language)), ())

    def with_ids(self, ids: Sequence[str]) -> list[Concept]:
        """The concepts with these ids, in this order; ids of none are passed over."""
        return [self._by_id[concept_id] for concept_id in ids if concept_id in self._by_id]

    def search(
        self,
        form: Form,
        how: How,
        value: str,
        *,
        language: Language | None = None,
        tones: str = "",
        statuses: Collection[ConceptStatus] | None = None,
        limit: int = 50,
    ) -> list[TermHit]:
        """The terms one of whose forms is or begins with `value`; see `Searchable`."""
        end = _END if how is How.EQUAL else ""
        found = [
            entry
            for entry in self._joined(form).find(f"{_BEGIN}{value}{end}")
            if not tones or (entry.spelling and entry.spelling.may_have(tones))
        ]
        hits = _shortest(found, form, language, statuses)
        once = {(hit.concept_id, hit.position): hit for hit in reversed(hits)}
        return [hit for hit in hits if once[hit.concept_id, hit.position] is hit][:limit]

    def holding(
        self,
        value: str,
        where: Where,
        of: Indexed,
        *,
        language: Language | None = None,
        statuses: Collection[ConceptStatus] | None = None,
        limit: int = 50,
    ) -> list[TermHit]:
        """The terms that hold `value`, shortest first; see `glossary.model.searchable`."""
        before = {Where.START: _BEGIN, Where.WORD: " ", Where.ANYWHERE: ""}
        joined = self._transcripts if of is Indexed.SPELLED else self._keys
        found = _among(joined.find(before[where] + value), of)
        return _shortest(found, Form.KEY, language, statuses)[:limit]

    def resembling(
        self,
        value: str,
        edits: int,
        of: Indexed,
        *,
        language: Language | None = None,
        statuses: Collection[ConceptStatus] | None = None,
    ) -> list[TermHit]:
        """The terms that are within so many edits of `value`."""
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract_iter

        entries = self._transcribed if of is Indexed.SPELLED else self.entries
        keys = [entry.key for entry in entries]
        found = extract_iter(value, keys, scorer=OSA.distance, score_cutoff=edits)
        near = _among((entries[n] for *_, n in found), of)
        return _shortest(near, Form.KEY, language, statuses)

    def keys(
        self, *, statuses: Collection[ConceptStatus] | None = None
    ) -> Iterator[tuple[Language, str, str]]:
        """Language, key and concept id of every term, in the order of the concepts."""
        for entry in self.entries:
            if entry.has(None, statuses):
                yield entry.term.language, entry.key, entry.concept.id

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every term, without its spelling."""
        return tuple(
            Entry(concept, position, term, key(term.text, term.language))
            for concept in self.concepts
            for position, term in enumerate(concept.terms)
        )

    @cached_property
    def _spelled(self) -> tuple[Entry, ...]:
        """The Chinese terms, each once with every spelling."""
        return tuple(
            replace(entry, spelling=spelling)
            for entry in self.entries
            if entry.term.language is Language.ZH
            for spelling in spellings(entry.term.text)
        )

    @cached_property
    def _transcribed(self) -> tuple[Entry, ...]:
        """The terms of languages but Chinese that are spelled otherwise, with that as their key."""
        return tuple(
            replace(entry, key=made)
            for entry in self.entries
            if (made := spelled(entry.key, entry.term.language))
        )

    def _joined(self, form: Form) -> _Joined:
        if form is Form.KEY:
            return self._keys
        return self._pinyin if form is Form.PINYIN else self._initials

    @cached_property
    def _keys(self) -> _Joined:
        return _Joined(self.entries, Form.KEY)

    @cached_property
    def _transcripts(self) -> _Joined:
        return _Joined(self._transcribed, Form.KEY)

    @cached_property
    def _pinyin(self) -> _Joined:
        return _Joined(self._spelled, Form.PINYIN)

    @cached_property
    def _initials(self) -> _Joined:
        return _Joined(self._spelled, Form.INITIALS)

    @cached_property
    def _by_id(self) -> dict[str, Concept]:
        return {concept.id: concept for concept in self.concepts}

    @cached_property
    def _by_key(self) -> dict[tuple[Language, str], tuple[Concept, ...]]:
        found: dict[tuple[Language, str], dict[str, Concept]] = {}
        for entry in self.entries:
            where = entry.term.language, entry.key
            found.setdefault(where, {})[entry.concept.id] = entry.concept
        return {where: tuple(concepts.values()) for where, concepts in found.items()}


def _among(entries: Iterable[Entry], of: Indexed) -> Iterator[Entry]:
    """Those that are indexed so."""
    return (
        entry for entry in entries if of is Indexed.SPELLED or indexed(entry.term.language) is of
    )


def _shortest(
    entries: Iterable[Entry],
    form: Form,
    language: Language | None,
    statuses: Collection[ConceptStatus] | None,
) -> list[TermHit]:
    hits = [entry.hit(form) for entry in entries if entry.has(language, statuses)]
    return sorted(hits, key=lambda hit: (hit.length, -hit.score, hit.concept_id))


def starter() -> Reference:
    """The starter glossary, loaded when it is first asked: that takes a tenth of a second.

    >>> len(starter().concepts) > 100
    True
    """
    return Reference(_starter_concepts)


def _starter_concepts() -> Iterator[Concept]:
    text = resources.files("seeds").joinpath("starter.jsonl").read_text(encoding="utf-8")
    return read_lines(text.split("\n"), "starter.jsonl")


def read_lines(lines: Iterable[str], source: str) -> Iterator[Concept]:
    """The concepts of JSON Lines; empty lines are passed over.

    Args:
        source: what to call the file in errors.

    Raises:
        InputError: a line is no JSON or no concept; file, line and field are named.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield from_json(parse_line(line))
        except InputError as error:
            raise InputError(f"{source}, line {number}: {error.what}", error.remedy) from error
