"""How evenly a term is spread over the texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate

from align.model import SegmentedDocument
from glossary.model import Dispersion, Occurrence

#: Parts into which a text is cut that stands alone.
PARTS = 10


class Spread:
    """The parts of the texts of one language: the documents, or equal parts of a single one."""

    def __init__(self, documents: Sequence[SegmentedDocument]) -> None:
        self._alone = documents[0] if len(documents) == 1 else None
        self._starts: list[int] = []
        if self._alone is not None:
            sizes = [len(text) for text in self._alone.readings]
            self._starts = [0, *accumulate(sizes)]
            total = self._starts[-1]
            shares = [1 / PARTS] * PARTS if total else []
            self._size_of = dict(enumerate(shares))
            return
        lengths = [sum(len(text) for text in document.readings) for document in documents]
        total = sum(lengths)
        self._number = {d.document.source: number for number, d in enumerate(documents)}
        self._size_of = {n: length / total for n, length in enumerate(lengths)} if total else {}

    def dispersion(self, places: Iterable[Occurrence]) -> Dispersion:
        """The documents that hold these places, and the deviation of proportions over the parts.

        The deviation is DP of Gries 2008 ("Dispersions and adjusted frequencies in corpora"): half
        the sum, over the parts, of the difference between the share of the text and the share of
        the occurrences that a part has. It is near 0 for a term that is spread as the text is, and
        near 1 for one that stands in one small part.
        """
        counts: Counter[int] = Counter()
        documents = set()
        for place in places:
            documents.add(place.document)
            counts[self._part(place)] += 1
        total = counts.total()
        if not total:
            return Dispersion(0, 0.0)
        # Parts without an occurrence add their own share each: what the others leave of 1.
        met = sum(self._size_of.get(part, 0.0) for part in counts)
        apart = sum(abs(n / total - self._size_of.get(part, 0.0)) for part, n in counts.items())
        return Dispersion(len(documents), round((apart + max(0.0, 1.0 - met)) / 2, 4))

    def _part(self, place: Occurrence) -> int:
        if self._alone is None:
            return self._number[place.document]
        at = self._starts[place.segment] + place.start
        return min(at * PARTS // max(self._starts[-1], 1), PARTS - 1)
