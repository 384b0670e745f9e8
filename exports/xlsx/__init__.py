"""The glossary as an Excel workbook, for reading, printing, editing and passing on.

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

from exports.derived import Derived
from exports.xlsx.about import write_about
from exports.xlsx.cells import Cutter
from exports.xlsx.columns import CONTEXTS, DOCUMENTS, GLOSSARY, KEPT
from exports.xlsx.listed import Listed
from exports.xlsx.own import READS
from exports.xlsx.reading import read
from exports.xlsx.relations import RELATIONS
from exports.xlsx.rows_of_terms import sheets
from exports.xlsx.sheets import SheetWriter
from glossary.model.attested import Material
from glossary.model.fields import EVERYTHING, Field

CARRIES = EVERYTHING - {
    Field.OTHER_DEFINITIONS,
    Field.DEFINITION_SCORE,
    Field.CONTEXT_PLACE,
    Field.DENIALS,
}

__all__ = ["CARRIES", "READS", "read", "write"]


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
        own = (*sheets(material.columns, material.context_columns), RELATIONS)
        writers = {sheet.title: SheetWriter(workbook, sheet, cutter) for sheet in own}
        documents = SheetWriter(workbook, DOCUMENTS, cutter)
        about = workbook.create_sheet("About")
        kept = SheetWriter(workbook, KEPT, cutter)
        workbook[KEPT.title].sheet_state = "veryHidden"
        count = 0
        for entry in material.entries:
            count += 1
            context_row = writers[CONTEXTS].next_row if entry.concept.contexts else 0
            row = writers[GLOSSARY].next_row
            derived, related = Derived.of(entry), material.related(entry.concept)
            listed = Listed(entry, material.documents, row, context_row, derived, related)
            for writer in (*writers.values(), kept):
                writer.add(listed)
        for document in material.documents.values():
            documents.add(document)
        every = (*writers.values(), documents, kept)
        for writer in every:
            writer.finish()
        write_about(about, own, made=made, concepts=count)
        workbook.save(path)
    return (*(loss for writer in every for loss in writer.losses), *cutter.losses)


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
