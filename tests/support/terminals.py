"""What is written to a pseudo-terminal."""

from __future__ import annotations

import os
from collections.abc import Iterator


def written_to(ours: int) -> str:
    """All that came out of a pseudo-terminal whose other end is closed, or closes later.

    A single read returns what happens to have arrived, so one reads until the other end is gone.
    """
    return b"".join(_parts(ours)).decode("utf-8")


def _parts(ours: int) -> Iterator[bytes]:
    try:
        while part := os.read(ours, 65_536):
            yield part
    except OSError:  # so Linux says that the other end is closed
        return
