"""From the paths of a translation and its source to what a person should look at."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import TYPE_CHECKING

from align.errors import InputError
from align.model import Bitext, Language, SegmentedDocument
from align.progress import Progress, silent
from align.text import called
from glossary.check.conditional import Circumstances
from glossary.check.model import Finding
from glossary.check.pairs import APPROVED, NOTHING_SAID, check_pair
from glossary.check.single import check_alone
from glossary.model import ConceptStatus
from glossary.model.searchable import Searchable

if TYPE_CHECKING:
    from align.reading import Reading


def check_texts(
    document: str,
    translation: str | None,
    reading: Reading,
    glossary: Searchable | None,
    reference: Searchable | None,
    *,
    statuses: Collection[ConceptStatus] = APPROVED,
    said: Circumstances = NOTHING_SAID,
    progress: Progress = silent,
) -> tuple[list[Finding], bool]:
    """Read a text and its translation, in either order, or a translation alone, and check it.

    Args:
        glossary, reference, statuses, said: as for `check_pair`.

    Returns:
        The findings, and whether all of the files could be read.

    Raises:
        EncoderError: the encoder cannot be used.
        GlossaryError: the glossary cannot be read.
        InputError: a text cannot be used, or a Chinese one stands alone.
        UnrelatedError: the texts do not seem to belong together.

    >>> from align import Reading, load_encoder
    >>> reading = Reading(load_encoder, print)
    >>> check_texts("speech.zh.txt", "speech.en.txt", reading, None, None)
    ([], True)
    """
    text = reading.read(document, translation, progress)
    found = check_read(
        text, reading, glossary, reference, statuses=statuses, said=said, progress=progress
    )
    return found, text.is_whole


def check_read(
    text: SegmentedDocument | Bitext,
    reading: Reading,
    glossary: Searchable | None,
    reference: Searchable | None,
    *,
    statuses: Collection[ConceptStatus] = APPROVED,
    said: Circumstances = NOTHING_SAID,
    progress: Progress = silent,
) -> list[Finding]:
    """Check a translation that was read, beside its source or alone.

    Args:
        glossary, reference, statuses, said: as for `check_pair`.

    Raises:
        EncoderError: the encoder cannot be used.
        GlossaryError: the glossary cannot be read.
        InputError: it is a Chinese text, which stands alone.
    """
    if isinstance(text, Bitext):
        check = partial(check_pair, text, said=said)
    elif text.language is Language.ZH:
        source = called(text.document.source)
        raise InputError(f"{source}: is Chinese and stands alone", "give its translation too")
    else:
        check = partial(check_alone, text)
    encoder = reading.encoder()
    return check(glossary, reference, encoder=encoder, statuses=statuses, progress=progress)
