"""Jobs for the store thread, each of which says how it is reversed: undo and redo of anything.

A job expects every concept at the revision that the reviewer last saw or wrote, and is refused
where somebody else has changed it since.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from glossary.model import Concept
from glossary.store import ConceptConflictError, Glossary
from glossary.store.changing.undoing import undo
from glossary.store.changing.workflow import set_statuses
from glossary.store.database.rows import by_id
from glossary.store.reading.summaries import Summary, summary, with_ids
from glossary.store.writing.concepts import conflict

Job = Callable[[Glossary], "Outcome"]


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """What a job did.

    Attributes:
        entries: the concepts that it touched, as they are stored now.
        reverse: the job that puts back what was before; its own reverse does this again.
        gone: the ids of concepts that are no longer in the glossary.
        concept: the one concept in whole, where it was saved in whole.
    """

    entries: tuple[Summary, ...]
    reverse: Job
    gone: tuple[str, ...] = ()
    concept: Concept | None = None


@dataclass(slots=True)
class RevisionAliases:
    """Who does all this, and which later revision stands for an earlier one that was put back.

    Approve (5), edit (6), undo the edit (7): 7 holds what 5 held, so that undoing the approval
    expects 7. Used by the store thread alone.
    """

    who: str
    _stands: dict[int, int] = field(default_factory=dict)

    def now(self, revision: int) -> int:
        """The revision that holds now what that one held."""
        while (later := self._stands.get(revision)) is not None:
            revision = later
        return revision

    def put_back(self, revision: int, by: int) -> None:
        """Note that what a revision held was put back by another."""
        earlier = self.now(revision)
        if earlier != by:
            self._stands[earlier] = by


@dataclass(frozen=True, slots=True)
class Move:
    """A concept that is to have another status.

    Attributes:
        at: as it is expected to be.
        to: as it is to be; its revision is 0, or one that held just that.
    """

    at: Summary
    to: Summary


def statuses(
    aliases: RevisionAliases, moves: Sequence[Move], action: str, why: str, *, back: bool = False
) -> Job:
    """Give concepts other statuses, all or none.

    Args:
        back: this undoes the action.
    """

    def job(glossary: Glossary) -> Outcome:
        wanted = {each.at.id: (aliases.now(each.at.revision), each.to.status) for each in moves}
        said = ("undo", f"undo {action}") if back else (action, why)
        made = set_statuses(glossary, wanted, who=aliases.who, action=said[0], why=said[1])
        reverse = []
        for each in moves:
            if each.to.revision:
                aliases.put_back(each.to.revision, made[each.at.id])
            reverse.append(Move(each.to._replace(revision=made[each.at.id]), each.at))
        return Outcome(
            tuple(each.at for each in reverse),
            statuses(aliases, reverse, action, why, back=not back),
        )

    return job


def states(
    aliases: RevisionAliases,
    before: Concept,
    after: Concept,
    action: str,
    *,
    back: bool | None = None,
) -> Job:
    """Save a concept in another state.

    Args:
        before: as it is expected to be.
        back: True: this undoes the action; False: it does it again; None: the first time.
    """

    def job(glossary: Glossary) -> Outcome:
        wanted = replace(after, revision=aliases.now(before.revision))
        said = ("undo", f"undo {action}") if back else (action, "")
        saved = glossary.save(wanted, who=aliases.who, action=said[0], why=said[1])
        if back is not None:
            aliases.put_back(after.revision, saved.revision)
        reverse = states(aliases, saved, before, action, back=not back)
        return Outcome((summary(saved),), reverse, concept=saved)

    return job


def joint(
    aliases: RevisionAliases,
    entries: Sequence[Summary],
    run: Callable[[Glossary], Iterable[str]],
    action: str,
    *,
    back: bool = False,
) -> Job:
    """Do anything to some concepts that the store can undo by the number of a revision.

    Args:
        entries: the concepts as they are expected to be; a merge has two.
        run: does it, and returns the ids of all concepts that it touched or made.
    """

    def job(glossary: Glossary) -> Outcome:
        _require(glossary, {each: aliases.now(each.revision) for each in entries})
        ids = list(dict.fromkeys((*(each.id for each in entries), *run(glossary))))
        found = {each.id: each for each in with_ids(glossary, ids)}
        gone = tuple(each for each in ids if each not in found)
        numbers = [each.revision for each in found.values()]
        if not numbers:
            numbers = [glossary.history(gone[0])[-1].number]
        made = tuple(found.values())
        again = "" if back else f"undo {action}"

        def reverse(glossary: Glossary) -> Iterable[str]:
            undone = undo(glossary, max(numbers), who=aliases.who, why=again)
            for each in entries:
                now = next((one.after for one in undone if one.concept_id == each.id), None)
                if now is not None:
                    aliases.put_back(each.revision, now.revision)
            return [each.concept_id for each in undone]

        return Outcome(made, joint(aliases, made, reverse, action, back=not back), gone)

    return job


def _require(glossary: Glossary, expected: dict[Summary, int]) -> None:
    """Every concept is as it is expected to be.

    Raises:
        ConceptConflictError: one is not.
    """
    with glossary.reading() as connection:
        known = by_id(connection, [each.id for each in expected])
        for entry, revision in expected.items():
            current = known.get(entry.id)
            if current is None:
                raise ConceptConflictError(
                    f"{entry.name} is no longer in the glossary", "read it again: f5", None
                )
            if current.revision != revision:
                raise conflict(connection, replace(current, revision=revision), current)
