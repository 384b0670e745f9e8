"""What people say of texts that are read together, and what the texts say of themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from align.model import Bitext, SegmentedDocument
from glossary.model import Particulars
from glossary.model.authority import Authority

if TYPE_CHECKING:
    from datetime import date

#: The rank of documents of an issuer, where one is known, or at a path; None where none is given.
Ranked = Callable[[str | None, str], Authority | None]
UNSAID = Particulars()


def unranked(issuer: str | None, path: str) -> None:
    """No document has a rank before somebody gives it one."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of texts that are read together.

    Attributes:
        text, translation: what people say of each text, and of each translation.
        each: by its source what is said of one text, which goes before what is said of all.
        ranked: the rank of the documents of which nobody says it.
        dates_from_names: take the date from a document's name, or from that of its translation,
            unless the text says the day of that year or month.
    """

    text: Particulars = UNSAID
    translation: Particulars = UNSAID
    ranked: Ranked = unranked
    dates_from_names: bool = False
    each: Mapping[str, Particulars] = field(default_factory=dict)

    def of(
        self, texts: Iterable[SegmentedDocument | Bitext], translation: str | None
    ) -> dict[str, Particulars]:
        """What is known of every document, by its source, and what its text says of itself.

        Args:
            translation: the file or folder that the translations are in.
        """
        from datetime import UTC, datetime

        from glossary.imprints import imprint_of

        found: dict[str, Particulars] = {}
        today = datetime.now(UTC).date()
        for text in texts:
            sources = sources_of(text)
            sides = text.sides if isinstance(text, Bitext) else (text,)
            given = [self.text, self.translation]
            if len(sources) == 1:
                is_second = translation is not None and Path(sources[0]).is_relative_to(translation)
                given = [given[is_second]]
            own = imprint_of(sides[0].document.text, sides[0].language, today)
            for said, source, side in zip(given, sources, sides, strict=True):
                dated = _date_in((source, *sources), today) if self.dates_from_names else ""
                if dated and not said.dated and own.dated.startswith(f"{dated}-"):
                    dated = ""  # the day in the original says more than the year in a name
                known = _together(self.each.get(source), replace(said, dated=dated or said.dated))
                is_own = side is sides[0]
                read = own if is_own else imprint_of(side.document.text, side.language, today)
                ranked = self.ranked(known.issuer or read.issuer, source)
                found[source] = replace(known, ranked=ranked, imprint=read)
        return found


def _together(first: Particulars | None, otherwise: Particulars) -> Particulars:
    """What is said of one text, and where it says nothing what is said of all."""
    if first is None:
        return otherwise
    return Particulars(
        otherwise.title if first.title is None else first.title,
        otherwise.issuer if first.issuer is None else first.issuer,
        otherwise.dated if first.dated is None else first.dated,
        first.authority or otherwise.authority,
    )


def sources_of(text: SegmentedDocument | Bitext) -> tuple[str, ...]:
    """The source of a text, or those of both sides."""
    sides = (text.source, text.target) if isinstance(text, Bitext) else (text,)
    return tuple(side.document.source for side in sides)


def _date_in(sources: Iterable[str], today: date) -> str:
    """The date in the first of these names that has one, or ""."""
    from glossary.corpora.name_dates import date_in_name

    return next(filter(None, (date_in_name(Path(each).name, today) for each in sources)), "")


NOTHING_SAID = Said()
