"""Where the filter of the queue is typed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.suggester import Suggester

from align.languages import languages
from glossary.model import ConceptStatus, Kind
from glossary.model.authority import Authority
from tui.filtering import FIELDS, plain
from tui.widgets.fields import Line

PLACEHOLDER = "words or pinyin, kind:numeric status:approved subject:… doc:… lacks:fr"


class FilterSuggester(Suggester):
    """Completes the names of fields and their values; → takes what it offers."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._values: dict[str, tuple[str, ...]] = {
            "status": tuple(plain(each.value) for each in ConceptStatus),
            "kind": tuple(each.value for each in Kind),
            "authority": tuple(each.option for each in Authority),
            "in": tuple(languages()),
            "lacks": tuple(languages()),
        }

    def put(self, name: str, values: Iterable[str]) -> None:
        """Say which values a field has in this glossary."""
        self._values[name] = tuple(values)

    async def get_suggestion(self, value: str) -> str | None:
        head, _, last = value.rpartition(" ")
        start = value[: len(value) - len(last)] if head or value != last else ""
        if not last:
            return None
        name, colon, begun = last.partition(":")
        if not colon:
            offers = [f"{each}:" for each in FIELDS if each != "document"]
            begun, lead = last, ""
        else:
            offers, lead = list(self._values.get(FIELDS.get(name, ""), ())), f"{name}:"
        for offer in offers:
            if len(offer) > len(begun) and offer.casefold().startswith(begun.casefold()):
                return start + lead + begun + offer[len(begun) :]
        return None


class FilterLine(Line):
    """The filter; it hands the keyboard back to the queue, and is seen only where it is in use."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave(True)", "Clear the filter", show=False),
        Binding("enter,down", "leave(False)", "Back to the queue", show=False),
    ]
    BINDING_GROUP_TITLE = "Filter"

    class Left(Message):
        """The reviewer is done with the filter."""

    def __init__(self) -> None:
        super().__init__(placeholder=PLACEHOLDER, id="filter")
        self.offers = FilterSuggester()
        self.suggester = self.offers
        self.display = False

    def open(self) -> None:
        """Show it, and type there."""
        self.display = True
        self.focus()

    def begin(self, text: str) -> None:
        """Show a filter without typing there."""
        self.value = text
        self.display = bool(text)

    def action_leave(self, clear: bool) -> None:
        if clear:
            self.value = ""
        self.display = bool(self.value)
        self.post_message(self.Left())
