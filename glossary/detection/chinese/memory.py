"""What is remembered of terms: those of the annotated texts that the ranker was fitted on.

A form that was a term elsewhere, or ends or begins as terms do, is likelier one here. What is kept
are counts: of whole forms by their fingerprints (`glossary.corpora.hashing`), and of the characters
at either end. bench/terms.py makes it, and leaves a text's own terms out where it measures it.
"""

from __future__ import annotations

import base64
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from glossary.corpora.hashing import SpanHashes, all_hashed, code_points, places_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from glossary.detection.chinese.features import Columns
    from glossary.detection.chinese.found import Floats, Numbers

    Hashes = NDArray[np.uint64]

#: Characters at an end of a form: of the last, the last two, the first, the first two.
ENDS: Final = (slice(-1, None), slice(-2, None), slice(None, 1), slice(None, 2))
_NAMES: Final = ("last character", "last two", "first character", "first two")
_LONGEST: Final = 24  #: characters that a form has beyond a term that it begins or ends with
_LEAST: Final = 2  #: characters of such a term
#: Added to the terms and forms that are counted, so that few do not say much.
_TERMS, _FORMS = 0.3, 8.0
_DIGITS: Final = 2


@dataclass(frozen=True, slots=True, eq=False)
class Forms:
    """Keys of forms, as spans of one string."""

    characters: str
    hashes: SpanHashes
    starts: Numbers
    ends: Numbers

    @classmethod
    def of(cls, keys: Sequence[str]) -> Forms:
        """These keys, one after the other."""
        import numpy as np

        characters = "".join(keys)
        sizes = np.array([len(each) for each in keys], np.int64)
        ends = np.cumsum(sizes)
        return cls(characters, SpanHashes(code_points(characters)), ends - sizes, ends)


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """How often forms were met, by their fingerprints in ascending order."""

    hashes: Hashes
    counts: Numbers

    @classmethod
    def of(cls, forms: Mapping[str, int]) -> Counts:
        """Of forms with how often each was met."""
        import numpy as np

        hashes = all_hashed(list(forms))
        order = np.argsort(hashes)
        return cls(hashes[order], np.array(list(forms.values()), np.int64)[order])

    def at(self, hashes: Hashes) -> Floats:
        """How often the forms with these fingerprints were met."""
        import numpy as np

        if not len(self.hashes):
            return np.zeros(len(hashes))
        place = places_of(hashes, self.hashes)
        return np.where(self.hashes[place] == hashes, self.counts[place], 0).astype(np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """A collection of terms: the whole ones, what they end with, and what they begin with."""

    whole: Counts
    tails: Counts
    heads: Counts

    @classmethod
    def of(cls, forms: Iterable[str]) -> Terms:
        """Of keys of terms; each text or entry tells its own once."""
        whole, tails, heads = Counter[str](), Counter[str](), Counter[str]()
        for form in forms:
            whole[form] += 1
            tails.update(form[at:] for at in range(1, len(form)))
            heads.update(form[:at] for at in range(1, len(form)))
        return cls(*map(Counts.of, (whole, tails, heads)))

    def columns(self, forms: Forms, name: str) -> Columns:
        """What a collection of that name says of forms."""
        import numpy as np

        sizes = forms.ends - forms.starts
        tail, head = np.zeros(len(sizes)), np.zeros(len(sizes))
        for less in range(_LONGEST, 0, -1):  # the longest last
            some = np.flatnonzero(sizes - less >= _LEAST)
            low, high = forms.starts[some], forms.ends[some]
            left = (sizes[some] - less).astype(np.float64)
            for found, spans in ((tail, (low + less, high)), (head, (low, high - less))):
                known = self.whole.at(forms.hashes.of(*spans)) > 0
                found[some[known]] = left[known]
        hashes = forms.hashes.of(forms.starts, forms.ends)
        long = np.maximum(sizes, 1)
        return {
            name: self.whole.at(hashes),
            f"ends some of {name}": np.log2(1 + self.tails.at(hashes)),
            f"begins some of {name}": np.log2(1 + self.heads.at(hashes)),
            f"ends with one of {name}": tail,
            f"begins with one of {name}": head,
            f"share at its end of {name}": tail / long,
            f"share at its beginning of {name}": head / long,
        }


@dataclass(frozen=True, slots=True, eq=False)
class Memory:
    """What is remembered.

    Attributes:
        terms: those of annotated texts.
        optional: forms there that may be terms or not.
        entries: the terms of the starter glossary.
        ends: for each of `ENDS`, characters with the log of how many of the forms that have them
            are terms; those of characters that were not met have no entry.
    """

    terms: Terms
    optional: Counts
    entries: Terms
    ends: tuple[Mapping[str, float], ...]

    def columns(self, forms: Forms) -> Columns:
        """What is remembered of forms."""
        import numpy as np

        found = self.terms.columns(forms, "terms elsewhere")
        found |= self.entries.columns(forms, "terms of the starter glossary")
        hashes = forms.hashes.of(forms.starts, forms.ends)
        found["optional elsewhere"] = self.optional.at(hashes)
        spans = list(zip(forms.starts.tolist(), forms.ends.tolist(), strict=True))
        keys = [forms.characters[start:end] for start, end in spans]
        unmet = round(float(np.log(_TERMS / _FORMS)), _DIGITS)
        for name, end, odds in zip(_NAMES, ENDS, self.ends, strict=True):
            found[f"terms with its {name}"] = np.array(
                [odds.get(each[end], unmet) for each in keys]
            )
        return found


@dataclass(frozen=True, slots=True)
class Ends:
    """How often forms, and terms among them, have certain characters at each of `ENDS`."""

    terms: tuple[Counter[str], ...]
    forms: tuple[Counter[str], ...]

    @classmethod
    def of(cls, terms: Sequence[str], forms: Sequence[str]) -> Ends:
        """Of the keys of terms and of all forms of a text."""
        counted = (
            tuple(Counter(each[end] for each in some) for end in ENDS) for some in (terms, forms)
        )
        return cls(*counted)

    def __add__(self, other: Ends) -> Ends:
        """Of two texts together."""
        return Ends(
            tuple(map(Counter.__add__, self.terms, other.terms)),
            tuple(map(Counter.__add__, self.forms, other.forms)),
        )

    def __sub__(self, other: Ends) -> Ends:
        """Of these texts without one of them."""
        return Ends(
            tuple(map(Counter.__sub__, self.terms, other.terms)),
            tuple(map(Counter.__sub__, self.forms, other.forms)),
        )

    def odds(self) -> tuple[dict[str, float], ...]:
        """The last part of a memory."""
        import numpy as np

        return tuple(
            {
                part: round(float(np.log((hits[part] + _TERMS) / (met[part] + _FORMS))), _DIGITS)
                for part in sorted(met.keys() | hits.keys())
            }
            for hits, met in zip(self.terms, self.forms, strict=True)
        )


def from_dict(data: Mapping[str, Any]) -> Memory:
    """A memory as `to_dict` keeps it."""
    return Memory(
        Terms(*map(_counts, data["terms"])),
        _counts(data["optional"]),
        Terms(*map(_counts, data["entries"])),
        tuple(data["ends"]),
    )


def to_dict(memory: Memory) -> dict[str, Any]:
    """A memory as it is kept: fingerprints and counts in base64, little-endian."""
    return {
        "terms": [_kept(each) for each in _parts(memory.terms)],
        "optional": _kept(memory.optional),
        "entries": [_kept(each) for each in _parts(memory.entries)],
        "ends": list(memory.ends),
    }


def _parts(terms: Terms) -> tuple[Counts, Counts, Counts]:
    return terms.whole, terms.tails, terms.heads


def _kept(counts: Counts) -> list[str]:
    columns = counts.hashes.astype("<u8"), counts.counts.clip(max=255).astype("u1")
    return [base64.b64encode(column.tobytes()).decode() for column in columns]


def _counts(kept: Sequence[str]) -> Counts:
    import numpy as np

    hashes, counts = (base64.b64decode(column) for column in kept)
    return Counts(np.frombuffer(hashes, "<u8"), np.frombuffer(counts, "u1").astype(np.int64))


@cache
def shipped_memory() -> Memory:
    """The memory in the package."""
    file = resources.files("glossary") / "weights" / "memory.json"
    return from_dict(json.loads(file.read_text("utf-8")))
