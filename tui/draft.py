"""An edit of a concept before it is saved: what the form holds, what is wrong with it, its merge.

Pure data, so that a draft can be kept, checked and laid over another state without any widget.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from align.detection import may_be_in
from align.errors import InputError
from align.languages import languages
from align.model import Language
from align.text import visible
from glossary.curating.quoting import quoted
from glossary.model import (
    Concept,
    Condition,
    Definition,
    Kind,
    Origin,
    Term,
    TermStatus,
    in_language,
    languages_of,
)
from glossary.model.conditions import conditions_of, written


@dataclass(frozen=True, slots=True)
class TermDraft:
    """A term as the form holds it.

    Attributes:
        original: the term that it edits, or None for a new one.
        text: what the field shows: control characters of the original appear as symbols.
        conditions: what the field of the conditions shows, as they are written.
    """

    language: Language
    text: str
    status: TermStatus
    original: Term | None = None
    conditions: str = ""

    @classmethod
    def of(cls, term: Term) -> TermDraft:
        return cls(
            term.language, visible(term.text), term.status, term, visible(written(term.conditions))
        )

    def term(self) -> Term:
        """The term to store; a new wording has been seen nowhere yet and keeps no evidence.

        Conditions that cannot be read are as they were; see `problem`.
        """
        text, was = self.text.strip(), self.original
        if was is not None and text == visible(was.text).strip():
            made = replace(was, status=self.status)
        else:
            made = Term(self.language, text, self.status)
            if was is not None:
                made = replace(made, type=was.type, note=was.note)
        return replace(made, conditions=self._read()[0])

    def problem(self) -> str | None:
        """Why its conditions cannot be read, in words; None where they can."""
        return self._read()[1]

    def _read(self) -> tuple[tuple[Condition, ...], str | None]:
        was = self.original.conditions if self.original else ()
        if self.conditions == visible(written(was)):
            return was, None
        try:
            return conditions_of(self.conditions), None
        except InputError as error:
            return was, str(error)


@dataclass(frozen=True, slots=True)
class DefinitionDraft:
    """The first definition in a language as the form holds it; not there where it holds nothing."""

    language: Language
    text: str
    members: tuple[str, ...] = ()

    @classmethod
    def of(cls, definition: Definition) -> DefinitionDraft:
        members = tuple(visible(member) for member in definition.members)
        return cls(definition.language, _shown(definition.text), members)


@dataclass(frozen=True, slots=True)
class Draft:
    """What the form holds.

    Attributes:
        definitions: at most one a language, in the order of the registry.
    """

    terms: tuple[TermDraft, ...]
    definitions: tuple[DefinitionDraft, ...]
    kind: Kind
    subject: str
    note: str

    @classmethod
    def of(cls, concept: Concept) -> Draft:
        """The draft that changes nothing."""
        first = {each.language: each for each in reversed(concept.definitions)}
        return cls(
            tuple(
                TermDraft.of(term)
                for language in languages_of(concept.terms)
                for term in in_language(concept.terms, language)
            ),
            tuple(
                DefinitionDraft.of(first[each])
                for each in languages()
                if each in first and (first[each].text or first[each].members)
            ),
            concept.kind,
            visible(concept.subject),
            _shown(concept.note),
        )

    def problems(self) -> Iterator[str]:
        """Why the draft cannot be saved, in words for the reviewer; nothing where it can."""
        if not self.terms:
            yield "A concept needs at least one term: add one"
        for language in languages():
            yield from _term_problems(language, [t for t in self.terms if t.language is language])
        if any(each.members and not each.text.strip() for each in self.definitions):
            yield "Members need a definition: write one, or remove the members"

    def moved(self, concept: Concept) -> Iterator[str]:
        """What takes the place of each definition of a concept that was emptied, and which of the
        others becomes the first, in words."""
        for each in Draft.of(concept).definitions:
            own = [other for other in concept.definitions if other.language is each.language]
            label = each.language.label
            if text := self.definition(each.language).text.strip():
                if _other(own, text):
                    yield f"the {label} definition that was first stays, as the second"
            elif len(own) > 1:
                yield f"the {label} definition is then: {visible(own[1].text)}"
            else:
                yield f"there is then no {label} definition"

    def definition(self, language: Language) -> DefinitionDraft:
        """The definition in a language, an empty one where it has none."""
        found = (each for each in self.definitions if each.language is language)
        return next(found, DefinitionDraft(language, ""))

    def apply(self, concept: Concept, reviewer: str) -> Concept:
        """`concept` with the draft's fields; what the draft leaves as it was stays untouched."""
        base = Draft.of(concept)
        return replace(
            concept,
            terms=tuple(term.term() for term in self.terms),
            definitions=self._definitions(concept, base, reviewer),
            kind=self.kind,
            subject=concept.subject if self.subject == base.subject else self.subject.strip(),
            note=concept.note if self.note == base.note else self.note.strip(),
        )

    def over(self, base: Concept, current: Concept) -> Draft:
        """The edit that made this draft from `base`, made again on `current`.

        Fields and terms that the edit left alone follow `current`; those that it changed keep the
        edit. Nothing that either side added is dropped; the reviewer sees the result before
        saving it.
        """
        old, new = Draft.of(base), Draft.of(current)
        definitions = (
            (self if self.definition(each) != old.definition(each) else new).definition(each)
            for each in languages()
        )
        return Draft(
            _merged_terms(self.terms, old.terms, new.terms),
            tuple(each for each in definitions if each.text or each.members),
            self.kind if self.kind is not old.kind else new.kind,
            self.subject if self.subject != old.subject else new.subject,
            self.note if self.note != old.note else new.note,
        )

    def _definitions(self, concept: Concept, base: Draft, reviewer: str) -> tuple[Definition, ...]:
        """Each language's first definition as edited, in its place; new ones after all of those."""
        made = list(concept.definitions)
        for language in languages():
            ours = self.definition(language)
            if ours != base.definition(language):
                _put(made, ours, concept, reviewer)
        return tuple(made)


def _put(made: list[Definition], ours: DefinitionDraft, concept: Concept, reviewer: str) -> None:
    """Put a definition in the place of the first in its language, else after the first of all."""
    own = [each.language for each in made]
    text = ours.text.strip()
    members = tuple(member.strip() for member in ours.members if member.strip())
    place = max(map(own.index, own), default=-1) + 1
    if ours.language in own:
        place = own.index(ours.language)
        if found := _other([each for each in made if each.language is ours.language], text):
            made.remove(found)
            made.insert(place, replace(found, members=members))
            return
        del made[place]
    if not text:
        return
    found = quoted(text, concept)
    if found is None or found.language is not ours.language:
        found = Definition(ours.language, text, source=reviewer, origin=Origin.PERSON, score=1.0)
    made.insert(place, replace(found, members=members))


def _other(own: Sequence[Definition], text: str) -> Definition | None:
    """The definition with a text among those of a language beside the first.

    It takes the place of that, which comes second: both are somebody's.
    """
    if own and own[0].text == text:
        return None
    return next((each for each in own[1:] if each.text == text), None)


def _shown(text: str) -> str:
    """Text for a field of several lines: line ends stay, other control characters are symbols."""
    return "\n".join(visible(line) for line in text.split("\n"))


def _term_problems(language: Language, terms: list[TermDraft]) -> Iterator[str]:
    label = f"{'An' if language.label[0] in 'AE' else 'A'} {language.label}"
    texts = [term.text.strip() for term in terms]
    if "" in texts:
        yield f"{label} term is empty: write it or remove it"
    if any(
        term.text and term.original is None and not may_be_in(term.text, language) for term in terms
    ):
        yield f"{label} term has no letter of its language: put it under its own"
    if any(text and text in texts[:index] for index, text in enumerate(texts)):
        yield f"{label} term is listed twice: remove one"
    if sum(term.status is TermStatus.PREFERRED for term in terms) > 1:
        yield f"More than one {language.label} term is preferred: keep one"
    if any(_has_symbols(term) for term in terms):
        yield f"{label} term holds the symbol of a control character: delete it"
    yield from dict.fromkeys(filter(None, (term.problem() for term in terms)))


def _has_symbols(term: TermDraft) -> bool:
    """Whether edited text still shows what `visible` puts in place of control characters."""
    untouched = term.original is not None and term.text == visible(term.original.text)
    return not untouched and any(
        "\u2400" <= char <= "\u2426" or char == "\ufffd" for char in term.text
    )


def _merged_terms(
    mine: Iterable[TermDraft], old: Iterable[TermDraft], new: Iterable[TermDraft]
) -> tuple[TermDraft, ...]:
    """A three-way merge of terms; one is recognised by language and text before the edit."""
    before = {_key(term): term for term in old}
    edited = {_key(term): term for term in mine if term.original is not None}
    merged: list[TermDraft] = []
    for theirs in new:
        key = _key(theirs)
        was = before.get(key)
        ours = edited.pop(key, None)
        if was is None or (ours is not None and _unchanged(ours, was)):
            merged.append(theirs)  # they added it, or only they may have changed it
        elif ours is not None:
            merged.append(replace(ours, original=theirs.original))
        elif not _unchanged(theirs, was):
            merged.append(theirs)  # removed here, changed there: show it rather than lose it
    # Removed there: kept, as a new term, only where it was changed here.
    merged += [
        replace(term, original=None)
        for key, term in edited.items()
        if not _unchanged(term, before[key])
    ]
    present = {(term.language, term.text) for term in merged}
    merged += [
        term for term in mine if term.original is None and (term.language, term.text) not in present
    ]
    return tuple(sorted(merged, key=lambda term: languages().index(term.language)))


def _key(term: TermDraft) -> tuple[Language, str]:
    return term.language, term.original.text if term.original else term.text


def _unchanged(term: TermDraft, was: TermDraft) -> bool:
    return (term.text, term.status, term.conditions) == (was.text, was.status, was.conditions)
