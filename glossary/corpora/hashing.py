"""A form as a number of 64 bits, one at a time in plain Python and many at once in numpy.

The number is a polynomial in the form's code points modulo 2 ** 64 (Karp and Rabin 1987), mixed by
the finaliser of MurmurHash3 so that its leading bits are as good as all. Of a polynomial the
values of all spans of a text follow from one running sum. Both ways give the same numbers on
every machine: tables are exchanged.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.uint64]
    Places = NDArray[np.integer[Any]]

_MASK = (1 << 64) - 1
#: Odd, hence with an inverse modulo 2 ** 64; without a pattern: 2 ** 64 over the golden ratio.
_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 1 << 64)
#: Powers of the base are kept up to this one, and those of this one: all of them would take as much
#: memory as the sums.
_STEP = 1 << 16
_MIXERS = 0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53


def hashed(form: str) -> int:
    """The number of one form."""
    value = 0
    for character in form:
        value = value * _BASE + ord(character) & _MASK
    for mixer in _MIXERS:
        value = (value ^ value >> 33) * mixer & _MASK
    return value ^ value >> 33


def all_hashed(forms: Sequence[str]) -> Numbers:
    """The numbers of forms, as `hashed` gives them."""
    import numpy as np

    lengths = np.fromiter(map(len, forms), np.int64, len(forms))
    ends = np.cumsum(lengths)
    return span_hashes(code_points("".join(forms)), ends - lengths, ends)


def code_points(text: str) -> NDArray[np.uint32]:
    """The code points of a text; lone surrogates are kept."""
    import numpy as np

    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")


def span_hashes(codes: NDArray[np.uint32], starts: Places, ends: Places) -> Numbers:
    """The numbers of spans of a text, given its code points."""
    return SpanHashes(codes).of(starts, ends)


class SpanHashes:
    """The numbers of any spans of one text."""

    def __init__(self, codes: NDArray[np.uint32]) -> None:
        """Take the code points of the text."""
        import numpy as np

        self._fine = _powers(_BASE, _STEP)
        self._coarse = _powers(pow(_BASE, _STEP, 1 << 64), len(codes) // _STEP + 1)
        inverse = _powers(_INVERSE, _STEP)
        #: sums[j] is the sum of c[i] / BASE ** i over i < j, in arithmetic modulo 2 ** 64
        self._sums = np.zeros(len(codes) + 1, np.uint64)
        for step, low in enumerate(range(0, len(codes), _STEP)):
            factor = np.uint64(pow(_INVERSE, step * _STEP, 1 << 64))
            some = codes[low : low + _STEP] * inverse[: len(codes) - low] * factor
            sums = np.cumsum(some, dtype=np.uint64) + self._sums[low]
            self._sums[low + 1 : low + 1 + len(sums)] = sums

    def of(self, starts: Places, ends: Places) -> Numbers:
        """The numbers of spans from each start to each end."""
        import numpy as np

        last = np.maximum(ends - 1, 0)
        values = self._sums[ends] - self._sums[starts]
        values *= self._coarse[last // _STEP]
        values *= self._fine[last % _STEP]
        for mixer in _MIXERS:
            values = (values ^ values >> np.uint64(33)) * np.uint64(mixer)
        return values ^ values >> np.uint64(33)


def places_of(numbers: Numbers, known: Numbers) -> NDArray[np.int64]:
    """Where numbers stand among known ones, ascending and one at least; of others any place.

    They are sought in ascending order: neighbours are then near in memory, which takes a third of
    the time.
    """
    import numpy as np

    order = np.argsort(numbers)
    places = np.empty(len(numbers), np.int64)
    places[order] = np.searchsorted(known, numbers[order])
    return np.minimum(places, len(known) - 1)


def _powers(base: int, number: int) -> Numbers:
    """base ** 0 and so on, modulo 2 ** 64."""
    import numpy as np

    factors = np.full(number, base, np.uint64)
    factors[:1] = 1
    return np.cumprod(factors, dtype=np.uint64)
