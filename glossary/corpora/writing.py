"""Tables of corpora are written; `glossary.corpora.table` says what is in them."""

from __future__ import annotations

import json
import math
import zlib
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from glossary.corpora.table import BIT, FORMAT, MEASURES, OCTAVE, WHOLE, About

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from glossary.corpora.table import Columns

#: Bits of a number beyond those that tell the forms of a table apart: once in 2 ** 20.
_SURE = 20
_BLOCK = 1 << 14  #: forms of a block, at most on average


def write(path: Path, about: About, numbers: NDArray[np.uint64], columns: Columns) -> None:
    """Write a table.

    Args:
        numbers: of the forms, of 64 bits, in ascending order.
        columns: "days" as forms × years, and for each of MEASURES what `Corpus.columns` gives.

    Raises:
        OSError: the file cannot be written.
    """
    count = len(numbers)
    bits = min(64, _SURE + math.ceil(math.log2(max(count, 1))))
    kept, firsts = np.unique(numbers >> np.uint64(64 - bits), return_index=True)
    table = [*np.asarray(columns["days"])[firsts].T, *_coded(columns, firsts)]
    block_bits = max(0, math.ceil(math.log2(max(len(kept), 1) / _BLOCK)))
    below = np.uint64(bits - block_bits)
    ends = np.searchsorted(kept >> below, np.arange(1 << block_bits, dtype=np.uint64), "right")
    starts = np.concatenate(([0], ends[:-1]))
    kept &= np.uint64((1 << int(below)) - 1)
    steps = np.diff(kept, prepend=np.uint64(0))
    begun = starts[starts < ends]
    steps[begun] = kept[begun]
    table.insert(0, steps)
    widths = [max(1, (int(column.max(initial=0)).bit_length() + 7) // 8) for column in table]
    planes = [
        np.ascontiguousarray(column.astype("<u8")).view(np.uint8).reshape(-1, 8)[:, byte]
        for column, width in zip(table, widths, strict=True)
        for byte in range(width)
    ]
    blocks = [
        [zlib.compress(plane[start:end].tobytes(), 9) for plane in planes]
        for start, end in zip(starts, ends, strict=True)
    ]
    header = json.dumps(
        {
            "about": asdict(about),
            "bits": bits,
            "widths": widths,
            "counts": (ends - starts).tolist(),
            "sizes": [list(map(len, block)) for block in blocks],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()
    line = b"%s%08x %x\n" % (FORMAT, zlib.crc32(header), len(header))
    path.write_bytes(b"".join((line, header, *(plane for block in blocks for plane in block))))


def _coded(columns: Columns, firsts: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """The measures in small integers."""
    values = {name: np.asarray(columns[name], float)[firsts] for name in MEASURES}
    units = np.asarray(columns["days"])[firsts].sum(axis=-1)
    codes = [np.rint(OCTAVE * np.log2(np.maximum(values["count"] / units, 1)))]
    codes += [np.rint(BIT * values[name]) for name in MEASURES[1:3]]
    for name in MEASURES[3:]:
        # a share that is not 0 is told from 0
        codes.append(np.maximum(np.rint(WHOLE * np.sqrt(values[name])), values[name] > 0))
    return [np.minimum(code, 255).astype(np.int64) for code in codes]
