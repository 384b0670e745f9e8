"""What the entry of a numeric formula says that it counts, and whether that is all of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from align.languages import CHINESE_ENGLISH, languages
from align.model import Language
from glossary.formulas.find import asked
from glossary.formulas.model import Formula
from glossary.model import Concept, Definition, Kind, Origin, languages_of
from glossary.model.keys import key


class Completeness(StrEnum):
    """What is known of the members of a formula."""

    COMPLETE = "complete"  #: as many as it counts, and all sources say the same ones
    INCOMPLETE = "incomplete"  #: no source says as many as it counts
    CONTRADICTORY = "contradictory"  #: sources in its language say different ones
    UNCOUNTED = "uncounted"  #: there are some, and its terms do not say how many (放管服)
    NONE = "none"  #: there are none


@dataclass(frozen=True, slots=True)
class MemberList:
    """Members as one source or several say them in a language.

    Attributes:
        members: in order, in the words of the first definition.
        keys: what they are compared by; equal sets are the same members.
        definitions: those that say these members, people's first.
    """

    language: Language
    members: tuple[str, ...]
    keys: frozenset[str]
    definitions: tuple[Definition, ...]

    @property
    def count(self) -> int:
        """How many different members there are."""
        return len(self.keys)


def counting(concept: Concept) -> Formula | None:
    """The formula that the terms of a concept are: the first of them that counts something."""
    parsed = (
        asked(term.text, term.language)
        for language in CHINESE_ENGLISH
        for term in concept.terms
        if term.language is language
    )
    return next(filter(None, parsed), None)


def is_formula(concept: Concept) -> bool:
    """Whether a concept counts members."""
    return concept.kind is Kind.NUMERIC or any(each.members for each in concept.definitions)


def member_lists(concept: Concept) -> list[MemberList]:
    """The different lists of members that a concept's definitions give, by language.

    In a language the one that people say comes first, then that of the most sources. Members are
    the same in whatever order, and with or without what all of them, or the formula, say of each:
    政治建设、经济建设 and 政治、经济 of 五位一体, 大局意识 and 大局 of 四个意识.
    """
    formula = counting(concept)
    said: dict[tuple[Language, frozenset[str]], list[Definition]] = {}
    for each in sorted(concept.definitions, key=lambda each: each.origin is not Origin.PERSON):
        if each.members:
            keys = frozenset(_keys(each.members, each.language, formula))
            said.setdefault((each.language, keys), []).append(each)
    order = {language: place for place, language in enumerate(languages())}
    found = [
        MemberList(language, definitions[0].members, keys, tuple(definitions))
        for (language, keys), definitions in said.items()
    ]
    return sorted(
        found,
        key=lambda each: (
            order[each.language],
            each.definitions[0].origin is not Origin.PERSON,
            -len(each.definitions),
        ),
    )


def completeness(concept: Concept, found: Sequence[MemberList]) -> Completeness:
    """What is known of the members of a formula, by the lists of them.

    Sources contradict each other in the language of the formula, since other languages word the
    same members otherwise; a list of some of the members of another does not contradict it.
    """
    if not found:
        return Completeness.NONE
    formula = counting(concept)
    language = formula.language if formula else languages_of(concept.terms)[0]
    own = [each for each in found if each.language is language]
    if any(not (one.keys <= other.keys or other.keys <= one.keys) for one in own for other in own):
        return Completeness.CONTRADICTORY
    if formula is None:
        return Completeness.UNCOUNTED
    # Where one list has more than the formula counts, the one that fits is a part of it.
    most = max(each.count for each in own or found)
    return Completeness.COMPLETE if most == formula.count else Completeness.INCOMPLETE


def _keys(members: Iterable[str], language: Language, formula: Formula | None) -> list[str]:
    """What members are compared by: their keys without what all of them share at an edge."""
    units = [_units(key(member, language), language) for member in members]
    if formula is not None and formula.language is language:
        for head in {part.head for part in formula.parts if part.head}:
            units = [_without(each, _units(key(head, language), language)) for each in units]
    if len(units) > 1:
        for step in (1, -1):
            shared = _shared([each[::step] for each in units])
            units = [each[::step][shared:][::step] for each in units]
    joint = language.profile.joint
    return [joint.join(each) for each in units]


def _units(text: str, language: Language) -> list[str]:
    """The characters of a text or, where words are written apart, its words."""
    return text.split() if language.profile.joint else list(text)


def _without(units: list[str], head: list[str]) -> list[str]:
    """A member without what the formula says of each of its members."""
    size = len(head)
    if len(units) <= size:
        return units
    if units[-size:] == head:
        return units[:-size]
    return units[size:] if units[:size] == head else units


def _shared(members: Sequence[list[str]]) -> int:
    """How many first units all members have in common, where something is left of each."""
    most = min(map(len, members)) - 1
    same = (len({each[place] for each in members}) == 1 for place in range(most))
    return next((place for place, is_same in enumerate(same) if not is_same), max(most, 0))
