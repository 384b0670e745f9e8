"""The documents of a glossary as it keeps them, without their texts, and the revisions of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from align.model import Language
from glossary.model.authority import Authority


@dataclass(frozen=True, slots=True)
class Particulars:
    """What people say of a document; None leaves what is known.

    Attributes:
        issuer: who issued it ("国务院", "Xinhua").
        dated: its date as in ISO 8601: a year, a month or a day.
        ranked: the authority that it has where nothing else is known of it.
    """

    title: str | None = None
    issuer: str | None = None
    dated: str | None = None
    authority: Authority | None = None
    ranked: Authority | None = None


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
