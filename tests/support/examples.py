"""How often properties are tried: a number for `make test`, and more on demand."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

#: As often as that `make hostile` tries what `make test` tries once.
TIMES = float(os.environ.get("HOSTILE", "1"))


def at_most(number: int) -> settings:
    """So many examples in `make test`, and no deadline, as other programs run beside.

    A test's fixtures may serve all its examples. `make test` tries the same ones each time, so that
    it says the same of the same code; `make hostile` tries others.
    """
    return settings(
        max_examples=max(round(number * TIMES), 1),
        derandomize=TIMES == 1,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )
