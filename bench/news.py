"""The statistics of state TV news that ship with tifa, from a folder of its texts.

    python -m bench.news FOLDER [FILE]

FOLDER holds the transcripts of the evening news 新闻联播 in Markdown, one a day, named by its date
as 20240305.md. What is the same every day is left out: headings of the file, links, numbers of
items, and how a report begins. FILE is the table, by default the one that ships.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from align.model import Document, Language
from align.segment import segment
from glossary.corpora.counting import count
from glossary.corpora.runs import Text, known
from glossary.corpora.table import SHIPPED, read
from glossary.finding.reference import starter

if TYPE_CHECKING:
    from glossary.corpora.runs import Known

#: Days on which a form stands that is in the table.
LEAST = 3
_FRAME = re.compile(
    r"^(?:# .*|## (?:新闻摘要|详细新闻)|本期节目主要内容：|<!--.*-->|\[查看原文\]\(.*\)|---)$"
    r"|（《新闻联播》 \d{8} [\d:]+）|\*\*央视网消息\*\*(?:（新闻联播）)?：|\*\*"
    r"|^(?:#+ |\d+\.|（\d+）)",
    re.MULTILINE,
)


def main(arguments: Sequence[str]) -> int:
    """Build the table, and say what is in it."""
    files = sorted(Path(arguments[0]).glob("[0-9]*.md"))
    file = Path(arguments[1] if len(arguments) > 1 else f"seeds/{SHIPPED}")
    begin = time.perf_counter()
    about = count(_days(files, begin), file, name="state TV news", unit="day", least=LEAST)
    print(about)
    print(
        f"  {len(read(file)):,} forms, {file.stat().st_size / 1e6:.2f} MB,"
        f" {time.perf_counter() - begin:.0f} s"
    )
    return 0


def _days(files: Sequence[Path], begin: float) -> Iterator[tuple[str, Text]]:
    with ProcessPoolExecutor(1) as pool:
        for number, day in enumerate(pool.map(_day, files, chunksize=4), start=1):
            if number % 50 == 0:
                print(f"  {number} days, {time.perf_counter() - begin:.0f} s", flush=True)
            yield day


def _day(file: Path) -> tuple[str, Text]:
    text = _FRAME.sub("", file.read_text("utf-8"))
    sentences = segment(Document(text, file.name, Language.ZH)).readings
    date = f"{file.stem[:4]}-{file.stem[4:6]}-{file.stem[6:]}"
    return date, Text.of(sentences, _known())


@cache
def _known() -> Known:
    return known(starter())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
