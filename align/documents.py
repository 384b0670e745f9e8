"""Documents read from files or standard input, whatever their format and encoding.

Files are hostile until proven otherwise: what cannot be used becomes one `InputError` that says
what is wrong and what to try.
"""

from __future__ import annotations

import stat
import sys
from io import BufferedReader
from pathlib import Path
from typing import cast

from align.detection import detect_language, latin_language
from align.errors import InputError
from align.formats import (
    BY_SUFFIX,
    MAX_BYTES,
    MAX_CHARACTERS,
    PLAIN,
    UNSUPPORTED,
    Content,
    Reader,
    UnreadableError,
    refuse_disguised,
    too_long,
)
from align.identifying import require_known
from align.model import Document, Language
from align.text import STANDARD_INPUT, called, clean, counted, visible

_END_OF_FILE = "\x1a"  #: as DOS ended texts


def read_document(
    path: str,
    *,
    language: Language | None = None,
    lines: bool = False,
    any_language: bool = False,
) -> Document:
    """Read a document.

    Args:
        path: a file, or "-" for standard input, which is read as plain text.
        language: the language it is written in; found from its text where None.
        any_language: it may be in any that is known, else in Chinese or English.
        lines: read it as plain text whatever the suffix and keep every line, so that line n of
            the file is line n of the text; for texts that were split into sentences before.

    Raises:
        InputError: the file is missing, no file, unreadable, too large, empty, damaged, encrypted,
            in an unknown format or encoding, or in neither language; the message says which.

    >>> read_document("speech.en.txt").language
    Language('en')
    """
    name = called(path)
    reader = _reader(path, name, lines=lines)
    data = _bytes(path, name)
    try:
        if reader.textual:
            refuse_disguised(data)
        content = _lines(data) if lines else reader.load()(data)
    except UnreadableError as error:
        raise InputError(f"{name}: {error.what}", error.remedy) from error
    return _document(content, path, language, any_language=any_language)


def document_of(text: str, source: str, *, language: Language | None = None) -> Document:
    """A document of a text that is at hand; each character stays in its place.

    Args:
        source: what to call it.
        language: the language it is written in, which may be any; found from the text where None.

    Raises:
        InputError: it is empty, too long, or in no language that is known.
    """
    lines = text.replace("\r\n", " \n").replace("\r", "\n")
    return _document(Content(lines, first_line=1), source, language, any_language=True)


def _document(
    content: Content, path: str, language: Language | None, *, any_language: bool
) -> Document:
    name = called(path)
    if len(content.text) > MAX_CHARACTERS:
        raise InputError(f"{name}: {too_long(len(content.text))}", "split it into smaller ones")
    text, losses = _cleaned(content)
    title, _ = clean(content.title)
    if not text.strip():
        raise InputError(f"{name}: there is no text in it", "give a document with text")
    if language is None:
        try:
            language = _language(text, any_language=any_language)
        except InputError as error:
            raise InputError(f"{name}: {error.what}", error.remedy) from error
    titled = " ".join(title.split())
    return Document(text, path, language, titled, content.first_line, losses)


def _language(text: str, *, any_language: bool) -> Language:
    """What most of a text is written in; see `read_document`."""
    if any_language:
        found = require_known(text).language
        if found is not None and (found is not Language.EN or latin_language(text) is None):
            return found
    return detect_language(text)


def _cleaned(content: Content) -> tuple[str, tuple[str, ...]]:
    """The text without what no text can hold, and what was lost of the file."""
    raw = content.text.removesuffix(_END_OF_FILE)
    text, number = clean(raw)
    if not number:
        return text, content.losses
    where = ""
    if content.first_line:
        first = next(
            at for at, (one, other) in enumerate(zip(raw, text, strict=True)) if one != other
        )
        line = content.first_line + text.count("\n", 0, first)
        where = f", {'' if number == 1 else 'the first '}in line {line:,}"
    loss = f"{counted(number, 'control character')}{where}; \ufffd stands there"
    return text, (*content.losses, loss)


def _reader(path: str, name: str, *, lines: bool) -> Reader:
    """The format of a path by its suffix; what no suffix tells is read as plain text."""
    if path == STANDARD_INPUT:
        return PLAIN
    suffix = Path(path).suffix.lower()
    if suffix in UNSUPPORTED:
        raise InputError(f"{name}: {suffix} files cannot be read", UNSUPPORTED[suffix])
    reader = BY_SUFFIX.get(suffix, PLAIN)
    if lines and not reader.textual:
        raise InputError(
            f"{name}: a {reader.name} document has no sentence a line", "give a plain text file"
        )
    return reader


def _lines(data: bytes) -> Content:
    """The text with its lines as they stand."""
    from align.formats.encodings import decoded

    found = decoded(data)
    text = found.text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\f", " ").replace("\v", " ")  # they end no line of these files
    return Content(text, first_line=1, losses=found.losses)


def _bytes(path: str, name: str) -> bytes:
    """All bytes of a file or of standard input, up to the limit."""
    try:
        if path == STANDARD_INPUT:
            data = _standard_input()
        else:
            with Path(path).open("rb") as file:
                data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:  # a NUL in a path is a ValueError
        raise unreadable(path, error) from error
    if len(data) > MAX_BYTES:
        raise InputError(
            f"{name}: larger than {MAX_BYTES // 2**20} MB", "split it into smaller documents"
        )
    if not data.strip():
        raise InputError(f"{name}: is empty", "give a document with text")
    return data


def unreadable(path: str | Path, error: OSError | ValueError) -> InputError:
    """What is told of a file that cannot be opened or read, by whatever reads it."""
    name = visible(str(path))
    if isinstance(error, FileNotFoundError):
        return InputError(f"{name}: no such file", "check the path")
    refused = isinstance(error, PermissionError)
    # Windows refuses to open folders as it refuses closed files.
    if isinstance(error, IsADirectoryError) or (refused and is_folder(path)):
        return InputError(f"{name}: is a folder", "give a file in it")
    if refused:
        return InputError(f"{name}: may not be read", "check its permissions")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return InputError(f"{name}: cannot be read ({reason})", "check the path")


def _standard_input() -> bytes:
    """All bytes of standard input, up to the limit.

    Read piece by piece, since Python answers Ctrl-C between two reads but not within a long one.
    """
    stream = cast(BufferedReader, sys.stdin.buffer)
    data = bytearray()
    while len(data) <= MAX_BYTES and (piece := stream.read1(65_536)):
        data += piece
    return bytes(data)


def is_folder(path: str | Path) -> bool:
    """Whether there is a folder; a path that the system refuses is none, as reading it will say.

    `Path.is_dir` raises where the path is too long or leads through a closed folder.
    """
    try:
        return stat.S_ISDIR(Path(path).stat().st_mode)
    except (OSError, ValueError):
        return False
