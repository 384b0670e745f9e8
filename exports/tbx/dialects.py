"""What the two versions of TBX call the same things."""

from __future__ import annotations

from dataclasses import dataclass

CORE = "urn:iso:std:iso:30042:ed-2"

#: What the header of our own files says of where they come from, and how `reading` knows them.
MADE_BY = "Exported by tifa"


@dataclass(frozen=True, slots=True)
class Dialect:
    """A version of TBX.

    Attributes:
        namespace: of its elements; "" for none.
        root: the root element, and `attributes` those it has beside xml:lang.
        doctype: the document type declaration; "" for none.
        header, entry, section, term: the elements that hold the header, a concept, what is of one
            language, and a term.
        encoding: what the header says of the data categories; "" for nothing.
    """

    namespace: str
    root: str
    attributes: tuple[tuple[str, str], ...]
    doctype: str
    header: str
    entry: str
    section: str
    term: str
    encoding: str


VERSION_3 = Dialect(
    namespace=CORE,
    root="tbx",
    attributes=(("type", "TBX-Basic"), ("style", "dca")),
    doctype="",
    header="tbxHeader",
    entry="conceptEntry",
    section="langSec",
    term="termSec",
    encoding="",
)

VERSION_2 = Dialect(
    namespace="",
    root="martif",
    attributes=(("type", "TBX-Basic"),),
    doctype='<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">',
    header="martifHeader",
    entry="termEntry",
    section="langSet",
    term="tig",
    encoding="TBXBasicXCSV02.xcs",
)
