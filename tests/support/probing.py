"""Probes that are counted, one of which may fail without keeping the others from being made."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from forked import Answer


class Probes:
    """Counts the probes of a test, and goes on to the next where one failed."""

    def __init__(self) -> None:
        self.number = 0
        self.failures: list[str] = []

    @contextmanager
    def probe(self, name: str) -> Iterator[None]:
        """One probe; an assertion that fails in it is told at the end of the test."""
        self.number += 1
        try:
            yield
        except AssertionError as error:
            self.failures.append(f"{name}: {error}")
        except BaseException as error:
            self.failures.append(f"{name}: {error!r}")
            raise


def require_orderly(answer: Answer) -> None:
    """A command ended by itself, with an exit code of its own and, of an error, a line or a few.

    Raises:
        AssertionError: it did not.
    """
    said = answer.err.splitlines()
    assert answer.code in (0, 1, 2), (
        f"exit code {answer.code} after {answer.seconds:.1f} s: {said[-1:]}"
    )
    assert "Traceback" not in answer.err, answer.err[-600:]
    if answer.code == 2:
        assert 1 <= len(said) <= 3, f"{len(said)} lines for one error: {said[:4]}"
        assert all(line.startswith("tifa: ") for line in said), said
