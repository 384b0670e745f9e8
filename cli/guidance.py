"""A user's dictionary, stop list and background, from the paths of the command line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from align.errors import InputError

if TYPE_CHECKING:
    from align.model import SegmentedDocument
    from glossary.detection.guidance import Guidance

_LONGEST = 100  #: characters of a term


@dataclass(frozen=True, slots=True)
class GuidanceFiles:
    """Where guidance is read from; None where the option was not given.

    Attributes:
        dictionary, stop_list: files of one term a line; else the configuration's.
        background: a text, or a folder of texts.
    """

    dictionary: str | None = None
    stop_list: str | None = None
    background: str | None = None

    def read(self) -> Guidance:
        """Read all of it.

        Raises:
            InputError: a file cannot be used, or is no list of terms.
            SettingsError: the configuration cannot be used.
        """
        from cli.settings import list_file
        from glossary.detection.guidance import Guidance

        return Guidance(
            dictionary=read_terms(list_file("dictionary", self.dictionary)),
            stop_list=read_terms(list_file("stop_list", self.stop_list)),
            background=_background(self.background),
        )


def read_terms(path: str | None) -> tuple[str, ...]:
    """The terms of a file, one per line; empty lines and those that begin with # are passed over.

    Raises:
        InputError: it cannot be read as text, or a line is too long to be a term.
    """
    if path is None:
        return ()
    from align.model import Language
    from cli.reading import read_document

    # Which language it is in does not matter: a list may hold terms of both.
    text = read_document(path, language=Language.ZH, lines=True).text
    terms = []
    for number, line in enumerate(text.split("\n"), 1):
        term = " ".join(line.split())
        if len(term) > _LONGEST:
            raise InputError(
                f"{path}: line {number} has {len(term):,} characters",
                f"give one term per line, of at most {_LONGEST} characters",
            )
        if term and not term.startswith("#"):
            terms.append(term)
    return tuple(dict.fromkeys(terms))


def _background(path: str | None) -> tuple[SegmentedDocument, ...]:
    """The texts of a file or folder.

    Raises:
        InputError: a text cannot be used; a background that lacks some would mislead unnoticed.
    """
    if path is None:
        return ()
    from align.documents import is_folder
    from align.folders import files_of
    from cli.reading import read_text, warn

    paths = [str(file) for file in files_of(Path(path), warn)] if is_folder(path) else [path]
    return tuple(read_text(each) for each in paths)
