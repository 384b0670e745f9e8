"""What people say of documents on the command line and in the configuration."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import click

from align.errors import SettingsError
from cli.options import bundled
from glossary.model.authority import Authority

if TYPE_CHECKING:
    from glossary.extraction.said import Said
    from glossary.model import Particulars, StoredDocument

Function = TypeVar("Function", bound=Callable[..., Any])

_OPTIONS = (
    ("title", "TEXT", "Its title; by default that of the file."),
    ("issuer", "TEXT", "Who issued it."),
    ("date", "DATE", "Its date: 2024, 2024-07 or 2024-07-18."),
)
_RANKS = [each.option for each in Authority]
_AUTHORITY = (
    "The rank of its wording; by default what the table [authority] of the configuration says."
)
_TWICE = " Given twice, the second is that of TRANSLATION."


@dataclass(frozen=True, slots=True)
class SaidOfTexts:
    """What the options say of the texts, and given twice of their translations."""

    titles: tuple[str, ...]
    issuers: tuple[str, ...]
    dates: tuple[str, ...]
    authorities: tuple[str, ...]
    dates_from_names: bool

    def checked(self) -> Said:
        """All of it, with the ranks of the configuration; "" says nothing.

        Raises:
            InputError: a date is none, or a text is too long.
            SettingsError: more is said than there are sides.
        """
        from cli.settings import ranked
        from glossary.extraction.said import Said

        given = {
            "--title": self.titles,
            "--issuer": self.issuers,
            "--date": self.dates,
            "--authority": self.authorities,
        }
        for name, values in given.items():
            if len(values) > 2:
                raise SettingsError(
                    f"{name} is given {len(values)} times", "twice is the most, once for each text"
                )
        padded = [(*values, "", "") for values in given.values()]
        text, translation = (
            particulars(*(values[side] or None for values in padded)) for side in (0, 1)
        )
        return Said(text, translation, ranked, self.dates_from_names)


#: The options for a text and its translation, as `said`.
of_texts = bundled(
    "said",
    SaidOfTexts,
    click.option(
        "--authority",
        "authorities",
        multiple=True,
        type=click.Choice([*_RANKS, ""]),
        metavar="RANK",
        help=f"{_AUTHORITY} One of {', '.join(_RANKS)}.{_TWICE}",
    ),
    click.option(
        "--dates-from-names",
        is_flag=True,
        help="Take the dates from the names of the files, as in speech-2024-07-18.docx; --date is"
        " for those without.",
    ),
    *(
        click.option(f"--{name}", f"{name}s", multiple=True, metavar=metavar, help=about + _TWICE)
        for name, metavar, about in _OPTIONS
    ),
)


def of_document(function: Function) -> Function:
    """The options for one document."""
    for name, metavar, about in reversed(_OPTIONS):
        function = click.option(
            f"--{name}", metavar=metavar, help=about.partition(";")[0].rstrip(".") + "."
        )(function)
    ranked = click.option("--authority", type=click.Choice(_RANKS), help="The rank of its wording.")
    return ranked(function)


def particulars(
    title: str | None, issuer: str | None, date: str | None, authority: str | None
) -> Particulars:
    """What was said of one document.

    Raises:
        InputError: the date is none, or a text is too long.
    """
    from glossary.model import Particulars
    from glossary.store.documents.records import checked_particulars

    rank = Authority.named(authority) if authority else None
    return checked_particulars(Particulars(title, issuer, date, rank))


def record_as_json(document: StoredDocument) -> dict[str, object]:
    """What a document is, as `tifa documents` and `tifa show` say it with --json."""
    return {
        "number": document.id,
        "source": document.source,
        "title": document.title,
        "language": str(document.language),
        "issuer": document.issuer,
        "date": document.dated,
        "authority": document.authority,
    }
