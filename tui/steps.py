"""What the store thread does to concepts, so that the store can take it back and do it again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from glossary.store import ConceptConflictError, Glossary
from glossary.store.changing.undoing import undo
from glossary.store.database.rows import by_id
from glossary.store.reading.summaries import Summary, with_ids
from glossary.store.writing.concepts import conflict

Job = Callable[[Glossary], "Outcome"]


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """What a job did.

    Attributes:
        entries: the concepts that it touched, as they are stored now.
        gone: the ids of concepts that are no longer in the glossary.
        revision: one of those that it made, by which the store undoes it; None where it made none.
    """

    entries: tuple[Summary, ...]
    gone: tuple[str, ...] = ()
    revision: int | None = None


def done(
    glossary: Glossary, entries: Sequence[Summary], run: Callable[[Glossary], Iterable[str]]
) -> Outcome:
    """Do something to some concepts, at one go.

    Args:
        entries: the concepts that it changes, as they were before.
        run: does it, and returns the ids of all concepts that it touched or made.
    """
    ids = list(dict.fromkeys((*(each.id for each in entries), *run(glossary))))
    found = {each.id: each for each in with_ids(glossary, ids)}
    gone = tuple(each for each in ids if each not in found)
    numbers = [each.revision for each in found.values()]
    last = max(numbers) if numbers else glossary.history(gone[0])[-1].number
    is_new = last > max((each.revision for each in entries), default=0)
    return Outcome(tuple(found.values()), gone, last if is_new else None)


def undone(glossary: Glossary, outcome: Outcome, who: str, why: str) -> Outcome:
    """Take back what a job did, if all of it is still as the job left it; this can be undone too.

    Raises:
        ConceptConflictError: somebody has changed one of the concepts since; nothing was done.
    """
    number = outcome.revision
    if number is None:
        return outcome

    def run(glossary: Glossary) -> list[str]:
        changed = undo(glossary, number, who=who, why=why, exactly=True)
        return [each.concept_id for each in changed]

    return done(glossary, outcome.entries, run)


def require(glossary: Glossary, entries: Sequence[Summary]) -> None:
    """Every concept is as the reviewer sees it.

    Raises:
        ConceptConflictError: one is not.
    """
    with glossary.reading() as connection:
        known = by_id(connection, [each.id for each in entries])
        for entry in entries:
            current = known.get(entry.id)
            if current is None:
                raise ConceptConflictError(
                    f"{entry.name} is no longer in the glossary", "read it again: f5", None
                )
            if current.revision != entry.revision:
                raise conflict(connection, replace(current, revision=entry.revision), current)
