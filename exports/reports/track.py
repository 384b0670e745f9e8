"""Terms over time as a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from align.text import counted
from exports.reports.report import Chart, Report, ReportColumn, ReportTable, ReportValue
from glossary.store.reading.tracking import LEAST, FormCount, Stretch, Tracked, with_gaps

_Row = tuple[ReportValue, ...]

_TERM = ReportColumn("Term", "The term that was asked for.", 22, wraps=True, is_told=True)
_LANGUAGE = ReportColumn("Language", "The language of the form.", 10)
_FORM = ReportColumn("Form", "A form of the term, as it stands most often.", 34, wraps=True)
_ISSUER = ReportColumn("Issuer", "Who issued the documents.", 22, wraps=True)
_RANK = ReportColumn("Rank", "Their rank.", 14)
_USES = ReportColumn("Uses", "Places of the term.", 9, is_number=True)
_USING = ReportColumn("Using", "Documents that have the term.", 11, is_number=True)
_DOCUMENTS = ReportColumn("Documents", "All documents.", 11, is_number=True)
_SHARE = ReportColumn("Share", "The share of documents that have the term.", 9, is_share=True)
_FIRST = ReportColumn("First", "The date of the first document with it.", 12)
_LAST = ReportColumn("Last", "The date of the last document with it.", 12)
_PERIOD = ReportColumn("Period", "A month, a quarter or a year, or several.", 20)
_SHOWN = 20  #: documents on a terminal


def track_report(found: Sequence[Tracked]) -> Report:
    """What was found of terms, a row of every table with the term that it is of."""
    found = list(_named_apart(found))
    names = ", ".join(each.name for each in found)
    return Report(
        f"Use of {names}",
        tuple(_notes(found)),
        (
            _periods(found),
            ReportTable(
                "Forms",
                "The forms of each term in all languages.",
                (_TERM, _LANGUAGE, _FORM, _USES, _USING, _FIRST, _LAST),
                tuple((each.name, *_form(form)) for each in found for form in each.forms),
            ),
            ReportTable(
                "Forms by period",
                "How often each form stands in the documents of each period.",
                (_TERM, _PERIOD, _LANGUAGE, _FORM, _USES, _USING),
                tuple(_by_stretch(found, [each.periods for each in found])),
                shown=0,
            ),
            ReportTable(
                "Issuers",
                "Who uses each term, the highest rank first.",
                (_TERM, _ISSUER, _RANK, _USES, _USING, _DOCUMENTS, _SHARE),
                tuple(
                    (each.name, issuer.name, _rank(issuer), *_counts(issuer))
                    for each in found
                    for issuer in each.issuers
                ),
            ),
            ReportTable(
                "Forms by issuer",
                "How often each form stands in the documents of each issuer.",
                (_TERM, _ISSUER, _LANGUAGE, _FORM, _USES, _USING),
                tuple(_by_stretch(found, [each.issuers for each in found])),
                shown=0,
            ),
            _documents(found),
        ),
        tuple(map(_as_json, found)),
    )


def _named_apart(found: Sequence[Tracked]) -> Iterator[Tracked]:
    """The terms, those of one name with the ids of their entries."""
    times = Counter(each.name for each in found)
    for each in found:
        if times[each.name] > 1 and each.concept is not None:
            each = replace(each, name=f"{each.name} ({each.concept.id})")
        yield each


def _notes(found: Sequence[Tracked]) -> Iterator[str]:
    for each in found:
        own = each.counted
        dates = [use.document.dated for use in own if use.document.dated]
        when = f", from {dates[0]} to {dates[-1]}" if dates else ""
        total = sum(period.documents for period in each.periods)
        uses = counted(sum(len(use.places) for use in own), "use")
        yield (
            f"{each.name}: {uses} in {len(own):,} of {counted(total, 'document')} in"
            f" {each.language.label}{when}."
        )
        if each.concept is None:
            yield f"{each.name} is no term of the glossary; its words were looked for as they are."
    tiers = [f"{heat} from {least:.1%}" for heat, least in LEAST.items() if least]
    yield f"Heat by the share of documents that have the term: {', '.join(tiers)}, else cold."


def _periods(found: Sequence[Tracked]) -> ReportTable:
    heat = ReportColumn("Heat", "How much the term is used.", 10)
    columns = (_TERM, _PERIOD, _USES, _USING, _DOCUMENTS, _SHARE, heat)
    names = with_gaps(period.name for each in found for period in each.periods)
    rows = (
        (each.name, name, *_counts(period), str(period.heat) if period.documents else "")
        for each in found
        for name, period in _in_all(each, names)
    )
    drawn = Chart("Share of documents that have the term", series=0, labels=1, values=5)
    return ReportTable(
        "Periods",
        "How much each term is used, without a share where there are no documents.",
        columns,
        tuple(rows),
        drawn,
    )


def _in_all(each: Tracked, names: Sequence[str]) -> Iterator[tuple[str, Stretch]]:
    """A term's periods under the names of those of all terms; where it has none, an empty one."""
    own = {period.name: period for period in each.periods}
    for name in names:
        yield name, own.get(name) or Stretch(name, 0, 0, 0, ())


def _counts(stretch: Stretch) -> _Row:
    share = stretch.share if stretch.documents else None
    return stretch.uses, stretch.using, stretch.documents, share


def _form(form: FormCount) -> _Row:
    return str(form.language), form.text, form.uses, form.documents, form.first, form.last


def _rank(stretch: Stretch) -> str:
    return str(stretch.authority or "")


def _by_stretch(found: Sequence[Tracked], stretches: Sequence[Sequence[Stretch]]) -> Iterator[_Row]:
    for each, own in zip(found, stretches, strict=True):
        for stretch in own:
            for form in stretch.forms:
                language = str(form.language)
                yield each.name, stretch.name, language, form.text, form.uses, form.documents


def _documents(found: Sequence[Tracked]) -> ReportTable:
    columns = (
        _TERM,
        ReportColumn("Date", "The date of the document.", 12),
        ReportColumn("Document", "Its title, or its file.", 40, wraps=True),
        _LANGUAGE,
        _ISSUER,
        _RANK,
        _USES,
        ReportColumn("Sentences", "The sentences with the term, counted from 1.", 20, wraps=True),
    )
    rows = (
        (
            each.name,
            use.document.dated,
            use.document.title or use.document.source,
            str(use.document.language),
            use.document.issuer,
            str(use.document.authority or ""),
            len(use.places),
            ", ".join(dict.fromkeys(str(place.segment + 1) for place in use.places)),
        )
        for each in found
        for use in each.uses
    )
    meaning = "The documents that have each term, the oldest first."
    return ReportTable("Documents", meaning, columns, tuple(rows), shown=_SHOWN)


def _as_json(each: Tracked) -> dict[str, Any]:
    return {
        "term": each.name,
        "concept": each.concept.id if each.concept else None,
        "language": str(each.language),
        "periods": [_stretch_as_json(period, "period") for period in each.periods],
        "issuers": [
            {**_stretch_as_json(issuer, "issuer"), "authority": _rank(issuer) or None}
            for issuer in each.issuers
        ],
        "forms": list(map(_form_as_json, each.forms)),
        "uses": [
            {
                "document": use.document.id,
                "source": use.document.source,
                "date": use.document.dated,
                "language": str(use.document.language),
                "issuer": use.document.issuer,
                "authority": use.document.authority,
                "places": [
                    {
                        "segment": place.segment,
                        "start": place.start,
                        "end": place.end,
                        "form": place.found,
                    }
                    for place in use.places
                ],
            }
            for use in each.uses
        ],
    }


def _stretch_as_json(stretch: Stretch, kind: str) -> dict[str, Any]:
    return {
        kind: stretch.name,
        "uses": stretch.uses,
        "using": stretch.using,
        "documents": stretch.documents,
        "share": round(stretch.share, 4),
        "heat": str(stretch.heat),
        "forms": list(map(_form_as_json, stretch.forms)),
    }


def _form_as_json(form: FormCount) -> dict[str, Any]:
    return {
        "language": str(form.language),
        "text": form.text,
        "uses": form.uses,
        "documents": form.documents,
        "first": form.first,
        "last": form.last,
    }
