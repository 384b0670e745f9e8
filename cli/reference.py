"""The glossaries that a command reads: the one in use, and the starter glossary beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.errors import GlossaryError
from cli.settings import glossary_location

if TYPE_CHECKING:
    from align.model import Bead, SegmentedDocument
    from glossary.extraction.collecting import KnownTerms
    from glossary.finding.reference import Reference
    from glossary.store import Glossary


@contextmanager
def existing_glossary(
    option: str | None, *, may_be_new: bool = False, to_write: bool = False
) -> Iterator[Glossary | None]:
    """Open the glossary in use for reading; None where it has not been begun.

    Args:
        option: the value of `--glossary`. A file that it names must exist, since it may be
            misspelt; one that a setting names begins with the first addition.
        may_be_new: a file that the option names may not exist yet, either.
        to_write: the command will write it in the end, so that it is brought up to date now, or
            found to be read-only.

    Raises:
        GlossaryError: a file that was named does not exist, or a glossary cannot be read.
    """
    location = glossary_location(option)
    if (may_be_new or not option) and not _is_there(location):
        yield None
        return
    from cli.damage import opened
    from glossary.store import EmptyGlossaryError

    try:
        glossary = opened(location, create=False, read_only=not to_write)
    except EmptyGlossaryError:
        yield None
        return
    with glossary:
        yield glossary


@dataclass(frozen=True, slots=True)
class Asked:
    """Which glossaries a command asks, as its options say it: both or none."""

    glossary: str | None
    no_glossary: bool

    @contextmanager
    def opened(self) -> Iterator[tuple[Glossary | None, Reference | None]]:
        """The glossary in use, where it has been begun, and the starter glossary.

        Raises:
            GlossaryError: as for `existing_glossary`.
        """
        if self.no_glossary:
            yield None, None
            return
        from glossary.finding.reference import starter

        with existing_glossary(self.glossary) as glossary:
            yield glossary, starter()

    def known_terms(self) -> AbstractContextManager[KnownTerms]:
        """What is known to extraction."""
        from glossary.extraction.collecting import KnownTerms

        return nullcontext(KnownTerms()) if self.no_glossary else known_terms(self.glossary)


@contextmanager
def begun_glossary(option: str | None) -> Iterator[Glossary]:
    """Open the glossary in use for reading, for a command that has nothing to say without one.

    Raises:
        GlossaryError: it has not been begun, or it cannot be read.
    """
    with existing_glossary(option) as glossary:
        if glossary is None:
            from glossary.store.database.engines import shown

            raise GlossaryError(
                f"there is no glossary {shown(glossary_location(option))} yet",
                "begin one with: tifa add FILE",
            )
        yield glossary


def _is_there(location: str) -> bool:
    """Whether something is at a location; the store says what is wrong with it."""
    from pathlib import Path

    try:
        return "://" in location or Path(location).exists()
    except OSError:
        return True


@contextmanager
def known_terms(option: str | None, *, to_write: bool = False) -> Iterator[KnownTerms]:
    """What is known to extraction, of the glossary in use and the starter glossary.

    Args:
        to_write: it is to be added to: a glossary that the option names may not exist yet.
    """
    from glossary.extraction import collecting

    with existing_glossary(option, may_be_new=to_write, to_write=to_write) as glossary:
        yield collecting.known_terms(glossary)


def stored_beads(
    option: str | None,
    source: SegmentedDocument,
    target: SegmentedDocument,
    *,
    corrected: bool = True,
) -> tuple[Bead, ...] | None:
    """The beads of two texts in the glossary in use, or None.

    Args:
        corrected: only where people have corrected them.
    """
    from glossary.store.reading import documents

    find = documents.corrected if corrected else documents.aligned_before
    with existing_glossary(option, may_be_new=True) as glossary:
        return find(glossary, source, target) if glossary else None
