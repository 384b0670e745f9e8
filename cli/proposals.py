"""Proposals as people read them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from align.model import Language
from cli.console import Column, print_table
from glossary.model import Origin, preferred

if TYPE_CHECKING:
    from glossary.model import Proposal, Term

COLUMNS = (
    Column("#", right=True),
    Column("Chinese", share=2),
    Column("English", share=3),
    Column("Kind"),
    Column("Count", right=True),
    Column("Score", right=True),
    Column("Definition from the text", share=5),
    Column("Inconsistent", share=2),
)


def print_proposals(proposals: Sequence[Proposal], title: str = "") -> None:
    """Print one row a proposal, best first."""
    rows = [_row(number, proposal) for number, proposal in enumerate(proposals, 1)]
    print_table(COLUMNS, rows, title)


def _row(number: int, proposal: Proposal) -> tuple[str, ...]:
    return (
        str(number),
        _text(preferred(proposal.terms, Language.ZH)),
        _text(preferred(proposal.terms, Language.EN)),
        str(proposal.kind),
        str(proposal.frequency),
        f"{proposal.score:.2f}",
        _explained(proposal),
        "; ".join(term.text for term in proposal.terms if term.inconsistency),
    )


def _text(term: Term | None) -> str:
    return term.text if term else "–"


def _explained(proposal: Proposal) -> str:
    """What the text says of the term: the full form that it abbreviates, and its definition."""
    full = f"short for {proposal.short_for}" if proposal.short_for else ""
    return "; ".join(filter(None, (full, definition_line(proposal))))


def definition_line(proposal: Proposal) -> str:
    """The best definition drawn from the texts, on one line; of a formula its members, numbered."""
    drawn = (each for each in proposal.definitions if each.origin is Origin.CONTEXT)
    best = next(drawn, None)
    if best is None:
        return ""
    if best.members:
        return "; ".join(f"({number}) {member}" for number, member in enumerate(best.members, 1))
    return best.text
