"""Entries on their way into a glossary from a file that people edited, or that others made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass

from align.errors import InputError, TifaError
from align.languages import Language
from align.remarks import Remarks
from align.tables import TableRemark
from glossary.model import Concept, RelationKind
from glossary.model.fields import EVERYTHING, Field

MOST_LINES = 600_000  #: of a file; a dry run of so many takes 1.3 GB


@dataclass(frozen=True, slots=True)
class FileLink:
    """A relation to another entry of a file, which is told by a name that holds in that file.

    Attributes:
        category: what the file calls it.
        target: the name of the other entry; "" where only a term of it is told.
        term: that term, or "".
        inverse: the other entry has the relation to this one.
    """

    category: str
    kind: RelationKind
    target: str
    term: str = ""
    inverse: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line, a row or an element of a file that holds a concept, or does not.

    Attributes:
        number: from 1; 0 for what is said of the file as a whole.
        concept: as the file has it; its id is "" where the file names none, as files of others do.
        fault: what is wrong with it; None for a concept.
        replaced: characters that cannot be stored, read as U+FFFD.
        carried: the fields that the file says anything of; the others are not to be changed.
        unit: what the number counts, for people: "line", "row", "entry"; "file" in a folder.
        languages: those whose terms the file says anything of; None: all.
        removed: the file held the concept, which has its id and revision, and holds it no more.
        ignored: what the file says that a glossary has no place for, by its name in that file.
        apart: the file keeps concepts apart, so that no two of its entries are about one.
        table: which of the tables of the file it stands in, as "sheet 社会", or the path of
            its file in a folder; "" where there is only one.
        remarks: what of the file was left out here, or how it was taken.
        base: what the file said when it was taken in before, where that is known and was no
            revision; the concept is an edit of it.
        names: what the links of the file call the entry.
        links: its relations to other entries of the file.
    """

    number: int
    concept: Concept | None
    fault: TifaError | None = None
    replaced: int = 0
    carried: frozenset[Field] = EVERYTHING
    languages: Set[Language] | None = None
    unit: str = "line"
    ignored: tuple[str, ...] = ()
    removed: bool = False
    apart: bool = False
    table: str = ""
    remarks: tuple[TableRemark, ...] = ()
    base: Concept | None = None
    names: tuple[str, ...] = ()
    links: tuple[FileLink, ...] = ()

    @property
    def place(self) -> str:
        """Where it stands, for people: "sheet 社会, row 3"; "" for what stands nowhere."""
        if self.removed or self.unit == "file":
            return self.table
        return f"{self.table}, {self.unit} {self.number}".removeprefix(", ")


def about_file(remarks: Remarks) -> Iterator[Line]:
    """A line without a concept, with what is to be said of the whole file; none for nothing."""
    told = [TableRemark("the file", each) for each in remarks.said]
    told += [TableRemark("the file", each, lost=True) for each in remarks.losses]
    if told:
        yield Line(0, None, remarks=tuple(told))


def limited(lines: Iterable[Line], source: str) -> Iterator[Line]:
    """The lines of a file, which have an end.

    Args:
        source: what to call the file.

    Raises:
        InputError: there are more than `MOST_LINES`.
    """
    for count, line in enumerate(lines, 1):
        if count > MOST_LINES:
            raise InputError(f"{source} has more than {MOST_LINES:,} entries", "import it in parts")
        yield line
