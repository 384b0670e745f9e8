"""Characters that do harm, shown as symbols or replaced where they cannot be kept; and wording."""

from __future__ import annotations

import re
from collections.abc import Sequence

from align.line_ends import WIDE, line_end_edits, own_words, writes_apart

#: Bidirectional controls (Unicode Standard Annex 9): they make a line show what it does not say.
_BIDI = (
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    "\u206a\u206b\u206c\u206d\u206e\u206f"  # deprecated, and obeyed by some
)

_SYMBOLS: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in range(0x20)},
    0x7F: "\u2421",
    **dict.fromkeys(range(0x80, 0xA0), "\ufffd"),
    **{ord(character): "\ufffd" for character in _BIDI},
    0x2028: "\u2424",
    0x2029: "\u2424",
}

#: The same but tabs and line ends as JSON writes them, so that JSON stays what it is.
_ESCAPES = {code: f"\\u{code:04x}" for code in _SYMBOLS if chr(code) not in "\t\n"}

_SURROGATES = re.compile("[\ud800-\udfff]")

#: What XML 1.0 (production Char) and PostgreSQL cannot hold.
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_MEANT = {0x0B: "\n", 0x0C: "\n", 0x1E: "-", 0x1F: ""}

_WIDE = re.compile(f"[{WIDE}]")
_MOST_NAMED = 5
STANDARD_INPUT = "-"  #: the path that stands for it


def counted(number: int, noun: str) -> str:
    """A number of things in words: "1 pair", "2 pairs", "1,000 pairs"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def some(names: Sequence[str]) -> str:
    """Names in words: "fr", "fr and de", and of many the first: "fr, de, es, it, pt and 2 more"."""
    shown = list(names[:_MOST_NAMED])
    if len(names) > _MOST_NAMED:
        shown.append(f"{len(names) - _MOST_NAMED:,} more")
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))


def numbered(numbers: Sequence[int], noun: str) -> str:
    """Things by their numbers: "row 3", "rows 3, 7 and 9", "rows 3, 7, 9, 12, 13 and 88 more"."""
    return f"{noun}{'s' if len(numbers) > 1 else ''} {some([f'{each:,}' for each in numbers])}"


def called(source: str) -> str:
    """What to call a file for people: standard input, or its path."""
    return "standard input" if source == STANDARD_INPUT else visible(source)


def visible(text: str) -> str:
    """The text with everything that could command a terminal shown as a symbol, on one line.

    C0 controls (tabs and line ends too) and DEL become their Unicode control pictures, line and
    paragraph separators U+2424; C1 controls, bidirectional controls and lone surrogates become
    U+FFFD. Everything else stays.
    """
    return _SURROGATES.sub("\ufffd", text).translate(_SYMBOLS)


def escaped_controls(text: str) -> str:
    """The text with everything that could command a terminal written as JSON does: \\u001b.

    Tabs and line ends stay, CR LF too.
    """
    return "\r\n".join(part.translate(_ESCAPES) for part in text.split("\r\n"))


def controls_meant(text: str) -> str:
    """The text with what text processors mean by control characters in their place.

    Word has them for line ends, page ends, and hyphens that must stay or may go.
    """
    return text.translate(_MEANT)


def clean(text: str) -> tuple[str, int]:
    """The text with what databases and XML cannot hold replaced by U+FFFD, and how many were.

    These are NUL and the other C0 controls except tab, line feed and carriage return, lone
    surrogates, U+FFFE and U+FFFF (XML 1.0, production Char). The length stays the same.
    """
    return _UNSTORABLE.subn("\ufffd", text)


def storable(text: str) -> str:
    """The same without the count."""
    return clean(text)[0]


def is_wide(character: str) -> bool:
    """Whether it is one of those beside which East Asian text has no blanks."""
    return _WIDE.match(character) is not None


def one_line(text: str) -> str:
    """The text without the line ends that fell inside it when it was wrapped.

    They are read as `align.normalise` reads them; the characters stay what they are.
    """
    return unwrap(text.strip()) if "\n" in text else text


def unwrap(text: str) -> str:
    """The same for a part of a line, whose ends keep their blanks."""
    if "\n" not in text:
        return text
    parts: list[str] = []
    done = 0
    for start, end, read in line_end_edits(text, own_words(text), apart=writes_apart(text)):
        parts += (text[done:start], read if "\n" in text[start:end] else text[start:end])
        done = end
    return "".join((*parts, text[done:]))
