"""Hostile probes: how often each kind is tried, and the counts that `make hostile` reports.

The numbers in the tests are those of HOSTILE=1 in the environment. `make hostile` tries more, and
`make test`, which leaves it out, three tenths.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator

import pytest
from probing import Probes


@pytest.fixture
def probes(request: pytest.FixtureRequest) -> Iterator[Probes]:
    """The probes of a test whose mark `hostile` names their kind."""
    counted = Probes()
    yield counted
    (kind,) = request.node.get_closest_marker("hostile").args
    counts = [kind, counted.number, len(counted.failures)]
    request.node.user_properties.append(("probes", counts))
    assert counted.number, "no probe was made"
    if counted.failures:
        pytest.fail(f"{len(counted.failures)} failed:\n" + "\n".join(counted.failures))


@pytest.fixture
def times() -> Callable[[int], range]:
    """How often something is tried where a test says a number."""
    scale = float(os.environ.get("HOSTILE", "0.3"))
    return lambda number: range(max(round(number * scale), 1))


@pytest.fixture
def chance(request: pytest.FixtureRequest) -> random.Random:
    """The same chances in every run of a test."""
    return random.Random(request.node.name)
