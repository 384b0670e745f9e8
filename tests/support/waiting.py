"""Waiting for what comes by itself, on machines that are busy too."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

#: Seconds until what has not come counts as lost. A free machine takes one for most of it.
PATIENCE = 300


def until(holds: Callable[[], bool], said: Callable[[], str] = str) -> None:
    """Wait until something holds; `said` tells what there was instead."""
    end = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > end:
            pytest.fail(f"it did not come within {PATIENCE} seconds:\n{said()}")
        time.sleep(0.1)
