"""The documents of a glossary as it keeps them, without their texts, and the revisions of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from align.model import Language
from glossary.model.authority import Authority
from glossary.model.keys import compatible, simplified


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a text says itself of who issued it and when; "" where it says nothing clearly.

    Attributes:
        dated: a day as in ISO 8601.
    """

    issuer: str = ""
    dated: str = ""


@dataclass(frozen=True, slots=True)
class Particulars:
    """What people say of a document; None leaves what is known.

    Attributes:
        issuer: who issued it ("国务院", "Xinhua").
        dated: its date as in ISO 8601: a year, a month or a day.
        ranked: the authority that it has where nothing else is known of it.
        imprint: what its text says, which holds where nothing else is known.
    """

    title: str | None = None
    issuer: str | None = None
    dated: str | None = None
    authority: Authority | None = None
    ranked: Authority | None = None
    imprint: Imprint = Imprint()


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document that was added, without its text.

    Attributes:
        digest: SHA-256 of language and text, which identifies it under any name.
        added: when it was first added, in UTC.
        who: who added it.
        issuer, dated: who issued it and when, or "".
        authority: its rank; None where nobody has given one.
        withdrawn: when it was withdrawn, in UTC; None for one whose evidence is in use.
    """

    id: int
    source: str
    title: str
    language: Language
    digest: str
    added: datetime
    who: str
    issuer: str = ""
    dated: str = ""
    authority: Authority | None = None
    withdrawn: datetime | None = None


@dataclass(frozen=True, slots=True)
class DocumentFilter:
    """Which documents are meant; what is empty leaves none out.

    Attributes:
        since, until: dates as in ISO 8601, a year, a month or a day. One that is as long as a
            month or a year is within them where any day of it is; one without a date never.
        issuers: what the name of its issuer holds, any of these.
        sources: what its source or title holds, any of these.
        authorities: its rank, any of these.
    """

    since: str = ""
    until: str = ""
    issuers: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    authorities: tuple[Authority, ...] = ()

    def takes(self, document: StoredDocument) -> bool:
        """Whether a document is among them."""
        dated = document.dated
        if (self.since or self.until) and not dated:
            return False
        if self.since and last_day(dated) < first_day(self.since):
            return False
        if self.until and first_day(dated) > last_day(self.until):
            return False
        if self.issuers and not _holds(document.issuer, self.issuers):
            return False
        if self.sources and not _holds(f"{document.source}\n{document.title}", self.sources):
            return False
        return not self.authorities or document.authority in self.authorities


def _holds(text: str, wanted: tuple[str, ...]) -> bool:
    """Whether a text holds any of these, whatever their width, case and script."""
    compared = simplified(compatible(text))
    return any(simplified(compatible(each)) in compared for each in wanted)


#: Of the documents none is left out.
EVERY_DOCUMENT = DocumentFilter()


def first_day(dated: str) -> str:
    """The first day of a year, month or day of ISO 8601."""
    return (dated + "-01-01")[:10]


def last_day(dated: str) -> str:
    """A day of ISO 8601 after which no day of a year, month or day comes."""
    return (dated + {4: "-12-31", 7: "-31"}.get(len(dated), ""))[:10]


@dataclass(frozen=True, slots=True)
class DocumentRevision:
    """One entry of the history of a document, which is append-only.

    Attributes:
        number: ascending over all documents; a sequence of its own beside that of `Revision`.
        action: "add", "describe", "segment", "align", "withdraw", "restore" or "undo".
        before, after: what it changed; None before there was something and after it went.
        revisions: the first and the last revision of concepts made with it, or None.
    """

    number: int
    document_id: int
    when: datetime
    who: str
    action: str
    why: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    revisions: tuple[int, int] | None
