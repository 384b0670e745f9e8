"""Word documents (Office Open XML, ISO/IEC 29500)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from align.formats import Content, UnreadableError

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

#: All parts of a document together may have this many bytes once they are unpacked.
MAX_UNPACKED = 256 * 1024 * 1024

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DAMAGED = "open it in a word processor, save it again, or save it as plain text"


def read(data: bytes) -> Content:
    """The paragraphs, those of tables and text boxes too, in their order between blank lines.

    Text that tracked changes insert is there, text that they delete is not.

    Raises:
        UnreadableError: the bytes are no Word document, a damaged or encrypted one, or one that
            unpacks to more than `MAX_UNPACKED` bytes.
    """
    document = opened(data)
    text = "\n\n".join(paragraphs(document.element.body))
    return Content(text, title=(document.core_properties.title or "").strip())


def opened(data: bytes) -> WordDocument:
    """The document that the bytes are; raises as `read`."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import XMLSyntaxError

    if data.startswith(_OLE):
        raise UnreadableError("is encrypted or an old .doc", "save it as .docx without a password")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise UnreadableError("is no Word document, or half of one", _DAMAGED) from error
    if unpacked > MAX_UNPACKED:
        raise UnreadableError(
            f"unpacks to {unpacked:,} bytes; the limit is {MAX_UNPACKED:,}",
            "save the text alone, without pictures",
        )
    try:
        document = docx.Document(io.BytesIO(data))
    except (
        zipfile.BadZipFile,
        PackageNotFoundError,
        XMLSyntaxError,
        KeyError,
        ValueError,
        AttributeError,
        NotImplementedError,
        RuntimeError,
        EOFError,
    ) as error:
        raise UnreadableError("is a damaged Word document", _DAMAGED) from error
    if document.element.tag != f"{WORD}document" or document.element.body is None:
        raise UnreadableError("is a Word document without a body", _DAMAGED)
    return document


def paragraphs(element: Any, *, nested: bool = True) -> Iterator[str]:
    """The texts of the paragraphs within an element, in their order; empty ones are left out.

    Args:
        nested: those within tables and text boxes of it too.
    """
    tag = f"{WORD}p"
    for paragraph in element.iter(tag) if nested else element.iterchildren(tag):
        text = "".join(_characters(paragraph)).strip()
        if text:
            yield text


def _characters(element: Any) -> Iterator[str]:
    """The characters of a paragraph; paragraphs within it (text boxes) are left to themselves."""
    for child in element:
        tag = child.tag
        if tag == f"{WORD}t":
            yield child.text or ""
        elif tag == f"{WORD}tab":
            yield "\t"
        elif tag in {f"{WORD}br", f"{WORD}cr"}:
            yield "\n"
        elif tag == f"{WORD}noBreakHyphen":
            yield "-"
        elif tag not in {f"{WORD}p", f"{WORD}pPr", f"{WORD}rPr", _FALLBACK}:
            yield from _characters(child)
