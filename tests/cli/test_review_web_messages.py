"""What a page may say to the review application in a browser, and what costs nothing instead."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from serving import Served, Window, filled, serving
from waiting import until

from tui.web.orders import Size, asked_size

PASTE, RESIZE = "\x1b[200~", "\x1b[48;{};{};0;0t"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(filled(tmp_path_factory.mktemp("messages"))) as server:
        yield server


def resized(width: object, height: object) -> str:
    return json.dumps(["resize", {"width": width, "height": height}])


def typed(text: object) -> str:
    return json.dumps(["stdin", text])


NO_SIZES: list[object] = [
    -1,
    0,
    1_001,
    10**5,
    10**30,
    1e3,
    1.5,
    True,
    None,
    "80",
    [80],
    float("nan"),
]
MALFORMED: list[str | bytes] = [
    "",
    "x",
    "null",
    "0",
    "{}",
    "[]",
    "[[]]",
    '["resize"]',
    '["resize",[80,24]]',
    '["resize",{}]',
    '["stdin"]',
    '["stdin",1]',
    '["stdin",null]',
    '["ping"]',
    '["ping",{"a":1}]',
    '["ping","' + "x" * 1_000 + '"]',
    '["deliver_chunk_request","x"]',
    '["quit"]',
    "[" * 100_000,
    '{"a":' * 50_000,
    "9" * 10_000,
    '["stdin","\\ud800"]',
    b"\x00\xff" * 10_000,
    b"",
    *(resized(size, 24) for size in NO_SIZES),
    *(resized(80, size) for size in NO_SIZES),
    *(typed(RESIZE.format(*size)) for size in [(-1, 5), (0, 0), (99999, 99999), (1, 99999)]),
    typed("\x1b[<35;99999999999999999999;1M"),
    typed("\x1b[<35;0;0M"),
]


async def works(window: Window) -> None:
    """The application is there and answers a key: the help comes and goes."""
    await window.say(typed("?"))
    await window.shown("escape closes")
    await window.say(typed("\x1b"))
    await window.shown("国有企业")


async def test_what_no_page_of_ours_says_costs_nothing(served: Served) -> None:
    async with served.window(width=120, height=40) as window:
        await window.shown("国有企业")
        (child,) = served.children()
        before = memory(child)
        for message in MALFORMED:
            await window.say(message)
        await works(window)
        assert memory(child) < before + 60
    assert "Traceback" not in served.said.read_text()


@pytest.mark.parametrize("size", ["0", "-1", "99999999999", "١٢", "x", "NaN", "1001", "+9", " 9"])
def test_a_window_that_names_no_size_has_the_usual_one(size: str) -> None:
    assert asked_size(size, size) == asked_size("80", size) == asked_size(size, "24") == Size()


async def test_a_window_whose_size_is_none_is_opened(served: Served) -> None:
    async with served.window(width="99999999999", height="x") as window:
        await window.shown("国有企业")


async def test_a_size_from_1_to_1000_is_taken(served: Served) -> None:
    async with served.window(width=80, height=24) as window:
        await window.shown("国有企业")
        await window.say(resized(1, 1))
        await window.say(resized(1_000, 50))
        await window.say(resized(120, 40))
        await works(window)


async def test_a_message_of_more_than_a_megabyte_closes_its_window_only(served: Served) -> None:
    async with served.window() as other, served.window() as window:
        await other.shown("国有企业")
        await window.say("x" * (2**20 + 1))
        assert await window.closed() == 1009
        await works(other)


FLOODS = {
    "keys": typed("jk"),
    "many keys": typed("jk" * 10_000),
    "pastes": typed(PASTE + "x" * 100_000),
    "sizes": resized(1_000, 1_000),
}


@pytest.mark.parametrize("message", FLOODS.values(), ids=list(FLOODS))
async def test_a_flood_stays_with_who_sends_it(served: Served, message: str) -> None:
    async with served.window() as other:
        await other.shown("国有企业")
        mine = set(served.children())
        async with served.window() as window:
            await window.shown("国有企业")
            (child,) = set(served.children()) - mine
            before = memory(child)
            end = time.monotonic() + 2
            while time.monotonic() < end and not window.connection.closed:
                await flooded(window, message)
            assert memory(child) < before + 100
            assert memory(served.process) < 200
        await works(other)
        until(lambda: child not in served.children())


async def flooded(window: Window, message: str) -> None:
    with suppress(ConnectionError):
        for _ in range(100):
            await window.say(message)


async def test_a_paste_that_does_not_end_swallows_nothing(served: Served) -> None:
    async with served.window(width=120, height=40) as window:
        await window.shown("国有企业")
        await window.say(typed(f"{PASTE}国有"))
        await window.say(typed("\x1b[20"))
        await window.say(typed("0~"))
        await works(window)


async def test_the_application_ends_with_its_page_and_with_its_server(
    tmp_path: Path,
) -> None:
    with serving(filled(tmp_path)) as server:
        async with server.window() as window:
            await window.shown("国有企业")
            (child,) = server.children()
        until(lambda: not lives(child))
        async with server.window() as window:
            await window.shown("国有企业")
            (child,) = server.children()
            os.kill(server.process, signal.SIGKILL)
            until(lambda: not lives(child))


async def test_a_page_is_told_when_the_application_has_crashed(served: Served) -> None:
    async with served.window() as window:
        await window.shown("国有企业")
        for child in served.children():
            os.kill(child, signal.SIGKILL)
        assert await window.closed() == 1000


def memory(process: int) -> int:
    """Megabytes that a process has."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) // 1024


def lives(process: int) -> bool:
    try:
        return "State:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except FileNotFoundError:
        return False
