"""What a reviewer does to the glossary, apart from any widget: decide, edit, undo, redo.

The queue shows a change at once; the store thread writes it. Whether that worked is known through
the change's future.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace

from glossary.model import Concept, ConceptStatus
from glossary.store import ConceptConflictError, Glossary
from glossary.store.changing.workflow import ACTIONS, set_statuses
from glossary.store.reading.summaries import Since, Summary, summary
from tui.drafts import DraftBox
from tui.queue import Queue
from tui.readings import Readings
from tui.steps import Job, Outcome, done, require, undone
from tui.store_thread import StoreThread


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """One thing done, be it to one concept or to many.

    Attributes:
        before, after: the concepts around it as the queue has them.
        saved: has what was stored, or the error that kept it from that.
        of: the change that it undoes or does again.
        undoes: whether it undoes it.
    """

    action: str
    before: tuple[Summary, ...]
    after: tuple[Summary, ...]
    saved: Future[Outcome]
    of: Change | None = None
    undoes: bool = False

    @property
    def name(self) -> str:
        """What was changed, in words."""
        return called(self.before or self.after)


def called(entries: Sequence[Summary]) -> str:
    """What to call some concepts: the one by its name, several by their number."""
    return entries[0].name if len(entries) == 1 else f"{len(entries)} entries"


class ReviewSession:
    """The queue, the changes under way and those that can be undone or done again.

    Attributes:
        queue: the concepts as the reviewer sees them, changes under way included.
        reads: the connection for reading.
        reviewer: who does all this, for the history.
        drafts: where edits under way are kept.
        store: the thread that writes.
    """

    def __init__(
        self, store: StoreThread, reads: Readings, reviewer: str, drafts: DraftBox
    ) -> None:
        self.drafts = drafts
        self.queue = Queue()
        self.reads = reads
        self.reviewer = reviewer
        self.store = store
        self._pending: dict[str, Change] = {}
        self._done: list[Change] = []
        self._undone: list[Change] = []
        self._touched: set[str] = set()
        self._conflicts: dict[str, Summary] = {}  # written by the store thread before a future ends

    def is_pending(self, concept_id: str) -> bool:
        """Whether a change of that concept is still on its way to the store."""
        return concept_id in self._pending

    @property
    def pending(self) -> tuple[Change, ...]:
        """The last change of each concept that is still on its way, each once."""
        return tuple(dict.fromkeys(self._pending.values()))

    @property
    def last(self) -> Change | None:
        """What `undo` would undo."""
        return self._done[-1] if self._done else None

    @property
    def next(self) -> Change | None:
        """What `redo` would do again."""
        return self._undone[-1] if self._undone else None

    def reading(self) -> None:
        """The glossary is being read from now on: what is touched meanwhile is newer than that."""
        self._touched = set(self._pending)

    def is_newer(self, concept_id: str) -> bool:
        """Whether what is known of a concept is newer than what was read."""
        return concept_id in self._touched

    def decide(self, entries: Sequence[Summary], status: ConceptStatus, why: str = "") -> Change:
        """Approve, reject or defer, all or none; `why` goes into the history."""
        action = ACTIONS[status]
        earlier = self._earlier(entries)

        def job(glossary: Glossary) -> Outcome:
            # Earlier changes ran before on the same thread, so that their results are there: this
            # one builds on them, and fails where they failed.
            at = _left_by(entries, earlier)
            wanted = {each.id: (each.revision, status) for each in at}
            return done(
                glossary,
                at,
                lambda store: set_statuses(
                    store, wanted, who=self.reviewer, action=action, why=why
                ),
            )

        after = [each._replace(status=status) for each in entries]
        return self._do(action, entries, after, job)

    def edit(self, before: Concept, after: Concept) -> Change:
        """Save an edit. The queue keeps the old state until `settled`: the editor is still open."""
        known = self.queue.get(before.id)
        wanted = replace(after, revision=before.revision)

        def job(glossary: Glossary) -> Outcome:
            return done(
                glossary,
                [summary(before)],
                lambda store: [store.save(wanted, who=self.reviewer).id],
            )

        return self._do("edit", [known] if known else [], [], job)

    def perform(
        self,
        action: str,
        entries: Sequence[Summary],
        run: Callable[[Glossary], Iterable[str]],
    ) -> Change:
        """Do something to several concepts at one go: merge, split.

        The queue shows what came of it once it is `settled`.

        Args:
            entries: the concepts that it changes, as the queue has them.
            run: does it on the store thread; returns the ids of what it touched or made.
        """

        def job(glossary: Glossary) -> Outcome:
            require(glossary, entries)
            return done(glossary, entries, run)

        return self._do(action, entries, [], job)

    def undo(self) -> Change | None:
        """Put back what was before the last change, as new revisions; None: nothing was done.

        Refused, by its future, where somebody else has changed one of the concepts since: theirs
        is not to be undone by accident.
        """
        if not self._done:
            return None
        change = self._reverse(self._done.pop(), undoes=True)
        self._undone.append(change)
        return change

    def redo(self) -> Change | None:
        """Do again what was undone last; None: nothing was, or something else was done since."""
        if not self._undone:
            return None
        change = self._reverse(self._undone.pop(), undoes=False)
        self._done.append(change)
        return change

    def settled(self, change: Change) -> None:
        """Take note that a change was stored."""
        outcome = change.saved.result()
        for entry in outcome.entries:
            known = self.queue.get(entry.id)
            if self._forget(entry.id, change) and (
                known is None or known.revision < entry.revision
            ):
                self.queue.put(entry)
        for concept_id in outcome.gone:
            if self._forget(concept_id, change):
                self.queue.remove(concept_id)

    def noticed(self, since: Since) -> list[Summary]:
        """Take in what others changed; which entries that were, as they are now or were last.

        What is on its way to the store from here is left alone: the store says what becomes of it.
        """
        news = []
        for entry in since.entries:
            known = self.queue.get(entry.id)
            if not self.is_pending(entry.id) and (known is None or known.revision < entry.revision):
                self.queue.put(entry)
                news.append(entry)
        for concept_id in since.gone:
            known = self.queue.get(concept_id)
            if known is not None and not self.is_pending(concept_id):
                self.queue.remove(concept_id)
                news.append(known)
        return news

    def failed(self, change: Change, error: Exception) -> None:
        """Take note that a change was not stored: show what the store holds instead."""
        theirs = error.current if isinstance(error, ConceptConflictError) else None
        for entry in change.before:
            if self._forget(entry.id, change):
                self.queue.put(entry)
        if theirs is not None and theirs.id in self._conflicts:
            self.queue.put(self._conflicts.pop(theirs.id))
        stack = self._undone if change.undoes else self._done
        if change in stack:
            stack.remove(change)
            if change.of is not None and not isinstance(error, ConceptConflictError):
                (self._done if change.undoes else self._undone).append(change.of)

    def _do(
        self, action: str, before: Sequence[Summary], after: Sequence[Summary], job: Job
    ) -> Change:
        change = Change(action, tuple(before), tuple(after), self._submit(job))
        self._begin(change)
        self._undone.clear()
        self._done.append(change)
        return change

    def _reverse(self, step: Change, *, undoes: bool) -> Change:
        why = step.action if undoes else f"{step.action} again"

        def job(glossary: Glossary) -> Outcome:
            return undone(glossary, step.saved.result(), self.reviewer, why)

        # What is known is kept, but for what the step changed.
        before = [self.queue.get(each.id) or each for each in step.before]
        known = {each.id: each for each in step.before}
        after = (
            [each._replace(status=known[each.id].status) for each in before] if step.after else []
        )
        change = Change(
            step.action, tuple(before), tuple(after), self._submit(job), of=step, undoes=undoes
        )
        self._begin(change)
        return change

    def _begin(self, change: Change) -> None:
        for entry in change.before:
            self._pending[entry.id] = change
            self._touched.add(entry.id)
        for entry in change.after:
            self.queue.put(entry)

    def _submit(self, job: Job) -> Future[Outcome]:
        def run(glossary: Glossary) -> Outcome:
            try:
                return job(glossary)
            except ConceptConflictError as error:
                if error.current is not None:
                    self._conflicts[error.current.id] = summary(error.current)
                raise

        return self.store.submit(run)

    def _earlier(self, entries: Iterable[Summary]) -> dict[str, Change]:
        return {each.id: self._pending[each.id] for each in entries if each.id in self._pending}

    def _forget(self, concept_id: str, change: Change) -> bool:
        """Remove from what is pending; False where a later change of the concept is under way."""
        pending = self._pending.get(concept_id)
        if pending is None or pending is change:
            self._pending.pop(concept_id, None)
            self._touched.add(concept_id)
            return True
        return False


def _left_by(entries: Iterable[Summary], earlier: dict[str, Change]) -> list[Summary]:
    """The concepts as earlier changes of them left them."""
    results = {
        change: {each.id: each for each in change.saved.result().entries}
        for change in set(earlier.values())
    }
    return [
        results[earlier[each.id]].get(each.id, each) if each.id in earlier else each
        for each in entries
    ]
