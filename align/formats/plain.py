"""Plain text.

Lines at the beginning that start with "# " are remarks of whoever prepared the file (where it is
from, who translated it) and no part of the text.
"""

from __future__ import annotations

from align.formats import Content
from align.formats.encodings import decoded

#: A first line of at most this many characters that ends in no sentence mark is a title.
TITLE_LIMIT = 60
_FINAL = tuple("。！？.!?;；:：,，、…")


def read(data: bytes) -> Content:
    """The text of a file without the remarks before it.

    Raises:
        UnreadableError: the bytes are in no known encoding.
    """
    found = decoded(data)
    text = line_ends(found.text)
    start = 0
    while text.startswith("# ", start) or text.startswith("#\n", start):
        end = text.find("\n", start)
        start = len(text) if end < 0 else end + 1
    before, text = text[:start], text[start:]
    return Content(text, title_of(text), before.count("\n") + 1, found.losses)


def line_ends(text: str) -> str:
    """The text with every line, page and paragraph end as "\\n"."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for separator in ("\f", "\v", "\x85", "\u2028", "\u2029"):
        text = text.replace(separator, "\n")
    return text


def title_of(text: str) -> str:
    """The first line that is not empty, if it looks like a title, else ""."""
    head = text[:10_000].lstrip()
    first = head.split("\n", 1)[0].strip()
    if len(first) > TITLE_LIMIT * (2 if first.isascii() else 1) or first.endswith(_FINAL):
        return ""
    return first
