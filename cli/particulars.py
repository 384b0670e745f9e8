"""What people say of documents on the command line and in the configuration."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from align.errors import SettingsError
from glossary.authority import Authority

if TYPE_CHECKING:
    from align.model import Bitext, SegmentedDocument
    from glossary.store import Particulars

Function = TypeVar("Function", bound=Callable[..., Any])

_OPTIONS = (
    ("title", "TEXT", "Its title; else that of the file."),
    ("issuer", "TEXT", "Who issued it."),
    ("date", "DATE", "Its date: 2024, 2024-07 or 2024-07-18."),
)
_RANKS = [each.option for each in Authority]
_AUTHORITY = "The rank of its wording; else what the table [authority] of the configuration says."
_TWICE = " Given twice, the second is that of TRANSLATION."


def of_texts(function: Function) -> Function:
    """The options for a text and its translation."""
    for name, metavar, about in reversed(_OPTIONS):
        option = click.option(
            f"--{name}", f"{name}s", multiple=True, metavar=metavar, help=about + _TWICE
        )
        function = option(function)
    function = click.option(
        "--dates-from-names",
        is_flag=True,
        help="Take the dates from the names of the files, as in speech-2024-07-18.docx; --date is"
        " for those without.",
    )(function)
    ranked = click.option(
        "--authority",
        "authorities",
        multiple=True,
        type=click.Choice([*_RANKS, ""]),
        metavar="RANK",
        help=f"{_AUTHORITY} One of {', '.join(_RANKS)}.{_TWICE}",
    )
    return ranked(function)


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
    from glossary.store import Particulars
    from glossary.store.records import checked_particulars

    rank = Authority.named(authority) if authority else None
    return checked_particulars(Particulars(title, issuer, date, rank))


def of_sides(
    titles: Sequence[str],
    issuers: Sequence[str],
    dates: Sequence[str],
    authorities: Sequence[str],
) -> tuple[Particulars, Particulars]:
    """What was said of the text and of its translation; "" says nothing.

    Raises:
        InputError: a date is none, or a text is too long.
    """
    given = {"--title": titles, "--issuer": issuers, "--date": dates, "--authority": authorities}
    for name, values in given.items():
        if len(values) > 2:
            raise SettingsError(
                f"{name} is given {len(values)} times", "twice is the most, once for each text"
            )
    padded = [(*values, "", "") for values in given.values()]
    first, second = (particulars(*(values[side] or None for values in padded)) for side in (0, 1))
    return first, second


def about(
    texts: Iterable[SegmentedDocument | Bitext],
    translation: str | None,
    sides: tuple[Particulars, Particulars],
    *,
    dates_from_names: bool = False,
) -> dict[str, Particulars]:
    """What is known of every document, by its source; the configuration ranks the others.

    Args:
        dates_from_names: take the date from a document's name, or from that of its translation.
    """
    from dataclasses import replace

    from align.model import Bitext
    from cli.settings import ranked

    found: dict[str, Particulars] = {}
    for text in texts:
        if isinstance(text, Bitext):
            named = [(text.source, sides[0]), (text.target, sides[1])]
        else:
            is_second = translation is not None and Path(text.document.source).is_relative_to(
                translation
            )
            named = [(text, sides[1 if is_second else 0])]
        sources = [each.document.source for each, _ in named]
        for (_, given), source in zip(named, sources, strict=True):
            dated = _date_in((source, *sources)) if dates_from_names else ""
            found[source] = replace(
                given, dated=dated or given.dated, ranked=ranked(given.issuer, source)
            )
    return found


def _date_in(sources: Iterable[str]) -> str:
    """The date in the first of these names that has one, or ""."""
    from datetime import UTC, datetime

    from glossary.name_dates import date_in_name

    today = datetime.now(UTC).date()
    return next(filter(None, (date_in_name(Path(each).name, today) for each in sources)), "")
