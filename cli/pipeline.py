"""From paths to proposals: what `extract`, `add` and `demo` share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cli.console import progress
from cli.encoding import Encoding
from cli.reading import read_texts

if TYPE_CHECKING:
    from align.model import Bitext, Document, SegmentedDocument
    from glossary.model import Proposal
    from glossary.reference import Reference


#: What `add` and `demo` keep: below this score nine of ten proposals are no terms, and a
#: reviewer's time is worth more than the tenth.
WORTH_REVIEWING = 0.1


@dataclass(frozen=True, slots=True)
class Found:
    """What extraction read and what it proposes, best first."""

    text: SegmentedDocument | Bitext
    proposals: tuple[Proposal, ...]

    def scoring(self, least: float) -> tuple[Proposal, ...]:
        """The proposals with at least that score."""
        return tuple(proposal for proposal in self.proposals if proposal.score >= least)

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents that were read."""
        from align.model import Bitext

        if isinstance(self.text, Bitext):
            return self.text.source.document, self.text.target.document
        return (self.text.document,)


def find_proposals(
    document: str,
    translation: str | None,
    *,
    reference: Reference | None,
    encoding: Encoding,
    pre_split: bool = False,
    force: bool = False,
) -> Found:
    """Read a text, align it with its translation if there is one, and extract its terms.

    Args:
        reference: known concepts to pair with; None for none.
        encoding: the encoder to use.
        force: align even texts that do not seem to belong together.

    Raises:
        UnrelatedError: the texts do not seem to belong together.
    """
    from functools import cache

    from glossary.extract import extract

    load_once = cache(encoding.load)
    with progress() as report:
        text = read_texts(
            document,
            translation,
            pre_split=pre_split,
            force=force,
            encoder=load_once,
            report=report,
        )
        proposals = extract((text,), encoder=load_once(), reference=reference, progress=report)
    return Found(text, tuple(proposals))
