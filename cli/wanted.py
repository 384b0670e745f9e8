"""Which documents and which concepts a command is about: few rather than many."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import click

from cli.options import bundled
from glossary.model import Kind
from glossary.model.authority import Authority

if TYPE_CHECKING:
    from glossary.model import ConceptFilter, DocumentFilter

_RANKS = [each.option for each in Authority]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the options say of the documents that are meant."""

    since: str
    until: str
    issuers: tuple[str, ...]
    sources: tuple[str, ...]
    authorities: tuple[str, ...]

    def nowhere(self, *others: object) -> str:
        """What is said of words that none of the documents has.

        Args:
            others: what else keeps some texts out, if it is given.
        """
        of_all = not any((self.since, self.until, self.issuers, self.sources, self.authorities))
        all_or_kept = "of the glossary" if of_all and not any(others) else "that the options keep"
        return f"in no document {all_or_kept}"

    def checked(self) -> DocumentFilter:
        """The filter that they make.

        Raises:
            InputError: a date is none, or the first is after the last.
        """
        from align.errors import InputError
        from glossary.model import DocumentFilter, Particulars
        from glossary.store.documents.records import checked_particulars

        since, until = (
            checked_particulars(Particulars(dated=dated)).dated or ""
            for dated in (self.since, self.until)
        )
        if until and since[: len(until)] > until:
            raise InputError(f"{since} is after {until}", "give the earlier date first")
        ranks = filter(None, map(Authority.named, self.authorities))
        return DocumentFilter(since, until, self.issuers, self.sources, tuple(ranks))


def _typed(argument: str) -> str:
    name, _, value = argument.partition("=")
    return f'{name} "{value}"' if " " in value else f"{name} {value}"


@dataclass(frozen=True, slots=True)
class Best:
    """What the options say of the concepts that are meant, wherever they come from."""

    least: float | None
    top: int | None
    kinds: tuple[str, ...]

    def filter(self) -> ConceptFilter:
        """The filter that they make."""
        from glossary.model import ConceptFilter

        return ConceptFilter(self.least or 0.0, tuple(map(Kind, self.kinds)), top=self.top)

    def arguments(self) -> list[str]:
        """The options that leave something out, as a program is given them."""
        least = [] if self.least is None else [f"--min-score={self.least:g}"]
        kinds = [f"--kind={kind}" for kind in self.kinds]
        return [*least, *kinds, *([] if self.top is None else [f"--top={self.top}"])]

    def __str__(self) -> str:
        """These options as people type them."""
        return " ".join(map(_typed, self.arguments()))


@dataclass(frozen=True, slots=True)
class Few(Best):
    """What the options say of the concepts that are meant, also of the documents they come from."""

    since: str
    until: str
    issuers: tuple[str, ...]
    sources: tuple[str, ...]
    authorities: tuple[str, ...]

    def chosen(self) -> ConceptFilter:
        """The filter that they make.

        Raises:
            InputError: a date is none.
        """
        documents = Wanted(self.since, self.until, self.issuers, self.sources, self.authorities)
        return replace(self.filter(), documents=documents.checked())

    def arguments(self) -> list[str]:
        """The options that leave something out, as a program is given them."""
        named = {
            "--document": self.sources,
            "--issuer": self.issuers,
            "--authority": self.authorities,
            "--since": (self.since,),
            "--until": (self.until,),
        }
        given = [f"{name}={value}" for name, values in named.items() for value in values if value]
        return [*given, *Best.arguments(self)]


_DOCUMENTS = (
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


def _concepts(called: str, least: float | None = None) -> tuple[Callable[[Any], Any], ...]:
    """The options for the best concepts, whatever these are called, and the least score."""
    return (
        click.option(
            "--min-score",
            "least",
            type=click.FloatRange(0, 1),
            default=least,
            show_default=True,
            metavar="X",
            help=f"Only {called} with at least this score, 0 to 1.",
        ),
        click.option(
            "--top",
            type=click.IntRange(min=1),
            metavar="N",
            help="Only the N best of those that are left: by score, then by uses.",
        ),
        click.option(
            "--kind",
            "kinds",
            multiple=True,
            type=click.Choice([str(each) for each in Kind]),
            metavar="KIND",
            help=f"Only {called} of this kind: {', '.join(Kind)}; can be given more than once.",
        ),
    )


def of_proposals(least: float) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The options for the proposals that are meant, by default of this score, as `few`."""
    return bundled("few", Best, *_concepts("proposals", least))


#: The options for the concepts that are meant, as `few`.
of_concepts = bundled("few", Few, *_concepts("concepts"), *_DOCUMENTS)
#: The options for the documents that are meant, as `wanted`.
of_documents = bundled("wanted", Wanted, *_DOCUMENTS)
