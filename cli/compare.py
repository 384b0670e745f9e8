"""`tifa compare`: what is new in some texts, gone from them, or said otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from align.errors import InputError
from cli import options, reports
from cli.reference import Asked
from cli.reports import ReportGoes

if TYPE_CHECKING:
    from align.model import SegmentedDocument
    from glossary.finding.reference import Reference
    from glossary.model import DocumentFilter
    from glossary.store import Glossary
    from glossary.store.reading.otherwise import Otherwise

_DATE = r"\d{4}(?:-\d\d){0,2}"
#: Dates of stored documents: 2023, 2023-01..2023-06, 2024.., ..2022
_DATES = re.compile(f"(?P<since>{_DATE})?(?:(?P<to>\\.\\.)(?P<until>{_DATE})?)?", re.ASCII)


@click.command("compare", short_help="Show what is new, gone or said otherwise in later texts.")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option(
    "--issuer",
    "issuers",
    multiple=True,
    metavar="TEXT",
    help="Of stored documents, only those whose issuer holds this; can be given more than once.",
)
@click.option(
    "--document",
    "sources",
    multiple=True,
    metavar="TEXT",
    help="Of stored documents, only those whose file or title holds this; can be given more than"
    " once.",
)
@options.limit("Show at most N formulations of each kind on the terminal.", default=25)
@reports.report
@options.asking
@click.pass_context
def command(
    context: click.Context,
    old: str,
    new: str,
    issuers: tuple[str, ...],
    sources: tuple[str, ...],
    limit: int,
    goes: ReportGoes,
    asked: Asked,
) -> None:
    """Compare the Chinese texts OLD with NEW: which formulations are new, which are gone, which
    stand much oftener or more seldom, and which became others.

    Each is a file, a folder, or the documents of some dates in the glossary in use: 2023,
    2023-01..2023-06, 2024-07.., ..2022. A file or folder of such a name is ./2023.

    Formulations are counted by documents, or by sentences where a side has fewer than ten
    documents; the most surprising come first. A difference is sure where of all differences that
    are as strong at most one in twenty is by chance. Exit code 1 if nothing differs, or if a file
    of a folder had to be left out.
    """
    from cli.console import counted, progress, say
    from exports.reports.compare import compare_report
    from glossary.comparing import compare

    form = goes.checked()
    with asked.opened() as (store, reference), progress() as report:
        sides = [_Side.named(side, issuers, sources) for side in (old, new)]
        (earlier, whole), (later, also) = (side.texts(store) for side in sides)
        both = len(earlier) - len(unlike(earlier, later))
        found = compare(earlier, later, known=known_terms_of(reference), progress=report)
        otherwise = _otherwise(store, *sides)
    if found.forms:
        if both:
            say(f"tifa: {both:,} of {counted(len(earlier), 'text')} of {old}: in {new} too")
        goes.give(compare_report(found, old, new, limit, otherwise), form)
    else:
        say(f"tifa: {new}: no formulation differs from {old}")
    if not (found.forms and whole and also):
        context.exit(1)


def _otherwise(store: Glossary | None, old: _Side, new: _Side) -> Otherwise | None:
    """What stored documents render otherwise; None where a side is of files."""
    from glossary.store.reading.otherwise import said_otherwise

    if store is None or old.wanted is None or new.wanted is None:
        return None
    return said_otherwise(store, old.wanted, new.wanted)


def known_terms_of(reference: Reference | None) -> Iterator[str]:
    """The Chinese terms in whose company formulations stand."""
    from align.model import Language

    for concept in reference or ():
        for term in concept.terms:
            if term.language is Language.ZH:
                yield term.text


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of a comparison.

    Attributes:
        wanted: which stored documents it is; None for a file or folder of its name.
    """

    name: str
    wanted: DocumentFilter | None

    @classmethod
    def named(cls, name: str, issuers: Sequence[str], sources: Sequence[str]) -> _Side:
        """What a name means: dates of stored documents, or a path.

        Raises:
            InputError: a date is none.
        """
        from cli.wanted import Wanted

        dates = _DATES.fullmatch(name)
        if not dates or not (dates["since"] or dates["until"]):
            return cls(name, None)
        since = dates["since"] or ""
        until = dates["until"] or ("" if dates["to"] else since)
        return cls(name, Wanted(since, until, tuple(issuers), tuple(sources), ()).checked())

    def texts(self, store: Glossary | None) -> tuple[list[SegmentedDocument], bool]:
        """The Chinese texts, and whether nothing was left out.

        Raises:
            InputError: there are none.
        """
        from glossary.store.reading.documents import texts_in_use

        if self.wanted is None:
            found, whole = read_all(self.name)
        else:
            stored = texts_in_use(store, self.wanted) if store else ()
            found, whole = [text for _, text in stored], True
        return chinese_of(found, self.name), whole


def chinese_of(texts: Iterable[SegmentedDocument], name: str) -> list[SegmentedDocument]:
    """Those of the texts that are Chinese.

    Raises:
        InputError: there are none.
    """
    found = [text for text in texts if text.language == "zh"]
    if not found:
        others = " and ".join(sorted({text.language.label for text in texts}))
        if others:
            raise InputError(f"{name}: is in {others}; only Chinese texts are compared")
        raise InputError(f"{name}: there is no Chinese text", "see: tifa documents")
    return found


def unlike(
    texts: Iterable[SegmentedDocument], others: Iterable[SegmentedDocument]
) -> list[SegmentedDocument]:
    """Those of some texts that say something else than each of the others."""
    said = {other.readings for other in others}
    return [text for text in texts if text.readings not in said]


def read_all(name: str) -> tuple[list[SegmentedDocument], bool]:
    """The texts of a file or a folder, and whether nothing of them had to be left out."""
    from cli.reading import read_each, read_text

    texts, whole = read_each(name, read_text)
    return texts, whole and all(text.is_whole for text in texts)
