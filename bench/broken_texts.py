"""A folder of made texts of which some are broken, and a table of them: what `tifa add` must bear.

    python -m bench.broken_texts FOLDER [TEXTS [BROKEN]]

FOLDER is made, with 10,000 texts by default of which 500 are broken, each in one of nine ways, and
`texts.tsv`, which lists them. Printed is how many texts of the table should go in, as
`tifa add --manifest FOLDER/texts.tsv` should say it with exit code 1.
"""

from __future__ import annotations

import random
import sys
import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO
from itertools import cycle
from pathlib import Path

TITLES = "path\ttranslations\ttitle\tissuer\tdate\trank\n"
_PLACES = ["青江", "白山", "南湖", "东港", "北原", "西岭", "云川", "石桥", "花溪", "金沙"]
_THINGS = [
    "海绵城市",
    "数字经济",
    "绿色发展",
    "乡村振兴",
    "营商环境",
    "平安建设",
    "智慧港口",
    "科技创新",
]
_VERBS = ["建设", "推进", "深化", "加快", "完善", "坚持", "落实", "发展"]


def text(number: int) -> str:
    """A short text that no other number has."""
    chance = random.Random(number)

    def sentence() -> str:
        place, thing, other = chance.choice(_PLACES), chance.choice(_THINGS), chance.choice(_THINGS)
        return f"{place}市要{chance.choice(_VERBS)}{thing}，{chance.choice(_VERBS)}{other}。"

    return f"第{number}号通知\n" + "".join(sentence() for _ in range(3)) + "\n"


def _zip() -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("readme.txt", "no document")
    return made.getvalue()


def _row(name: str, translation: str = "", date: str = "") -> str:
    return f"{name}\t{translation}\t\t\t{date}\n"


class _Made:
    """A folder as it is made.

    Attributes:
        rows: those of the table.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rows: list[str] = []

    def write(self, name: str, content: bytes) -> str:
        """Write a file; its name."""
        (self.folder / name).write_bytes(content)
        return name

    def good(self, number: int) -> None:
        """A text as it should be."""
        name = self.write(f"{number:05}.txt", text(number).encode())
        self.rows.append(_row(name, date=f"{2000 + number % 25}-{1 + number % 12:02}"))

    def file(self, number: int, ending: str, content: bytes) -> None:
        """A file that cannot be used."""
        self.rows.append(_row(self.write(f"{number:05}-broken{ending}", content)))

    def row(self, number: int, *cells: str) -> None:
        """A good file in a row that is wrong."""
        name = self.write(f"{number:05}-row.txt", text(number).encode())
        self.rows.append(_row(name, *cells))

    def claimed(self, number: int) -> None:
        """A translation that an earlier row and this one claim; both are wrong."""
        self.row(number, "claimed.en.txt")


def _ways(made: _Made) -> Sequence[Callable[[int], None]]:
    """How texts are broken."""
    junk = bytes(range(128, 256)) * 40
    return (
        lambda number: made.file(number, ".txt", b"\x00\x01\x02" + junk),
        lambda number: made.file(number, ".txt", b""),
        lambda number: made.file(number, ".docx", _zip()),
        lambda number: made.file(number, ".docx", b"PK\x03\x04" + junk),
        lambda number: made.file(number, ".pdf", b"%PDF-1.7 " + junk),
        lambda number: made.row(number, "", "2024-13-45"),
        lambda number: made.rows.append(_row(f"{number:05}-lost.txt")),
        lambda number: made.file(number, ".txt", text(0).encode()),  # says what the first says
        made.claimed,
    )


def write(folder: Path, texts: int, broken: int) -> int:
    """Make the folder; the number of texts that should go in.

    Args:
        broken: how many of the texts; more than nine, so that two claim one translation.
    """
    folder.mkdir(parents=True)
    made = _Made(folder)
    made.write("claimed.en.txt", b"All regions must build sponge cities.\n")
    ways, step = cycle(_ways(made)), texts // broken
    for number in range(texts):
        if number % step == step - 1 and number // step < broken:
            next(ways)(number)
        else:
            made.good(number)
    (folder / "texts.tsv").write_text(TITLES + "".join(made.rows), "utf-8")
    return texts - broken


def main(arguments: Sequence[str]) -> int:
    """Make the folder that is named."""
    texts, broken = [*map(int, arguments[1:]), *(10_000, 500)[len(arguments) - 1 :]]
    print(write(Path(arguments[0]), texts, broken))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
