"""Renderings that differ between issuers, as a ladder of their ranks, and which of them to prefer.

All of it is drawn from the documents and the history whenever it is asked for; none is stored.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from align.model import Language
from align.text import counted
from glossary.model import TO_AVOID, Concept, StoredDocument, in_language, languages_of
from glossary.model.attested import Lifecycle
from glossary.model.authority import Authority
from glossary.model.documents import last_day
from glossary.model.keys import key
from glossary.store.reading.attesting import Place, lifecycle, newest, places
from glossary.store.reading.deciding import Decided
from glossary.store.reading.usage import Usage

_MOST_NAMED = 3  #: documents of a rung that are named


class Reason(StrEnum):
    """By what the proposed rendering stands before the next one."""

    RANK = "rank"
    RECENCY = "recency"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Rung:
    """A rendering in the documents of one rank.

    Attributes:
        authority: documents that nobody has ranked are those of others.
        text: as these documents write it most often.
        documents: the oldest first, then those without a date.
        first, last: the dates of the first and the last of them, "" where none has one.
    """

    authority: Authority
    text: str
    uses: int
    documents: tuple[StoredDocument, ...]
    first: str
    last: str
    lifecycle: Lifecycle

    @property
    def said(self) -> str:
        """What has become of it, and how often and when it is used, in words."""
        dates = " to ".join(dict.fromkeys(filter(None, (self.first, self.last)))) or "undated"
        uses = f"{counted(self.uses, 'use')} in {counted(len(self.documents), 'document')}"
        return f"{self.lifecycle}: {uses}, {dates}"

    @property
    def named(self) -> str:
        """What its documents are called, the first of many."""
        names = [each.title or each.source for each in self.documents[:_MOST_NAMED]]
        more = len(self.documents) - len(names)
        return "; ".join([*names, *([f"and {more:,} more"] if more else [])])


class Verdict(NamedTuple):
    """Which rendering to prefer: by whom ("decided", "proposed"), and why, in words."""

    by: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Ladder:
    """The renderings of a concept in one language, which differ between issuers.

    Attributes:
        rungs: the highest rank first, in it the last used, then the most used.
        proposed: the rendering to prefer by the documents; None where all are to be avoided, or
            nothing tells the best two apart.
        reason: by what it stands before the next; None where it is the only one.
        decided: the rendering that a person prefers, which stands above; None where nobody has
            decided.
    """

    language: Language
    rungs: tuple[Rung, ...]
    proposed: str | None
    reason: Reason | None
    decided: Decided | None

    @property
    def verdicts(self) -> Iterator[Verdict]:
        """What a person decided, above what the documents propose where that is another."""
        decided, proposed = self.decided, self.proposed
        if decided is not None:
            when = f"{decided.when:%Y-%m-%d %H:%M} UTC"
            yield Verdict("decided", decided.text, f", {decided.action} by {decided.who}, {when}")
        if proposed is not None and (decided is None or decided.text != proposed):
            why = f" by {self.reason}" if self.reason else ", the only one to use"
            yield Verdict("proposed", proposed, why)


def ladders(
    concept: Concept, usages: Sequence[Usage], decided: Mapping[Language, Decided]
) -> tuple[Ladder, ...]:
    """The ladders of a concept's renderings, in the languages in which these differ by issuer.

    Args:
        decided: what people prefer in each language.
    """
    latest = newest(usages)
    found = []
    for language in languages_of(concept.terms)[1:]:
        allowed = {
            key(term.text, language): term.status not in TO_AVOID
            for term in in_language(concept.terms, language)
        }
        forms = places(concept, usages, language)
        issuers = {place.issuer for own in forms.values() for place in own}
        if len(forms) > 1 and len(issuers) > 1:
            chosen = decided.get(language)
            rungs = _rungs(forms, latest, key(chosen.text, language) if chosen else None)
            highest = {name: rung for name, rung in reversed(rungs) if allowed[name]}
            uses = {name: sum(each.uses for each in own) for name, own in forms.items()}
            proposed, reason = _proposed([(rung, uses[name]) for name, rung in highest.items()])
            found.append(
                Ladder(language, tuple(rung for _, rung in rungs), proposed, reason, chosen)
            )
    return tuple(found)


def _rungs(
    forms: Mapping[str, Sequence[Place]], latest: str, chosen: str | None
) -> list[tuple[str, Rung]]:
    """The rungs in their order, each with the name of its rendering."""
    rungs = []
    for name, own in forms.items():
        others = [each for other, of in forms.items() if other != name for each in of]
        became = lifecycle(own, others, latest, is_decided=name == chosen)
        for authority in Authority:
            on_it = [each for each in own if each.rank is authority]
            if on_it:
                rungs.append((name, _rung(authority, on_it, became)))
    return sorted(rungs, key=lambda each: (_worth(each[1]), each[1].text))


def _rung(authority: Authority, own: Sequence[Place], became: Lifecycle) -> Rung:
    written: dict[str, int] = defaultdict(int)
    for each in own:
        written[each.text] += each.uses
    documents = {each.document.id: each.document for each in own}
    dates = sorted(filter(None, (each.dated for each in documents.values())))
    first, last = (dates[0], dates[-1]) if dates else ("", "")
    text = max(written, key=lambda each: (written[each], each))
    uses = sum(written.values())
    return Rung(authority, text, uses, tuple(documents.values()), first, last, became)


def _worth(rung: Rung) -> tuple[int, int, int]:
    """Rank, recency and count, of which the least is worth most."""
    day = int(last_day(rung.last).replace("-", "")) if rung.last else 0
    return rung.authority.rank, -day, -rung.uses


def _proposed(renderings: Iterable[tuple[Rung, int]]) -> tuple[str | None, Reason | None]:
    """The rendering to prefer, and by what.

    Args:
        renderings: the highest rung of each that may be used, and its uses on all rungs, which
            decide where those on the rung do not.
    """
    best = sorted(((*_worth(rung), -uses), rung.text) for rung, uses in renderings)[:2]
    if len(best) < 2:
        return (best[0][1] if best else None), None
    (first, text), (second, _) = best
    reasons = zip((*Reason, Reason.COUNT), first, second, strict=True)
    reason = next((why for why, one, other in reasons if one != other), None)
    return (text if reason else None), reason
