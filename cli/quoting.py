"""A term of several words that was typed without quotation marks, and so as several terms."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

_WORD = re.compile("[A-Za-z]+(?:[-'’][A-Za-z]+)*['’]?")  #: state-owned, people's


def say_quoted(command: str, names: Sequence[str], is_term: Callable[[str], bool]) -> None:
    """Tell how to ask for one term, where the names look like its words and together are one.

    Args:
        is_term: whether a text is a term that is known.
    """
    from cli.console import say

    if len(names) < 2 or not all(map(_WORD.fullmatch, names)):
        return
    term = " ".join(names)
    if is_term(term):
        say(f'tifa: each word was taken for a term of its own; for one: tifa {command} "{term}"')
