"""Proposals as people read them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from align.languages import CHINESE_ENGLISH, languages
from align.model import Language
from cli.console import TableColumn, print_table
from glossary.model import Origin, languages_of, preferred

if TYPE_CHECKING:
    from glossary.extraction.collecting import Found
    from glossary.model import Known, Proposal, Rendered, Term

#: Columns that are shown only where they say something.
HERE = TableColumn("Here", share=4)  # of a Chinese text alone nothing
INCONSISTENT = TableColumn("Inconsistent", share=2)
_MOST_HERE = 3  #: renderings of a known term that are named
_NOTHING = "–"
KNOWN = (
    TableColumn("#", right=True),
    TableColumn("Chinese", share=2),
    TableColumn("In the glossary", share=3),
    HERE,
    TableColumn("Count", right=True),
    TableColumn("Entry"),
    TableColumn("Definition from the text", share=4),
)


def print_proposals(proposals: Sequence[Proposal], found: Found) -> None:
    """Print one row a proposal, known terms in a table of their own before new finds.

    Args:
        found: all that was found, of which these are shown.
    """
    known = [(each, each.known) for each in proposals if each.known]
    new = [each for each in proposals if not each.known]
    if known:
        rows = [_known_row(number, *each) for number, each in enumerate(known, 1)]
        _print(KNOWN, rows, _title("Known", len(known), len(found.known)))
    if known and new:
        click.echo()
    if new:
        languages_shown = _languages_of(new)
        rows = [_new_row(number, each, languages_shown) for number, each in enumerate(new, 1)]
        _print(_new_columns(languages_shown), rows, _title("New", len(new), len(found.new)))


def _print(columns: Sequence[TableColumn], rows: list[tuple[str, ...]], title: str) -> None:
    told = [
        place
        for place, column in enumerate(columns)
        if column not in (HERE, INCONSISTENT)
        or any(row[place] not in ("", _NOTHING) for row in rows)
    ]
    shown = [tuple(row[place] for place in told) for row in rows]
    print_table([columns[place] for place in told], shown, title)


def _languages_of(proposals: Sequence[Proposal]) -> list[Language]:
    """The languages to show terms in: Chinese, those that terms were found in, then others."""
    own = {term.language for proposal in proposals for term in proposal.terms}
    if own <= {*CHINESE_ENGLISH}:
        return list(CHINESE_ENGLISH)
    found_in = {proposal.terms[0].language for proposal in proposals}
    return sorted(
        (each for each in languages() if each in own),
        key=lambda each: each is not Language.ZH and each not in found_in,
    )


def _new_columns(shown: Sequence[Language]) -> list[TableColumn]:
    return [
        TableColumn("#", right=True),
        *(
            TableColumn(language.label, share=2 if language is Language.ZH else 3)
            for language in shown
        ),
        TableColumn("Kind"),
        TableColumn("Count", right=True),
        TableColumn("Score", right=True),
        TableColumn("Definition from the text", share=5),
        INCONSISTENT,
    ]


def _title(name: str, shown: int, there: int) -> str:
    return f"{name} ({there:,})" if shown == there else f"{name} ({shown:,} of {there:,})"


def _known_row(number: int, proposal: Proposal, known: Known) -> tuple[str, ...]:
    sense = known.sense
    return (
        str(number),
        _text(preferred(proposal.terms, Language.ZH)),
        _text(_in_entry(proposal, known)),
        _shown_here(known.here),
        str(proposal.frequency),
        "starter" if sense.from_reference else str(sense.concept.status),
        _explained(proposal),
    )


def _in_entry(proposal: Proposal, known: Known) -> Term | None:
    """What the entry calls it in the language of a translation, else in English, or as it can."""
    own, terms = known.sense.term.language, known.sense.concept.terms
    here = languages_of(term for term in proposal.terms if term.frequency)
    translated = (each for each in here if each is not own)
    # The Chinese has a column of its own, and comes last.
    order = sorted((*translated, Language.EN, own, *languages_of(terms)), key=Language.ZH.__eq__)
    return next(filter(None, (preferred(terms, each) for each in order)), None)


def _shown_here(found: Sequence[Rendered]) -> str:
    more = len(found) - _MOST_HERE
    rest = [f"and {more:,} more"] if more > 0 else []
    return "; ".join([*map(_here, found[:_MOST_HERE]), *rest]) or _NOTHING


def _here(rendered: Rendered) -> str:
    """A rendering that stands in the text, with what the entry says of it unless it may be used."""
    times = f" ×{rendered.count}" if rendered.count > 1 else ""
    if rendered.is_approved:
        return f"{rendered.text}{times}"
    return f"{rendered.text}{times} ({rendered.status or 'not in the entry'})"


def _new_row(number: int, proposal: Proposal, shown: Sequence[Language]) -> tuple[str, ...]:
    return (
        str(number),
        *(_text(preferred(proposal.terms, language)) for language in shown),
        str(proposal.kind),
        str(proposal.frequency),
        f"{proposal.score:.2f}",
        _explained(proposal),
        "; ".join(term.text for term in proposal.terms if term.inconsistency),
    )


def _text(term: Term | None) -> str:
    return term.text if term else _NOTHING


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
