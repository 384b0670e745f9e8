"""Regenerate the pictures of the documentation: python bench/screenshots.py FOLDER

Fills a glossary in a temporary folder with the seed pair, as `tifa demo` does, opens the review
application on it and saves what it shows as SVG.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from glossary.store import Glossary
from tui.app import ReviewApp
from tui.drafts import DraftBox

SIZE = (120, 36)
FILTER = "首"  # leaves a numeric formula, with its members, at the top of the queue
TIFA = Path(sys.executable).with_name("tifa")


async def take(store: Path, folder: Path) -> None:
    """Save the pictures of the application on one glossary."""
    app = ReviewApp(lambda: Glossary.open(str(store)), "Reviewer", DraftBox(None, str(store)))
    async with app.run_test(size=SIZE) as pilot:
        await app.workers.wait_for_complete()
        await pilot.press("slash", *FILTER, "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        app.save_screenshot("review.svg", str(folder))
        await pilot.press("e")
        await pilot.pause()
        app.save_screenshot("edit.svg", str(folder))


def main(folder: Path) -> None:
    """Fill the glossary and take the pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        environment = {**os.environ, "TIFA_CONFIG": os.devnull, "TIFA_REVIEWER": "Reviewer"}
        subprocess.run([TIFA, "demo", "demo"], cwd=temporary, env=environment, check=True)
        asyncio.run(take(Path(temporary, "demo", "glossary.sqlite"), folder))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
