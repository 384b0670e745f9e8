"""A term of several words that was typed without quotation marks, and so as several terms."""

from __future__ import annotations

from collections.abc import Callable, Sequence


def say_quoted(command: str, names: Sequence[str], is_term: Callable[[str], bool]) -> None:
    """Tell how to ask for one term, where the names look like its words and together are one.

    Args:
        is_term: whether a text is a term that is known.
    """
    from cli.console import say

    if len(names) < 2 or not all(name.isascii() and name.isalpha() for name in names):
        return
    term = " ".join(names)
    if is_term(term):
        say(f'tifa: each word was taken for a term of its own; for one: tifa {command} "{term}"')
