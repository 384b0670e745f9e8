"""The forms under which the terms of a glossary are found in texts (`glossary.language.forms`)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from align.model import Language
from glossary.language.forms import as_bases, base_form, normal_form, words
from glossary.model import ConceptStatus, Term
from glossary.model.keys import key
from glossary.model.searchable import Termed

#: Terms of one character would be marked all over.
_SHORTEST = 2

#: A concept in a source: whether it is the user's own (0) or the reference's (1), and its id.
Id = tuple[int, str]


@dataclass(slots=True)
class Forms:
    """The forms of the terms of one language, with the concepts of each.

    Attributes:
        lengths: of the forms that begin with a character or word, in characters or words.
    """

    ids: dict[str, tuple[Id, ...]] = field(default_factory=dict)
    lengths: dict[str, set[int]] = field(default_factory=dict)

    def learn(self, form: str, first: str, length: int, concept: Id) -> None:
        known = self.ids.get(form)
        if known is None:
            self.ids[form] = (concept,)
            self.lengths.setdefault(first, set()).add(length)
        elif known[-1] != concept:
            self.ids[form] = (*known, concept)

    def learn_words(self, words: Sequence[str], concept: Id) -> None:
        """Learn a form of words; none where there are no words."""
        if words:
            self.learn(" ".join(words), words[0], len(words), concept)

    def lookup(self) -> Lookup:
        return Lookup(
            {first: sorted(found, reverse=True) for first, found in self.lengths.items()}, self.ids
        )


@dataclass(frozen=True, slots=True)
class Lookup:
    """Forms to be looked up: the lengths of those with a beginning, and the concepts of each."""

    lengths: Mapping[str, Sequence[int]]
    ids: Mapping[str, tuple[Id, ...]]


@dataclass(frozen=True, slots=True)
class Learned:
    """The forms of Chinese terms and of English ones, and the keys of all others."""

    chinese: Forms = field(default_factory=Forms)
    number: Forms = field(default_factory=Forms)
    base: Forms = field(default_factory=Forms)
    others: dict[Language, list[tuple[str, Id]]] = field(default_factory=dict)


def learn(sources: Sequence[Termed | None], statuses: Collection[ConceptStatus]) -> Learned:
    learned = Learned()
    for rank, source in enumerate(sources):
        concept = (rank, "")
        for language, made, concept_id in source.keys(statuses=statuses) if source else ():
            if concept[1] != concept_id:
                concept = (rank, concept_id)  # one object for all terms of a concept
            if len(made) < _SHORTEST:
                continue
            if language is Language.ZH:
                learned.chinese.learn(made, made[0], len(made), concept)
            elif language is Language.EN:
                _learn_english(learned, made, concept)
            else:
                learned.others.setdefault(language, []).append((made, concept))
    return learned


def _learn_english(learned: Learned, made: str, concept: Id) -> None:
    parts = words(made)
    learned.number.learn_words(parts, concept)
    if len(parts) > 1:  # "building" alone is not "build"
        learned.base.learn_words(as_bases(parts), concept)


def forms_of(term: Term) -> tuple[str, ...]:
    """The forms under which a term is found in texts."""
    own = key(term.text, term.language)
    if term.language is Language.ZH:
        return (own,)
    if term.language is not Language.EN:
        return form_of(own, term.language), " ".join(base_form(own, term.language))
    parts = words(own)
    return " ".join(parts), " ".join(as_bases(parts))


def form_of(key_of_term: str, language: Language) -> str:
    """The form under which a term is found by itself."""
    if language is Language.ZH:
        return key_of_term
    is_english = language is Language.EN
    return " ".join(words(key_of_term) if is_english else normal_form(key_of_term, language))
