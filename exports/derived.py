"""What files say of the terms of an entry that nobody typed.

Where contexts show that they are used, and how reliable they are by documents and decisions.
Reading takes none of it back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from align.model import Language
from align.text import storable
from glossary.marking.conditions import Learned, learned
from glossary.model import Term
from glossary.model.attested import Attested, Entry


@dataclass(frozen=True, slots=True)
class Derived:
    """What is derived of the terms of an entry.

    Attributes:
        learned: the conditions that its contexts show.
        attested: what is said for its renderings, of those for which anything is.
    """

    learned: tuple[Learned, ...] = ()
    attested: tuple[Attested, ...] = ()

    @classmethod
    def of(cls, entry: Entry) -> Derived:
        told = tuple(each for each in entry.attested() if each.documents or each.decided)
        return cls(learned(entry.concept), told)

    def conditions(self, term: Term) -> Iterator[str]:
        """Where contexts show that a term is used, and what shows that."""
        for each in self.learned:
            if (each.language, each.rendering) == (term.language, term.text):
                yield each.said

    def reliability(self, term: Term) -> str:
        """How reliable a term is, and what has become of it; "" where nothing is said for it."""
        found = (each for each in self.attested if _name(each.term) == _name(term))
        return next((f"{each.reliability.label}, {each.lifecycle}" for each in found), "")

    def as_json(self) -> dict[str, object]:
        """The same for programs, without what is empty."""
        made = {
            "conditions": [
                {
                    "language": str(each.language),
                    "rendering": storable(each.rendering),
                    "condition": storable(str(each.condition)),
                    "places": each.places,
                    "having": each.having,
                    "documents": each.documents,
                }
                for each in self.learned
            ],
            "renderings": [
                {
                    "language": str(each.term.language),
                    "text": storable(each.term.text),
                    "reliability": each.reliability.label,
                    "stars": int(each.reliability),
                    "lifecycle": str(each.lifecycle),
                    "documents": each.documents,
                    "decided": each.decided,
                }
                for each in self.attested
            ],
        }
        return {name: value for name, value in made.items() if value}


#: Of an entry of which nothing is known but itself.
UNDERIVED = Derived()


def _name(term: Term) -> tuple[Language, str]:
    return term.language, term.text
