"""Time and memory of a workbook, against a bare openpyxl loop that writes the same cells.

Both run on the same made-up concepts in one process each, and the CPU time is compared: python -m
bench.workbook [CONCEPTS]. The bare loop repeats the cells of the file just written: values, rich
text, number of rows and columns, with the styles made once.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from align.model import Language
from glossary.model import Concept, ConceptStatus, Context, Definition, Side, Term, TermStatus
from glossary.model.attested import bare

CONCEPTS = 100_000
_SYLLABLES = "经济社会发展改革开放创新协调绿色共享生态文明建设质量体系能力现代化"


def concepts(count: int) -> Iterator[Concept]:
    """Concepts like those that extraction makes, each with other terms."""
    for number in range(count):
        at = number * 7 % (len(_SYLLABLES) - 6)
        chinese = f"{_SYLLABLES[at : at + 4]}{_SYLLABLES[number % 29]}{number}"
        english = f"economic and social development {number}"
        sentence = f"坚持{chinese}，推动{_SYLLABLES}。"
        translation = f"We will pursue {english} and promote progress in every field of work."
        yield Concept(
            id=f"c{number:016d}",
            terms=(
                Term(Language.ZH, chinese, TermStatus.PREFERRED, frequency=3),
                Term(Language.EN, english, TermStatus.PREFERRED, frequency=2),
                Term(Language.EN, f"development {number}", frequency=1),
            ),
            definitions=(Definition(Language.ZH, sentence, "report.txt", 3, 0, 20),),
            contexts=(
                Context(
                    (
                        Side(Language.ZH, sentence, ((2, 2 + len(chinese)),)),
                        Side(Language.EN, translation, ((15, 30),)),
                    ),
                    "report.txt",
                ),
            ),
            status=ConceptStatus.PROPOSED,
            score=0.7,
            frequency=3,
            revision=number + 1,
        )


def export(count: int, path: Path) -> None:
    """Write the workbook as `tifa export` does."""
    from exports.xlsx import write

    write(bare(concepts(count)), path)


def bare_loop(count: int, path: Path) -> None:
    """Write the same cells with the same styles in openpyxl's write-only mode, and nothing else."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    from align.languages import CHINESE_ENGLISH
    from exports.xlsx.cells import rich_cell
    from exports.xlsx.columns import KEPT, Sheet
    from exports.xlsx.listed import Listed
    from exports.xlsx.rows_of_terms import sheets as own
    from exports.xlsx.sheets import RULE, TOP, TOP_CENTRE

    workbook = Workbook(write_only=True)
    sheets: tuple[Sheet[Any], ...] = (*own(CHINESE_ENGLISH, CHINESE_ENGLISH)[:3], KEPT)
    (first,) = bare(concepts(1)).entries
    kinds = [
        [column.value(row) for column in sheet.columns]
        for sheet in sheets
        for row in list(sheet.rows(Listed(first, {})))
    ]
    owners = [sheet for sheet in sheets for _ in sheet.rows(Listed(first, {}))]
    pages = {sheet.title: workbook.create_sheet(sheet.title) for sheet in sheets}
    for _ in range(count):
        for sheet, values in zip(owners, kinds, strict=True):
            page = pages[sheet.title]
            cells = []
            for value in values:
                if isinstance(value, tuple):
                    cell = rich_cell(page, *value)
                else:
                    cell = WriteOnlyCell(page, value=value)
                cell.alignment = TOP if isinstance(value, str | tuple) else TOP_CENTRE
                cell.border = RULE
                cells.append(cell)
            page.append(cells)
    workbook.save(path)


_WAYS = {"export": export, "bare": bare_loop}


def main(arguments: list[str]) -> int:
    """Measure both; with the name of one, only that, for the other process."""
    if arguments[:1] and arguments[0] in _WAYS:
        with tempfile.TemporaryDirectory() as folder:
            begun = time.process_time()
            _WAYS[arguments[0]](int(arguments[1]), Path(folder) / "x.xlsx")
            seconds = time.process_time() - begun
        print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        return 0
    count = int(arguments[0]) if arguments else CONCEPTS
    found = {}
    for name in _WAYS:
        command = [sys.executable, "-m", "bench.workbook", name, str(count)]
        answer = subprocess.run(command, check=True, capture_output=True, text=True)
        seconds, memory = map(float, answer.stdout.split())
        found[name] = seconds
        print(f"{name}: {count:,} concepts, {seconds:.1f} s of CPU, {memory:,.0f} MB")
    print(f"export takes {found['export'] / found['bare']:.2f} times the bare loop")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
