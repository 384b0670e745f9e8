"""The terminal of an application whose screen is a page; Textual's own trusts all it is sent."""

from __future__ import annotations

import asyncio
from urllib.parse import urlsplit

from textual import messages
from textual.drivers.web_driver import WebDriver
from textual.message import Message

MOST_WAITING = 50  #: keys and movements that are read ahead of the application
_PAUSE = 0.01  # seconds


class BrowserDriver(WebDriver):
    """Takes keys as fast as they are used, opens addresses of the web only, ends with its page."""

    def send_message(self, message: Message) -> None:
        """Wait while much is waiting, so that a flood stays with who sends it."""
        if self.exit_event.is_set():
            return
        super().send_message(message)
        while self._app.message_queue_size > MOST_WAITING:
            if self.exit_event.wait(_PAUSE):
                return

    def run_input_thread(self) -> None:
        """Read until there is nothing to read from: then the server is gone, and the page."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            ending = self._app._post_message(messages.ExitApp())
            asyncio.run_coroutine_threadsafe(ending, loop=self._loop)

    def open_url(self, url: str, new_tab: bool = True) -> None:
        """Have the browser open an address of the web; a file or a script is none."""
        if urlsplit(url).scheme.lower() in ("http", "https"):
            super().open_url(url, new_tab)
