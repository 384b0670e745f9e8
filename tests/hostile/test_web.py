"""Whatever a page sends to the review application, the next page is served as before."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from probing import Probes
from serving import Window, filled, serving

pytestmark = pytest.mark.hostile("messages of a browser")

KINDS = (
    "stdin",
    "resize",
    "focus",
    "blur",
    "ping",
    "pong",
    "quit",
    "deliver_chunk_request",
    "x",
    "",
)
TEXTS = (
    "\x1b",
    "\x1b[<0;1;1M",
    "\x1b[200~",
    "\x1b[48;9;9;9;9t",
    "\x1b]0;x\x07",
    "?",
    "\ud800",
    "\0",
)


def message(chance: random.Random) -> str | bytes:
    """A message that is nearly one of ours, or is none at all."""
    if chance.random() < 0.2:
        return chance.randbytes(chance.choice((0, 1, 100, 10_000)))
    whole = json.dumps(
        [chance.choice(KINDS), *(value(chance, 3) for _ in range(chance.randrange(3)))]
    )
    at = chance.randrange(len(whole))
    return whole[:at] if chance.random() < 0.2 else whole


def value(chance: random.Random, depth: int) -> object:
    """A value of JSON."""
    simple = (None, True, -1, 0, 1_001, 10**40, 1.5, float("nan"), chance.choice(TEXTS) * 50)
    if depth and chance.random() < 0.5:
        if chance.random() < 0.5:
            return [value(chance, depth - 1) for _ in range(chance.randrange(4))]
        names = ("width", "height", "data", "")
        return {name: value(chance, depth - 1) for name in names if chance.random() < 0.7}
    return chance.choice(simple)


async def test_messages_by_chance(
    tmp_path: Path, probes: Probes, times: Callable[[int], range], chance: random.Random
) -> None:
    with serving(filled(tmp_path)) as served:
        for _ in times(5):
            async with served.window() as window:
                await window.shown("国有企业")
                for _ in range(12):
                    if not window.connection.closed:
                        await send(window, message(chance), probes)
            with probes.probe("another window"):
                async with served.window() as other:
                    await other.shown("国有企业")
        assert "Traceback" not in served.said.read_text()


async def send(window: Window, what: str | bytes, probes: Probes) -> None:
    """Say something; the application may close its window then, as "quit" tells it to."""
    with probes.probe(repr(what[:60])), suppress(ConnectionError):
        await window.say(what)
