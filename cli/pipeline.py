"""From paths to proposals: what `extract`, `add` and `demo` share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.console import progress
from cli.encoding import Encoding
from cli.guidance import GuidanceFiles
from cli.reading import reading

if TYPE_CHECKING:
    from align.reading import Corrected
    from glossary.extraction.collecting import Found, KnownTerms


NO_GUIDANCE = GuidanceFiles()


def find_proposals(
    document: str,
    translation: str | None,
    *,
    known: KnownTerms,
    encoding: Encoding,
    guidance: GuidanceFiles = NO_GUIDANCE,
    pre_split: bool = False,
    force: bool = False,
    corrected: Corrected | None = None,
    follow_links: bool = False,
) -> Found:
    """Read texts, align those that have a translation, and extract the terms of all together.

    Args:
        document, translation: two files, or two folders that are matched by name; the translation
            may be None, also for one folder that holds both.
        known: where known terms are looked for.
        encoding: the encoder to use.
        guidance: the user's dictionary, stop list and background.
        force: align even texts that do not seem to belong together.
        corrected, follow_links: as in `Reading`.

    Raises:
        InputError: a text cannot be used; of a folder, none can.
        UnrelatedError: the texts do not seem to belong together.
    """
    from functools import cache

    from align.folders import read_texts
    from glossary.extraction.collecting import propose

    guided = guidance.read()
    load_once = cache(encoding.load)
    how = reading(
        pre_split=pre_split,
        force=force,
        encoder=load_once,
        corrected=corrected,
        follow_links=follow_links,
    )
    with progress() as report:
        texts, complete = read_texts(document, translation, how, report)
        return propose(
            texts,
            known=known,
            encoder=load_once,
            progress=report,
            guidance=guided,
            complete=complete,
        )
