"""The concept under the cursor: read whole, shown, and what can be seen of it or done to it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from align.errors import NotFoundError, TifaError
from glossary.model import Concept, Term
from glossary.store import Glossary
from glossary.store.changing.joining import merge
from glossary.store.changing.relating import Said, say
from glossary.store.changing.splitting import Halves, split
from glossary.store.reading.dossier import Dossier, dossier
from glossary.store.reading.summaries import summary
from tui.access import Access
from tui.cells import literal
from tui.screens.history import HistoryScreen
from tui.screens.merge import MOST, MergeScreen, Merging, Offer
from tui.screens.over_time import OverTimeScreen
from tui.screens.passages import PassagesScreen
from tui.screens.queue_screen import QueueScreen
from tui.screens.relations import Decision, Relating, RelationsScreen
from tui.screens.split import SplitScreen
from tui.screens.terms import TermsScreen
from tui.session import ReviewSession
from tui.widgets.detail import Detail
from tui.widgets.page import Block
from tui.widgets.virtual_list import VirtualList

AROUND = 8  # neighbours of the cursor that are read with its concept
PAUSE = 0.15  # seconds on a concept before what stands around it is gathered


class WithEntry(QueueScreen):
    """Shows the concept under the cursor, and opens screens about it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "terms", "Statuses of its terms", show=False, id="queue.terms"),
        Binding("m", "merge", "Merge another entry into it", show=False, id="queue.merge"),
        Binding("S", "split", "Split it in two", show=False, id="queue.split"),
        Binding("h", "history", "Its history", show=False, id="queue.history"),
        Binding("R", "relations", "Its relations", show=False, id="queue.relations"),
        Binding("T", "use", "Its use over time", show=False, id="queue.use"),
        Binding(
            "x",
            "passages",
            "Its contexts, with what stands around them",
            show=False,
            id="queue.contexts",
        ),
    ]

    access: Access  #: how to reach the glossary

    def __init__(self, session: ReviewSession) -> None:
        super().__init__(session)
        self._wanted: str | None = None  # the concept to be read next
        self._is_reading = False
        self._dossier: Dossier | None = None

    # Looking

    def show_entry(self) -> None:
        """Show the concept under the cursor, its name at once and the rest as soon as it is read.

        One read is under way at a time, and the next is of where the cursor stands then.
        """
        entry, detail = self.current, self.query_one(Detail)
        if entry is None:
            self._wanted = None
            detail.put(None)
            return
        concept = self._session.reads.kept(entry.id, entry.revision)
        if concept is not None:
            self._wanted = None
            self._put(replace(concept, status=entry.status))
            return
        detail.put_blocks([Block(literal(entry.name, "bold"))])
        self._wanted = entry.id
        if not self._is_reading:
            self._is_reading = True
            self.run_worker(self._read_wanted(), group="entry")

    async def _read_wanted(self) -> None:
        """Read concepts, with their neighbours in the queue, until the cursor's is there."""
        try:
            while self._wanted is not None:
                wanted, self._wanted = self._wanted, None
                await self._read_around(wanted)
        except TifaError as error:
            self.say(str(error), "error", title="The entry cannot be read")
        finally:
            self._is_reading = False

    async def _read_around(self, wanted: str) -> None:
        queue, reads = self._session.queue, self._session.reads
        row = queue.row_of(wanted) or 0
        near = range(max(0, row - AROUND), min(len(queue), row + AROUND + 1))
        found = await reads.concepts([wanted, *(queue[each].id for each in near)])
        if not self.query(VirtualList):  # the window was closed meanwhile
            return
        concept, known = found.get(wanted), queue.get(wanted)
        current = self.current
        if known is None or current is None or current.id != wanted:
            return
        if self._session.is_pending(wanted):
            if concept is not None:
                self._put(replace(concept, status=known.status))
        elif concept is None:
            queue.remove(wanted)
            self.rows_changed(row=row)
        elif concept.revision > known.revision:
            queue.put(await reads.run(lambda _: summary(concept)))
            self.rows_changed(current)
        else:
            self._put(concept)

    def _put(self, concept: Concept) -> None:
        """Show a concept; what stands around it follows once the reviewer stays."""
        detail, known = self.query_one(Detail), self._dossier
        if known is not None and (known.concept.id, known.concept.revision) == (
            concept.id,
            concept.revision,
        ):
            detail.put(concept, known)
            return
        detail.put(concept)
        if not self._session.is_pending(concept.id):
            self._gather(concept)

    @work(group="dossier", exclusive=True)
    async def _gather(self, concept: Concept) -> None:
        await asyncio.sleep(PAUSE)
        try:
            found = await self._session.reads.run(lambda glossary: dossier(glossary, concept.id))
        except NotFoundError:
            return  # somebody took it out: the next reading shows that
        except TifaError as error:
            self.say(str(error), "error", title="What is alike cannot be read")
            return
        current = self.current
        if current is None or current.id != concept.id or self._session.is_pending(concept.id):
            return
        if found.concept.revision == concept.revision:
            self._dossier = found
            self.query_one(Detail).put(found.concept, found, stay=True)

    def action_history(self) -> None:
        if concept := self.whole():
            self.app.push_screen(HistoryScreen(concept, self.access.open_glossary))

    def action_passages(self) -> None:
        if concept := self.whole():
            self.app.push_screen(PassagesScreen(concept, self.access.open_glossary))

    def action_use(self) -> None:
        if concept := self.whole():
            self.app.push_screen(OverTimeScreen(concept, self.access.open_glossary))

    # Doing

    def action_terms(self) -> None:
        concept = self.whole()
        if concept is None:
            return

        def chosen(terms: tuple[Term, ...] | None) -> None:
            if terms is not None:
                self.follow(self._session.edit(concept, replace(concept, terms=terms)))

        self.app.push_screen(TermsScreen(concept), chosen)

    def action_merge(self) -> None:
        concept, entry = self.whole(), self.current
        if concept is None or entry is None:
            return
        known = self._dossier
        same = known is not None and known.concept.id == concept.id
        near = known.neighbours if known is not None and same else ()
        offers = [Offer(each.concept_id, each.name, each.status) for each in near]

        def chosen(merging: Merging | None) -> None:
            other = None if merging is None else self._session.queue.get(merging.concept_id)
            if merging is not None and other is not None:
                run = _merging(entry.id, merging, self._session.reviewer)
                self.follow(self._session.perform("merge", [entry, other], run))

        async def read(concept_id: str) -> Concept | None:
            return (await self._session.reads.concepts([concept_id])).get(concept_id)

        self.app.push_screen(MergeScreen(concept, offers, self._offers, read), chosen)

    def action_relations(self) -> None:
        concept, entry = self.whole(), self.current
        if concept is None or entry is None:
            return

        def chosen(relating: Relating | None) -> None:
            if relating is None:
                return
            if relating.goes_to:
                self._go_to(relating.goes_to)
                return
            others = {each.concept_id for each in relating.decisions}
            known = [self._session.queue.get(each) for each in others]
            entries = [entry, *(each for each in known if each is not None)]
            run = _relating(concept.id, relating.decisions, self._session.reviewer)
            self.follow(self._session.perform("relate", entries, run))

        self.app.push_screen(RelationsScreen(concept, self.access, self._offers), chosen)

    def _go_to(self, concept_id: str) -> None:
        other = self._session.queue.get(concept_id)
        if other is not None and self._session.queue.row_of(concept_id) is not None:
            self.rows_changed(other)
        else:
            called = "It" if other is None else other.name
            self.say(f"{called} is not in this list; s and the filter (/) change what is")

    def action_split(self) -> None:
        concept, entry = self.whole(), self.current
        if concept is None or entry is None:
            return

        def chosen(halves: Halves | None) -> None:
            if halves is not None:
                run = _splitting(concept, halves, self._session.reviewer)
                self.follow(self._session.perform("split", [entry], run))

        self.app.push_screen(SplitScreen(concept), chosen)

    def _offers(self, text: str) -> list[Offer]:
        found = self._session.queue.found(text, MOST)
        return [Offer(each.id, each.name, each.status) for each in found]

    def whole(self, missing: str = "There is no entry here") -> Concept | None:
        """The concept under the cursor as it was read; where it cannot be used yet, say so."""
        entry = self.current
        if entry is None:
            self.say(missing)
        elif self._session.is_pending(entry.id):
            self.say(f"{entry.name} is still being saved; try again in a moment")
        elif concept := self._session.reads.kept(entry.id, entry.revision):
            return concept
        else:
            self.say(f"{entry.name} is still being read; try again in a moment")
        return None


def _merging(kept: str, merging: Merging, who: str) -> Callable[[Glossary], Iterable[str]]:
    gone = merging.concept_id

    def run(glossary: Glossary) -> Iterable[str]:
        merge(
            glossary,
            glossary.concept(kept),
            glossary.concept(gone),
            who=who,
            dropped=merging.dropped,
        )
        return [kept, gone]

    return run


def _relating(
    concept_id: str, decisions: Sequence[Decision], who: str
) -> Callable[[Glossary], Iterable[str]]:
    def run(glossary: Glossary) -> Iterable[str]:
        own = glossary.concept(concept_id)
        said = []
        for each in decisions:
            other = glossary.concept(each.concept_id)
            owner, target = (other, own) if each.is_owner else (own, other)
            said.append(Said(owner, each.kind, target, each.holds))
        return say(glossary, said, who=who)

    return run


def _splitting(concept: Concept, halves: Halves, who: str) -> Callable[[Glossary], Iterable[str]]:
    def run(glossary: Glossary) -> Iterable[str]:
        return [each.id for each in split(glossary, glossary.concept(concept.id), halves, who=who)]

    return run
