"""Word documents made for tests: by python-docx, and with parts written by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import docx

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = " ".join(
    f'xmlns:{prefix}="{space}"'
    for prefix, space in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "r": OFFICE,
    }.items()
)


def word(*paragraphs: str, title: str = "") -> bytes:
    """A document of python-docx."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.core_properties.title = title
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def replaced(package: bytes, name: str, content: bytes) -> bytes:
    """The same archive with another part in the place of one."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(file, "w", 8) as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return file.getvalue()


def word_xml(body: str, **parts: str) -> bytes:
    """A document with this body.

    Args:
        parts: what else it has, by the type of its relationship: styles, footnotes, endnotes.
    """
    written = {"document": f"<w:body>{body}</w:body>", **parts}
    rels = {
        "_rels/.rels": {"officeDocument": "word/document.xml"},
        "word/_rels/document.xml.rels": {name: f"{name}.xml" for name in parts},
    }
    return archive(
        {
            **{f"word/{n}.xml": f"<w:{n} {SPACES}>{xml}</w:{n}>" for n, xml in written.items()},
            **{name: relations(targets) for name, targets in rels.items()},
        }
    )


def relations(targets: Mapping[str, str]) -> str:
    """A part of relationships, by the type of each."""
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    entries = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{space}">{entries}</Relationships>'


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    """A compressed archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()
