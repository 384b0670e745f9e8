"""From the paths of the command line to texts that the stages take."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from cli.encoding import Encoding

if TYPE_CHECKING:
    from align.encoders import Encoder
    from align.model import Document, Language, SegmentedDocument
    from align.reading import Corrected, Reading


T = TypeVar("T")


class LoadedOnce:
    """Gives an encoder, which is loaded when it is first asked for; each process loads its own."""

    def __init__(self, encoding: Encoding) -> None:
        self._encoding = encoding
        self._loaded: Encoder | None = None

    def __call__(self) -> Encoder:
        if self._loaded is None:
            self._loaded = self._encoding.load()
        return self._loaded

    def __reduce__(self) -> tuple[type[LoadedOnce], tuple[Encoding]]:
        from cli.settings import encoder_name

        # Where it is loaded the settings may be others: on a machine of a cluster.
        named = replace(self._encoding, encoder=encoder_name(self._encoding.encoder))
        return LoadedOnce, (named,)


@dataclass(frozen=True, slots=True)
class HowRead:
    """How a command reads texts; its options are those of `align.reading.Reading`.

    Attributes:
        encoder, no_cache: as in `Encoding`.
    """

    languages: tuple[Language, ...] = ()
    pre_split: bool = False
    force: bool = False
    follow_links: bool = False
    encoder: str | None = None
    no_cache: bool = False

    def reading(self, corrected: Corrected | None = None) -> Reading:
        """So, with one encoder for all texts; what is doubtful is said on standard error."""
        from align.reading import Reading

        return Reading(
            LoadedOnce(Encoding(self.encoder, self.no_cache)),
            warn,
            corrected,
            languages=self.languages,
            pre_split=self.pre_split,
            force=self.force,
            follow_links=self.follow_links,
        )


def warn(text: str) -> None:
    """Say what is doubtful on standard error."""
    from cli.console import say

    say(f"tifa: {text}")


def read_document(
    path: str,
    *,
    language: Language | None = None,
    lines: bool = False,
    any_language: bool = False,
) -> Document:
    """As `align.documents.read_document`; what was damaged is said on standard error."""
    from align import documents, reading

    document = documents.read_document(
        path, language=language, lines=lines, any_language=any_language
    )
    reading.tell_losses(document, warn)
    return document


def read_each(name: str, read: Callable[[str], T]) -> tuple[list[T], bool]:
    """What is read of a file, or of each of a folder, and whether no file had to be left out.

    Raises:
        InputError: the file cannot be used; those of a folder are told of and left out.
    """
    from pathlib import Path

    from align.documents import is_folder
    from align.errors import InputError
    from align.folders import files_of

    if not is_folder(Path(name)):
        return [read(name)], True
    found, whole = [], True
    for path in files_of(Path(name), warn):
        try:
            found.append(read(str(path)))
        except InputError as error:
            warn(f"{error}; left out")
            whole = False
    return found, whole


def read_text(path: str) -> SegmentedDocument:
    """As `align.reading.read_text`, in any language; what is doubtful is said on standard error."""
    from align import reading

    return reading.read_text(path, pre_split=False, tell=warn, any_language=True)


def read_pair(
    first: str, second: str, *, pre_split: bool
) -> tuple[SegmentedDocument, SegmentedDocument]:
    """As `align.reading.read_pair`; what is doubtful is said on standard error."""
    from align import reading

    return reading.read_pair(first, second, pre_split=pre_split, tell=warn)
