"""The glossary read into the queue, when it is opened and whenever it has changed."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.worker import get_current_worker

from align.errors import TifaError
from glossary.model import Concept
from glossary.model.changes import name
from glossary.store.documents.records import last_revision
from glossary.store.reading.summaries import Summary, attestations, best, summaries
from glossary.store.writing.origins import touched_by_people
from tui.filtering import parse
from tui.keys import shown_key
from tui.queue import OPEN, Loaded, loaded
from tui.screens.first_run import FirstRunScreen
from tui.screens.with_documents import WithDocuments
from tui.screens.with_news import WithNews
from tui.session import ReviewSession
from tui.widgets.filter_line import FilterLine

FIRST_PAGE = 200  # concepts read before anything is shown
FEW = 500  # proposals that a review begins with: what a person gets through


class WithReading(WithNews, WithDocuments):
    """Reads the glossary: the best proposals first, then everything."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "reload", "Read the glossary again", show=False, id="queue.reload"),
    ]

    class Read(Message):
        """Concepts were read; `last` where these are all, of the glossary's newest `revision`."""

        def __init__(self, data: Loaded, *, last: bool, revision: int = 0) -> None:
            super().__init__()
            self.data = data
            self.last = last
            self.revision = revision

    class NotLoaded(Message):
        """The glossary could not be read."""

        def __init__(self, error: TifaError) -> None:
            super().__init__()
            self.error = error

    class Unstored(Message):
        """Edits of these concepts, as they were then, were never stored."""

        def __init__(self, bases: list[Concept]) -> None:
            super().__init__()
            self.bases = bases

    _filter_text = ""  #: the filter to begin with

    def __init__(self, session: ReviewSession) -> None:
        super().__init__(session)
        self._is_reminded = self._is_reading_all = False

    def action_reload(self) -> None:
        self._session.reading()
        self._is_reading_all = True
        self.refresh_counts()
        self._load(first=not self._session.queue.total)

    @work(thread=True, exclusive=True, group="load")
    def _load(self, *, first: bool) -> None:
        """Read the best proposals, so that there is something to look at, then everything."""
        worker = get_current_worker()
        try:
            with self.access.open_glossary() as glossary:
                if first:
                    page = best(glossary, OPEN, FIRST_PAGE)
                    self.post_message(self.Read(loaded(page, counts=glossary.count()), last=False))
                with glossary.reading() as connection:
                    revision = last_revision(connection)
                entries: list[Summary] = []
                for part in summaries(glossary):
                    if worker.is_cancelled:
                        return
                    entries += part
                documents = attestations(glossary, glossary.documents())
                with glossary.reading() as connection:
                    touched = touched_by_people(connection)
        except TifaError as error:
            self.post_message(self.NotLoaded(error))
            return
        data = loaded(entries, documents, touched=touched)
        if not worker.is_cancelled:
            self.post_message(self.Read(data, last=True, revision=revision))

    def on_with_reading_read(self, event: Read) -> None:
        queue, current = self._session.queue, self.current
        queue.load(event.data, self._session.is_newer)
        self._is_reading_all = not event.last
        self.rows_changed(current)
        if event.last:
            self.looked(event.revision)
            if not self._is_reminded:
                self._is_reminded = True
                self._remind()
                self._begin_with_few()
            offers = self.query_one(FilterLine).offers
            offers.put("subject", queue.subjects)
            offers.put("doc", (document.source for document, _ in queue.documents))
            if not queue.total:
                self.app.push_screen(FirstRunScreen(self.access), self.came_back)

    def _begin_with_few(self) -> None:
        """Leave out proposals beyond the best where there are more than a person gets through."""
        queue, line = self._session.queue, self.query_one(FilterLine)
        if line.value != self._filter_text or parse(line.value).top():
            return
        text = f"{line.value} top:{FEW}".strip()
        queue.filter(text=text)
        if not queue.left_out:
            queue.filter(text=line.value)
            return
        line.begin(text)
        self.rows_changed(self.current)
        self.say(
            f"The best {FEW} proposals are shown, {queue.left_out:,} left out:"
            f" change top in the filter ({shown_key(self.app, 'queue.filter', 'slash')}), or escape"
            " there to see all"
        )

    @work(thread=True, group="drafts")
    def _remind(self) -> None:
        """Look for edits that an earlier process could not store."""
        left = {each.base.id: each.base for each in self._session.drafts.all_left()}
        if left:
            self.post_message(self.Unstored(list(left.values())))

    def on_with_reading_unstored(self, event: Unstored) -> None:
        here = [each for each in event.bases if self._session.queue.get(each.id)]
        if here:
            named = ", ".join(map(name, here[:3]))
            more = f" and {len(here) - 3} more" if len(here) > 3 else ""
            text = f"An edit was not stored: {named}{more}. Edit the entry to go on with it."
            self.say(text, "warning")

    def on_with_reading_not_loaded(self, event: NotLoaded) -> None:
        self.app.exit(event.error, return_code=2)
