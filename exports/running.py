"""Text that a spreadsheet runs.

It runs as a formula what begins with = + - @ when a file is opened or a person edits the cell, in
Chinese and Japanese settings also with the full-width forms of these signs; blanks, tabs and line
ends before them may be skipped, and tab, carriage return and line feed may end what stands before.
Source: OWASP, "CSV Injection".
"""

from __future__ import annotations

import re

#: The signs, their full-width forms (U+FFxx) and small forms (U+FExx, which become the same).
_SIGNS = "=+\\-@＝＋－＠﹦﹢﹣﹫"
_RUNS = re.compile(f"[\t\r\n]|[\\s\u200b\u2060\ufeff]*[{_SIGNS}]")


def runs_as_formula(text: str) -> bool:
    """Whether a spreadsheet could run the text of a cell."""
    return _RUNS.match(text) is not None


def guarded(text: str) -> str:
    """A cell of plain text that no spreadsheet runs: one that could run stands after an apostrophe.

    So does one that begins with an apostrophe: `unguarded` takes off exactly what this adds.
    """
    return f"'{text}" if _needs_guard(text) else text


def unguarded(text: str) -> str:
    """The text that `guarded` was given."""
    return text[1:] if text[:1] == "'" and _needs_guard(text[1:]) else text


def _needs_guard(text: str) -> bool:
    return text.startswith("'") or runs_as_formula(text)
