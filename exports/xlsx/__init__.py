"""The glossary as an Excel workbook, for reading, printing and passing on.

Written in openpyxl's write-only mode, one pass over the concepts, so that memory does not grow
with the glossary. No text can run as a formula: see `exports.xlsx.cells`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from openpyxl import Workbook

from exports.xlsx.about import write_about
from exports.xlsx.cells import Cutter
from exports.xlsx.columns import SHEETS
from exports.xlsx.sheets import SheetWriter
from glossary.attested import Material
from glossary.fields import EVERYTHING, Field

CARRIES = EVERYTHING - {
    Field.OTHER_DEFINITIONS,
    Field.DEFINITION_SCORE,
    Field.CONTEXT_PLACE,
    Field.REVISION,
}


def write(material: Material, path: Path) -> tuple[str, ...]:
    """Write the workbook.

    Returns:
        What did not fit in it, one line each.
    """
    made = datetime.now(UTC)
    workbook = Workbook(write_only=True)
    _describe(workbook, made)
    with _no_litter(workbook):
        cutter = Cutter()
        writers = [SheetWriter(workbook, sheet, cutter) for sheet in SHEETS]
        count = 0
        for concept in material.concepts:
            count += 1
            for writer in writers:
                writer.add(concept)
        for writer in writers:
            writer.finish()
        write_about(workbook, made=made, concepts=count)
        workbook.save(path)
    lost = [loss for writer in writers if (loss := writer.loss)]
    return (*lost, *cutter.losses)


@contextmanager
def _no_litter(workbook: Workbook) -> Iterator[None]:
    """Where writing fails, close the sheets and remove the temporary files that hold their rows."""
    try:
        yield
    except BaseException:
        for sheet in workbook.worksheets:
            if not sheet.closed:
                sheet.close()
            if sheet._writer is not None:
                sheet._writer.cleanup()
        raise


def _describe(workbook: Workbook, made: datetime) -> None:
    properties = workbook.properties
    properties.title = "Glossary of Chinese policy terms"
    properties.creator = f"tifa {version('tifa-glossary')}"
    properties.created = properties.modified = made.replace(tzinfo=None)
