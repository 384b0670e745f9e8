"""Which documents a command is about, by date, issuer, rank and name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from cli.options import bundled
from glossary.model.authority import Authority

if TYPE_CHECKING:
    from glossary.model import DocumentFilter

_RANKS = [each.option for each in Authority]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the options say of the documents that are meant."""

    since: str
    until: str
    issuers: tuple[str, ...]
    sources: tuple[str, ...]
    authorities: tuple[str, ...]

    def checked(self) -> DocumentFilter:
        """The filter that they make.

        Raises:
            InputError: a date is none.
        """
        from glossary.model import DocumentFilter, Particulars
        from glossary.store.documents.records import checked_particulars

        since, until = (
            checked_particulars(Particulars(dated=dated)).dated or ""
            for dated in (self.since, self.until)
        )
        ranks = filter(None, map(Authority.named, self.authorities))
        return DocumentFilter(since, until, self.issuers, self.sources, tuple(ranks))


#: The options for the documents that are meant, as `wanted`.
of_documents = bundled(
    "wanted",
    Wanted,
    click.option(
        "--since",
        default="",
        metavar="DATE",
        help="Only documents of this day, month or year (2024-07) and after.",
    ),
    click.option("--until", default="", metavar="DATE", help="Only documents until then."),
    click.option(
        "--issuer",
        "issuers",
        multiple=True,
        metavar="TEXT",
        help="Only documents whose issuer holds this; can be given more than once.",
    ),
    click.option(
        "--document",
        "sources",
        multiple=True,
        metavar="TEXT",
        help="Only documents whose file or title holds this; can be given more than once.",
    ),
    click.option(
        "--authority",
        "authorities",
        multiple=True,
        type=click.Choice(_RANKS),
        metavar="RANK",
        help=f"Only documents of this rank: {', '.join(_RANKS)}.",
    ),
)
