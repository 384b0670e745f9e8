"""How fast the review application answers over a large glossary.

    python -m bench.review [CONCEPTS]

A glossary of CONCEPTS (100,000) is made up in a temporary folder, and the application driven over
it by Textual's Pilot at 120 by 36 cells. A key is answered when its messages are handled and the
screen is drawn; what Pilot itself takes for a key that does nothing stands first. Times are of a
machine that may be busy: compare them within one run.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from textual.pilot import Pilot

from align.errors import TifaError
from bench.glossaries import concepts
from glossary.store import Glossary
from tui.app import ReviewApp
from tui.drafts import DraftBox

BATCH = 10_000  #: concepts in one transaction
SIZE = (120, 36)
MOVES = 200
#: What is typed into the filter, a key at a time; then it is taken away again.
FILTERS = ("发展战略", "development", "xzsc", "shehui", "kind:numeric", "status:approved jing")
KEYS = {" ": "space", ":": "colon"}


def main(arguments: Sequence[str]) -> int:
    """Make the glossary and tell what was measured."""
    count = int(arguments[0]) if arguments else 100_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "glossary.sqlite"
        made = list(concepts(count))
        with Glossary.open(str(path)) as glossary:
            for start in range(0, count, BATCH):
                glossary.save_all(made[start : start + BATCH], who="bench")
        del made
        asyncio.run(measure(path, count))
    return 0


async def measure(path: Path, count: int) -> None:
    """Open the application, move, filter and sort."""
    begin = time.perf_counter()
    app = ReviewApp(lambda: Glossary.open(str(path)), "bench", DraftBox(None, str(path)))
    async with app.run_test(size=SIZE) as pilot:
        await _until(lambda: len(app.session.queue) > 0)
        print(f"  first rows painted after {time.perf_counter() - begin:.2f} s", flush=True)
        await _until(lambda: len(app.session.queue) == count)
        print(f"  all {count:,} rows known after {time.perf_counter() - begin:.2f} s", flush=True)
        await app.workers.wait_for_complete()
        _tell("nothing", [await _press(pilot, "f12") for _ in range(MOVES // 4)])
        _tell("a row down", [await _press(pilot, "down") for _ in range(MOVES)])
        _tell("a page down", [await _press(pilot, "pagedown") for _ in range(MOVES // 4)])
        _tell("to the other end", [await _press(pilot, key) for key in ["end", "home"] * 10])
        await pilot.press("s", "s", "s", "slash")
        await pilot.pause()
        _tell("a key in the filter", await _typed(pilot, FILTERS))
        await pilot.press("escape")
        _tell("another order", [await _press(pilot, "o") for _ in range(8)])
        await _press(pilot, "home")
        _tell("approve", [await _press(pilot, "a") for _ in range(40)])


async def _until(is_so: Callable[[], bool]) -> None:
    while not is_so():
        await asyncio.sleep(0.01)


async def _press(pilot: Pilot[TifaError], key: str) -> float:
    """Milliseconds until a key is answered."""
    begin = time.perf_counter()
    await pilot.press(key)
    return 1000 * (time.perf_counter() - begin)


async def _typed(pilot: Pilot[TifaError], texts: Iterable[str]) -> list[float]:
    times = []
    for text in texts:
        times += [await _press(pilot, KEYS.get(char, char)) for char in text]
        times += [await _press(pilot, "backspace") for _ in text]
    return times


def _tell(name: str, times: Sequence[float]) -> None:
    median, most = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    print(f"  {name:24}{median:7.1f} ms {most:7.1f} ms  median and 95th percentile", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
