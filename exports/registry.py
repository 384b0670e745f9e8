"""The formats that tifa writes, each one module that is imported when it is used.

A new format is one module and one line here. The module of a glossary format says in `CARRIES`
which fields of an entry it carries, and has `write(material, path)`, which returns what else it
had to leave out or cut, a line each; use `exports.exporting.export_glossary`, which writes whole
files and reports all losses. One that is read too has `read(stream)`. The module of a bitext format
has `write(texts, stream)` with a binary stream, that of a format of findings `write(checked,
stream)`, that of a format of reports `write(report, stream)`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO, Protocol, cast

from align.errors import InputError, OutputError
from align.model import Aligned
from glossary.exchange.incoming import Line
from glossary.model import LIVE, ConceptStatus
from glossary.model.attested import Material
from glossary.model.fields import Field

if TYPE_CHECKING:
    from exports.pairs import Left, Pair
    from exports.reports.report import Report
    from glossary.check.waivers import Waived
    from glossary.exchange.columns import Layout


@dataclass(frozen=True, slots=True)
class Format:
    """A file format.

    Attributes:
        name: what `--format` takes.
        suffix: the file name's ending that means it, with its dot; "" where none does.
        module: where it is written.
        title: what it is, for people.
        reads: whether `tifa import` takes it back.
        for_tools: read by translation engines and CAT tools, which take every term for right: only
            approved concepts are written where nothing else is said.
        table: read by the titles of columns: `read` takes a `glossary.exchange.columns.Layout` too.
        binary: nothing that a terminal can show.
        of_pair: it holds one pair of languages; `write` takes an `exports.pairs.Pair` too.
    """

    name: str
    suffix: str
    module: str
    title: str
    reads: bool = False
    for_tools: bool = False
    table: bool = False
    binary: bool = False
    of_pair: bool = False

    @property
    def statuses(self) -> frozenset[ConceptStatus]:
        """The statuses of the concepts to write where nothing else is said."""
        return frozenset({ConceptStatus.APPROVED}) if self.for_tools else LIVE


class GlossaryWriter(Protocol):
    """A module that writes a glossary."""

    CARRIES: frozenset[Field]

    def write(self, material: Material, path: Path) -> tuple[str, ...]: ...


class PairWriter(Protocol):
    """A module that writes one pair of languages of a glossary."""

    def write(self, material: Material, path: Path, pair: Pair) -> Left: ...


class ReportWriter(Protocol):
    """A module that writes a report."""

    def write(self, report: Report, stream: BinaryIO) -> None: ...


class GlossaryReader(Protocol):
    """A module that reads a glossary; the stream can be sought in.

    Where it reads fewer fields than it writes, `READS` says which; and `ADDS` those of which it
    reads what a file has, while what a file lacks says nothing.
    """

    def read(self, stream: BinaryIO) -> Iterator[Line]: ...


class TableReader(Protocol):
    """A module that reads a glossary by the titles of columns."""

    def read(self, stream: BinaryIO, layout: Layout) -> Iterator[Line]: ...


class BitextWriter(Protocol):
    """A module that writes aligned texts, a pair or an original with several translations."""

    def write(self, texts: Aligned, stream: BinaryIO) -> None: ...


class FindingWriter(Protocol):
    """A module that writes what a check found."""

    def write(self, checked: Waived, stream: BinaryIO) -> None: ...


def _by_name(*formats: Format) -> Mapping[str, Format]:
    return MappingProxyType({format_.name: format_ for format_ in formats})


GLOSSARY_FORMATS = _by_name(
    Format("xlsx", ".xlsx", "exports.xlsx", "Excel workbook", reads=True, table=True, binary=True),
    Format("jsonl", ".jsonl", "exports.jsonl", "JSON Lines, lossless", reads=True),
    Format("tbx", ".tbx", "exports.tbx.version3", "TBX v3 (TBX-Basic, DCA style)", reads=True),
    Format("tbx2", ".tbx", "exports.tbx.version2", "TBX v2 (TBX-Basic, martif)", reads=True),
    Format("tmx", ".tmx", "exports.contexts_tmx", "TMX 1.4b of the contexts", for_tools=True),
    Format(
        "xliff", ".xlf", "exports.xliff", "XLIFF 2 glossary module", for_tools=True, of_pair=True
    ),
    Format("csv", ".csv", "exports.csv", "CSV", reads=True, table=True),
    Format("tsv", ".tsv", "exports.tsv", "TSV", reads=True, table=True),
    Format("omegat", ".utf8", "exports.omegat", "OmegaT glossary", for_tools=True, of_pair=True),
    Format(
        "deepl",
        ".tsv",
        "exports.deepl",
        "DeepL glossary, tab-separated",
        for_tools=True,
        of_pair=True,
    ),
    Format("memoq", ".csv", "exports.memoq", "memoQ term base", for_tools=True),
    Format("multiterm", ".xml", "exports.multiterm", "MultiTerm XML", for_tools=True),
    Format("md", ".md", "exports.md", "Markdown"),
    Format("html", ".html", "exports.html", "web page to search offline"),
    Format("anki", ".txt", "exports.anki", "Anki notes", for_tools=True, of_pair=True),
    Format(
        "sheet",
        ".html",
        "exports.sheet.html",
        "web page to print for interpreters, a page a subject",
        for_tools=True,
        of_pair=True,
    ),
    Format(
        "sheet-xlsx",
        ".xlsx",
        "exports.sheet.xlsx",
        "the same as a workbook",
        for_tools=True,
        of_pair=True,
        binary=True,
    ),
)

#: Formats that are a folder, of which only the modules of each know the files.
FOLDER_FORMATS = _by_name(
    Format("git", "", "exports.git", "folder for git, a text file a concept, lossless", reads=True),
)

#: Formats of others, which are only read.
FOREIGN_FORMATS = _by_name(
    Format("multiterm", ".xml", "exports.tbx.reading", "MultiTerm XML", reads=True),
    Format("tmx", ".tmx", "exports.tmx_terms", "TMX whose units are terms", reads=True),
    Format("omegat", ".txt", "exports.omegat_rows", "OmegaT glossary", reads=True, table=True),
)

READABLE_FORMATS = _by_name(
    *(each for each in GLOSSARY_FORMATS.values() if each.reads), *FOREIGN_FORMATS.values()
)

#: Other endings that the files of these have.
_ENDINGS = MappingProxyType(
    {
        ".mtf": "multiterm",
        ".tbxm": "tbx",
        ".utf8": "omegat",
        ".tab": "omegat",
        **dict.fromkeys((".xlsm", ".xltx", ".xltm"), "xlsx"),
    }
)
#: Endings of spreadsheets that their programs can save as workbooks.
_SPREADSHEETS = frozenset({".xls", ".xlsb", ".xlt", ".ods", ".fods", ".ots", ".et", ".numbers"})

BITEXT_FORMATS = _by_name(
    Format("tsv", ".tsv", "exports.beads_tsv", "tab-separated: score, source text, target texts"),
    Format("tmx", ".tmx", "exports.beads_tmx", "TMX 1.4b translation memory"),
    Format("indices", ".align", "exports.indices", "one bead per line: [source]:[target]:score"),
    Format("jsonl", ".jsonl", "exports.beads_jsonl", "JSON Lines: indices, score and texts"),
    Format("html", ".html", "exports.beads_html", "web page: the sides, confidence by shade"),
)

FINDING_FORMATS = _by_name(
    Format("text", "", "exports.findings_text", "for people"),
    Format("jsonl", ".jsonl", "exports.findings_jsonl", "JSON Lines: one finding per line"),
    Format("xlsx", ".xlsx", "exports.findings_xlsx", "Excel workbook"),
    Format("sarif", ".sarif", "exports.findings_sarif", "SARIF 2.1.0, for editors and CI"),
    Format("html", ".html", "exports.findings_html", "web page that stands alone"),
)

REPORT_FORMATS = _by_name(
    Format("csv", ".csv", "exports.reports.csv", "comma-separated: the first table"),
    Format("jsonl", ".jsonl", "exports.reports.jsonl", "JSON Lines, for programs"),
    Format("xlsx", ".xlsx", "exports.reports.xlsx", "Excel workbook with charts", binary=True),
    Format("html", ".html", "exports.reports.html", "web page with charts that stands alone"),
)


def glossary_format(path: Path, name: str | None = None) -> Format:
    """The format that a file name's ending, or a name, means.

    Raises:
        OutputError: neither means any.

    >>> from pathlib import Path
    >>> glossary_format(Path("terms.xlsx")).name
    'xlsx'
    """
    return format_of(GLOSSARY_FORMATS, path) if name is None else _named(GLOSSARY_FORMATS, name)


def format_of(formats: Mapping[str, Format], path: Path) -> Format:
    """The one of these formats that a file name's ending means.

    Raises:
        OutputError: it means none.
    """
    if format_ := _by_ending(formats, path):
        return format_
    suffixes = ", ".join(dict.fromkeys(each.suffix for each in formats.values() if each.suffix))
    raise OutputError(f"{path}: no format has this extension", f"use {suffixes}, or --format")


def readable_format(path: Path) -> Format:
    """The format to read a glossary in that a file name's ending means.

    Raises:
        InputError: it means none.
    """
    suffix = path.suffix.lower()
    if suffix in _ENDINGS:
        return READABLE_FORMATS[_ENDINGS[suffix]]
    # A format that is only written says so when it is read.
    if format_ := _by_ending(READABLE_FORMATS, path) or _by_ending(GLOSSARY_FORMATS, path):
        return format_
    remedy = f"use {', '.join(readable_suffixes())}, or --format"
    if suffix in _SPREADSHEETS:
        remedy = "save the spreadsheet as .xlsx"
    raise InputError(f"{path}: no format has this extension", remedy)


def readable_suffixes() -> tuple[str, ...]:
    """The endings of files that `tifa import` reads."""
    own = (each.suffix for each in READABLE_FORMATS.values())
    return tuple(dict.fromkeys([*own, *_ENDINGS]))


def _by_ending(formats: Mapping[str, Format], path: Path) -> Format | None:
    suffix = path.suffix.lower()
    return next((each for each in formats.values() if each.suffix == suffix), None)


def _named(formats: Mapping[str, Format], name: str) -> Format:
    if name not in formats:
        raise OutputError(f"no format is called {name}", f"use {', '.join(formats)}")
    return formats[name]


def glossary_writer(format_: Format) -> GlossaryWriter:
    """Import the module that writes a glossary format."""
    return cast(GlossaryWriter, import_module(format_.module))


def glossary_reader(format_: Format) -> GlossaryReader:
    """Import the module that reads a glossary format.

    Raises:
        InputError: it is only written.
    """
    if not format_.reads:
        readable = ", ".join(READABLE_FORMATS)
        raise InputError(f"{format_.title} is written, not read", f"import one of {readable}")
    return cast(GlossaryReader, import_module(format_.module))


def read_glossary(form: Format, stream: BinaryIO, layout: Layout | None = None) -> Iterator[Line]:
    """Read a glossary; a layout says how a table is to be read.

    Raises:
        InputError: the format is only written, or has no columns for a layout; also what the
            module that reads it raises.

    >>> from io import BytesIO
    >>> table = BytesIO("Chinese,English\\n三农,three rural issues\\n".encode())
    >>> lines = read_glossary(GLOSSARY_FORMATS["csv"], table)
    >>> [term.text for line in lines for term in line.concept.terms]
    ['三农', 'three rural issues']
    """
    reader = glossary_reader(form)
    if layout is None:
        return reader.read(stream)
    if not form.table:
        tables = ", ".join(each.name for each in READABLE_FORMATS.values() if each.table)
        raise InputError(f"{form.title} has no columns to choose", f"only tables have: {tables}")
    if layout.sheet is not None and not form.binary:
        raise InputError(f"{form.title} has no sheets", "leave the sheet out")
    if layout.delimiter is not None and form.binary:
        raise InputError(f"{form.title} has no delimiter", "leave it out")
    return cast(TableReader, reader).read(stream, layout)


def bitext_writer(name: str) -> BitextWriter:
    """Import the module that writes a bitext format.

    Raises:
        OutputError: there is no such format.
    """
    return cast(BitextWriter, import_module(_named(BITEXT_FORMATS, name).module))


def finding_writer(name: str) -> FindingWriter:
    """Import the module that writes a format of findings.

    Raises:
        OutputError: there is no such format.
    """
    return cast(FindingWriter, import_module(_named(FINDING_FORMATS, name).module))


def report_writer(name: str) -> ReportWriter:
    """Import the module that writes a format of reports.

    Raises:
        OutputError: there is no such format.
    """
    return cast(ReportWriter, import_module(_named(REPORT_FORMATS, name).module))
