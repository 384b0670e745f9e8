"""What a reviewer does to the glossary, apart from any widget: decide, edit, undo.

The queue shows a change at once; the store thread writes it. Whether that worked is known through
the change's future.
"""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass, replace

from glossary.changes import same
from glossary.model import Concept, ConceptStatus
from glossary.store import ConceptConflictError, Glossary
from glossary.store.workflow import ACTIONS
from tui.drafts import DraftBox
from tui.queue import Queue
from tui.store_thread import StoreThread


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """One thing done; `saved` has the concept as stored, or the error that kept it from that."""

    before: Concept
    after: Concept
    action: str
    saved: Future[Concept]


class Desk:
    """The queue, the changes under way and those that can be undone.

    Attributes:
        queue: the concepts as the reviewer sees them, changes under way included.
        reviewer: who does all this, for the history.
        drafts: where edits under way are kept.
    """

    def __init__(self, store: StoreThread, reviewer: str, drafts: DraftBox) -> None:
        self.drafts = drafts
        self.queue = Queue()
        self.reviewer = reviewer
        self._store = store
        self._pending: dict[str, Change] = {}
        self._done: list[Change] = []

    def is_pending(self, concept_id: str) -> bool:
        """Whether a change of that concept is still on its way to the store."""
        return concept_id in self._pending

    @property
    def pending(self) -> tuple[Change, ...]:
        """The last change of each concept that is still on its way."""
        return tuple(self._pending.values())

    def decide(self, concept: Concept, status: ConceptStatus, why: str = "") -> Change:
        """Approve or reject; `why` goes into the history."""
        change = self._change(concept, replace(concept, status=status), ACTIONS[status], why)
        self._done.append(change)
        return change

    def edit(self, before: Concept, after: Concept) -> Change:
        """Save an edit. The queue keeps the old state until `settled`: the editor is still open."""
        return self._write(before, after, "edit", "")

    def undo(self) -> Change | None:
        """Put back the state before the last change, as a new revision.

        Returns:
            The change that does so, or None where nothing was done or where somebody else has
            changed the concept since: theirs is not to be undone by accident.
        """
        if not self._done:
            return None
        last = self._done.pop()
        current = self.queue.get(last.after.id)
        if current is None or not same(current, last.after):
            return None
        return self._change(current, last.before, "undo", f"undo {last.action}")

    @property
    def last(self) -> Change | None:
        """What `undo` would undo."""
        return self._done[-1] if self._done else None

    def settled(self, change: Change, saved: Concept) -> None:
        """Take note that a change was stored."""
        if self._forget(change):
            self.queue.put(saved)
        if change in self._done:
            # The store cleans what it cannot hold: compare with that when it is undone.
            self._done[self._done.index(change)] = replace(change, after=saved)
        elif change.action == "edit":
            self._done.append(replace(change, after=saved))

    def failed(self, change: Change, error: Exception) -> None:
        """Take note that a change was not stored: show what the store holds instead."""
        if change in self._done:
            self._done.remove(change)
        current = error.current if isinstance(error, ConceptConflictError) else None
        if self._forget(change) or current is not None:
            self.queue.put(current or change.before)

    def _change(self, before: Concept, after: Concept, action: str, why: str) -> Change:
        change = self._write(before, after, action, why)
        self.queue.put(replace(after, revision=before.revision))
        return change

    def _write(self, before: Concept, after: Concept, action: str, why: str) -> Change:
        earlier = self._pending.get(after.id)

        def job(glossary: Glossary) -> Concept:
            # Its own earlier change ran before on the same thread, so its result is there: this
            # one builds on that revision, and fails where that failed.
            base = earlier.saved.result() if earlier else before
            wanted = replace(after, revision=base.revision)
            return glossary.save(wanted, who=self.reviewer, action=action, why=why)

        change = Change(before, after, action, self._store.submit(job))
        self._pending[after.id] = change
        return change

    def _forget(self, change: Change) -> bool:
        """Remove from what is pending; False where a later change of the concept is under way."""
        if self._pending.get(change.after.id) is not change:
            return False
        del self._pending[change.after.id]
        return True
