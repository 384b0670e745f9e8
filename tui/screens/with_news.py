"""What others do to the glossary meanwhile, shown without being asked for."""

from __future__ import annotations

from textual import work
from textual.message import Message
from textual.timer import Timer

from align.errors import TifaError
from glossary.store.reading.summaries import Since, changed_since
from tui.keys import shown_key
from tui.screens.queue_screen import QueueScreen
from tui.session import called
from tui.widgets.queue_list import QueueList

LOOK_EVERY = 3.0  # seconds between two looks, each of one number where nothing has changed


class WithNews(QueueScreen):
    """Looks at the glossary now and then, and shows what others have changed."""

    _seen: int = 0
    _looking: Timer | None = None
    _reads_news: bool = False

    class Changed(Message):
        """Others changed concepts."""

        def __init__(self, since: Since) -> None:
            super().__init__()
            self.since = since

    class NotLooked(Message):
        """The glossary could not be looked at."""

        def __init__(self, error: TifaError) -> None:
            super().__init__()
            self.error = error

    def looked(self, revision: int) -> None:
        """All was read up to this revision of the glossary: look for later ones from now on."""
        self._seen = revision
        if self._looking is None:
            self._looking = self.set_interval(LOOK_EVERY, self.look)

    @work(group="news")
    async def look(self) -> None:
        """Read what changed since the last look; one that takes longer is waited for."""
        if self._reads_news:
            return
        self._reads_news = True
        seen = self._seen
        try:
            since = await self._session.reads.run(lambda glossary: changed_since(glossary, seen))
        except TifaError as error:
            self.post_message(self.NotLooked(error))
            return
        finally:
            self._reads_news = False
        if since.last != seen:
            self.post_message(self.Changed(since))

    def on_with_news_changed(self, event: Changed) -> None:
        if not self.query(QueueList):
            return  # the application is closing
        self._seen = max(self._seen, event.since.last)
        current = self.current
        if news := self._session.noticed(event.since):
            self.rows_changed(current)
            self.say(f"Changed by others: {called(news)}")

    def on_with_news_not_looked(self, event: NotLooked) -> None:
        """Say it once; reading again looks again."""
        if self._looking is not None:
            self._looking.stop()
            self._looking = None
            key = shown_key(self.app, "queue.reload", "f5")
            self.say(f"{event.error}; {key} reads the glossary again", "warning")
